// Verifying selectors against source texts.
#include "standoff/evidence.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "text/sha256.hpp"
#include "text/unicode.hpp"

using namespace standoff;

namespace {

const std::string daily = "They said “we don’t wait”. Граница закрыта. They said no more.";

struct Claim {
  std::optional<TextPosition> at = std::nullopt;
  std::optional<TextQuote> quote = std::nullopt;
};

Model model_with(const std::vector<Claim>& claims, const std::string& source_sha256 = "") {
  Model model;
  Source source;
  source.id = "daily";
  source.sha256 = source_sha256;
  model.sources.push_back(source);
  for (const auto& claim : claims) {
    Evidence evidence;
    evidence.at = claim.at;
    evidence.quote = claim.quote;
    model.evidence.push_back(evidence);
  }
  return model;
}

AnchorResult verify(const Claim& claim, const std::string& text,
                    const std::string& source_sha256 = "", const std::string& file = "daily.txt") {
  const auto results = verify_evidence(model_with({claim}, source_sha256), {{file, text}});
  REQUIRE(results.size() == 1);
  const auto& result = results.front();
  if (result.anchor != Anchor::fuzzy) CHECK(result.similarity == 1.0);
  CHECK(result.note.empty() == (result.anchor == Anchor::exact));
  const bool placed = result.anchor == Anchor::exact || result.anchor == Anchor::moved ||
                      result.anchor == Anchor::fuzzy;
  CHECK(result.found.has_value() == placed);
  if (placed && !text::first_invalid_utf8(text)) {
    CHECK(result.found->sha256 ==
          text::sha256_hex(
              text::substr(text, result.found->start, result.found->end - result.found->start)));
  }
  return result;
}

TextPosition at(std::uint64_t start, std::uint64_t end, const std::string& passage = "") {
  return {start, end, passage.empty() ? "" : text::sha256_hex(passage)};
}

TextQuote quote(std::string exact, std::string prefix = "", std::string suffix = "") {
  return {std::move(exact), std::move(prefix), std::move(suffix)};
}

std::string noise(std::size_t bytes) {
  std::mt19937 random(5);
  std::string out;
  while (out.size() < bytes)
    out += static_cast<char>(random() % 6 == 0 ? ' ' : 'a' + random() % 26);
  return out;
}

}  // namespace

TEST_CASE("a passage at its place is exact, by hash or by quote") {
  CHECK(verify({at(27, 34, "Граница")}, daily).anchor == Anchor::exact);
  CHECK(verify({at(27, 34), quote("Граница")}, daily).anchor == Anchor::exact);
  const auto both = verify({at(27, 34, "Граница"), quote("Граница")}, daily);
  CHECK(both.anchor == Anchor::exact);
  CHECK(both.found->start == 27);
  CHECK(both.found->end == 34);
}

TEST_CASE("a hash in capitals is the same hash") {
  auto position = at(27, 34, "Граница");
  for (char& digit : position.sha256) {
    if (digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
  }
  CHECK(verify({position}, daily).anchor == Anchor::exact);
}

TEST_CASE("a passage elsewhere has moved") {
  for (const Claim& claim :
       {Claim{at(20, 27, "Граница")}, Claim{at(20, 27), quote("Граница")},
        Claim{at(990, 997, "Граница")}, Claim{at(990, 997), quote("Граница")}}) {
    const auto result = verify(claim, daily);
    CHECK(result.anchor == Anchor::moved);
    CHECK(result.found->start == 27);
    CHECK(result.found->end == 34);
  }
  CHECK(verify({at(20, 27, "Граница")}, daily).note == "it stands at 27 to 34, not at 20 to 27");
}

TEST_CASE("of several places the nearest is taken, unless the words around say otherwise") {
  CHECK(verify({at(1, 10, "They said")}, daily).found->start == 0);
  CHECK(verify({at(40, 49, "They said")}, daily).found->start == 44);
  CHECK(verify({at(40, 49), quote("They said")}, daily).found->start == 44);
  CHECK(verify({at(40, 49), quote("They said", "", " \"we")}, daily).found->start == 0);
  CHECK(verify({at(1, 10), quote("They said", "закрыта. ")}, daily).found->start == 44);
}

TEST_CASE("a quote without a position is exact where its surroundings are") {
  CHECK(verify({{}, quote("They said")}, daily).found->start == 0);
  const auto second = verify({{}, quote("They said", "закрыта. ", " no more")}, daily);
  CHECK(second.anchor == Anchor::exact);
  CHECK(second.found->start == 44);
  CHECK(verify({{}, quote("Граница", "wait\".\n", " ЗАКРЫТА")}, daily).anchor == Anchor::exact);
  const auto other = verify({{}, quote("Граница", "wait”. Вся ")}, daily);
  CHECK(other.anchor == Anchor::moved);
  CHECK(other.found->start == 27);
}

TEST_CASE("a quote decides against a passage hash") {
  // The hash is of what stands there, but a reader would see a quote that nobody wrote.
  CHECK(verify({at(27, 34, "Граница"), quote("an invented sentence")}, daily).anchor ==
        Anchor::missing);
  CHECK(verify({at(27, 34, "other"), quote("Граница")}, daily).anchor == Anchor::exact);
}

TEST_CASE("a quote in other typography is fuzzy with similarity one") {
  const auto result = verify({at(10, 25), quote("\"we don't\nwait\"")}, daily);
  CHECK(result.anchor == Anchor::fuzzy);
  CHECK(result.similarity == 1.0);
  CHECK(result.found->start == 10);
  CHECK(result.found->end == 25);
  const auto decomposed = verify({{}, quote("cafe\u0301")}, "Le café.");
  CHECK(decomposed.anchor == Anchor::fuzzy);
  CHECK(decomposed.similarity == 1.0);
  CHECK(decomposed.found->start == 3);
}

TEST_CASE("a similar passage is fuzzy with its similarity") {
  const auto result = verify({at(27, 42), quote("Граница закрытa")}, daily);  // a Latin a
  CHECK(result.anchor == Anchor::fuzzy);
  CHECK(result.similarity == doctest::Approx(14.0 / 15.0));
  CHECK(result.found->start == 27);
  CHECK(result.found->end == 42);
}

TEST_CASE("a passage that is nowhere is missing") {
  CHECK(verify({{}, quote("nothing of the kind")}, daily).anchor == Anchor::missing);
  CHECK(verify({at(3, 9, "absent")}, daily).anchor == Anchor::missing);
  CHECK(verify({at(3, 9), quote("nothing of the kind")}, daily).anchor == Anchor::missing);
  CHECK(verify({at(3, 900, "absent")}, daily).anchor == Anchor::missing);
  CHECK(verify({{}, quote("gate")}, "").anchor == Anchor::missing);
  CHECK(verify({at(0, 4, "gate")}, "").anchor == Anchor::missing);
}

TEST_CASE("a position that is empty or backwards is missing") {
  CHECK(verify({at(5, 5)}, daily).anchor == Anchor::missing);
  CHECK(verify({at(9, 5, "They")}, daily).anchor == Anchor::missing);
  CHECK(verify({at(9, 5), quote("They")}, daily).anchor == Anchor::missing);
}

TEST_CASE("a position beyond the end is missing") {
  const std::string hash = text::sha256_hex(daily);
  const auto size = text::code_points(daily);
  CHECK(verify({at(0, size)}, daily, hash).anchor == Anchor::exact);
  CHECK(verify({at(0, size + 1)}, daily, hash).anchor == Anchor::missing);
  CHECK(verify({at(0, ~std::uint64_t{0})}, daily, hash).anchor == Anchor::missing);
  CHECK(verify({at(5, ~std::uint64_t{0}, "no")}, daily).anchor == Anchor::missing);
  CHECK(verify({at(~std::uint64_t{0} - 1, ~std::uint64_t{0})}, "").anchor == Anchor::missing);
}

TEST_CASE("a bare position holds as long as the file is the declared one") {
  CHECK(verify({at(0, 4)}, daily, text::sha256_hex(daily)).anchor == Anchor::exact);
  CHECK(verify({at(0, 4)}, daily).anchor == Anchor::unchecked);
  CHECK(verify({at(0, 4)}, daily, text::sha256_hex("other")).anchor == Anchor::unchecked);
  CHECK(verify({at(0, 4)}, daily, text::sha256_hex("other")).note.find("daily.txt") !=
        std::string::npos);
}

TEST_CASE("evidence without a selector is unchecked") {
  CHECK(verify({}, daily, text::sha256_hex(daily)).anchor == Anchor::unchecked);
  CHECK(verify({{}, quote("")}, daily).anchor == Anchor::unchecked);
  CHECK(verify({{{0, 4, "not a hash"}}}, daily).anchor == Anchor::unchecked);
}

TEST_CASE("a source is found by its hash first and by its file name second") {
  const Claim claim{{}, quote("They")};
  CHECK(verify(claim, daily, text::sha256_hex(daily), "renamed.html").anchor == Anchor::exact);
  CHECK(verify(claim, daily, "", "folder/daily.html").anchor == Anchor::exact);
  CHECK(verify(claim, daily, text::sha256_hex("other"), "daily").anchor == Anchor::exact);
  CHECK(verify(claim, daily, "", "Daily.txt").anchor == Anchor::unchecked);
  CHECK(verify(claim, daily, "", "weekly.txt").note == "source \"daily\" is not among the texts");

  const auto model = model_with({claim}, text::sha256_hex(daily));
  const auto results = verify_evidence(model, {{"daily.txt", "another text"}, {"old.txt", daily}});
  CHECK(results.front().anchor == Anchor::exact);
}

TEST_CASE("a text of invalid UTF-8 matches as a whole or not at all") {
  const std::string text = "They said \xFF no.";
  const std::string hash = text::sha256_hex(text);
  CHECK(verify({at(0, 4)}, text, hash).anchor == Anchor::exact);
  CHECK(verify({at(0, 4)}, text).anchor == Anchor::unchecked);
  CHECK(verify({at(0, 4, "They")}, text, hash).anchor == Anchor::unchecked);
  const auto quoted = verify({{}, quote("They")}, text, hash);
  CHECK(quoted.anchor == Anchor::unchecked);
  CHECK(quoted.note.find("byte 10") != std::string::npos);
  // A readable text of the same name is preferred.
  const auto results = verify_evidence(model_with({{{}, quote("They")}}),
                                       {{"daily.bin", text}, {"daily.txt", daily}});
  CHECK(results.front().anchor == Anchor::exact);
}

TEST_CASE("a quote of invalid UTF-8 does no harm") {
  CHECK(verify({{}, quote("\xFF\xFE")}, daily).anchor == Anchor::missing);
  CHECK(verify({{}, quote("\x93")}, "“").anchor == Anchor::missing);
  CHECK(verify({{}, quote("They", "\xFF", "\xE2")}, daily).anchor == Anchor::moved);
}

TEST_CASE("a byte order mark counts as one code point") {
  CHECK(verify({at(1, 5, "They")}, "\uFEFF" + daily).anchor == Anchor::exact);
}

TEST_CASE("there is one result for each item, in order") {
  const auto model =
      model_with({{{}, quote("They")}, {}, {at(0, 4, "They")}, {{}, quote("zzzzzzzz")}});
  const auto results = verify_evidence(model, {{"daily.txt", daily}});
  REQUIRE(results.size() == 4);
  CHECK(results[0].anchor == Anchor::exact);
  CHECK(results[1].anchor == Anchor::unchecked);
  CHECK(results[2].anchor == Anchor::exact);
  CHECK(results[3].anchor == Anchor::missing);
  CHECK(verify_evidence(Model{}, {}).empty());
  CHECK(verify_evidence(model, {}).size() == 4);
}

TEST_CASE("a megabyte is verified in good time, and more is not searched by hash alone") {
  const std::string text = noise(1 << 20);
  const std::string passage = text.substr(900'000, 150);
  // Processor time: other work on the machine is no fault of the search.
  const std::clock_t start = std::clock();
  CHECK(verify({at(10, 160, passage)}, text).found->start == 900'000);
  CHECK(verify({at(10, 160, passage + "x")}, text).anchor == Anchor::missing);
  CHECK(verify({at(10, 160), quote(passage)}, text).found->start == 900'000);
  std::string near = passage;
  near[70] = '#';
  CHECK(verify({at(10, 160), quote(near)}, text).found->start == 900'000);
  CHECK(verify({{}, quote("e", "q", "z")}, text).found.has_value());
  CHECK(verify({at(10, 500'000, "absent")}, text).anchor == Anchor::unchecked);
  const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  CHECK(taken < 20.0);
  CHECK(verify({at(10, 160, passage)}, text + "x").anchor == Anchor::unchecked);
}
