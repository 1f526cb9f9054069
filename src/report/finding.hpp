// What a dispute comes to, for somebody who reads one sentence.
#pragma once

#include <string>

#include "standoff/analysis.hpp"
#include "standoff/graph.hpp"

namespace standoff::report {

/// One sentence: whether where it stands holds, and who could change that how. Without a status quo
/// it says how many situations can last.
std::string finding(const Graph& graph, const Analysis& analysis);

/// The finding, where it leads by moves that pay their movers, and where it can settle: at most 60
/// words, whatever the names.
std::string bottom_line(const Graph& graph, const Analysis& analysis);

/// Words between spaces.
std::size_t count_words(std::string_view text);

}  // namespace standoff::report
