// GitHub's Markdown.

#include <algorithm>

#include "page/tables.hpp"
#include "text/unicode.hpp"

namespace standoff::page {
namespace {

// A backslash makes any of these a plain character.
constexpr std::string_view special = "\\`*_[]|~$#<>&";

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char c = text[k];
    if (c == '\n') {
      out += "<br>";
    } else if (c == '\r' || c == '\t') {
      out += ' ';
    } else {
      if (special.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string line(const std::vector<std::string>& cells, const std::vector<int>& widths) {
  std::string out = "|";
  for (std::size_t c = 0; c < cells.size(); ++c) out += " " + text::pad(cells[c], widths[c]) + " |";
  return out + "\n";
}

std::string table(const figure::Table& table) {
  std::vector<std::vector<std::string>> rows;
  const auto add = [&](const std::vector<std::string>& cells) {
    auto& row = rows.emplace_back();
    for (const std::string& cell : cells) row.push_back(escaped(cell));
  };
  add(table.columns);
  for (const auto& cells : table.rows) add(cells);
  // Columns line up for who reads the text itself, as long as they are not as wide as sentences.
  constexpr int widest = 32;
  std::vector<int> widths(table.columns.size(), 3);
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], std::min(widest, text::display_width(row[c])));
  std::string out;
  if (!table.caption.empty()) out += escaped(table.caption) + "\n\n";
  out += line(rows.front(), widths) + "|";
  for (const int width : widths)
    out += " " + std::string(static_cast<std::size_t>(width), '-') + " |";
  out += "\n";
  for (std::size_t r = 1; r < rows.size(); ++r) out += line(rows[r], widths);
  return out;
}

}  // namespace

std::string markdown(const std::vector<figure::Table>& tables, std::string_view title) {
  std::string out = "# " + escaped(title) + "\n";
  for (const figure::Table& one : tables) out += "\n" + table(one);
  return out;
}

}  // namespace standoff::page
