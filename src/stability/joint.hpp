// What groups can bring about, and what outsiders can make of it: searches shared by the verdicts
// on groups and by deals.
#pragma once

#include <map>
#include <stop_token>
#include <unordered_set>

#include "standoff/coalition.hpp"

namespace standoff {

/// Everything that an answer can lead to, in the order in which a breadth-first search meets it.
class Answers {
 public:
  struct Step {
    std::size_t by;  // position in movers
    StateId from, to;
    std::size_t before;  // position of the step before, or none
  };
  static constexpr std::size_t none = ~std::size_t{0};

  std::vector<Coalition> movers;
  std::vector<Step> steps;
};

class Joint {
 public:
  Joint(const Graph& graph, const CoalitionSettings& settings, std::stop_token stop = {})
      : graph_(graph), settings_(settings), stop_(std::move(stop)) {}

  /// When it is true, what the others gave is not complete.
  bool stopped() const { return stop_.stop_requested(); }

  /// See `joint_reach`; kept for the next time.
  const std::vector<StateId>& reach(const Coalition& group, StateId from);
  /// See `joint_improvements`; kept for the next time.
  const std::vector<StateId>& improvements(const Coalition& group, StateId from);
  /// With its way, where it is legal move by move. `to` is in the group's joint reach.
  JointMove move(const Coalition& group, StateId from, StateId to) const;

  /// Where the outsiders can take it from `t`: by any legal sequence, or credibly.
  Answers answers(const Coalition& group, StateId t, bool credible);
  /// The moves that lead to a step, the step included.
  std::vector<JointMove> way(const Answers& answers, std::size_t step) const;

  /// Whether ending at `q` makes the group no longer want to leave `s`, and, where asked for,
  /// without a joint move out of it.
  bool deters(const Coalition& group, StateId s, StateId q, bool inescapable);
  bool bad(const Coalition& group, StateId s, StateId q) const;

 private:
  using Key = std::pair<Coalition, StateId>;

  void add_sequences(const Coalition& group, StateId from, std::vector<StateId>& found) const;
  void add_exchanges(const Coalition& group, StateId from, std::vector<StateId>& found) const;

  const Graph& graph_;
  CoalitionSettings settings_;
  std::stop_token stop_;
  std::map<Key, std::vector<StateId>> reach_;
  std::map<Key, std::vector<StateId>> improvements_;
};

/// Everybody else.
Coalition outsiders(const Graph& graph, const Coalition& group);

}  // namespace standoff
