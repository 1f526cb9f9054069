// The graph of a dispute: its states, who can move from where to where, and how each decision maker
// ranks them.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "standoff/model.hpp"
#include "standoff/state_set.hpp"

namespace standoff {

/// Ordinal rank, 1..L: higher is preferred, equal is indifferent.
using Rank = std::uint32_t;
/// A rank for each state: what the calculus computes with.
using Ranks = std::vector<Rank>;

/// How one decision maker sees a state against another. `unknown`: it depends on which of its
/// uncertain statements count.
enum class Relation : std::uint8_t { less, alike, more, unknown };

/// What is known of a preference some of whose statements may count or not: a state is preferred to
/// another where it is so in every reading, each uncertain statement being in or out. Not
/// transitive (Li, Hipel, Kilgour and Fang 2004).
class Doubts {
 public:
  virtual ~Doubts() = default;
  /// How `a` compares with `b`.
  virtual Relation compare(StateId a, StateId b) const = 0;
};

/// One unilateral move.
struct Move {
  DmId dm{};
  StateId from{};
  StateId to{};
  bool operator==(const Move&) const = default;
};

/// The moves of one decision maker. Implementations: whole slices of the option cube, or arcs one
/// by one.
class Moves {
 public:
  virtual ~Moves() = default;

  virtual bool can_move(StateId from, StateId to) const = 0;

  /// The states reachable in one move, ascending, `from` itself never among them. Replaces `out`.
  virtual void targets(StateId from, std::vector<StateId>& out) const = 0;

  /// True when s -> a -> b implies s -> b for all b != s; then "nobody moves twice in a row" costs
  /// nothing.
  virtual bool transitive() const = 0;

  /// out(s) = max of f over s and its targets.
  virtual void best(const Ranks& f, Ranks& out) const = 0;
  /// out(s) = min of f over s and its targets.
  virtual void worst(const Ranks& f, Ranks& out) const = 0;
  /// out(s) = min of f over s and those targets that the mover prefers to s.
  virtual void worst_improving(const Ranks& f, Ranks& out) const = 0;
};

/// States, moves and ranks of one dispute, immutable. States are numbered in the contract's order.
/// A graph made from a model refers to it; the model must outlive it.
class Graph {
 public:
  /// A graph from plain data: moves[dm][from] lists targets; ranks[dm][state], higher is preferred,
  /// any numbers. Throws std::invalid_argument naming the first target out of range or size that
  /// does not fit.
  static Graph from_arcs(const std::vector<std::vector<std::vector<std::uint32_t>>>& moves,
                         const std::vector<std::vector<std::int64_t>>& ranks);

  std::size_t states() const { return states_; }
  std::size_t dms() const { return ranks_.size(); }

  const Moves& moves(DmId dm) const { return *moves_[index(dm)]; }
  const Ranks& ranks(DmId dm) const { return ranks_[index(dm)]; }
  Rank rank(DmId dm, StateId s) const { return ranks_[index(dm)][index(s)]; }
  /// Strict preference of `a` over `b`.
  bool prefers(DmId dm, StateId a, StateId b) const { return rank(dm, a) > rank(dm, b); }

  /// True when some statements of the decision maker are uncertain. Its ranks are then those of the
  /// reading in which all of them count.
  bool doubtful(DmId dm) const { return !doubts_.empty() && doubts_[index(dm)] != nullptr; }
  /// How `a` compares with `b`, as far as all readings of uncertain statements agree.
  Relation compare(DmId dm, StateId a, StateId b) const;

  /// True when the author says what is preferred strongly.
  bool has_strength(DmId dm) const { return !levels_.empty() && !levels_[index(dm)].empty(); }
  /// Strong preference of `a` over `b`, of which strict preference follows (Hamouda, Kilgour and
  /// Hipel 2004).
  bool strongly_prefers(DmId dm, StateId a, StateId b) const {
    return has_strength(dm) && levels_[index(dm)][index(a)] > levels_[index(dm)][index(b)];
  }

  std::vector<StateId> targets(DmId dm, StateId s) const;
  std::vector<StateId> improvements(DmId dm, StateId s) const;

  /// True when every decision maker's moves are transitive; see Moves::transitive.
  bool transitive() const { return transitive_; }

  /// The model the graph was laid out from; null for from_arcs.
  const Model* model() const { return model_; }
  bool has_options() const { return !rows_.empty(); }
  /// Some state stands for several feasible combinations.
  bool merged() const { return rows_.size() > states_; }
  /// First of the state's members; option form only.
  const OptionSet& pattern(StateId s) const { return rows_[first_row_[index(s)]]; }
  /// All members of a state, in the contract's order; one unless merged.
  std::vector<OptionSet> members(StateId s) const;
  /// Number of members.
  std::size_t size_of_state(StateId s) const;
  /// The state that a combination of options belongs to; nothing when it is not feasible.
  std::optional<StateId> find(const OptionSet& taken) const;
  /// How the contract writes a state: "YNNY", or its id in the explicit graph, or its number for
  /// from_arcs.
  std::string label(StateId s) const;
  std::optional<StateId> status_quo() const { return status_quo_; }
  /// The merge (position in Model::merges) a state comes from, if any.
  std::optional<std::uint32_t> merge_of(StateId s) const;

  /// The states where a formula holds; for merged states, where it holds in the first member.
  StateSet where(const Formula& f) const;

 private:
  friend class GraphBuilder;
  Graph() = default;

  std::size_t states_ = 0;
  const Model* model_ = nullptr;
  bool transitive_ = true;
  std::vector<OptionSet> rows_;             // every feasible combination, in the contract's order
  std::vector<std::uint32_t> row_state_;    // row -> state; empty when not merged
  std::vector<std::uint32_t> first_row_;    // state -> its first row
  std::vector<std::uint32_t> state_merge_;  // state -> merge, or no_merge; empty when not merged
  std::vector<std::unique_ptr<const Moves>> moves_;
  std::vector<Ranks> ranks_;
  std::vector<std::unique_ptr<const Doubts>> doubts_;  // by decision maker; null: all is certain
  std::vector<Ranks> levels_;  // by decision maker: strongly preferred is higher; may be empty
  std::optional<StateId> status_quo_;
};

/// How much a layout may take before it gives up.
struct LayOutLimits {
  std::size_t max_states = std::size_t{1} << 22;  ///< feasible combinations
  std::size_t max_arcs = std::size_t{1} << 28;    ///< where moves are kept one by one
  /// Parts of rules looked at in the search for feasible combinations.
  std::size_t max_steps = std::numeric_limits<std::size_t>::max();
};

enum class LayOutEnd : std::uint8_t {
  done,
  too_many_states,
  too_many_arcs,
  too_many_steps,
  cancelled
};

struct LayOut {
  std::optional<Graph> graph;  ///< present exactly when `end` is done
  LayOutEnd end = LayOutEnd::done;
  std::size_t states_seen = 0;
};

/// Lays a model out: enumerates the feasible combinations, merges, links and ranks them. Cost:
/// about (feasible combinations) x (options + statements / 64 + decision makers).
LayOut lay_out(const Model& model, const LayOutLimits& limits = {}, std::stop_token stop = {});

/// The part of a model's graph that consists of these combinations alone: they must be feasible, in
/// the contract's order, each one once. Moves lead from one of them to another; ranks compare them.
/// For disputes too large to be laid out whole. The model must be in option form, without merges.
Graph lay_out_part(const Model& model, std::vector<OptionSet> rows);

/// The feasible combinations alone, in the contract's order; at most `limits.max_states` of them.
struct Feasible {
  std::vector<OptionSet> rows;
  LayOutEnd end = LayOutEnd::done;
};
Feasible enumerate_feasible(const Model& model, const LayOutLimits& limits = {},
                            std::stop_token stop = {});

}  // namespace standoff
