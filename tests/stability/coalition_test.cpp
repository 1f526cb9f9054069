// Groups that move together: what they can bring about, and which states hold against them.

#include "standoff/coalition.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "oracle/coalitions.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "small_disputes.hpp"

using namespace standoff;
using standoff::tests::Laid;

namespace {

struct Catalogued {
  explicit Catalogued(std::string_view id)
      : model(load(std::find_if(catalogue().begin(), catalogue().end(),
                                [&](const auto& e) { return e.id == id; })
                       ->bytes)
                  .model.value()),
        laid(lay_out(model)) {}
  Model model;
  LayOut laid;
  const Graph& graph = *laid.graph;

  StateId outcome(std::string_view id) const {
    const auto named = std::find_if(model.outcomes.begin(), model.outcomes.end(),
                                    [&](const Outcome& o) { return o.id == id; });
    REQUIRE(named != model.outcomes.end());
    StateId only{};
    graph.where(named->where.formula).for_each([&](StateId s) { only = s; });
    return only;
  }
};

std::string labels(const Graph& graph, const std::vector<StateId>& states) {
  std::string text;
  for (const StateId s : states) text += (text.empty() ? "" : " ") + graph.label(s);
  return text;
}

struct Reading {
  CoalitionSettings settings;
  oracle::CoalitionSettings same;
};

std::vector<Reading> readings() {
  std::vector<Reading> all;
  using Moves = oracle::CoalitionSettings::JointMoves;
  using Given = oracle::CoalitionSettings::Answers;
  for (const auto& [moves, same_moves] : {std::pair{JointMoves::sequence, Moves::sequence},
                                          std::pair{JointMoves::simultaneous, Moves::simultaneous},
                                          std::pair{JointMoves::either, Moves::either}})
    for (const bool pareto : {false, true})
      for (const bool groups : {false, true}) {
        Reading reading;
        reading.settings = {.joint_moves = moves,
                            .gain = pareto ? JointGain::pareto : JointGain::everyone,
                            .answers = groups ? JointAnswers::groups : JointAnswers::individuals,
                            .sanction = Sanction::not_better,
                            .origin_is_sanction = true};
        reading.same.joint_moves = same_moves;
        reading.same.pareto = pareto;
        reading.same.answers = groups ? Given::groups : Given::individuals;
        all.push_back(reading);
      }
  all.push_back(all.front());
  all.back().settings.sanction = Sanction::worse;
  all.back().same.sanction = oracle::Settings::Sanction::worse;
  all.push_back(all.front());
  all.back().settings.origin_is_sanction = all.back().same.origin_is_sanction = false;
  return all;
}

oracle::Group numbers(const Coalition& group) {
  oracle::Group result;
  for (const DmId dm : group) result.push_back(static_cast<int>(index(dm)));
  return result;
}

// Where engine and oracle differ on groups; `seed` chooses the reading.
std::string disagreement(const oracle::PlainDispute& dispute, std::uint64_t seed) {
  const Loaded loaded = load(oracle::to_yaml(dispute));
  if (!loaded) return {};  // guards that wait for each other; the agreement test looks at the rest
  const LayOut laid = lay_out(*loaded.model);
  if (!laid.graph) return {};
  const Graph& graph = *laid.graph;
  const oracle::OptionGame expected = oracle::lay_out(dispute);
  const Reading reading = readings()[seed % readings().size()];
  for (const Coalition& group : coalitions(graph.dms(), 1, graph.dms()))
    for (std::uint32_t s = 0; s < graph.states(); ++s) {
      const std::string place = " at " + graph.label(StateId(s)) + ", group of " +
                                std::to_string(group.size()) + " from " +
                                std::to_string(index(group.front()));
      std::vector<int> improvements;
      for (const StateId t : joint_improvements(graph, group, StateId(s), reading.settings))
        improvements.push_back(static_cast<int>(index(t)));
      const int state = static_cast<int>(s);
      if (improvements != oracle::joint_improvements(expected, numbers(group), state, reading.same))
        return "joint improvements" + place;
      for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
        const CoalitionVerdict verdict =
            judge(*find_concept(key), graph, group, StateId(s), reading.settings);
        if (verdict.stable !=
            oracle::stable_for_group(expected, numbers(group), state, key, reading.same))
          return std::string(key) + place;
      }
    }
  return {};
}

}  // namespace

TEST_CASE("in Elmira the ministry and the company gain together once, from s5 to s8") {
  const Catalogued elmira("elmira");
  const Coalition ministry_company{DmId(0), DmId(1)};
  const Coalition ministry_local{DmId(0), DmId(2)};
  const auto alone = [&](StateId s, StateId t) {
    return elmira.graph.moves(DmId(0)).can_move(s, t) || elmira.graph.moves(DmId(1)).can_move(s, t);
  };
  std::string found;  // what neither can do alone
  std::string found_local;
  for (std::uint32_t s = 0; s < elmira.graph.states(); ++s) {
    for (const StateId t : joint_improvements(elmira.graph, ministry_company, StateId(s)))
      if (!alone(StateId(s), t))
        found += elmira.graph.label(StateId(s)) + ">" + elmira.graph.label(t) + " ";
    for (const StateId t : joint_improvements(elmira.graph, ministry_local, StateId(s)))
      found_local += elmira.graph.label(StateId(s)) + ">" + elmira.graph.label(t) + " ";
  }
  const auto step = [&](const char* from, const char* to) {
    return elmira.graph.label(elmira.outcome(from)) + ">" + elmira.graph.label(elmira.outcome(to)) +
           " ";
  };
  CHECK(found == step("s5", "s8"));
  // In the order of the letters s3 comes before s1.
  CHECK(found_local == step("s3", "s7") + step("s1", "s5"));

  // s5 is an equilibrium for each alone, and these two upset it: the local government has no
  // answer.
  for (const char* key : {"nash", "gmr", "smr", "seq"}) {
    CAPTURE(key);
    const CoalitionVerdict verdict =
        judge(*find_concept(key), elmira.graph, ministry_company, elmira.outcome("s5"));
    CHECK_FALSE(verdict.stable);
    REQUIRE(verdict.threats.size() == 1);
    CHECK(verdict.threats[0].improvement.to == elmira.outcome("s8"));
    CHECK(verdict.threats[0].improvement.way.size() == 2);
  }
}

TEST_CASE(
    "Elmira's joint improvements are those worked out by brute force before there was an engine") {
  std::ifstream in(std::string(STANDOFF_SHARED_DIR) + "/cases/elmira_9state.json");
  if (!in) return;  // only where the laboratory's files are at hand
  const auto text = nlohmann::json::parse(in);
  const nlohmann::json* table = nullptr;
  const auto look = [&](const auto& self, const nlohmann::json& node) -> void {
    if (!node.is_structured()) return;
    if (node.is_object() && node.contains("coalition_improvements"))
      table = &node["coalition_improvements"];
    for (const auto& [key, part] : node.items()) self(self, part);
  };
  look(look, text);
  REQUIRE(table != nullptr);
  const Catalogued elmira("elmira");
  const std::vector<std::string> names{"MoE", "Uniroyal", "Local Government"};
  std::size_t listed = 0;
  for (const Coalition& group : coalitions(3, 2, 3)) {
    std::string name;
    for (const DmId dm : group) name += (name.empty() ? "" : "+") + names[index(dm)];
    for (const auto& item : table->items()) {
      const std::string& from = item.key();
      const auto& by_group = item.value();
      if (from == "s9") continue;
      CAPTURE(name);
      CAPTURE(from);
      std::vector<StateId> expected;
      if (by_group.contains(name))
        for (const auto& to : by_group[name])
          expected.push_back(elmira.outcome(to.template get<std::string>()));
      std::sort(expected.begin(), expected.end());
      listed += expected.size();
      CHECK(joint_improvements(elmira.graph, group, elmira.outcome(from)) == expected);
    }
  }
  CHECK(listed == 11);
}

TEST_CASE("an exchange can skip what cannot be, a sequence cannot") {
  // Neither may disarm alone: half of it is against the rules.
  const Laid d(
      "decision_makers: [{id: a, options: [x]}, {id: b, options: [z]}]\n"
      "rules: [always: x iff z]\n");
  const Coalition both{DmId(0), DmId(1)};
  CHECK(joint_reach(d.graph, both, d.state("NN")).empty());
  CHECK(joint_reach(d.graph, both, d.state("NN"), JointMoves::simultaneous) ==
        std::vector{d.state("YY")});
  CHECK(joint_reach(d.graph, both, d.state("NN"), JointMoves::either) ==
        std::vector{d.state("YY")});
}

TEST_CASE("a sequence can wait for a guard, an exchange cannot") {
  const Laid d("decision_makers: [{id: a, options: [{id: x, when: z}]}, {id: b, options: [z]}]\n");
  const Coalition both{DmId(0), DmId(1)};
  CHECK(labels(d.graph, joint_reach(d.graph, both, d.state("NN"))) == "NY YN YY");
  CHECK(labels(d.graph, joint_reach(d.graph, both, d.state("NN"), JointMoves::simultaneous)) ==
        "NY");
}

TEST_CASE("groups come by size, and no more than asked for") {
  CHECK(coalitions(4, 2, 4).size() == 11);
  CHECK(coalitions(4, 2, 4).front() == Coalition{DmId(0), DmId(1)});
  CHECK(coalitions(4, 2, 4).back() == Coalition{DmId(0), DmId(1), DmId(2), DmId(3)});
  CHECK(coalitions(4, 2, 4, 3).size() == 3);
  CHECK(coalitions(3, 1, 9).size() == 7);
}

TEST_CASE("what is no group, or no concept for one, is refused") {
  const Catalogued chicken("chicken");
  const SolutionConcept& nash = *find_concept("nash");
  CHECK_THROWS_AS(judge(nash, chicken.graph, Coalition{}, StateId(0)), std::invalid_argument);
  CHECK_THROWS_AS(judge(nash, chicken.graph, Coalition{DmId(1), DmId(0)}, StateId(0)),
                  std::invalid_argument);
  CHECK_THROWS_AS(judge(nash, chicken.graph, Coalition{DmId(7)}, StateId(0)),
                  std::invalid_argument);
  CHECK_THROWS_AS(judge(*find_concept("sim"), chicken.graph, Coalition{DmId(0)}, StateId(0)),
                  std::invalid_argument);
}

TEST_CASE("a group of one is judged as one is, with the same answers") {
  for (const CatalogueEntry& entry : catalogue()) {
    const Model model = load(entry.bytes).model.value();
    const LayOut laid = lay_out(model, {.max_states = 128});
    if (!laid.graph) continue;
    CAPTURE(entry.id);
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
      for (std::size_t i = 0; i < laid.graph->dms(); ++i)
        for (std::uint32_t s = 0; s < laid.graph->states(); ++s) {
          const Verdict alone = judge(*find_concept(key), *laid.graph, DmId(i), StateId(s));
          const CoalitionVerdict as_group =
              judge(*find_concept(key), *laid.graph, Coalition{DmId(i)}, StateId(s));
          CHECK(as_group.stable == alone.stable);
          REQUIRE(as_group.threats.size() == alone.threats.size());
          for (std::size_t k = 0; k < alone.threats.size(); ++k) {
            CHECK(as_group.threats[k].improvement.way == std::vector{alone.threats[k].improvement});
            REQUIRE(as_group.threats[k].sanction.has_value() ==
                    alone.threats[k].sanction.has_value());
            if (!alone.threats[k].sanction) continue;
            std::vector<Move> moves;
            for (const JointMove& step : *as_group.threats[k].sanction)
              moves.insert(moves.end(), step.way.begin(), step.way.end());
            CHECK(moves == *alone.threats[k].sanction);
          }
        }
  }
}

TEST_CASE("verdicts on groups agree with the quantifiers on random disputes, in every reading") {
  const standoff::tests::Seeds seeds(1'500);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures = standoff::tests::counterexamples(
      seeds,
      {.draw = [](std::uint64_t seed) { return oracle::random_dispute(seed, {.most_options = 6}); },
       .wrong = disagreement,
       .name = "coalitions"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}

TEST_CASE("the whole is answered by nobody: every concept is Nash for it") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const oracle::PlainDispute dispute = oracle::random_dispute(seed);
    const Loaded loaded = load(oracle::to_yaml(dispute));
    if (!loaded) continue;
    const LayOut laid = lay_out(*loaded.model);
    Coalition all;
    for (std::size_t i = 0; i < laid.graph->dms(); ++i) all.push_back(DmId(i));
    for (std::uint32_t s = 0; s < laid.graph->states(); ++s)
      for (const char* key : {"gmr", "smr", "seq", "sseq"})
        CHECK(judge(*find_concept(key), *laid.graph, all, StateId(s)).stable ==
              joint_improvements(*laid.graph, all, StateId(s)).empty());
  }
}
