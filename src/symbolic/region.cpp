// Asking a diagram about the states in it.

#include "symbolic/region.hpp"

#include <limits>
#include <stdexcept>

namespace standoff::symbolic {

using diagram::Diagram;
using diagram::Variable;

Count DiagramRegion::count() const { return diagram::count(states_, space_->order()); }

bool DiagramRegion::contains(const std::string& label) const {
  if (label.size() != space_->variables()) return false;
  std::vector<bool> taken;
  for (const char letter : label) taken.push_back(letter == 'Y');
  return value(states_, taken);
}

// Depth first in the contract's order, whatever the order of the diagram: what is left of it
// shrinks with every option that is settled, and an empty rest is known at once.
std::vector<std::string> DiagramRegion::first(std::size_t most) const {
  std::vector<std::string> found;
  std::string label;
  const auto settle = [&](const auto& self, const Diagram& rest) -> void {
    if (rest.never() || found.size() == most) return;
    if (label.size() == space_->variables()) {
      found.push_back(label);
      return;
    }
    const auto option = static_cast<Variable>(label.size());
    for (const bool take : {false, true}) {
      label.push_back(take ? 'Y' : 'N');
      self(self, cofactor(rest, option, take));
      label.pop_back();
    }
  };
  // In a space of its own: what was found before a stop, or in the last of the memory, is still to
  // be told. A copy and its parts are never larger than the original.
  diagram::Space calm(space_->variables(), {.bytes = std::numeric_limits<std::size_t>::max()},
                      space_->order());
  settle(settle, copy(states_, calm));
  return found;
}

bool DiagramRegion::meet(const Region& other) {
  const auto* same = dynamic_cast<const DiagramRegion*>(&other);
  if (same == nullptr) throw std::invalid_argument("meet: a region of another carrier");
  try {
    states_ &= same->space_ == space_ ? same->states_ : copy(same->states_, *space_);
    return true;
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return false;
}

}  // namespace standoff::symbolic
