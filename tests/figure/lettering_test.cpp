// Text that has to fit: estimates, line breaks, direction.

#include "figure/lettering.hpp"

#include <doctest/doctest.h>

namespace {

using namespace standoff::figure;

std::string joined(const Lettered& text, const std::string& between) {
  std::string out;
  for (const std::string& line : text.lines) out += (out.empty() ? "" : between) + line;
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("figure/lettering");

TEST_CASE("wide letters are wider than narrow ones, bold wider than plain, marks take nothing") {
  const Type type;
  CHECK(width_of("WWW", type) > width_of("iii", type));
  CHECK(width_of("щ", type) > width_of("и", type));
  CHECK(width_of("中", type) >= type.size);
  CHECK(width_of("Sanctions", {.bold = true}) > width_of("Sanctions", type));
  CHECK(width_of("e\xCC\x81", type) == width_of("e", type));
  CHECK(width_of("", type) == 0);
}

TEST_CASE("lines break between words and fit") {
  const std::string whole = "ask Brussels and Washington to press Minsk";
  const Lettered text = letter(whole, {.size = 12}, 110);
  CHECK(text.lines.size() > 1);
  CHECK(text.width() <= 110);
  CHECK(text.whole.empty());
  CHECK(joined(text, " ") == whole);
}

TEST_CASE("a word wider than a line is broken inside") {
  const std::string whole = "nebeprisikiškiakopūsteliaujantiesiems";
  const Lettered text = letter(whole, {.size = 12}, 80);
  CHECK(text.width() <= 80);
  CHECK(joined(text, "") == whole);
}

TEST_CASE("a line may end after a hyphen") {
  CHECK(joined(letter("Lithuanian-Belarusian", {.size = 12}, 100), "|") ==
        "Lithuanian-|Belarusian");
}

TEST_CASE("what is left out is marked, and the whole text is kept") {
  const std::string whole = "keep the trucks and let the balloons fly";
  const Lettered text = letter(whole, {.size = 12}, 90, 2);
  CHECK(text.lines.size() == 2);
  CHECK(text.lines.back().ends_with("…"));
  CHECK(text.width() <= 90);
  CHECK(text.whole == whole);
}

TEST_CASE("text runs as its first letter does") {
  CHECK(right_to_left("مصر"));
  CHECK(right_to_left("1) שלום"));
  CHECK_FALSE(right_to_left("Egypt مصر"));
  CHECK_FALSE(right_to_left("Беларусь"));
  CHECK_FALSE(right_to_left("12 – 3"));
  CHECK_FALSE(letter("مصر", {}, 100).rightwards);
}

TEST_SUITE_END();
