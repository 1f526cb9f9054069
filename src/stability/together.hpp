// Simultaneous moves: several decision makers change their own options at the same moment, from the
// same state.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "standoff/graph.hpp"

namespace standoff {

/// The first combination of `improvement` with at least one improvement from the same origin by
/// some of `company` whose result is a state that `deters`; the companions' moves, or nothing.
/// Option form only. For merged states the moves must start from one and the same member. Cost: up
/// to the product of the companions' numbers of improvements.
std::optional<std::vector<Move>> coinciding_moves(const Graph& graph, const Move& improvement,
                                                  const std::vector<DmId>& company,
                                                  const std::function<bool(StateId)>& deters);

}  // namespace standoff
