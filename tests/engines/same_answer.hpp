// Asks every engine the same question and compares the answers byte for byte, as users would: in
// JSON, with only the line aside that names the engine.
#pragma once

#include <string>

#include "random/plain_dispute.hpp"
#include "standoff/solve.hpp"

namespace standoff::tests {

/// The concepts that all engines can be asked about: those that the calculus can say.
std::vector<const SolutionConcept*> common_concepts();

/// The answer in JSON without the line that names the engine.
std::string answer(const Model& model, const SolveRequest& request);

/// Asks sparse, dense and symbolic, with one thread and with two. How the first one that differs
/// from sparse does, or an engine's refusal; empty when all are the same. The model must be a cube.
std::string engines_differ(const Model& model, std::size_t limit);

/// What an engine says of a dispute against what the oracle says of it, state by state; empty when
/// they agree. The dispute must be a cube.
std::string differs_from_oracle(const Model& model, const oracle::PlainDispute& dispute,
                                Engine engine);

}  // namespace standoff::tests
