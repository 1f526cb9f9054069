// The symbolic carrier against the sparse one: every condition that concepts are made of, every
// decision maker, every state of random disputes.

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>

#include "model/cube.hpp"
#include "random/dice.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "small_disputes.hpp"
#include "stability/sparse.hpp"
#include "standoff/load.hpp"
#include "standoff/solution_concept.hpp"
#include "symbolic/carrier.hpp"

namespace {

using namespace standoff;

std::vector<Condition> all_conditions(DmId i) {
  std::vector<Condition> conditions;
  for (const SolutionConcept* c : solution_concepts())
    if (c->solve != nullptr) conditions.push_back(c->solve(i, {}));
  // Shapes that no concept has yet.
  const Term kept = best(i, rank(i));
  conditions.push_back(best(i, answered(i, kept)) <= rank(i));
  conditions.push_back(best(i, least(answered(i, forced(i, rank(i))), rank(i))) <= rank(i));
  conditions.push_back(forced(i, kept) <= rank(i));
  conditions.push_back(rank(i) <= forced(i, least(kept, rank(i))));
  return conditions;
}

// What the region says, against the states it ought to have.
std::string difference(const Graph& graph, const Region& region, const StateSet& expected) {
  if (!(region.count() == Count(expected.count())))
    return region.count().text() + " states instead of " + std::to_string(expected.count());
  std::vector<std::string> labels;
  for (std::uint32_t s = 0; s < graph.states(); ++s) {
    const std::string label = graph.label(StateId(s));
    if (region.contains(label) != expected.contains(StateId(s))) return "differ at " + label;
    if (expected.contains(StateId(s))) labels.push_back(label);
  }
  if (region.first(labels.size() + 1) != labels) return "lists other states";
  labels.resize(std::min<std::size_t>(labels.size(), 3));
  if (region.first(3) != labels) return "lists other first states";
  return {};
}

std::string disagreement(const Model& model) {
  const LayOut laid = lay_out(model);
  const Graph& graph = *laid.graph;
  SymbolicCarrier symbolic(model);
  if (std::string wrong = difference(graph, *symbolic.feasible(), StateSet(graph.states(), true));
      !wrong.empty())
    return "feasible: " + wrong;
  SparseCarrier sparse(graph);
  std::vector<std::unique_ptr<Region>> everybody;
  std::vector<StateSet> equilibria;
  for (std::size_t dm = 0; dm < graph.dms(); ++dm) {
    const std::vector<Condition> conditions = all_conditions(DmId(dm));
    std::vector<std::unique_ptr<Region>> regions = symbolic.where(DmId(dm), conditions, {});
    for (std::size_t c = 0; c < conditions.size(); ++c) {
      const std::string place =
          conditions[c].left.text() + " <= " + conditions[c].right.text() + ": ";
      if (!regions[c]) return place + "not computed";
      const StateSet expected = sparse.where(conditions[c]);
      if (std::string wrong = difference(graph, *regions[c], expected); !wrong.empty())
        return place + wrong;
      if (dm == 0) {
        equilibria.push_back(expected);
        everybody.push_back(std::move(regions[c]));
      } else {
        equilibria[c] &= expected;
        everybody[c]->meet(*regions[c]);
      }
    }
  }
  for (std::size_t c = 0; c < equilibria.size(); ++c)
    if (std::string wrong = difference(graph, *everybody[c], equilibria[c]); !wrong.empty())
      return "everybody, condition " + std::to_string(c) + ": " + wrong;
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("symbolic");

TEST_CASE("symbolic and sparse carrier agree in every state of random disputes") {
  const tests::Seeds seeds(2'000);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  std::atomic<std::uint64_t> compared{0};
  const auto failures =
      tests::counterexamples(seeds, {.draw = tests::draw_options,
                                     .wrong =
                                         [&](const oracle::PlainDispute& dispute, std::uint64_t) {
                                           const Loaded loaded = load(oracle::to_yaml(dispute));
                                           if (!loaded || !not_a_cube(*loaded.model).empty())
                                             return std::string();
                                           ++compared;
                                           return disagreement(*loaded.model);
                                         },
                                     .name = "symbolic"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
  MESSAGE(compared.load() << " of them are cubes");
  if (seeds.count > 100) CHECK(compared * 10 > seeds.count * 5);
}

namespace {

// A dispute too large for anything but diagrams: 24 options, everybody minds everybody's.
Model entangled() {
  oracle::Dice dice(3);
  std::string text = "decision_makers:\n";
  for (int dm = 0; dm < 3; ++dm) {
    text += "  - {id: d" + std::to_string(dm) + ", options: [";
    for (int o = 0; o < 8; ++o) text += "o" + std::to_string(8 * dm + o) + (o < 7 ? ", " : "");
    text += "], preferences: [";
    for (int s = 0; s < 10; ++s) {
      const auto any = [&] { return "o" + std::to_string(dice.below(24)); };
      text += any() + " and " + any() + " or " + any() + " and not " + any() + (s < 9 ? ", " : "");
    }
    text += "]}\n";
  }
  return tests::model_from(text);
}

}  // namespace

TEST_CASE("what was stopped or outgrew its memory is left open, and all else is answered") {
  const Model model = entangled();
  const std::vector<Condition> conditions = all_conditions(DmId(0));
  const auto known = [&](const SymbolicLimits& limits) {
    std::string answers;
    SymbolicCarrier carrier(model, limits);
    for (const auto& region : carrier.where(DmId(0), conditions, {}))
      answers += region ? "known " : "open ";
    return answers;
  };
  const std::string all = known({});
  CHECK(all.find("open") == std::string::npos);
  CHECK(known({.bytes = 1 << 10}).find("known") == std::string::npos);
  const std::string some = known({.bytes = 1 << 20});
  CHECK(some.starts_with("known "));
  CHECK(some.find("open") != std::string::npos);
  std::stop_source stop;
  stop.request_stop();
  CHECK(known({.stop = stop.get_token()}).find("open") != std::string::npos);
}

TEST_CASE("progress goes up to one") {
  const Model model = entangled();
  const std::vector<Condition> conditions{find_concept("seq")->solve(DmId(1), {}),
                                          find_concept("sseq")->solve(DmId(1), {})};
  double last = 0;
  bool back = false;
  SymbolicCarrier carrier(model);
  carrier.where(DmId(1), conditions, [&](double share) {
    back = back || share < last || share > 1;
    last = share;
  });
  CHECK(!back);
  CHECK(last == 1);
}

TEST_CASE("a condition that diagrams cannot carry is refused with a reason") {
  const DmId i{0};
  CHECK(SymbolicCarrier::cannot(best(i, rank(i)) <= rank(DmId(1))) != "");
  CHECK(SymbolicCarrier::cannot(answered(i, rank(i)) <= rank(i)) != "");
  CHECK(SymbolicCarrier::cannot(best(i, forced(i, answered(i, rank(i)))) <= rank(i)) != "");
  CHECK(SymbolicCarrier::cannot(best(i, answered(DmId(1), rank(i))) <= rank(i)) != "");
  for (const Condition& condition : all_conditions(i))
    CHECK(SymbolicCarrier::cannot(condition) == "");
  const Model merged = tests::model_from(
      "decision_makers:\n  - {id: a, options: [p, q]}\nmerge:\n  - {id: gone, where: p}\n");
  CHECK_THROWS_AS(SymbolicCarrier{merged}, std::invalid_argument);
}

TEST_SUITE_END();
