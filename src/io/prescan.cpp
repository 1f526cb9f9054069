#include "io/prescan.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff::yaml {

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < ' ' && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
}

bool is_clean_text(std::string_view bytes, ProblemList& problems) {
  const auto place = [&](std::size_t byte) { return Lines(bytes).place_of_byte(byte); };
  if (const auto bad = text::first_invalid_utf8(bytes)) {
    problems.add(problem::not_utf8, place(*bad), "a byte that is not UTF-8 text",
                 "save the file as UTF-8");
    return false;
  }
  const auto control = std::find_if(bytes.begin(), bytes.end(), is_control);
  if (control != bytes.end()) {
    problems.add(problem::not_utf8, place(static_cast<std::size_t>(control - bytes.begin())),
                 *control == '\0' ? "a NUL byte, which no text file has"
                                  : "a control character, which no text file needs",
                 *control == '\0' ? "save the file as UTF-8; is it a dispute file?" : "remove it");
    return false;
  }
  for (std::size_t k = bytes.find('\r'); k != std::string_view::npos; k = bytes.find('\r', k + 1))
    if (k + 1 == bytes.size() || bytes[k + 1] != '\n') {
      problems.add(problem::not_utf8, place(k),
                   "a carriage return that does not end a line together with a line feed",
                   "save the file with the line ends of Unix (LF) or Windows (CRLF)");
      return false;
    }
  return true;
}

}  // namespace standoff::yaml
