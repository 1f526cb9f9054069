// Plain disputes: their parts, what their formulas mean, and their layout by brute force.
// How they are printed is in print.cpp.

#include "random/plain_dispute.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace standoff::oracle {
namespace {

using Op = Formula::Op;

Formula make(Op op, std::vector<Formula> parts, int number = 0) {
  Formula result;
  result.op = op;
  result.number = number;
  result.parts = std::move(parts);
  return result;
}

void refuse_if(bool wrong, const char* why) {
  if (wrong) throw std::invalid_argument(why);
}

// Places in a sorted list without repetitions: only the order of the scores is a preference.
template <class Score>
std::vector<long> ranks_from(const std::vector<Score>& scores) {
  std::map<Score, long> place;
  for (const Score& score : scores) place[score] = 0;
  long next = 0;
  for (auto& [score, rank] : place) rank = next++;
  std::vector<long> result;
  for (const Score& score : scores) result.push_back(place[score]);
  return result;
}

// The truth of every key in each state; what a decision maker wants is asked of nothing else.
std::vector<long> ranks(const PlainDm& dm, const std::vector<std::vector<bool>>& truths) {
  if (!dm.statements.empty()) {
    std::vector<std::vector<bool>> scores;  // vectors compare lexicographically
    for (const auto& truth : truths) {
      std::vector<bool> score;
      for (const Formula& statement : dm.statements) score.push_back(evaluate(statement, truth));
      scores.push_back(score);
    }
    return ranks_from(scores);
  }
  std::vector<long> scores;
  for (const auto& truth : truths) {
    long score = 0;
    if (!dm.tiers.empty()) {
      auto here = [&](const std::vector<Formula>& tier) {
        return std::any_of(tier.begin(), tier.end(),
                           [&](const Formula& f) { return evaluate(f, truth); });
      };
      score = dm.tiers.end() - std::find_if(dm.tiers.begin(), dm.tiers.end(), here);
    }
    for (const PlainPayoff& payoff : dm.payoffs) {
      if (evaluate(payoff.where, truth)) score += payoff.millionths;
    }
    scores.push_back(score);
  }
  return ranks_from(scores);
}

// The truth of the statements in two states; each one counts or not, as `out` says.
int compared(const std::vector<bool>& a, const std::vector<bool>& b, const std::set<int>& out) {
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (out.count(static_cast<int>(k)) == 0 && a[k] != b[k]) return a[k] ? 1 : -1;
  }
  return 0;
}

// How two states compare in all readings of the uncertain statements: each of them in or out.
char compared_in_all(const PlainDm& dm, const std::vector<bool>& a, const std::vector<bool>& b) {
  const std::vector<int> uncertain(dm.uncertain.begin(), dm.uncertain.end());
  std::set<int> found;
  for (unsigned reading = 0; reading < 1U << uncertain.size(); ++reading) {
    std::set<int> out;
    for (std::size_t k = 0; k < uncertain.size(); ++k) {
      if ((reading >> k & 1) != 0) out.insert(uncertain[k]);
    }
    found.insert(compared(a, b, out));
  }
  if (found.size() > 1) return 'U';
  return "-=+"[*found.begin() + 1];
}

// What is known of a preference beyond the ranks.
void add_shades(Game& game, const PlainDm& dm, const std::vector<std::vector<bool>>& truths) {
  auto& relation = game.relation.emplace_back();
  auto& strongly = game.strongly.emplace_back();
  std::vector<std::vector<bool>> score;
  for (const auto& truth : truths) {
    auto& of_state = score.emplace_back();
    for (const Formula& statement : dm.statements) of_state.push_back(evaluate(statement, truth));
  }
  if (!dm.uncertain.empty()) {
    for (const auto& a : score) {
      std::string& row = relation.emplace_back();
      for (const auto& b : score) row += compared_in_all(dm, a, b);
    }
  }
  if (dm.strong == 0 && dm.strong_steps.empty()) return;
  for (std::size_t a = 0; a < truths.size(); ++a) {
    auto& row = strongly.emplace_back();
    for (std::size_t b = 0; b < truths.size(); ++b) {
      bool strong = false;
      const auto statements = static_cast<int>(dm.statements.size());
      for (int k = 0; k < std::min(dm.strong, statements); ++k) {
        if (score[a][k] == score[b][k]) continue;
        strong = score[a][k];
        break;
      }
      // A tier that is strongly preferred to all below it stands between them.
      for (int step : dm.strong_steps) {
        if (step >= static_cast<int>(dm.tiers.size())) continue;
        auto among = [&](std::size_t state) {
          for (int tier = 0; tier <= step; ++tier) {
            for (const Formula& f : dm.tiers[tier]) {
              if (evaluate(f, truths[state])) return true;
            }
          }
          return false;
        };
        strong = strong || (among(a) && !among(b));
      }
      row.push_back(strong);
    }
  }
}

void name_outcomes(const PlainDispute& dispute, std::vector<bool>& truth) {
  for (const PlainNamed& outcome : dispute.outcomes) {
    truth[outcome.key] = evaluate(outcome.where, truth);
  }
  for (const PlainNamed& merge : dispute.merges) truth[merge.key] = evaluate(merge.where, truth);
}

OptionGame lay_out_graph(const PlainDispute& dispute) {
  OptionGame result;
  Game& game = result.game;
  game.dms = static_cast<int>(dispute.dms.size());
  game.states = static_cast<int>(dispute.states.size());
  std::map<int, int> place;  // of a state's key
  std::vector<std::vector<bool>> truths;
  for (const PlainState& state : dispute.states) {
    place[state.key] = static_cast<int>(result.names.size());
    result.names.push_back(state.id);
    std::vector<bool> truth(dispute.next_key, false);
    truth[state.key] = true;
    name_outcomes(dispute, truth);
    truths.push_back(truth);
  }
  for (const PlainDm& dm : dispute.dms) {
    std::vector<std::vector<int>> moves(game.states);
    for (auto [from, to] : dm.moves) moves[place.at(from)].push_back(place.at(to));
    for (auto& targets : moves) std::sort(targets.begin(), targets.end());
    game.moves.push_back(moves);
    game.rank.push_back(ranks(dm, truths));
    add_shades(game, dm, truths);
  }
  if (dispute.status_quo) {
    refuse_if(dispute.status_quo->size() != 1, "status quo is not one state");
    result.status_quo = place.at(dispute.status_quo->front());
  }
  return result;
}

bool allowed(const std::vector<Slot>& all, int dm, Pattern from, Pattern to,
             const std::vector<bool>& truth_before) {
  for (std::size_t k = 0; k < all.size(); ++k) {
    Pattern bit = Pattern{1} << (all.size() - 1 - k);
    if ((from & bit) == (to & bit)) continue;
    bool taken = (to & bit) != 0;
    if (all[k].dm != dm) return false;
    if (all[k].direction == (taken ? Direction::drop : Direction::take)) return false;
    if (taken && all[k].guard && !evaluate(*all[k].guard, truth_before)) return false;
  }
  return true;
}

}  // namespace

Formula is(int key) { return make(Op::atom, {}, key); }
Formula operator!(Formula f) { return make(Op::negation, {std::move(f)}); }
Formula operator&&(Formula a, Formula b) {
  return make(Op::conjunction, {std::move(a), std::move(b)});
}
Formula operator||(Formula a, Formula b) {
  return make(Op::disjunction, {std::move(a), std::move(b)});
}
Formula exclusive(Formula a, Formula b) {
  return make(Op::exclusive, {std::move(a), std::move(b)});
}
Formula given(Formula p, Formula q) { return make(Op::given, {std::move(p), std::move(q)}); }
Formula implies(Formula p, Formula q) { return make(Op::implies, {std::move(p), std::move(q)}); }
Formula iff(Formula p, Formula q) { return make(Op::iff, {std::move(p), std::move(q)}); }
Formula at_least(int number, std::vector<Formula> parts) {
  return make(Op::at_least, std::move(parts), number);
}
Formula at_most(int number, std::vector<Formula> parts) {
  return make(Op::at_most, std::move(parts), number);
}
Formula exactly(int number, std::vector<Formula> parts) {
  return make(Op::exactly, std::move(parts), number);
}

int add_dm(PlainDispute& dispute, std::string id) {
  PlainDm dm;
  dm.id = std::move(id);
  dispute.dms.push_back(dm);
  return static_cast<int>(dispute.dms.size()) - 1;
}

int add_option(PlainDispute& dispute, int dm, std::string id, Direction direction) {
  PlainOption option;
  option.key = dispute.next_key++;
  option.id = std::move(id);
  option.direction = direction;
  dispute.dms[dm].options.push_back(option);
  return option.key;
}

int add_ladder(PlainDispute& dispute, int dm, std::string id,
               const std::vector<std::string>& levels) {
  PlainOption ladder;
  ladder.key = dispute.next_key++;
  ladder.id = std::move(id);
  for (const std::string& name : levels) {
    PlainLevel level;
    level.key = dispute.next_key++;
    level.id = name;
    ladder.levels.push_back(level);
  }
  dispute.dms[dm].options.push_back(ladder);
  return ladder.levels.front().key;
}

int add_circumstance(PlainDispute& dispute, std::string id) {
  PlainOption option;
  option.key = dispute.next_key++;
  option.id = std::move(id);
  dispute.circumstances.push_back(option);
  return option.key;
}

int add_state(PlainDispute& dispute, std::string id) {
  dispute.states.push_back({dispute.next_key++, std::move(id)});
  return dispute.states.back().key;
}

int add_outcome(PlainDispute& dispute, std::string id, Formula where) {
  dispute.outcomes.push_back({dispute.next_key++, std::move(id), std::move(where)});
  return dispute.outcomes.back().key;
}

int add_merge(PlainDispute& dispute, std::string id, Formula where) {
  dispute.merges.push_back({dispute.next_key++, std::move(id), std::move(where)});
  return dispute.merges.back().key;
}

std::vector<Slot> slots(const PlainDispute& dispute) {
  std::vector<Slot> result;
  auto add = [&](int dm, const PlainOption& option) {
    if (option.levels.empty()) {
      result.push_back({option.key, dm, -1, option.direction, option.guard, &option, nullptr});
    }
    int below = -1;
    for (const PlainLevel& level : option.levels) {
      result.push_back({level.key, dm, below, level.direction.value_or(option.direction),
                        level.guard ? level.guard : option.guard, &option, &level});
      below = level.key;
    }
  };
  for (std::size_t dm = 0; dm < dispute.dms.size(); ++dm) {
    for (const PlainOption& option : dispute.dms[dm].options) add(static_cast<int>(dm), option);
  }
  for (const PlainOption& option : dispute.circumstances) add(-1, option);
  return result;
}

bool evaluate(const Formula& formula, const std::vector<bool>& truth_by_key) {
  int parts = static_cast<int>(formula.parts.size());
  int holding = 0;
  for (const Formula& part : formula.parts) holding += evaluate(part, truth_by_key) ? 1 : 0;
  auto part = [&](int k) { return evaluate(formula.parts[k], truth_by_key); };
  switch (formula.op) {
    case Op::truth:
      return true;
    case Op::falsity:
      return false;
    case Op::atom:
      return truth_by_key.at(formula.number);
    case Op::letters:
      return holding == parts;
    case Op::negation:
      return holding == 0;
    case Op::conjunction:
      return holding == parts;
    case Op::disjunction:
      return holding > 0;
    case Op::exclusive:
      return holding % 2 == 1;
    case Op::given:
      return part(0) || !part(1);
    case Op::implies:
      return !part(0) || part(1);
    case Op::iff:
      return part(0) == part(1);
    case Op::at_least:
      return holding >= formula.number;
    case Op::at_most:
      return holding <= formula.number;
    case Op::exactly:
      return holding == formula.number;
  }
  return false;
}

void for_each_formula(PlainDispute& dispute, const std::function<void(Formula&)>& change) {
  auto in_option = [&](PlainOption& option) {
    if (option.guard) change(*option.guard);
    for (PlainLevel& level : option.levels) {
      if (level.guard) change(*level.guard);
    }
  };
  for (PlainDm& dm : dispute.dms) {
    for (PlainOption& option : dm.options) in_option(option);
    for (Formula& statement : dm.statements) change(statement);
    for (auto& tier : dm.tiers) {
      for (Formula& f : tier) change(f);
    }
    for (PlainPayoff& payoff : dm.payoffs) change(payoff.where);
  }
  for (PlainOption& option : dispute.circumstances) in_option(option);
  for (PlainRule& rule : dispute.rules) change(rule.what);
  for (PlainNamed& outcome : dispute.outcomes) change(outcome.where);
  for (PlainNamed& merge : dispute.merges) change(merge.where);
}

OptionGame lay_out(const PlainDispute& dispute) {
  refuse_if(dispute.dms.empty(), "no decision maker");
  if (!dispute.states.empty()) return lay_out_graph(dispute);

  const std::vector<Slot> all = slots(dispute);
  refuse_if(all.empty(), "no option");
  refuse_if(all.size() > 14, "more than 14 options");
  OptionGame result;
  result.options = static_cast<int>(all.size());
  const Pattern patterns = Pattern{1} << all.size();

  // What is true in each pattern, and which patterns can exist.
  std::vector<std::vector<bool>> truth(patterns);
  std::vector<bool> feasible(patterns);
  for (Pattern p = 0; p < patterns; ++p) {
    truth[p].assign(dispute.next_key, false);
    for (std::size_t k = 0; k < all.size(); ++k) {
      truth[p][all[k].key] = (p >> (all.size() - 1 - k) & 1) != 0;
    }
    name_outcomes(dispute, truth[p]);
    feasible[p] = true;
    for (const Slot& slot : all) {
      if (slot.below >= 0 && truth[p][slot.key] && !truth[p][slot.below]) feasible[p] = false;
    }
    for (const PlainRule& rule : dispute.rules) {
      if (evaluate(rule.what, truth[p]) == rule.never) feasible[p] = false;
    }
  }

  // States, in the order of their first members.
  result.state_of.assign(patterns, -1);
  std::map<int, int> state_of_merge;
  for (Pattern p = 0; p < patterns; ++p) {
    if (!feasible[p]) continue;
    int merge = -1;
    for (const PlainNamed& candidate : dispute.merges) {
      if (!truth[p][candidate.key]) continue;
      refuse_if(merge >= 0, "merges overlap");
      merge = candidate.key;
    }
    int state = static_cast<int>(result.members.size());
    if (merge >= 0) state = state_of_merge.insert({merge, state}).first->second;
    if (state == static_cast<int>(result.members.size())) {
      result.members.emplace_back();
      std::string name;
      for (const Slot& slot : all) name += truth[p][slot.key] ? 'Y' : 'N';
      result.names.push_back(name);
    }
    result.members[state].push_back(p);
    result.state_of[p] = state;
  }
  refuse_if(result.members.empty(), "no feasible state");
  refuse_if(state_of_merge.size() != dispute.merges.size(), "a merge of nothing");

  // Moves: any subset of one's own options at once.
  Game& game = result.game;
  game.states = static_cast<int>(result.members.size());
  game.dms = static_cast<int>(dispute.dms.size());
  std::vector<std::vector<bool>> truth_of_state;
  for (const auto& members : result.members) truth_of_state.push_back(truth[members.front()]);
  for (int dm = 0; dm < game.dms; ++dm) {
    std::vector<Pattern> changes = {0};  // every subset of the options of dm
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (all[k].dm != dm) continue;
      const std::size_t without = changes.size();
      for (std::size_t c = 0; c < without; ++c) {
        changes.push_back(changes[c] | Pattern{1} << (all.size() - 1 - k));
      }
    }
    std::vector<std::vector<Pattern>> pattern_moves(patterns);
    std::vector<Pattern> changeable(patterns, 0);
    std::vector<std::vector<int>> moves(game.states);
    for (Pattern p = 0; p < patterns; ++p) {
      if (!feasible[p]) continue;
      for (Pattern bit = 1; bit < patterns; bit <<= 1) {
        if (allowed(all, dm, p, p ^ bit, truth[p])) changeable[p] |= bit;
      }
      for (Pattern change : changes) {
        Pattern q = p ^ change;
        if (q == p || !feasible[q] || !allowed(all, dm, p, q, truth[p])) continue;
        pattern_moves[p].push_back(q);
        int from = result.state_of[p];
        int to = result.state_of[q];
        if (from != to) moves[from].push_back(to);
      }
    }
    for (auto& targets : moves) {
      std::sort(targets.begin(), targets.end());
      targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    }
    result.pattern_moves.push_back(pattern_moves);
    result.changeable.push_back(changeable);
    game.moves.push_back(moves);
    game.rank.push_back(ranks(dispute.dms[dm], truth_of_state));
    add_shades(game, dispute.dms[dm], truth_of_state);
  }

  if (dispute.status_quo) {
    Pattern quo = 0;
    for (std::size_t k = all.size(); k-- > 0;) {  // upper levels first: they bring lower ones along
      bool taken = std::count(dispute.status_quo->begin(), dispute.status_quo->end(), all[k].key);
      bool under = k + 1 < all.size() && all[k + 1].below == all[k].key &&
                   (quo >> (all.size() - 2 - k) & 1) != 0;
      if (taken || under) quo |= Pattern{1} << (all.size() - 1 - k);
    }
    result.status_quo = result.state_of[quo];
    refuse_if(result.status_quo < 0, "status quo is not feasible");
  }
  return result;
}

bool well_formed(const PlainDispute& dispute) {
  try {
    lay_out(dispute);
    return true;
  } catch (const std::invalid_argument&) {
    return false;
  }
}

PlainDispute as_dispute(const Game& game) {
  PlainDispute result;
  for (int s = 0; s < game.states; ++s) add_state(result, "s" + std::to_string(s));
  for (int i = 0; i < game.dms; ++i) {
    PlainDm& dm = result.dms[add_dm(result, std::string(1, static_cast<char>('a' + i)))];
    std::map<long, std::vector<Formula>, std::greater<>> tiers;
    for (int s = 0; s < game.states; ++s) {
      tiers[game.rank[i][s]].push_back(is(result.states[s].key));
      for (int to : game.moves[i][s]) {
        dm.moves.push_back({result.states[s].key, result.states[to].key});
      }
    }
    for (const auto& [rank, tier] : tiers) dm.tiers.push_back(tier);
  }
  return result;
}

}  // namespace standoff::oracle
