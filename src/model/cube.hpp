// Disputes that live on the cube of their options: every state is a combination of options, and
// what somebody may change depends on nothing but that option and on what others do.
#pragma once

#include <string>

#include "standoff/model.hpp"

namespace standoff {

/// Why the dispute cannot be treated as a cube, in a clause ("states are written out one by one");
/// empty when it can. On a cube everybody's moves are transitive: legal sequences of moves need not
/// remember who moved last.
std::string not_a_cube(const Model& model);

/// The same where a group acts at once, as if it were one decision maker.
std::string not_a_cube(const Model& model, const std::vector<DmId>& group);

}  // namespace standoff
