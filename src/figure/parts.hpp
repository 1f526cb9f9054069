// What several kinds of figure have in common: the key below a drawing, headings of columns, words
// for counts.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "figure/figure.hpp"
#include "figure/svg.hpp"
#include "standoff/model.hpp"

namespace standoff::figure {

/// One entry of a key: a sample of what is drawn, and what it means.
struct KeyEntry {
  std::function<void(Drawing&, const Box&)> sample;  ///< drawn inside the box
  std::string meaning;
  double sample_width = 14;
  Attributes hooks = {};
};
/// The entries in lines from left to right; returns the height they take.
double draw_key(Drawing& drawing, const std::vector<KeyEntry>& entries, double x, double y,
                double width);

/// Every decision maker's sign with its name.
std::vector<KeyEntry> dm_entries(const Model& model);

/// How a decision maker's sign is painted.
Look look_of(DmId dm);

/// Ends a figure's drawing, with its title and words.
void finish(Figure& figure, Drawing&& drawing, double width, double height);

/// A paragraph of the note: what is left out. Empty when `hidden` is none.
std::string not_shown(std::size_t hidden, std::string_view one, std::string_view many,
                      std::string_view how_to_see);

}  // namespace standoff::figure
