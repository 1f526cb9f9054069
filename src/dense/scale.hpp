// A decision maker's preference as a number: the greater, the better. Only the order means
// anything; the numbers have gaps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "standoff/model.hpp"

namespace standoff::dense {

/// value(s) = start + the sum (or the greatest) of the weights whose formula holds in s.
struct Scale {
  std::vector<const Formula*> formulas;
  std::vector<std::uint64_t> weights;
  std::uint64_t start = 0;
  bool greatest = false;
  std::uint64_t top = 0;  ///< no value is greater
};

/// Refers to the model. Statements weigh as the digits of a binary number, tiers by their place,
/// payoffs as they are, divided by what they have in common. Throws std::length_error, saying why,
/// where the numbers do not fit 64 bits.
Scale scale_of(const Preference& preference);

}  // namespace standoff::dense
