// Arcs in one array, grouped by origin.

#include "graph/arcs.hpp"

#include <algorithm>
#include <span>

namespace standoff {
namespace {

class ArcMoves final : public Moves {
 public:
  ArcMoves(std::vector<std::vector<StateId>> targets, const Ranks& ranks) : ranks_(ranks) {
    begin_.push_back(0);
    for (std::size_t s = 0; s < targets.size(); ++s) {
      std::vector<StateId>& list = targets[s];
      std::sort(list.begin(), list.end());
      list.erase(std::unique(list.begin(), list.end()), list.end());
      std::erase(list, StateId(s));
      to_.insert(to_.end(), list.begin(), list.end());
      begin_.push_back(to_.size());
      list = {};
    }
    transitive_ = is_transitive();
  }

  bool can_move(StateId from, StateId to) const override {
    const auto list = from_state(index(from));
    return std::binary_search(list.begin(), list.end(), to);
  }

  void targets(StateId from, std::vector<StateId>& out) const override {
    const auto list = from_state(index(from));
    out.assign(list.begin(), list.end());
  }

  bool transitive() const override { return transitive_; }

  void best(const Ranks& f, Ranks& out) const override {
    out = f;
    for (std::size_t s = 0; s < f.size(); ++s)
      for (const StateId t : from_state(s)) out[s] = std::max(out[s], f[index(t)]);
  }

  void worst(const Ranks& f, Ranks& out) const override {
    out = f;
    for (std::size_t s = 0; s < f.size(); ++s)
      for (const StateId t : from_state(s)) out[s] = std::min(out[s], f[index(t)]);
  }

  void worst_improving(const Ranks& f, Ranks& out) const override {
    out = f;
    for (std::size_t s = 0; s < f.size(); ++s)
      for (const StateId t : from_state(s))
        if (ranks_[index(t)] > ranks_[s]) out[s] = std::min(out[s], f[index(t)]);
  }

 private:
  std::span<const StateId> from_state(std::size_t s) const {
    return std::span(to_).subspan(begin_[s], begin_[s + 1] - begin_[s]);
  }

  // "No" is always a safe answer (legal sequences are then tracked in full), so the check may stop
  // early where it would cost more than the analysis.
  bool is_transitive() const {
    std::size_t budget = 64 * (to_.size() + begin_.size()) + 1'000'000;
    for (std::size_t s = 0; s + 1 < begin_.size(); ++s)
      for (const StateId middle : from_state(s))
        for (const StateId end : from_state(index(middle))) {
          if (budget-- == 0) return false;
          if (index(end) != s && !can_move(StateId(s), end)) return false;
        }
    return true;
  }

  const Ranks& ranks_;
  std::vector<std::size_t> begin_;  // by state, into to_; one more than states
  std::vector<StateId> to_;
  bool transitive_ = true;
};

}  // namespace

std::unique_ptr<const Moves> arc_moves(std::vector<std::vector<StateId>> targets,
                                       const Ranks& ranks) {
  return std::make_unique<ArcMoves>(std::move(targets), ranks);
}

}  // namespace standoff
