// How firmly a statement is founded, as a pattern: the firmer, the darker.
#pragma once

#include <vector>

#include "figure/parts.hpp"
#include "report/grounds.hpp"

namespace standoff::figure {

/// A bar or a sample in the pattern of a ground.
void draw_ground(Drawing& drawing, const Box& box, report::Ground ground, Paint paint);

/// The key to the patterns that occur, in their order.
std::vector<KeyEntry> ground_entries(const std::vector<report::Ground>& used);

}  // namespace standoff::figure
