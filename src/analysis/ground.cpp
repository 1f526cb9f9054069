// Listing moves, and moving together.

#include "analysis/ground.hpp"

namespace standoff {

Ground::Ground(const Graph& graph) : graph_(graph) {
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    std::vector<StateId>& all = targets_.emplace_back();
    std::vector<std::size_t>& begin = begin_.emplace_back();
    std::vector<StateId> targets;
    for (std::uint32_t s = 0; s < graph.states(); ++s) {
      begin.push_back(all.size());
      graph.moves(DmId(i)).targets(StateId(s), targets);
      all.insert(all.end(), targets.begin(), targets.end());
    }
    begin.push_back(all.size());
  }
}

std::vector<StateId> Ground::together(StateId from, const Coalition& group) const {
  StateSet without_some(graph_.states());
  for (const DmId idle : group) {
    Coalition rest = group;
    std::erase(rest, idle);
    for (const StateId t : joint_reach(graph_, rest, from, JointMoves::either))
      without_some.insert(t);
  }
  std::vector<StateId> ends = joint_reach(graph_, group, from, JointMoves::either);
  std::erase_if(ends, [&](StateId t) { return without_some.contains(t); });
  return ends;
}

}  // namespace standoff
