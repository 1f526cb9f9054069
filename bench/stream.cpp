// Timing passes.

#include "stream.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include "machine.hpp"

namespace standoff::bench {
namespace {

constexpr std::size_t work = std::size_t{1} << 24;  // numbers of one measurement
constexpr int measurements = 7;

class Pass {
 public:
  explicit Pass(std::size_t numbers) : a_(numbers), b_(numbers) {
    for (std::size_t k = 0; k < numbers; ++k) {
      a_[k] = static_cast<std::uint32_t>(k * 2654435761U);
      b_[k] = ~a_[k];
    }
  }

  // As many passes as one measurement takes.
  void run() {
    for (std::size_t done = 0; done < work; done += a_.size()) {
      std::uint32_t* a = a_.data();
      const std::uint32_t* b = b_.data();
      for (std::size_t k = 0; k < a_.size(); ++k) a[k] = std::max(a[k], b[k]);
      asm volatile("" : : "r"(a) : "memory");  // all of it is wanted, and again each time
    }
  }

 private:
  std::vector<std::uint32_t> a_;
  std::vector<std::uint32_t> b_;
};

template <class Measure>
double median(Measure measure) {
  std::vector<double> seen;
  for (int k = 0; k < measurements; ++k) seen.push_back(measure());
  std::nth_element(seen.begin(), seen.begin() + measurements / 2, seen.end());
  return seen[measurements / 2];
}

template <class Work>
double wall_seconds(Work run) {
  const auto start = std::chrono::steady_clock::now();
  run();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

double stream_nanoseconds(std::size_t numbers) {
  Pass pass(numbers);
  return median([&] {
    const double before = cpu_seconds();
    pass.run();
    return (cpu_seconds() - before) * 1e9 / static_cast<double>(work);
  });
}

double two_over_one(std::size_t numbers) {
  constexpr int rounds = 8;  // long enough for starting a thread not to matter
  Pass one(numbers);
  Pass other(numbers);
  const auto run = [](Pass& pass) {
    for (int k = 0; k < rounds; ++k) pass.run();
  };
  return median([&] {
    const double alone = wall_seconds([&] { run(one); });
    const double both = wall_seconds([&] {
      std::thread beside([&] { run(other); });
      run(one);
      beside.join();
    });
    return both / alone;
  });
}

}  // namespace standoff::bench
