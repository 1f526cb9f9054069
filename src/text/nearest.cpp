// "Did you mean ...?": edit distance and the nearest of some names.
#include <algorithm>
#include <utility>

#include "text/unicode.hpp"

namespace standoff::text {
namespace {

/// Only cells at most `cap` off the diagonal can hold a distance within `cap`, so only those are
/// computed.
std::size_t distance(std::u32string_view a, std::u32string_view b, std::size_t cap) {
  cap = std::min(cap, std::max(a.size(), b.size()));  // no distance is longer, so no answer changes
  const std::size_t over = cap + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > cap) return over;
  std::vector<std::size_t> two_up(b.size() + 1, over);
  std::vector<std::size_t> up(b.size() + 1, over);
  std::vector<std::size_t> row(b.size() + 1, over);
  for (std::size_t j = 0; j <= std::min(b.size(), cap); ++j) up[j] = j;
  std::size_t best_up = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > cap ? i - cap : 1;
    const std::size_t last = std::min(b.size(), i + cap);
    row[first - 1] = first == 1 ? std::min(i, over) : over;
    std::size_t best = row[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      std::size_t cell = up[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cell = std::min({cell, up[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cell = std::min(cell, two_up[j - 2] + 1);
      }
      row[j] = std::min(cell, over);
      best = std::min(best, row[j]);
    }
    if (last < b.size()) row[last + 1] = over;
    // A swap reaches back two rows, so one hopeless row is not yet the end.
    if (best > cap && best_up > cap) return over;
    best_up = best;
    std::swap(two_up, up);
    std::swap(up, row);
  }
  return up[b.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t cap) {
  return distance(decode(a), decode(b), cap);
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  constexpr std::size_t far = 32;  // keeps the search linear even for words no one would type
  const auto written = decode(word);
  const auto meant = bare_letters(word);
  const std::string* best = nullptr;
  std::pair<std::size_t, std::size_t> least;
  for (const auto& candidate : candidates) {
    const auto other = bare_letters(candidate);
    const std::size_t length = std::max(meant.size(), other.size());
    const std::size_t allowed = std::clamp<std::size_t>(length / 3, 1, far);
    const std::size_t apart = distance(meant, other, allowed);
    // Where every letter differs nothing speaks for the candidate: "a" is not a slip for "b".
    if (apart > allowed || apart >= length) continue;
    const std::pair rank{apart, distance(written, decode(candidate), far)};
    if (best == nullptr || rank < least) {
      best = &candidate;
      least = rank;
    }
  }
  if (best == nullptr) return std::nullopt;
  return *best;
}

}  // namespace standoff::text
