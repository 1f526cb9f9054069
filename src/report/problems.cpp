// One problem after the other, as compilers print them.

#include "report/problems.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff::report {
namespace {

std::string_view line_of(std::string_view bytes, std::uint32_t number) {
  std::size_t start = 0;
  for (std::uint32_t k = 1; k < number; ++k) {
    start = bytes.find('\n', start);
    if (start == std::string_view::npos) return {};
    ++start;
  }
  std::string_view line = bytes.substr(start, bytes.find('\n', start) - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The line with the spot underlined; a long line is cut to the part around it.
std::string excerpt(std::string_view written, const Place& place, const Style& style) {
  const std::string line = text::disarmed(written);
  const std::string number = std::to_string(place.line);
  const int room = style.width - static_cast<int>(number.size()) - 8;
  const std::size_t points = text::code_points(line);
  if (text::first_invalid_utf8(written) || place.column > points + 1) return {};
  std::size_t first = 0;
  if (text::display_width(line) > room && place.column > 30) first = place.column - 30;
  std::string shown = text::truncate((first > 0 ? "…" : "") + text::substr(line, first), room);
  std::replace(shown.begin(), shown.end(), '\t', ' ');
  const int before = text::display_width(text::substr(line, first, place.column - 1 - first)) +
                     (first > 0 ? 1 : 0);
  const int tabs = static_cast<int>(std::count(
      line.begin(),
      line.begin() + static_cast<std::ptrdiff_t>(text::byte_offset(line, place.column - 1)), '\t'));
  const int under = std::max(
      1, std::min(room - before,
                  text::display_width(text::substr(line, place.column - 1, place.length))));
  const std::string margin(number.size(), ' ');
  return style.faint("  " + number + " | ") + shown + "\n" + style.faint("  " + margin + " | ") +
         std::string(static_cast<std::size_t>(std::max(0, before + tabs)), ' ') +
         style.bad(std::string(static_cast<std::size_t>(under), '^')) + "\n";
}

}  // namespace

std::string describe(const std::vector<Problem>& problems, std::string_view file,
                     std::string_view bytes, const Style& style) {
  std::string out;
  for (const Problem& problem : problems) {
    std::string where(file);
    if (problem.place.line > 0)
      where +=
          ":" + std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column);
    const bool error = problem.severity == Severity::error;
    const std::string kind = error ? "error" : "warning";
    out += paragraph(
        style, "", "  ",
        where + ": " + kind + ": " + problem.message + " [" + std::string(problem.code) + "]");
    if (problem.place.line > 0)
      out += excerpt(line_of(bytes, problem.place.line), problem.place, style);
    if (!problem.hint.empty()) out += paragraph(style, "  hint: ", problem.hint);
  }
  return out;
}

}  // namespace standoff::report
