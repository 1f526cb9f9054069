// Replaying verdicts: its own states, its own moves, its own comparison of states.

#include "standoff/replay.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace standoff {
namespace {

constexpr std::size_t most_options = 20;

// What one decision maker sees in a situation, so that the greater list is preferred: its
// statements' truth values in order, or one number for tiers and payoffs.
template <typename Holds>
std::vector<std::int64_t> liking(const Preference& preference, Holds holds_here) {
  std::vector<std::int64_t> list;
  if (const auto* statements = std::get_if<Statements>(&preference))
    for (const Statement& statement : statements->list)
      list.push_back(holds_here(statement.formula) ? 1 : 0);
  if (const auto* ranking = std::get_if<Ranking>(&preference)) {
    std::int64_t tier = 0;
    for (; tier < std::ssize(ranking->tiers); ++tier) {
      const auto& formulas = ranking->tiers[static_cast<std::size_t>(tier)];
      if (std::any_of(formulas.begin(), formulas.end(),
                      [&](const WrittenFormula& f) { return holds_here(f.formula); }))
        break;
    }
    list.push_back(-tier);
  }
  if (const auto* payoffs = std::get_if<Payoffs>(&preference)) {
    list.push_back(0);
    for (const Payoffs::Weight& w : payoffs->weights)
      if (holds_here(w.where.formula)) list[0] += w.millionths;
  }
  return list;
}

// The same for what is decided strongly: the strong statements, which stand first; or, of tiers,
// how many strong steps lie above.
template <typename Holds>
std::vector<std::int64_t> strong_liking(const Preference& preference, Holds holds_here) {
  std::vector<std::int64_t> list = liking(preference, holds_here);
  if (const auto* statements = std::get_if<Statements>(&preference)) {
    const auto weak = std::find_if_not(statements->list.begin(), statements->list.end(),
                                       [](const Statement& s) { return s.strongly; });
    list.resize(static_cast<std::size_t>(weak - statements->list.begin()));
  } else if (const auto* ranking = std::get_if<Ranking>(&preference)) {
    const std::int64_t tier = -list.at(0);
    list[0] = -std::count_if(ranking->strongly_above.begin(), ranking->strongly_above.end(),
                             [&](std::uint32_t step) { return step < tier; });
  } else {
    list.clear();
  }
  return list;
}

}  // namespace

Replay::Replay(const Model& model) : model_(model) {
  const std::size_t dms = model.decision_makers.size();
  for (const DecisionMaker& dm : model.decision_makers) {
    auto& doubtful = doubtful_.emplace_back();
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      for (const Statement& statement : statements->list) doubtful.push_back(statement.uncertain);
  }
  if (model.is_explicit()) {
    for (const auto& from_dm : model.explicit_graph->moves) {
      auto& lists = moves_.emplace_back();
      for (const auto& targets : from_dm) lists.emplace_back(targets.begin(), targets.end());
    }
    for (const DecisionMaker& dm : model.decision_makers) {
      auto& likes = likes_.emplace_back();
      auto& strongly = strongly_likes_.emplace_back();
      for (std::uint32_t s = 0; s < model.explicit_graph->states.size(); ++s) {
        const auto here = [&](const Formula& f) { return holds_in_state(f, s); };
        likes.push_back(liking(dm.preference, here));
        strongly.push_back(strong_liking(dm.preference, here));
      }
    }
    return;
  }
  const std::size_t n = model.options.size();
  if (n > most_options) throw std::length_error("replay: more than 20 options");
  std::map<OptionSet, std::size_t>& situation_of = situation_of_;
  std::vector<std::size_t> situation_of_merge(model.merges.size(), SIZE_MAX);
  for (std::uint32_t number = 0; number < std::uint32_t{1} << n; ++number) {
    OptionSet
        taken;  // counting up with the first option as the highest digit is the contract's order
    for (std::size_t k = 0; k < n; ++k)
      if ((number >> (n - 1 - k) & 1) != 0) taken.insert(OptionId(k));
    if (!model.feasible(taken)) continue;
    std::size_t situation = members_.size();
    for (std::size_t m = 0; m < model.merges.size(); ++m)
      if (holds(model.merges[m].where.formula, taken)) {
        if (situation_of_merge[m] == SIZE_MAX) situation_of_merge[m] = situation;
        situation = situation_of_merge[m];
      }
    if (situation == members_.size()) members_.emplace_back();
    members_[situation].push_back(taken);
    situation_of[taken] = situation;
  }
  for (const DecisionMaker& dm : model.decision_makers) {
    auto& likes = likes_.emplace_back();
    auto& strongly = strongly_likes_.emplace_back();
    for (const auto& members : members_) {
      const auto here = [&](const Formula& f) { return holds(f, members.front()); };
      likes.push_back(liking(dm.preference, here));
      strongly.push_back(strong_liking(dm.preference, here));
    }
  }
  moves_.assign(dms, std::vector<std::vector<std::size_t>>(members_.size()));
  for (std::size_t dm = 0; dm < dms; ++dm) {
    const auto& own = model.decision_makers[dm].options;
    for (const auto& [from, situation] : situation_of)
      for (std::uint32_t change = 1; change < std::uint32_t{1} << own.size(); ++change) {
        OptionSet to = from;
        for (std::size_t k = 0; k < own.size(); ++k)
          if ((change >> k & 1) != 0) to.set(own[k], !to.contains(own[k]));
        const auto target = situation_of.find(to);
        if (target != situation_of.end() && target->second != situation &&
            model.can_move(DmId(dm), from, to))
          moves_[dm][situation].push_back(target->second);
      }
  }
}

// One verdict being replayed.
class Replayed {
 public:
  Replayed(const Replay& replay, const SolutionConcept& c, DmId i, std::size_t s,
           const Settings& settings)
      : replay_(replay), model_(replay.model_), concept_(c), i_(i), s_(s), settings_(settings) {}

  std::vector<std::string> run(
      const Verdict& verdict,
      const std::vector<std::pair<std::size_t, std::vector<std::size_t>>>& path) {
    if (concept_.answer == Answer::foreseen) return run_foreseen(verdict, path);
    std::set<std::size_t> listed;
    bool all_answered = true;
    for (std::size_t k = 0; k < verdict.threats.size(); ++k) {
      const Threat& threat = verdict.threats[k];
      const std::size_t t = path[k].first;
      listed.insert(t);
      if (threat.improvement.dm != i_) complain("an improvement by somebody else");
      if (!legal(i_, s_, t)) complain("an improvement that is not a legal move");
      if (!leaves(i_, t, s_)) complain("an improvement that does not improve");
      if (!threat.sanction) {
        all_answered = false;
        if (answerable(t)) complain("an improvement is said to be unanswered but can be answered");
      } else if (!is_answer(*threat.sanction, t, path[k].second)) {
        complain("a sanction that does not hold");
      }
    }
    for (const std::size_t t : moves(i_, s_))
      if (leaves(i_, t, s_) && !listed.contains(t)) complain("an improvement is not listed");
    if (verdict.stable != all_answered) complain("the verdict does not follow from its threats");
    return complaints_;
  }

 private:
  void complain(std::string what) { complaints_.push_back(std::move(what)); }

  const std::vector<std::size_t>& moves(DmId dm, std::size_t from) const {
    return replay_.moves_[index(dm)][from];
  }
  bool legal(DmId dm, std::size_t from, std::size_t to) const {
    const auto& list = moves(dm, from);
    return std::find(list.begin(), list.end(), to) != list.end();
  }

  bool prefers(DmId dm, std::size_t a, std::size_t b) const {
    return replay_.likes_[index(dm)][a] > replay_.likes_[index(dm)][b];
  }

  // Preference where statements may count or not.

  // How `a` may compare with `b` when the statements from `place` on are read: -1, 0, 1.
  std::set<int> readings(DmId dm, std::size_t a, std::size_t b, std::size_t place = 0) const {
    const auto& in_a = replay_.likes_[index(dm)][a];
    const auto& in_b = replay_.likes_[index(dm)][b];
    if (place == in_a.size()) return {0};
    if (in_a[place] == in_b[place]) return readings(dm, a, b, place + 1);
    const int here = in_a[place] > in_b[place] ? 1 : -1;
    const auto& doubtful = replay_.doubtful_[index(dm)];
    if (doubtful.empty() || !doubtful[place]) return {here};
    std::set<int> all = readings(dm, a, b, place + 1);
    all.insert(here);
    return all;
  }
  bool counts() const { return settings_.unknown == Unknown::counts; }
  bool unsure(DmId dm, std::size_t a, std::size_t b) const {
    return !counts() && readings(dm, a, b).size() > 1;
  }
  bool surely_prefers(DmId dm, std::size_t a, std::size_t b) const {
    return counts() ? prefers(dm, a, b) : readings(dm, a, b) == std::set<int>{1};
  }

  bool leaves(DmId dm, std::size_t to, std::size_t from) const {
    const bool bold = settings_.unknown == Unknown::a || settings_.unknown == Unknown::c;
    return surely_prefers(dm, to, from) || (bold && unsure(dm, to, from));
  }
  bool may_answer(DmId dm, std::size_t to, std::size_t from) const {
    return surely_prefers(dm, to, from) || unsure(dm, to, from);
  }

  bool bad(std::size_t u) const {
    if (settings_.strength == Strength::strong)
      return replay_.strongly_likes_[index(i_)][s_] > replay_.strongly_likes_[index(i_)][u];
    if (unsure(i_, u, s_))
      return settings_.unknown == Unknown::c || settings_.unknown == Unknown::d;
    return settings_.sanction == Sanction::worse ? surely_prefers(i_, s_, u)
                                                 : !surely_prefers(i_, u, s_);
  }

  // Moves that are still to come after an answer, the mover's first.
  unsigned still_to_come() const {
    if (concept_.ahead == Ahead::horizon) return settings_.horizon < 2 ? 0 : settings_.horizon - 2;
    return concept_.inescapable ? 1 : 0;
  }

  bool deters(std::size_t u) const { return deters(u, still_to_come()); }
  bool deters(std::size_t u, unsigned moves) const {
    if ((u == s_ && !settings_.origin_is_sanction) || !bad(u)) return false;
    return moves == 0 ||
           std::all_of(moves_of_mover(u).begin(), moves_of_mover(u).end(), [&](std::size_t v) {
             return bad(v) || (moves > 1 && answerable_in_turn(v, false, moves - 2));
           });
  }
  const std::vector<std::size_t>& moves_of_mover(std::size_t u) const { return moves(i_, u); }

  bool is_answer(const std::vector<Move>& sanction, std::size_t t,
                 const std::vector<std::size_t>& path) const {
    if (sanction.empty() || nobody_answers()) return false;
    if (concept_.answer == Answer::together ||
        (concept_.answer == Answer::together_unstable && two_restless()))
      return combines(sanction, t, path);
    const bool credible = concept_.answer != Answer::any;
    if (settings_.responses == Responses::single_move && sanction.size() > 1) return false;
    std::size_t at = t;
    std::set<DmId> moved;
    for (std::size_t k = 0; k < sanction.size(); ++k) {
      const DmId j = sanction[k].dm;
      if (j == i_ || !legal(j, at, path[k])) return false;
      if (k > 0 && sanction[k - 1].dm == j) return false;
      if (settings_.responses == Responses::each_once && moved.contains(j)) return false;
      if (credible && !may_answer(j, path[k], at)) return false;
      moved.insert(j);
      at = path[k];
    }
    return at != t && deters(at);
  }

  bool nobody_answers() const {
    return concept_.answer == Answer::none ||
           (concept_.ahead == Ahead::horizon && settings_.horizon < 2);
  }

  bool answerable(std::size_t t) const {
    if (nobody_answers()) return false;
    if (concept_.answer == Answer::together ||
        (concept_.answer == Answer::together_unstable && two_restless()))
      return coincidence_deters(t);
    return answerable_in_turn(t, concept_.answer != Answer::any, still_to_come());
  }

  // Every legal sequence from t, as all pairs of a situation and who may not move next (bit j: the
  // last mover, or everybody who has moved).
  bool answerable_in_turn(std::size_t t, bool credible, unsigned to_come) const {
    using Standing = std::pair<std::size_t, std::uint64_t>;
    std::set<Standing> seen;
    std::vector<Standing> open{{t, 0}};
    while (!open.empty()) {
      const auto [at, barred] = open.back();
      open.pop_back();
      for (std::size_t j = 0; j < replay_.moves_.size(); ++j) {
        const std::uint64_t bit = std::uint64_t{1} << j;
        if (DmId(j) == i_ || (barred & bit) != 0) continue;
        for (const std::size_t u : moves(DmId(j), at)) {
          if (credible && !may_answer(DmId(j), u, at)) continue;
          if (u != t && deters(u, to_come)) return true;
          if (settings_.responses == Responses::single_move) continue;
          const std::uint64_t next =
              settings_.responses == Responses::each_once ? barred | bit : bit;
          if (seen.insert({u, next}).second) open.push_back({u, next});
        }
      }
    }
    return false;
  }

  // Simultaneous answers.

  bool restless(DmId j) const {
    Replayed other(replay_, *find_concept("seq"), j, s_, settings_);
    const auto& targets = moves(j, s_);
    return std::any_of(targets.begin(), targets.end(), [&](std::size_t t) {
      return prefers(j, t, s_) && !other.answerable_in_turn(t, true, 0);
    });
  }
  bool two_restless() const {
    if (!restless(i_)) return false;
    for (std::size_t j = 0; j < replay_.moves_.size(); ++j)
      if (DmId(j) != i_ && restless(DmId(j))) return true;
    return false;
  }
  bool may_join(DmId j) const {
    return j != i_ && (concept_.answer == Answer::together || restless(j));
  }

  std::optional<std::size_t> situation_of(const OptionSet& taken) const {
    const auto it = replay_.situation_of_.find(taken);
    return it == replay_.situation_of_.end() ? std::nullopt : std::optional(it->second);
  }

  // Whether some member of s admits i's move to t together with these moves so that the result
  // deters.
  bool together_deter(std::size_t t,
                      const std::vector<std::pair<DmId, std::size_t>>& joined) const {
    for (const OptionSet& member : replay_.members_[s_]) {
      std::vector<OptionSet> results{member};
      const auto spread = [&](DmId dm, std::size_t target) {
        std::vector<OptionSet> next;
        for (const OptionSet& partial : results)
          for (const OptionSet& to : replay_.members_[target])
            if (model_.can_move(dm, member, to)) next.push_back(partial ^ (member ^ to));
        results = std::move(next);
      };
      spread(i_, t);
      for (const auto& [dm, target] : joined) spread(dm, target);
      for (const OptionSet& result : results)
        if (const auto u = situation_of(result); u && deters(*u)) return true;
    }
    return false;
  }

  bool combines(const std::vector<Move>& sanction, std::size_t t,
                const std::vector<std::size_t>& path) const {
    std::vector<std::pair<DmId, std::size_t>> joined;
    std::set<DmId> who;
    for (std::size_t k = 0; k < sanction.size(); ++k) {
      const DmId j = sanction[k].dm;
      if (!may_join(j) || !who.insert(j).second || !legal(j, s_, path[k]) ||
          !prefers(j, path[k], s_))
        return false;
      joined.emplace_back(j, path[k]);
    }
    return together_deter(t, joined);
  }

  bool coincidence_deters(std::size_t t) const {
    std::vector<std::vector<std::pair<DmId, std::size_t>>> choices{{}};
    for (std::size_t j = 0; j < replay_.moves_.size(); ++j) {
      if (!may_join(DmId(j))) continue;
      const std::size_t so_far = choices.size();
      for (const std::size_t u : moves(DmId(j), s_)) {
        if (!prefers(DmId(j), u, s_)) continue;
        for (std::size_t k = 0; k < so_far; ++k) {
          choices.push_back(choices[k]);
          choices.back().emplace_back(DmId(j), u);
        }
      }
    }
    return std::any_of(choices.begin(), choices.end(), [&](const auto& joined) {
      return !joined.empty() && together_deter(t, joined);
    });
  }

  // Foreseen play.

  const Replay::Expected& expected(unsigned moves_left) const {
    auto& tables = replay_.expected_[settings_.ties];
    const std::size_t dms = replay_.moves_.size();
    const std::size_t situations = replay_.likes_[0].size();
    while (tables.size() <= moves_left) {
      std::vector<std::vector<std::set<std::size_t>>> next(
          dms, std::vector<std::set<std::size_t>>(situations));
      for (std::size_t j = 0; j < dms; ++j)
        for (std::size_t x = 0; x < situations; ++x)
          next[j][x] =
              tables.empty() ? std::set<std::size_t>{x} : acting(tables.back(), DmId(j), x);
      tables.push_back(std::move(next));
    }
    return tables;
  }

  using Table = std::vector<std::vector<std::set<std::size_t>>>;

  // Whether `j` may choose an end: there is a way of breaking ties by which no other move's end is
  // better.
  std::set<std::size_t> acting(const Table& table, DmId j, std::size_t x) const {
    std::set<std::size_t> ends;
    const auto beats_some = [&](std::size_t end) {
      return std::all_of(moves(j, x).begin(), moves(j, x).end(), [&](std::size_t y) {
        const auto others = after(table, j, y);
        return std::any_of(others.begin(), others.end(),
                           [&](std::size_t other) { return !prefers(j, other, end); });
      });
    };
    if (beats_some(x)) ends.insert(x);
    std::vector<std::size_t> in_order = moves(j, x);
    std::sort(in_order.begin(), in_order.end());
    for (const std::size_t y : in_order) {
      for (const std::size_t end : after(table, j, y))
        if (prefers(j, end, x) && beats_some(end)) ends.insert(end);
      if (settings_.ties == Ties::first && !ends.empty()) return {*ends.begin()};
    }
    return ends;
  }

  // What `j` has to reckon with where it has just moved to y: of the others, whoever is worst for
  // it.
  std::set<std::size_t> after(const Table& table, DmId j, std::size_t y) const {
    std::set<std::size_t> ends;
    for (std::size_t k = 0; k < table.size(); ++k) {
      if (DmId(k) == j) continue;
      for (const std::size_t end : table[k][y]) {
        const auto no_better = [&](const std::set<std::size_t>& of_other) {
          return std::any_of(of_other.begin(), of_other.end(),
                             [&](std::size_t other) { return !prefers(j, end, other); });
        };
        bool worst = true;
        for (std::size_t l = 0; l < table.size(); ++l)
          if (DmId(l) != j) worst = worst && no_better(table[l][y]);
        if (worst) ends.insert(end);
      }
    }
    if (table.size() == 1) ends.insert(y);
    if (settings_.ties == Ties::first) return {*ends.begin()};
    return ends;
  }

  bool gains(std::size_t end) const { return prefers(i_, end, s_); }

  // Whether a move is held back, looking so far ahead.
  bool held(std::size_t t, unsigned horizon) const {
    const auto ends = after(expected(horizon - 1)[horizon - 1], i_, t);
    const auto gain = [&](std::size_t end) { return gains(end); };
    return settings_.ties == Ties::some ? !std::all_of(ends.begin(), ends.end(), gain)
                                        : std::none_of(ends.begin(), ends.end(), gain);
  }
  bool stays(unsigned horizon) const {
    return std::all_of(moves(i_, s_).begin(), moves(i_, s_).end(),
                       [&](std::size_t t) { return held(t, horizon); });
  }

  // The horizon told of, and whether the verdict follows.
  bool horizon_fits(const Verdict& verdict) const {
    const unsigned told = verdict.horizon;
    if (told == 0) return false;
    if (concept_.ahead == Ahead::horizon)
      return told == settings_.horizon && verdict.stable == stays(told);
    if (concept_.ahead == Ahead::leading)
      return told == (settings_.leader == i_ ? 2U : 1U) && verdict.stable == stays(told);
    // For good: from the first table that comes again on, everything does.
    for (unsigned last = 1;; ++last) {
      const Replay::Expected& tables = expected(last);
      unsigned before = 0;
      while (tables[before] != tables[last]) ++before;
      if (before == last) continue;
      bool always = true;
      for (unsigned h = before + 1; h <= last; ++h) always = always && stays(h);
      if (verdict.stable != always) return false;
      if (!verdict.stable) return told > before && told <= last && !stays(told);
      for (unsigned h = told; h <= last; ++h)
        if (!stays(h)) return false;
      return true;
    }
  }

  // Whether a line of play may come of i's move to t, everybody acting on what it foresees.
  bool plausible(const std::vector<Move>& line, std::size_t t, const std::vector<std::size_t>& path,
                 unsigned horizon) const {
    const std::size_t end = path.empty() ? t : path.back();
    DmId last = i_;
    std::size_t at = t;
    unsigned left = horizon - 1;
    for (std::size_t k = 0; k < line.size(); ++k) {
      const DmId j = line[k].dm;
      if (left == 0 || j == last || !legal(j, at, path[k])) return false;
      if (!expected(left)[left][index(j)][at].contains(end)) return false;
      if (!after(expected(left)[left], last, at).contains(end)) return false;
      if (!after(expected(left - 1)[left - 1], j, path[k]).contains(end)) return false;
      --left;
      last = j;
      at = path[k];
    }
    return after(expected(left)[left], last, at).contains(at);
  }

  std::vector<std::string> run_foreseen(
      const Verdict& verdict,
      const std::vector<std::pair<std::size_t, std::vector<std::size_t>>>& path) {
    if (!horizon_fits(verdict)) return {"the verdict does not follow at the horizon that is told"};
    std::set<std::size_t> listed;
    for (std::size_t k = 0; k < verdict.threats.size(); ++k) {
      const Threat& threat = verdict.threats[k];
      const auto& [t, steps] = path[k];
      listed.insert(t);
      if (threat.improvement.dm != i_ || !legal(i_, s_, t)) {
        complain("a move that is not legal");
        continue;
      }
      const std::vector<Move>& line = threat.sanction ? *threat.sanction : threat.gain;
      if (threat.sanction && !threat.gain.empty()) complain("a move that both gains and does not");
      if (!plausible(line, t, steps, verdict.horizon))
        complain("a line of play that is not expected");
      const std::size_t end = steps.empty() ? t : steps.back();
      if (threat.sanction.has_value() == gains(end))
        complain("an end that is not what it is said to be");
      if (threat.sanction.has_value() != held(t, verdict.horizon))
        complain("a move is said to be held back and is not, or the other way round");
    }
    for (const std::size_t t : moves(i_, s_))
      if (!listed.contains(t)) complain("a move is not listed");
    return complaints_;
  }

  const Replay& replay_;
  const Model& model_;
  const SolutionConcept& concept_;
  DmId i_;
  std::size_t s_;
  Settings settings_;
  std::vector<std::string> complaints_;
};

std::vector<std::string> Replay::complaints(const SolutionConcept& c, const Graph& names, DmId i,
                                            StateId s, const Verdict& verdict,
                                            const Settings& settings) const {
  const auto situation = [&](StateId state) -> std::size_t {
    if (model_.is_explicit()) return index(state);
    return situation_of_.at(names.pattern(state));
  };
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> path;
  bool continuous = true;
  for (const Threat& threat : verdict.threats) {
    continuous = continuous && threat.improvement.from == s;
    auto& [t, steps] =
        path.emplace_back(situation(threat.improvement.to), std::vector<std::size_t>{});
    StateId at = threat.improvement.to;
    for (const Move& move : threat.sanction ? *threat.sanction : threat.gain) {
      // In turn, each from where the last one led; together, all from the origin.
      continuous = continuous && (move.from == at || move.from == s);
      steps.push_back(situation(move.to));
      at = move.to;
    }
  }
  if (!continuous) return {"moves that do not follow from one another"};
  return Replayed(*this, c, i, situation(s), settings).run(verdict, path);
}

}  // namespace standoff
