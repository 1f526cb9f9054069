// Listing the moves.

#include "page/arcs_of.hpp"

#include <algorithm>

#include "page/dispute_tables.hpp"

namespace standoff::page {

Drawn drawn(const Graph& graph, const GraphRequest& request) {
  Drawn out;
  out.states = nearest_states(graph, request.limit, out.distance, request.stop);
  StateSet shown(graph.states());
  for (const StateId s : out.states) shown.insert(s);
  std::vector<StateId> targets;
  for (const StateId s : out.states) {
    if (request.stop.stop_requested()) {
      out.complete = false;
      break;
    }
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      const auto dm = DmId(i);
      graph.moves(dm).targets(s, targets);
      for (const StateId t : targets) {
        const bool improvement = graph.prefers(dm, t, s);
        if (!shown.contains(t) || (request.improvements_only && !improvement)) continue;
        out.arcs.push_back({{dm, s, t}, improvement, graph.moves(dm).can_move(t, s)});
      }
    }
  }
  return out;
}

}  // namespace standoff::page
