// Depth first in the contract's order, whatever the order of the diagram: what is left of it
// shrinks with every option that is settled, and an empty rest is known at once.

#include "symbolic/listing.hpp"

namespace standoff::symbolic {

using diagram::Diagram;

std::vector<OptionSet> first_states(const Diagram& states, std::size_t options, std::size_t most) {
  std::vector<OptionSet> found;
  OptionSet taken;
  const auto settle = [&](const auto& self, const Diagram& rest, std::size_t next) -> void {
    if (rest.never() || found.size() >= most) return;
    if (next == options) {
      found.push_back(taken);
      return;
    }
    for (const bool take : {false, true}) {
      taken.set(OptionId(next), take);
      self(self, cofactor(rest, static_cast<diagram::Variable>(next), take), next + 1);
    }
    taken.erase(OptionId(next));
  };
  settle(settle, states, 0);
  return found;
}

}  // namespace standoff::symbolic
