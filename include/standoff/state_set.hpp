// A set of states as a bit set.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "standoff/ids.hpp"

namespace standoff {

/// A set over the states 0 .. size()-1. Binary operations need equal sizes. Membership is constant
/// time, all else linear in size()/64.
class StateSet {
 public:
  StateSet() = default;
  explicit StateSet(std::size_t states, bool full = false)
      : states_(states), words_((states + 63) / 64, full ? ~std::uint64_t{0} : 0) {
    trim();
  }

  std::size_t size() const { return states_; }
  bool contains(StateId s) const { return (words_[index(s) / 64] >> (index(s) % 64) & 1) != 0; }
  void insert(StateId s) { words_[index(s) / 64] |= std::uint64_t{1} << (index(s) % 64); }
  void erase(StateId s) { words_[index(s) / 64] &= ~(std::uint64_t{1} << (index(s) % 64)); }

  std::size_t count() const {
    std::size_t n = 0;
    for (const std::uint64_t w : words_) n += static_cast<std::size_t>(std::popcount(w));
    return n;
  }

  StateSet& operator&=(const StateSet& other) {
    for (std::size_t k = 0; k < words_.size(); ++k) words_[k] &= other.words_[k];
    return *this;
  }
  StateSet& operator|=(const StateSet& other) {
    for (std::size_t k = 0; k < words_.size(); ++k) words_[k] |= other.words_[k];
    return *this;
  }
  StateSet& operator^=(const StateSet& other) {
    for (std::size_t k = 0; k < words_.size(); ++k) words_[k] ^= other.words_[k];
    return *this;
  }
  StateSet& complement() {
    for (std::uint64_t& w : words_) w = ~w;
    trim();
    return *this;
  }
  bool operator==(const StateSet&) const = default;

  /// Calls `visit(StateId)` for each member, ascending.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t k = 0; k < words_.size(); ++k)
      for (std::uint64_t rest = words_[k]; rest != 0; rest &= rest - 1)
        visit(StateId(64 * k + static_cast<std::size_t>(std::countr_zero(rest))));
  }

  /// The bits, 64 states a word, state 0 lowest; bits beyond size() are zero and must stay so.
  std::vector<std::uint64_t>& words() { return words_; }
  const std::vector<std::uint64_t>& words() const { return words_; }

 private:
  void trim() {
    if (states_ % 64 != 0) words_.back() &= (std::uint64_t{1} << (states_ % 64)) - 1;
  }

  std::size_t states_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace standoff
