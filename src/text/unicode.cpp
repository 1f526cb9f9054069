// Code points, grapheme clusters and normal forms, over utf8proc.
#include "text/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace standoff::text {
namespace {

constexpr char32_t replacement = 0xFFFD;

/// The code point at `at` and its length, or a length of 0 when the bytes there are invalid.
std::pair<char32_t, std::size_t> read(std::string_view bytes, std::size_t at) {
  if (const auto first = static_cast<unsigned char>(bytes[at]); first < 0x80) return {first, 1};
  utf8proc_int32_t point = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(bytes.data() + at),
                                       static_cast<utf8proc_ssize_t>(bytes.size() - at), &point);
  if (length <= 0) return {replacement, 0};
  return {static_cast<char32_t>(point), static_cast<std::size_t>(length)};
}

void append(std::string& out, char32_t point) {
  std::array<utf8proc_uint8_t, 4> buffer{};
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), buffer.data());
  out.append(reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(length));
}

const utf8proc_property_t& properties(char32_t point) {
  return *utf8proc_get_property(static_cast<utf8proc_int32_t>(point));
}

/// Every code point taken apart as `options` say, marks in canonical order. We sort the marks
/// ourselves because utf8proc's own sort takes quadratic time on a long run of marks, and texts
/// come from strangers.
std::u32string decompose(std::u32string_view points, int options) {
  std::u32string out;
  out.reserve(points.size());
  std::array<utf8proc_int32_t, 32> parts{};  // the longest decomposition has 18
  for (const char32_t point : points) {
    int boundary = 0;
    const auto count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(point), parts.data(), parts.size(),
        static_cast<utf8proc_option_t>(options | UTF8PROC_DECOMPOSE | UTF8PROC_STABLE), &boundary);
    for (int i = 0; i < std::min<int>(static_cast<int>(count), static_cast<int>(parts.size()));
         ++i) {
      out.push_back(static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
    }
  }
  const auto order = [](char32_t point) { return properties(point).combining_class; };
  for (auto at = out.begin(); at != out.end();) {
    const auto marks = std::find_if(at, out.end(), order);
    at = std::find_if_not(marks, out.end(), order);
    std::stable_sort(marks, at, [&](char32_t a, char32_t b) { return order(a) < order(b); });
  }
  return out;
}

std::u32string compose(const std::u32string& decomposed) {
  std::vector<utf8proc_int32_t> points(decomposed.begin(), decomposed.end());
  const auto count =
      utf8proc_normalize_utf32(points.data(), static_cast<utf8proc_ssize_t>(points.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  return {points.begin(), points.begin() + std::max<utf8proc_ssize_t>(count, 0)};
}

/// Letters that no decomposition takes to ASCII, case-folded.
std::string_view transliterate(char32_t point) {
  switch (point) {
    case U'ł':
      return "l";
    case U'ø':
      return "o";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ħ':
      return "h";
    case U'ŧ':
      return "t";
    case U'ı':
      return "i";
    case U'ŋ':
      return "n";
    case U'ə':
      return "e";
    case U'ĸ':
      return "k";
    default:
      break;
  }
  if (is_dash(point)) return "-";
  if (is_quote(point)) return "'";
  return {};
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto length = read(bytes, at).second;
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

char32_t next_code_point(std::string_view bytes, std::size_t& at) {
  const auto [point, length] = read(bytes, at);
  at += std::max<std::size_t>(length, 1);
  return point;
}

std::u32string decode(std::string_view bytes) {
  std::u32string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) out.push_back(next_code_point(bytes, at));
  return out;
}

std::string encode(std::u32string_view points) {
  std::string out;
  out.reserve(points.size());
  for (const char32_t point : points) {
    const bool valid = utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(point));
    append(out, valid ? point : replacement);
  }
  return out;
}

std::string disarmed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t point = next_code_point(text, at);
    const bool control = (point < 0x20 && point != U'\t') || (point >= 0x7F && point < 0xA0);
    out += control ? std::string_view("\uFFFD") : text.substr(start, at - start);
  }
  return out;
}

std::size_t code_points(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); ++count) next_code_point(bytes, at);
  return count;
}

std::size_t byte_offset(std::string_view bytes, std::size_t code_point) {
  std::size_t at = 0;
  for (; code_point > 0 && at < bytes.size(); --code_point) next_code_point(bytes, at);
  return at;
}

std::string substr(std::string_view bytes, std::size_t first, std::size_t count) {
  const auto rest = bytes.substr(byte_offset(bytes, first));
  return std::string(rest.substr(0, byte_offset(rest, count)));
}

std::size_t next_grapheme(std::u32string_view points, std::size_t at) {
  const auto plain = [](char32_t point) { return point >= U' ' && point <= U'~'; };
  utf8proc_int32_t state = 0;
  for (std::size_t next = at + 1; next < points.size(); ++next) {
    const char32_t before = points[next - 1];
    const char32_t after = points[next];
    if (plain(before) && plain(after)) return next;
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(before),
                                         static_cast<utf8proc_int32_t>(after), &state)) {
      return next;
    }
  }
  return points.size();
}

std::string nfc(std::string_view bytes) { return encode(compose(decompose(decode(bytes), 0))); }

std::u32string fold_case(std::u32string_view points) {
  return compose(decompose(points, UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
}

std::u32string bare_letters(std::string_view bytes) {
  return decompose(decode(bytes),
                   UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK);
}

std::string ascii_fold(std::string_view bytes) {
  std::string out;
  for (const char32_t point : bare_letters(bytes)) {
    if (point < 0x80) {
      out.push_back(static_cast<char>(point));
    } else {
      out += transliterate(point);
    }
  }
  return out;
}

bool is_space(char32_t point) {
  if ((point >= U'\t' && point <= U'\r') || point == 0x85) return true;
  const auto category = properties(point).category;
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
         category == UTF8PROC_CATEGORY_ZP;
}

bool is_dash(char32_t point) {
  constexpr char32_t hyphen_bullet = 0x2043;
  constexpr char32_t minus = 0x2212;
  return point == hyphen_bullet || point == minus ||
         properties(point).category == UTF8PROC_CATEGORY_PD;
}

bool is_quote(char32_t point) {
  switch (point) {
    case U'"':
    case U'\'':
    case U'`':
    case U'´':
    case U'‚':
    case U'„':
    case U'ʻ':
    case U'ʼ':
    case U'′':
    case U'″':
    case U'〝':
    case U'〞':
    case U'〟':
    case U'＂':
    case U'＇':
      return true;
    default:
      break;
  }
  const auto category = properties(point).category;
  return category == UTF8PROC_CATEGORY_PI || category == UTF8PROC_CATEGORY_PF;
}

}  // namespace standoff::text
