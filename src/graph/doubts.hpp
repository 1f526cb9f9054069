// What is known of preferences beyond one rank: statements that may count or not, and what is
// preferred strongly.
#pragma once

#include <memory>

#include "graph/columns.hpp"
#include "standoff/graph.hpp"

namespace standoff {

/// Null where all statements of the decision maker are certain. `at[s]`: the row that stands for
/// state s. Cost: (number of statements) x (states); a comparison: statements / 64.
std::unique_ptr<const Doubts> doubts_of(const Model& model, DmId dm, const Columns& columns,
                                        std::span<const std::uint32_t> at);

/// By row: a row is strongly preferred to another when its level is higher; empty where the author
/// says nothing of strength. Cost: (number of statements) x (states).
Ranks strong_levels(const Model& model, DmId dm, const Columns& columns);

}  // namespace standoff
