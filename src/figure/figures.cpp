// The kinds of figure: a new one is a file and a row here.

#include <algorithm>

#include "figure/figure.hpp"
#include "figure/kinds.hpp"

namespace standoff::figure {

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{
      {"option-table", "Option table",
       "what is done where it stands, where it can settle and where somebody wants it",
       draw_option_table, ""},
      {"heat-map", "Stability",
       "who would stay in which situation, by each view of what holds people back", draw_heat_map,
       ""},
      {"state-graph", "State graph",
       "who can move from where to where, who gains by it, and what cannot be undone",
       draw_state_graph, ""},
  };
  return all;
}

const Kind* find_kind(std::string_view key) {
  const auto found = std::find_if(kinds().begin(), kinds().end(),
                                  [&](const Kind& kind) { return kind.key == key; });
  return found == kinds().end() ? nullptr : &*found;
}

}  // namespace standoff::figure
