// Terminal columns: measuring, padding, cutting and wrapping by grapheme cluster.
#include <utf8proc.h>

#include <algorithm>
#include <utility>

#include "text/unicode.hpp"

namespace standoff::text {
namespace {

/// The columns of one grapheme cluster. An emoji of several code points (a flag, a family, a skin
/// tone) is drawn as one picture of two columns; elsewhere the parts of a cluster stand side by
/// side.
int cluster_width(std::u32string_view cluster) {
  constexpr char32_t emoji_variation = 0xFE0F;
  int sum = 0;
  for (const char32_t point : cluster) {
    sum += utf8proc_charwidth(static_cast<utf8proc_int32_t>(point));
  }
  if (cluster.size() == 1) return sum;
  const auto kind =
      utf8proc_get_property(static_cast<utf8proc_int32_t>(cluster.front()))->boundclass;
  if (kind == UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR) return 2;
  if (cluster.find(emoji_variation) != std::u32string_view::npos) return 2;
  if (kind == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC || kind == UTF8PROC_BOUNDCLASS_L) {
    return std::min(sum, 2);  // the letters of a Hangul syllable are drawn as one
  }
  return sum;
}

/// Calls `visit(bytes of a cluster, its columns)` for each grapheme cluster, until it returns
/// false.
template <typename Visit>
void for_clusters(std::string_view bytes, Visit visit) {
  const auto points = decode(bytes);
  std::size_t byte = 0;
  for (std::size_t at = 0; at < points.size();) {
    const std::size_t end = next_grapheme(points, at);
    const std::size_t first_byte = byte;
    for (std::size_t i = at; i < end; ++i) next_code_point(bytes, byte);
    const auto cluster = std::u32string_view(points).substr(at, end - at);
    if (!visit(bytes.substr(first_byte, byte - first_byte), cluster_width(cluster))) return;
    at = end;
  }
}

std::string spaces(int count) {
  return std::string(static_cast<std::size_t>(std::max(count, 0)), ' ');
}

/// Fills lines word by word.
class Wrapper {
 public:
  explicit Wrapper(int width) : width_(width) {}

  void word(std::string_view bytes) {
    const int needed = display_width(bytes);
    if (used_ > 0 && used_ + 1 + needed > width_) end_line();
    if (used_ > 0) put(" ", 1);
    if (needed <= width_) {
      put(bytes, needed);
      return;
    }
    for_clusters(bytes, [&](std::string_view cluster, int columns) {
      if (used_ > 0 && used_ + columns > width_) end_line();
      put(cluster, columns);
      return true;
    });
  }

  void end_line() {
    lines_.push_back(std::exchange(line_, {}));
    used_ = 0;
  }

  std::vector<std::string> finish() && {
    if (!line_.empty() || lines_.empty()) end_line();
    return std::move(lines_);
  }

 private:
  void put(std::string_view bytes, int columns) {
    line_ += bytes;
    used_ += columns;
  }

  int width_;
  int used_ = 0;
  std::string line_;
  std::vector<std::string> lines_;
};

}  // namespace

int display_width(std::string_view bytes) {
  int width = 0;
  for_clusters(bytes, [&](std::string_view, int columns) {
    width += columns;
    return true;
  });
  return width;
}

std::string pad(std::string_view bytes, int width) {
  return std::string(bytes) + spaces(width - display_width(bytes));
}

std::string pad_left(std::string_view bytes, int width) {
  return spaces(width - display_width(bytes)) + std::string(bytes);
}

std::string truncate(std::string_view bytes, int width) {
  if (display_width(bytes) <= width) return std::string(bytes);
  if (width <= 0) return {};
  std::string out;
  int used = 0;
  for_clusters(bytes, [&](std::string_view cluster, int columns) {
    if (used + columns > width - 1) return false;
    out += cluster;
    used += columns;
    return true;
  });
  return out + "…";
}

std::vector<std::string> wrap(std::string_view bytes, int width) {
  constexpr int unbroken = 1 << 30;
  Wrapper lines(width > 0 ? width : unbroken);
  for (std::size_t at = 0; at < bytes.size();) {
    if (bytes[at] == '\n') lines.end_line();
    const std::size_t end = std::min(bytes.find_first_of(" \t\r\n", at), bytes.size());
    if (end > at) lines.word(bytes.substr(at, end - at));
    at = std::max(end, at + 1);
  }
  return std::move(lines).finish();
}

}  // namespace standoff::text
