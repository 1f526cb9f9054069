// What a dispute allows whatever anybody wants: moves, and where they lead.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "standoff/coalition.hpp"

namespace standoff {

/// The moves of a graph, listed once.
class Ground {
 public:
  explicit Ground(const Graph& graph);

  const Graph& graph() const { return graph_; }
  std::size_t dms() const { return targets_.size(); }
  std::span<const StateId> targets(DmId i, StateId s) const {
    const std::vector<std::size_t>& begin = begin_[index(i)];
    return std::span(targets_[index(i)])
        .subspan(begin[index(s)], begin[index(s) + 1] - begin[index(s)]);
  }
  /// The number of the first move of `i` from `s`; the next ones follow.
  std::size_t first_move(DmId i, StateId s) const { return begin_[index(i)][index(s)]; }
  std::size_t moves(DmId i) const { return targets_[index(i)].size(); }

  /// `from`, and where decision makers can go from there, nobody moving twice in a row.
  /// `may(j, move)`: whether `j` may make that move; moves are numbered as `first_move` does.
  template <typename May>
  StateSet reach(StateId from, May may) const;

  /// Where a group can bring the dispute from `from`, in one exchange or move by move, and not
  /// without any of its members.
  std::vector<StateId> together(StateId from, const Coalition& group) const;

 private:
  const Graph& graph_;
  std::vector<std::vector<StateId>> targets_;    // by decision maker
  std::vector<std::vector<std::size_t>> begin_;  // by decision maker and state, into the above
};

template <typename May>
StateSet Ground::reach(StateId from, May may) const {
  StateSet reached(graph_.states());
  reached.insert(from);
  // Where everybody's moves are transitive, to move twice in a row reaches nothing new.
  const std::size_t nobody = dms();
  const std::size_t lasts = graph_.transitive() ? 1 : dms() + 1;
  std::vector<StateSet> seen(lasts, StateSet(graph_.states()));
  std::vector<std::pair<StateId, std::size_t>> open{{from, nobody}};
  while (!open.empty()) {
    const auto [at, last] = open.back();
    open.pop_back();
    for (std::size_t j = 0; j < dms(); ++j) {
      if (lasts > 1 && j == last) continue;
      std::size_t move = first_move(DmId(j), at);
      for (const StateId to : targets(DmId(j), at)) {
        StateSet& known = seen[lasts > 1 ? j : 0];
        if (!known.contains(to) && may(DmId(j), move)) {
          known.insert(to);
          reached.insert(to);
          open.emplace_back(to, j);
        }
        ++move;
      }
    }
  }
  return reached;
}

}  // namespace standoff
