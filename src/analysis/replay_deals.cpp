// Replaying what is said about groups: sets of situations instead of searches, on the replay's own
// moves and likings.

#include "standoff/replay_deals.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace standoff {

using Situation = std::size_t;

// One group at one situation.
class ReplayedGroup {
 public:
  ReplayedGroup(const Replay& replay, const Graph& names, Coalition group, StateId s,
                const CoalitionSettings& settings)
      : replay_(replay),
        model_(replay.model_),
        names_(names),
        group_(std::move(group)),
        settings_(settings),
        s_(situation(s)) {}

  std::vector<std::string> verdict(const SolutionConcept& c, const CoalitionVerdict& said) {
    std::set<Situation> listed;
    bool all_answered = true;
    for (const CoalitionThreat& threat : said.threats) {
      const Situation t = situation(threat.improvement.to);
      listed.insert(t);
      check_improvement(threat.improvement);
      if (!threat.sanction) {
        all_answered = false;
        if (c.answer != Answer::none && spoilable(t, c.answer == Answer::credible, c.inescapable))
          complain("an improvement is said to be unanswered but can be answered");
      } else if (c.answer == Answer::none ||
                 !is_answer(*threat.sanction, t, c.answer == Answer::credible) ||
                 !spoils(situation(threat.sanction->back().to), c.inescapable)) {
        complain("a sanction that does not hold");
      }
    }
    if (listed != improvements(group_, s_)) complain("not exactly the joint improvements");
    if (said.stable != all_answered) complain("the verdict does not follow from its threats");
    return std::move(complaints_);
  }

  std::vector<std::string> deals(const GroupDeals& said, const DealsRequest& request) {
    const std::set<Situation> better = improvements(group_, s_);
    std::size_t needed = 0;
    std::size_t undominated = 0;
    std::set<Situation> expected;
    for (const Situation t : better) {
      const bool idle = idle_member(t);
      if (!idle) {
        ++needed;
        if (!dominated(t, better)) ++undominated;
      }
      if (!idle || request.idle_members) expected.insert(t);
    }
    if (said.improvements != needed || said.idle != better.size() - needed)
      complain("the number of joint improvements");
    if (said.undominated != undominated) complain("the number of undominated ones");
    if (said.deals.size() != std::min(expected.size(), request.limit))
      complain("the number of deals");
    std::set<Situation> listed;
    for (const Deal& deal : said.deals) {
      const Situation t = situation(deal.to);
      if (!expected.contains(t) || !listed.insert(t).second) complain("a deal that is none");
      if (deal.undominated == dominated(t, better)) complain("undominated or not");
      check_deal(deal, t);
    }
    return std::move(complaints_);
  }

 private:
  void complain(std::string what) { complaints_.push_back(std::move(what)); }

  Situation situation(StateId state) const {
    if (model_.is_explicit()) return index(state);
    return replay_.situation_of_.at(names_.pattern(state));
  }
  const std::vector<Situation>& moves(DmId dm, Situation from) const {
    return replay_.moves_[index(dm)][from];
  }
  bool legal(DmId dm, Situation from, Situation to) const {
    const auto& list = moves(dm, from);
    return std::find(list.begin(), list.end(), to) != list.end();
  }
  bool prefers(DmId dm, Situation a, Situation b) const {
    return replay_.likes_[index(dm)][a] > replay_.likes_[index(dm)][b];
  }

  bool pays(const Coalition& group, Situation from, Situation to, JointGain gain) const {
    bool all = true;
    bool some = false;
    bool hurt = false;
    for (const DmId dm : group) {
      all = all && prefers(dm, to, from);
      some = some || prefers(dm, to, from);
      hurt = hurt || prefers(dm, from, to);
    }
    return gain == JointGain::everyone ? all : some && !hurt;
  }
  bool bad(Situation q) const {
    if (settings_.sanction == Sanction::not_better) return !pays(group_, s_, q, settings_.gain);
    return std::any_of(group_.begin(), group_.end(), [&](DmId dm) { return prefers(dm, s_, q); });
  }
  bool spoils(Situation q, bool inescapable) const {
    if ((q == s_ && !settings_.origin_is_sanction) || !bad(q)) return false;
    if (!inescapable) return true;
    const std::set<Situation> escapes = reach(group_, q, settings_.joint_moves);
    return std::all_of(escapes.begin(), escapes.end(), [&](Situation x) { return bad(x); });
  }

  using Next = std::function<std::set<Situation>(std::size_t mover, Situation at)>;
  // Ends of all sequences in which no mover has two steps in a row.
  static std::set<Situation> ends(std::size_t movers, Situation from, const Next& next) {
    std::set<std::pair<Situation, std::size_t>> arrived;
    std::vector<std::pair<Situation, std::size_t>> open{{from, movers}};
    while (!open.empty()) {
      const auto [at, last] = open.back();
      open.pop_back();
      for (std::size_t k = 0; k < movers; ++k)
        if (k != last)
          for (const Situation to : next(k, at))
            if (arrived.emplace(to, k).second) open.emplace_back(to, k);
    }
    std::set<Situation> result;
    for (const auto& [at, last] : arrived) result.insert(at);
    return result;
  }

  std::set<Situation> in_turn(const Coalition& group, Situation from) const {
    return ends(group.size(), from, [&](std::size_t k, Situation at) {
      const auto& list = moves(group[k], at);
      return std::set<Situation>(list.begin(), list.end());
    });
  }
  std::set<Situation> at_once(const Coalition& group, Situation from) const {
    std::set<Situation> found;
    if (model_.is_explicit()) {
      for (const DmId dm : group) found.insert(moves(dm, from).begin(), moves(dm, from).end());
      return found;
    }
    const auto may = [&](const OptionSet& member, const OptionSet& to) {
      bool allowed = true;
      (member ^ to).for_each([&](OptionId o) {
        const Option& option = model_.option(o);
        const bool taking = to.contains(o);
        allowed = allowed && option.owner &&
                  std::find(group.begin(), group.end(), *option.owner) != group.end() &&
                  may_change(option.direction, taking) &&
                  (!taking || !option.when || holds(*option.when, member));
      });
      return allowed;
    };
    for (const OptionSet& member : replay_.members_[from])
      for (const auto& [to, target] : replay_.situation_of_)
        if (may(member, to)) found.insert(target);
    return found;
  }
  std::set<Situation> reach(const Coalition& group, Situation from, JointMoves how) const {
    std::set<Situation> found;
    if (how != JointMoves::simultaneous) found = in_turn(group, from);
    if (how != JointMoves::sequence) found.merge(at_once(group, from));
    found.erase(from);
    return found;
  }
  std::set<Situation> improvements(const Coalition& group, Situation from) const {
    std::set<Situation> found;
    for (const Situation t : reach(group, from, settings_.joint_moves))
      if (pays(group, from, t, settings_.gain)) found.insert(t);
    return found;
  }

  Coalition others() const {
    Coalition list;
    for (std::size_t j = 0; j < model_.decision_makers.size(); ++j)
      if (std::find(group_.begin(), group_.end(), DmId(j)) == group_.end()) list.push_back(DmId(j));
    return list;
  }
  bool in_groups(bool credible) const {
    return credible && settings_.answers == JointAnswers::groups;
  }
  std::set<Situation> answers(Situation t, bool credible) const {
    std::vector<Coalition> movers;
    const Coalition outside = others();
    for (std::uint64_t chosen = 1; chosen < std::uint64_t{1} << outside.size(); ++chosen) {
      Coalition some;
      for (std::size_t k = 0; k < outside.size(); ++k)
        if ((chosen >> k & 1) != 0) some.push_back(outside[k]);
      if (some.size() == 1 || in_groups(credible)) movers.push_back(some);
    }
    return ends(movers.size(), t, [&](std::size_t k, Situation at) {
      if (in_groups(credible)) return improvements(movers[k], at);
      std::set<Situation> list;
      for (const Situation u : moves(movers[k].front(), at))
        if (!credible || prefers(movers[k].front(), u, at)) list.insert(u);
      return list;
    });
  }
  bool spoilable(Situation t, bool credible, bool inescapable) const {
    const std::set<Situation> all = answers(t, credible);
    return std::any_of(all.begin(), all.end(), [&](Situation q) { return spoils(q, inescapable); });
  }

  // A way of single moves, each legal, nobody twice in a row; or none, when it is done at once.
  bool is_way(const JointMove& move, const Coalition& by) const {
    Situation at = situation(move.from);
    const Situation to = situation(move.to);
    if (move.way.empty()) return at_once(by, at).contains(to) && !in_turn(by, at).contains(to);
    for (std::size_t k = 0; k < move.way.size(); ++k) {
      const Move& step = move.way[k];
      if (std::find(by.begin(), by.end(), step.dm) == by.end() || situation(step.from) != at ||
          !legal(step.dm, at, situation(step.to)) || (k > 0 && move.way[k - 1].dm == step.dm))
        return false;
      at = situation(step.to);
    }
    return at == to;
  }
  void check_improvement(const JointMove& move) {
    if (move.by != group_ || situation(move.from) != s_) complain("an improvement by others");
    if (!is_way(move, group_)) complain("an improvement that is not a legal way");
    if (!pays(group_, s_, situation(move.to), settings_.gain))
      complain("an improvement that does not pay");
  }

  bool is_answer(const std::vector<JointMove>& way, Situation t, bool credible) const {
    Situation at = t;
    for (std::size_t k = 0; k < way.size(); ++k) {
      const JointMove& step = way[k];
      const Situation to = situation(step.to);
      if (step.by.empty() || situation(step.from) != at || !is_way(step, step.by)) return false;
      if (k > 0 && way[k - 1].by == step.by) return false;
      for (const DmId dm : step.by)
        if (std::find(group_.begin(), group_.end(), dm) != group_.end()) return false;
      if (!in_groups(credible) && (step.by.size() > 1 || step.way.size() > 1)) return false;
      if (credible &&
          !pays(step.by, at, to, in_groups(true) ? settings_.gain : JointGain::everyone))
        return false;
      at = to;
    }
    return true;
  }

  // Deals.

  bool idle_member(Situation t) const {
    return std::any_of(group_.begin(), group_.end(), [&](DmId dm) {
      Coalition rest = group_;
      std::erase(rest, dm);
      return !rest.empty() && reach(rest, s_, settings_.joint_moves).contains(t);
    });
  }
  bool dominated(Situation t, const std::set<Situation>& among) const {
    return std::any_of(among.begin(), among.end(),
                       [&](Situation u) { return pays(group_, t, u, JointGain::pareto); });
  }

  void check_deal(const Deal& deal, Situation t) {
    check_improvement(deal.move);
    if (deal.move.to != deal.to) complain("a way to somewhere else");
    if (deal.at_once != at_once(group_, s_).contains(t)) complain("at once or not");
    check_answers(deal.any, t, false);
    check_answers(deal.credible, t, true);
    check_temptations(deal, t);
    if (deal.orders.empty() != deal.move.way.empty()) complain("no order, and yet a way");
    for (const Deal::Order& order : deal.orders) check_order(order, t);
  }

  void check_answers(const Deal::Answers& said, Situation t, bool credible) {
    const std::set<Situation> all = answers(t, credible);
    if (said.worst.size() != group_.size()) return complain("not one worst answer for each");
    for (std::size_t k = 0; k < group_.size(); ++k) {
      const Deal::Reply& worst = said.worst[k];
      if (!leads(worst, t, credible)) complain("a worst answer that is none");
      const Situation at = situation(worst.to);
      if (prefers(group_[k], at, t) || std::any_of(all.begin(), all.end(), [&](Situation q) {
            return prefers(group_[k], at, q);
          }))
        complain("something worse can come of it");
    }
    for (const auto& [reply, inescapable] :
         {std::pair{&said.spoilt, false}, std::pair{&said.spoilt_for_good, true}}) {
      if (!*reply) {
        if (spoilable(t, credible, inescapable)) complain("it can be spoilt, and is said not to");
      } else if ((*reply)->way.empty() || !leads(**reply, t, credible) ||
                 !spoils(situation((*reply)->to), inescapable)) {
        complain("an answer that does not spoil it");
      }
    }
  }
  bool leads(const Deal::Reply& reply, Situation t, bool credible) const {
    const Situation end = reply.way.empty() ? t : situation(reply.way.back().to);
    return end == situation(reply.to) && is_answer(reply.way, t, credible);
  }

  void check_temptations(const Deal& deal, Situation t) {
    for (const DmId member : group_) {
      std::set<Situation> better;
      for (const Situation u : moves(member, t))
        if (prefers(member, u, t)) better.insert(u);
      const auto said =
          std::find_if(deal.temptations.begin(), deal.temptations.end(),
                       [&](const Deal::Temptation& one) { return one.move.dm == member; });
      if (said == deal.temptations.end()) {
        if (!better.empty()) complain("a temptation kept quiet");
        continue;
      }
      const Situation best = situation(said->move.to);
      if (situation(said->move.from) != t || !better.contains(best) ||
          said->moves != better.size() ||
          std::any_of(better.begin(), better.end(),
                      [&](Situation u) { return prefers(member, u, best); }))
        complain("a temptation that is not the greatest");
    }
  }

  void check_order(const Deal::Order& order, Situation t) {
    Situation at = s_;
    bool improving = true;
    for (std::size_t k = 0; k < order.steps.size(); ++k) {
      const Deal::Order::Step& step = order.steps[k];
      const Situation to = situation(step.move.to);
      if (std::find(group_.begin(), group_.end(), step.move.dm) == group_.end() ||
          situation(step.move.from) != at || !legal(step.move.dm, at, to) ||
          (k > 0 && order.steps[k - 1].move.dm == step.move.dm))
        complain("an order with a step that cannot be");
      if (step.gains != prefers(step.move.dm, to, at)) complain("whether a step pays");
      improving = improving && step.gains;
      for (const DmId member : group_)
        if ((std::find(step.exposed.begin(), step.exposed.end(), member) != step.exposed.end()) !=
            prefers(member, s_, to))
          complain("who is exposed");
      at = to;
    }
    if (at != t) complain("an order that leads elsewhere");
    if (order.improving != improving) complain("improving or not");
    // Where it comes to rest from step k on, by its meaning: the least k from which nobody goes on.
    const auto rest = [&](const auto& self, std::size_t k) -> Situation {
      if (k == order.steps.size()) return t;
      const Situation here = situation(order.steps[k].move.from);
      const Situation later = self(self, k + 1);
      const bool goes_on = prefers(order.steps[k].move.dm, later, here);
      if (order.steps[k].carries_on != goes_on) complain("who carries on");
      return goes_on ? later : here;
    };
    if (rest(rest, 0) != situation(order.ends_at)) complain("where it comes to rest");
    if (order.works != (situation(order.ends_at) == t)) complain("whether an order works");
  }

  const Replay& replay_;
  const Model& model_;
  const Graph& names_;
  Coalition group_;
  CoalitionSettings settings_;
  Situation s_;
  std::vector<std::string> complaints_;
};

std::vector<std::string> complaints(const Replay& replay, const Graph& names,
                                    const SolutionConcept& c, const Coalition& group, StateId s,
                                    const CoalitionVerdict& verdict,
                                    const CoalitionSettings& settings) {
  return ReplayedGroup(replay, names, group, s, settings).verdict(c, verdict);
}

std::vector<std::string> complaints(const Replay& replay, const Graph& names, const Deals& deals,
                                    const DealsRequest& looked_for) {
  std::vector<std::string> all;
  for (const GroupDeals& of_group : deals.groups)
    for (std::string& what :
         ReplayedGroup(replay, names, of_group.group, deals.state, deals.settings)
             .deals(of_group, looked_for))
      all.push_back(std::move(what));
  return all;
}

}  // namespace standoff
