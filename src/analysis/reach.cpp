// Status quo analysis: where a dispute can go from a state, and what stands in the way.
//
// Source: Li, Kilgour and Hipel 2005, JORS 56:699-707: first reach by (state, last mover).

#include <algorithm>
#include <stdexcept>

#include "standoff/analysis.hpp"

namespace standoff {
namespace {

constexpr std::size_t none = ~std::size_t{0};

}  // namespace

Reach reach(const Graph& graph, StateId from, const PathQuery& query) {
  std::vector<bool> may_move(graph.dms(), !query.movers.has_value());
  if (query.movers)
    for (const DmId dm : *query.movers) may_move[index(dm)] = true;

  Reach result;
  result.from = from;
  result.dms_ = graph.dms();
  result.distance.assign(graph.states(), Reach::never);
  result.by_last_mover.assign(graph.dms(), result.distance);
  result.step_of_.assign(graph.states(), Reach::never);
  result.distance[index(from)] = 0;

  std::vector<StateId> targets;
  std::size_t looked_at = 0;
  const auto go_on = [&](StateId at, std::size_t before, std::uint32_t moves) {
    for (std::size_t j = 0; j < graph.dms(); ++j) {
      if (!may_move[j] || (before != none && result.steps_[before].second.dm == DmId(j))) continue;
      graph.moves(DmId(j)).targets(at, targets);
      looked_at += targets.size();
      for (const StateId t : targets) {
        if (query.improvements_only && !graph.prefers(DmId(j), t, at)) continue;
        std::uint32_t& first = result.by_last_mover[j][index(t)];
        if (first != Reach::never) continue;
        first = moves + 1;
        if (result.distance[index(t)] == Reach::never) {
          result.distance[index(t)] = moves + 1;
          result.step_of_[index(t)] = static_cast<std::uint32_t>(result.steps_.size());
        }
        result.steps_.emplace_back(before, Move{DmId(j), at, t});
      }
    }
  };
  go_on(from, none, 0);
  for (std::size_t k = 0; k < result.steps_.size(); ++k) {
    if (query.stop.stop_requested() || looked_at > query.max_steps) {
      result.complete = false;
      break;
    }
    const Move& move = result.steps_[k].second;
    go_on(move.to, k, result.by_last_mover[index(move.dm)][index(move.to)]);
  }
  return result;
}

StateSet Reach::reached() const {
  StateSet set(distance.size());
  for (std::uint32_t s = 0; s < distance.size(); ++s)
    if (distance[s] != never) set.insert(StateId(s));
  return set;
}

std::vector<Move> Reach::way(StateId to) const {
  if (distance.at(index(to)) == never) throw std::out_of_range("way: the state is not reached");
  std::vector<Move> moves;
  if (to == from) return moves;
  for (std::size_t k = step_of_[index(to)]; k != none; k = steps_[k].first)
    moves.push_back(steps_[k].second);
  std::reverse(moves.begin(), moves.end());
  return moves;
}

Blocked blocked(const Graph& graph, const Reach& reach, StateId to) {
  Blocked why;
  if (!graph.has_options()) return why;
  const Model& model = *graph.model();
  const OptionSet start = graph.pattern(reach.from);
  const OptionSet goal = graph.pattern(to);
  (start ^ goal).for_each([&](OptionId o) {
    const Option& option = model.option(o);
    const bool taking = goal.contains(o);
    if (!option.owner) {
      why.options.emplace_back(o, Blocked::Reason::nobody_controls);
    } else if (!may_change(option.direction, taking)) {
      why.options.emplace_back(o, Blocked::Reason::irreversible);
    } else if (taking && option.when) {
      bool ever_open = false;
      reach.reached().for_each([&](StateId s) {
        for (const OptionSet& member : graph.members(s)) ever_open |= holds(*option.when, member);
      });
      if (!ever_open) why.options.emplace_back(o, Blocked::Reason::guard);
    }
  });
  return why;
}

}  // namespace standoff
