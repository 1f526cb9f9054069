// Engine against oracle: all small games, many random disputes. A disagreement is shrunk and
// written down.

#include "agreement.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <string>

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
  int reported = 0;
  for (std::uint64_t seed = first_seed; seed < first_seed + count && reported < 3; ++seed) {
    const PlainDispute dispute = standoff::oracle::random_dispute(seed);
    const std::string what = disagreement(dispute, seed);
    if (what.empty()) continue;
    ++reported;
    const PlainDispute small = standoff::oracle::shrink(
        dispute,
        [&](const PlainDispute& candidate) { return !disagreement(candidate, seed).empty(); });
    const std::string file = "counterexample-" + std::to_string(seed) + ".yaml";
    std::ofstream(file) << "# " << disagreement(small, seed) << "\n"
                        << standoff::oracle::to_yaml(small);
    FAIL_CHECK("seed " << seed << ": " << what << "; shrunk to " << file
                       << "; again with STANDOFF_ORACLE_SEED=" << seed
                       << " STANDOFF_ORACLE_COUNT=1");
  }
}

TEST_SUITE_END();
