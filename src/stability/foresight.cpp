// One more move ahead at a time.

#include "stability/foresight.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace standoff {
namespace {

bool contains(std::span<const StateId> set, StateId s) {
  return std::binary_search(set.begin(), set.end(), s);
}

// Closes a set that was put at the end of `into`.
void close(Expectations& into) {
  const auto first = into.ends.begin() + into.begin.back();
  std::sort(first, into.ends.end());
  into.ends.erase(std::unique(first, into.ends.end()), into.ends.end());
  into.begin.push_back(static_cast<std::uint32_t>(into.ends.size()));
}

}  // namespace

Foresight::Foresight(const Graph& graph, Ties ties, std::stop_token stop)
    : graph_(&graph), ties_(ties), stop_(std::move(stop)) {
  Expectations stay;
  for (std::uint32_t s = 0; s <= graph.states(); ++s) stay.begin.push_back(s);
  for (std::uint32_t s = 0; s < graph.states(); ++s) stay.ends.push_back(StateId(s));
  const auto shared = std::make_shared<const Expectations>(std::move(stay));
  levels_.push_back({std::vector<Shared>(graph.dms(), shared), {}});
  follow(levels_.back());
}

bool Foresight::look(unsigned moves) {
  while (levels_.size() <= moves)
    if (!step()) return false;
  return true;
}

std::optional<Foresight::Cycle> Foresight::look_until_it_repeats(unsigned most) {
  const auto same = [&](std::size_t a, std::size_t b) {
    for (std::size_t i = 0; i < graph_->dms(); ++i)
      if (*levels_[a].acting[i] != *levels_[b].acting[i]) return false;
    return true;
  };
  // One level follows from the one before it alone.
  for (unsigned now = 1; now <= most; ++now) {
    if (!look(now)) return std::nullopt;
    for (unsigned before = now; before-- > 0;)
      if (same(before, now)) return Cycle{before, now - before};
  }
  return std::nullopt;
}

bool Foresight::step() {
  Level next;
  for (std::size_t i = 0; i < graph_->dms(); ++i) {
    next.acting.push_back(acting(levels_.back(), DmId(i)));
    if (stop_.stop_requested()) return false;
  }
  follow(next);
  levels_.push_back(std::move(next));
  return true;
}

void Foresight::follow(Level& level) const {
  for (std::size_t i = 0; i < graph_->dms(); ++i)
    level.after.push_back(graph_->dms() == 2 ? level.acting[1 - i]
                                             : worst_of_others(level, DmId(i)));
}

Foresight::Shared Foresight::acting(const Level& before, DmId i) const {
  Expectations result{{0}, {}};
  std::vector<StateId> targets;
  for (std::uint32_t n = 0; n < graph_->states(); ++n) {
    const StateId s{n};
    const Rank here = graph_->rank(i, s);
    if ((n & 0xFFF) == 0 && stop_.stop_requested()) break;
    graph_->moves(i).targets(s, targets);
    // The most that is sure, whichever way the others break their ties.
    Rank sure = 0;
    for (const StateId t : targets) {
      Rank least = std::numeric_limits<Rank>::max();
      for (const StateId end : before.after[index(i)]->of(t))
        least = std::min(least, graph_->rank(i, end));
      sure = std::max(sure, least);
    }
    if (sure <= here) result.ends.push_back(s);
    if (ties_ == Ties::first && sure <= here) targets.clear();
    for (const StateId t : targets) {
      bool taken = false;
      for (const StateId end : before.after[index(i)]->of(t)) {
        const Rank there = graph_->rank(i, end);
        if (there < sure || there <= here) continue;
        result.ends.push_back(end);
        taken = true;
      }
      if (taken && ties_ == Ties::first) break;
    }
    close(result);
  }
  return std::make_shared<const Expectations>(std::move(result));
}

Foresight::Shared Foresight::worst_of_others(const Level& level, DmId i) const {
  Expectations result{{0}, {}};
  for (std::uint32_t n = 0; n < graph_->states(); ++n) {
    const StateId t{n};
    // Some end is the worst when each of the others may do no worse to i.
    Rank most = std::numeric_limits<Rank>::max();
    for (std::size_t j = 0; j < graph_->dms(); ++j) {
      if (DmId(j) == i) continue;
      Rank of_j = 0;
      for (const StateId end : level.acting[j]->of(t)) of_j = std::max(of_j, graph_->rank(i, end));
      most = std::min(most, of_j);
    }
    if (graph_->dms() == 1) result.ends.push_back(t);
    for (std::size_t j = 0; j < graph_->dms(); ++j) {
      if (DmId(j) == i) continue;
      for (const StateId end : level.acting[j]->of(t))
        if (graph_->rank(i, end) <= most) result.ends.push_back(end);
    }
    close(result);
    if (ties_ == Ties::first) {
      result.ends.resize(result.begin[n] + 1);
      result.begin.back() = result.begin[n] + 1;
    }
  }
  return std::make_shared<const Expectations>(std::move(result));
}

std::vector<Move> Foresight::line(unsigned moves, DmId i, StateId t, StateId end) const {
  std::vector<Move> play;
  std::vector<StateId> targets;
  while (t != end) {
    // Somebody else goes on, and by a move that leads there.
    const Level& now = levels_[moves];
    const Level& then = levels_[moves - 1];
    for (std::size_t k = 0; k < graph_->dms(); ++k) {
      const auto j = DmId(k);
      if (j == i || !contains(now.acting[k]->of(t), end)) continue;
      graph_->moves(j).targets(t, targets);
      const auto x = std::find_if(targets.begin(), targets.end(),
                                  [&](StateId to) { return contains(then.after[k]->of(to), end); });
      play.push_back({j, t, *x});
      i = j;
      t = *x;
      break;
    }
    --moves;
  }
  return play;
}

}  // namespace standoff
