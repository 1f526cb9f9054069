// The one sentence and the bottom line.
#include "report/finding.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "small_disputes.hpp"
#include "standoff/load.hpp"

using namespace standoff;
using tests::Laid;

namespace {

Analysis usual(const Graph& graph,
               const std::vector<std::string>& keys = {"nash", "gmr", "smr", "seq", "sseq"}) {
  AnalysisRequest request;
  for (const std::string& key : keys) request.concepts.push_back(find_concept(key));
  return analyse(graph, request);
}

std::string finding_of(const std::string& body) {
  const Laid laid(body);
  return report::finding(laid.graph, usual(laid.graph));
}

}  // namespace

TEST_CASE("the reference dispute does not hold, since the Union gains by widening its sanctions") {
  const auto entry = std::find_if(catalogue().begin(), catalogue().end(),
                                  [](const auto& e) { return e.id == "lithuania-belarus"; });
  const Model model = load(entry->bytes).model.value();
  const LayOut laid = lay_out(model);
  const Analysis analysis = usual(*laid.graph);
  CHECK(report::finding(*laid.graph, analysis) ==
        "The situation does not hold: the European Union could widen the sanctions on Belarus and "
        "gain, and nobody would find it worth while to take the gain away.");
  CHECK(report::bottom_line(*laid.graph, analysis) ==
        report::finding(*laid.graph, analysis) +
            " Moves that pay whoever makes them lead to one that lasts, YNYNNNYYN (eu_tightens). "
            "12 of 384 situations can last when people look ahead at answers that pay (seq).");
}

TEST_CASE("a situation that nobody would leave holds") {
  CHECK(finding_of("decision_makers: [{id: a, options: [x], preferences: [not x]}]\n"
                   "status_quo: []\n") == "The situation holds: nobody gains by moving alone.");
}

TEST_CASE("a gain that others would find it worth while to take away is told with their answer") {
  // a would take x; then b takes z, which is worse for a than where it began.
  CHECK(
      finding_of("decision_makers:\n"
                 "  - {id: a, name: Ann, options: [{id: x, name: push}], preferences: [not z, x]}\n"
                 "  - {id: b, name: Bob, options: [{id: z, name: strike back}],\n"
                 "     preferences: [z iff x]}\n"
                 "status_quo: []\n") ==
      "The situation holds as long as people look ahead: Ann could push and gain, but then Bob "
      "could strike back, and the gain would be gone.");
}

TEST_CASE("without a status quo the sentence says how many situations can last") {
  CHECK(finding_of("decision_makers: [{id: a, options: [x], preferences: [x]}]\n") ==
        "1 of 2 situations can last when people look ahead at answers that pay (seq).");
  const Laid laid("decision_makers: [{id: a, options: [x], preferences: [x]}]\n");
  CHECK(report::finding(laid.graph, usual(laid.graph, {"gmr"})) ==
        "1 of 2 situations can last under one view (gmr).");
  CHECK(report::bottom_line(laid.graph, usual(laid.graph, {"nash"})) ==
        "1 of 2 situations can last because nobody gains by moving alone (nash).");
}

TEST_CASE("the bottom line has at most sixty words, whatever the names") {
  std::string name;
  for (int k = 0; k < 80; ++k) name += (k == 0 ? "" : " ") + std::string("word");
  const Laid laid("decision_makers:\n  - {id: a, name: " + name +
                  ", options: [{id: x, name: " + name + "}], preferences: [x]}\nstatus_quo: []\n");
  const Analysis analysis = usual(laid.graph);
  CHECK(report::count_words(report::bottom_line(laid.graph, analysis)) <= 60);
  CHECK(
      report::finding(laid.graph, analysis) ==
      "The situation does not hold: 1 decision maker could gain by moving alone, and nobody would "
      "answer so that it is lost.");
}
