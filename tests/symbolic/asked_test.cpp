// States asked for one by one on diagrams, against `judge`: the verdict and every move of the
// evidence.

#include "symbolic/asked.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <string>

#include "model/cube.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "small_disputes.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

std::string words(const Graph& graph, const Threat& threat) {
  std::string text = graph.label(threat.improvement.to) + ":";
  if (!threat.sanction) return text + " none";
  for (const Move& m : *threat.sanction)
    text += " " + std::to_string(index(m.dm)) + ">" + graph.label(m.to);
  return text;
}

std::string words(std::size_t options, const AskedVerdict::Threat& threat) {
  std::string text = threat.improvement.to.letters(options) + ":";
  if (!threat.sanction) return text + " none";
  OptionSet at = threat.improvement.to;
  for (const AskedVerdict::Step& step : *threat.sanction) {
    if (step.from != at) text += " (a jump)";
    at = step.to;
    text += " " + std::to_string(index(step.dm)) + ">" + step.to.letters(options);
  }
  return text;
}

// What is wrong with the verdict that shows at most `most` threats.
std::string difference(const Graph& graph, const Verdict& expected, const AskedVerdict& found,
                       std::size_t most) {
  if (found.stable != expected.stable) return "another verdict";
  if (!(found.improvements == Count(expected.threats.size()))) return "another number of threats";
  std::vector<Threat> threats = expected.threats;
  const auto open = [](const Threat& t) { return !t.sanction; };
  if (threats.size() > most) {
    const auto first_open = std::find_if(threats.begin(), threats.end(), open);
    const bool late = first_open >= threats.begin() + static_cast<std::ptrdiff_t>(most);
    if (late && first_open != threats.end()) threats[most - 1] = *first_open;
    threats.resize(most);
  }
  std::size_t next = 0;
  for (const Threat& threat : threats) {
    if (next == found.threats.size()) return "too few threats";
    const std::string a = words(graph, threat);
    const std::string b = words(graph.model()->options.size(), found.threats[next++]);
    if (a != b) return b + " instead of " + a;
  }
  return next == found.threats.size() ? "" : "too many threats";
}

// What is wrong with what is said of one state and decision maker, whichever the seed picks.
std::string misjudged(const Model& model, std::uint64_t seed, std::atomic<std::uint64_t>& asked) {
  const LayOut laid = lay_out(model);
  const Graph& graph = *laid.graph;
  const auto s = StateId(seed % graph.states());
  const auto i = DmId(seed / 7 % graph.dms());
  for (const SolutionConcept* c : solution_concepts()) {
    if (!one_exchange(*c)) continue;
    const Verdict expected = judge(*c, graph, i, s);
    for (const std::size_t most : {std::size_t{1} << 12, std::size_t{2}}) {
      const auto found = judge_asked(*c, model, i, graph.pattern(s), most);
      const std::string wrong = found ? difference(graph, expected, *found, most) : "not computed";
      if (!wrong.empty()) return std::string(c->key) + " at " + graph.label(s) + ": " + wrong;
      ++asked;
    }
  }
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("symbolic");

TEST_CASE("a state asked for gets the verdict and the evidence that judge gives") {
  const tests::Seeds seeds(2'000);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  std::atomic<std::uint64_t> asked{0};
  const auto failures = tests::counterexamples(
      seeds, {.draw = tests::draw_options,
              .wrong =
                  [&](const oracle::PlainDispute& dispute, std::uint64_t seed) {
                    const Loaded loaded = load(oracle::to_yaml(dispute));
                    if (!loaded || !not_a_cube(*loaded.model).empty()) return std::string();
                    return misjudged(*loaded.model, seed, asked);
                  },
              .name = "asked"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
  MESSAGE(asked.load() << " verdicts");
  if (seeds.count > 100) CHECK(asked > seeds.count);
}

TEST_CASE("a long answer is found move by move") {
  // a takes p; b answers with q, c with r, and only then b with s, which a minds more than all.
  const tests::Laid dispute(
      "decision_makers:\n"
      "  - {id: a, options: [p], preferences: [not s, p]}\n"
      "  - {id: b, options: [q, s], preferences: [s iff r, q iff p]}\n"
      "  - {id: c, options: [r], preferences: [r iff q]}\n");
  for (const char* key : {"seq", "sseq", "gmr", "smr"}) {
    const SolutionConcept& c = *find_concept(key);
    const Verdict expected = judge(c, dispute.graph, DmId(0), dispute.state("NNNN"));
    const auto found = judge_asked(c, dispute.model, DmId(0), {}, 9);
    REQUIRE(found);
    CHECK(difference(dispute.graph, expected, *found, 9) == "");
    REQUIRE(found->threats.size() == 1);
    const bool credible = c.answer == Answer::credible;
    CHECK(found->threats[0].sanction.value().size() == (credible ? 3 : 1));
  }
}

TEST_CASE("what cannot be asked is refused") {
  const tests::Laid dispute(
      "decision_makers:\n  - {id: a, options: [p, q], preferences: [p]}\n"
      "  - {id: b, options: [r]}\nrules:\n  - never: p and r\n");
  OptionSet p_and_r;
  p_and_r.insert(OptionId(0));
  p_and_r.insert(OptionId(2));
  const SolutionConcept& seq = *find_concept("seq");
  CHECK_THROWS_AS(judge_asked(seq, dispute.model, DmId(0), p_and_r, 9), std::invalid_argument);
  CHECK_THROWS_AS(judge_asked(*find_concept("sim"), dispute.model, DmId(0), {}, 9),
                  std::invalid_argument);
}

TEST_SUITE_END();
