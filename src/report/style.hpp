// How text looks on a terminal: width and emphasis. Without colour the text is the same, letter by
// letter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace standoff::report {

struct Style {
  bool colour = false;
  int width = 80;

  std::string heading(std::string_view text) const { return paint("1", text); }
  std::string good(std::string_view text) const { return paint("32", text); }
  std::string bad(std::string_view text) const { return paint("31", text); }
  std::string warn(std::string_view text) const { return paint("33", text); }
  std::string faint(std::string_view text) const { return paint("2", text); }

 private:
  std::string paint(std::string_view code, std::string_view text) const {
    if (!colour || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
};

/// Wraps `text` to the style's width; the first line begins with `first`, the others with as many
/// spaces.
std::string paragraph(const Style& style, std::string_view first, std::string_view text);
/// Wraps with different beginnings of the first and of further lines.
std::string paragraph(const Style& style, std::string_view first, std::string_view others,
                      std::string_view text);

/// "a", "a and b", "a, b and c".
std::string enumeration(const std::vector<std::string>& parts, std::string_view last = "and");

/// "a, b, c": those that are not empty.
std::string joined(const std::vector<std::string>& parts, std::string_view between = ", ");

/// "1 state", "2 states".
std::string counted(std::size_t n, std::string_view one, std::string_view many = {});

/// The first letter in upper case.
std::string capital(std::string_view text);

}  // namespace standoff::report
