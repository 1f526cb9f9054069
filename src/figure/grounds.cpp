// Patterns for grounds.

#include "figure/grounds.hpp"

#include <algorithm>

namespace standoff::figure {

void draw_ground(Drawing& drawing, const Box& box, report::Ground ground, Paint paint) {
  using report::Ground;
  using Stripes = Drawing::Stripes;
  const auto striped = [&](Stripes stripes) {
    const std::string url = drawing.pattern(stripes, paint, Paint::paper);
    drawing.rectangle(box, {.fill = Paint::paper, .line = paint, .width = 1.2, .url = url}, 2);
  };
  switch (ground) {
    case Ground::own:
      return drawing.rectangle(box, {.fill = paint, .line = paint, .width = 1.2}, 2);
    case Ground::revealed:
      return striped(Stripes::crossed);
    case Ground::ascribed:
      return striped(Stripes::rising);
    case Ground::afterwards:
      return striped(Stripes::dots);
    case Ground::unsaid:
      return striped(Stripes::level);
    case Ground::nothing:
      return drawing.rectangle(
          box, {.fill = Paint::paper, .line = paint, .width = 1.2, .dash = "3 2"}, 2);
  }
}

std::vector<KeyEntry> ground_entries(const std::vector<report::Ground>& used) {
  std::vector<KeyEntry> entries;
  for (std::size_t k = 0; k < report::grounds; ++k) {
    const auto ground = static_cast<report::Ground>(k);
    if (std::find(used.begin(), used.end(), ground) == used.end()) continue;
    entries.push_back({[ground](Drawing& drawing, const Box& box) {
                         draw_ground(drawing, box.inset(1), ground, Paint::ink);
                       },
                       std::string(report::in_words(ground)),
                       24,
                       {}});
  }
  return entries;
}

}  // namespace standoff::figure
