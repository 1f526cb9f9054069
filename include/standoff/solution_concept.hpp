// Solution concepts: the different ways of looking ahead that make a decision maker stay where it
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "standoff/calculus.hpp"
#include "standoff/graph.hpp"
#include "standoff/state_set.hpp"

namespace standoff {

/// When an answer deters the mover (theory: contested). Definitions say "not preferred to the
/// origin".
enum class Sanction : std::uint8_t { not_better, worse };
/// Which joint answers of the opponents count (theory: contested). Definitions say legal sequences.
enum class Responses : std::uint8_t { legal_sequences, single_move, each_once };

/// What becomes of an expectation where somebody ahead has several moves that it likes alike. Those
/// who look ahead by the preferences of others (limited move, non-myopic, Stackelberg) have to
/// know.
enum class Ties : std::uint8_t {
  every,  ///< stable only when it stays whichever way ties are broken
  some,   ///< stable when it stays for some way of breaking them
  first   ///< ties are broken for the state that comes first in the contract's order
};
/// Who goes on after a move where there are more than two decision makers. The limited-move
/// definition has two; readings of it for more are contested.
enum class Followers : std::uint8_t {
  two_only,  ///< asked only where there are two decision makers
  /// any of the others may go on, and the mover reckons with whoever is worst for it
  worst_next
};
/// What an uncertain statement does: it counts as written; or nothing is known of it, and the four
/// attitudes of Li, Hipel, Kilgour and Fang 2004 say what somebody does about a state that it may
/// or may not prefer. a: leaves for it, and is not deterred by it; b: neither; c: both; d: does not
/// leave for it, and is deterred by it.
enum class Unknown : std::uint8_t { counts, a, b, c, d };
/// How much worse off an answer has to leave the mover (Hamouda, Kilgour and Hipel 2004).
enum class Strength : std::uint8_t { general, strong };

/// The points on which the literature or its programs disagree, and what a concept leaves open. The
/// defaults are the definitions of Fang, Hipel and Kilgour 1993.
struct Settings {
  Sanction sanction = Sanction::not_better;
  bool origin_is_sanction = true;  ///< being put back where one started deters
  Responses responses = Responses::legal_sequences;
  unsigned horizon = 4;  ///< moves looked ahead, 1..64, by the concepts that leave it open
  Ties ties = Ties::every;
  Followers followers = Followers::two_only;
  std::optional<DmId> leader;  ///< who moves first (Stackelberg)
  Unknown unknown = Unknown::counts;
  Strength strength = Strength::general;
  bool operator==(const Settings&) const = default;

  static constexpr unsigned longest_horizon = 64;
};

/// One improvement the mover has, and what holds it back. For the concepts that look ahead by the
/// others' preferences (Answer::foreseen): one move, improvement or not.
struct Threat {
  Move improvement;
  /// The moves that answer it, in order; nothing when no answer deters. For simultaneous stability
  /// the moves all start from the origin and happen together with the improvement. Foreseen: the
  /// line of play expected after the move, which brings no gain; empty where it ends with the move.
  std::optional<std::vector<Move>> sanction;
  /// Foreseen, and no sanction: the line of play expected after the move, which brings a gain.
  std::vector<Move> gain = {};
};

/// Stable exactly when every threat has a sanction. No threats: there is no improvement (Nash), or,
/// foreseen, no move.
struct Verdict {
  bool stable = true;
  std::vector<Threat> threats;  ///< one per improvement, in the order of their targets
  unsigned horizon = 0;         ///< foreseen: how many moves ahead the lines of play look
  /// Foreseen: other ways of breaking ties make it the other way round.
  bool ambiguous = false;
};

/// Who may answer an improvement, and how.
enum class Answer : std::uint8_t {
  none,               ///< nobody answers
  any,                ///< the others, by any legal sequence
  credible,           ///< the others, by a legal sequence in which each mover improves for itself
  together,           ///< the others, each with one improvement of its own from the same origin
  together_unstable,  ///< as together, only those not sequentially stable at the origin
  foreseen,           ///< the others, in turn, each by what it expects to come of its move
};

/// How far a concept looks.
enum class Ahead : std::uint8_t {
  fixed,    ///< as the concept says
  horizon,  ///< Settings::horizon moves
  forever,  ///< any number of moves, from some number on
  leading,  ///< two moves for the leader, one for the other
};

struct SolutionConcept {
  std::string_view key;      ///< "seq": in files, flags and JSON
  std::string_view name;     ///< "sequential stability"
  std::string_view reading;  ///< what it means, in one sentence a diplomat would accept
  std::string_view source;   ///< who defined it
  Answer answer = Answer::none;
  bool inescapable = false;  ///< the mover must have no countermove out of the answer
  Ahead ahead = Ahead::fixed;
  /// All states at once, in the calculus, where `beyond_calculus` is empty; null when the calculus
  /// cannot say it. Of the settings only the horizon matters.
  Condition (*solve)(DmId i, const Settings& settings) = nullptr;
};

/// An improvement, at most one answer in turn and at most one countermove: what nash, gmr, smr, seq
/// and sseq are, and what questions about single answers (groups, one state in a large dispute) are
/// asked of. Of the other concepts `answer` and `inescapable` do not tell all.
constexpr bool one_exchange(const SolutionConcept& c) {
  return c.ahead == Ahead::fixed &&
         (c.answer == Answer::none || c.answer == Answer::any || c.answer == Answer::credible);
}

/// Every concept, in the order in which reports list them (src/stability/catalogue.def).
const std::vector<const SolutionConcept*>& solution_concepts();

/// The concept with that key, or null.
const SolutionConcept* find_concept(std::string_view key);

/// Why the concept cannot be asked of this graph under these settings (simultaneous moves need
/// options, a leader has to be named); empty when it can.
std::string refusal(const SolutionConcept& concept_, const Graph& graph,
                    const Settings& settings = {});
/// The same, before there is a graph.
std::string refusal(const SolutionConcept& concept_, const Model& model,
                    const Settings& settings = {});

/// Why the calculus does not say what `judge` says under these settings, in a clause; empty when it
/// does.
std::string beyond_calculus(const SolutionConcept& concept_, const Model& model,
                            const Settings& settings);
std::string beyond_calculus(const SolutionConcept& concept_, const Graph& graph,
                            const Settings& settings);

/// One state with its evidence: every improvement of `i` from `s`, each with the shortest sanction
/// or none. Cost: O(improvements x joint responses); foreseen, O(horizon x moves). Throws
/// std::invalid_argument where `refusal` is not empty, and std::length_error where the verdict of
/// Ahead::forever has not settled within 512 moves ahead.
Verdict judge(const SolutionConcept& concept_, const Graph& graph, DmId i, StateId s,
              const Settings& settings = {});

/// The verdict alone; stops at the first improvement that nothing deters.
bool stable(const SolutionConcept& concept_, const Graph& graph, DmId i, StateId s,
            const Settings& settings = {});

/// The states that are stable for `i`, judged and not by the calculus; nothing when stopped, or
/// where `judge` would throw std::length_error.
std::optional<StateSet> stable_states(const SolutionConcept& concept_, const Graph& graph, DmId i,
                                      const Settings& settings, const std::stop_token& stop);

}  // namespace standoff
