// Moves of one decision maker in option form, kept as slices instead of arcs.
//
// A slice is the set of feasible combinations that agree on everybody else's options: the mover
// never leaves it. Inside a slice only the mover's constrained options (irreversible or guarded
// ones, and those its own guards mention) decide what can be reached from where; combinations that
// agree on those are of one kind. So a slice of k states in c kinds is handled in O(k + c^2)
// instead of O(k^2), and c is 1 where every option is free. Slices with the same kinds share their
// shape.
#pragma once

#include <memory>
#include <span>

#include "graph/columns.hpp"
#include "standoff/graph.hpp"

namespace standoff {

/// `rows` are the feasible combinations, one per state, and must outlive the result; `ranks` are
/// the mover's.
std::unique_ptr<const Moves> slice_moves(const Model& model, DmId dm,
                                         std::span<const OptionSet> rows, const Columns& columns,
                                         const Ranks& ranks);

}  // namespace standoff
