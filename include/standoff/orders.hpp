// The classical inverse question: which preference orders of one decision maker over the states
// make a state stable for it? (Kinsara, Petersons, Hipel and Kilgour 2015.)
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

struct OrdersRequest {
  StateId state{};
  DmId dm{};                                  ///< whose order is open; the others' stay as they are
  const SolutionConcept* concept_ = nullptr;  ///< one for which `leverable` holds
  std::stop_token stop = {};
};

/// Conditions on a strict order over the states.
struct Orders {
  /// One way of not leaving for `move`: the state is preferred to all of these.
  struct Alternative {
    std::vector<StateId> to;  ///< ascending
    /// The others' moves that make it a threat; empty for the target of the move itself.
    std::vector<Move> answer;
  };
  /// For one move of the decision maker: at least one alternative has to hold. None of them is part
  /// of another one. An alternative without states always holds.
  struct Condition {
    Move move;
    std::vector<Alternative> alternatives;
  };
  std::vector<Condition> conditions;  ///< all have to hold; one for each move, by target

  std::size_t states = 0;
  /// How many of the states! strict orders meet the conditions; nothing beyond 20 states, or when
  /// stopped.
  std::optional<std::uint64_t> count;
  std::uint64_t all = 0;  ///< states!, up to 20 states; else 0
  /// Whether the order, or pre-order, that the dispute has makes the state stable.
  bool now = false;
};

/// By the definitions, exactly: an order makes the state stable exactly when it meets the
/// conditions. The count sums over which of the states that the conditions speak of are preferred
/// to the state: with k of r such states above it, states! k! (r-k)! / (r+1)! orders agree on that.
/// Throws std::invalid_argument for a concept that is not leverable.
Orders orders(const Graph& graph, const OrdersRequest& request);

}  // namespace standoff
