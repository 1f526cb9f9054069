// What keeps a dispute from being a cube.

#include "model/cube.hpp"

namespace standoff {

std::string not_a_cube(const Model& model) {
  if (model.is_explicit()) return "its states are written out one by one";
  if (!model.merges.empty()) return "some of its states are merged into one";
  for (const Option& option : model.options) {
    if (!option.when || !option.owner) continue;
    const OptionSet mentioned = options_of(*option.when);
    for (const OptionId own : model.dm(*option.owner).options)
      if (mentioned.contains(own))
        return "the guard of " + option.qualified + " mentions an option of its own owner";
  }
  return {};
}

}  // namespace standoff
