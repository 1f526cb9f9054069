// Stages and views: the same dispute with some of it replaced.
#include "standoff/variants.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "standoff/graph.hpp"
#include "standoff/load.hpp"

using namespace standoff;

namespace {

const std::string strike = R"(standoff: 1
title: A strike
decision_makers:
  - id: union
    options: [strike, {id: picket, when: strike}]
    preferences: [raise, not strike if raise, picket]
  - id: port
    options: [{id: raise, irreversible: taken}, lockout]
    preferences: [not raise, not strike]
rules: [{never: strike and lockout}]
outcomes: {settled: raise and not strike, shut: lockout}
status_quo: [strike, picket]
)";

std::string told(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& p : problems) {
    out += std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + " ";
    out += std::string(p.code) + ": " + p.message + "\n";
  }
  return out;
}

Model read(const std::string& more) {
  Loaded loaded = load(strike + more);
  INFO(told(loaded.problems));
  REQUIRE(loaded.model.has_value());
  return std::move(*loaded.model);
}

std::string problems_of(const std::string& more) { return told(load(strike + more).problems); }

std::vector<std::string> options(const Model& model) {
  std::vector<std::string> ids;
  for (const Option& option : model.options) ids.push_back(option.qualified);
  return ids;
}

}  // namespace

TEST_CASE("a stage without changes is the dispute itself") {
  const Model model = read("stages: [{id: now, now: true}]\n");
  const Model& there = *model.stages.at(0).model;
  CHECK(options(there) == options(model));
  CHECK(there.status_quo == model.status_quo);
  CHECK(lay_out(there).graph->states() == lay_out(model).graph->states());
  CHECK(there.stages.empty());
}

TEST_CASE("in a stage options vanish, appear and stay in the order the stage gives them") {
  const Model model = read(
      "stages:\n"
      "  - id: court\n"
      "    without: lockout\n"
      "    changes: {union: {options: [{id: appeal, name: appeal}, strike]}}\n");
  const Model& there = *model.stages.at(0).model;
  CHECK(options(there) == std::vector<std::string>{"union.appeal", "union.strike", "port.raise"});
  // What vanished never holds: `picket` as a want, `lockout` in a rule and an outcome.
  const auto& wants = std::get<Statements>(there.dm(DmId(0)).preference).list;
  CHECK(wants.back().formula == Formula::constant(false));
  CHECK(there.outcomes.back().where.formula == Formula::constant(false));
  // The status quo goes on where it can.
  CHECK(there.status_quo->letters(3) == "NYN");
}

TEST_CASE("an option described in part keeps the rest of its description") {
  const Model model = read(
      "stages: [{id: late, changes: {union: {options: [strike, {id: picket, name: stand}]}}}]\n");
  const Option& picket = model.stages.at(0).model->options.at(1);
  CHECK(picket.name == "stand");
  CHECK(picket.when_text == "strike");
}

TEST_CASE("nobody changes what a stage locks") {
  const Model model = read("stages: [{id: pause, locked: [strike, raise]}]\n");
  const Model& there = *model.stages.at(0).model;
  const LayOut laid = lay_out(there);
  for (std::uint32_t s = 0; s < laid.graph->states(); ++s)
    for (std::size_t dm = 0; dm < 2; ++dm)
      for (const StateId t : laid.graph->targets(DmId(dm), StateId(s)))
        for (const std::size_t o : {std::size_t{0}, std::size_t{2}})
          CHECK(laid.graph->pattern(StateId(s)).contains(OptionId(o)) ==
                laid.graph->pattern(t).contains(OptionId(o)));
  CHECK(model.option(OptionId(0)).direction == Direction::both);
}

TEST_CASE("what a view leaves unsaid is as it is, and its own views are of the second level") {
  const Model model = read(
      "views:\n"
      "  - of: port\n"
      "    believes: {union: {preferences: [not strike]}}\n"
      "    unaware_of: picket\n"
      "    views: [{of: union, believes: {port: {preferences: [raise]}}}]\n");
  const Viewpoint& view = model.views.at(0);
  CHECK(model.dm(view.of).id == "port");
  CHECK(options(*view.model) ==
        std::vector<std::string>{"union.strike", "port.raise", "port.lockout"});
  CHECK(std::get<Statements>(view.model->dm(DmId(0)).preference).list.size() == 1);
  CHECK(std::get<Statements>(view.model->dm(DmId(1)).preference).list.size() == 2);
  const Model& second = *view.model->views.at(0).model;
  CHECK(std::get<Statements>(second.dm(DmId(1)).preference).list.at(0).text == "raise");
  CHECK(std::get<Statements>(second.dm(DmId(0)).preference).list.at(0).text == "not strike");
}

TEST_CASE("a question is read in the names of its stage") {
  const Model model = read(
      "stages: [{id: court, changes: {union: {options: [appeal, strike]}}}]\n"
      "questions:\n"
      "  - {id: q, asks: 'Will they appeal?', stage: court, where: appeal, outcome: no}\n"
      "  - {id: r, asks: 'Will they settle?', where: settled}\n");
  REQUIRE(model.questions.size() == 2);
  for (const Question& question : model.questions) {
    if (question.id == "q") CHECK(question.where.formula == Formula::option(OptionId(0)));
    if (question.id == "r") CHECK(question.outcome == Question::Outcome::unknown);
  }
}

TEST_CASE("a channel's id holds where the channel is open") {
  const Model model = read(
      "channels:\n"
      "  - {id: hotline, between: [union, port], open_when: not lockout}\n"
      "  - {between: [union, port], level: technical}\n"
      "merge: [{id: quiet, where: hotline and not strike}]\n");
  CHECK(model.channels.at(0).open_when->formula == Formula::negation(Formula::option(OptionId(3))));
  CHECK_FALSE(model.channels.at(1).open_when.has_value());
}

TEST_CASE("mistakes in stages and views are told where they stand, with the stage's name") {
  CHECK(problems_of("stages: [{id: a, without: [pickett]}]\n") ==
        "13:28 unknown-name: stage \"a\": there is no option \"pickett\"\n");
  CHECK(problems_of("stages: [{id: a, changes: {unions: {}}}]\n") ==
        "13:28 unknown-name: stage \"a\": there is no decision maker \"unions\"\n");
  CHECK(problems_of("stages: [{id: a, changes: {union: {preferences: [rise]}}}]\n") ==
        "13:50 unknown-name: stage \"a\": decision maker \"union\": \"rise\" is no option, outcome "
        "or "
        "state of this dispute\n");
  CHECK(problems_of("stages: [{id: a}, {id: a}]\n").find("duplicate-id") != std::string::npos);
  CHECK(problems_of("stages: [{id: a, locked: [settled]}]\n").find("not-an-option") !=
        std::string::npos);
  CHECK(problems_of("stages: [{id: a, from: 2025-02-02, until: 2025-02-01}]\n")
            .find("ends-before-start") != std::string::npos);
  CHECK(problems_of("stages: [{id: a, from: 2025-02-02/2025-02-03}]\n").find("bad-date") !=
        std::string::npos);
  CHECK(problems_of("stages: [{id: a, status_quo: [strike, lockout]}]\n")
            .find("infeasible-status-quo: stage") != std::string::npos);
  CHECK(problems_of("views: [{of: ports}]\n") ==
        "13:14 unknown-name: a view: there is no decision maker \"ports\"\n");
  CHECK(problems_of("views: [{of: port}, {of: port}]\n").find("duplicate-id") != std::string::npos);
  CHECK(problems_of("questions: [{id: q, asks: what, stage: b, where: strike}]\n") ==
        "13:40 unknown-name: there is no stage \"b\"\n");
  CHECK(problems_of("measures: [{id: m, unit: EUR}]\n").find("missing-key") != std::string::npos);
  CHECK(problems_of("measures: [{id: m, unit: EUR, value: 5..3}]\n").find("ends-before-start") !=
        std::string::npos);
  CHECK(problems_of("measures: [{id: m, unit: EUR, value: few}]\n").find("bad-number") !=
        std::string::npos);
  CHECK(problems_of("measures: [{id: m, unit: EUR, value: 1, per: n}]\n").find("unknown-name") !=
        std::string::npos);
  CHECK(problems_of("channels: [{between: [union]}]\n").find("missing-key") != std::string::npos);
}

TEST_CASE("what is idle in the dispute is not told again of each stage") {
  const std::string more = "stages: [{id: a}, {id: b, without: picket}]\n";
  CHECK(problems_of(more) == problems_of(""));
}

TEST_CASE("more stages than anybody needs are refused, quickly") {
  std::string more = "stages:\n";
  for (int k = 0; k < 300; ++k) more += "  - {id: s" + std::to_string(k) + "}\n";
  CHECK(problems_of(more).find("too-large") != std::string::npos);
}

TEST_CASE("what is carried over keeps owner and id") {
  const Model model =
      read("stages: [{id: a, changes: {port: {options: [lockout, fine, raise]}}}]\n");
  const Model& there = *model.stages.at(0).model;
  OptionSet taken;
  taken.insert(OptionId(0));  // union.strike
  taken.insert(OptionId(2));  // port.raise
  CHECK(carry_over(model, taken, there).letters(5) == "YNNNY");
}

TEST_CASE("the blind profile leaves hindsight out in stages and views too") {
  const Model model = read(
      "stages: [{id: a, changes: {port: {preferences: [{want: raise, known_after: true}, "
      "lockout]}}}]\n"
      "views: [{of: union, believes: {port: {preferences: [{want: raise, basis: "
      "afterwards}]}}}]\n");
  const Model blind = without_hindsight(model);
  const auto wants = [](const Model& m) {
    return std::get<Statements>(m.dm(DmId(1)).preference).list.size();
  };
  CHECK(wants(*model.stages[0].model) == 2);
  CHECK(wants(*blind.stages[0].model) == 1);
  CHECK(wants(*blind.views[0].model) == 0);
  CHECK(wants(blind) == wants(model));
}
