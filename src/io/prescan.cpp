// Bytes, before yaml-cpp sees them.

#include "io/prescan.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff::yaml {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < ' ' && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
}

std::string join_surrogates(std::string_view bytes) {
  std::string out;
  const auto unit = [&](std::size_t at) -> unsigned {
    if (at + 6 > bytes.size() || bytes[at] != '\\' || bytes[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t k = at + 2; k < at + 6; ++k) {
      const char c = bytes[k];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return 0;
      value = 16 * value + static_cast<unsigned>(digit);
    }
    return value;
  };
  for (std::size_t k = 0; k < bytes.size();) {
    const unsigned high = unit(k);
    const unsigned low = high >= 0xD800 && high < 0xDC00 ? unit(k + 6) : 0;
    if (low >= 0xDC00 && low < 0xE000) {
      constexpr char digits[] = "0123456789ABCDEF";
      const unsigned point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
      out += "\\U";
      for (int shift = 28; shift >= 0; shift -= 4) out += digits[point >> shift & 15];
      k += 12;
    } else if (bytes[k] == '\\' && k + 1 < bytes.size()) {
      out += bytes.substr(k, 2);  // an escaped backslash must not look like the start of an escape
      k += 2;
    } else {
      out += bytes[k++];
    }
  }
  return out;
}

bool is_clean_text(std::string_view bytes, ProblemList& problems) {
  const Lines lines(bytes);
  if (const auto bad = text::first_invalid_utf8(bytes)) {
    problems.add(problem::not_utf8, lines.place_of_byte(*bad), "a byte that is not UTF-8 text",
                 "save the file as UTF-8");
    return false;
  }
  const auto control = std::find_if(bytes.begin(), bytes.end(), is_control);
  if (control != bytes.end()) {
    problems.add(problem::not_utf8,
                 lines.place_of_byte(static_cast<std::size_t>(control - bytes.begin())),
                 *control == '\0' ? "a NUL byte, which no text file has"
                                  : "a control character, which no text file needs",
                 *control == '\0' ? "save the file as UTF-8; is it a dispute file?" : "remove it");
    return false;
  }
  for (std::size_t k = bytes.find('\r'); k != std::string_view::npos; k = bytes.find('\r', k + 1))
    if (k + 1 == bytes.size() || bytes[k + 1] != '\n') {
      problems.add(problem::not_utf8, lines.place_of_byte(k),
                   "a carriage return that does not end a line together with a line feed",
                   "save the file with the line ends of Unix (LF) or Windows (CRLF)");
      return false;
    }
  return true;
}

bool quote_closes(const Lines& lines, std::size_t number, std::size_t column) {
  std::string_view rest = lines.line(number).substr(column);
  const char quote = rest[0];
  rest.remove_prefix(1);
  for (;;) {
    for (std::size_t k = 0; k < rest.size(); ++k) {
      if (quote == '"' && rest[k] == '\\') {
        ++k;
      } else if (rest[k] == quote) {
        if (quote == '"' || k + 1 == rest.size() || rest[k + 1] != quote) return true;
        ++k;
      }
    }
    if (++number > lines.count()) return false;
    rest = lines.line(number);
  }
}

}  // namespace standoff::yaml
