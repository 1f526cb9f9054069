// How far conclusions depend on what is in doubt: in which share of the admissible readings of a
// dispute each holds, and which single change of a statement would overturn it.
//
// A reading takes each decision maker's list one way: a statement with a confidence counts in that
// share of the readings and is not there in the others (an uncertain one that names none: in half);
// statements of a group without order stand in every order, all equally. Decision makers' doubts
// are independent of each other, and so are the doubts about different statements. That is wrong
// where one source stands behind several statements, and nothing here is a probability that
// something will happen: a share counts readings of a text, not futures.
//
// Exact shares: nash, gmr and smr of a decision maker depend on its own list only, so that the
// share for everybody is a product; seq and sseq see the others through which moves pay them, deals
// through which joint moves do, and lists that agree on that are counted together.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

/// A number from 0 to 1, exact, in lowest terms; decimal digits.
struct Ratio {
  std::string numerator = "0";
  std::string denominator = "1";
  double about = 0;

  bool never() const { return numerator == "0"; }
  bool always() const { return numerator == denominator; }
  bool operator==(const Ratio& other) const {
    return numerator == other.numerator && denominator == other.denominator;
  }
};

/// In how many of the readings drawn something held.
struct Sampled {
  std::uint64_t holds = 0;
  std::uint64_t of = 0;
  /// Wilson's interval (1927) for the share, at 95 %: about one in twenty such intervals misses it.
  double low() const;
  double high() const;
};

/// The share of the admissible readings in which something holds: one of the two, or neither where
/// the computation was stopped.
struct Share {
  std::optional<Ratio> exact;
  std::optional<Sampled> sampled;
  bool known() const { return exact || sampled; }
  /// Exactly, or as sampled.
  double about() const;
};

/// Something that may hold in a reading.
struct Conclusion {
  enum class Kind : std::uint8_t {
    stable,  ///< some state of `at` is stable, for `dm` or (without one) for everybody
    deal,    ///< `group` can bring about, from the one state of `at`, something that all its
             ///< members prefer and that needs each of them
  };
  Kind kind = Kind::stable;
  std::vector<StateId> at;                    ///< ascending, at least one
  std::string outcome;                        ///< what the author calls `at`; empty: nothing
  const SolutionConcept* concept_ = nullptr;  ///< stable
  std::optional<DmId> dm;                     ///< stable
  std::vector<DmId> group;                    ///< deal; ascending
};

/// One change of one statement.
struct StatementEdit {
  enum class Kind : std::uint8_t {
    swapped,  ///< with the next one in the list
    dropped,
    negated,
  };
  DmId dm{};
  std::uint32_t statement = 0;  ///< position in the list
  Kind kind = Kind::swapped;
  bool operator==(const StatementEdit&) const = default;
};

struct StatementId {
  DmId dm{};
  std::uint32_t statement = 0;  ///< position in the list
  bool operator==(const StatementId&) const = default;
};

/// What a doubtful statement does to a conclusion.
struct Influence {
  StatementId statement;
  Share with;     ///< among the readings in which it counts
  Share without;  ///< among the others
  double difference() const { return with.about() - without.about(); }
};

struct Finding {
  Conclusion conclusion;
  bool as_written = false;  ///< it holds when every statement counts, in the order of the file
  Share share;
  std::string how;  ///< exact or sampled and why, in a clause
  /// With every statement counting and nothing but the orders open, of all lists.
  std::optional<Ratio> any_order;
  /// The single changes of the list as written that overturn it.
  std::vector<StatementEdit> flips;
  /// The one statement that each of `flips` touches, where there is one.
  std::optional<StatementId> rests_on;
  /// It repeats an assumption: no order of the statements matters to it, and what overturns it is
  /// to drop or negate one statement of a decision maker about its own options.
  bool read_back = false;
  std::vector<Influence> influence;  ///< by doubtful statement
};

struct RobustRequest {
  struct Target {
    std::vector<StateId> states;  ///< at most 64
    std::string outcome;          ///< how the author calls them; may be empty
  };
  std::vector<Target> targets;
  /// nash, gmr, smr, seq, sseq (see one_exchange).
  std::vector<const SolutionConcept*> concepts;
  std::vector<std::vector<DmId>> groups;  ///< that might find a deal from the status quo
  /// Draw so many readings instead of computing exactly; 0: exactly, and `fallback` readings for
  /// what cannot be.
  std::uint64_t samples = 0;
  std::uint64_t fallback = 65'536;
  std::uint64_t seed = 1;
  /// Kinds of readings told apart at once, for one decision maker and conclusion.
  std::size_t most_classes = std::size_t{1} << 18;
  /// Combinations of the decision makers' kinds of readings.
  std::size_t most_combinations = std::size_t{1} << 18;
  bool influence = true;
  bool shares = true;    ///< false: only what holds as written, and the single changes
  unsigned threads = 1;  ///< the answer does not depend on it
  std::stop_token stop = {};
  /// Called now and then with the share done (0 to 1), never from two threads at once.
  std::function<void(double)> progress = {};
};

struct Robust {
  std::string readings;  ///< how many there are, in decimal digits
  std::vector<StatementId> doubtful;
  /// Statements whose order is open, by list and group.
  std::vector<std::vector<StatementId>> unordered;
  std::vector<Finding> findings;  ///< targets in order, by concept, for everybody first; then deals
  std::size_t edits = 0;          ///< single changes tried
  bool complete = true;
};

/// Throws std::invalid_argument for a target without states or with more than 64, a concept
/// that is not one exchange, groups in a dispute that names no status quo, or a group of fewer than
/// two. The graph must come from a model. Cost: single changes take milliseconds; an exact share
/// mostly as much, and at most seconds for `most_classes`; a reading drawn some microseconds.
Robust robust(const Graph& graph, const RobustRequest& request);

/// What is asked when nothing is named: whether the status quo is stable, and each outcome of at
/// most eight states, under these concepts; and which groups have a deal (of more than five
/// decision makers only pairs). Nothing to ask where the dispute names neither.
RobustRequest usual_questions(const Graph& graph, std::vector<const SolutionConcept*> concepts);

/// Outcomes of the author's that hold in too many states to be asked about so.
std::size_t outcomes_left_out(const Graph& graph);

/// What `text` calls a share: "2/3" where that is short, four decimals otherwise.
std::string short_text(const Ratio& ratio);

}  // namespace standoff
