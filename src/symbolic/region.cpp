// Asking a diagram about the states in it.

#include "symbolic/region.hpp"

#include <stdexcept>

#include "symbolic/listing.hpp"

namespace standoff::symbolic {

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
  states_ &= same->space_ == space_ ? same->states_ : copy(same->states_, *space_);
}

}  // namespace standoff::symbolic
