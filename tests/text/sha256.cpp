// SHA-256 against the standard's examples.
#include "text/sha256.hpp"

#include <doctest/doctest.h>

using namespace standoff::text;

TEST_CASE("SHA-256 gives the standard's digests") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("one hasher hashes many strings") {
  Sha256 hasher;
  CHECK(hex(hasher("abc")) == sha256_hex("abc"));
  CHECK(hex(hasher("")) == sha256_hex(""));
  CHECK(hasher("abc") != hasher("abd"));
}

TEST_CASE("a digest is read back from hexadecimal of either case") {
  const auto digest = Sha256{}("abc");
  CHECK(from_hex(hex(digest)) == digest);
  CHECK(from_hex("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD") == digest);
  CHECK_FALSE(from_hex(""));
  CHECK_FALSE(from_hex("ba78"));
  CHECK_FALSE(from_hex(std::string(64, 'g')));
}
