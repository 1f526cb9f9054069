// Families of disputes, larger than any oracle could judge: all engines agree on those of a middle
// size; on large ones, which cannot be listed, dense and symbolic do.

#include <doctest/doctest.h>

#include <initializer_list>
#include <string>

#include "engines/same_answer.hpp"
#include "io/family.hpp"
#include "seeds.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

// Counts and a few states: lists would be megabytes.
constexpr std::size_t few = 20;

Model model_of(const std::string& family) {
  Loaded loaded = load(dispute_of(family_of(family)));
  REQUIRE_MESSAGE(loaded, family);
  return std::move(*loaded.model);
}

void check_engines(std::initializer_list<const char*> families) {
  // With few random disputes everything is to be quick: then not the larger ones.
  const bool quick = tests::Seeds(10'000).count < 1000;
  for (const char* family : families) {
    if (quick && family_of(family).options > 14) continue;
    CAPTURE(family);
    CHECK(tests::engines_differ(model_of(family), few) == "");
  }
}

void check_large(std::initializer_list<const char*> families,
                 std::initializer_list<const char*> keys) {
  if (tests::Seeds(10'000).count < 100'000) {
    MESSAGE("left out: only with STANDOFF_ORACLE_COUNT of 100,000 or more, as in ./test --long");
    return;
  }
  std::vector<const SolutionConcept*> concepts;
  for (const char* key : keys) concepts.push_back(find_concept(key));
  for (const char* family : families) {
    CAPTURE(family);
    const Model model = model_of(family);
    const auto with = [&](Engine engine) {
      return tests::answer(model,
                           {.concepts = concepts, .engine = engine, .threads = 2, .limit = few});
    };
    const std::string dense = with(Engine::dense);
    CHECK_FALSE(dense.starts_with("refused"));
    CHECK(dense == with(Engine::symbolic));
  }
}

}  // namespace

TEST_SUITE_BEGIN("engines");

TEST_CASE("all engines agree on 14 to 18 options, whatever the number of decision makers") {
  check_engines({"d2-n14-w4", "d3-n14-w4", "d4-n16-w4", "d5-n17-w4", "d6-n18-m6", "d2-n18-m8"});
}

TEST_CASE("all engines agree where one decision maker owns most options") {
  check_engines({"d2-n14-big70", "d3-n17-big70-w5", "d4-n18-big70-w5"});
}

TEST_CASE("all engines agree where options are one-way or wait for others") {
  check_engines({"d3-n14-w14", "d2-n16-w16", "d4-n16-g2", "d3-n17-g3-w6", "d5-n15-g1-w15"});
}

TEST_CASE("all engines agree on payoffs, ladders and no rules at all") {
  check_engines({"d3-n16-m8-payoffs", "d2-n14-payoffs-w5", "d3-n14-ladders", "d4-n18-m6-ladders-g1",
                 "d3-n15-r0", "d3-n16-r20-w8"});
}

TEST_CASE("all engines agree on many statements and on long ones") {
  check_engines(
      {"d3-n14-m20", "d2-n16-m20-w5", "d3-n14-m40", "d2-n15-m40", "d3-n16-l6", "d4-n17-l6-w6"});
}

TEST_CASE("dense and symbolic agree under nash, gmr and smr on 22 to 28 options") {
  check_large({"d3-n22-w5", "d2-n24-w6", "d4-n26-w6", "d3-n28-w7", "d3-n24-big70-w6", "d4-n24-g2",
               "d3-n24-ladders-w6"},
              {"nash", "gmr", "smr"});
}

TEST_CASE("dense and symbolic agree under seq and sseq on 22 options") {
  check_large({"d3-n22-w5", "d4-n22-m6-w5", "d2-n22-w11", "d3-n22-g2"}, {"seq", "sseq"});
}

TEST_SUITE_END();
