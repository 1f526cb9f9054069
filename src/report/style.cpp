// Paragraphs and enumerations.

#include "report/style.hpp"

#include "text/unicode.hpp"

namespace standoff::report {

std::string paragraph(const Style& style, std::string_view first, std::string_view others,
                      std::string_view text) {
  const int indent = std::max(text::display_width(first), text::display_width(others));
  std::string out;
  bool is_first = true;
  for (const std::string& line : text::wrap(text, std::max(20, style.width - indent))) {
    out += (is_first ? std::string(first) : std::string(others)) + line + "\n";
    is_first = false;
  }
  return out;
}

std::string paragraph(const Style& style, std::string_view first, std::string_view text) {
  return paragraph(style, first,
                   std::string(static_cast<std::size_t>(text::display_width(first)), ' '), text);
}

std::string enumeration(const std::vector<std::string>& parts, std::string_view last) {
  std::string out;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (k > 0) out += k + 1 == parts.size() ? " " + std::string(last) + " " : ", ";
    out += parts[k];
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

std::string counted(std::size_t n, std::string_view one, std::string_view many) {
  const std::string plural = many.empty() ? std::string(one) + "s" : std::string(many);
  return std::to_string(n) + " " + (n == 1 ? std::string(one) : plural);
}

std::string capital(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

}  // namespace standoff::report
