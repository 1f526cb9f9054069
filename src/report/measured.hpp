// Measures in words: what a state costs whom.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/measures.hpp"

namespace standoff::report {

/// "120", "500 to 1,800", "0.5": a number with separators for thousands.
std::string number(std::int64_t millionths);
std::string range(const Range& value);

/// "vehicles held: 185 to 4,000 vehicles (Lithuania)", one line for each measure that stands in the
/// state; a quantity per day with what it comes to over `days`.
std::vector<std::string> measured(const Graph& graph, StateId s,
                                  const std::optional<std::int64_t>& days = std::nullopt);

/// What going from one state to another begins and ends: "ends: vehicles held; begins: property
/// lost"; empty when neither.
std::string turned(const Graph& graph, StateId from, StateId to);

/// The measures that stand in a state, whichever form the dispute has.
std::vector<Stands> standing(const Graph& graph, StateId s);

}  // namespace standoff::report
