// Where a dispute can settle, in the order in which a reader wants to hear of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "standoff/analysis.hpp"

namespace standoff::report {

/// The nearest ways from one state to all others: what `reach` finds, without by whom each state is
/// reached, and so much quicker where many can move.
class Nearest {
 public:
  std::vector<std::uint32_t> distance;  ///< by state: fewest moves, or Reach::never
  bool complete = true;                 ///< false when stopped: then `never` means "not yet"

  StateSet reached() const;
  /// The way that Reach::way gives. Throws std::out_of_range when `to` cannot be reached.
  std::vector<Move> way(StateId to) const;

 private:
  friend Nearest nearest(const Graph&, StateId, const PathQuery&);
  StateId from_{};
  std::vector<Move> last_;       // by state: the move that leads there
  std::optional<Reach> listed_;  // where who moved last matters
};
/// `query` without `movers`. Cost where moves are transitive: one look at each move.
Nearest nearest(const Graph& graph, StateId from, const PathQuery& query = {});

/// Where it can go from where it stands: by any moves, and by those that pay whoever makes them.
/// Nothing where the dispute does not say where it stands.
struct Ways {
  std::optional<Nearest> moving;
  std::optional<Nearest> improving;
};
Ways ways_from_here(const Graph& graph, std::stop_token stop = {});

/// A state that is stable for everybody under some concept, and how it can be come to.
struct Settlement {
  StateId state;
  std::size_t concepts = 0;  ///< under how many
  std::uint32_t improving = Reach::never;
  std::uint32_t moving = Reach::never;
};
/// All of them: under most concepts first, then by fewest gainful moves, then by fewest moves.
std::vector<Settlement> settlements(const Analysis& analysis, const Ways& ways);
/// How one state stands in that order, whether it is stable or not.
Settlement settlement(const Analysis& analysis, const Ways& ways, StateId s);

/// The keys of the concepts under which a state is stable for everybody, with commas between.
std::string stable_under(const Analysis& analysis, StateId s);

}  // namespace standoff::report
