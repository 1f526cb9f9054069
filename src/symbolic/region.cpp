// Asking a diagram about the states in it.

#include "symbolic/region.hpp"

#include <limits>
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
    states_ &= same->space_ == space_ ? same->states_ : copy(same->states_, *space_);
    return true;
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return false;
}

}  // namespace standoff::symbolic
