// Trying seeds on all cores.

#include "seeds.hpp"

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <thread>
#include <vector>

#include "random/generate.hpp"
#include "random/shrink.hpp"

namespace standoff::tests {

using oracle::PlainDispute;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

Seeds::Seeds(std::uint64_t usual_count)
    : first(from_environment("STANDOFF_ORACLE_SEED", 1)),
      count(from_environment("STANDOFF_ORACLE_COUNT", usual_count)) {}

PlainDispute draw_options(std::uint64_t seed) {
  oracle::Shape shape;
  shape.graph_percent = 0;
  shape.merges = false;
  shape.most_options = seed % 10 == 0 ? 11 : 8;
  return oracle::random_dispute(seed, shape);
}

std::map<std::uint64_t, std::string> counterexamples(const Seeds& seeds, const Trial& trial) {
  std::atomic<std::uint64_t> next{seeds.first};
  std::atomic<int> found{0};
  std::mutex writing;
  std::map<std::uint64_t, std::string> failures;
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < seeds.first + seeds.count && found < 3;
         seed = next++) {
      const PlainDispute dispute = trial.draw(seed);
      const std::string what = trial.wrong(dispute, seed);
      if (what.empty()) continue;
      ++found;
      const PlainDispute small = oracle::shrink(dispute, [&](const PlainDispute& candidate) {
        return !trial.wrong(candidate, seed).empty();
      });
      const std::string file = trial.name + "-" + std::to_string(seed) + ".yaml";
      std::ofstream(file) << "# " << trial.wrong(small, seed) << "\n" << oracle::to_yaml(small);
      const std::lock_guard lock(writing);
      failures[seed] = what + "; shrunk to " + file +
                       "; again with STANDOFF_ORACLE_SEED=" + std::to_string(seed) +
                       " STANDOFF_ORACLE_COUNT=1";
    }
  };
  std::vector<std::jthread> helpers;
  for (unsigned k = 1; k < std::thread::hardware_concurrency(); ++k) helpers.emplace_back(work);
  work();
  helpers.clear();
  return failures;
}

}  // namespace standoff::tests
