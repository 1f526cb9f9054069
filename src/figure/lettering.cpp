// The widths are of DejaVu Sans, the widest of the fonts that `font_families` leads to, where it
// has the letter, and of the Noto fonts where these are wider; measured from the fonts' own tables.

#include "figure/lettering.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "text/unicode.hpp"

namespace standoff::figure {
namespace {

constexpr double bold_is_wider = 1.13;

// In thousandths of the size, from the space on.
constexpr std::array<std::uint16_t, 95> ascii{
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 552, 838, 318, 361,  318, 372, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 531, 1000, 685, 687, 699, 771, 632,
    576, 775, 752, 340, 295, 656, 558, 908, 760, 788, 606, 788, 695, 635,  611, 732, 685, 989, 686,
    611, 686, 391, 372, 391, 838, 500, 500, 613, 635, 550, 635, 616, 353,  635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 414, 521, 393, 634, 592, 818, 592, 592,  525, 637, 552, 637, 838};

struct Script {
  char32_t last;  ///< of a block that begins where the one before ends
  std::uint16_t width;
};
// What most letters of a block take, rounded up.
constexpr std::array<Script, 22> scripts{{
    {0x00BF, 800},   // signs
    {0x00DF, 800},   // capitals with marks
    {0x00FF, 640},   // small letters with marks
    {0x024F, 740},   // further Latin, Lithuanian and Polish among it
    {0x036F, 640},   // phonetic letters
    {0x03FF, 760},   // Greek
    {0x042F, 780},   // Cyrillic capitals
    {0x045F, 660},   // Cyrillic small letters
    {0x058F, 760},   // further Cyrillic, Armenian
    {0x05FF, 720},   // Hebrew
    {0x08FF, 690},   // Arabic
    {0x0FFF, 950},   // the scripts of India and around
    {0x10FF, 720},   // Burmese, Georgian
    {0x11FF, 1000},  // Hangul letters
    {0x1DFF, 900},   // Ethiopic and others
    {0x1FFF, 800},   // Vietnamese, Greek
    {0x20FF, 640},   // punctuation
    {0x2E7F, 1000},  // arrows and other signs
    {0xD7FF, 1000},  // Chinese, Japanese, Korean
    {0xFDFF, 1000},  // compatibility forms
    {0xFFFF, 1000},  // full width
    {0x10FFFF, 1400},
}};

// Wider than their block.
constexpr std::u32string_view very_wide = U"ЖШЩЮЊЉжшщюњљѠѡŴŒœÆæǄǅǱǲ…—―‰©®½¼¾ثفسشصض";

double em(char32_t point) {
  if (point < 0x20) return 0;
  if (point < 0x7F) return ascii[point - 0x20] / 1000.0;
  // Marks that sit on the letter before, and what is not seen.
  if ((point >= 0x0300 && point <= 0x036F) || (point >= 0x064B && point <= 0x065F) ||
      (point >= 0x0591 && point <= 0x05C7) || (point >= 0x200B && point <= 0x200F) ||
      (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
      (point >= 0xFE00 && point <= 0xFE0F) || point == 0xFEFF || point == 0x00AD)
    return 0;
  if (very_wide.find(point) != std::u32string_view::npos)
    return point >= 0x0600 && point <= 0x06FF ? 1.15 : 1.1;
  const auto script = std::find_if(scripts.begin(), scripts.end(),
                                   [&](const Script& s) { return point <= s.last; });
  return (script == scripts.end() ? 1400 : script->width) / 1000.0;
}

double width_of(std::u32string_view points, const Type& type) {
  double sum = 0;
  for (const char32_t point : points) sum += em(point);
  return sum * type.size * (type.bold ? bold_is_wider : 1);
}

bool in(char32_t point, char32_t first, char32_t last) { return point >= first && point <= last; }

// Where a line may end though no space follows: after the code point.
bool breaks_after(char32_t point) {
  return text::is_dash(point) || point == U'/' || point == U'_' || point == U'·' ||
         in(point, 0x2E80, 0xD7AF);  // Chinese and its neighbours break anywhere
}

/// Fills lines part by part; a part is what must not be broken while it fits on a line.
class Breaking {
 public:
  Breaking(const Type& type, double width) : type_(type), width_(width) {}

  void part(std::u32string_view points, bool after_space) {
    const double needed = width_of(points, type_);
    const double gap = after_space && !line_.empty() ? width_of(U" ", type_) : 0;
    if (!line_.empty() && used_ + gap + needed > width_) end();
    if (needed <= width_) {
      if (gap > 0 && !line_.empty()) line_ += U' ';
      line_ += points;
      used_ = width_of(line_, type_);
      return;
    }
    for (std::size_t at = 0; at < points.size();) {
      const std::size_t next = text::next_grapheme(points, at);
      const std::u32string_view cluster = points.substr(at, next - at);
      const double wide = width_of(cluster, type_);
      if (!line_.empty() && used_ + wide > width_) end();
      line_ += cluster;
      used_ += wide;
      at = next;
    }
  }

  std::vector<std::u32string> finish() && {
    if (!line_.empty() || lines_.empty()) end();
    return std::move(lines_);
  }

 private:
  void end() {
    lines_.push_back(std::exchange(line_, {}));
    used_ = 0;
  }

  const Type& type_;
  double width_;
  double used_ = 0;
  std::u32string line_;
  std::vector<std::u32string> lines_;
};

std::vector<std::u32string> broken(std::u32string_view points, const Type& type, double width) {
  Breaking lines(type, width);
  bool after_space = false;
  std::size_t begin = 0;
  const auto part_until = [&](std::size_t end) {
    if (end > begin) {
      lines.part(points.substr(begin, end - begin), after_space);
      after_space = false;
    }
    begin = end;
  };
  for (std::size_t at = 0; at < points.size(); ++at) {
    if (text::is_space(points[at]) && points[at] != 0x00A0) {
      part_until(at);
      begin = at + 1;
      after_space = true;
    } else if (breaks_after(points[at])) {
      part_until(at + 1);
    }
  }
  part_until(points.size());
  return std::move(lines).finish();
}

// The line with an ellipsis at its end, shortened until that fits.
std::u32string cut(std::u32string line, const Type& type, double width) {
  while (!line.empty() && width_of(line + U'…', type) > width) {
    std::size_t last = 0;
    for (std::size_t at = 0; at < line.size(); at = text::next_grapheme(line, at)) last = at;
    line.resize(last);
  }
  while (!line.empty() && text::is_space(line.back())) line.pop_back();
  return line + U'…';
}

}  // namespace

double width_of(std::string_view text, const Type& type) {
  return width_of(text::decode(text), type);
}

bool right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = text::next_code_point(text, at);
    if (in(point, 0x0590, 0x08FF) || in(point, 0xFB1D, 0xFDFF) || in(point, 0xFE70, 0xFEFC) ||
        in(point, 0x10800, 0x10FFF) || in(point, 0x1E800, 0x1EFFF))
      return true;
    if (in(point, U'A', U'Z') || in(point, U'a', U'z') || in(point, 0x00C0, 0x1FFF) ||
        in(point, 0x2E80, 0xD7FF))
      return false;
  }
  return false;
}

double Lettered::width() const {
  double widest = 0;
  for (const std::string& line : lines) widest = std::max(widest, width_of(line, type));
  return widest;
}

Lettered letter(std::string_view text, const Type& type, double width, std::size_t most_lines) {
  const std::u32string points = text::decode(text);
  std::vector<std::u32string> lines = broken(points, type, width);
  Lettered out{type, {}, !right_to_left(text)};
  if (most_lines > 0 && lines.size() > most_lines) {
    lines.resize(most_lines);
    lines.back() = cut(std::move(lines.back()), type, width);
    out.whole = text;
  }
  for (const std::u32string& line : lines) out.lines.push_back(text::encode(line));
  return out;
}

Lettered letter(std::string_view text, const Type& type) {
  return {type, {std::string(text)}, !right_to_left(text)};
}

}  // namespace standoff::figure
