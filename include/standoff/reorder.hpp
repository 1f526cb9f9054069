// Can another order of the same statements make a state stable for everybody, and how many
// neighbours have to change places for it?
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

struct ReorderRequest {
  StateId state{};
  const SolutionConcept* concept_ = nullptr;  ///< one for which `leverable` holds
  /// Whoever has more statements is not asked; then the answer may be `unknown`.
  std::size_t most_statements = 14;
  std::stop_token stop = {};
};

struct Reordering {
  enum class End : std::uint8_t {
    some,    ///< some orders make the state stable for everybody
    none,    ///< none do: however the statements are ranked, somebody leaves
    unknown  ///< stopped, or too many statements
  };
  End end = End::unknown;
  /// The fewest swaps of neighbours, over all lists together (Kendall's tau).
  std::uint32_t swaps = 0;
  /// order[dm]: the author's places in the new order, from one of the cheapest solutions.
  std::vector<std::vector<std::uint32_t>> order;
  /// Decision makers who would leave under any order of their own, whatever the others do; may be
  /// empty although there is no solution, where it takes several together.
  std::vector<DmId> unmoved;
};

/// Exact. Statements that are fixed keep their place, and nothing passes them. The graph must come
/// from a model. Throws std::invalid_argument for a concept that is not leverable.
///
/// Stability grows with what is no better than the state (Nash, GMR, SMR) and with what others gain
/// by (SEQ, SSEQ). Both are decided by the first statement that tells two states apart; so for each
/// set of statements that may stand first, only outcomes that are not dominated at the same number
/// of swaps are kept. Cost: 2^statements times these, which are few.
Reordering reorder(const Graph& graph, const ReorderRequest& request);

}  // namespace standoff
