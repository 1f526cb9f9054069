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

std::string not_a_cube(const Model& model, const std::vector<DmId>& group) {
  if (std::string why = not_a_cube(model); !why.empty()) return why;
  for (const DmId dm : group)
    for (const OptionId o : model.dm(dm).options) {
      const Option& option = model.option(o);
      if (!option.when) continue;
      const OptionSet mentioned = options_of(*option.when);
      for (const DmId other : group)
        for (const OptionId theirs : model.dm(other).options)
          if (mentioned.contains(theirs))
            return "the guard of " + option.qualified + " mentions an option of the same group";
    }
  return {};
}

}  // namespace standoff
