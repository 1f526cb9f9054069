// What is asked of a dispute's readings when nothing is named.

#include <bit>

#include "standoff/robust.hpp"

namespace standoff {
namespace {

constexpr std::size_t few = 8;          // states of an outcome that is asked about unasked
constexpr std::size_t most_in_all = 5;  // decision makers of whom every group is asked about

std::vector<std::vector<DmId>> all_groups(std::size_t dms) {
  std::vector<std::vector<DmId>> groups;
  const std::size_t largest = dms <= most_in_all ? dms : 2;
  for (std::size_t size = 2; size <= largest; ++size)
    for (std::size_t set = 0; set < std::size_t{1} << std::min<std::size_t>(dms, 20); ++set) {
      if (static_cast<std::size_t>(std::popcount(set)) != size) continue;
      std::vector<DmId>& group = groups.emplace_back();
      for (std::size_t i = 0; i < dms; ++i)
        if ((set >> i & 1) != 0) group.push_back(DmId(i));
    }
  return groups;
}

}  // namespace

RobustRequest usual_questions(const Graph& graph, std::vector<const SolutionConcept*> concepts) {
  RobustRequest request;
  request.concepts = std::move(concepts);
  if (graph.status_quo()) {
    request.targets.push_back({{*graph.status_quo()}, ""});
    request.groups = all_groups(graph.dms());
  }
  for (const Outcome& outcome : graph.model()->outcomes) {
    const StateSet states = graph.where(outcome.where.formula);
    if (states.count() == 0 || states.count() > few) continue;
    RobustRequest::Target& target = request.targets.emplace_back();
    target.outcome = outcome.id;
    states.for_each([&](StateId s) { target.states.push_back(s); });
  }
  return request;
}

std::size_t outcomes_left_out(const Graph& graph) {
  std::size_t many = 0;
  for (const Outcome& outcome : graph.model()->outcomes)
    many += graph.where(outcome.where.formula).count() > few ? 1 : 0;
  return many;
}

}  // namespace standoff
