// One change at a time: which conclusions it overturns.
#pragma once

#include "analysis/asking.hpp"

namespace standoff {

struct Flips {
  std::vector<bool> as_written;                     ///< by conclusion
  std::vector<StatementEdit> edits;                 ///< all that were tried
  std::vector<std::vector<StatementEdit>> flipped;  ///< by conclusion, what overturns it
};

/// Every statement swapped with its neighbour below, dropped, and negated, in the lists as written.
Flips find_flips(std::span<const std::unique_ptr<Asking>> questions,
                 std::span<const Readings> readings);

/// The one statement that all the changes touch, where there is one.
std::optional<StatementId> resting_on(const std::vector<StatementEdit>& flips);

}  // namespace standoff
