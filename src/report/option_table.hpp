// The option table that the field prints: options down the side, states across, Y and N in the
// cells.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/style.hpp"
#include "standoff/graph.hpp"

namespace standoff::report {

struct Column {
  std::string title;  ///< a few letters: "now", "A"
  StateId state{};
};
/// A row below the options: a label and one cell per column.
using FootRow = std::pair<std::string, std::vector<std::string>>;

/// As many columns as fit `style.width` are shown; returns how many in `shown`. Changed cells
/// against the first column are coloured. Works for the explicit graph too (foot rows only).
std::string option_table(const Graph& graph, const std::vector<Column>& columns,
                         const std::vector<FootRow>& foot, const Style& style, std::size_t& shown);

}  // namespace standoff::report
