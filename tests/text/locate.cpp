// Finding a phrase whatever its typography.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "standoff/evidence.hpp"
#include "text/approximate.hpp"
#include "text/folded.hpp"
#include "text/sha256.hpp"
#include "text/unicode.hpp"

using standoff::locate;
using standoff::Located;
using namespace standoff::text;

namespace {

/// The one place where `phrase` stands but for typography; its words.
std::string only(std::string_view phrase, std::string_view text) {
  const auto places = locate(phrase, text);
  REQUIRE(places.size() == 1);
  const Located& place = places.front();
  CHECK(place.similarity == 1.0);
  CHECK(place.passage == substr(text, place.at.start, place.at.end - place.at.start));
  CHECK(place.at.sha256 == sha256_hex(place.passage));
  return place.passage;
}

/// Words without meaning, always the same.
std::string prose(std::size_t bytes) {
  std::mt19937 random(1);
  std::string out;
  while (out.size() < bytes) {
    for (auto n = 2 + random() % 8; n > 0; --n) out += static_cast<char>('a' + random() % 26);
    out += random() % 12 == 0 ? ".\n" : " ";
  }
  return out;
}

double seconds(auto work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_CASE("a phrase is found as it is written") {
  CHECK(only("the gate", "They shut the gate.") == "the gate");
  CHECK(locate("the gate", "They shut the gate.").front().at.start == 10);
}

TEST_CASE("positions count code points, not bytes") {
  const auto places = locate("gate", "\uFEFFŁódź \U0001F600 gate");
  REQUIRE(places.size() == 1);
  CHECK(places[0].at.start == 8);  // the byte order mark is one
  CHECK(places[0].at.end == 12);
}

TEST_CASE("straight quotes find curly ones and the other way round") {
  CHECK(only("\"don't go\"", "He said “don’t go” twice.") == "“don’t go”");
  CHECK(only("“don’t go”", "He said \"don't go\" twice.") == "\"don't go\"");
  CHECK(only("\"stay\"", "Он сказал «stay».") == "«stay»");
  CHECK(only("'stay'", "„stay‟") == "„stay‟");
}

TEST_CASE("dashes find dashes with or without spaces") {
  CHECK(only("now - or never", "now—or never") == "now—or never");
  CHECK(only("now--or never", "now — or never") == "now — or never");
  CHECK(only("now—or", "so now -- or never") == "now -- or");
  CHECK(only("well-known", "a well‑known gate") == "well‑known");
  CHECK(only("gate -", "the gate -- shut") == "gate --");
}

TEST_CASE("an ellipsis is three full stops") {
  CHECK(only("well...", "He said: well…") == "well…");
  CHECK(only("well… no", "well... no") == "well... no");
}

TEST_CASE("any white space is one space") {
  CHECK(only("shut the gate", "They shut\r\n\t the\u00A0\u2003gate.") ==
        "shut\r\n\t the\u00A0\u2003gate");
  CHECK(only("  shut\nthe  gate ", "They shut the gate.") == "shut the gate");
}

TEST_CASE("soft hyphens, joiners and direction marks do not count") {
  CHECK(only("negotiate", "to nego\u00ADti\u200Bate now") == "nego\u00ADti\u200Bate");
  CHECK(only("nego\u00ADtiate", "to negotiate now") == "negotiate");
  CHECK(only("gate", "\u200Fgate\u200E") == "gate");
}

TEST_CASE("letter case does not count") {
  CHECK(only("THE GATE", "the Gate") == "the Gate");
  CHECK(only("strasse", "Große Straße") == "Straße");
  CHECK(only("ГРАНИЦА", "закрытая граница") == "граница");
}

TEST_CASE("composed and decomposed letters are the same") {
  CHECK(only("S\u030Calc\u030Cininkai", "in Šalčininkai today") == "Šalčininkai");
  CHECK(only("Šalčininkai", "in S\u030Calc\u030Cininkai today") == "S\u030Calc\u030Cininkai");
  CHECK(only("\u0439", "\u0438\u0306") == "\u0438\u0306");
  CHECK(only("a\u0323\u0302", "a\u0302\u0323") == "a\u0302\u0323");
}

TEST_CASE("a passage never ends inside a grapheme cluster") {
  for (const auto& place : locate("cafe", "le cafe\u0301 noir")) {
    CHECK(place.passage == "cafe\u0301");
    CHECK(place.similarity < 1.0);
  }
  CHECK(only("cafe", "cafe\u0301 cafe") == "cafe");
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
  CHECK(only(family, "a " + family + " b") == family);
  CHECK(locate("\U0001F468", family).empty());
  CHECK(locate("\U0001F469", family).empty());
  CHECK(locate("s", "ß").empty());
}

TEST_CASE("Arabic is found with its marks") {
  const std::string word = "\u0633\u064E\u0644\u0627\u0645";
  CHECK(only(word, "(" + word + ")") == word);
  const auto bare = locate("\u0633\u0644\u0627\u0645", word);
  REQUIRE(bare.size() == 1);
  CHECK(bare[0].similarity == doctest::Approx(0.75));
  CHECK(bare[0].passage == word);
}

TEST_CASE("all places are found, in order, up to the number wanted") {
  const std::string text = "gate, Gate, GATE";
  const auto places = locate("gate", text);
  REQUIRE(places.size() == 3);
  CHECK(places[0].at.start == 0);
  CHECK(places[1].at.start == 6);
  CHECK(places[2].at.start == 12);
  CHECK(locate("gate", text, 2).size() == 2);
  CHECK(locate("gate", text, 0).empty());
  CHECK(locate("a", std::string(1000, 'a')).size() == 100);
  CHECK(locate("aa", "aaaa").size() == 3);
}

TEST_CASE("when the phrase is nowhere the nearest passage is given with its similarity") {
  const auto places = locate("they closed the gate", "Then they closd teh gate at last.");
  REQUIRE(places.size() == 1);
  CHECK(places[0].passage == "they closd teh gate");
  CHECK(places[0].similarity == doctest::Approx(0.85));
  CHECK(places[0].at.sha256 == sha256_hex(places[0].passage));
}

TEST_CASE("the nearest passage begins and ends between words where it can") {
  const auto places = locate("they keep striking", "and they keep strike.");
  REQUIRE(places.size() == 1);
  CHECK(places[0].passage == "they keep strike");
}

TEST_CASE("a passage less similar than 0.6 is none") {
  CHECK(locate("abcde", "xx abcxx yy").size() == 1);  // exactly 0.6
  CHECK(locate("abcde", "xx abxxx yy").empty());
  CHECK(locate("entirely different words", "They shut the gate.").empty());
}

TEST_CASE("a phrase longer than the text may still be near") {
  const auto places = locate("shut the gate now", "shut the gate");
  REQUIRE(places.size() == 1);
  CHECK(places[0].passage == "shut the gate");
  CHECK(locate("a phrase much longer than the text", "a").empty());
}

TEST_CASE("nothing is found in nothing") {
  CHECK(locate("", "").empty());
  CHECK(locate("", "text").empty());
  CHECK(locate("gate", "").empty());
  CHECK(locate(" \n\u00AD", "a b").empty());
  CHECK(locate("gate", " \n ").empty());
}

TEST_CASE("invalid bytes in text or phrase do no harm") {
  const auto places = locate("gate", "\xFF\xE2 the gate \x80");
  REQUIRE(places.size() == 1);
  CHECK(places[0].at.start == 7);
  CHECK(locate("\xFF\xFE", "the gate").empty());
  CHECK(locate("gat\xFF", "the gate").size() == 1);
}

TEST_CASE("the folded text leads back to the original") {
  const Folded folded(decode("  A \u2014 Straße…\u00A0"));
  CHECK(folded.text() == U"a-strasse...");
  CHECK(folded.original({0, 1}) == Span{2, 3});
  CHECK(folded.original({1, 2}) == Span{4, 5});
  CHECK(folded.original({6, 7}) == Span{10, 11});  // half of ß is ß
  CHECK(folded.original({10, 12}) == Span{12, 13});
  CHECK_FALSE(folded.cuts_cleanly(7));
}

TEST_CASE("the approximate search agrees with the plain table") {
  std::mt19937 random(3);
  const auto word = [&](std::size_t most) {
    std::u32string out;
    for (auto n = random() % (most + 1); n > 0; --n)
      out += static_cast<char32_t>(U'a' + random() % 3);
    return out;
  };
  for (int i = 0; i < 1'000; ++i) {
    const auto phrase = word(i % 4 == 0 ? 150 : 9);
    const auto text = word(i % 3 == 0 ? 300 : 20);
    std::vector<std::size_t> row(phrase.size() + 1);
    std::vector<std::size_t> whole(phrase.size() + 1);
    for (std::size_t p = 0; p < row.size(); ++p) row[p] = whole[p] = p;
    std::size_t least = phrase.size();
    const auto advance = [&](std::vector<std::size_t>& column, std::size_t top, char32_t letter) {
      std::size_t diagonal = column[0];
      column[0] = top;
      for (std::size_t p = 1; p < column.size(); ++p) {
        const std::size_t cell = std::min(
            {column[p] + 1, column[p - 1] + 1, diagonal + (phrase[p - 1] == letter ? 0 : 1)});
        diagonal = column[p];
        column[p] = cell;
      }
    };
    for (std::size_t t = 0; t < text.size(); ++t) {
      advance(row, 0, text[t]);
      advance(whole, t + 1, text[t]);
      least = std::min(least, row.back());
    }
    REQUIRE(letters_apart(phrase, text) == whole.back());
    const auto found = approximate(phrase, text);
    REQUIRE(found.has_value() == (least < phrase.size()));
    if (found) {
      REQUIRE(found->distance == least);
      const auto passage =
          std::u32string_view(text).substr(found->at.begin, found->at.end - found->at.begin);
      REQUIRE(letters_apart(phrase, passage) == least);
    }
  }
}

TEST_CASE("a phrase is found in a megabyte in good time") {
  const std::string text = prose(1 << 20);
  const std::string phrase = text.substr(700'000, 200);
  CHECK(seconds([&] { CHECK(locate(phrase, text).size() == 1); }) < 5.0);
  std::string near = phrase;
  for (std::size_t i = 5; i < near.size(); i += 20) near[i] = '#';
  CHECK(seconds([&] {
          const auto places = locate(near, text);
          REQUIRE(places.size() == 1);
          CHECK(places[0].similarity == doctest::Approx(0.95));
        }) < 5.0);
}

TEST_CASE("texts made to be slow are not") {
  CHECK(seconds([] { locate(std::string(2'000, 'a') + "b", std::string(1 << 20, 'a')); }) < 5.0);
  CHECK(seconds([] { locate("b" + std::string(2'000, 'a'), std::string(1 << 20, 'a')); }) < 5.0);
  std::string marks = "a";
  for (int i = 0; i < 200'000; ++i) marks += "\u0301\u0323";
  CHECK(seconds([&] { locate("gate", marks); }) < 5.0);
  CHECK(seconds([&] { locate(marks, marks); }) < 5.0);
  CHECK(locate(std::string(20'000, 'x'), std::string(30'000, 'y')).empty());
}

TEST_CASE("every line of the seed report is found when typed at a keyboard") {
#ifdef STANDOFF_SHARED_DIR
  std::string folder = STANDOFF_SHARED_DIR;
#else
  std::string folder = "../shared";
#endif
  if (const char* given = std::getenv("STANDOFF_SHARED")) folder = given;
  std::ifstream file(folder + "/seed/report.txt", std::ios::binary);
  if (!file) {
    MESSAGE("skipped: no seed report in " << folder);
    return;
  }
  const std::string report((std::istreambuf_iterator<char>(file)), {});
  CHECK_FALSE(first_invalid_utf8(report));
  for (std::size_t from = 0; from < report.size();) {
    const std::size_t end = std::min(report.find('\n', from), report.size());
    const std::string line = report.substr(from, end - from);
    from = end + 1;
    if (line.find_first_not_of(" \r") == std::string::npos) continue;
    std::u32string typed;
    for (const char32_t point : decode(line)) {
      if (point == U'…') {
        typed += U"...";
      } else {
        typed += is_dash(point)                   ? U'-'
                 : point == U'“' || point == U'”' ? U'"'
                 : is_quote(point)                ? U'\''
                                                  : point;
      }
    }
    CHECK(only(encode(typed), report).size() > 0);
  }
}
