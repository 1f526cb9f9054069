// An independent checker of what is said about groups and their deals.
#pragma once

#include <string>
#include <vector>

#include "standoff/deals.hpp"
#include "standoff/replay.hpp"

namespace standoff {

/// What does not hold, one clause each; empty when the verdict replays: every joint improvement is
/// listed and is one, every way and sanction is legal and does what it is said to, and where none
/// is given, none is there. States, moves and preferences are the replay's own; `names` only names
/// states.
std::vector<std::string> complaints(const Replay& replay, const Graph& names,
                                    const SolutionConcept& concept_, const Coalition& group,
                                    StateId s, const CoalitionVerdict& verdict,
                                    const CoalitionSettings& settings = {});

/// The same for everything that is said about deals (which channels are open excepted).
/// `looked_for` is the request that they answer.
std::vector<std::string> complaints(const Replay& replay, const Graph& names, const Deals& deals,
                                    const DealsRequest& looked_for);

}  // namespace standoff
