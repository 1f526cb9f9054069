// One state asked for without a list gives the same answer as with one, to the byte.

#include "standoff/ask.hpp"

#include <doctest/doctest.h>

#include "io/family.hpp"
#include "report/json.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

std::vector<const SolutionConcept*> five() {
  std::vector<const SolutionConcept*> concepts;
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
    concepts.push_back(find_concept(key));
  return concepts;
}

std::vector<DmId> everybody(const Model& model) {
  std::vector<DmId> dms;
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i) dms.push_back(DmId(i));
  return dms;
}

std::string listed(const Graph& graph, StateId s) {
  std::vector<report::Asked> verdicts;
  for (const DmId i : everybody(*graph.model()))
    for (const SolutionConcept* c : five()) verdicts.push_back({c, i, judge(*c, graph, i, s)});
  return report::why_json(graph, s, verdicts);
}

std::string asked(const Model& model, const OptionSet& s, std::size_t most) {
  const auto answer =
      ask(model, {.state = s, .dms = everybody(model), .concepts = five(), .most = most});
  REQUIRE(answer);
  std::vector<report::Asked> verdicts;
  for (const AskAnswer::Judged& one : answer->verdicts)
    verdicts.push_back({one.concept_, one.dm, one.verdict, one.improvements});
  return report::why_json(answer->part, answer->state, verdicts);
}

Model from_catalogue(std::string_view id) {
  for (const CatalogueEntry& entry : catalogue())
    if (entry.id == id) return load(entry.bytes).model.value();
  FAIL("no such dispute: " << id);
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("ask");

TEST_CASE("asking gives the same verdicts and moves as listing, in the reference dispute") {
  const Model model = from_catalogue("lithuania-belarus");
  REQUIRE(askable(model, five()));
  const LayOut laid = lay_out(model);
  for (std::uint32_t s = 0; s < laid.graph->states(); s += 13) {
    CAPTURE(laid.graph->label(StateId(s)));
    CHECK(asked(model, laid.graph->pattern(StateId(s)), 1000) == listed(*laid.graph, StateId(s)));
  }
}

TEST_CASE("of too many improvements the first are told, and how many there are") {
  const Model model = load(dispute_of(family_of("d3-n12-s3"))).model.value();
  const LayOut laid = lay_out(model);
  std::size_t cut = 0;
  for (std::uint32_t s = 0; s < laid.graph->states(); s += 29) {
    const auto answer = ask(model, {.state = laid.graph->pattern(StateId(s)),
                                    .dms = everybody(model),
                                    .concepts = five(),
                                    .most = 2});
    REQUIRE(answer);
    for (const AskAnswer::Judged& one : answer->verdicts) {
      const Verdict whole = judge(*one.concept_, *laid.graph, one.dm, StateId(s));
      CHECK(one.verdict.stable == whole.stable);
      CHECK(one.improvements == Count(whole.threats.size()));
      CHECK(one.verdict.threats.size() == std::min<std::size_t>(2, whole.threats.size()));
      if (whole.threats.size() > 2) ++cut;
      // What decides is among what is told.
      bool undeterred = false;
      for (const Threat& threat : one.verdict.threats) undeterred |= !threat.sanction;
      CHECK(undeterred == !whole.stable);
    }
  }
  CHECK(cut > 0);
}

TEST_CASE("what cannot be asked without a list is known beforehand") {
  CHECK_FALSE(askable(from_catalogue("elmira"), five()));
  CHECK_FALSE(askable(from_catalogue("lithuania-belarus"), {find_concept("sim")}));
}

TEST_SUITE_END();
