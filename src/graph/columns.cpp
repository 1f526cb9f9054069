// Bit-parallel evaluation of formulas.

#include "graph/columns.hpp"

#include <bit>

namespace standoff {

Columns::Columns(std::span<const OptionSet> rows, std::size_t options)
    : states_(rows.size()), taken_(options, StateSet(rows.size())) {
  for (std::size_t r = 0; r < rows.size(); ++r)
    rows[r].for_each([&](OptionId o) { taken_[index(o)].insert(StateId(r)); });
}

StateSet Columns::where(const Formula& f) const {
  switch (f.kind) {
    case Formula::Kind::constant:
      return StateSet(states_, f.value);
    case Formula::Kind::option:
      return taken_[f.atom];
    case Formula::Kind::state: {
      StateSet one(states_);
      one.insert(StateId(f.atom));
      return one;
    }
    case Formula::Kind::negation:
      return where(f.parts[0]).complement();
    case Formula::Kind::conjunction:
    case Formula::Kind::disjunction:
    case Formula::Kind::parity: {
      StateSet all(states_, f.kind == Formula::Kind::conjunction);
      for (const Formula& part : f.parts) {
        if (f.kind == Formula::Kind::conjunction) all &= where(part);
        if (f.kind == Formula::Kind::disjunction) all |= where(part);
        if (f.kind == Formula::Kind::parity) all ^= where(part);
      }
      return all;
    }
    case Formula::Kind::implication: {
      StateSet result = where(f.parts[0]).complement();
      return result |= where(f.parts[1]);
    }
    case Formula::Kind::equivalence: {
      StateSet differ = where(f.parts[0]);
      differ ^= where(f.parts[1]);
      return differ.complement();
    }
    case Formula::Kind::count:
      return count(f);
  }
  return StateSet(states_);
}

// Adds the parts up in binary, one bit set per digit, then compares the sum with both bounds digit
// by digit.
StateSet Columns::count(const Formula& f) const {
  const auto digits = static_cast<int>(std::bit_width(f.parts.size())) + 1;
  std::vector<StateSet> sum(static_cast<std::size_t>(digits), StateSet(states_));
  for (const Formula& part : f.parts) {
    StateSet carry = where(part);
    for (StateSet& digit : sum) {
      StateSet both = digit;
      both &= carry;
      digit ^= carry;
      carry = std::move(both);
    }
  }
  const auto at_least = [&](std::uint64_t bound) {
    if (bound >> digits != 0) return StateSet(states_);
    StateSet result(states_, true);     // equal so far counts as "at least"
    for (int d = 0; d < digits; ++d) {  // from the least digit: a higher digit overrules
      if ((bound >> d & 1) != 0)
        result &= sum[static_cast<std::size_t>(d)];
      else
        result |= sum[static_cast<std::size_t>(d)];
    }
    return result;
  };
  StateSet within = at_least(f.low);
  StateSet too_many = at_least(std::uint64_t{f.high} + 1);
  return within &= too_many.complement();
}

}  // namespace standoff
