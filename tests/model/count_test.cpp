// Numbers beyond any built-in integer, against ones that are well known.

#include "standoff/count.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using standoff::Count;

namespace {

constexpr std::uint64_t word = ~std::uint64_t{0};

Count power(unsigned bits) { return Count(1) << bits; }

// Long addition, as at school.
std::string added(const std::string& a, const std::string& b) {
  std::string out;
  int carry = 0;
  for (std::size_t k = 0; k < a.size() || k < b.size() || carry != 0; ++k) {
    const int sum = carry + (k < a.size() ? a[a.size() - 1 - k] - '0' : 0) +
                    (k < b.size() ? b[b.size() - 1 - k] - '0' : 0);
    out.insert(out.begin(), static_cast<char>('0' + sum % 10));
    carry = sum / 10;
  }
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("model");

TEST_CASE("a count is written in decimal digits, at the edges of words too") {
  CHECK(Count().text() == "0");
  CHECK(Count(7).text() == "7");
  CHECK(Count(10).text() == "10");
  CHECK(Count(9'999'999'999'999'999'999U).text() == "9999999999999999999");
  CHECK(Count(10'000'000'000'000'000'000U).text() == "10000000000000000000");
  CHECK(Count(word).text() == "18446744073709551615");
  CHECK(power(64).text() == "18446744073709551616");
  CHECK((power(64) + Count(1)).text() == "18446744073709551617");
  CHECK(power(96).text() == "79228162514264337593543950336");
  CHECK(power(128).text() == "340282366920938463463374607431768211456");
  CHECK(power(192).text() == "6277101735386680763835789423207666416102355444464034512896");
  CHECK(power(256).text() ==
        "115792089237316195423570985008687907853269984665640564039457584007913129639936");
  CHECK(
      power(319).text() ==
      "1067993517960455041197510853084776057301352261178326384973520803911109862890320275011481043"
      "468288");
}

TEST_CASE("powers of ten have one digit and zeros, ten times over") {
  // Ten times: eight times and twice.
  Count n(1);
  std::string digits = "1";
  for (int k = 0; k < 95; ++k) {
    n = (n << 3) + (n << 1);
    digits += '0';
    CHECK(n.text() == digits);
  }
}

TEST_CASE("sums carry from word to word") {
  CHECK(Count(word) + Count(1) == power(64));
  CHECK(Count(word) + Count(word) == (Count(word) << 1));
  Count ones;  // 2^256 - 1
  for (unsigned bits = 0; bits < 256; bits += 64) ones += Count(word) << bits;
  CHECK(ones.text() ==
        "115792089237316195423570985008687907853269984665640564039457584007913129639935");
  CHECK(ones + Count(1) == power(256));
  CHECK(Count(1) + ones == power(256));
  // A carry into a word that is full already.
  CHECK((Count(word) << 64) + (Count(word) << 64) + power(64) + power(64) == power(129));
  CHECK(ones + ones + Count(2) == power(257));
  Count all = ones + (Count(word) << 256);  // 2^320 - 1, the last one
  CHECK(all + Count(1) == Count());
}

TEST_CASE("sums are those of long addition, whatever the digits") {
  std::mt19937_64 random(1);
  const auto draw = [&] {
    Count n;
    for (unsigned bits = 0; bits < 256; bits += 64)
      n += Count(random() % 4 == 0 ? word : random() % 3 == 0 ? 0 : random()) << bits;
    return n;
  };
  for (int round = 0; round < 500; ++round) {
    const Count a = draw();
    const Count b = draw();
    const std::string both = (a + b).text();
    CHECK(both == added(a.text(), b.text()));
    CHECK((b + a).text() == both);
    CHECK((a << 1) == a + a);
  }
}

TEST_CASE("a shift by any number of bits doubles as often") {
  const Count start = (Count(0x8000000000000001) << 64) + Count(0xC000000000000003);
  Count doubled = start;
  for (unsigned bits = 0; bits < 320; ++bits) {
    CAPTURE(bits);
    CHECK((start << bits) == doubled);
    doubled += doubled;
  }
  CHECK((Count(1) << 320) == Count());
}

TEST_CASE("counts are in the order of numbers") {
  std::vector<Count> ascending{Count(), Count(1), Count(word)};
  for (const unsigned bits : {64U, 65U, 127U, 128U, 200U, 256U, 319U}) {
    ascending.push_back(power(bits));
    ascending.push_back(power(bits) + Count(1));
  }
  for (std::size_t a = 0; a < ascending.size(); ++a)
    for (std::size_t b = 0; b < ascending.size(); ++b) {
      CHECK((ascending[a] < ascending[b]) == (a < b));
      CHECK((ascending[a] == ascending[b]) == (a == b));
    }
}

TEST_CASE("a count knows whether a JSON number or a word holds it") {
  constexpr std::uint64_t limit = std::uint64_t{1} << 53;
  CHECK(Count(limit - 1).fits_json());
  CHECK_FALSE(Count(limit).fits_json());
  CHECK_FALSE(power(64).fits_json());
  CHECK_FALSE(power(256).fits_json());
  CHECK(Count(word).fits_word());
  for (const unsigned bits : {64U, 128U, 192U, 256U}) CHECK_FALSE(power(bits).fits_word());
  CHECK((power(64) + Count(5)).word() == 5);
}

TEST_SUITE_END();
