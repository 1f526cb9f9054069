// Asking a diagram about the states in it.

#include "symbolic/region.hpp"

#include <algorithm>
#include <stdexcept>

#include "symbolic/listing.hpp"

namespace standoff::symbolic {

using diagram::Diagram;

Count DiagramRegion::count() const { return diagram::count(states_, space_->order()); }

bool DiagramRegion::contains(const std::string& label) const {
  if (label.size() != space_->variables()) return false;
  std::vector<bool> taken;
  for (const char letter : label) taken.push_back(letter == 'Y');
  return value(states_, taken);
}

std::vector<std::string> DiagramRegion::first(std::size_t most) const {
  std::vector<std::string> labels;
  for (const OptionSet& taken : first_states(states_, space_->variables(), most))
    labels.push_back(taken.letters(space_->variables()));
  return labels;
}

void DiagramRegion::meet(const Region& other) {
  const auto* same = dynamic_cast<const DiagramRegion*>(&other);
  if (same == nullptr) throw std::invalid_argument("meet: a region of another carrier");
  const Diagram others = copy(same->states_, *space_);
  // What is small by itself may not be small together: at 100 options and 30 statements everybody's
  // Nash stable states explode unless an order is found for both first.
  const std::vector<Diagram> both{states_, others};
  if (const std::size_t nodes = node_count(both); nodes > 2 * smallest_) {
    space_->sift();
    smallest_ = std::max(smallest_, node_count(both));
  }
  states_ &= others;
}

}  // namespace standoff::symbolic
