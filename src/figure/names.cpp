// Naming situations.

#include "figure/names.hpp"

#include "report/style.hpp"

namespace standoff::figure {

std::string name_of(const report::Words& words, StateId s) {
  return words.state(s).substr(words.graph().label(s).size());
}

double draw_names(Drawing& drawing, const std::vector<Lineup::Member>& members,
                  const report::Words& words, double x, double y, double width) {
  constexpr double title_width = 62;
  for (const Lineup::Member& s : members) {
    std::vector<std::string> names = words.outcomes(s.at.state);
    if (!words.graph().has_options()) names = {words.state(s.at.state)};
    if (names.empty()) continue;
    const auto group = drawing.group({{"data-state", words.graph().label(s.at.state)}});
    const Lettered title = letter(s.title, {.size = 12, .bold = true});
    const Lettered text = letter(report::enumeration(names), {.size = 12}, width - title_width);
    drawing.words({x, y, title_width, title.height()}, title);
    drawing.words({x + title_width, y, width - title_width, text.height()}, text);
    y += text.height() + 4;
  }
  return y;
}

}  // namespace standoff::figure
