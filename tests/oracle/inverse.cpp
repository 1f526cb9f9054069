// Trying everything.

#include "oracle/inverse.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace standoff::oracle {
namespace {

constexpr int first_candidate = 1000;

bool fixed(const Levers& levers, int dm, int item) {
  return item >= 0 && item < first_candidate && levers.fixed[dm][item];
}

bool has_list(const PlainDm& dm) { return dm.tiers.empty() && dm.payoffs.empty(); }

void edit_list(const Levers& levers, int dm, const Edited& from, std::vector<Edited>& out) {
  const std::vector<int>& list = from.lists[dm];
  const int n = static_cast<int>(list.size());
  const auto offer = [&](const std::vector<int>& changed) {
    out.push_back(from);
    out.back().lists[dm] = changed;
  };
  for (int k = 0; k < n; ++k) {
    for (int to = 0; to < n; ++to) {
      bool allowed = levers.move && to != k;
      for (int p = std::min(k, to); p <= std::max(k, to); ++p) {
        if (fixed(levers, dm, list[p])) allowed = false;
      }
      if (!allowed) continue;
      std::vector<int> changed = list;
      changed.erase(changed.begin() + k);
      changed.insert(changed.begin() + to, list[k]);
      offer(changed);
    }
    if (levers.swap && k + 1 < n && !fixed(levers, dm, list[k]) &&
        !fixed(levers, dm, list[k + 1])) {
      std::vector<int> changed = list;
      std::swap(changed[k], changed[k + 1]);
      offer(changed);
    }
    if (list[k] >= first_candidate || fixed(levers, dm, list[k])) continue;
    if (levers.negate) {
      std::vector<int> changed = list;
      changed[k] = -list[k] - 1;
      offer(changed);
    }
    if (levers.drop) {
      std::vector<int> changed = list;
      changed.erase(changed.begin() + k);
      offer(changed);
    }
  }
  if (!levers.add) return;
  for (int c = 0; c < static_cast<int>(levers.candidates[dm].size()); ++c) {
    if (std::count(list.begin(), list.end(), first_candidate + c) != 0) continue;
    for (int to = 0; to <= n; ++to) {
      std::vector<int> changed = list;
      changed.insert(changed.begin() + to, first_candidate + c);
      offer(changed);
    }
  }
}

PlainDispute dispute_of(const Levers& levers, const Edited& edited) {
  PlainDispute dispute = levers.dispute;
  for (std::size_t dm = 0; dm < dispute.dms.size(); ++dm) {
    if (!has_list(dispute.dms[dm])) continue;
    std::vector<Formula> list;
    for (int item : edited.lists[dm]) {
      if (item >= first_candidate) {
        list.push_back(levers.candidates[dm][item - first_candidate]);
      } else if (item >= 0) {
        list.push_back(levers.dispute.dms[dm].statements[item]);
      } else {
        list.push_back(!levers.dispute.dms[dm].statements[-item - 1]);
      }
    }
    dispute.dms[dm].statements = list;
  }
  std::size_t slot = 0;
  for (PlainDm& dm : dispute.dms) {
    for (PlainOption& option : dm.options) {
      const int change = edited.options[slot++];
      if (change == 1) dispute.rules.push_back({true, is(option.key)});
      if (change == 2) option.direction = Direction::take;
      if (change == 3) option.direction = Direction::drop;
    }
  }
  for (int rule : edited.rules) dispute.rules.push_back(levers.rules[rule]);
  return dispute;
}

bool stable_for_all(const Levers& levers, const Edited& edited, const OptionGame& layout,
                    int state) {
  for (int dm = 0; dm < layout.game.dms; ++dm) {
    if (!stable(layout, dm, state, levers.concepts[edited.looks[dm]])) return false;
  }
  return true;
}

// By improvements, each step good for whoever takes it, nobody twice in a row.
std::set<int> reached_from(const Game& game, int from) {
  std::set<std::pair<int, int>> arrived = {{from, -1}};
  std::vector<std::pair<int, int>> open = {{from, -1}};
  while (!open.empty()) {
    const auto [at, last] = open.back();
    open.pop_back();
    for (int j = 0; j < game.dms; ++j) {
      if (j == last) continue;
      for (int to : game.moves[j][at]) {
        if (game.rank[j][to] > game.rank[j][at] && arrived.insert({to, j}).second) {
          open.push_back({to, j});
        }
      }
    }
  }
  std::set<int> states;
  for (const auto& [state, last] : arrived) states.insert(state);
  return states;
}

}  // namespace

Edited as_written(const Levers& levers) {
  Edited edited;
  for (const PlainDm& dm : levers.dispute.dms) {
    std::vector<int> list(dm.statements.size());
    std::iota(list.begin(), list.end(), 0);
    edited.lists.push_back(list);
    for (std::size_t k = 0; k < dm.options.size(); ++k) edited.options.push_back(0);
  }
  edited.looks.assign(levers.dispute.dms.size(), 0);
  return edited;
}

std::vector<Edited> one_edit_more(const Levers& levers, const Edited& from) {
  std::vector<Edited> out;
  std::size_t slot = 0;
  for (int dm = 0; dm < static_cast<int>(levers.dispute.dms.size()); ++dm) {
    const PlainDm& person = levers.dispute.dms[dm];
    if (has_list(person)) edit_list(levers, dm, from, out);
    for (const PlainOption& option : person.options) {
      const auto& quo = levers.dispute.status_quo;
      const bool taken = quo && std::count(quo->begin(), quo->end(), option.key) != 0;
      for (int change : {1, 2, 3}) {
        const bool allowed = from.options[slot] == 0 &&
                             (change == 1 ? levers.remove && !taken
                                          : levers.one_way && option.direction == Direction::both);
        if (!allowed) continue;
        out.push_back(from);
        out.back().options[slot] = change;
      }
      ++slot;
    }
    for (int look = 1; levers.look && look < static_cast<int>(levers.concepts.size()); ++look) {
      if (from.looks[dm] != 0) continue;
      out.push_back(from);
      out.back().looks[dm] = look;
    }
  }
  for (int r = 0; levers.rule && r < static_cast<int>(levers.rules.size()); ++r) {
    if (std::count(from.rules.begin(), from.rules.end(), r) != 0) continue;
    out.push_back(from);
    out.back().rules.push_back(r);
    std::sort(out.back().rules.begin(), out.back().rules.end());
  }
  return out;
}

bool does_it(const Levers& levers, const Edited& edited, const Wanted& wanted) {
  const PlainDispute dispute = dispute_of(levers, edited);
  if (!well_formed(dispute)) return false;
  const OptionGame layout = lay_out(dispute);
  std::set<int> reached;
  if (wanted.reachable) reached = reached_from(layout.game, layout.status_quo);
  int feasible = 0;
  int good = 0;
  for (Pattern wish : wanted.states) {
    const int state = layout.options == 0 ? static_cast<int>(wish) : layout.state_of[wish];
    if (state < 0) continue;
    ++feasible;
    if (wanted.reachable && reached.count(state) == 0) continue;
    if (stable_for_all(levers, edited, layout, state)) ++good;
  }
  if (wanted.broken) return good == 0;
  return wanted.every ? feasible > 0 && good == feasible : good > 0;
}

std::map<Edited, int> plans(const Levers& levers, const Wanted& wanted, int depth, bool all) {
  std::map<Edited, int> distance = {{as_written(levers), 0}};
  std::map<Edited, bool> spoilt;  // something on a shortest way, or it itself, does it
  std::map<Edited, int> found;
  std::vector<Edited> ring = {as_written(levers)};
  for (int edits = 0; edits <= depth; ++edits) {
    std::vector<Edited> next;
    for (const Edited& edited : ring) {
      const bool does = does_it(levers, edited, wanted);
      if (does && !spoilt[edited]) found[edited] = edits;
      for (const Edited& more : one_edit_more(levers, edited)) {
        if (distance.insert({more, edits + 1}).second) next.push_back(more);
        if (distance[more] == edits + 1 && (does || spoilt[edited])) spoilt[more] = true;
      }
    }
    if (!all && !found.empty()) return found;
    ring = next;
  }
  return found;
}

std::optional<int> fewest_swaps(const PlainDispute& dispute, Pattern state, std::string_view key) {
  std::optional<int> best;
  PlainDispute tried = dispute;
  const auto permute = [&](const auto& self, std::size_t dm, int swaps) -> void {
    if (dm == dispute.dms.size()) {
      const OptionGame layout = lay_out(tried);
      const int s = layout.options == 0 ? static_cast<int>(state) : layout.state_of[state];
      for (int i = 0; i < layout.game.dms; ++i) {
        if (!stable(layout, i, s, key)) return;
      }
      best = std::min(best.value_or(swaps), swaps);
      return;
    }
    const std::vector<Formula>& written = dispute.dms[dm].statements;
    std::vector<int> order(written.size());
    std::iota(order.begin(), order.end(), 0);
    do {
      int inversions = 0;
      for (std::size_t a = 0; a < order.size(); ++a) {
        for (std::size_t b = a + 1; b < order.size(); ++b) inversions += order[a] > order[b];
        tried.dms[dm].statements[a] = written[order[a]];
      }
      self(self, dm + 1, swaps + inversions);
    } while (std::next_permutation(order.begin(), order.end()));
  };
  permute(permute, 0, 0);
  return best;
}

long stable_orders(Game game, int dm, int state, std::string_view key) {
  std::vector<long>& rank = game.rank[dm];
  std::iota(rank.begin(), rank.end(), 0);
  long count = 0;
  do {
    count += stable(game, dm, state, key);
  } while (std::next_permutation(rank.begin(), rank.end()));
  return count;
}

}  // namespace standoff::oracle
