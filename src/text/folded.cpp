// A text without its typography, and the way back.
#include "text/folded.hpp"

#include "text/unicode.hpp"

namespace standoff::text {

Folded::Folded(std::u32string_view points) {
  constexpr char32_t ellipsis = U'…';
  text_.reserve(points.size());
  begin_.reserve(points.size());
  end_.reserve(points.size());
  for (std::size_t at = 0; at < points.size();) {
    const Span cluster{at, next_grapheme(points, at)};
    at = cluster.end;
    if (const char32_t only = points[cluster.begin];
        cluster.end - cluster.begin == 1 && only >= U'a' && only <= U'z') {
      put(only, cluster);  // most of most texts: no need to ask utf8proc
      continue;
    }
    for (const char32_t point :
         fold_case(points.substr(cluster.begin, cluster.end - cluster.begin))) {
      if (point == ellipsis) {
        for (int i = 0; i < 3; ++i) put(U'.', cluster);
      } else {
        put(is_space(point)   ? U' '
            : is_dash(point)  ? U'-'
            : is_quote(point) ? U'"'
                              : point,
            cluster);
      }
    }
  }
  if (text_.ends_with(U' ')) {
    text_.pop_back();
    begin_.pop_back();
    end_.pop_back();
  }
}

void Folded::put(char32_t point, Span cluster) {
  const char32_t last = text_.empty() ? U' ' : text_.back();
  if (point == U' ' && (last == U' ' || last == U'-')) return;
  if (point == U'-' && last == U'-') {
    end_.back() = static_cast<std::uint32_t>(cluster.end);
    return;
  }
  if (point == U'-' && last == U' ' && !text_.empty()) {
    text_.pop_back();
    begin_.pop_back();
    end_.pop_back();
    return put(point, cluster);
  }
  text_.push_back(point);
  begin_.push_back(static_cast<std::uint32_t>(cluster.begin));
  end_.push_back(static_cast<std::uint32_t>(cluster.end));
}

bool Folded::cuts_cleanly(std::size_t at) const {
  return at == 0 || at >= text_.size() || begin_[at - 1] != begin_[at];
}

Span Folded::widened(Span folded) const {
  while (!cuts_cleanly(folded.begin)) --folded.begin;
  while (!cuts_cleanly(folded.end)) ++folded.end;
  return folded;
}

Span Folded::original(Span folded) const {
  const Span whole = widened(folded);
  return {begin_[whole.begin], end_[whole.end - 1]};
}

}  // namespace standoff::text
