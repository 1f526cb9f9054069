// `locate`: from a phrase somebody remembers to the selector of the passage.
#include "standoff/evidence.hpp"
#include "text/haystack.hpp"
#include "text/unicode.hpp"

namespace standoff {

// A byte that belongs to no valid UTF-8 sequence counts as one code point. Similar passages are not
// looked for when the phrase has more than 10,000 letters, or text times phrase exceeds
// text::approximate_budget (4 MB against 6,000 letters still fits).
std::vector<Located> locate(std::string_view phrase, std::string_view text, std::size_t most) {
  std::vector<Located> places;
  const text::Folded wanted(text::decode(phrase));
  if (wanted.text().empty() || most == 0) return places;
  text::Haystack haystack(text);
  const auto add = [&](text::Span at, double similarity) {
    places.push_back({haystack.position(at), similarity, std::string(haystack.bytes(at))});
  };
  for (const auto& at : haystack.alike(wanted, most)) add(at, 1.0);
  if (places.empty()) {
    std::uint64_t budget = text::approximate_budget;
    if (const auto found = haystack.similar(wanted, budget)) add(found->at, found->similarity);
  }
  return places;
}

}  // namespace standoff
