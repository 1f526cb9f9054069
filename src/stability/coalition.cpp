// Coalition stability: the solution concepts with a group in the place of the one who might leave.
//
//   CI_H(s) = {t in R_H(s) : t >_i s for all i in H}
//   Nash: CI_H(s) is empty. GMR: for every t in CI_H(s) there is u in R_{N-H}(t) such that not all
//   of H prefer u to s. SMR: and from u the group has no way to where all of it is better off. SEQ:
//   u credibly. Sources: see the header.

#include "standoff/coalition.hpp"

#include <algorithm>
#include <stdexcept>

#include "stability/joint.hpp"

namespace standoff {

bool gains(const Graph& graph, const Coalition& group, StateId from, StateId to, JointGain gain) {
  const auto better = [&](DmId dm) { return graph.prefers(dm, to, from); };
  if (gain == JointGain::everyone) return std::all_of(group.begin(), group.end(), better);
  return std::any_of(group.begin(), group.end(), better) &&
         std::none_of(group.begin(), group.end(),
                      [&](DmId dm) { return graph.prefers(dm, from, to); });
}

std::vector<StateId> joint_reach(const Graph& graph, const Coalition& group, StateId from,
                                 JointMoves how) {
  return Joint(graph, {.joint_moves = how}).reach(group, from);
}

std::vector<StateId> joint_improvements(const Graph& graph, const Coalition& group, StateId from,
                                        const CoalitionSettings& settings) {
  return Joint(graph, settings).improvements(group, from);
}

CoalitionVerdict judge(const SolutionConcept& concept_, const Graph& graph, const Coalition& group,
                       StateId s, const CoalitionSettings& settings, std::stop_token stop) {
  if (!one_exchange(concept_))
    throw std::invalid_argument("judge: the concept is not defined for groups");
  if (group.empty() || index(group.back()) >= graph.dms() ||
      std::adjacent_find(group.begin(), group.end(), std::greater_equal<>()) != group.end())
    throw std::invalid_argument("judge: not a group of decision makers");

  Joint joint(graph, settings, std::move(stop));
  CoalitionVerdict verdict;
  for (const StateId t : joint.improvements(group, s)) {
    CoalitionThreat threat{joint.move(group, s, t), std::nullopt};
    if (concept_.answer != Answer::none) {
      const Answers answers = joint.answers(group, t, concept_.answer == Answer::credible);
      for (std::size_t k = 0; !threat.sanction && k < answers.steps.size(); ++k)
        if (joint.deters(group, s, answers.steps[k].to, concept_.inescapable))
          threat.sanction = joint.way(answers, k);
    }
    if (!threat.sanction) verdict.stable = false;
    verdict.threats.push_back(std::move(threat));
  }
  return verdict;
}

std::vector<Coalition> coalitions(std::size_t dms, std::size_t least, std::size_t most,
                                  std::size_t at_most) {
  std::vector<Coalition> all;
  for (std::size_t size = std::max<std::size_t>(least, 1); size <= std::min(most, dms); ++size) {
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < size; ++k) chosen.push_back(k);
    while (all.size() < at_most) {
      Coalition& group = all.emplace_back();
      for (const std::size_t k : chosen) group.push_back(DmId(k));
      // The next one: the last member that can still go up does, and the ones behind it follow.
      std::size_t k = size;
      while (k > 0 && chosen[k - 1] == dms - size + k - 1) --k;
      if (k == 0) break;
      ++chosen[k - 1];
      for (; k < size; ++k) chosen[k] = chosen[k - 1] + 1;
    }
  }
  return all;
}

}  // namespace standoff
