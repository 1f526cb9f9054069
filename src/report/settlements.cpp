// Sorting the equilibria.

#include "report/settlements.hpp"

#include <algorithm>

namespace standoff::report {
namespace {

// Moves looked at when asking what can be reached: a few seconds' worth; beyond that a text says
// "?" or "at least".
constexpr std::size_t most_steps = 100'000'000;

}  // namespace

Ways ways_from_here(const Graph& graph, std::stop_token stop) {
  Ways ways;
  if (!graph.status_quo()) return ways;
  PathQuery query;
  query.max_steps = most_steps;
  query.stop = std::move(stop);
  ways.moving = reach(graph, *graph.status_quo(), query);
  query.improvements_only = true;
  ways.improving = reach(graph, *graph.status_quo(), query);
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
