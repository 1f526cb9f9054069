// Reading .gmcr files: every trap of the format, and random disputes of the older tool against
// results computed from the definitions.
#include "io/gmcr.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "standoff/analysis.hpp"
#include "standoff/graph.hpp"

using namespace standoff;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::filesystem::path shared_cases() {
  const char* shared = std::getenv("STANDOFF_SHARED");
#ifdef STANDOFF_SHARED_DIR
  if (shared == nullptr) shared = STANDOFF_SHARED_DIR;
#endif
  return shared == nullptr ? std::filesystem::path()
                           : std::filesystem::path(shared) / "cases" / "gmcr";
}

std::string told(const Loaded& loaded) {
  std::string out;
  for (const Problem& p : loaded.problems)
    out += std::string(p.code) + ": " + p.message + (p.hint.empty() ? "" : " | " + p.hint) + "\n";
  return out;
}

bool tells(const Loaded& loaded, std::string_view code, std::string_view words = "") {
  return std::any_of(loaded.problems.begin(), loaded.problems.end(), [&](const Problem& p) {
    return p.code == code && p.message.find(words) != std::string::npos;
  });
}

Model model_of(const std::string& text) {
  Loaded loaded = load(text);
  INFO(told(loaded));
  REQUIRE(loaded.model.has_value());
  return std::move(*loaded.model);
}

// Two options and two decision makers, with these values for the keys.
struct File {
  std::string options = R"([{"name": "Strike", "permittedDirection": "both"},
                            {"name": "Lock out", "permittedDirection": "both"}])";
  std::string first = R"({"name": "Union", "options": [0], "preferences": [[[0, "Y"]]]})";
  std::string second = R"({"name": "Port", "options": [1], "preferences": [[[0, "N"]]]})";
  std::string infeasibles = "[]";
  std::string manual = R"("useManualPreferenceRanking": false)";
  std::string more = "";

  std::string text() const {
    return "{" + manual + ", \"infeasibles\": " + infeasibles + ", \"options\": " + options +
           ", \"decisionMakers\": [" + first + ", " + second + "]" + more + "}";
  }
};

std::vector<std::string> labels(const Graph& graph) {
  std::vector<std::string> all;
  for (std::size_t s = 0; s < graph.states(); ++s) all.push_back(graph.label(StateId(s)));
  return all;
}

std::vector<std::string> ids(const Model& model) {
  std::vector<std::string> all;
  for (const Option& option : model.options) all.push_back(option.qualified);
  return all;
}

}  // namespace

TEST_CASE("a .gmcr file is known by its outermost keys") {
  CHECK(is_gmcr(File().text()));
  CHECK(is_gmcr("\xEF\xBB\xBF " + File().text()));
  CHECK(is_gmcr(R"({"nodes": [{"options": 1}], "options": [], "decisionMakers": [)"));
  CHECK(is_gmcr("\x80\x03}q\x01"));
  CHECK_FALSE(is_gmcr(""));
  CHECK_FALSE(is_gmcr("standoff: 1\noptions: []\ndecisionMakers: []\n"));
  CHECK_FALSE(is_gmcr(R"({"standoff": 1, "options": [], "decision_makers": []})"));
  CHECK_FALSE(is_gmcr(R"({"a": {"options": [], "decisionMakers": []}})"));
  CHECK_FALSE(is_gmcr(R"({"a": "options", "b": "decisionMakers"})"));
  CHECK_FALSE(is_gmcr(R"({"options\": 1, \"decisionMakers": 1})"));
  CHECK_FALSE(is_gmcr("{\"options"));
}

TEST_CASE("statements, infeasibles, directions and names are read") {
  File file;
  file.options = R"([{"name": "Strike", "permittedDirection": "fwd"},
                     {"name": "Lock out", "permittedDirection": "back"}])";
  file.first = R"({"name": "Union", "options": [0],
    "preferences": [{"compound": true, "members": [[[0, "Y"], [1, "N"]], [[1, "Y"]]]}, [[0, "Y"]]]})";
  file.infeasibles = R"([[[0, "Y"], [1, "Y"]]])";
  const Model model = model_of(file.text());
  CHECK(model.title == "A dispute between Union and Port");
  CHECK(ids(model) == std::vector<std::string>{"union.strike", "port.lock_out"});
  CHECK(model.options[1].name == "Lock out");
  CHECK(model.options[0].direction == Direction::take_only);
  CHECK(model.options[1].direction == Direction::drop_only);
  const auto& wants = std::get<Statements>(model.decision_makers[0].preference).list;
  REQUIRE(wants.size() == 2);
  CHECK(wants[0].text == "(strike and not lock_out) or lock_out");
  CHECK(wants[1].text == "strike");
  REQUIRE(model.rules.size() == 1);
  CHECK(model.rules[0].text == "never: strike and lock_out");
  CHECK(labels(*lay_out(model).graph) == std::vector<std::string>{"NN", "NY", "YN"});
  CHECK(model.sha256.size() == 64);
}

TEST_CASE("options are regrouped by owner, and nobody's come last") {
  File file;
  file.options = R"([{"name": "Storm", "permittedDirection": "both"},
                     {"name": "Lock out", "permittedDirection": "both"},
                     {"name": "Strike", "permittedDirection": "both"},
                     {"name": "Picket", "permittedDirection": "both"}])";
  file.first = R"({"name": "Union", "options": [3, 2], "preferences": [[[0, "Y"], [3, "N"]]]})";
  file.second = R"({"name": "Port", "options": [1], "preferences": [[[1, "N"]]]})";
  const Model model = model_of(file.text());
  CHECK(ids(model) ==
        std::vector<std::string>{"union.picket", "union.strike", "port.lock_out", "storm"});
  CHECK(std::get<Statements>(model.decision_makers[0].preference).list[0].text ==
        "not picket and storm");
  CHECK_FALSE(model.options[3].owner.has_value());
}

TEST_CASE("rankings number the feasible states by their decimals after regrouping") {
  for (const bool older : {false, true}) {
    File file;
    const std::string key = older ? "preferenceVector" : "preferenceRanking";
    file.manual =
        older ? "\"useManualPreferenceVectors\": true" : "\"useManualPreferenceRanking\": true";
    // regrouped: strike, lock out; feasible: NN = 1, YN = 2, NY = 3
    file.infeasibles = R"([[[0, "Y"], [1, "Y"]]])";
    file.first =
        R"({"name": "Union", "options": [1], "preferences": [], ")" + key + R"(": [2, [3, 1]]})";
    file.second = R"({"name": "Port", "options": [0], "preferences": [[[9, 9]]], ")" + key +
                  R"(": [[1], 3, [], 2], "payoffs": "ignored"})";
    const Model model = model_of(file.text());
    CHECK(ids(model) == std::vector<std::string>{"union.lock_out", "port.strike"});
    const auto& best = std::get<Ranking>(model.decision_makers[0].preference).tiers;
    REQUIRE(best.size() == 2);
    CHECK(best[0][0].text == "YN");
    CHECK(best[1].size() == 2);
    const LayOut laid = lay_out(model);
    CHECK(labels(*laid.graph) == std::vector<std::string>{"NN", "NY", "YN"});
    CHECK(laid.graph->ranks(DmId(0)) == Ranks{1, 1, 2});
    CHECK(laid.graph->ranks(DmId(1)) == Ranks{3, 2, 1});
  }
}

TEST_CASE("a ranking names each feasible state exactly once") {
  File file;
  file.manual = R"("useManualPreferenceRanking": true)";
  file.first = R"({"name": "A", "options": [0], "preferenceRanking": [1, [2, 2], 7]})";
  file.second = R"({"name": "B", "options": [1], "preferenceRanking": [1, 2, [3, 4]]})";
  const Loaded loaded = load(file.text());
  CHECK_FALSE(loaded.model.has_value());
  CHECK(tells(loaded, "bad-gmcr", "decisionMakers[0], the ranking: state 2 stands here a second"));
  CHECK(tells(loaded, "bad-gmcr", "state 7 where there are 4 feasible states"));
  CHECK(tells(loaded, "bad-gmcr", "states 3 and 4 are not in it"));
  CHECK(loaded.problems.size() == 3);
}

TEST_CASE("equal statements and equal patterns are read once") {
  File file;
  file.first = R"({"name": "Union", "options": [0], "preferences":
    [[[0, "Y"], [1, "N"]], [[1, "N"], [0, "Y"]], [[1, "N"]],
     {"compound": true, "members": [[[1, "Y"]], [[1, "Y"]]]}]})";
  file.infeasibles = R"([[[0, "Y"], [1, "Y"]], [[1, "Y"], [0, "Y"], [0, "Y"]]])";
  const Model model = model_of(file.text());
  CHECK(std::get<Statements>(model.decision_makers[0].preference).list.size() == 3);
  CHECK(model.rules.size() == 1);
}

TEST_CASE("names that are equal, reserved, empty or of another script become ids") {
  File file;
  file.options = R"([{"name": "Full", "permittedDirection": "both"},
                     {"name": "Full", "permittedDirection": "both"},
                     {"name": "Full 2", "permittedDirection": "both"},
                     {"name": "No", "permittedDirection": "both"},
                     {"name": "", "permittedDirection": "both"},
                     {"name": "2 ships", "permittedDirection": "both"},
                     {"name": "Šalčininkai — (uždaryti)!", "permittedDirection": "both"},
                     {"name": "封锁", "permittedDirection": "both"}])";
  file.first = R"({"name": "Side 1", "options": [0, 1, 2, 3], "preferences": [[[0, "Y"]]]})";
  file.second = R"({"name": "Side-1", "options": [4, 5, 6, 7], "preferences": [[[0, "N"]]]})";
  const Model model = model_of(file.text());
  CHECK(ids(model) ==
        std::vector<std::string>{"side_1.full", "side_1.full_2", "side_1.full_2_2",
                                 "side_1.option_no", "side_1_2.option", "side_1_2.option_2_ships",
                                 "side_1_2.salcininkai_uzdaryti", "side_1_2.option_2"});
  CHECK(model.options[2].name == "Full 2");
  CHECK(model.options[4].name == "option");
  CHECK(model.options[7].name == "封锁");
  CHECK(model.decision_makers[1].name == "Side-1");
  CHECK(model.decision_makers[1].id == "side_1_2");
}

TEST_CASE("decision makers without statements are indifferent") {
  File file;
  file.second = R"({"name": "Port", "options": [1], "preferences": []})";
  const Loaded loaded = load(file.text());
  REQUIRE(loaded.model.has_value());
  CHECK(std::holds_alternative<std::monostate>(loaded.model->decision_makers[1].preference));
  CHECK(tells(loaded, "no-preferences", "\"port\""));
}

TEST_CASE("coalitions are warned of, and wrong partitions are no coalitions") {
  File file;
  file.more = R"(, "coalitions": [[0, 1]])";
  Loaded loaded = load(file.text());
  CHECK(loaded.model.has_value());
  CHECK(tells(loaded, "gmcr-coalition", "\"union\" and \"port\" form a coalition"));
  for (const char* none : {"[0, 1]", "[[0], [1]]", "[[0, 0]]", "[[0, 7]]", "[[0, 1], 1]", "[]"}) {
    file.more = std::string(", \"coalitions\": ") + none;
    loaded = load(file.text());
    CHECK(loaded.model.has_value());
    CHECK_FALSE(tells(loaded, "gmcr-coalition"));
  }
  file.more = R"(, "coalitions": [["x"]])";
  CHECK(
      tells(load(file.text()), "bad-gmcr", "coalitions[0][0]: expected the number of a decision"));
}

TEST_CASE("misperceptions become views, and go back as misperceptions; empty ones are none") {
  File file;
  file.first =
      R"({"name": "A", "options": [0], "preferences": [[[0, "Y"]]], "misperceptions": []})";
  CHECK(load(file.text()).model.value().views.empty());
  file.first =
      R"({"name": "A", "options": [0], "preferences": [[[0, "Y"]]], "misperceptions": [[[0, "Y"]]]})";
  const Loaded loaded = load(file.text());
  CHECK(tells(loaded, "gmcr-misperception", "decisionMakers[0].misperceptions"));
  REQUIRE(loaded.model.has_value());
  REQUIRE(loaded.model->views.size() == 1);
  const Viewpoint& view = loaded.model->views.front();
  CHECK(view.of == DmId(0));
  CHECK(view.unseen.value().formula == Formula::option(OptionId(0)));
  std::vector<std::string> lost;
  const auto written = to_gmcr(*loaded.model, lost);
  REQUIRE(written.has_value());
  const Loaded again = load(*written);
  REQUIRE(again.model.has_value());
  const Formula& unseen = again.model->views.at(0).unseen.value().formula;
  for (const char* state : {"NN", "NY", "YN", "YY"}) {
    OptionSet taken;
    for (std::size_t k = 0; k < 2; ++k)
      if (state[k] == 'Y') taken.insert(OptionId(k));
    CHECK(holds(unseen, taken) == holds(view.unseen->formula, taken));
  }
}

TEST_CASE("keys that the format does not have are passed over") {
  File file;
  file.more = R"(, "nodes": [{"id": 0, "reachable": [{"target": 1, "dm": "dm0"}]}], "version":
                 [1], "coalitionsFull": [{"name": 3}], "members": 7)";
  CHECK(load(file.text()).model.has_value());
}

TEST_CASE("pickled saves are not read") {
  const Loaded loaded = load("\x80\x03}q\x01(X");
  CHECK_FALSE(loaded.model.has_value());
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].code == "bad-gmcr");
  CHECK(loaded.problems[0].hint.find("GMCR+ 0.3") != std::string::npos);
}

TEST_CASE("what is not JSON is told with its place") {
  const Loaded loaded = load("{\"options\": [],\n \"decisionMakers\": [é}\n");
  REQUIRE(loaded.problems.size() == 1);
  CHECK(loaded.problems[0].code == "bad-gmcr");
  CHECK(loaded.problems[0].place.line == 2);
  CHECK(loaded.problems[0].place.column >= 21);
  CHECK(loaded.problems[0].place.column <= 22);
  const Loaded cut = load(File().text().substr(0, 300));
  REQUIRE(cut.problems.size() == 1);
  CHECK(cut.problems[0].message.find("unexpected end of input") != std::string::npos);
  CHECK(tells(load("{\"options\": [], \"decisionMakers\": [\"\xFF\"]}"), "not-utf8"));
}

TEST_CASE("wrong types are all told, each with its path") {
  const Loaded loaded = load(R"({
    "useManualPreferenceRanking": 0,
    "infeasibles": [3, [[0, "Y"], [1, "maybe"]], [[5, "Y"]], [[0]], {"compound": false, "members": []}],
    "options": [{"name": 1, "permittedDirection": "sideways"}, 7],
    "decisionMakers": [{"name": null, "options": [0, 0, -1, 1.5, "x"]}, {"options": {}}, []]})");
  CHECK_FALSE(loaded.model.has_value());
  INFO(told(loaded));
  for (const char* words :
       {"useManualPreferenceRanking: expected true or false, found a number",
        "infeasibles[0]: expected a list or an object, found a number",
        "infeasibles[1][1][1]: expected \"Y\" or \"N\", found \"maybe\"",
        "infeasibles[2][0][0]: expected the number of an option, found 5",
        "infeasibles[3][0]: expected a pair like [0, \"Y\"], found a list of 1",
        "infeasibles[4].compound: expected true",
        "options[0].name: expected a text, found a number",
        "options[0].permittedDirection: expected \"both\", \"fwd\" or \"back\", found \"sideways\"",
        "options[1]: expected an object, found a number",
        "decisionMakers[0].name: expected a text, found null",
        "decisionMakers[0].options[1]: option 0 stands here a second time",
        "decisionMakers[0].options[2]: expected the number of an option, found -1",
        "decisionMakers[0].options[3]: expected the number of an option, found 1.5",
        "decisionMakers[0].options[4]: expected the number of an option, found \"x\"",
        "decisionMakers[1]: \"name\" is missing",
        "decisionMakers[1].options: expected a list, found an object",
        "decisionMakers[2]: expected an object, found a list"}) {
    CAPTURE(words);
    CHECK(tells(loaded, "bad-gmcr", words));
  }
}

TEST_CASE("options belong to one decision maker, and patterns do not contradict themselves") {
  File file;
  file.second = R"({"name": "Port", "options": [1, 0], "preferences": [[[0, "N"], [0, "Y"]]]})";
  const Loaded loaded = load(file.text());
  CHECK(tells(loaded, "bad-gmcr",
              "decisionMakers[1].options[1]: option 0 belongs to another decision maker already"));
  CHECK(tells(loaded, "bad-gmcr", "decisionMakers[1].preferences[0][1]: option 0 is both Y and N"));
}

TEST_CASE("missing keys are told, and so is a file without anybody or anything") {
  const Loaded loaded = load(R"({"options": [], "decisionMakers": []})");
  CHECK(tells(loaded, "bad-gmcr", "\"infeasibles\" is missing"));
  CHECK(tells(loaded, "bad-gmcr", "\"useManualPreferenceRanking\" is missing"));
  CHECK(tells(loaded, "bad-gmcr", "there are no decision makers"));
  CHECK(tells(loaded, "no-options"));
}

TEST_CASE("a .gmcr file whose states are all infeasible is refused") {
  File file;
  file.infeasibles = R"([[[0, "Y"]], [[0, "N"]]])";
  CHECK(tells(load(file.text()), "no-feasible-state"));
}

TEST_CASE("nesting, options and decision makers are bounded") {
  File file;
  file.infeasibles = std::string(100, '[') + std::string(100, ']');
  CHECK(tells(load(file.text()), "too-large", "nested more than 64"));
  file = {};
  file.more = ", \"nodes\": " + std::string(100'000, '[') + std::string(100'000, ']');
  CHECK(tells(load(file.text()), "too-large"));
  file = {};
  file.options = "[";
  for (int k = 0; k < 257; ++k)
    file.options +=
        std::string(k == 0 ? "" : ",") + R"({"name": "x", "permittedDirection": "both"})";
  file.options += "]";
  CHECK(tells(load(file.text()), "too-many-options"));
  file = {};
  for (int k = 0; k < 64; ++k)
    file.second += R"(, {"name": "x", "options": [], "preferences": []})";
  CHECK(tells(load(file.text()), "too-large", "66 decision makers"));
  file = {};
  file.first = R"({"name": "Union", "options": [0], "preferences": []})";
  file.infeasibles = "[" + std::string(70'000, ' ') + "]";
  CHECK(load(file.text()).model.has_value());
}

TEST_CASE("no change to the bytes of a .gmcr file makes reading it fail badly") {
  File file;
  file.first = R"({"name": "Ünion", "options": [0], "misperceptions": [], "payoffs": [1, 2],
    "preferences": [{"compound": true, "members": [[[0, "Y"], [1, "N"]], [[1, "Y"]]]}, [[0, "Y"]]],
    "preferenceRanking": [1, [2, 3], 4]})";
  file.more = R"(, "coalitions": [0, [1]])";
  const std::string text = file.text();
  const std::string bytes = "{}[],:\"0123456789-YN\\ue.tf \x80\xC3";
  std::mt19937 random(20251124);
  const auto below = [&](std::size_t n) { return std::size_t(random()) % n; };
  int read_well = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string changed = text;
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) {
      const std::size_t at = below(changed.size());
      switch (below(4)) {
        case 0:
          changed[at] = bytes[below(bytes.size())];
          break;
        case 1:
          changed.insert(at, 1, bytes[below(bytes.size())]);
          break;
        case 2:
          changed.erase(at, 1 + below(5));
          break;
        default:
          changed.insert(at, changed.substr(below(changed.size()), below(20)));
      }
    }
    const Loaded loaded = load_gmcr(changed);
    const bool errors = std::any_of(loaded.problems.begin(), loaded.problems.end(),
                                    [](const Problem& p) { return p.severity == Severity::error; });
    REQUIRE(loaded.model.has_value() == !errors);
    read_well += loaded.model.has_value();
  }
  CHECK(read_well > 0);
}

TEST_CASE("random disputes of the older tool give the results of the definitions") {
  const auto cases = shared_cases();
  if (!std::filesystem::exists(cases)) {
    MESSAGE("the shared cases are not here; skipped");
    return;
  }
  int seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(cases)) {
    if (entry.path().extension() != ".gmcr") continue;
    ++seen;
    CAPTURE(entry.path().string());
    auto expected_path = entry.path();
    const auto expected =
        nlohmann::json::parse(read(expected_path.replace_extension(".expected.json")));
    const Model model = model_of(read(entry.path()));
    const LayOut laid = lay_out(model);
    const Graph& graph = *laid.graph;
    CHECK(labels(graph) == expected["feasible"].get<std::vector<std::string>>());
    AnalysisRequest request;
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
      request.concepts.push_back(find_concept(key));
    const Analysis analysis = analyse(graph, request);
    for (std::size_t dm = 0; dm < graph.dms(); ++dm)
      for (std::size_t s = 0; s < graph.states(); ++s) {
        std::vector<std::string> stable;
        for (std::size_t c = 0; c < request.concepts.size(); ++c)
          if (analysis.stable[c][dm]->contains(StateId(s)))
            stable.emplace_back(request.concepts[c]->key);
        const auto& of_dm = expected["stable"][model.decision_makers[dm].name];
        CHECK(stable == of_dm[graph.label(StateId(s))].get<std::vector<std::string>>());
      }
  }
  CHECK(seen > 0);
}
