// Where a dispute can settle, in the order in which a reader wants to hear of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "standoff/analysis.hpp"

namespace standoff::report {

/// Where it can go from where it stands: by any moves, and by those that pay whoever makes them.
/// Nothing where the dispute does not say where it stands.
struct Ways {
  std::optional<Reach> moving;
  std::optional<Reach> improving;
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
