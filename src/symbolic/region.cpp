// Asking a diagram about the states in it.

#include "symbolic/region.hpp"

#include <algorithm>
#include <limits>
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
  // In a space of its own: what was found before a stop, or in the last of the memory, is still to
  // be told. A copy and its parts are never larger than the original.
  diagram::Space calm(space_->variables(), {.bytes = std::numeric_limits<std::size_t>::max()},
                      space_->order());
  std::vector<std::string> labels;
  for (const OptionSet& taken : first_states(copy(states_, calm), space_->variables(), most))
    labels.push_back(taken.letters(space_->variables()));
  return labels;
}

bool DiagramRegion::meet(const Region& other) {
  const auto* same = dynamic_cast<const DiagramRegion*>(&other);
  if (same == nullptr) throw std::invalid_argument("meet: a region of another carrier");
  try {
    const Diagram others = copy(same->states_, *space_);
    // What is small by itself may not be small together: at 100 options and 30 statements
    // everybody's Nash stable states explode unless an order is found for both first.
    const std::vector<Diagram> both{states_, others};
    if (const std::size_t nodes = node_count(both); nodes > 2 * smallest_) {
      space_->sift();
      smallest_ = std::max(smallest_, node_count(both));
    }
    states_ &= others;
    return true;
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return false;
}

}  // namespace standoff::symbolic
