// A set of options: which ones are taken. It is the option-form notion of a state.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <string>

#include "standoff/ids.hpp"

namespace standoff {

/// No dispute may have more options than this (ladders count by their levels).
inline constexpr std::size_t max_options = 256;

/// A fixed-capacity bit set over option ids. Ordered as the contract orders states: compare the Y/N
/// strings, N before Y, first option first; so option 0 is the highest bit of the first word. All
/// operations are constant time.
class OptionSet {
 public:
  constexpr OptionSet() = default;

  constexpr bool contains(OptionId o) const { return (words_[word(o)] & bit(o)) != 0; }
  constexpr void insert(OptionId o) { words_[word(o)] |= bit(o); }
  constexpr void erase(OptionId o) { words_[word(o)] &= ~bit(o); }
  constexpr void set(OptionId o, bool taken) { taken ? insert(o) : erase(o); }

  constexpr bool empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }
  constexpr int size() const {
    return std::popcount(words_[0]) + std::popcount(words_[1]) + std::popcount(words_[2]) +
           std::popcount(words_[3]);
  }

  friend constexpr OptionSet operator&(OptionSet a, const OptionSet& b) {
    for (std::size_t k = 0; k < 4; ++k) a.words_[k] &= b.words_[k];
    return a;
  }
  friend constexpr OptionSet operator|(OptionSet a, const OptionSet& b) {
    for (std::size_t k = 0; k < 4; ++k) a.words_[k] |= b.words_[k];
    return a;
  }
  friend constexpr OptionSet operator^(OptionSet a, const OptionSet& b) {
    for (std::size_t k = 0; k < 4; ++k) a.words_[k] ^= b.words_[k];
    return a;
  }
  /// Set difference: in a and not in b.
  friend constexpr OptionSet operator-(OptionSet a, const OptionSet& b) {
    for (std::size_t k = 0; k < 4; ++k) a.words_[k] &= ~b.words_[k];
    return a;
  }

  friend constexpr auto operator<=>(const OptionSet&, const OptionSet&) = default;
  friend constexpr bool operator==(const OptionSet&, const OptionSet&) = default;

  /// Calls `visit(OptionId)` for each member, lowest id first.
  template <typename Visit>
  constexpr void for_each(Visit visit) const {
    for (std::size_t k = 0; k < 4; ++k)
      for (std::uint64_t rest = words_[k]; rest != 0;) {
        const int lead = std::countl_zero(rest);
        visit(OptionId(64 * k + static_cast<std::size_t>(lead)));
        rest &= ~(std::uint64_t{1} << (63 - lead));
      }
  }

  /// "YNNY": one letter for each of the first `options` options.
  std::string letters(std::size_t options) const {
    std::string text(options, 'N');
    for_each([&](OptionId o) { text[index(o)] = 'Y'; });
    return text;
  }

  /// The set that `letters` writes so; every letter but Y is an option not taken.
  static OptionSet from_letters(const std::string& text) {
    OptionSet taken;
    for (std::size_t k = 0; k < text.size(); ++k) taken.set(OptionId(k), text[k] == 'Y');
    return taken;
  }

  constexpr std::size_t hash() const {
    std::uint64_t h = 0x9e3779b97f4a7c15;
    for (const std::uint64_t w : words_) {
      h = (h ^ w) * 0xff51afd7ed558ccd;
      h ^= h >> 32;
    }
    return h;
  }

 private:
  static constexpr std::size_t word(OptionId o) { return index(o) / 64; }
  static constexpr std::uint64_t bit(OptionId o) {
    return std::uint64_t{1} << (63 - index(o) % 64);
  }

  std::array<std::uint64_t, 4> words_{};
};

}  // namespace standoff

template <>
struct std::hash<standoff::OptionSet> {
  std::size_t operator()(const standoff::OptionSet& s) const noexcept { return s.hash(); }
};
