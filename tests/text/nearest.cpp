// Edit distance and suggestions.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "text/unicode.hpp"

using namespace standoff::text;

namespace {

/// The textbook table, to compare with.
std::size_t textbook(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

TEST_CASE("edit distance counts inserted, dropped, replaced and swapped letters") {
  CHECK(edit_distance("", "", 3) == 0);
  CHECK(edit_distance("", "abc", 3) == 3);
  CHECK(edit_distance("strike", "strike", 0) == 0);
  CHECK(edit_distance("strike", "strkie", 3) == 1);
  CHECK(edit_distance("strike", "stike", 3) == 1);
  CHECK(edit_distance("strike", "lockout", 99) == 7);
  CHECK(edit_distance("żółć", "zolc", 9) == 4);
  CHECK(edit_distance("abc", "abd", std::numeric_limits<std::size_t>::max()) == 1);
  CHECK(edit_distance("a\xFF", "a", 3) == 1);
}

TEST_CASE("edit distance over the cap is the cap plus one") {
  CHECK(edit_distance("strike", "lockout", 2) == 3);
  CHECK(edit_distance("a", "b", 0) == 1);
  CHECK(edit_distance("", "abcdef", 2) == 3);
  CHECK(edit_distance(std::string(500'000, 'a'), std::string(500'000, 'b'), 3) == 4);
  CHECK(edit_distance(std::string(500'000, 'a'), std::string(500'000, 'a'), 3) == 0);
}

TEST_CASE("edit distance agrees with the textbook table on random words") {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string out;
    for (auto n = random() % 9; n > 0; --n) out += static_cast<char>('a' + random() % 3);
    return out;
  };
  for (int i = 0; i < 5'000; ++i) {
    const auto a = word();
    const auto b = word();
    const std::size_t cap = random() % 10;
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(cap);
    REQUIRE(edit_distance(a, b, cap) == std::min(textbook(a, b), cap + 1));
  }
}

TEST_CASE("the nearest name is found over a slip") {
  const std::vector<std::string> names{"strike", "lockout", "mediate", "go"};
  CHECK(nearest("stirke", names) == "strike");
  CHECK(nearest("stike", names) == "strike");
  CHECK(nearest("STRIKE", names) == "strike");
  CHECK(nearest("lokcot", names) == "lockout");
  CHECK(nearest("og", names) == "go");
  CHECK(nearest("g", names) == "go");
  CHECK(nearest("strike", names) == "strike");
}

TEST_CASE("nothing is suggested for a word unlike any name") {
  CHECK_FALSE(nearest("banana", {"strike", "lockout"}));
  CHECK_FALSE(nearest("", {"a", "b"}));
  CHECK_FALSE(nearest("a", {"b"}));
  CHECK_FALSE(nearest("a", {}));
}

TEST_CASE("case and diacritics cost nothing, but decide between equals") {
  CHECK(nearest("lukasenka", {"Łukaszenka", "Lukašenka"}) == "Lukašenka");
  CHECK(nearest("Salcininkai", {"salčininkai", "Salčininkai"}) == "Salčininkai");
  CHECK(nearest("минск", {"Пинск", "МИНСК"}) == "МИНСК");
  CHECK(nearest("cat", {"bat", "rat"}) == "bat");
  CHECK(nearest("cat", {"rat", "bat"}) == "rat");
}

TEST_CASE("suggestions survive invalid bytes") {
  CHECK(nearest("strik\xFF", {"strike"}) == "strike");
  CHECK(nearest("strike", {"\xFF\xFE", "strike\xFF"}) == "strike\xFF");
}
