// Code points, grapheme clusters, normal forms and folding.
#include "text/unicode.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace standoff::text;

namespace {
constexpr const char* family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
}

TEST_CASE("valid UTF-8 of one to four bytes has no invalid byte") {
  CHECK_FALSE(first_invalid_utf8(""));
  CHECK_FALSE(first_invalid_utf8("a\u0119\u0441\u20AC\U0001F600\U0010FFFF"));
  CHECK_FALSE(first_invalid_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("the first invalid byte is found") {
  CHECK(first_invalid_utf8("ab\x80") == 2);                // a continuation alone
  CHECK(first_invalid_utf8("a\xC0\xAF") == 1);             // overlong, two bytes
  CHECK(first_invalid_utf8("\xE0\x80\xAF") == 0);          // overlong, three bytes
  CHECK(first_invalid_utf8("\xF0\x80\x80\xAF") == 0);      // overlong, four bytes
  CHECK(first_invalid_utf8("\xC4\x85\xED\xA0\x80") == 2);  // a surrogate
  CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0);      // above U+10FFFF
  CHECK(first_invalid_utf8("\xFF") == 0);
  CHECK(first_invalid_utf8("abc\xE2\x80") == 3);  // cut short
}

TEST_CASE("code points are counted, found and cut") {
  const std::string text = "zażółć \U0001F600!";
  CHECK(code_points("") == 0);
  CHECK(code_points(text) == 9);
  CHECK(byte_offset(text, 0) == 0);
  CHECK(byte_offset(text, 3) == 4);
  CHECK(byte_offset(text, 99) == text.size());
  CHECK(substr(text, 2, 3) == "żół");
  CHECK(substr(text, 7) == "\U0001F600!");
  CHECK(substr(text, 9, 5).empty());
  CHECK(substr("", 3, 5).empty());
}

TEST_CASE("what a terminal would obey is told and not done, letter by letter") {
  CHECK(disarmed("a\x1b[31m\tb\x7F\u009B2J\u0085ż") == "a\uFFFD[31m\tb\uFFFD\uFFFD2J\uFFFDż");
  CHECK(disarmed("") == "");
  CHECK(code_points(disarmed("\x01\xC2\x9B\xFF")) == 3);
}

TEST_CASE("each invalid byte counts as one code point") {
  CHECK(code_points("a\xE2\x80 b") == 5);
  CHECK(decode("a\xFF") == U"a\uFFFD");
  CHECK(substr("a\xFF\xFE"
               "b",
               1, 2) == "\xFF\xFE");
}

TEST_CASE("decoding and encoding are inverse on valid text") {
  const std::string text = "aę\u0441\u20AC\U0001F600";
  CHECK(encode(decode(text)) == text);
  CHECK(encode(std::u32string{0xD800, 0x110000, U'a'}) == "\uFFFD\uFFFDa");
}

TEST_CASE("a grapheme cluster keeps marks, joined emoji, flags and line ends together") {
  const auto first = [](std::string_view text) { return next_grapheme(decode(text), 0); };
  CHECK(first("ab") == 1);
  CHECK(first("e\u0301\u0323x") == 3);
  CHECK(first(std::string(family) + "x") == 5);
  CHECK(first("\U0001F1F1\U0001F1F9\U0001F1E7\U0001F1FE") == 2);
  CHECK(first("\r\nx") == 2);
}

TEST_CASE("canonical composition joins letters and marks in any order") {
  CHECK(nfc("e\u0301") == "\u00E9");
  CHECK(nfc("a\u0323\u0302") == nfc("a\u0302\u0323"));
  CHECK(nfc("\u1112\u1161\u11AB") == "\uD55C");
  CHECK(nfc("\u212B") == "\u00C5");
  CHECK(nfc("\u0438\u0306") == "\u0439");
  CHECK(nfc("").empty());
  CHECK(nfc("a\xFF") == "a\uFFFD");
}

TEST_CASE("canonical composition takes a very long run of marks") {
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) marks += "\u0301\u0323";
  CHECK(code_points(nfc(marks)) == 200'000);
}

TEST_CASE("ASCII folding makes ids of names") {
  CHECK(ascii_fold("Šalčininkai") == "salcininkai");
  CHECK(ascii_fold("Łoh") == "loh");
  CHECK(ascii_fold("Straße, Øresund, Đorđe, Þór, Ægir, İstanbul, Iğdır") ==
        "strasse, oresund, dorde, thor, aegir, istanbul, igdir");
  CHECK(ascii_fold("e\u0301 \uFB01n\u00ADe") == "e fine");
  CHECK(ascii_fold("a\u2014b\u00A0o\u2019c") == "a-b o'c");
  CHECK(ascii_fold("Минск").empty());
  CHECK(ascii_fold("").empty());
  CHECK(ascii_fold("a\xFF"
                   "b") == "ab");
}
