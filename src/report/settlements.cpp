// Sorting the equilibria, and the nearest ways to them.

#include "report/settlements.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace standoff::report {
namespace {

// Moves looked at when asking what can be reached: a few seconds' worth; beyond that a text says
// "?" or "at least".
constexpr std::size_t most_steps = 100'000'000;

}  // namespace

StateSet Nearest::reached() const {
  StateSet set(distance.size());
  for (std::uint32_t s = 0; s < distance.size(); ++s)
    if (distance[s] != Reach::never) set.insert(StateId(s));
  return set;
}

std::vector<Move> Nearest::way(StateId to) const {
  if (listed_) return listed_->way(to);
  if (distance.at(index(to)) == Reach::never)
    throw std::out_of_range("way: the state is not reached");
  std::vector<Move> moves;
  for (StateId s = to; s != from_; s = last_[index(s)].from) moves.push_back(last_[index(s)]);
  std::reverse(moves.begin(), moves.end());
  return moves;
}

// Where moves are transitive, nobody moves twice in a row on a shortest way: the two would be one.
Nearest nearest(const Graph& graph, StateId from, const PathQuery& query) {
  Nearest found;
  found.from_ = from;
  if (!graph.transitive()) {
    found.listed_ = reach(graph, from, query);
    found.distance = found.listed_->distance;
    found.complete = found.listed_->complete;
    return found;
  }
  found.distance.assign(graph.states(), Reach::never);
  found.last_.resize(graph.states());
  found.distance[index(from)] = 0;
  std::vector<StateId> queue{from};
  std::vector<StateId> targets;
  std::size_t looked_at = 0;
  for (std::size_t k = 0; k < queue.size(); ++k) {
    if (query.stop.stop_requested() || looked_at > query.max_steps) {
      found.complete = false;
      break;
    }
    const StateId s = queue[k];
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      graph.moves(DmId(i)).targets(s, targets);
      looked_at += targets.size();
      for (const StateId t : targets) {
        if (found.distance[index(t)] != Reach::never) continue;
        if (query.improvements_only && !graph.prefers(DmId(i), t, s)) continue;
        found.distance[index(t)] = found.distance[index(s)] + 1;
        found.last_[index(t)] = {DmId(i), s, t};
        queue.push_back(t);
      }
    }
  }
  return found;
}

Ways ways_from_here(const Graph& graph, std::stop_token stop) {
  Ways ways;
  if (!graph.status_quo()) return ways;
  PathQuery query;
  query.max_steps = most_steps;
  query.stop = std::move(stop);
  ways.moving = nearest(graph, *graph.status_quo(), query);
  query.improvements_only = true;
  ways.improving = nearest(graph, *graph.status_quo(), query);
  return ways;
}

Settlement settlement(const Analysis& analysis, const Ways& ways, StateId s) {
  Settlement one{s};
  for (const auto& set : analysis.equilibria)
    if (set && set->contains(s)) ++one.concepts;
  if (ways.improving) one.improving = ways.improving->distance[index(s)];
  if (ways.moving) one.moving = ways.moving->distance[index(s)];
  return one;
}

std::vector<Settlement> settlements(const Analysis& analysis, const Ways& ways) {
  std::optional<StateSet> any;
  for (const auto& set : analysis.equilibria)
    if (set) any = any ? * any |= *set : *set;
  std::vector<Settlement> found;
  if (!any) return found;
  any->for_each([&](StateId s) { found.push_back(settlement(analysis, ways, s)); });
  std::stable_sort(found.begin(), found.end(), [](const Settlement& a, const Settlement& b) {
    if (a.concepts != b.concepts) return a.concepts > b.concepts;
    if (a.improving != b.improving) return a.improving < b.improving;
    return a.moving < b.moving;
  });
  return found;
}

std::string stable_under(const Analysis& analysis, StateId s) {
  std::string keys;
  for (std::size_t c = 0; c < analysis.concepts.size(); ++c)
    if (analysis.equilibria[c] && analysis.equilibria[c]->contains(s))
      keys += (keys.empty() ? "" : ", ") + std::string(analysis.concepts[c]->key);
  return keys;
}

}  // namespace standoff::report
