// Combining simultaneous moves on the options.

#include "stability/together.hpp"

namespace standoff {
namespace {

// A move of states made concrete: what changes in one member.
struct Change {
  Move move;
  OptionSet options;
};

std::vector<Change> changes_from(const Graph& graph, const OptionSet& member, const Move& move) {
  std::vector<Change> found;
  for (const OptionSet& target : graph.members(move.to))
    if (graph.model()->can_move(move.dm, member, target)) found.push_back({move, member ^ target});
  return found;
}

class Combination {
 public:
  Combination(const Graph& graph, const std::function<bool(StateId)>& deters)
      : graph_(graph), deters_(deters) {}

  // choices[k]: the changes open to the k-th companion.
  bool search(const std::vector<std::vector<Change>>& choices, std::size_t k,
              const OptionSet& now) {
    if (k == choices.size()) {
      const std::optional<StateId> result = moves_.empty() ? std::nullopt : graph_.find(now);
      return result && deters_(*result);
    }
    if (search(choices, k + 1, now)) return true;
    for (const Change& change : choices[k]) {
      moves_.push_back(change.move);
      if (search(choices, k + 1, now ^ change.options)) return true;
      moves_.pop_back();
    }
    return false;
  }

  const std::vector<Move>& moves() const { return moves_; }

 private:
  const Graph& graph_;
  const std::function<bool(StateId)>& deters_;
  std::vector<Move> moves_;
};

}  // namespace

std::optional<std::vector<Move>> coinciding_moves(const Graph& graph, const Move& improvement,
                                                  const std::vector<DmId>& company,
                                                  const std::function<bool(StateId)>& deters) {
  for (const OptionSet& member : graph.members(improvement.from)) {
    std::vector<std::vector<Change>> choices;
    for (const DmId j : company) {
      std::vector<Change>& own = choices.emplace_back();
      for (const StateId t : graph.improvements(j, improvement.from)) {
        const auto concrete = changes_from(graph, member, {j, improvement.from, t});
        own.insert(own.end(), concrete.begin(), concrete.end());
      }
    }
    for (const Change& own : changes_from(graph, member, improvement)) {
      Combination combination(graph, deters);
      if (combination.search(choices, 0, member ^ own.options)) return combination.moves();
    }
  }
  return std::nullopt;
}

}  // namespace standoff
