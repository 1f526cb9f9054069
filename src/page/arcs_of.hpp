// The moves that both forms of the graph write, in one order.
#pragma once

#include <vector>

#include "page/graphs.hpp"

namespace standoff::page {

struct Drawn {
  std::vector<StateId> states;          ///< nearest first
  std::vector<std::uint32_t> distance;  ///< by state; Reach::never where it cannot be reached
  bool complete = true;

  struct Arc {
    Move move;
    bool improvement = false;
    bool reversible = false;
  };
  std::vector<Arc> arcs;  ///< between those states; by origin in their order, mover, target
};
Drawn drawn(const Graph& graph, const GraphRequest& request);

}  // namespace standoff::page
