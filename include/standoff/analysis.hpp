// The whole answer: which states are stable for whom, under which concepts, and which of them can
// be reached.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <stop_token>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

struct AnalysisRequest {
  std::vector<const SolutionConcept*> concepts;  ///< in the order of the answer
  Settings settings = {};
  unsigned threads = 1;  ///< the answer does not depend on it
  std::stop_token stop = {};
  /// Called now and then with the share done (0 to 1), never from two threads at once.
  std::function<void(double)> progress = {};
};

/// What `analyse` found, and how: the request is kept with the answer.
struct Analysis {
  std::vector<const SolutionConcept*> concepts;
  Settings settings;
  /// stable[concept][dm]: the states that decision maker finds stable; nothing where the
  /// computation was stopped.
  std::vector<std::vector<std::optional<StateSet>>> stable;
  /// equilibria[concept]: stable for everybody; nothing where somebody's part is missing.
  std::vector<std::optional<StateSet>> equilibria;
  bool complete = true;

  /// Position of a concept in `concepts`, by key; nothing when it was not asked for.
  std::optional<std::size_t> find(std::string_view key) const;
};

/// Judges every state for every decision maker under every concept asked for. Throws
/// std::invalid_argument where a concept cannot be asked of this graph (see `refusal`). Cost under
/// the default settings: a few passes over the states per concept and decision maker; under others,
/// one search per improvement.
Analysis analyse(const Graph& graph, const AnalysisRequest& request);

/// Which moves count when asking where a dispute can go.
struct PathQuery {
  bool improvements_only = false;           ///< only moves that pay whoever makes them
  std::optional<std::vector<DmId>> movers;  ///< only these; everybody when absent
  std::size_t max_steps = std::numeric_limits<std::size_t>::max();  ///< moves looked at
  std::stop_token stop = {};
};

/// Everything that can be reached from one state by legal sequences (nobody moves twice in a row),
/// and the shortest ways.
struct Reach {
  static constexpr std::uint32_t never = ~std::uint32_t{0};

  StateId from{};
  /// distance[state]: fewest moves; `never` when it cannot be reached.
  std::vector<std::uint32_t> distance;
  /// by_last_mover[dm][state]: fewest moves when that decision maker moves last (Li, Kilgour and
  /// Hipel 2005).
  std::vector<std::vector<std::uint32_t>> by_last_mover;
  bool complete = true;  ///< false when stopped: then `never` means "not yet"

  StateSet reached() const;
  /// A shortest way, deterministic; empty for `from` itself. Throws std::out_of_range when `to`
  /// cannot be reached.
  std::vector<Move> way(StateId to) const;

 private:
  friend Reach reach(const Graph&, StateId, const PathQuery&);
  std::size_t dms_ = 0;
  std::vector<std::pair<std::size_t, Move>>
      steps_;                           // (step before or none, move), in order of discovery
  std::vector<std::uint32_t> step_of_;  // by state: its first step
};

/// Breadth first over pairs of a state and its last mover. Cost: (states x decision makers) x
/// moves.
Reach reach(const Graph& graph, StateId from, const PathQuery& query = {});

/// Why no move at all leads to a state: changes it would need that nobody can make.
struct Blocked {
  /// Options that would have to change and cannot, and why.
  enum class Reason : std::uint8_t { irreversible, nobody_controls, guard };
  std::vector<std::pair<OptionId, Reason>> options;
};

/// What keeps `to` from being reached from `reach.from`; `to` must not be reached. Option form only
/// (for the explicit graph the answer is empty: the arcs are simply not there).
Blocked blocked(const Graph& graph, const Reach& reach, StateId to);

}  // namespace standoff
