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
      {"storyboard", "Story",
       "where it can go from where it stands, move by move, through its stages and dates",
       draw_storyboard, "the dispute does not say where it stands"},
      {"tornado", "What matters",
       "how many conclusions hang on each statement, and what the statement rests on", draw_tornado,
       "it takes preferences written as statements, a status quo or an outcome of few situations "
       "to conclude about, and at most 65,536 situations"},
      {"ladder", "Preference ladder",
       "what each wants, the most important first, what that rests on, and where situations stand",
       draw_ladder, "nobody prefers anything in this dispute"},
      {"channels", "Channel map", "who can talk to whom, at which level, and what is shut",
       draw_channels, "the dispute names no channels; see `channels` in the language"},
      {"measures", "Measures", "what situations cost whom, with rival claims side by side",
       draw_measures, "the dispute names no measures; see `measures` in the language"},
  };
  return all;
}

const Kind* find_kind(std::string_view key) {
  const auto found = std::find_if(kinds().begin(), kinds().end(),
                                  [&](const Kind& kind) { return kind.key == key; });
  return found == kinds().end() ? nullptr : &*found;
}

}  // namespace standoff::figure
