// The definitions, one function each, in the words of the quantifiers ("for every", "there is").

#include "oracle/definitions.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

namespace standoff::oracle {
namespace {

bool better(const Game& game, int dm, int a, int b) { return game.rank[dm][a] > game.rank[dm][b]; }

// How a compares with b.
char relation(const Game& game, int dm, int a, int b, const Settings& settings) {
  const bool known = settings.unknown == '-' || game.relation.empty() || game.relation[dm].empty();
  if (!known) return game.relation[dm][a][b];
  if (better(game, dm, a, b)) return '+';
  return better(game, dm, b, a) ? '-' : '=';
}

// The states that i would leave for: preferred, or with attitude a and c perhaps preferred.
std::vector<int> improvements(const Game& game, int dm, int from, const Settings& settings = {}) {
  std::vector<int> result;
  for (int to : game.moves[dm][from]) {
    const char how = relation(game, dm, to, from, settings);
    const bool bold = settings.unknown == 'a' || settings.unknown == 'c';
    if (how == '+' || (how == 'U' && bold)) result.push_back(to);
  }
  return result;
}

// i would not have left s had it known that q comes of it.
bool bad(const Game& game, int dm, int q, int s, const Settings& settings) {
  if (settings.strong) {
    return !game.strongly.empty() && !game.strongly[dm].empty() && game.strongly[dm][s][q];
  }
  const char how = relation(game, dm, q, s, settings);
  if (how == 'U') return settings.unknown == 'c' || settings.unknown == 'd';
  if (settings.unknown != '-') {
    return how == '-' || (how == '=' && settings.sanction == Settings::Sanction::not_better);
  }
  if (settings.sanction == Settings::Sanction::worse) return better(game, dm, s, q);
  return !better(game, dm, q, s);
}

bool may_end_at(int s2, int s, const Settings& settings) {
  return s2 != s || settings.origin_is_sanction;
}

// A credible step is one to a state that is preferred or, where that is not known, may be.
std::vector<int> steps(const Game& game, int dm, int from, bool improving,
                       const Settings& settings) {
  if (!improving) return game.moves[dm][from];
  std::vector<int> result;
  for (int to : game.moves[dm][from]) {
    const char how = relation(game, dm, to, from, settings);
    if (how == '+' || how == 'U') result.push_back(to);
  }
  return result;
}

// Every pair (state, last mover) that a legal sequence can arrive at. Whether a sequence may go on
// with j depends on nothing else, so it is enough to extend each pair once.
std::set<std::pair<int, int>> arrivals(const Game& game, int dm, int from, bool improving,
                                       const Settings& settings) {
  constexpr int nobody_yet = -1;
  std::set<std::pair<int, int>> arrived;
  std::vector<std::pair<int, int>> to_extend = {{from, nobody_yet}};
  while (!to_extend.empty()) {
    const auto [at, last] = to_extend.back();
    to_extend.pop_back();
    for (int j = 0; j < game.dms; ++j) {
      if (j == dm || j == last) continue;
      for (int to : steps(game, j, at, improving, settings)) {
        if (arrived.insert({to, j}).second) to_extend.push_back({to, j});
      }
    }
  }
  return arrived;
}

void follow_each_once(const Game& game, int dm, int at, std::vector<bool>& moved, bool improving,
                      const Settings& settings, std::set<int>& ends) {
  for (int j = 0; j < game.dms; ++j) {
    if (j == dm || moved[j]) continue;
    moved[j] = true;
    for (int to : steps(game, j, at, improving, settings)) {
      ends.insert(to);
      follow_each_once(game, dm, to, moved, improving, settings, ends);
    }
    moved[j] = false;
  }
}

// GMR and SEQ: for every improvement there is a response that is bad for i.
bool every_improvement_sanctioned(const Game& game, int dm, int s, bool credible,
                                  const Settings& settings) {
  for (int s1 : improvements(game, dm, s, settings)) {
    bool sanctioned = false;
    for (int s2 : responses(game, dm, s1, credible, settings)) {
      if (s2 == s1) continue;  // a round trip is no answer
      if (may_end_at(s2, s, settings) && bad(game, dm, s2, s, settings)) sanctioned = true;
    }
    if (!sanctioned) return false;
  }
  return true;
}

// SMR and SSEQ: for every improvement there is a response that is bad for i, and from which i has
// no move to a state that is not.
bool every_sanction_inescapable(const Game& game, int dm, int s, bool credible,
                                const Settings& settings) {
  for (int s1 : improvements(game, dm, s, settings)) {
    bool sanctioned = false;
    for (int s2 : responses(game, dm, s1, credible, settings)) {
      if (s2 == s1 || !may_end_at(s2, s, settings) || !bad(game, dm, s2, s, settings)) continue;
      bool escape = false;
      for (int s3 : game.moves[dm][s2]) {
        if (!bad(game, dm, s3, s, settings)) escape = true;
      }
      if (!escape) sanctioned = true;
    }
    if (!sanctioned) return false;
  }
  return true;
}

// The others can leave i no better off than at s when i has just come to x and so many moves
// follow, theirs first: it is badly off already, or there is a bad response from which no move of i
// gets it away.
bool caught(const Game& game, int dm, int s, int x, int moves, const Settings& settings) {
  if (bad(game, dm, x, s, settings)) return true;
  if (moves == 0) return false;
  for (int q : responses(game, dm, x, false, settings)) {
    if (!may_end_at(q, s, settings) || !bad(game, dm, q, s, settings)) continue;
    bool escape = false;
    if (moves > 1) {
      for (int y : game.moves[dm][q]) {
        escape = escape || !caught(game, dm, s, y, moves - 2, settings);
      }
    }
    if (!escape) return true;
  }
  return false;
}

// Tries, for each partner from `next` on, "nothing" and every improvement it has from s; `combined`
// is the member of s with the changes chosen so far. Everyone changes options of its own, so that
// changes never meet. (If all choose nothing, the result is s1: better for i, hence no sanction.)
bool some_combination_is_bad(const OptionGame& layout, int dm, int s, Pattern member,
                             Pattern combined, const std::vector<int>& partners, std::size_t next,
                             const Settings& settings) {
  const Game& game = layout.game;
  if (next == partners.size()) {
    int q = layout.state_of[combined];
    return q >= 0 && may_end_at(q, s, settings) && bad(game, dm, q, s, settings);
  }
  if (some_combination_is_bad(layout, dm, s, member, combined, partners, next + 1, settings)) {
    return true;
  }
  int j = partners[next];
  for (Pattern to : layout.pattern_moves[j][member]) {
    if (!better(game, j, layout.state_of[to], s)) continue;
    Pattern changes = member ^ to;
    if (some_combination_is_bad(layout, dm, s, member, combined ^ changes, partners, next + 1,
                                settings)) {
      return true;
    }
  }
  return false;
}

// For every improvement s1 there is a member of s from which i gets to s1 while the partners' moves
// from the same member spoil it.
bool every_improvement_spoilt(const OptionGame& layout, int dm, int s,
                              const std::vector<int>& partners, const Settings& settings) {
  if (layout.options == 0) throw std::invalid_argument("simultaneous moves need options");
  for (int s1 : improvements(layout.game, dm, s)) {
    bool spoilt = false;
    for (Pattern member : layout.members[s]) {
      for (Pattern to : layout.pattern_moves[dm][member]) {
        if (layout.state_of[to] != s1) continue;
        if (some_combination_is_bad(layout, dm, s, member, to, partners, 0, settings)) {
          spoilt = true;
        }
      }
    }
    if (!spoilt) return false;
  }
  return true;
}

}  // namespace

std::vector<int> responses(const Game& game, int dm, int from, bool improving,
                           const Settings& settings) {
  std::set<int> ends;
  switch (settings.responses) {
    case Settings::Responses::legal_sequences:
      for (const auto& [state, last] : arrivals(game, dm, from, improving, settings))
        ends.insert(state);
      break;
    case Settings::Responses::single_move:
      for (int j = 0; j < game.dms; ++j) {
        if (j == dm) continue;
        for (int to : steps(game, j, from, improving, settings)) ends.insert(to);
      }
      break;
    case Settings::Responses::each_once: {
      std::vector<bool> moved(game.dms, false);
      follow_each_once(game, dm, from, moved, improving, settings, ends);
      break;
    }
  }
  return {ends.begin(), ends.end()};
}

bool nash(const Game& game, int dm, int state, const Settings& settings) {
  return improvements(game, dm, state, settings).empty();
}

bool gmr(const Game& game, int dm, int state, const Settings& settings) {
  return every_improvement_sanctioned(game, dm, state, /*credible=*/false, settings);
}

bool smr(const Game& game, int dm, int state, const Settings& settings) {
  return every_sanction_inescapable(game, dm, state, /*credible=*/false, settings);
}

bool seq(const Game& game, int dm, int state, const Settings& settings) {
  return every_improvement_sanctioned(game, dm, state, /*credible=*/true, settings);
}

bool sseq(const Game& game, int dm, int state, const Settings& settings) {
  return every_sanction_inescapable(game, dm, state, /*credible=*/true, settings);
}

bool maximin(const Game& game, int dm, int state, const Settings& settings) {
  for (int s1 : improvements(game, dm, state, settings)) {
    bool sanctioned = false;
    for (int q :
         settings.horizon > 1 ? responses(game, dm, s1, false, settings) : std::vector<int>()) {
      if (q == s1 || !may_end_at(q, state, settings) || !bad(game, dm, q, state, settings)) {
        continue;
      }
      bool escape = false;
      if (settings.horizon > 2) {
        for (int y : game.moves[dm][q]) {
          escape = escape || !caught(game, dm, state, y, settings.horizon - 3, settings);
        }
      }
      if (!escape) sanctioned = true;
    }
    if (!sanctioned) return false;
  }
  return true;
}

bool sim(const OptionGame& layout, int dm, int state, const Settings& settings) {
  std::vector<int> others;
  for (int j = 0; j < layout.game.dms; ++j) {
    if (j != dm) others.push_back(j);
  }
  return every_improvement_spoilt(layout, dm, state, others, settings);
}

bool sim_tableau(const OptionGame& layout, int dm, int state, const Settings& settings) {
  if (layout.options == 0) throw std::invalid_argument("simultaneous moves need options");
  if (seq(layout.game, dm, state, settings)) return true;
  std::vector<int> other_unstable;
  for (int j = 0; j < layout.game.dms; ++j) {
    if (j != dm && !seq(layout.game, j, state, settings)) other_unstable.push_back(j);
  }
  if (other_unstable.empty()) return false;
  return every_improvement_spoilt(layout, dm, state, other_unstable, settings);
}

bool stable(const Game& game, int dm, int state, std::string_view key, const Settings& settings) {
  if (key == "nash") return nash(game, dm, state, settings);
  if (key == "gmr") return gmr(game, dm, state, settings);
  if (key == "smr") return smr(game, dm, state, settings);
  if (key == "seq") return seq(game, dm, state, settings);
  if (key == "sseq") return sseq(game, dm, state, settings);
  if (key == "maximin") return maximin(game, dm, state, settings);
  if (key == "limited") return limited(game, dm, settings)[state];
  if (key == "nonmyopic") return nonmyopic(game, dm, settings)[state];
  if (key == "stackelberg") return stackelberg(game, dm, settings)[state];
  throw std::invalid_argument("no such concept on a graph: " + std::string(key));
}

bool stable(const OptionGame& layout, int dm, int state, std::string_view key,
            const Settings& settings) {
  if (key == "sim") return sim(layout, dm, state, settings);
  if (key == "sim_tableau") return sim_tableau(layout, dm, state, settings);
  return stable(layout.game, dm, state, key, settings);
}

std::vector<int> stable_states(const OptionGame& layout, int dm, std::string_view key,
                               const Settings& settings) {
  std::vector<int> result;
  for (int s = 0; s < layout.game.states; ++s) {
    if (stable(layout, dm, s, key, settings)) result.push_back(s);
  }
  return result;
}

std::vector<int> equilibria(const OptionGame& layout, std::string_view key,
                            const Settings& settings) {
  std::vector<int> result;
  for (int s = 0; s < layout.game.states; ++s) {
    bool for_all = true;
    for (int dm = 0; dm < layout.game.dms; ++dm) {
      for_all = for_all && stable(layout, dm, s, key, settings);
    }
    if (for_all) result.push_back(s);
  }
  return result;
}

}  // namespace standoff::oracle
