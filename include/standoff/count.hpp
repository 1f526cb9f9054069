// Counting states exactly: up to 2^256 of them, and so beyond any built-in integer.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

namespace standoff {

/// A non-negative integer below 2^320. All operations are exact and constant time; going beyond
/// 2^320 wraps around.
class Count {
 public:
  constexpr Count() = default;
  constexpr Count(std::uint64_t n) : limbs_{n, 0, 0, 0, 0} {}  // NOLINT: a number is a count

  constexpr Count& operator+=(const Count& other) {
    std::uint64_t carry = 0;
    for (std::size_t k = 0; k < limbs_.size(); ++k) {
      const std::uint64_t sum = limbs_[k] + carry;
      carry = sum < carry ? 1 : 0;
      limbs_[k] = sum + other.limbs_[k];
      carry += limbs_[k] < sum ? 1 : 0;
    }
    return *this;
  }
  friend constexpr Count operator+(Count a, const Count& b) { return a += b; }

  /// Times 2^bits.
  friend constexpr Count operator<<(const Count& a, unsigned bits) {
    Count out;
    const std::size_t words = bits / 64;
    const unsigned rest = bits % 64;
    for (std::size_t k = words; k < out.limbs_.size(); ++k) {
      out.limbs_[k] = a.limbs_[k - words] << rest;
      if (rest != 0 && k > words) out.limbs_[k] |= a.limbs_[k - words - 1] >> (64 - rest);
    }
    return out;
  }

  constexpr bool operator==(const Count&) const = default;
  constexpr std::strong_ordering operator<=>(const Count& other) const {
    for (std::size_t k = limbs_.size(); k-- > 0;)
      if (limbs_[k] != other.limbs_[k]) return limbs_[k] <=> other.limbs_[k];
    return std::strong_ordering::equal;
  }

  /// True when it is below 2^53: a JSON number carries it exactly.
  constexpr bool fits_json() const { return *this < Count(std::uint64_t{1} << 53); }
  /// True when it is below 2^64.
  constexpr bool fits_word() const { return (limbs_[1] | limbs_[2] | limbs_[3] | limbs_[4]) == 0; }
  /// The number modulo 2^64.
  constexpr std::uint64_t word() const { return limbs_[0]; }

  /// In decimal digits.
  std::string text() const {
    std::array<std::uint64_t, 5> rest = limbs_;
    std::string digits;
    for (bool more = true; more;) {
      // Long division by ten, in halves of words.
      std::uint64_t remainder = 0;
      more = false;
      for (std::size_t k = rest.size(); k-- > 0;) {
        const std::uint64_t high = remainder << 32 | rest[k] >> 32;
        const std::uint64_t low = (high % 10) << 32 | (rest[k] & 0xFFFFFFFF);
        remainder = low % 10;
        rest[k] = (high / 10) << 32 | low / 10;
        more = more || rest[k] != 0;
      }
      digits.insert(digits.begin(), static_cast<char>('0' + remainder));
    }
    return digits;
  }

 private:
  std::array<std::uint64_t, 5> limbs_{};  // least first
};

}  // namespace standoff
