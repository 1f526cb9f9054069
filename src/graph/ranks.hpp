// How one decision maker ranks the states.
#pragma once

#include "graph/columns.hpp"
#include "standoff/graph.hpp"

namespace standoff {

struct Ranked {
  Ranks ranks;                    ///< 1..L, higher is preferred
  std::vector<std::size_t> idle;  ///< positions in the preference that make no difference
  std::size_t unranked = 0;       ///< states in no tier of a ranking
};

/// Cost: (number of statements) x (states).
Ranked rank_states(const Preference& preference, const Columns& columns);
Ranked rank_states(const Model& model, DmId dm, const Columns& columns);

}  // namespace standoff
