// The definitions on groups, one function each.

#include "oracle/coalitions.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace standoff::oracle {
namespace {

bool in(const Group& group, int dm) {
  return std::find(group.begin(), group.end(), dm) != group.end();
}

bool pays(const Game& game, const Group& group, int from, int to,
          const CoalitionSettings& settings) {
  bool all_better = true;
  bool some_better = false;
  bool some_worse = false;
  for (int dm : group) {
    if (!(game.rank[dm][to] > game.rank[dm][from])) all_better = false;
    if (game.rank[dm][to] > game.rank[dm][from]) some_better = true;
    if (game.rank[dm][to] < game.rank[dm][from]) some_worse = true;
  }
  return settings.pareto ? some_better && !some_worse : all_better;
}

bool sorry(const Game& game, const Group& group, int s, int q, const CoalitionSettings& settings) {
  if (settings.sanction == Settings::Sanction::not_better)
    return !pays(game, group, s, q, settings);
  for (int dm : group) {
    if (game.rank[dm][s] > game.rank[dm][q]) return true;
  }
  return false;
}

// Everything that legal sequences of these movers end at.
std::set<int> by_sequences(const Game& game, const Group& movers, int from, bool improving) {
  std::set<std::pair<int, int>> arrived;
  std::vector<std::pair<int, int>> to_extend = {{from, -1}};
  while (!to_extend.empty()) {
    const auto [at, last] = to_extend.back();
    to_extend.pop_back();
    for (int j : movers) {
      if (j == last) continue;
      for (int to : game.moves[j][at]) {
        if (improving && !(game.rank[j][to] > game.rank[j][at])) continue;
        if (arrived.insert({to, j}).second) to_extend.push_back({to, j});
      }
    }
  }
  std::set<int> ends;
  for (const auto& [state, last] : arrived) ends.insert(state);
  return ends;
}

// Everybody of the group, or some of it, changes options of its own at the same moment, each option
// as its owner may change it where it stands. What would not be feasible alone may be part of it.
std::set<int> by_exchange(const OptionGame& layout, const Group& group, int s) {
  std::set<int> ends;
  if (layout.options == 0) {
    for (int dm : group) {
      for (int to : layout.game.moves[dm][s]) ends.insert(to);
    }
    return ends;
  }
  for (Pattern member : layout.members[s]) {
    Pattern within = 0;
    for (int dm : group) within |= layout.changeable[dm][member];
    for (std::size_t to = 0; to < layout.state_of.size(); ++to) {
      if (layout.state_of[to] < 0) continue;
      if (((member ^ static_cast<Pattern>(to)) & ~within) == 0) ends.insert(layout.state_of[to]);
    }
  }
  return ends;
}

}  // namespace

std::vector<Group> groups_of(int dms, int least) {
  std::vector<Group> all;
  for (int chosen = 0; chosen < 1 << dms; ++chosen) {
    Group group;
    for (int dm = 0; dm < dms; ++dm) {
      if ((chosen >> dm & 1) != 0) group.push_back(dm);
    }
    if (static_cast<int>(group.size()) >= least) all.push_back(group);
  }
  return all;
}

std::vector<int> joint_reach(const OptionGame& layout, const Group& group, int s,
                             const CoalitionSettings& settings) {
  std::set<int> ends;
  if (settings.joint_moves != CoalitionSettings::JointMoves::simultaneous) {
    ends = by_sequences(layout.game, group, s, false);
  }
  if (settings.joint_moves != CoalitionSettings::JointMoves::sequence) {
    ends.merge(by_exchange(layout, group, s));
  }
  ends.erase(s);
  return {ends.begin(), ends.end()};
}

std::vector<int> joint_improvements(const OptionGame& layout, const Group& group, int s,
                                    const CoalitionSettings& settings) {
  std::vector<int> result;
  for (int t : joint_reach(layout, group, s, settings)) {
    if (pays(layout.game, group, s, t, settings)) result.push_back(t);
  }
  return result;
}

std::vector<int> answers_to(const OptionGame& layout, const Group& group, int t, bool credible,
                            const CoalitionSettings& settings) {
  const Game& game = layout.game;
  Group others;
  for (int dm = 0; dm < game.dms; ++dm) {
    if (!in(group, dm)) others.push_back(dm);
  }
  std::set<int> ends;
  if (!credible || settings.answers == CoalitionSettings::Answers::individuals) {
    ends = by_sequences(game, others, t, credible);
    return {ends.begin(), ends.end()};
  }
  std::vector<Group> classes;
  for (const Group& positions : groups_of(static_cast<int>(others.size()), 1)) {
    Group some;
    for (int position : positions) some.push_back(others[position]);
    classes.push_back(some);
  }
  std::set<std::pair<int, std::size_t>> arrived;
  std::vector<std::pair<int, std::size_t>> to_extend = {{t, classes.size()}};
  while (!to_extend.empty()) {
    const auto [at, last] = to_extend.back();
    to_extend.pop_back();
    for (std::size_t k = 0; k < classes.size(); ++k) {
      if (k == last) continue;
      for (int to : joint_improvements(layout, classes[k], at, settings)) {
        if (arrived.insert({to, k}).second) to_extend.push_back({to, k});
      }
    }
  }
  for (const auto& [state, last] : arrived) ends.insert(state);
  return {ends.begin(), ends.end()};
}

bool spoils(const OptionGame& layout, const Group& group, int s, int q, bool inescapable,
            const CoalitionSettings& settings) {
  if (q == s && !settings.origin_is_sanction) return false;
  if (!sorry(layout.game, group, s, q, settings)) return false;
  if (!inescapable) return true;
  for (int x : joint_reach(layout, group, q, settings)) {
    if (!sorry(layout.game, group, s, x, settings)) return false;
  }
  return true;
}

bool stable_for_group(const OptionGame& layout, const Group& group, int s, std::string_view key,
                      const CoalitionSettings& settings) {
  const std::vector<int> improvements = joint_improvements(layout, group, s, settings);
  if (key == "nash") return improvements.empty();
  const bool credible = key == "seq" || key == "sseq";
  const bool inescapable = key == "smr" || key == "sseq";
  if (!credible && key != "gmr" && key != "smr") throw std::invalid_argument("no such concept");
  for (int t : improvements) {
    bool spoilt = false;
    for (int q : answers_to(layout, group, t, credible, settings)) {
      if (spoils(layout, group, s, q, inescapable, settings)) spoilt = true;
    }
    if (!spoilt) return false;
  }
  return true;
}

std::vector<int> undominated(const OptionGame& layout, const Group& group, int s,
                             const CoalitionSettings& settings) {
  CoalitionSettings as_good;
  as_good.pareto = true;
  const std::vector<int> all = joint_improvements(layout, group, s, settings);
  std::vector<int> result;
  for (int t : all) {
    bool beaten = false;
    for (int other : all) {
      if (pays(layout.game, group, t, other, as_good)) beaten = true;
    }
    if (!beaten) result.push_back(t);
  }
  return result;
}

}  // namespace standoff::oracle
