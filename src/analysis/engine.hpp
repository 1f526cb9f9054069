// Which carrier fits a question.
#pragma once

#include <string>

#include "standoff/solve.hpp"

namespace standoff {

struct EngineChoice {
  Engine engine = Engine::sparse;
  std::string why;      ///< in a clause: "at most 2^9 combinations"
  std::string refusal;  ///< why the engine that was asked for cannot do it; mostly empty
};

/// The engine asked for, or the one that fits: what the concepts need, how many options there are,
/// and how many states are feasible (counted on diagrams before anything is listed).
EngineChoice choose_engine(const Model& model, const SolveRequest& request);

}  // namespace standoff
