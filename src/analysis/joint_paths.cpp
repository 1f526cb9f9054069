// Where a dispute goes when whoever gains by it moves, alone or with others.

#include <algorithm>
#include <stdexcept>

#include "stability/joint.hpp"
#include "standoff/deals.hpp"

namespace standoff {

JointPaths joint_paths(const Graph& graph, StateId from, std::size_t largest,
                       const CoalitionSettings& settings, std::stop_token stop) {
  Joint joint(graph, settings, stop);
  const std::vector<Coalition> groups =
      coalitions(graph.dms(), 1, largest == 0 ? graph.dms() : largest);
  JointPaths paths{StateSet(graph.states()), {}, true};
  paths.reached.insert(from);
  std::vector<StateId> open{from};
  for (std::size_t k = 0; k < open.size(); ++k)
    for (const Coalition& group : groups) {
      for (const StateId t : joint.improvements(group, open[k])) {
        if (paths.reached.contains(t)) continue;
        paths.reached.insert(t);
        paths.steps.push_back(joint.move(group, open[k], t));
        open.push_back(t);
      }
      if (stop.stop_requested()) {
        paths.complete = false;
        return paths;
      }
    }
  return paths;
}

std::vector<JointMove> JointPaths::way(StateId to) const {
  std::vector<JointMove> moves;
  for (StateId at = to;;) {
    const auto step = std::find_if(steps.begin(), steps.end(),
                                   [&](const JointMove& move) { return move.to == at; });
    if (step == steps.end()) break;
    moves.insert(moves.begin(), *step);
    at = step->from;
  }
  if (!reached.contains(to)) throw std::out_of_range("way: the state is not reached");
  return moves;
}

}  // namespace standoff
