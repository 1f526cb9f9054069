// One state of a dispute too large to be listed, with the moves behind each verdict.
#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "standoff/count.hpp"
#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

struct AskRequest {
  OptionSet state;                                ///< feasible
  std::vector<DmId> dms;                          ///< whose verdicts, in the order of the answer
  std::vector<const SolutionConcept*> concepts;   ///< each one askable
  std::size_t most = 64;                          ///< improvements told of each verdict, at most
  std::uint64_t memory = std::uint64_t{1} << 30;  ///< bytes
  std::stop_token stop = {};
};

/// Verdicts on one state, and the part of the graph that consists of the states they speak of.
struct AskAnswer {
  Graph part;  ///< refers to the model
  StateId state{};
  struct Judged {
    const SolutionConcept* concept_;
    DmId dm;
    Verdict verdict;     ///< as `judge` gives it, cut off after `most` threats
    Count improvements;  ///< how many there are in all
  };
  std::vector<Judged> verdicts;  ///< by decision maker, then by concept
};

/// True when `ask` can answer: the dispute is in option form without merged states, guards speak of
/// others' options, and the concepts are in the calculus. Only default settings can be asked for.
bool askable(const Model& model, const std::vector<const SolutionConcept*>& concepts);

/// The same verdicts and witnesses as `judge`, without laying the dispute out. Nothing when it was
/// stopped or ran out of memory. Throws std::invalid_argument where `askable` is false or the state
/// not feasible. Cost: below a second on 100 options where statements are few.
std::optional<AskAnswer> ask(const Model& model, const AskRequest& request);

}  // namespace standoff
