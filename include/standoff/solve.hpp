// The whole answer at any size: chooses what carries the calculus, and gives counts, equilibria
// and, where they are few, every state.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "standoff/analysis.hpp"
#include "standoff/count.hpp"

namespace standoff {

/// What carries the calculus.
enum class Engine : std::uint8_t {
  sparse,    ///< the list of feasible states: every dispute and concept, some millions of states
  dense,     ///< the whole cube of options, page by page: up to about 34 options
  symbolic,  ///< decision diagrams: 100 options and more, where statements are few
};
/// "sparse", "dense", "symbolic"
std::string_view name_of(Engine engine);

struct SolveRequest {
  std::vector<const SolutionConcept*> concepts;  ///< in the order of the answer
  Settings settings = {};
  std::optional<Engine> engine;  ///< chosen from the model when absent
  unsigned threads = 1;          ///< the answer does not depend on it
  std::uint64_t memory = 0;      ///< bytes dense and symbolic may take; 0: as much as they need
  LayOutLimits listing = {};     ///< how much sparse may list
  std::size_t limit = 4096;      ///< states listed at most
  std::stop_token stop = {};
  /// Called now and then, from any thread but never from two at once, with the share done (0 to 1).
  std::function<void(double)> progress = {};
};

/// What `solve` found. States are written as the contract writes them.
struct Solution {
  Engine engine = Engine::sparse;
  std::string why_engine;  ///< why that one, in a clause
  std::string plan;        ///< how it was laid out and what memory that takes; for --stats
  std::string refusal;     ///< why nothing could be computed, and what would help; mostly empty
  bool complete = true;

  std::vector<const SolutionConcept*> concepts;
  std::optional<Count> feasible;
  std::string status_quo;  ///< empty: the dispute names none
  /// stable[concept][dm]: how many states that decision maker finds stable; nothing where it is not
  /// known.
  std::vector<std::vector<std::optional<Count>>> stable;
  struct Equilibria {
    std::optional<Count> count;
    std::vector<std::string> states;  ///< the first ones, in the contract's order
  };
  std::vector<Equilibria> equilibria;  ///< by concept
  /// status_quo_stable[concept][dm]: whether the status quo is stable for that decision maker.
  std::vector<std::vector<std::optional<bool>>> status_quo_stable;

  struct Row {
    std::string state;
    std::vector<Rank> rank;  ///< by decision maker: 1..L, higher is preferred
    /// [concept][dm]; nothing where it is not known
    std::vector<std::vector<std::optional<bool>>> stable;
  };
  std::vector<Row> rows;  ///< every feasible state, when there are at most `limit`

  /// Present when the sparse engine answered; refers to the model.
  std::optional<Graph> graph;
  std::optional<Analysis> analysis;
};

/// Judges every state for everybody, on the engine asked for or the one that fits. Throws
/// std::invalid_argument where a concept cannot be asked of the dispute at all (see
/// `refusal`).
Solution solve(const Model& model, const SolveRequest& request);

}  // namespace standoff
