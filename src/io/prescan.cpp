#include "io/prescan.hpp"

#include "text/unicode.hpp"

namespace standoff::yaml {

std::size_t find_control(std::string_view text) {
  for (std::size_t k = 0; k < text.size(); ++k) {
    const auto byte = static_cast<unsigned char>(text[k]);
    if (byte < ' ' ? byte != '\n' && byte != '\t' && byte != '\r' : byte == 0x7F) return k;
    if (byte != 0xC2 || k + 1 == text.size()) continue;
    const auto next = static_cast<unsigned char>(text[k + 1]);
    if (next < 0xA0 && next != 0x85) return k;
  }
  return std::string_view::npos;
}

bool is_clean_text(std::string_view bytes, ProblemList& problems) {
  const auto place = [&](std::size_t byte) { return Lines(bytes).place_of_byte(byte); };
  if (const auto bad = text::first_invalid_utf8(bytes)) {
    problems.add(problem::not_utf8, place(*bad), "a byte that is not UTF-8 text",
                 "save the file as UTF-8");
    return false;
  }
  if (const std::size_t control = find_control(bytes); control != std::string_view::npos) {
    const bool nul = bytes[control] == '\0';
    problems.add(problem::not_utf8, place(control),
                 nul ? "a NUL byte, which no text file has"
                     : "a control character, which no text file needs",
                 nul ? "save the file as UTF-8; is it a dispute file?" : "remove it");
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
