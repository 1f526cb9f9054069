// Engine against oracle: all small games, many random disputes. A disagreement is shrunk and
// written down.

#include "agreement.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "random/generate.hpp"
#include "random/shrink.hpp"

namespace {

using standoff::oracle::PlainDispute;
using standoff::tests::disagreement;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

}  // namespace

TEST_SUITE_BEGIN("oracle");

TEST_CASE("engine and oracle agree on all two-person games with three states") {
  // Under sanitizers every n-th game is enough; STANDOFF_GAME_STEP says n.
  const std::uint64_t step = from_environment("STANDOFF_GAME_STEP", 1);
  std::uint64_t number = 0;
  std::uint64_t wrong = 0;
  std::string first;
  standoff::oracle::for_each_small_graph([&](const standoff::oracle::Game& game) {
    if (number++ % step != 0) return;
    const std::string what = disagreement(game);
    if (what.empty()) return;
    if (wrong++ == 0) first = "game " + std::to_string(number - 1) + ": " + what;
  });
  CHECK(number == 692'224);
  INFO(first);
  CHECK(wrong == 0);
}

TEST_CASE("engine and oracle agree on random disputes, read from their files") {
  const std::uint64_t count = from_environment("STANDOFF_ORACLE_COUNT", 20'000);
  const std::uint64_t first_seed = from_environment("STANDOFF_ORACLE_SEED", 1);
  MESSAGE("seeds " << first_seed << " to " << first_seed + count - 1);
  std::atomic<std::uint64_t> next{first_seed};
  std::atomic<int> found{0};
  std::mutex writing;
  std::map<std::uint64_t, std::string> failures;  // by seed
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < first_seed + count && found < 3; seed = next++) {
      const PlainDispute dispute = standoff::oracle::random_dispute(seed);
      const std::string what = disagreement(dispute, seed);
      if (what.empty()) continue;
      ++found;
      const PlainDispute small = standoff::oracle::shrink(
          dispute,
          [&](const PlainDispute& candidate) { return !disagreement(candidate, seed).empty(); });
      const std::string file = "counterexample-" + std::to_string(seed) + ".yaml";
      std::ofstream(file) << "# " << disagreement(small, seed) << "\n"
                          << standoff::oracle::to_yaml(small);
      const std::lock_guard lock(writing);
      failures[seed] = what + "; shrunk to " + file;
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned k = 0; k < std::thread::hardware_concurrency(); ++k) helpers.emplace_back(work);
  }
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second
                       << "; again with STANDOFF_ORACLE_SEED=" << failure.first
                       << " STANDOFF_ORACLE_COUNT=1");
  CHECK(failures.empty());
}

TEST_SUITE_END();
