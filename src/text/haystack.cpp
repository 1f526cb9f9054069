// One text made ready for searching.
#include "text/haystack.hpp"

#include <algorithm>
#include <vector>

#include "text/approximate.hpp"
#include "text/sha256.hpp"
#include "text/unicode.hpp"

namespace standoff::text {
namespace {

/// Calls `visit(place)` where `needle`, which is not empty, stands in `text`, until it returns
/// false. Knuth, Morris and Pratt's, because the standard library's searchers (Boyer-Moore's
/// preparation too) take quadratic time on texts made to be slow.
template <typename View, typename Visit>
void find_all(View needle, View text, Visit visit) {
  std::vector<std::size_t> border(needle.size() + 1);  // the longest proper border of each prefix
  const auto extend = [&](std::size_t matched, auto next) {
    while (matched > 0 && (matched == needle.size() || needle[matched] != next)) {
      matched = border[matched];
    }
    return needle[matched] == next ? matched + 1 : 0;
  };
  for (std::size_t i = 1; i < needle.size(); ++i) border[i + 1] = extend(border[i], needle[i]);
  std::size_t matched = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    matched = extend(matched, text[at]);
    if (matched == needle.size() && !visit(at + 1 - needle.size())) return;
  }
}

}  // namespace

Haystack::Haystack(std::string_view bytes) : bytes_(bytes) {
  points_.reserve(bytes.size());
  starts_.reserve(bytes.size() + 1);
  for (std::size_t at = 0; at < bytes.size();) {
    starts_.push_back(at);
    points_.push_back(next_code_point(bytes, at));
  }
  starts_.push_back(bytes.size());
}

std::string_view Haystack::bytes(Span span) const {
  return bytes_.substr(starts_[span.begin], starts_[span.end] - starts_[span.begin]);
}

std::u32string_view Haystack::points(Span span) const {
  return std::u32string_view(points_).substr(span.begin, span.end - span.begin);
}

TextPosition Haystack::position(Span span) const {
  return {span.begin, span.end, sha256_hex(bytes(span))};
}

std::vector<Span> Haystack::verbatim(std::string_view passage, std::size_t most) const {
  std::vector<Span> places;
  if (passage.empty() || most == 0) return places;
  const std::size_t length = code_points(passage);
  find_all(passage, bytes_, [&](std::size_t byte) {
    // Bytes that are invalid may stand inside a character; such a place is none.
    const auto start = std::lower_bound(starts_.begin(), starts_.end(), byte);
    const auto begin = static_cast<std::size_t>(start - starts_.begin());
    if (*start == byte && begin + length < starts_.size() &&
        starts_[begin + length] == byte + passage.size()) {
      places.push_back({begin, begin + length});
    }
    return places.size() < most;
  });
  return places;
}

std::vector<Span> Haystack::alike(const Folded& phrase, std::size_t most) {
  std::vector<Span> places;
  if (phrase.text().empty() || most == 0) return places;
  find_all(phrase.text(), folded().text(), [&](std::size_t begin) {
    const std::size_t end = begin + phrase.text().size();
    if (folded().cuts_cleanly(begin) && folded().cuts_cleanly(end)) {
      places.push_back(folded().original({begin, end}));
    }
    return places.size() < most;
  });
  return places;
}

std::optional<Similar> Haystack::similar(const Folded& phrase, std::uint64_t& budget) {
  const std::size_t letters = phrase.text().size();
  const std::uint64_t cost = approximate_cost(phrase.text(), folded().text());
  if (cost > budget) return std::nullopt;
  budget -= cost;
  auto found = approximate(phrase.text(), folded().text());
  if (!found) return std::nullopt;
  if (const Span whole = folded().widened(found->at); whole != found->at) {
    found->at = whole;
    found->distance =
        letters_apart(phrase.text(), folded().text().substr(whole.begin, whole.end - whole.begin));
  }
  if (found->distance * 5 > letters * 2) return std::nullopt;  // 0.6, without rounding
  return Similar{folded().original(found->at),
                 1.0 - static_cast<double>(found->distance) / static_cast<double>(letters)};
}

const Folded& Haystack::folded() {
  if (!folded_) folded_.emplace(points_);
  return *folded_;
}

}  // namespace standoff::text
