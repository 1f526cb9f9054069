// Keys and headings.

#include "figure/parts.hpp"

#include <algorithm>

#include "report/style.hpp"

namespace standoff::figure {
namespace {

constexpr double sample_height = 14;
constexpr double gap = 7;       // between a sample and its meaning
constexpr double between = 24;  // between entries

}  // namespace

double draw_key(Drawing& drawing, const std::vector<KeyEntry>& entries, double x, double y,
                double width) {
  const Type type{.size = 12};
  double at_x = x;
  double at_y = y;
  double line = 0;  // height of the line begun
  for (const KeyEntry& entry : entries) {
    const double room = std::min(width - entry.sample_width - gap, 340.0);
    const Lettered meaning = letter(entry.meaning, type, room);
    const double wide = entry.sample_width + gap + meaning.width();
    if (at_x > x && at_x + wide > x + width) {
      at_x = x;
      at_y += line + 6;
      line = 0;
    }
    const double high = std::max(sample_height, meaning.height());
    {
      const auto group = drawing.group(entry.hooks);
      const double top = meaning.type.line_height() / 2 - sample_height / 2;
      entry.sample(drawing, {at_x, at_y + top, entry.sample_width, sample_height});
      // Beside its sample, whichever way it runs.
      drawing.words({at_x + entry.sample_width + gap, at_y, meaning.width(), high}, meaning,
                    meaning.rightwards ? Align::start : Align::end);
    }
    at_x += wide + between;
    line = std::max(line, high);
  }
  return at_y + line - y;
}

Look look_of(DmId dm) { return {.fill = paint_of(dm)}; }

std::vector<KeyEntry> dm_entries(const Model& model) {
  std::vector<KeyEntry> entries;
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i)
    entries.push_back({[i](Drawing& drawing, const Box& box) {
                         drawing.sign(i, box.middle_x(), box.middle_y(), 6, look_of(DmId(i)));
                       },
                       model.decision_makers[i].name,
                       14,
                       {{"data-dm", model.decision_makers[i].id}}});
  return entries;
}

void finish(Figure& figure, Drawing&& drawing, double width, double height) {
  figure.svg = std::move(drawing).finish(figure.title, figure.alt, width, height);
  figure.height = height;
}

std::string not_shown(std::size_t hidden, std::string_view one, std::string_view many,
                      std::string_view how_to_see) {
  if (hidden == 0) return {};
  return report::counted(hidden, one, many) + (hidden == 1 ? " is" : " are") + " not shown" +
         (how_to_see.empty() ? "" : "; " + std::string(how_to_see)) + ".";
}

}  // namespace standoff::figure
