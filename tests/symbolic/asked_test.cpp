// States asked for one by one on diagrams, against `judge`: the verdict and every move of the
// evidence.

#include "symbolic/asked.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

#include "model/cube.hpp"
#include "random/generate.hpp"
#include "small_disputes.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

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

}  // namespace

TEST_SUITE_BEGIN("symbolic");

TEST_CASE("a state asked for gets the verdict and the evidence that judge gives") {
  const std::uint64_t count = from_environment("STANDOFF_ORACLE_COUNT", 2'000);
  const std::uint64_t first = from_environment("STANDOFF_ORACLE_SEED", 1);
  MESSAGE("seeds " << first << " to " << first + count - 1);
  std::uint64_t asked = 0;
  std::size_t longest = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    CAPTURE(seed);
    oracle::Shape shape;
    shape.graph_percent = 0;
    shape.merges = false;
    shape.most_options = seed % 10 == 0 ? 11 : 8;
    const Loaded loaded = load(oracle::to_yaml(oracle::random_dispute(seed, shape)));
    if (!loaded || !not_a_cube(*loaded.model).empty()) continue;
    const Model& model = *loaded.model;
    const LayOut laid = lay_out(model);
    const Graph& graph = *laid.graph;
    const auto s = StateId(seed % graph.states());
    const auto i = DmId(seed / 7 % graph.dms());
    for (const SolutionConcept* c : solution_concepts()) {
      if (!one_exchange(*c)) continue;
      const Verdict expected = judge(*c, graph, i, s);
      for (const Threat& threat : expected.threats)
        if (threat.sanction) longest = std::max(longest, threat.sanction->size());
      for (const std::size_t most : {std::size_t{1} << 12, std::size_t{2}}) {
        const auto found = judge_asked(*c, model, i, graph.pattern(s), most);
        REQUIRE(found);
        CAPTURE(c->key);
        CAPTURE(graph.label(s));
        CHECK(difference(graph, expected, *found, most) == "");
        ++asked;
      }
    }
  }
  MESSAGE(asked << " verdicts; the longest answer has " << longest << " moves");
  CHECK(asked > count);
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
