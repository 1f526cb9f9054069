// What can be moved where: one behaviour of the layout at a time.

#include "standoff/graph.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "small_disputes.hpp"

using namespace standoff;
using standoff::tests::Laid;

TEST_CASE("a decision maker changes any of its own options in one move, and nobody else's") {
  const Laid d("decision_makers: [{id: a, options: [x, w]}, {id: b, options: [z]}]");
  CHECK(d.graph.states() == 8);
  CHECK(d.targets(0, "NNN") == "NYN YNN YYN");
  CHECK(d.targets(1, "NNN") == "NNY");
}

TEST_CASE("an irreversible option has no way back, in either direction") {
  const Laid d(
      "decision_makers: [{id: a, options: [{id: x, irreversible: taken}, {id: w, irreversible: "
      "dropped}]}]");
  CHECK(d.targets(0, "NY") == "NN YN YY");
  CHECK(d.targets(0, "NN") == "YN");
  CHECK(d.targets(0, "YY") == "YN");
  CHECK(d.targets(0, "YN").empty());
}

TEST_CASE("a guard is asked in the state before the move, and only for taking") {
  const Laid d("decision_makers: [{id: a, options: [x, {id: w, when: x}]}, {id: b, options: [z]}]");
  CHECK(d.targets(0, "NNN") == "YNN");          // w waits for x, and both at once is not allowed
  CHECK(d.targets(0, "YNN") == "NNN NYN YYN");  // with x taken, w may come even while x goes
  CHECK(d.targets(0, "NYN") == "NNN YNN YYN");  // dropping w is free
  CHECK_FALSE(d.graph.transitive());
}

TEST_CASE("a guard on somebody else's option keeps moves transitive") {
  const Laid d("decision_makers: [{id: a, options: [{id: x, when: z}]}, {id: b, options: [z]}]");
  CHECK(d.targets(0, "NN").empty());
  CHECK(d.targets(0, "NY") == "YY");
  CHECK(d.targets(0, "YN") == "NN");
  CHECK(d.graph.transitive());
}

TEST_CASE("each level of a ladder implies the ones below, and levels can be jumped") {
  const Laid d(
      "decision_makers: [{id: a, options: [{id: talk, levels: [low, mid, high]}]}]\nstatus_quo: "
      "[talk.mid]");
  CHECK(d.graph.states() == 4);
  CHECK(d.graph.label(*d.graph.status_quo()) == "YYN");
  CHECK(d.targets(0, "NNN") == "YNN YYN YYY");
}

TEST_CASE("a one-way ladder is climbed and never descended") {
  const Laid d(
      "decision_makers: [{id: a, options: [{id: talk, levels: [low, high], irreversible: "
      "taken}]}]");
  CHECK(d.targets(0, "YN") == "YY");
  CHECK(d.targets(0, "YY").empty());
}

TEST_CASE("an option that nobody controls is never changed") {
  const Laid d("decision_makers: [{id: a, options: [x]}]\noptions: [rain]");
  CHECK(d.graph.states() == 4);
  CHECK(d.targets(0, "NY") == "YY");
}

TEST_CASE("merged states count as one, placed and ranked by their first member") {
  const Laid d(
      "decision_makers: [{id: a, options: [gone], ranking: [gone, true]}, {id: b, options: [x], "
      "preferences: [x]}]\n"
      "merge: [{id: away, where: gone}]");
  CHECK(d.graph.states() == 3);
  CHECK(d.graph.merged());
  CHECK(d.graph.label(StateId(2)) == "YN");
  CHECK(d.graph.members(StateId(2)).size() == 2);
  CHECK(d.graph.size_of_state(StateId(2)) == 2);
  CHECK(d.targets(0, "NY") == "YN");
  CHECK(d.targets(0, "YN") == "NN NY");  // from some member to some member
  CHECK(d.targets(1, "YN").empty());     // inside the merged state nothing moves
  OptionSet both;
  both.insert(OptionId(0));
  both.insert(OptionId(1));
  CHECK(d.graph.find(both) == StateId(2));
}

TEST_CASE(
    "statements rank lexicographically, tiers by the first that matches, payoffs by their sum") {
  const Laid d(
      "decision_makers:\n"
      "  - {id: a, options: [x, w], preferences: [x, not w]}\n"
      "  - {id: b, ranking: [[x and w, not x and not w], x]}\n"
      "  - {id: c, payoffs: {x: 1.5, w: 1.5, x and w: -2.000001}}\n");
  // NN, NY, YN, YY
  CHECK(d.graph.ranks(DmId(0)) == Ranks{2, 1, 4, 3});
  CHECK(d.graph.ranks(DmId(1)) == Ranks{3, 1, 2, 3});
  CHECK(d.graph.ranks(DmId(2)) == Ranks{1, 3, 3, 2});
}

TEST_CASE("more statements than bits in a machine word are still exact") {
  std::string body = "decision_makers:\n  - id: a\n    options: [x, w]\n    preferences:\n";
  for (int k = 0; k < 100; ++k) body += "      - x or not x\n";
  body += "      - w\n      - x\n";
  const Laid d(body);
  CHECK(d.graph.ranks(DmId(0)) == Ranks{1, 3, 2, 4});
}

TEST_CASE("the explicit graph has the states and moves it lists") {
  const Laid d(
      "decision_makers: [{id: a, ranking: [s2, s1]}]\nstates: [s1, s2]\nmoves: {a: {s1: "
      "[s2]}}\nstatus_quo: s1");
  CHECK(d.targets(0, "s1") == "s2");
  CHECK(d.targets(0, "s2").empty());
  CHECK(d.graph.status_quo() == StateId(0));
  CHECK_FALSE(d.graph.has_options());
}

TEST_CASE("limits end a layout with a reason instead of a graph") {
  const Model model = tests::model_from("decision_makers: [{id: a, options: [p, q, r, s, t]}]");
  LayOutLimits few;
  few.max_states = 31;
  CHECK(lay_out(model, few).end == LayOutEnd::too_many_states);
  few.max_states = 32;
  CHECK(lay_out(model, few).graph.has_value());
  std::stop_source source;
  source.request_stop();
  const Model large = tests::model_from(
      "decision_makers: [{id: a, options: [a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4, b5, "
      "b6, b7]}]");
  CHECK(lay_out(large, {}, source.get_token()).end == LayOutEnd::cancelled);
}

TEST_CASE("a graph from plain data says what does not fit") {
  CHECK_THROWS_AS(Graph::from_arcs({{{}, {}}}, {}), std::invalid_argument);
  CHECK_THROWS_AS(Graph::from_arcs({{{}, {}}}, {{1, 2, 3}}), std::invalid_argument);
  CHECK_THROWS_AS(Graph::from_arcs({{{2}, {}}}, {{1, 2}}), std::invalid_argument);
  CHECK_THROWS_AS(Graph::from_arcs({{{1}, {}}, {{}, {}}}, {{1, 2}, {1}}), std::invalid_argument);
  const Graph graph = Graph::from_arcs({{{1, 1, 0}, {}}}, {{5, -7}});
  CHECK(graph.targets(DmId(0), StateId(0)) == std::vector{StateId(1)});
  CHECK(graph.ranks(DmId(0)) == Ranks{2, 1});
}
