// Writing disputes: what is written reads back as the same model.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>

#include "io/json_patterns.hpp"
#include "standoff/graph.hpp"
#include "standoff/load.hpp"

using namespace standoff;

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string told(const Loaded& loaded) {
  std::string out;
  for (const Problem& p : loaded.problems)
    out += std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + " " +
           std::string(p.code) + ": " + p.message + "\n";
  return out;
}

Model model_of(const std::string& text) {
  Loaded loaded = load(text);
  INFO(text);
  INFO(told(loaded));
  REQUIRE(loaded.model.has_value());
  return std::move(*loaded.model);
}

void same(const WrittenFormula& a, const WrittenFormula& b) {
  CHECK(a.text == b.text);
  CHECK(a.formula == b.formula);
}

void same(const Option& a, const Option& b) {
  CHECK(a.id == b.id);
  CHECK(a.qualified == b.qualified);
  CHECK(a.name == b.name);
  CHECK(a.otherwise == b.otherwise);
  CHECK(a.owner == b.owner);
  CHECK(a.direction == b.direction);
  CHECK(a.when == b.when);
  CHECK(a.when_text == b.when_text);
  CHECK(a.below == b.below);
  CHECK(a.ladder == b.ladder);
  CHECK(a.because == b.because);
}

void same(const Statement& a, const Statement& b) {
  CHECK(a.formula == b.formula);
  CHECK(a.text == b.text);
  CHECK(a.basis == b.basis);
  CHECK(a.note == b.note);
  CHECK(a.because == b.because);
  CHECK(a.confidence == b.confidence);
  CHECK(a.uncertain == b.uncertain);
  CHECK(a.strongly == b.strongly);
  CHECK(a.known_after == b.known_after);
  CHECK(a.fixed == b.fixed);
  CHECK(a.any_order == b.any_order);
}

void same(const std::vector<Statement>& a, const std::vector<Statement>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) same(a[k], b[k]);
}

void same(const Preference& a, const Preference& b) {
  REQUIRE(a.index() == b.index());
  if (const auto* statements = std::get_if<Statements>(&a)) {
    same(statements->list, std::get<Statements>(b).list);
  } else if (const auto* ranking = std::get_if<Ranking>(&a)) {
    const auto& other = std::get<Ranking>(b);
    CHECK(ranking->because == other.because);
    CHECK(ranking->strongly_above == other.strongly_above);
    REQUIRE(ranking->tiers.size() == other.tiers.size());
    for (std::size_t k = 0; k < other.tiers.size(); ++k) {
      REQUIRE(ranking->tiers[k].size() == other.tiers[k].size());
      for (std::size_t f = 0; f < other.tiers[k].size(); ++f)
        same(ranking->tiers[k][f], other.tiers[k][f]);
    }
  } else if (const auto* payoffs = std::get_if<Payoffs>(&a)) {
    const auto& other = std::get<Payoffs>(b);
    CHECK(payoffs->because == other.because);
    REQUIRE(payoffs->weights.size() == other.weights.size());
    for (std::size_t k = 0; k < other.weights.size(); ++k) {
      same(payoffs->weights[k].where, other.weights[k].where);
      CHECK(payoffs->weights[k].millionths == other.weights[k].millionths);
    }
  }
}

void same(const DecisionMaker& a, const DecisionMaker& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
  CHECK(a.aka == b.aka);
  CHECK(a.options == b.options);
  same(a.preference, b.preference);
  same(a.candidates, b.candidates);
}

void same(const Rule& a, const Rule& b) {
  CHECK(a.formula == b.formula);
  CHECK(a.text == b.text);
  CHECK(a.note == b.note);
  CHECK(a.because == b.because);
}

void same(const Outcome& a, const Outcome& b) {
  CHECK(a.id == b.id);
  same(a.where, b.where);
}

void same(const Merge& a, const Merge& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
  same(a.where, b.where);
  CHECK(a.because == b.because);
}

void same(const Ladder& a, const Ladder& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
  CHECK(a.levels == b.levels);
}

void same(const Source& a, const Source& b) {
  CHECK(a.id == b.id);
  CHECK(a.title == b.title);
  CHECK(a.publisher == b.publisher);
  CHECK(a.date == b.date);
  CHECK(a.language == b.language);
  CHECK(a.url == b.url);
  CHECK(a.note == b.note);
  CHECK(a.sha256 == b.sha256);
}

void same(const Evidence& a, const Evidence& b) {
  CHECK(a.id == b.id);
  CHECK(a.source == b.source);
  CHECK(a.speaker == b.speaker);
  CHECK(a.date == b.date);
  CHECK(a.kind == b.kind);
  CHECK(a.says == b.says);
  CHECK(a.note == b.note);
  CHECK(a.disputed_by == b.disputed_by);
  REQUIRE(a.at.has_value() == b.at.has_value());
  if (a.at) {
    CHECK(a.at->start == b.at->start);
    CHECK(a.at->end == b.at->end);
    CHECK(a.at->sha256 == b.at->sha256);
  }
  REQUIRE(a.quote.has_value() == b.quote.has_value());
  if (a.quote) {
    CHECK(a.quote->exact == b.quote->exact);
    CHECK(a.quote->prefix == b.quote->prefix);
    CHECK(a.quote->suffix == b.quote->suffix);
  }
}

void same(const ExplicitGraph::State& a, const ExplicitGraph::State& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
}

void same(const Measure& a, const Measure& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
  CHECK(a.of == b.of);
  CHECK(a.unit == b.unit);
  CHECK(a.per == b.per);
  CHECK(a.note == b.note);
  same(a.when, b.when);
  REQUIRE(a.claims.size() == b.claims.size());
  for (std::size_t k = 0; k < a.claims.size(); ++k) {
    CHECK(a.claims[k].value == b.claims[k].value);
    CHECK(a.claims[k].because == b.claims[k].because);
  }
}

void same(const Channel& a, const Channel& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
  CHECK(a.between == b.between);
  CHECK(a.level == b.level);
  CHECK(a.because == b.because);
  CHECK(a.note == b.note);
  REQUIRE(a.open_when.has_value() == b.open_when.has_value());
  if (a.open_when) same(*a.open_when, *b.open_when);
}

void same(const Question& a, const Question& b) {
  CHECK(a.id == b.id);
  CHECK(a.text == b.text);
  CHECK(a.by == b.by);
  CHECK(a.stage == b.stage);
  CHECK(a.outcome == b.outcome);
  CHECK(a.confidence == b.confidence);
  CHECK(a.because == b.because);
  CHECK(a.note == b.note);
  same(a.where, b.where);
}

void same(const Model& a, const Model& b);

void same(const Stage& a, const Stage& b) {
  CHECK(a.id == b.id);
  CHECK(a.name == b.name);
  CHECK(a.from == b.from);
  CHECK(a.until == b.until);
  CHECK(a.enters == b.enters);
  CHECK(a.now == b.now);
  CHECK(a.note == b.note);
  CHECK(a.because == b.because);
  same(*a.model, *b.model);
}

void same(const Viewpoint& a, const Viewpoint& b) {
  CHECK(a.of == b.of);
  CHECK(a.note == b.note);
  CHECK(a.because == b.because);
  REQUIRE(a.unseen.has_value() == b.unseen.has_value());
  if (a.unseen) same(*a.unseen, *b.unseen);
  same(*a.model, *b.model);
}

template <typename T>
void same(const std::vector<T>& a, const std::vector<T>& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t k = 0; k < a.size(); ++k) same(a[k], b[k]);
}

// Everything but `sha256` and the lines of evidence.
void same(const Model& a, const Model& b) {
  CHECK(a.title == b.title);
  CHECK(a.as_of == b.as_of);
  CHECK(a.languages == b.languages);
  CHECK(a.notes == b.notes);
  same(a.decision_makers, b.decision_makers);
  same(a.options, b.options);
  same(a.ladders, b.ladders);
  same(a.rules, b.rules);
  same(a.outcomes, b.outcomes);
  same(a.merges, b.merges);
  REQUIRE(a.is_explicit() == b.is_explicit());
  if (a.is_explicit()) {
    same(a.explicit_graph->states, b.explicit_graph->states);
    CHECK(a.explicit_graph->moves == b.explicit_graph->moves);
  }
  CHECK(a.status_quo == b.status_quo);
  CHECK(a.status_quo_state == b.status_quo_state);
  CHECK(a.status_quo_because == b.status_quo_because);
  same(a.candidate_rules, b.candidate_rules);
  same(a.measures, b.measures);
  same(a.channels, b.channels);
  same(a.stages, b.stages);
  same(a.views, b.views);
  same(a.questions, b.questions);
  same(a.sources, b.sources);
  same(a.evidence, b.evidence);
}

void reads_back(const Model& model) {
  const std::string json = to_json(model);
  const std::string yaml = to_yaml(model);
  same(model_of(json), model);
  same(model_of(yaml), model);
  CHECK(to_json(model_of(yaml)) == json);
  CHECK(to_yaml(model_of(json)) == yaml);
}

// The same states, moves and ranks.
void same_graph(const Model& a, const Model& b) {
  const LayOut left = lay_out(a);
  const LayOut right = lay_out(b);
  REQUIRE(left.graph.has_value());
  REQUIRE(right.graph.has_value());
  REQUIRE(left.graph->states() == right.graph->states());
  REQUIRE(left.graph->dms() == right.graph->dms());
  for (std::size_t s = 0; s < left.graph->states(); ++s) {
    const StateId state{static_cast<std::uint32_t>(s)};
    CHECK(left.graph->label(state) == right.graph->label(state));
    for (std::size_t dm = 0; dm < left.graph->dms(); ++dm)
      CHECK(left.graph->targets(DmId(dm), state) == right.graph->targets(DmId(dm), state));
  }
  for (std::size_t dm = 0; dm < left.graph->dms(); ++dm)
    CHECK(left.graph->ranks(DmId(dm)) == right.graph->ranks(DmId(dm)));
}

std::vector<std::filesystem::path> catalogue_files() {
  std::vector<std::filesystem::path> files;
#ifdef STANDOFF_SOURCE_DIR
  const std::filesystem::path root = std::filesystem::path(STANDOFF_SOURCE_DIR) / "disputes";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
#endif
  std::sort(files.begin(), files.end());
  return files;
}

const std::string everything = R"(standoff: 1
title: "A harbour strike: part #2"
as_of: 2025-11-24
languages: [en, lt]
notes: |
  First line of a paragraph that goes on and on, far beyond the hundred columns of a line, so that it has to be folded.

  - Second, with "quotes" and 'others', a colon: and a # sign.
decision_makers:
  - id: union
    name: The dock workers' union
    aka: [Związek dokerów, "yes", "12"]
    options:
      - {id: strike, name: "keep: the cranes still", otherwise: go back to work, because: pay}
      - {id: picket, when: strike}
      - talks
    preferences:
      - {want: settled, because: [pay, denial], basis: [own, ascribed], note: " spaced "}
      - not strike if port.raise
      - "exactly one of [strike, picket]"
      - YNNY--------
  - id: port
    options:
      - {id: raise, irreversible: taken}
      - {id: lockout, irreversible: dropped, name: "null"}
    payoffs: {port.raise: 0.000001, not strike: -1.5, "at most one of [strike, lockout]": 999999999, talks: 0}
  - id: council
    options:
      - id: mediate
        name: step in
        irreversible: taken
        because: pay
        levels:
          - {id: letter, name: write}
          - envoy
          - {id: mayor, when: strike}
      - id: fine
        levels: [small, {id: big, irreversible: dropped, name: ""}]
    ranking: [[mediate.envoy and not strike, "YNYN--------"], mediate, fine.big]
    because: denial
  - id: bystander
options: [{id: storm, name: a storm comes}, raise]
rules:
  - {never: strike and lockout, note: "by law: always", because: [pay]}
  - at most one of: [port.raise, " lockout", "at least 2 of [strike, picket, talks]"]
  - always: true
outcomes:
  settled: port.raise and not strike
  stuck: not settled
status_quo: {taken: [port.raise, mediate.envoy], because: denial}
sources:
  - {id: daily, title: "Cranes stand still", date: 2025-11-23, language: en, url: "https://x.test/a?b#c"}
evidence:
  - id: pay
    source: daily
    speaker: union chair
    date: 2025-11-22/2025-11-23
    kind: aim
    says: The union will not lift the strike without a raise.
    note: "two\nlines"
    at: {start: 0, end: 212, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}
    quote: {exact: "„nie“ ", prefix: "\t", suffix: "😀\u2028"}
    disputed_by: [denial]
  - {id: denial, source: daily}
)";

}  // namespace

TEST_CASE("every key of the language reads back from JSON and from YAML") {
  reads_back(model_of(everything));
}

TEST_CASE("doubts, candidates, measures, channels, stages, views and questions read back") {
  reads_back(model_of(R"(standoff: 1
title: everything that advice needs
decision_makers:
  - id: union
    options: [strike, {id: picket, when: strike, irreversible: taken}]
    preferences:
      - {want: raise, strongly: true, confidence: 0.75, because: pay}
      - {want: not strike if raise, uncertain: true, known_after: true, fixed: true}
      - any_order: [picket, {want: strike, note: "why: not"}]
      - not raise or strike
      - any_order: [not picket, not strike]
    candidates: [not strike, {want: picket iff strike, because: pay}]
  - id: port
    options:
      - raise
      - {id: lockout, levels: [part, {id: whole, name: everything}]}
    ranking: [{tier: [raise, not strike], strongly: true}, lockout, {tier: not raise, strongly: true}]
options: [storm]
rules: [{never: strike and storm}]
candidates: [{at most one of: [raise, lockout], note: "a law, perhaps"}]
outcomes: {settled: raise and letters}
status_quo: [strike, picket]
measures:
  - {id: idle, name: idle cranes, of: port, unit: EUR/day, value: 40000..65000.5, when: strike, because: pay}
  - {id: ships, unit: ships, values: [{value: -12, because: pay}, {value: 15..20}], when: not raise, note: n}
  - {id: fee, unit: EUR/day, value: 0.000001, per: ships}
channels:
  - {id: letters, name: by letter, between: [union, port], level: technical, open_when: not lockout, because: pay}
  - {between: [port, union], note: rumour}
stages:
  - id: vote
    name: after the vote
    from: 2025-12-15
    until: 2026-01-31
    without: [storm]
    locked: [port.lockout]
    enters: [lockout.part]
    changes:
      union:
        name: The union
        options: [strike, {id: appeal, name: appeal to the court, irreversible: dropped}]
        preferences: [appeal, any_order: [strike, raise]]
        candidates: []
      port: {payoffs: {raise: 1}, because: pay}
    rules: []
    outcomes: {settled: raise, lost: strike and lockout.whole}
    status_quo: {taken: [strike, lockout], because: pay}
    views: [{of: union, unaware_of: lockout}]
    measures: []
    channels: [{between: [union, port]}]
    note: later
    because: pay
  - {id: walkout, now: true, until: 2025-12-14}
  - {id: bare}
views:
  - of: port
    believes: {union: {ranking: [not strike]}}
    unaware_of: [picket, storm]
    unseen: strike and lockout
    because: pay
    note: as they say
    views: [{of: union, believes: {port: {options: [raise]}}}]
  - {of: union, rules: [], status_quo: []}
questions:
  - {id: q1, asks: "Is it settled?", by: 2025-12-31, where: settled, outcome: yes, confidence: high, because: pay}
  - {id: q2, asks: "And then?", stage: vote, where: lost or appeal, outcome: no, note: n}
  - {id: q3, asks: "Who knows?", where: storm}
sources: [{id: daily}]
evidence: [{id: pay, source: daily}]
)"));
}

TEST_CASE("the explicit graph and merged states read back") {
  reads_back(model_of(R"(standoff: 1
title: states
decision_makers:
  - {id: north, ranking: [peace, [war, truce]]}
  - {id: south, ranking: []}
  - {id: east, preferences: []}
states: [war, {id: peace, name: A peace treaty}, truce]
moves: {north: {war: [truce], truce: [war, peace]}, south: {war: truce}}
outcomes: {calm: not war}
status_quo: {state: war}
)"));
  reads_back(model_of(R"(standoff: 1
title: merged
decision_makers:
  - {id: a, options: [x, z], preferences: [x]}
  - {id: b, options: [w], payoffs: {}}
merge: [{id: gone, where: x, name: "a: gone"}, {id: other, where: not x and z}]
status_quo: []
)"));
}

TEST_CASE("JSON is canonical: two spaces, keys in order, defaults left out, exact numbers") {
  const Model model = model_of(R"(standoff: 1
title: small
decision_makers:
  - {payoffs: {b: 0.10, not b: -0.000001}, options: [{name: a, id: a}, {id: b, name: bee}], name: d, id: d}
)");
  CHECK(to_json(model) == R"({
  "standoff": 1,
  "title": "small",
  "decision_makers": [
    {
      "id": "d",
      "options": [
        "a",
        {
          "id": "b",
          "name": "bee"
        }
      ],
      "payoffs": {
        "b": 0.1,
        "not b": -0.000001
      }
    }
  ]
}
)");
  CHECK(to_yaml(model) == R"(standoff: 1
title: small

decision_makers:
  - id: d
    options:
      - a
      - id: b
        name: bee
    payoffs:
      b: 0.1
      not b: -0.000001
)");
}

TEST_CASE("formulas too long for a key of YAML read back from YAML") {
  std::string formula = "x";
  while (formula.size() < 2000) formula += " or x";
  const Model model = model_of(
      "standoff: 1\ntitle: t\ndecision_makers:\n- id: d\n  options: [x, z]\n  payoffs:\n    ? " +
      formula + "\n    : 2\n");
  same(model_of(to_yaml(model)), model);
}

// Control characters are no text; the loader refuses them.
TEST_CASE("names and texts of any characters read back") {
  const std::u32string points =
      U"ab yn:#-'\"\\,[]{}&*!|>%@`?=~<\n\t\u0085\u00A0\u00ADéß\u2028\u200D\uFEFF中😀";
  std::mt19937 random(7);
  Model model = model_of(
      "{standoff: 1, title: t, decision_makers: [{id: d, options: [x], "
      "preferences: [x]}]}");
  const auto utf8 = [](char32_t c, std::string& out) {
    const auto byte = [&](unsigned value) { out += static_cast<char>(value); };
    if (c < 0x80) {
      byte(c);
    } else if (c < 0x800) {
      byte(0xC0 | c >> 6);
      byte(0x80 | (c & 63));
    } else if (c < 0x10000) {
      byte(0xE0 | c >> 12);
      byte(0x80 | (c >> 6 & 63));
      byte(0x80 | (c & 63));
    } else {
      byte(0xF0 | c >> 18);
      byte(0x80 | (c >> 12 & 63));
      byte(0x80 | (c >> 6 & 63));
      byte(0x80 | (c & 63));
    }
  };
  for (int round = 0; round < 2000; ++round) {
    const auto text = [&](std::size_t longest) {
      std::string out;
      for (std::size_t n = 1 + random() % longest; n > 0; --n)
        utf8(points[random() % (random() % 2 == 0 ? 5 : points.size())], out);
      return out;
    };
    model.title = text(4);
    model.notes = text(300);
    model.languages = {text(3), text(8)};
    model.decision_makers[0].name = text(12);
    model.decision_makers[0].aka = {text(12)};
    model.options[0].otherwise = text(120);
    for (const std::string& written : {to_json(model), to_yaml(model)}) {
      const Loaded loaded = load(written);
      INFO(written);
      INFO(told(loaded));
      REQUIRE(loaded.model.has_value());
      REQUIRE(loaded.model->title == model.title);
      REQUIRE(loaded.model->notes == model.notes);
      REQUIRE(loaded.model->languages == model.languages);
      REQUIRE(loaded.model->decision_makers[0].name == model.decision_makers[0].name);
      REQUIRE(loaded.model->decision_makers[0].aka == model.decision_makers[0].aka);
      REQUIRE(loaded.model->options[0].otherwise == model.options[0].otherwise);
    }
  }
}

TEST_CASE("every file of the catalogue reads back from JSON and from YAML") {
  for (const auto& path : catalogue_files()) {
    CAPTURE(path.string());
    reads_back(model_of(read(path)));
  }
}

TEST_CASE(
    "every file of the catalogue that a .gmcr file can say keeps its states, moves and ranks") {
  int said = 0;
  for (const auto& path : catalogue_files()) {
    CAPTURE(path.string());
    const Model model = model_of(read(path));
    std::vector<std::string> lost;
    const auto written = to_gmcr(model, lost);
    CHECK_FALSE(lost.empty());
    if (!written) continue;
    ++said;
    same_graph(model_of(*written), model);
  }
#ifdef STANDOFF_SOURCE_DIR
  CHECK(said > 3);
#endif
}

TEST_CASE("a .gmcr file keeps its states, moves and ranks, and reads back as JSON") {
  for (const bool manual : {false, true}) {
    const Model model = model_of(std::string(R"({"useManualPreferenceRanking": )") +
                                 (manual ? "true" : "false") + R"(,
      "infeasibles": [[[0, "Y"], [3, "Y"]], [[1, "N"], [2, "N"], [0, "N"]]],
      "options": [{"name": "Full", "permittedDirection": "fwd"},
                  {"name": "Full", "permittedDirection": "back"},
                  {"name": "Storm", "permittedDirection": "both"},
                  {"name": "Raise", "permittedDirection": "both"}],
      "decisionMakers": [
        {"name": "B", "options": [3, 1], "preferenceRanking": [10, [1, 2, 9], 3, 4, [5, 6], 7, 8],
         "preferences": [{"compound": true, "members": [[[0, "Y"], [1, "N"]], [[2, "Y"]]]},
                         [[3, "N"], [0, "Y"]]]},
        {"name": "A", "options": [0], "preferenceRanking": [1, 2, 3, 4, 5, 6, 7, 8, [9, 10]],
         "preferences": []}]})");
    std::vector<std::string> lost;
    const auto written = to_gmcr(model, lost);
    REQUIRE(written.has_value());
    same_graph(model_of(*written), model);
    reads_back(model);
  }
}

TEST_CASE("rules, ladders and payoffs become infeasible patterns and rankings") {
  const Model model = model_of(R"(standoff: 1
title: small
decision_makers:
  - id: d
    options: [a, {id: b, irreversible: taken}, {id: l, levels: [one_, two_, three_]}]
    preferences: [a iff b, "exactly 2 of [a, b, l]", a xor b xor c]
  - {id: e, options: [{id: c, irreversible: dropped}], payoffs: {a: 1.5, not c: 2, l.two_: -1}}
rules:
  - at most one of: [a, b, c]
  - always: l.two_ implies (a or b)
)");
  std::vector<std::string> lost;
  auto written = to_gmcr(model, lost);
  REQUIRE(written.has_value());
  CHECK(written->find("\"useManualPreferenceRanking\": true") != std::string::npos);
  same_graph(model_of(*written), model);

  Model stated = model;
  stated.decision_makers[1].preference = {};
  lost.clear();
  written = to_gmcr(stated, lost);
  REQUIRE(written.has_value());
  CHECK(written->find("\"useManualPreferenceRanking\": false") != std::string::npos);
  same_graph(model_of(*written), stated);
}

TEST_CASE("what a .gmcr file cannot say is told, and nothing is written") {
  const auto reason = [](const std::string& text) {
    std::vector<std::string> lost;
    CHECK_FALSE(to_gmcr(model_of(text), lost).has_value());
    REQUIRE(lost.size() == 1);
    return lost[0];
  };
  const std::string head = "standoff: 1\ntitle: t\ndecision_makers: [{id: d, ranking: [";
  CHECK(reason(head + "s]}]\nstates: [s, t]\nmoves: {d: {s: t}}\n").find("moves") == 0);
  CHECK(reason(head + "x], options: [x, z]}]\nmerge: [{id: m, where: x}]\n") == "merged states");
  CHECK(reason(head + "x], options: [x, {id: z, when: x}]}]\n") == "guards (`when`)");
}

TEST_CASE("patterns cover exactly where a formula holds, or does not") {
  std::mt19937 random(11);
  constexpr std::size_t options = 6;
  const std::function<Formula(int)> any = [&](int depth) -> Formula {
    if (depth == 0 || random() % 5 == 0) {
      if (random() % 12 == 0) return Formula::constant(random() % 2 == 0);
      return Formula::option(OptionId(random() % options));
    }
    std::vector<Formula> parts;
    for (std::size_t n = 2 + random() % 3; n > 0; --n) parts.push_back(any(depth - 1));
    switch (random() % 7) {
      case 0:
        return Formula::negation(std::move(parts[0]));
      case 1:
        return Formula::of(Formula::Kind::conjunction, std::move(parts));
      case 2:
        return Formula::of(Formula::Kind::disjunction, std::move(parts));
      case 3:
        return Formula::of(Formula::Kind::parity, std::move(parts));
      case 4:
        parts.resize(2);
        return Formula::of(Formula::Kind::implication, std::move(parts));
      case 5:
        parts.resize(2);
        return Formula::of(Formula::Kind::equivalence, std::move(parts));
      default: {
        const auto low = static_cast<std::uint32_t>(random() % 4);
        return Formula::count(low, low + static_cast<std::uint32_t>(random() % 3),
                              std::move(parts));
      }
    }
  };
  for (int round = 0; round < 2000; ++round) {
    const Formula f = any(3);
    for (const bool value : {true, false}) {
      const auto patterns = patterns_of(f, value);
      REQUIRE(patterns.has_value());
      for (unsigned state = 0; state < 1U << options; ++state) {
        OptionSet taken;
        for (std::size_t o = 0; o < options; ++o)
          if ((state >> o & 1) != 0) taken.insert(OptionId(o));
        const bool covered = std::any_of(patterns->begin(), patterns->end(), [&](const Pattern& p) {
          return (p.taken - taken).empty() && (p.left & taken).empty();
        });
        REQUIRE(covered == (holds(f, taken) == value));
      }
    }
  }
  std::vector<Formula> pairs;
  for (std::size_t k = 0; k < 40; k += 2)
    pairs.push_back(Formula::of(Formula::Kind::disjunction,
                                {Formula::option(OptionId(k)), Formula::option(OptionId(k + 1))}));
  const Formula wide = Formula::of(Formula::Kind::conjunction, std::move(pairs));
  CHECK_FALSE(patterns_of(wide, true).has_value());
  CHECK(patterns_of(wide, false)->size() == 20);
}
