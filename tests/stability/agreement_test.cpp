// Engine against oracle: all small games, many random disputes. A disagreement is shrunk and
// written down.

#include "agreement.hpp"

#include <doctest/doctest.h>

#include <string>

#include "random/generate.hpp"
#include "seeds.hpp"

namespace {

using standoff::tests::disagreement;
using standoff::tests::from_environment;

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
  const standoff::tests::Seeds seeds(10'000);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures = standoff::tests::counterexamples(
      seeds,
      {.draw = [](std::uint64_t seed) { return standoff::oracle::random_dispute(seed); },
       .wrong = [](const auto& dispute, std::uint64_t seed) { return disagreement(dispute, seed); },
       .name = "counterexample"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}

TEST_SUITE_END();
