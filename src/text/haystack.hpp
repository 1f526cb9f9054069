// One text made ready for searching: what stands where, and where a phrase stands or nearly stands.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "standoff/model.hpp"
#include "text/folded.hpp"

namespace standoff::text {

struct Similar {
  Span at;
  double similarity = 0.0;  ///< 1 less the share of the phrase's letters to insert, drop or replace
};

/// How much approximate searching one call of the public functions may do: a second or two.
inline constexpr std::uint64_t approximate_budget = 400'000'000;

/// Positions are code points of the text as it is: a byte order mark is one, an invalid byte is
/// one.
class Haystack {
 public:
  /// `bytes` must outlive this.
  explicit Haystack(std::string_view bytes);

  std::size_t size() const { return points_.size(); }
  std::string_view bytes(Span span) const;
  std::u32string_view points(Span span) const;

  /// The position to write into a model, with the SHA-256 of the passage.
  TextPosition position(Span span) const;

  /// Where exactly these bytes stand, in order, at most `most` places. Nowhere when `passage` is
  /// empty.
  std::vector<Span> verbatim(std::string_view passage, std::size_t most) const;

  /// Where the phrase stands but for typography, in order, at most `most` places.
  std::vector<Span> alike(const Folded& phrase, std::size_t most);

  /// The nearest passage, if at least 0.6 of the phrase is in it. Takes what the search costs from
  /// `budget`, and does not search when there is too little.
  std::optional<Similar> similar(const Folded& phrase, std::uint64_t& budget);

 private:
  const Folded& folded();

  std::string_view bytes_;
  std::u32string points_;
  std::vector<std::size_t> starts_;  // where each code point begins in bytes_, and the end
  std::optional<Folded> folded_;     // made when first needed
};

}  // namespace standoff::text
