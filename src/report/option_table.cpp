// Laying the table out.

#include "report/option_table.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff::report {

std::string option_table(const Graph& graph, const std::vector<Column>& columns,
                         const std::vector<FootRow>& foot, const Style& style, std::size_t& shown) {
  const Model& model = *graph.model();
  int label_width = 12;
  for (const Option& option : model.options)
    label_width = std::max(label_width, 4 + text::display_width(option.name));
  for (const auto& [label, cells] : foot)
    label_width = std::max(label_width, 2 + text::display_width(label));
  label_width = std::min(label_width, style.width * 3 / 5);

  std::vector<int> widths;
  shown = 0;
  int used = label_width;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    int width = text::display_width(columns[c].title);
    for (const auto& [label, cells] : foot) width = std::max(width, text::display_width(cells[c]));
    if (used + 2 + width > style.width) break;
    used += 2 + width;
    widths.push_back(width);
    ++shown;
  }

  const auto cell = [&](std::size_t c, std::string_view content) {
    const int width = text::display_width(content);
    const int left = (widths[c] - width) / 2;
    return std::string(static_cast<std::size_t>(2 + std::max(0, left)), ' ') +
           std::string(content) +
           std::string(static_cast<std::size_t>(std::max(0, widths[c] - width - std::max(0, left))),
                       ' ');
  };
  const auto finish = [](std::string line) {
    while (line.ends_with(' ')) line.pop_back();
    return line + "\n";
  };

  std::string out;
  std::string line(static_cast<std::size_t>(label_width), ' ');
  for (std::size_t c = 0; c < shown; ++c) line += cell(c, columns[c].title);
  out += style.heading(finish(line));

  const auto option_rows = [&](const std::string& owner, const std::vector<OptionId>& options) {
    if (options.empty()) return;
    out += finish(text::truncate("  " + owner, label_width));
    for (const OptionId o : options) {
      line = text::pad(text::truncate("    " + model.option(o).name, label_width), label_width);
      for (std::size_t c = 0; c < shown; ++c) {
        const bool taken = graph.pattern(columns[c].state).contains(o);
        const bool changed = taken != graph.pattern(columns[0].state).contains(o);
        std::string text = cell(c, taken ? "Y" : "N");
        if (changed) {
          const std::size_t at = text.find(taken ? 'Y' : 'N');
          text.replace(at, 1, style.warn(taken ? "Y" : "N"));
        }
        line += text;
      }
      out += finish(line);
    }
  };
  if (graph.has_options()) {
    std::vector<OptionId> nobodys;
    for (std::size_t k = 0; k < model.options.size(); ++k)
      if (!model.options[k].owner) nobodys.push_back(OptionId(k));
    for (const DecisionMaker& dm : model.decision_makers) option_rows(dm.name, dm.options);
    option_rows("nobody's to choose", nobodys);
    if (!foot.empty()) out += "\n";
  }
  for (const auto& [label, cells] : foot) {
    line = text::pad(text::truncate("  " + label, label_width), label_width);
    for (std::size_t c = 0; c < shown; ++c) line += cell(c, cells[c]);
    out += finish(line);
  }
  return out;
}

}  // namespace standoff::report
