// Time as a rail: stages as stretches of it, and what is due on which day.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/svg.hpp"

namespace standoff::figure {

/// Days since 1970 of a date as files have it: "2025-11-26"; of an interval
/// "2025-11-25/2025-11-26", of its first day. Nothing where there is none.
std::optional<double> day_of(std::string_view date);

struct Stretch {
  std::string label;  ///< a number or a few letters
  std::string from, until;
  bool now = false;
  Attributes hooks = {};
  std::string tip = {};
};
struct Due {
  std::string date;
  std::string label;  ///< below the date: "4 questions"
  std::string tip = {};
};

/// Draws the rail across `width` and returns where it ends; draws nothing where there are fewer
/// than two days to tell apart. Stretches without an end go on to the next one, or to the last day.
double draw_rail(Drawing& drawing, const std::vector<Stretch>& stretches,
                 const std::vector<Due>& due, double x, double y, double width);

}  // namespace standoff::figure
