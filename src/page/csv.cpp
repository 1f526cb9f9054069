// RFC 4180.

#include "page/tables.hpp"

namespace standoff::page {
namespace {

std::string field(std::string_view text) {
  // Spaces at the ends are kept by the standard and cut by some readers, unless quoted.
  const bool plain = text.find_first_of(",\"\r\n") == std::string_view::npos &&
                     !text.starts_with(' ') && !text.ends_with(' ');
  if (plain) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

std::string record(const std::vector<std::string>& cells) {
  // One empty field alone would be an empty line, which readers skip.
  if (cells.size() == 1 && cells.front().empty()) return "\"\"\r\n";
  std::string out;
  for (std::size_t k = 0; k < cells.size(); ++k) out += (k == 0 ? "" : ",") + field(cells[k]);
  return out + "\r\n";
}

}  // namespace

std::string csv(const figure::Table& table) {
  std::string out = record(table.columns);
  for (const auto& row : table.rows) out += record(row);
  return out;
}

}  // namespace standoff::page
