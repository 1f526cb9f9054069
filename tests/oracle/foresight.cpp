// The concepts that look further ahead: what the others can do to i, and what everybody foresees.

#include <algorithm>

#include "oracle/definitions.hpp"

namespace standoff::oracle {
namespace {

bool likes(const Game& game, int dm, int a, int b) { return game.rank[dm][a] > game.rank[dm][b]; }

// There is one in `ends` that dm does not prefer to `end`.
bool some_no_better(const Game& game, int dm, const std::vector<int>& ends, int end) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](int other) { return !likes(game, dm, other, end); });
}

std::vector<int> sorted(std::vector<int> ends) {
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  return ends;
}

// No move of dm, in the order told, is expected to end better than s: in every way of breaking ties
// or, on request, in some.
bool stays(const Game& game, const Foreseen& now, int dm, int s, const Settings& settings) {
  for (int to : game.moves[dm][s]) {
    int gains = 0;
    const std::vector<int> ends = reckoned(game, now, dm, to, settings);
    for (int end : ends) gains += likes(game, dm, end, s);
    const bool leaves =
        settings.ties == Settings::Ties::some ? gains == static_cast<int>(ends.size()) : gains > 0;
    if (leaves) return false;
  }
  return true;
}

Foreseen nothing_left(const Game& game) {
  Foreseen result(game.dms);
  for (int i = 0; i < game.dms; ++i) {
    for (int s = 0; s < game.states; ++s) result[i].push_back({s});
  }
  return result;
}

Foreseen one_more(const Game& game, const Foreseen& before, const Settings& settings) {
  Foreseen result(game.dms);
  for (int i = 0; i < game.dms; ++i) {
    for (int s = 0; s < game.states; ++s) {
      // An end is chosen when there is a way for all other moves to end no better for i.
      auto may_be_best = [&](int end) {
        for (int to : game.moves[i][s]) {
          if (!some_no_better(game, i, reckoned(game, before, i, to, settings), end)) return false;
        }
        return true;
      };
      std::vector<int> ends;
      if (may_be_best(s)) ends.push_back(s);
      std::vector<int> in_order = game.moves[i][s];
      std::sort(in_order.begin(), in_order.end());
      for (int to : in_order) {
        if (settings.ties == Settings::Ties::first && !ends.empty()) break;
        for (int end : reckoned(game, before, i, to, settings)) {
          if (likes(game, i, end, s) && may_be_best(end)) ends.push_back(end);
        }
      }
      result[i].push_back(sorted(ends));
    }
  }
  return result;
}

}  // namespace

std::vector<int> reckoned(const Game& game, const Foreseen& now, int dm, int to,
                          const Settings& settings) {
  if (game.dms == 1) return {to};
  // Any of the others may go on; dm reckons with whoever is worst for it.
  std::vector<int> ends;
  for (int j = 0; j < game.dms; ++j) {
    if (j == dm) continue;
    for (int end : now[j][to]) {
      bool worst = true;
      for (int k = 0; k < game.dms; ++k) {
        if (k == dm) continue;
        bool no_worse = false;
        for (int other : now[k][to]) no_worse = no_worse || !likes(game, dm, end, other);
        worst = worst && no_worse;
      }
      if (worst) ends.push_back(end);
    }
  }
  ends = sorted(ends);
  if (settings.ties == Settings::Ties::first) ends.resize(1);
  return ends;
}

Foreseen foreseen(const Game& game, int moves, const Settings& settings) {
  Foreseen now = nothing_left(game);
  for (int h = 0; h < moves; ++h) now = one_more(game, now, settings);
  return now;
}

std::vector<bool> limited(const Game& game, int dm, const Settings& settings) {
  const Foreseen now = foreseen(game, settings.horizon - 1, settings);
  std::vector<bool> result;
  for (int s = 0; s < game.states; ++s) result.push_back(stays(game, now, dm, s, settings));
  return result;
}

std::vector<bool> nonmyopic(const Game& game, int dm, const Settings& settings) {
  std::vector<Foreseen> all = {nothing_left(game)};
  for (;;) {
    Foreseen next = one_more(game, all.back(), settings);
    const auto seen = std::find(all.begin(), all.end(), next);
    if (seen == all.end()) {
      all.push_back(next);
      continue;
    }
    // Everything from there on comes again and again.
    std::vector<bool> result(game.states, true);
    for (auto now = seen; now != all.end(); ++now) {
      for (int s = 0; s < game.states; ++s) {
        result[s] = result[s] && stays(game, *now, dm, s, settings);
      }
    }
    return result;
  }
}

std::vector<bool> stackelberg(const Game& game, int dm, const Settings& settings) {
  Settings ahead = settings;
  ahead.horizon = dm == settings.leader ? 2 : 1;
  return limited(game, dm, ahead);
}

bool maximin_by_values(const Game& game, int dm, int state, int horizon) {
  // to_move[s]: what i can make of s when it is its turn; moved[s]: what is left of s when it is
  // the others' turn.
  std::vector<long> to_move = game.rank[dm];
  std::vector<long> moved = game.rank[dm];
  for (int k = 1; k < horizon; ++k) {
    std::vector<long> next_to_move = game.rank[dm];
    std::vector<long> next_moved = game.rank[dm];
    for (int x = 0; x < game.states; ++x) {
      for (int t : game.moves[dm][x]) next_to_move[x] = std::max(next_to_move[x], moved[t]);
      for (int q : responses(game, dm, x, false))
        next_moved[x] = std::min(next_moved[x], to_move[q]);
    }
    to_move = next_to_move;
    moved = next_moved;
  }
  for (int t : game.moves[dm][state]) {
    if (moved[t] > game.rank[dm][state]) return false;
  }
  return true;
}

}  // namespace standoff::oracle
