// A text without its typography, and the way back: what `locate` compares, so that a phrase typed
// at a keyboard finds the passage a typesetter made of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standoff::text {

/// Code points from `begin` to before `end`.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Span&) const = default;
};

/// Case-folded and composed; every quotation mark, apostrophe or prime is `"`, every dash or run of
/// dashes is `-` without spaces around it, every run of white space is one space, an ellipsis is
/// three full stops; nothing invisible, no white space at either end.
class Folded {
 public:
  /// `points` may be any code points; positions fit 32 bits.
  explicit Folded(std::u32string_view points);

  std::u32string_view text() const { return text_; }

  /// True when a grapheme cluster of the original begins or ends at `at`, so that a passage may
  /// too.
  bool cuts_cleanly(std::size_t at) const;

  /// `folded` widened to whole grapheme clusters.
  Span widened(Span folded) const;

  /// The original code points behind a span of the folded text that is not empty: whole grapheme
  /// clusters.
  Span original(Span folded) const;

 private:
  void put(char32_t point, Span cluster);

  std::u32string text_;
  /// Of each folded code point: the grapheme cluster it came from.
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> end_;
};

}  // namespace standoff::text
