// What a deal leads to once it is made: the outsiders' answers, and the members' own temptations.

#include "analysis/deal.hpp"

#include <algorithm>

namespace standoff {
namespace {

// Who changes options of its own; in merged states and in the explicit graph, who moves on the way.
Coalition movers_of(const Graph& graph, const Coalition& group, const Deal& deal, StateId s) {
  Coalition movers;
  if (graph.has_options() && !graph.merged()) {
    (graph.pattern(s) ^ graph.pattern(deal.to)).for_each([&](OptionId o) {
      movers.push_back(graph.model()->option(o).owner.value());
    });
  } else {
    for (const Move& move : deal.move.way) movers.push_back(move.dm);
    if (movers.empty()) movers = group;
  }
  std::sort(movers.begin(), movers.end());
  movers.erase(std::unique(movers.begin(), movers.end()), movers.end());
  return movers;
}

Deal::Answers answered(const Graph& graph, Joint& joint, const Coalition& group, StateId s,
                       StateId t, bool credible) {
  const Answers answers = joint.answers(group, t, credible);
  Deal::Answers result;
  const auto reply = [&](std::size_t step) {
    return Deal::Reply{answers.steps[step].to, joint.way(answers, step)};
  };
  for (const DmId member : group) {
    std::size_t worst = Answers::none;
    StateId at = t;
    for (std::size_t k = 0; k < answers.steps.size(); ++k)
      if (graph.prefers(member, at, answers.steps[k].to)) {
        at = answers.steps[k].to;
        worst = k;
      }
    result.worst.push_back(worst == Answers::none ? Deal::Reply{t, {}} : reply(worst));
  }
  for (std::size_t k = 0; k < answers.steps.size() && !result.spoilt_for_good; ++k) {
    if (joint.stopped()) break;
    const StateId q = answers.steps[k].to;
    if (!joint.deters(group, s, q, false)) continue;
    if (!result.spoilt) result.spoilt = reply(k);
    if (joint.deters(group, s, q, true)) result.spoilt_for_good = reply(k);
  }
  return result;
}

}  // namespace

std::optional<Deal::Temptation> temptation(const Graph& graph, DmId member, StateId t,
                                           const std::vector<StateId>& better) {
  if (better.empty()) return std::nullopt;
  const StateId best = *std::max_element(better.begin(), better.end(), [&](StateId a, StateId b) {
    return graph.rank(member, a) < graph.rank(member, b);
  });
  return Deal::Temptation{{member, t, best}, better.size()};
}

Deal look_into(const Graph& graph, Joint& joint, const Coalition& group, StateId s, StateId t,
               bool all_needed) {
  Deal deal;
  deal.to = t;
  deal.move = joint.move(group, s, t);
  deal.movers = all_needed ? group : movers_of(graph, group, deal, s);
  deal.any = answered(graph, joint, group, s, t, false);
  deal.credible = answered(graph, joint, group, s, t, true);
  for (const DmId member : group)
    if (const auto found = temptation(graph, member, t, graph.improvements(member, t)))
      deal.temptations.push_back(*found);
  add_orders(graph, group, s, deal);
  return deal;
}

}  // namespace standoff
