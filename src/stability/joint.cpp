// Searching breadth first over pairs of a state and who moved last into it: that is what "nobody
// moves twice in a row" depends on, for single movers and for groups alike.

#include "stability/joint.hpp"

#include <algorithm>

namespace standoff {
namespace {

using Step = Answers::Step;

// `targets(k, at, out)`: where mover k can go from there. Stops when `visit(step)` is true.
template <typename Targets, typename Visit>
void search(std::size_t movers, StateId start, const std::stop_token& stop, Targets targets,
            std::vector<Step>& steps, Visit visit) {
  std::unordered_set<std::uint64_t> seen;
  std::vector<StateId> out;
  const auto go_on = [&](StateId at, std::size_t before) {
    for (std::size_t k = 0; k < movers; ++k) {
      if (before != Answers::none && steps[before].by == k) continue;
      targets(k, at, out);
      for (const StateId to : out) {
        if (!seen.insert(std::uint64_t{index(to)} * movers + k).second) continue;
        steps.push_back({k, at, to, before});
        if (visit(steps.back())) return true;
      }
    }
    return false;
  };
  if (go_on(start, Answers::none)) return;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if ((k & 0xFF) == 0 && stop.stop_requested()) return;
    if (go_on(steps[k].to, k)) return;
  }
}

void sort_out(std::vector<StateId>& states, StateId without) {
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());
  std::erase(states, without);
}

}  // namespace

Coalition outsiders(const Graph& graph, const Coalition& group) {
  Coalition others;
  for (std::size_t j = 0; j < graph.dms(); ++j)
    if (!std::binary_search(group.begin(), group.end(), DmId(j))) others.push_back(DmId(j));
  return others;
}

void Joint::add_sequences(const Coalition& group, StateId from, std::vector<StateId>& found) const {
  std::vector<Step> steps;
  search(
      group.size(), from, stop_,
      [&](std::size_t k, StateId at, std::vector<StateId>& out) {
        graph_.moves(group[k]).targets(at, out);
      },
      steps, [](const Step&) { return false; });
  for (const Step& step : steps) found.push_back(step.to);
}

// From each member of the state, every change of options that the group's members may change there.
void Joint::add_exchanges(const Coalition& group, StateId from, std::vector<StateId>& found) const {
  if (!graph_.has_options()) {
    for (const DmId dm : group)
      for (const StateId t : graph_.targets(dm, from)) found.push_back(t);
    return;
  }
  const Model& model = *graph_.model();
  for (const OptionSet& member : graph_.members(from)) {
    std::vector<OptionId> changeable;
    OptionSet within;
    for (const DmId dm : group)
      for (const OptionId o : model.dm(dm).options) {
        const Option& option = model.option(o);
        const bool taking = !member.contains(o);
        if (!may_change(option.direction, taking)) continue;
        if (taking && option.when && !holds(*option.when, member)) continue;
        changeable.push_back(o);
        within.insert(o);
      }
    const bool few = changeable.size() < 24 && std::size_t{1} << changeable.size() <=
                                                   std::max(graph_.states(), std::size_t{4096});
    if (few) {
      for (std::size_t change = 1; change < std::size_t{1} << changeable.size(); ++change) {
        if ((change & 0xFFF) == 0 && stopped()) return;
        OptionSet to = member;
        for (std::size_t k = 0; k < changeable.size(); ++k)
          if ((change >> k & 1) != 0) to.set(changeable[k], !to.contains(changeable[k]));
        if (const auto t = graph_.find(to)) found.push_back(*t);
      }
      continue;
    }
    for (std::uint32_t t = 0; t < graph_.states(); ++t) {
      if ((t & 0xFFF) == 0 && stopped()) return;
      for (const OptionSet& to : graph_.members(StateId(t)))
        if (((to ^ member) - within).empty()) found.push_back(StateId(t));
    }
  }
}

const std::vector<StateId>& Joint::reach(const Coalition& group, StateId from) {
  const auto [known, fresh] = reach_.try_emplace({group, from});
  std::vector<StateId>& found = known->second;
  if (!fresh) return found;
  if (settings_.joint_moves != JointMoves::simultaneous) add_sequences(group, from, found);
  if (settings_.joint_moves != JointMoves::sequence) add_exchanges(group, from, found);
  sort_out(found, from);
  return found;
}

const std::vector<StateId>& Joint::improvements(const Coalition& group, StateId from) {
  const auto [known, fresh] = improvements_.try_emplace({group, from});
  if (fresh)
    for (const StateId t : reach(group, from))
      if (gains(graph_, group, from, t, settings_.gain)) known->second.push_back(t);
  return known->second;
}

JointMove Joint::move(const Coalition& group, StateId from, StateId to) const {
  JointMove joint{group, from, to, {}};
  std::vector<Step> steps;
  search(
      group.size(), from, stop_,
      [&](std::size_t k, StateId at, std::vector<StateId>& out) {
        graph_.moves(group[k]).targets(at, out);
      },
      steps, [&](const Step& step) { return step.to == to; });
  if (steps.empty() || steps.back().to != to) return joint;
  for (std::size_t k = steps.size() - 1; k != Answers::none; k = steps[k].before)
    joint.way.insert(joint.way.begin(), {group[steps[k].by], steps[k].from, steps[k].to});
  return joint;
}

Answers Joint::answers(const Coalition& group, StateId t, bool credible) {
  Answers answers;
  const Coalition others = outsiders(graph_, group);
  const bool in_groups = credible && settings_.answers == JointAnswers::groups;
  if (in_groups)
    for (const Coalition& positions : coalitions(others.size(), 1, others.size())) {
      Coalition& mover = answers.movers.emplace_back();
      for (const DmId position : positions) mover.push_back(others[index(position)]);
    }
  else
    for (const DmId dm : others) answers.movers.push_back({dm});
  search(
      answers.movers.size(), t, stop_,
      [&](std::size_t k, StateId at, std::vector<StateId>& out) {
        const Coalition& mover = answers.movers[k];
        if (in_groups) {
          out = improvements(mover, at);
          return;
        }
        graph_.moves(mover.front()).targets(at, out);
        if (credible)
          std::erase_if(out, [&](StateId u) { return !graph_.prefers(mover.front(), u, at); });
      },
      answers.steps, [](const Step&) { return false; });
  return answers;
}

std::vector<JointMove> Joint::way(const Answers& answers, std::size_t step) const {
  std::vector<JointMove> path;
  for (std::size_t k = step; k != Answers::none; k = answers.steps[k].before) {
    const Step& at = answers.steps[k];
    path.push_back(move(answers.movers[at.by], at.from, at.to));
  }
  std::reverse(path.begin(), path.end());
  return path;
}

bool Joint::bad(const Coalition& group, StateId s, StateId q) const {
  if (settings_.sanction == Sanction::not_better)
    return !gains(graph_, group, s, q, settings_.gain);
  return std::any_of(group.begin(), group.end(), [&](DmId dm) { return graph_.prefers(dm, s, q); });
}

bool Joint::deters(const Coalition& group, StateId s, StateId q, bool inescapable) {
  if (q == s && !settings_.origin_is_sanction) return false;
  if (!bad(group, s, q)) return false;
  if (!inescapable) return true;
  const std::vector<StateId>& escapes = reach(group, q);
  return std::all_of(escapes.begin(), escapes.end(), [&](StateId x) { return bad(group, s, x); });
}

}  // namespace standoff
