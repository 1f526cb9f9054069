// Drawings against the truth: what is drawn is counted again from the graph, for the catalogue and
// for random disputes; nothing overlaps; names are all there. The table twins of two disputes are
// on file: tests/figure/tables/*.txt (STANDOFF_UPDATE_GOLDEN=1 rewrites them; read the diff).

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>

#include "figure/drawn.hpp"
#include "figure/figure.hpp"
#include "figure/lineup.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;
using namespace standoff::tests;
namespace fs = std::filesystem;

// A dispute with all that a figure is drawn of.
struct Drawn {
  explicit Drawn(Model model_) : model(std::move(model_)), laid(lay_out(model)) {
    AnalysisRequest request;
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
      request.concepts.push_back(find_concept(key));
    analysis = analyse(*laid.graph, request);
  }
  Drawn(const Drawn&) = delete;
  Drawn& operator=(const Drawn&) = delete;

  const Graph& graph() const { return *laid.graph; }
  std::optional<figure::Figure> draw(std::string_view kind,
                                     const figure::FigureRequest& request = {}) const {
    return figure::find_kind(kind)->draw({graph(), analysis}, request);
  }
  StateId state(const std::string& label) const {
    for (std::uint32_t s = 0; s < graph().states(); ++s)
      if (graph().label(StateId(s)) == label) return StateId(s);
    FAIL("no state " << label);
    return {};
  }

  Model model;
  LayOut laid;
  Analysis analysis;
};

std::unique_ptr<Drawn> from_text(const std::string& text) {
  Loaded loaded = load(text);
  REQUIRE(loaded.model);
  return std::make_unique<Drawn>(std::move(*loaded.model));
}
std::unique_ptr<Drawn> from_catalogue(std::string_view id) {
  for (const CatalogueEntry& entry : catalogue())
    if (entry.id == id) return from_text(std::string(entry.bytes));
  FAIL("no dispute " << id);
  return nullptr;
}
std::string file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::unique_ptr<Drawn> long_names() {
  return from_text(file(fs::path(STANDOFF_SOURCE_DIR) / "tests/figure/disputes/long-names.yaml"));
}

// --- What is drawn, counted

// Verdicts of the heat map: (label, dm, concept) of the full cells, and of the striped ones.
using Cell = std::tuple<std::string, std::string, std::string>;
std::pair<std::set<Cell>, std::set<Cell>> cells_of(const Element& root) {
  std::pair<std::set<Cell>, std::set<Cell>> out;
  for (const Element* group : root.all("g")) {
    if (!group->has("data-state")) continue;
    for (const Element& rect : group->children) {
      if (!rect.has("data-concept")) continue;
      const Cell cell{(*group)["data-state"], rect["data-dm"], rect["data-concept"]};
      (rect.is("fill-stable") ? out.first : out.second).insert(cell);
    }
  }
  return out;
}

struct Arrows {
  std::set<std::string> gains, steps, wishes;  // "dm FROM>TO"
  std::set<std::string> one_way;
};
Arrows arrows_of(const Element& root) {
  Arrows out;
  for (const Element* group : root.all("g")) {
    if (!group->has("data-move")) continue;
    const std::string name = (*group)["data-dm"] + " " + (*group)["data-move"];
    const Element& path = *group->all("path").front();
    auto& kind = path.has("stroke-dasharray")    ? out.wishes
                 : path["stroke-width"] == "2.6" ? out.gains
                                                 : out.steps;
    CHECK(kind.insert(name).second);
    if (!group->all("line").empty()) out.one_way.insert(name);
  }
  return out;
}
std::vector<StateId> shown_in(const Drawn& drawn, const Element& root) {
  std::vector<StateId> out;
  for (const Element* group : root.all("g"))
    if (group->has("data-state")) out.push_back(drawn.state((*group)["data-state"]));
  return out;
}

// What is wrong with the three drawings of a dispute; empty when nothing is.
std::string untrue(const Drawn& drawn, const figure::FigureRequest& request = {}) {
  const Graph& graph = drawn.graph();
  std::string out;
  for (const char* kind : {"option-table", "heat-map", "state-graph"}) {
    const auto figure = drawn.draw(kind, request);
    if (!figure) return std::string("no ") + kind;
    if (const std::string wrong = flaws(figure->svg, kind); !wrong.empty())
      out += std::string(kind) + ": " + wrong;
    if (figure->svg != drawn.draw(kind, request)->svg) out += "not the same twice\n";
    if (figure->title.empty() || figure->alt.empty() || figure->table.rows.empty())
      out += "something is missing\n";
    for (const auto& row : figure->table.rows)
      if (row.size() != figure->table.columns.size()) out += "a row of another length\n";
  }
  const auto cells = cells_of(read_drawing(drawn.draw("heat-map", request)->svg));
  for (const bool full : {true, false})
    for (const auto& [label, dm_id, key] : full ? cells.first : cells.second)
      for (std::size_t i = 0; i < graph.dms(); ++i)
        if (drawn.model.decision_makers[i].id == dm_id &&
            stable(*find_concept(key), graph, DmId(i), drawn.state(label)) != full)
          out += "heat-map: " + dm_id + " at " + label + " under " + key + "\n";
  const Element root = read_drawing(drawn.draw("state-graph", request)->svg);
  const Arrows arrows = arrows_of(root);
  const std::vector<StateId> shown = shown_in(drawn, root);
  std::set<std::string> gains, wishes;
  for (const StateId s : shown)
    for (std::size_t i = 0; i < graph.dms(); ++i)
      for (const StateId t : graph.improvements(DmId(i), s))
        if (std::find(shown.begin(), shown.end(), t) != shown.end()) {
          const std::string name =
              drawn.model.decision_makers[i].id + " " + graph.label(s) + ">" + graph.label(t);
          gains.insert(name);
          if (arrows.one_way.contains(name) == graph.moves(DmId(i)).can_move(t, s))
            out += "state-graph: the bar of " + name + "\n";
        }
  // Nothing lasts under the first concept: the next one judges.
  std::size_t judging = 0;
  while (judging + 1 < drawn.analysis.equilibria.size() &&
         drawn.analysis.equilibria[judging]->count() == 0)
    ++judging;
  if (drawn.analysis.equilibria[judging]->count() == 0) judging = 0;
  const StateId start = graph.status_quo().value_or(StateId(0));
  for (const StateId s : shown)
    for (const StateId t : shown)
      for (std::size_t i = 0; i < graph.dms(); ++i) {
        if (!graph.has_options() ||
            (s != start && !drawn.analysis.equilibria[judging]->contains(s)))
          continue;
        OptionSet own;
        for (const OptionId o : drawn.model.decision_makers[i].options) own.insert(o);
        if (((graph.pattern(s) ^ graph.pattern(t)) - own).empty() && graph.prefers(DmId(i), t, s) &&
            !graph.moves(DmId(i)).can_move(s, t))
          wishes.insert(drawn.model.decision_makers[i].id + " " + graph.label(s) + ">" +
                        graph.label(t));
      }
  if (!request.all && wishes != arrows.wishes)
    out += "state-graph: " + std::to_string(arrows.wishes.size()) + " wishes drawn, there are " +
           std::to_string(wishes.size()) + "\n";
  if (gains != arrows.gains)
    out += "state-graph: " + std::to_string(arrows.gains.size()) + " gains drawn, there are " +
           std::to_string(gains.size()) + "\n";
  return out;
}

std::string as_text(const figure::Figure& figure) {
  std::string out = figure.title + "\n" + figure.alt + "\n" + figure.note + "\n\n";
  const auto line = [&](const std::vector<std::string>& cells) {
    for (std::size_t k = 0; k < cells.size(); ++k) out += (k == 0 ? "" : " | ") + cells[k];
    out += "\n";
  };
  out += figure.table.caption + "\n";
  line(figure.table.columns);
  for (const auto& row : figure.table.rows) line(row);
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("figure");

TEST_CASE("the drawings of the catalogue are true, and nothing overlaps") {
  for (const CatalogueEntry& entry : catalogue()) {
    CAPTURE(entry.id);
    const auto drawn = from_text(std::string(entry.bytes));
    CHECK(untrue(*drawn) == "");
  }
}

TEST_CASE("long names in four scripts neither overlap nor leave the page") {
  const auto drawn = long_names();
  CHECK(untrue(*drawn) == "");
  CHECK(untrue(*drawn, {.all = true}) == "");
}

TEST_CASE("the drawings of random disputes are true, and nothing overlaps") {
  const Seeds seeds(150);
  const auto wrong = counterexamples(
      seeds, {[](std::uint64_t seed) { return oracle::random_dispute(seed); },
              [](const oracle::PlainDispute& dispute, std::uint64_t seed) -> std::string {
                Loaded loaded = load(oracle::to_yaml(dispute));
                if (!loaded.model) return "";  // merged states whose ranks differ
                const Drawn drawn(std::move(*loaded.model));
                return untrue(drawn, {.wanted = StateId(seed % drawn.graph().states()),
                                      .limit = 4 + seed % 20});
              },
              "figure"});
  for (const auto& [seed, what] : wrong) FAIL_CHECK("seed " << seed << ": " << what);
}

TEST_CASE(
    "the option table has every decision maker and option, and says Y and N as the states do") {
  for (const char* id : {"lithuania-belarus", "elmira", "harbour-strike"}) {
    CAPTURE(id);
    const auto drawn = from_catalogue(id);
    const auto figure = drawn->draw("option-table");
    const Element root = read_drawing(figure->svg);
    std::string everything;
    for (const Element* text : root.all("text")) everything += text->text + " ";
    for (const DecisionMaker& dm : drawn->model.decision_makers)
      CHECK(everything.find(dm.name.substr(0, 12)) != std::string::npos);
    std::string rows;
    for (const auto& row : figure->table.rows) rows += row.front() + "\n";
    for (const Option& option : drawn->model.options)
      CHECK(rows.find(": " + option.name) != std::string::npos);
    std::size_t columns = 0;
    for (const Element* group : root.all("g")) {
      if (!group->has("data-state")) continue;
      const std::string letters = badges_in(*group);
      if (letters.empty()) continue;
      ++columns;
      const StateId s = drawn->state((*group)["data-state"]);
      std::string expected = drawn->graph().pattern(s).letters(drawn->model.options.size());
      for (const OptionSet& member : drawn->graph().members(s))
        for (std::size_t k = 0; k < expected.size(); ++k)
          if (member.contains(OptionId(k)) != (expected[k] == 'Y')) expected[k] = '-';
      CHECK(letters == expected);
    }
    CHECK(columns == figure->table.columns.size() - 1);
  }
}

TEST_CASE("what differs from where it stands is framed, and nothing else") {
  const auto drawn = from_catalogue("lithuania-belarus");
  const Element root = read_drawing(drawn->draw("option-table")->svg);
  for (const Element* group : root.all("g")) {
    if (!group->has("data-state") || badges_in(*group).empty()) continue;
    std::size_t frames = 0;
    for (const Element& child : group->children)
      if (child.name == "path" && child["class"] == "line-ink")
        frames += subpaths(child["d"]).size();
    const OptionSet here = drawn->graph().pattern(*drawn->graph().status_quo());
    const OptionSet there = drawn->graph().pattern(drawn->state((*group)["data-state"]));
    CHECK(frames == static_cast<std::size_t>((here ^ there).size()));
  }
}

TEST_CASE("a wanted state has a column, wherever it would come") {
  const auto drawn = from_catalogue("lithuania-belarus");
  const StateId wanted = drawn->state("NNNNNNNNN");
  const auto figure = drawn->draw("option-table", {.wanted = wanted});
  CHECK(figure->table.columns[2] == "goal");
  CHECK(figure->table.rows[0][2].starts_with("NNNNNNNNN"));
  const auto heat = drawn->draw("heat-map", {.wanted = wanted, .limit = 3});
  CHECK(heat->svg.find("data-state=\"NNNNNNNNN\"") != std::string::npos);
  const auto graph = drawn->draw("state-graph", {.wanted = wanted});
  CHECK(graph->svg.find("data-state=\"NNNNNNNNN\"") != std::string::npos);
}

TEST_CASE("no more is drawn than was asked for, and what is hidden is counted") {
  const auto drawn = from_catalogue("lithuania-belarus");
  CHECK(drawn->draw("option-table", {.limit = 5})->table.columns.size() == 1 + 5);
  const auto heat = drawn->draw("heat-map", {.limit = 7});
  CHECK(heat->table.rows.size() == 7 + 1);  // and the counts
  CHECK(heat->note.starts_with("377 situations are not shown"));
  CHECK(heat->svg.find("+377 more situations") != std::string::npos);
  const auto graph = drawn->draw("state-graph", {.limit = 9});
  CHECK(graph->note.starts_with("375 situations are not shown"));
  CHECK(drawn->draw("heat-map", {.all = true})->note.empty());
  CHECK(drawn->draw("option-table", {.all = true})->note.empty());
}

TEST_CASE("stable and not stable differ by pattern, decision makers by shape") {
  const auto drawn = from_catalogue("lithuania-belarus");
  const Element heat = read_drawing(drawn->draw("heat-map")->svg);
  for (const Element* rect : heat.all("rect"))
    if (rect->has("data-concept"))
      CHECK(rect->is("fill-stable") != ((*rect)["fill"] == "url(#heat-map-rising-unstable-paper)"));
  CHECK(heat.all("pattern").size() == 1);
}

TEST_CASE(
    "where nobody's mind is at rest, the graph judges by a concept under which something lasts") {
  const auto drawn = from_catalogue("cuban-missile-crisis");
  REQUIRE(drawn->analysis.equilibria[0]->count() == 0);
  CHECK(drawn->draw("state-graph")->svg.find("everybody would stay (gmr)") != std::string::npos);
}

TEST_CASE("a dispute without a status quo, of states and moves, without equilibria") {
  const auto chicken = from_catalogue("chicken");
  CHECK(chicken->draw("option-table")->title ==
        "3 situations can last under some view, 2 of them under every view.");
  CHECK(chicken->draw("state-graph")->note ==
        "The dispute does not say where it stands; moves are counted from NN (s4).");
  const auto rounds = from_text(
      "standoff: 1\ntitle: Round and round\nstates: [a, b, c]\n"
      "moves:\n  p: {a: b, b: c, c: a}\n  q: {a: b, b: c, c: a}\n"
      "decision_makers:\n  - {id: p, ranking: [a, c, b]}\n  - {id: q, ranking: [b, a, c]}\n");
  CHECK(untrue(*rounds) == "");
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("golden");

TEST_CASE("the table twins are as they are on file") {
  for (const char* id : {"lithuania-belarus", "harbour-strike"}) {
    CAPTURE(id);
    const auto drawn = from_catalogue(id);
    std::string now;
    for (const char* kind : {"option-table", "heat-map", "state-graph"})
      now += std::string(kind) + "\n\n" + as_text(*drawn->draw(kind)) + "\n" +
             std::string(60, '=') + "\n\n";
    const fs::path path =
        fs::path(STANDOFF_SOURCE_DIR) / "tests/figure/tables" / (std::string(id) + ".txt");
    if (std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr) {
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << now;
    }
    CHECK(now == file(path));
  }
}

TEST_SUITE_END();
