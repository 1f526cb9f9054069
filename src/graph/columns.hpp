// States by option instead of options by state: one bit set per option, so that a formula is
// evaluated for 64 states at a time.
#pragma once

#include <span>
#include <vector>

#include "standoff/formula.hpp"
#include "standoff/state_set.hpp"

namespace standoff {

class Columns {
 public:
  /// The option form: one row per combination.
  Columns(std::span<const OptionSet> rows, std::size_t options);
  /// The explicit graph: formulas speak of state numbers.
  explicit Columns(std::size_t states) : states_(states) {}

  std::size_t states() const { return states_; }

  /// The rows where `f` holds.
  StateSet where(const Formula& f) const;

 private:
  StateSet count(const Formula& f) const;

  std::size_t states_;
  std::vector<StateSet> taken_;  // by option
};

}  // namespace standoff
