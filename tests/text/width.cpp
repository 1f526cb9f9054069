// Terminal columns.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/unicode.hpp"

using namespace standoff::text;
using Lines = std::vector<std::string>;

TEST_CASE("letters take one column, wide characters two, marks and controls none") {
  CHECK(display_width("") == 0);
  CHECK(display_width("strike") == 6);
  CHECK(display_width("Łukašenka") == 9);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("Минск") == 5);
  CHECK(display_width("漢字") == 4);
  CHECK(display_width("\uD55C") == 2);
  CHECK(display_width("\u1112\u1161\u11AB") == 2);
  CHECK(display_width("\u0633\u0644\u0627\u0645") == 4);
  CHECK(display_width("a\tb\n\x1B") == 2);
}

TEST_CASE("an emoji takes two columns however many code points it has") {
  CHECK(display_width("\U0001F600") == 2);
  CHECK(display_width("\U0001F468\u200D\U0001F469\u200D\U0001F467") == 2);
  CHECK(display_width("\U0001F44D\U0001F3FD") == 2);
  CHECK(display_width("\U0001F1F1\U0001F1F9") == 2);
  CHECK(display_width("\u2764\uFE0F") == 2);
  CHECK(display_width("1\uFE0F\u20E3") == 2);
}

TEST_CASE("an invalid byte takes one column") {
  CHECK(display_width("a\xFF\xFE") == 3);
  CHECK(pad("\xFF", 3) == "\xFF  ");
}

TEST_CASE("padding fills up and never shortens") {
  CHECK(pad("ab", 4) == "ab  ");
  CHECK(pad_left("ab", 4) == "  ab");
  CHECK(pad("漢字", 5) == "漢字 ");
  CHECK(pad_left("abcd", 2) == "abcd");
  CHECK(pad("", 2) == "  ");
  CHECK(pad("a", -5) == "a");
}

TEST_CASE("truncating cuts between grapheme clusters and says so") {
  CHECK(truncate("strike", 6) == "strike");
  CHECK(truncate("strike", 4) == "str…");
  CHECK(truncate("strike", 1) == "…");
  CHECK(truncate("strike", 0).empty());
  CHECK(truncate("strike", -1).empty());
  CHECK(truncate("", -1).empty());
  CHECK(truncate("漢字漢", 4) == "漢…");
  CHECK(truncate("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
}

TEST_CASE("wrapping breaks between words") {
  CHECK(wrap("to be or not", 6) == Lines{"to be", "or not"});
  CHECK(wrap("  a   b\t c  ", 80) == Lines{"a b c"});
  CHECK(wrap("漢字 漢字 a", 4) == Lines{"漢字", "漢字", "a"});
  CHECK(wrap("", 5) == Lines{""});
  CHECK(wrap("a\n\nb\r\nc\n", 5) == Lines{"a", "", "b", "c"});
}

TEST_CASE("wrapping breaks an overlong word between grapheme clusters") {
  CHECK(wrap("a abcdefgh i", 3) == Lines{"a", "abc", "def", "gh", "i"});
  CHECK(wrap("漢字漢", 3) == Lines{"漢", "字", "漢"});
  CHECK(wrap("漢字", 1) == Lines{"漢", "字"});
  CHECK(wrap("e\u0301e\u0301e\u0301", 2) == Lines{"e\u0301e\u0301", "e\u0301"});
}

TEST_CASE("wrapping to no width at all keeps the lines") {
  CHECK(wrap("a b\nc", 0) == Lines{"a b", "c"});
  CHECK(wrap("a b", -7) == Lines{"a b"});
}
