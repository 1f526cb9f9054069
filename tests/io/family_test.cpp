// Families of disputes: the same bytes everywhere, every part of a name does what it says, and
// nothing else.
#include "io/family.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "standoff/analysis.hpp"
#include "standoff/load.hpp"
#include "text/sha256.hpp"

using namespace standoff;

namespace {

std::string text_of(const std::string& name) { return dispute_of(family_of(name)); }

Model model_of(const std::string& bytes) {
  Loaded loaded = load(bytes);
  for (const Problem& p : loaded.problems) {
    INFO(p.code << " in line " << p.place.line << ": " << p.message);
    CHECK((p.code == "idle-preference" || p.code == "idle-option"));
  }
  REQUIRE(loaded.model);
  return std::move(*loaded.model);
}

Model drawn(const std::string& name) { return model_of(text_of(name)); }

std::vector<WrittenFormula> formulas_of(const DecisionMaker& dm) {
  std::vector<WrittenFormula> out;
  if (const auto* statements = std::get_if<Statements>(&dm.preference))
    for (const Statement& s : statements->list) out.push_back({s.formula, s.text});
  if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
    for (const Payoffs::Weight& w : payoffs->weights) out.push_back(w.where);
  return out;
}

std::vector<std::string> texts_of(const Model& model) {
  std::vector<std::string> out;
  for (const DecisionMaker& dm : model.decision_makers)
    for (const WrittenFormula& f : formulas_of(dm)) out.push_back(f.text);
  return out;
}

std::vector<std::string> rules_of(const Model& model) {
  std::vector<std::string> out;
  for (const Rule& rule : model.rules) out.push_back(rule.text);
  return out;
}

// The most parts that a formula of this kind has, anywhere.
std::size_t widest(const Formula& f, Formula::Kind kind) {
  std::size_t most = f.kind == kind ? f.parts.size() : 1;
  for (const Formula& part : f.parts) most = std::max(most, widest(part, kind));
  return most;
}
std::size_t widest(const Model& model, Formula::Kind kind) {
  std::size_t most = 0;
  for (const DecisionMaker& dm : model.decision_makers)
    for (const WrittenFormula& f : formulas_of(dm)) most = std::max(most, widest(f.formula, kind));
  return most;
}

std::size_t one_way(const Model& model) {
  return static_cast<std::size_t>(
      std::count_if(model.options.begin(), model.options.end(),
                    [](const Option& o) { return o.direction != Direction::both; }));
}

std::vector<std::size_t> owned(const Model& model) {
  std::vector<std::size_t> out;
  for (const DecisionMaker& dm : model.decision_makers) out.push_back(dm.options.size());
  return out;
}

// What the error message of a name says.
std::string refused(const std::string& name) {
  try {
    text_of(name);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "not refused";
}

// Everything that five concepts say, state by state.
std::string answers(const Model& model) {
  const LayOut laid = lay_out(model);
  AnalysisRequest request;
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
    request.concepts.push_back(find_concept(key));
  const Analysis analysis = analyse(*laid.graph, request);
  std::string out;
  for (std::uint32_t s = 0; s < laid.graph->states(); ++s) {
    out += laid.graph->label(StateId(s));
    for (const auto& by_dm : analysis.stable)
      for (const auto& states : by_dm) out += states->contains(StateId(s)) ? " 1" : " 0";
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("io");

TEST_CASE("a family's name stands for the same bytes everywhere") {
  CHECK(text_of("d2-n5-m2-r2-w2-g1-s3") == R"(standoff: 1
title: d2-n5-m2-l3-p2-r2-w2-g1-s3
decision_makers:
  - id: d0
    options:
      - {id: o0, when: o3}
      - {id: o1}
    preferences:
      - not o0 or o3
      - (o2 and not o3 and not o4) or not o0
  - id: d1
    options:
      - {id: o2, when: o1}
      - {id: o3, irreversible: dropped}
      - {id: o4, irreversible: dropped}
    preferences:
      - o0 and o2 and o3
      - (o1 and not o2) or (o0 and not o2 and not o4)
rules:
  - never: o3 and not o2
  - never: not o1 and o0
status_quo: [o0, o1, o2, o3, o4]
)");
  // Made by g++ 12; every other compiler and library has to agree.
  const auto hash = [](const char* name) { return text::sha256_hex(text_of(name)).substr(0, 16); };
  CHECK(hash("d3-n28") == "b55513b7d42d94c2");
  CHECK(hash("d5-n60-m40-l6-p4-r20-w9-s77") == "94a01a9d8de8752e");
  CHECK(hash("d3-n24-big70-g2-payoffs-ladders-s4") == "4e869f0cc18f86a9");
}

TEST_CASE("what a name leaves out has a default, and the full name is the title") {
  const std::string full = "d3-n28-m10-l3-p2-r6-w7-s1";
  CHECK(text_of("d3-n28") == text_of(full));
  CHECK(text_of("s1-n28-d3-r6") == text_of(full));
  CHECK(drawn("n28-d3").title == full);
  for (const char* name :
       {"d3-n28-m10-l3-p2-r6-w7-s1", "d2-n9-m1-l9-p1-r0-w0-big60-g2-payoffs-ladders-s0",
        "d64-n256-m3-l1-p7-r9-w256-s18446744073709551615"})
    CHECK(name_of(family_of(name)) == name);
  CHECK(name_of(family_of("d1-n2")) == "d1-n2-m10-l2-p2-r6-w0-s1");
}

TEST_CASE("each part of a name does what it says") {
  const Model plain = drawn("d3-n24");
  CHECK(plain.decision_makers.size() == 3);
  CHECK(plain.options.size() == 24);
  CHECK(owned(plain) == std::vector<std::size_t>{8, 8, 8});
  CHECK(one_way(plain) == 6);
  CHECK(plain.rules.size() == 6);
  CHECK(texts_of(plain).size() == 30);
  CHECK(widest(plain, Formula::Kind::conjunction) == 3);
  CHECK(widest(plain, Formula::Kind::disjunction) == 2);
  CHECK(plain.ladders.empty());

  CHECK(owned(drawn("d5-n24")) == std::vector<std::size_t>{4, 5, 5, 5, 5});
  CHECK(owned(drawn("d3-n30")) == std::vector<std::size_t>{10, 10, 10});
  CHECK(texts_of(drawn("d3-n24-m40")).size() == 120);
  CHECK(widest(drawn("d3-n24-l6"), Formula::Kind::conjunction) == 6);
  CHECK(widest(drawn("d3-n24-p5"), Formula::Kind::disjunction) == 5);
  CHECK(drawn("d3-n24-r11").rules.size() == 11);
  CHECK(drawn("d3-n24-r0").rules.empty());
  CHECK(one_way(drawn("d3-n24-w24")) == 24);
  CHECK(one_way(drawn("d3-n24-w0")) == 0);
  CHECK(text_of("d3-n24-s2") != text_of("d3-n24-s1"));
  CHECK(owned(drawn("d3-n24-big70")) == std::vector<std::size_t>{17, 3, 4});
  CHECK(std::holds_alternative<Payoffs>(drawn("d3-n24-payoffs").decision_makers[0].preference));

  const Model guarded = drawn("d3-n24-g2");
  for (std::size_t o = 0; o < 24; ++o) {
    const Option& option = guarded.options[o];
    REQUIRE(option.when.has_value() == (o % 8 < 2));
    if (!option.when) continue;
    options_of(*option.when).for_each([&](OptionId waits_for) {
      CHECK(guarded.option(waits_for).owner != option.owner);
      CHECK_FALSE(guarded.option(waits_for).when.has_value());
    });
  }
  const Model ladders = drawn("d3-n24-ladders");
  REQUIRE(ladders.ladders.size() == 3);
  CHECK(ladders.options.size() == 24);
  for (const Ladder& ladder : ladders.ladders) CHECK(ladder.levels.size() == 3);
}

TEST_CASE("the optional parts change what they are about and nothing else") {
  const Model plain = drawn("d3-n24");
  for (const char* part : {"big70", "g2", "payoffs"}) {
    CAPTURE(part);
    const Model other = drawn(std::string("d3-n24-") + part);
    CHECK(texts_of(other) == texts_of(plain));
    CHECK(rules_of(other) == rules_of(plain));
    CHECK(other.status_quo == plain.status_quo);
    for (std::size_t o = 0; o < 24; ++o)
      CHECK(other.options[o].direction == plain.options[o].direction);
  }
  CHECK(texts_of(drawn("d3-n24-ladders")).size() == 30);
}

TEST_CASE("a dispute of a family is valid and its status quo feasible, however many rules") {
  for (const char* shape : {"d1-n2-l1-p1-m3", "d2-n4", "d3-n6-r60", "d4-n16-g1-ladders-big40",
                            "d3-n9-payoffs-w9", "d5-n90-r1000", "d2-n256-m2-w256"})
    for (int seed = 0; seed < 20; ++seed) {
      const std::string name = shape + ("-s" + std::to_string(seed));
      CAPTURE(name);
      const Model model = drawn(name);
      REQUIRE(model.status_quo);
      CHECK(model.feasible(*model.status_quo));
    }
}

TEST_CASE("no decision maker says the same twice") {
  for (int seed = 0; seed < 20; ++seed)
    for (const DecisionMaker& dm :
         drawn("d2-n4-m20-l2-p1-r0-s" + std::to_string(seed)).decision_makers) {
      std::set<std::string> seen;
      for (const WrittenFormula& f : formulas_of(dm)) CHECK(seen.insert(f.text).second);
    }
}

TEST_CASE("a family written as .gmcr has the same answers") {
  for (const char* name : {"d2-n6", "d3-n9-s2", "d4-n8-w8-s3", "d3-n8-payoffs-s4",
                           "d3-n9-ladders-s5", "d2-n7-big70-s6", "d3-n8-m30-p4-l4-s7"}) {
    CAPTURE(name);
    const Model model = drawn(name);
    std::vector<std::string> lost;
    const auto bytes = to_gmcr(model, lost);
    REQUIRE(bytes);
    CHECK(answers(model_of(*bytes)) == answers(model));
  }
}

TEST_CASE("names that say nothing, or ask for what cannot be, are told what is expected") {
  const auto tells = [](const std::string& name, const std::string& words) {
    INFO(name << ": " << refused(name));
    CHECK(refused(name).find(words) != std::string::npos);
  };
  tells("", "found \"\", expected one of d (decision makers)");
  tells("d3-n28-q4", "found \"q4\", expected one of d (decision makers)");
  tells("d3-n28-payoff", "found \"payoff\"");
  tells("d3-n28-m", "expected m with a number from 1 to 1000");
  tells("d3-n28-m0", "expected m with a number from 1 to 1000");
  tells("d3-n28x", "expected n with a number from 2 to 256");
  tells("d3-n257", "expected n with a number from 2 to 256");
  tells("d65-n99", "expected d with a number from 1 to 64");
  tells("d3-n28-s-1", "expected s with a number");
  tells("d3-n28-s18446744073709551616", "expected s with a number");
  tells("d3-n28-d4", "\"d4\" after another part of its kind");
  tells("d3", "found no part \"n\"");
  tells("n28", "found no part \"d\"");
  tells("d4-n3", "4 decision makers for 3 options");
  tells("d3-n8-l9", "9 literals for 8 options");
  tells("d3-n8-w9", "9 one-way options of 8");
  tells("d3-n5-big99", "found no option for decision maker d1");
  tells("d1-n5-big50", "with 1 decision maker");
  tells("d3-n9-g4", "4 guarded options for decision maker d0 with 3");
  tells("d2-n4-g2", "could wait for");
  tells("d2-n6-g1-ladders", "could wait for");
  tells("d2-n2-ladders", "found ladders where nobody has 2 options");
  tells("d2-n2-m5-l1-p1", "found only 4 different statements, expected 5");
}

TEST_SUITE_END();
