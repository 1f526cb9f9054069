// What changed between two versions of a dispute, in its own terms, and which conclusions changed
// because of it.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "standoff/count.hpp"
#include "standoff/solve.hpp"

namespace standoff {

/// One thing that differs. Parts are matched by id, formulas by what they mean.
struct Change {
  enum class What : std::uint8_t {
    title,
    as_of,
    decision_maker,
    option,
    direction,   ///< which way an option may be changed
    guard,       ///< when it may be taken
    preference,  ///< a ranking or payoffs, or another form than before
    statement,
    rule,
    outcome,
    merge,
    state,  ///< of an explicit graph
    moves,  ///< somebody's, in an explicit graph
    status_quo,
    candidate,
    channel,
    measure,
    stage,
    view,
    question,
    source,
    evidence,
  };
  enum class How : std::uint8_t {
    added,
    dropped,
    moved,     ///< up or down its list
    replaced,  ///< another one stands in its place
    changed,
    reworded,  ///< other words, the same meaning
    grounded,  ///< it rests on other evidence, or on another basis
  };

  What what{};
  How how{};
  std::string whose = {};        ///< id of the decision maker it belongs to; may be empty
  std::string id = {};           ///< its id, where it has one
  std::string before = {};       ///< its words; empty where it was not there
  std::string after = {};        ///< its words; empty where it is no longer there
  std::size_t place_before = 0;  ///< of statements: number in the list, from 1
  std::size_t place_after = 0;
  bool tried = false;  ///< it was made to the first version by itself, to see what it does
};

/// One conclusion that both versions allow to draw, and that differs.
struct Consequence {
  enum class About : std::uint8_t {
    feasible,    ///< how many states there are
    equilibria,  ///< how many are stable for everybody
    status_quo,  ///< whether it is stable for somebody
    stable,      ///< whether some state of an outcome is stable for everybody
    gainful,     ///< whether moves that pay lead to one of its states from the status quo
    reachable,   ///< whether any moves do
  };
  struct Key {
    About about{};
    std::string outcome;   ///< id
    std::string dm;        ///< id
    std::string concept_;  ///< key
    auto operator<=>(const Key&) const = default;
  };

  Key key;
  /// A number, or 1 and 0 for yes and no; nothing where it could not be found out.
  std::optional<Count> before, after;
  /// Positions of the changes each of which makes this difference when it is the only one.
  std::vector<std::size_t> alone;

  bool counts() const { return key.about <= About::equilibria; }
};

struct DiffRequest {
  std::vector<const SolutionConcept*> concepts;
  unsigned threads = 1;
  std::stop_token stop = {};
  std::function<void(double)> progress = {};  ///< called now and then with the share done
};

struct Difference {
  std::vector<Change> changes;
  std::vector<Consequence> conclusions;  ///< those that differ
  std::size_t compared = 0;              ///< conclusions that both versions allow
  bool complete = true;                  ///< false when stopped, or something was too large
};

/// Compares two versions. Stages and views count as changed when anything in them is. Cost: the
/// answer for both versions, and one more for each change that could matter.
Difference diff(const Model& before, const Model& after, const DiffRequest& request);

}  // namespace standoff
