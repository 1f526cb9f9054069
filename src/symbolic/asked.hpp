// One state asked for, with its evidence, in a dispute too large to list.
#pragma once

#include <optional>
#include <vector>

#include "standoff/count.hpp"
#include "standoff/model.hpp"
#include "standoff/solution_concept.hpp"
#include "symbolic/carrier.hpp"

namespace standoff {

/// As Verdict, with states as the options taken in them.
struct AskedVerdict {
  struct Step {
    DmId dm{};
    OptionSet from, to;
    bool operator==(const Step&) const = default;
  };
  struct Threat {
    Step improvement;
    /// The shortest answer that deters it, the one that `judge` would find; nothing when none does.
    std::optional<std::vector<Step>> sanction;
  };

  bool stable = true;
  Count improvements;  ///< how many there are
  /// The first ones in the contract's order of their targets, as many as asked for. Where it is
  /// not stable, but all of these have a sanction, the first one without takes the last place.
  std::vector<Threat> threats;
};

/// Judges state `s` for decision maker `i`, under the default settings. Nothing when it was stopped
/// or met its limit of memory. Throws std::invalid_argument when the model is no cube
/// (`not_a_cube`), `s` is not feasible, or the concept is about simultaneous moves. Cost: well
/// below a second on 100 options where statements are few.
std::optional<AskedVerdict> judge_asked(const SolutionConcept& concept_, const Model& model, DmId i,
                                        const OptionSet& s, std::size_t most,
                                        const SymbolicLimits& limits = {});

/// The same for a group that acts at once, ascending and not empty: its improvements are those that
/// are better for each member, and an answer deters where one of them ends no better off. The steps
/// called improvements name the first member. `only`: tell of these improvements instead of the
/// first ones. Throws also where the guard of one member's option mentions another member's.
std::optional<AskedVerdict> judge_asked(const SolutionConcept& concept_, const Model& model,
                                        const std::vector<DmId>& group, const OptionSet& s,
                                        std::size_t most, const std::vector<OptionSet>* only,
                                        const SymbolicLimits& limits = {});

}  // namespace standoff
