// Text that has to fit: how wide it will be in a font nobody knows yet, where its lines break, and
// which way it runs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "figure/palette.hpp"

namespace standoff::figure {

struct Type {
  double size = 13;  ///< pixels; 11 at least, so that it can be read
  bool bold = false;
  Paint paint = Paint::ink;

  double line_height() const { return size * 1.35; }
};

/// The families that a drawing asks for, best first.
inline constexpr std::string_view font_families =
    "'Noto Sans','Segoe UI','Helvetica Neue',Arial,'Liberation Sans','DejaVu Sans',sans-serif";

/// An upper estimate of how wide one line is: as wide as in the widest of the common sans-serif
/// fonts, code point by code point. Letters that join, as in Arabic, count as standing alone.
double width_of(std::string_view text, const Type& type);

/// True when the first letter that has a direction runs from right to left.
bool right_to_left(std::string_view text);

/// Text in lines that fit.
struct Lettered {
  Type type;
  std::vector<std::string> lines;
  bool rightwards = true;  ///< false: it runs from right to left
  std::string whole = {};  ///< all of the text, where something had to be left out

  /// Of the widest line, estimated.
  double width() const;
  double height() const { return static_cast<double>(lines.size()) * type.line_height(); }
};

/// Breaks between words, after hyphens and slashes, and inside a word that is wider than a line.
/// After `most_lines` lines an ellipsis stands for the rest; 0: as many as it takes.
Lettered letter(std::string_view text, const Type& type, double width, std::size_t most_lines = 0);

/// One line, however wide.
Lettered letter(std::string_view text, const Type& type);

}  // namespace standoff::figure
