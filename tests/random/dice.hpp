// A seeded source of choices that gives the same choices on every machine and standard library
// (std::mt19937_64 is portable, the std distributions are not).

#pragma once

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace standoff::oracle {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // 0 .. n-1. The remainder favours small numbers by less than one in 10^15 here: no matter.
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  int between(int least, int most) { return least + below(most - least + 1); }
  bool chance(int percent) { return below(100) < percent; }

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(static_cast<int>(from.size()))];
  }

  template <class T>
  void shuffle(std::vector<T>& items) {
    for (int left = static_cast<int>(items.size()); left > 1; --left) {
      std::swap(items[left - 1], items[below(left)]);
    }
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace standoff::oracle
