#include "io/parser_text.hpp"

#include <algorithm>
#include <utility>

#include "text/unicode.hpp"

namespace standoff::yaml {
namespace {

constexpr std::string_view blanks = " \t";

// Each mend has the text read anew. This is hundreds of mends in any dispute somebody wrote, and a
// few in a file of megabytes made to waste time.
constexpr std::size_t most_mended = std::size_t{16} << 20;

// NEL and the separators of lines and paragraphs end a line for libyaml, as YAML 1.1 says; the two
// non-characters stop it. For YAML 1.2, for us and for editors they are letters like others, so
// others stand in for them: from the end of the area for private use, where the last byte tells
// which.
constexpr char32_t stand_ins = 0x10FE00;

bool needs_stand_in(char32_t point) {
  return point == 0x85 || point == 0x2028 || point == 0x2029 || point == 0xFFFE || point == 0xFFFF;
}

char32_t stood_for(char32_t point) {
  const char32_t low = point & 0xFF;
  const char32_t was = low < 0x80 ? 0x2000 | low : low < 0xA0 ? low : 0xFF00 | low;
  return (point & ~char32_t{0xFF}) == stand_ins && needs_stand_in(was) ? was : point;
}

// `text` with other letters; the same when `replace` has none for it.
template <typename Replace>
std::string replaced(std::string_view text, Replace replace) {
  std::string out;
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t point = text::next_code_point(text, at);
    const char32_t other = replace(point);
    if (other == point) continue;
    out += text.substr(done, start - done);
    out += text::encode(std::u32string_view(&other, 1));
    done = at;
  }
  return out += text.substr(done);
}

// Whether there is anything to stand in for, found by the bytes that all of it begins with.
bool needs_stand_ins(std::string_view text) {
  for (const char first : {'\xC2', '\xE2', '\xEF'})
    for (std::size_t k = text.find(first); k != std::string_view::npos; k = text.find(first, k + 1))
      if (std::size_t at = k; needs_stand_in(text::next_code_point(text, at))) return true;
  return false;
}

// The unit of UTF-16 in an escape \uXXXX that stands here, or 0.
unsigned escaped_unit(std::string_view bytes, std::size_t at) {
  if (at + 6 > bytes.size() || bytes[at] != '\\' || bytes[at + 1] != 'u') return 0;
  unsigned value = 0;
  for (const char c : bytes.substr(at + 2, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return 0;
    value = 16 * value + static_cast<unsigned>(digit);
  }
  return value;
}

}  // namespace

ParserText::ParserText(std::string_view source) : text_(source) {
  const std::size_t first = text_.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && (text_[first] == '{' || text_[first] == '[')) join_surrogates();
  stand_in();
}

// JSON writes a character beyond U+FFFF as two \u escapes, YAML as one \U, which is shorter by two.
void ParserText::join_surrogates() {
  if (text_.find("\\u") == std::string::npos) return;
  std::string out;
  std::size_t line = 0;
  std::size_t column = 0;
  for (std::size_t k = 0; k < text_.size();) {
    const unsigned high = escaped_unit(text_, k);
    const unsigned low = high >= 0xD800 && high < 0xDC00 ? escaped_unit(text_, k + 6) : 0;
    if (low >= 0xDC00 && low < 0xE000) {
      constexpr char digits[] = "0123456789ABCDEF";
      const unsigned point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
      out += "\\U";
      for (int shift = 28; shift >= 0; shift -= 4) out += digits[point >> shift & 15];
      k += 12;
      column += 10;
      const bool first = shifts_.empty() || shifts_.back().line != line;
      shifts_.push_back({line, column, 2 + (first ? 0 : shifts_.back().more)});
      continue;
    }
    // An escaped backslash must not look like the start of an escape.
    const std::size_t taken = text_[k] == '\\' && k + 1 < text_.size() ? 2 : 1;
    for (const char c : std::string_view(text_).substr(k, taken)) {
      out += c;
      if (c == '\n') {
        ++line;
        column = 0;
      } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
        ++column;
      }
    }
    k += taken;
  }
  text_ = std::move(out);
}

void ParserText::stand_in() {
  stood_in_ = needs_stand_ins(text_);
  if (!stood_in_) return;
  text_ = replaced(text_, [](char32_t point) {
    return needs_stand_in(point) ? stand_ins | (point & 0xFF) : point;
  });
}

std::string ParserText::letters(std::string_view text) const {
  return stood_in_ ? replaced(text, stood_for) : std::string(text);
}

Mark ParserText::in_source(Mark mark) const {
  const auto after =
      std::upper_bound(shifts_.begin(), shifts_.end(), Shift{mark.line, mark.column, 0});
  if (after != shifts_.begin() && (after - 1)->line == mark.line)
    mark.column += static_cast<std::size_t>((after - 1)->more);
  return mark;
}

bool ParserText::mend(const Fault& fault) {
  if (mended_ + text_.size() > most_mended) return false;
  const std::size_t byte = text::byte_offset(text_, fault.at.index);
  if (byte >= text_.size()) return false;
  if (text_[byte] == ':' && fault.problem == "found unexpected ':'")
    insert_space(byte + 1, fault.at);
  else if (text_[byte] != '\t' || fault.doing == "while scanning a block scalar" ||
           !blank_tab(byte))
    return false;
  mended_ += text_.size();
  return true;
}

// `{options:[a, b]}`: before a sign of a list or mapping, YAML 1.2 wants no space after the colon.
void ParserText::insert_space(std::size_t byte, const Mark& at) {
  text_.insert(byte, 1, ' ');
  Shift shift{at.line, at.column + 2, -1};
  auto later = std::upper_bound(shifts_.begin(), shifts_.end(), shift);
  if (later != shifts_.begin() && (later - 1)->line == at.line) shift.more += (later - 1)->more;
  later = shifts_.insert(later, shift);
  while (++later != shifts_.end() && later->line == at.line) {
    ++later->column;
    --later->more;
  }
}

// A tab where YAML 1.2 has it for white space: in an empty line, before a comment, before a whole
// text in brackets, or after the dash of a list's entry that is no list or mapping of lines.
bool ParserText::blank_tab(std::size_t byte) {
  const std::size_t start = text_.rfind('\n', byte) + 1;  // npos + 1 is 0
  const std::size_t end = std::min(text_.find_first_of("\r\n", byte), text_.size());
  const std::size_t rest = std::min(text_.find_first_not_of(blanks, byte), end);
  const std::string_view before = std::string_view(text_).substr(start, byte - start);
  const std::string_view after = std::string_view(text_).substr(rest, end - rest);
  const bool first = before.find_first_not_of(blanks) == std::string_view::npos;
  const bool opening = first && text_.find_first_not_of(" \t\r\n") == rest;
  const bool entry = !first && before.find_first_not_of("- \t") == std::string_view::npos;
  const bool ends = after.empty() || after.front() == '#';
  const bool enclosed =
      !ends && std::string_view("[{\"'|>").find(after.front()) != std::string_view::npos;
  const bool word = !ends && after.find(": ") == std::string_view::npos && !after.ends_with(':') &&
                    !after.starts_with("- ") && after != "-";
  if (!(ends || (opening && enclosed) || (entry && (enclosed || word)))) return false;
  // Before an ending everything blank in the line may go, which spares its other tabs their turns.
  std::replace(text_.begin() + static_cast<std::ptrdiff_t>(byte),
               text_.begin() + static_cast<std::ptrdiff_t>(rest), '\t', ' ');
  return true;
}

}  // namespace standoff::yaml
