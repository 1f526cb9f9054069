// Published and synthetic cases of ../shared/cases, where that folder is present: the graph each
// gives, and the file that ships.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "standoff/analysis.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;
using Json = nlohmann::json;
namespace fs = std::filesystem;

fs::path shared_cases() {
  const char* from_environment = std::getenv("STANDOFF_SHARED");
  return fs::path(from_environment != nullptr ? from_environment : STANDOFF_SHARED_DIR) / "cases";
}

Json read_json(const fs::path& path) {
  std::ifstream in(path);
  return Json::parse(in);
}

std::vector<std::string> state_names(const Json& c) {
  std::vector<std::string> names;
  if (c["feasible"].is_array())
    for (const auto& name : c["feasible"]) names.push_back(name);
  else
    for (const auto& item : c["feasible"].items()) names.push_back(item.key());
  return names;
}

// A case as a graph: reachable lists and one ranking a decision maker, both as given.
Graph graph_of(const Json& c, const std::string& ranking) {
  const std::vector<std::string> names = state_names(c);
  const auto number = [&](const std::string& name) {
    return static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin());
  };
  std::vector<std::vector<std::vector<std::uint32_t>>> moves;
  std::vector<std::vector<std::int64_t>> ranks;
  for (const auto& dm : c["decision_makers"]) {
    const std::string who = dm["name"];
    auto& lists = moves.emplace_back(names.size());
    for (const auto& [from, targets] : c["reachable"][who].items())
      for (const auto& to : targets) lists[number(from)].push_back(number(to));
    const Json& preference = c["preferences"][who];
    const Json& tiers = preference.contains(ranking) ? preference[ranking] : preference["ranking"];
    auto& of_dm = ranks.emplace_back(names.size(), 0);
    std::int64_t value = 0;
    for (const auto& tier : tiers) {
      --value;
      for (const auto& name : tier) of_dm[number(name)] = value;
    }
  }
  return Graph::from_arcs(moves, ranks);
}

Analysis analysed(const Graph& graph) {
  AnalysisRequest request;
  for (const SolutionConcept* c : solution_concepts())
    if (refusal(*c, graph).empty()) request.concepts.push_back(c);
  return analyse(graph, request);
}

// `state(name)` finds a state of the graph by the case's name for it.
template <typename State>
void check_rows(const Json& computed, const Json& c, const Analysis& analysis, State state) {
  const std::vector<std::string> names = state_names(c);
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
    CAPTURE(key);
    for (std::size_t dm = 0; dm < c["decision_makers"].size(); ++dm) {
      const std::string who = c["decision_makers"][dm]["name"];
      CAPTURE(who);
      const std::vector<std::string> expected = computed["by_dm"][who][key];
      for (const std::string& name : names) {
        CAPTURE(name);
        const bool stable = std::find(expected.begin(), expected.end(), name) != expected.end();
        CHECK(analysis.stable[*analysis.find(key)][dm]->contains(state(name)) == stable);
      }
    }
  }
  const std::map<std::string, std::string> rows{
      {"nash", "nash"},
      {"gmr", "gmr"},
      {"smr", "smr"},
      {"seq", "seq"},
      {"sseq", "sseq"},
      {"sim_gmcr_plus", "sim"},
      {"fraser_hipel_seq_then_simultaneous", "sim_tableau"}};
  for (const auto& entry : rows) {
    // Not a structured binding: clang before 16 cannot capture one in CAPTURE's lambda.
    const std::string& row = entry.first;
    const std::string& key = entry.second;
    if (!computed.contains(row) || !analysis.find(key)) continue;
    CAPTURE(row);
    const std::vector<std::string> expected = computed[row];
    for (const std::string& name : names) {
      CAPTURE(name);
      const bool stable = std::find(expected.begin(), expected.end(), name) != expected.end();
      CHECK(analysis.equilibria[*analysis.find(key)]->contains(state(name)) == stable);
    }
  }
}

void check_graph(const Json& c, const Json& computed, const std::string& ranking = "ranking") {
  const std::vector<std::string> names = state_names(c);
  const Graph graph = graph_of(c, ranking);
  check_rows(computed, c, analysed(graph), [&](const std::string& name) {
    return StateId(std::find(names.begin(), names.end(), name) - names.begin());
  });
}

// The shipped file gives the case's names to its outcomes, merged states or states.
void check_shipped(const Json& c, const Json& computed, const std::string& id) {
  CAPTURE(id);
  const auto entry = std::find_if(catalogue().begin(), catalogue().end(),
                                  [&](const auto& e) { return e.id == id; });
  REQUIRE(entry != catalogue().end());
  const Loaded loaded = load(entry->bytes);
  REQUIRE(loaded);
  const LayOut laid = lay_out(*loaded.model);
  const Graph& graph = *laid.graph;
  CHECK(graph.states() == state_names(c).size());
  check_rows(computed, c, analysed(graph), [&](const std::string& name) {
    const std::string id_of_state = name[0] >= '0' && name[0] <= '9' ? "s" + name : name;
    for (std::uint32_t s = 0; s < graph.states(); ++s)
      if (graph.label(StateId(s)) == id_of_state) return StateId(s);
    for (const Outcome& outcome : loaded.model->outcomes)
      if (outcome.id == id_of_state) {
        StateId found{};
        const StateSet states = graph.where(outcome.where.formula);
        REQUIRE(states.count() == 1);
        states.for_each([&](StateId s) { found = s; });
        return found;
      }
    for (std::size_t m = 0; m < loaded.model->merges.size(); ++m)
      if (loaded.model->merges[m].id == id_of_state)
        for (std::uint32_t s = 0; s < graph.states(); ++s)
          if (graph.merge_of(StateId(s)) == static_cast<std::uint32_t>(m)) return StateId(s);
    FAIL("no state is called " << id_of_state);
    return StateId();
  });
}

bool absent() {
  if (fs::exists(shared_cases())) return false;
  MESSAGE("../shared/cases is absent; nothing to compare with");
  return true;
}

}  // namespace

TEST_CASE("every shared case is reproduced for each decision maker and concept") {
  if (absent()) return;
  std::size_t cases = 0;
  for (const auto& file : fs::directory_iterator(shared_cases())) {
    if (file.path().extension() != ".json") continue;
    const Json c = read_json(file.path());
    if (c.contains("games")) continue;
    CAPTURE(file.path().filename().string());
    ++cases;
    if (c["computed"].contains("by_dm")) {
      check_graph(c, c["computed"]);
      continue;
    }
    for (const char* side : {"economics_oriented", "environment_oriented"})
      check_graph(c, c["computed"][side], std::string(side) + "_ranking");
  }
  CHECK(cases >= 20);
}

TEST_CASE("the shipped files of the shared cases give the same verdicts") {
  if (absent()) return;
  const std::map<std::string, std::string> shipped{
      {"cuban_missile_crisis_fraser_hipel", "cuban-missile-crisis"},
      {"elmira_9state", "elmira"},
      {"sustainable_development", "sustainable-development"},
      {"gmcrpy_MilkRiver", "milk-river"},
      {"game2x2_prisoners_dilemma", "prisoners-dilemma"},
      {"game2x2_chicken", "chicken"},
      {"game2x2_stag_hunt", "stag-hunt"},
      {"game2x2_battle_of_the_sexes", "battle-of-the-sexes"},
      {"game2x2_hero", "hero"},
      {"game2x2_leader", "leader"},
      {"game2x2_deadlock", "deadlock"},
      {"syn_at_most_once", "at-most-once"},
      {"syn_repeat_mover", "repeat-mover"},
      {"syn_return_to_origin", "return-to-origin"},
      {"syn_seq_and_smr_not_sseq", "seq-and-smr-not-sseq"},
      {"syn_seq_not_smr", "seq-not-smr"},
      {"syn_sequence_vs_single_move", "sequence-vs-single-move"},
      {"syn_smr_not_seq", "smr-not-seq"},
      {"syn_tie_sanction", "tie-sanction"}};
  for (const auto& [name, id] : shipped) {
    const Json c = read_json(shared_cases() / (name + ".json"));
    check_shipped(c, c["computed"], id);
  }
  const Json gisborne = read_json(shared_cases() / "lake_gisborne.json");
  check_shipped(gisborne, gisborne["computed"]["economics_oriented"], "lake-gisborne-economics");
  check_shipped(gisborne, gisborne["computed"]["environment_oriented"],
                "lake-gisborne-environment");
}

TEST_CASE("the 78 strict ordinal two-by-two games have their equilibria") {
  if (absent()) return;
  const Json all = read_json(shared_cases() / "all_78_ordinal_2x2.json");
  // States s1 .. s4: (row 1, column 1), (1, 2), (2, 1), (2, 2).
  const std::vector<std::vector<std::vector<std::uint32_t>>> moves{{{2}, {3}, {0}, {1}},
                                                                   {{1}, {0}, {3}, {2}}};
  CHECK(all["games"].size() == 78);
  for (const auto& game : all["games"]) {
    CAPTURE(game["id"].get<int>());
    const Graph graph = Graph::from_arcs(moves, {game["row"], game["column"]});
    const Analysis analysis = analysed(graph);
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
      CAPTURE(key);
      std::vector<std::string> found;
      analysis.equilibria[*analysis.find(key)]->for_each(
          [&](StateId s) { found.push_back("s" + std::to_string(index(s) + 1)); });
      CHECK(found == game[key].get<std::vector<std::string>>());
    }
  }
}
