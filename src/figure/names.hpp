// The author's names of the situations that figures call by letters.
#pragma once

#include <string>
#include <vector>

#include "figure/lineup.hpp"
#include "figure/svg.hpp"
#include "report/words.hpp"

namespace standoff::figure {

/// " (december)": how the author calls a situation, to go behind its letter; empty when it has no
/// name.
std::string name_of(const report::Words& words, StateId s);

/// The names of those that have some, a line each; returns where they end.
double draw_names(Drawing& drawing, const std::vector<Lineup::Member>& members,
                  const report::Words& words, double x, double y, double width);

}  // namespace standoff::figure
