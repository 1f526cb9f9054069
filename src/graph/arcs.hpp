// Moves of one decision maker kept as arcs: for merged states, the explicit graph, and whatever is
// not transitive.
#pragma once

#include <memory>
#include <vector>

#include "standoff/graph.hpp"

namespace standoff {

/// targets[from], in any order; `ranks` are the mover's and must outlive the result. Duplicates and
/// loops are dropped.
std::unique_ptr<const Moves> arc_moves(std::vector<std::vector<StateId>> targets,
                                       const Ranks& ranks);

}  // namespace standoff
