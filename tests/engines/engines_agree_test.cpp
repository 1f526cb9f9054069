// Sparse, dense and symbolic give the same answer, to the byte, for the catalogue and for random
// disputes, and the one that the slow oracle gives. A disagreement is shrunk and written down.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>

#include "engines/same_answer.hpp"
#include "model/cube.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;
using oracle::PlainDispute;

// Small ones mostly: what goes wrong at the edges of a word or a vector shows at eleven options.
PlainDispute draw(std::uint64_t seed) {
  oracle::Shape shape;
  shape.graph_percent = 0;
  shape.merges = false;
  shape.guards_on_own = false;
  shape.least_dms = seed % 50 == 0 ? 1 : 2;
  shape.most_dms = seed % 3 == 0 ? 6 : 4;
  shape.least_options = seed % 20 == 0 ? 8 : 1;
  shape.most_options = seed % 20 == 0 ? 11 : 7;
  return oracle::random_dispute(seed, shape);
}

std::string wrong(const PlainDispute& dispute, std::uint64_t seed) {
  const Loaded loaded = load(to_yaml(dispute));
  // Guards that wait for each other do not load.
  if (!loaded || !not_a_cube(*loaded.model).empty()) return {};
  constexpr std::array<std::size_t, 5> limits{4096, 50, 7, 1, 0};
  if (std::string what = tests::engines_differ(*loaded.model, limits[seed % limits.size()]);
      !what.empty())
    return what;
  if (seed % 5 != 0 || loaded.model->options.size() > 8) return {};
  return tests::differs_from_oracle(*loaded.model, dispute, Engine::dense);
}

SolveRequest asking(std::optional<Engine> engine) {
  return {.concepts = tests::common_concepts(), .engine = engine};
}

}  // namespace

TEST_SUITE_BEGIN("engines");

TEST_CASE("all engines give the same answer for every catalogue dispute that is a cube") {
  std::size_t cubes = 0;
  for (const CatalogueEntry& entry : catalogue()) {
    CAPTURE(entry.id);
    const Model model = load(entry.bytes).model.value();
    if (!not_a_cube(model).empty()) continue;
    ++cubes;
    CHECK(tests::engines_differ(model, 4096) == "");
  }
  CHECK(cubes > 10);
}

TEST_CASE("a catalogue dispute that is no cube is refused with a reason, and answered by auto") {
  std::size_t others = 0;
  for (const CatalogueEntry& entry : catalogue()) {
    CAPTURE(entry.id);
    const Model model = load(entry.bytes).model.value();
    const std::string why = not_a_cube(model);
    if (why.empty()) continue;
    ++others;
    for (const Engine engine : {Engine::dense, Engine::symbolic}) {
      const Solution refused = solve(model, asking(engine));
      CHECK(refused.refusal.find(why) != std::string::npos);
      CHECK(refused.refusal.find("--engine sparse") != std::string::npos);
      CHECK_FALSE(refused.feasible);
      CHECK_FALSE(refused.complete);
    }
    const Solution chosen = solve(model, asking({}));
    CHECK(chosen.engine == Engine::sparse);
    CHECK(chosen.why_engine == why);
    CHECK(chosen.complete);
    CHECK(tests::answer(model, asking({})) == tests::answer(model, asking(Engine::sparse)));
  }
  CHECK(others > 3);
}

TEST_CASE("all engines give the same answer for random disputes, and dense the oracle's") {
  const tests::Seeds seeds(6'000);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures =
      tests::counterexamples(seeds, {.draw = draw, .wrong = wrong, .name = "engines"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}

TEST_CASE("most random disputes are cubes, with everything in them") {
  std::size_t cubes = 0;
  std::size_t guarded = 0;
  std::size_t one_way = 0;
  std::size_t circumstances = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Loaded loaded = load(to_yaml(draw(seed)));
    if (!loaded || !not_a_cube(*loaded.model).empty()) continue;
    ++cubes;
    const auto any = [&](auto is_so) {
      return std::any_of(loaded.model->options.begin(), loaded.model->options.end(), is_so);
    };
    guarded += any([](const Option& o) { return o.when.has_value(); });
    one_way += any([](const Option& o) { return o.direction != Direction::both; });
    circumstances += any([](const Option& o) { return !o.owner; });
  }
  CHECK(cubes > 150);
  CHECK(guarded > 20);
  CHECK(one_way > 40);
  CHECK(circumstances > 20);
}

TEST_SUITE_END();
