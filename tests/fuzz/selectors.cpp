// Fuzz target: a phrase, a newline and a text. Whatever `locate` finds, `verify_evidence` finds
// there.
#include "fuzz.hpp"
#include "standoff/evidence.hpp"
#include "text/unicode.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace standoff;
  const std::string_view all(reinterpret_cast<const char*>(data), size);
  const std::size_t cut = all.find('\n');
  const std::string_view phrase = all.substr(0, cut);
  const std::string text(cut == all.npos ? std::string_view{} : all.substr(cut + 1));

  Model model;
  model.sources.push_back({.id = "text"});
  const auto add = [&model](TextPosition at, std::string exact) {
    Evidence item;
    item.at = std::move(at);
    if (!exact.empty()) item.quote = TextQuote{.exact = std::move(exact)};
    model.evidence.push_back(std::move(item));
  };
  const auto found = locate(phrase, text);
  fuzz::promise(found.size() <= 100, "no more places than asked for");
  for (const Located& place : found) {
    fuzz::promise(place.similarity >= 0.6 && place.similarity <= 1,
                  "similarity is between 0.6 and 1");
    add(place.at, place.passage);
  }
  add({.start = size, .end = 2 * size, .sha256 = ""}, std::string(phrase));
  const auto results = verify_evidence(model, {{"text.txt", text}});
  fuzz::promise(results.size() == model.evidence.size(), "one result per item");
  // Bytes that are no text match only as a whole, by hash; nothing inside them can be verified.
  const Anchor expected = text::first_invalid_utf8(text) ? Anchor::unchecked : Anchor::exact;
  for (std::size_t k = 0; k < found.size(); ++k)
    fuzz::promise(results[k].anchor == expected, "what was located verifies as exact");
  return 0;
}
