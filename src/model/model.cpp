// What can exist and who can change what, read off the model one pair of states at a time.

#include "standoff/model.hpp"

#include <algorithm>

namespace standoff {

bool Model::feasible(const OptionSet& taken) const {
  return std::all_of(rules.begin(), rules.end(),
                     [&](const Rule& rule) { return holds(rule.formula, taken); });
}

bool Model::can_move(DmId dm_id, const OptionSet& from, const OptionSet& to) const {
  if (from == to || !feasible(from) || !feasible(to)) return false;
  bool allowed = true;
  (from ^ to).for_each([&](OptionId o) {
    const Option& changed = option(o);
    const bool taking = to.contains(o);
    allowed = allowed && changed.owner == dm_id && may_change(changed.direction, taking) &&
              (!taking || !changed.when || holds(*changed.when, from));
  });
  return allowed;
}

Range Measure::value() const {
  Range range = claims.at(0).value;
  for (const Claim& claim : claims) {
    range.low = std::min(range.low, claim.value.low);
    range.high = std::max(range.high, claim.value.high);
  }
  return range;
}

}  // namespace standoff
