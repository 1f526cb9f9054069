// Solution concepts: the different ways of looking ahead that make a decision maker stay where it
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "standoff/calculus.hpp"
#include "standoff/graph.hpp"

namespace standoff {

/// When an answer deters the mover (theory: contested). Definitions say "not preferred to the
/// origin".
enum class Sanction : std::uint8_t { not_better, worse };
/// Which joint answers of the opponents count (theory: contested). Definitions say legal sequences.
enum class Responses : std::uint8_t { legal_sequences, single_move, each_once };

/// The points on which the literature or its programs disagree. The defaults are the definitions of
/// Fang, Hipel and Kilgour 1993.
struct Settings {
  Sanction sanction = Sanction::not_better;
  bool origin_is_sanction = true;  ///< being put back where one started deters
  Responses responses = Responses::legal_sequences;
  bool operator==(const Settings&) const = default;
};

/// One improvement the mover has, and what holds it back.
struct Threat {
  Move improvement;
  /// The moves that answer it, in order; nothing when no answer deters. For simultaneous stability
  /// the moves all start from the origin and happen together with the improvement.
  std::optional<std::vector<Move>> sanction;
};

/// Stable exactly when every threat has a sanction. No threats: there is no improvement (Nash).
struct Verdict {
  bool stable = true;
  std::vector<Threat> threats;  ///< one per improvement, in the order of their targets
};

/// Who may answer an improvement, and how.
enum class Answer : std::uint8_t {
  none,               ///< nobody answers
  any,                ///< the others, by any legal sequence
  credible,           ///< the others, by a legal sequence in which each mover improves for itself
  together,           ///< the others, each with one improvement of its own from the same origin
  together_unstable,  ///< as together, only those not sequentially stable at the origin
};

struct SolutionConcept {
  std::string_view key;      ///< "seq": in files, flags and JSON
  std::string_view name;     ///< "sequential stability"
  std::string_view reading;  ///< what it means, in one sentence a diplomat would accept
  std::string_view source;   ///< who defined it
  Answer answer = Answer::none;
  bool inescapable = false;  ///< the mover must have no countermove out of the answer
  /// All states at once, in the calculus, under the default settings; null when the calculus cannot
  /// say it.
  Condition (*solve)(DmId i) = nullptr;
};

/// Every concept, in the order in which reports list them (src/stability/catalogue.def).
const std::vector<const SolutionConcept*>& solution_concepts();

/// The concept with that key, or null.
const SolutionConcept* find_concept(std::string_view key);

/// Why the concept cannot be asked of this graph (simultaneous moves need options); empty when it
/// can.
std::string_view refusal(const SolutionConcept& concept_, const Graph& graph);
/// The same, before there is a graph.
std::string_view refusal(const SolutionConcept& concept_, const Model& model);

/// One state with its evidence: every improvement of `i` from `s`, each with the shortest sanction
/// or none. Cost: O(improvements x joint responses). Throws std::invalid_argument where `refusal`
/// is not empty.
Verdict judge(const SolutionConcept& concept_, const Graph& graph, DmId i, StateId s,
              const Settings& settings = {});

/// The verdict alone; stops at the first improvement that nothing deters.
bool stable(const SolutionConcept& concept_, const Graph& graph, DmId i, StateId s,
            const Settings& settings = {});

}  // namespace standoff
