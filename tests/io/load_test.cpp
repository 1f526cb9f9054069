// What each part of the language becomes in the model.
#include "standoff/load.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "io/numbers.hpp"

using namespace standoff;

namespace {

std::string told(const Loaded& loaded) {
  std::ostringstream out;
  for (const Problem& p : loaded.problems)
    out << p.place.line << ':' << p.place.column << ": " << p.message << " [" << p.code << "]\n";
  return out.str();
}

Model good(const std::string& text) {
  Loaded loaded = load(text);
  INFO(told(loaded));
  REQUIRE(loaded.model.has_value());
  return std::move(*loaded.model);
}

// The codes of all problems, in their order.
std::string codes(const std::string& text) {
  std::string out;
  for (const Problem& p : load(text).problems)
    out += (out.empty() ? "" : " ") + std::string(p.code);
  return out;
}

// Union and port, and more top-level keys.
std::string harbour(const std::string& more) {
  return "standoff: 1\ntitle: t\ndecision_makers:\n"
         "  - {id: union, options: [strike, picket], preferences: [raise, picket, strike]}\n"
         "  - {id: port, options: [raise], preferences: [not raise, not strike]}\n" +
         more;
}

OptionSet taken(std::initializer_list<int> options) {
  OptionSet set;
  for (const int o : options) set.insert(OptionId(o));
  return set;
}

}  // namespace

TEST_CASE("every dispute of the catalogue loads") {
  std::size_t n = 0;
  const auto disputes = std::filesystem::path(STANDOFF_SOURCE_DIR) / "disputes";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(disputes)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const Loaded loaded = load(bytes.str());
    INFO(entry.path().string());
    INFO(told(loaded));
    CHECK(loaded.model.has_value());
    ++n;
  }
  CHECK(n > 0);
}

TEST_CASE("an option has its words, its direction and its guard") {
  const Model m = good(
      "standoff: 1\ntitle: t\ndecision_makers:\n  - id: port\n    name: The port\n    aka: P\n"
      "    options:\n      - lockout\n"
      "      - {id: raise, name: offer, otherwise: refuse, irreversible: taken, when: lockout}\n"
      "    preferences: [raise, lockout]\noptions: [{id: storm, irreversible: dropped}]\n");
  CHECK(m.decision_makers[0].name == "The port");
  CHECK(m.decision_makers[0].aka == std::vector<std::string>{"P"});
  REQUIRE(m.options.size() == 3);
  CHECK(m.options[0].name == "lockout");
  CHECK(m.options[1].qualified == "port.raise");
  CHECK(m.options[1].name == "offer");
  CHECK(m.options[1].otherwise == "refuse");
  CHECK(m.options[1].direction == Direction::take_only);
  CHECK(m.options[1].when == Formula::option(OptionId(0)));
  CHECK(m.options[1].when_text == "lockout");
  CHECK(m.options[2].qualified == "storm");
  CHECK_FALSE(m.options[2].owner.has_value());
  CHECK(m.options[2].direction == Direction::drop_only);
}

TEST_CASE("a ladder's levels share what they do not say themselves") {
  const Model m = good(
      "standoff: 1\ntitle: t\ndecision_makers:\n  - id: council\n    options:\n      - act\n"
      "      - id: mediate\n        name: step in\n        otherwise: stay out\n"
      "        irreversible: taken\n        when: act\n        because: e\n"
      "        levels: [letter, {id: mayor, name: send her, irreversible: dropped, when: not act,\n"
      "                 because: [f]}]\n"
      "    preferences: [mediate, mediate.mayor, act]\n"
      "sources: [{id: s}]\nevidence: [{id: e, source: s}, {id: f, source: s}]\n");
  REQUIRE(m.options.size() == 3);
  const Option& letter = m.options[1];
  const Option& mayor = m.options[2];
  CHECK(letter.id == "mediate.letter");
  CHECK(letter.qualified == "council.mediate.letter");
  CHECK(letter.name == "step in: letter");
  CHECK(letter.otherwise == "stay out");
  CHECK(letter.direction == Direction::take_only);
  CHECK(letter.when_text == "act");
  CHECK(letter.because == Because{0});
  CHECK(mayor.name == "send her");
  CHECK(mayor.otherwise.empty());
  CHECK(mayor.direction == Direction::drop_only);
  CHECK(mayor.when_text == "not act");
  CHECK(mayor.because == Because{1});
  CHECK(mayor.below == OptionId(1));
  REQUIRE(m.rules.size() == 1);
  CHECK(m.rules[0].text == "ladder: council.mediate.mayor implies council.mediate.letter");
  const auto& wants = std::get<Statements>(m.decision_makers[0].preference).list;
  CHECK(wants[0].formula == Formula::option(OptionId(1)));
  CHECK(wants[1].formula == Formula::option(OptionId(2)));
}

TEST_CASE("a mistake in what levels share is told once") {
  CHECK(codes("standoff: 1\ntitle: t\ndecision_makers:\n  - id: council\n    options:\n"
              "      - {id: mediate, when: mediat, irreversible: never, because: none_such,\n"
              "         levels: [a1, a2, a3]}\n    preferences: [mediate]\n") ==
        "unknown-name bad-value unknown-name");
}

TEST_CASE("statements carry basis, note and evidence") {
  const Model m = good(
      "standoff: 1\ntitle: t\ndecision_makers:\n  - id: union\n    options: [strike, picket]\n"
      "    preferences:\n      - {want: strike, basis: [own, revealed], note: n, because: [e, f]}\n"
      "      - {want: picket, basis: ascribed}\n"
      "sources: [{id: s, note: old}]\n"
      "evidence:\n  - {id: e, source: s, kind: threat, date: 2025-11-24, note: m,\n"
      "     at: {start: 1, end: 2}, quote: {exact: q}, disputed_by: f}\n"
      "  - {id: f, source: s}\n");
  const auto& list = std::get<Statements>(m.decision_makers[0].preference).list;
  CHECK(list[0].basis == std::vector<Basis>{Basis::own, Basis::revealed});
  CHECK(list[0].note == "n");
  CHECK(list[0].because == Because{0, 1});
  CHECK(list[1].basis == std::vector<Basis>{Basis::ascribed});
  CHECK(m.sources[0].note == "old");
  CHECK(m.evidence[0].kind == EvidenceKind::threat);
  CHECK(m.evidence[0].note == "m");
  CHECK(m.evidence[0].at->end == 2);
  CHECK(m.evidence[0].quote->exact == "q");
  CHECK(m.evidence[0].disputed_by == std::vector<std::uint32_t>{1});
  CHECK(m.evidence[0].line == 11);
  CHECK(m.evidence[1].kind == EvidenceKind::unsaid);
}

TEST_CASE("tiers may hold several formulas, and payoffs are exact") {
  const Model m = good(
      "standoff: 1\ntitle: t\ndecision_makers:\n"
      "  - {id: a, options: [x, w], ranking: [[x and w, \"none of [x, w]\"], x, true]}\n"
      "  - {id: b, options: [z], payoffs: {x: 0.1, not w: -2, z: 1e3, \"x and z\": +.5}}\n");
  const auto& tiers = std::get<Ranking>(m.decision_makers[0].preference).tiers;
  REQUIRE(tiers.size() == 3);
  CHECK(tiers[0].size() == 2);
  const auto& weights = std::get<Payoffs>(m.decision_makers[1].preference).weights;
  CHECK(weights[0].millionths == 100'000);
  CHECK(weights[1].millionths == -2'000'000);
  CHECK(weights[2].millionths == 1'000'000'000);
  CHECK(weights[3].millionths == 500'000);
}

TEST_CASE("numbers are read exactly or not at all") {
  const auto value = [](std::string_view text) { return read_number(text).millionths; };
  const auto fault = [](std::string_view text) { return read_number(text).fault; };
  CHECK(value("999999999.999999") == 999'999'999'999'999);
  CHECK(value("-0") == 0);
  CHECK(value("007") == 7'000'000);
  CHECK(value("1.500000000") == 1'500'000);
  CHECK(value("1E-6") == 1);
  CHECK(value("0.0015e3") == 1'500'000);
  CHECK(value("5.") == 5'000'000);
  CHECK(value("0e999999999999") == 0);
  CHECK(fault("1000000000") == Number::Fault::too_large);
  CHECK(fault("1e99999999999999") == Number::Fault::too_large);
  CHECK(fault("1e-7") == Number::Fault::too_precise);
  CHECK(fault("1e-99999999999999") == Number::Fault::too_precise);
  for (const char* text : {"", ".", "-", "1,5", "0x10", "1e", "e1", ".inf", "1_000", " 1", "--1"})
    CHECK_MESSAGE(fault(text) == Number::Fault::not_a_number, text);
}

TEST_CASE("rules read as formulas, with the author's words kept") {
  const Model m = good(
      harbour("rules:\n  - {never: strike and raise, note: n}\n  - always: strike or not picket\n"
              "  - at most two of: [strike, picket, raise]\n"));
  REQUIRE(m.rules.size() == 3);
  CHECK(m.rules[0].text == "never: strike and raise");
  CHECK(m.rules[0].note == "n");
  CHECK_FALSE(m.feasible(taken({0, 2})));
  CHECK_FALSE(m.feasible(taken({1})));
  CHECK(m.feasible(taken({0, 1})));
  CHECK(m.rules[2].text == "at most two of: [strike, picket, raise]");
  CHECK(m.rules[2].formula.kind == Formula::Kind::count);
  CHECK(m.rules[2].formula.high == 2);
}

TEST_CASE("outcomes may stand in any order and name merged states") {
  const Model m =
      good(harbour("outcomes:\n  calm: not tense\n  tense: busy or raise\n"
                   "merge: [{id: busy, where: strike, name: Busy}]\n"));
  REQUIRE(m.outcomes.size() == 2);
  CHECK(holds(m.outcomes[0].where.formula, taken({1})));
  CHECK_FALSE(holds(m.outcomes[0].where.formula, taken({0})));
  CHECK(m.merges[0].name == "Busy");
}

TEST_CASE("the status quo takes the lower levels along") {
  const Model m = good(
      "standoff: 1\ntitle: t\ndecision_makers:\n  - {id: a, options: [x, {id: l, levels: [p, q, "
      "r]}], preferences: [x]}\nstatus_quo: {taken: [a.l.q], because: e}\n"
      "sources: [{id: s}]\nevidence: [{id: e, source: s}]\n");
  CHECK(m.status_quo == taken({1, 2}));
  CHECK(m.status_quo_because == Because{0});
  CHECK(good(harbour("status_quo: []\n")).status_quo == OptionSet{});
  CHECK_FALSE(good(harbour("")).status_quo.has_value());
  CHECK(codes(harbour("status_quo: [true]\n")) == "not-an-option");
  CHECK(codes(harbour("status_quo: [not strike]\n")) == "not-an-option");
  CHECK(codes(harbour("status_quo: {because: []}\n")) == "missing-key");
}

TEST_CASE("the explicit graph has states, moves and a status quo") {
  const Model m = good(
      "standoff: 1\ntitle: t\ndecision_makers:\n  - {id: north, ranking: [peace, war]}\n"
      "  - {id: south, preferences: [war, truce]}\n"
      "states: [war, {id: peace, name: A treaty}, truce]\n"
      "moves:\n  north: {war: [truce, peace, truce], truce: war}\n"
      "outcomes: {calm: not war}\nstatus_quo: war\n");
  REQUIRE(m.is_explicit());
  CHECK(m.explicit_graph->states[1].name == "A treaty");
  CHECK(m.explicit_graph->moves[0][0] == std::vector<std::uint32_t>{1, 2});
  CHECK(m.explicit_graph->moves[0][2] == std::vector<std::uint32_t>{0});
  CHECK(m.explicit_graph->moves[1][0].empty());
  CHECK(m.status_quo_state == 0);
  CHECK(codes("standoff: 1\ntitle: t\ndecision_makers: [{id: a, preferences: [x]}]\n"
              "states: [x]\n") == "missing-key");
  CHECK(codes("standoff: 1\ntitle: t\ndecision_makers: [{id: a, preferences: [x]}]\n"
              "moves: {}\n") == "missing-key");
}

TEST_CASE("letters are a state or a pattern, unless an id is spelled so") {
  const auto formula = [](const std::string& letters, const std::string& more = "") {
    const Model m = good(harbour("outcomes:\n  o: " + letters + "\n" + more));
    return m.outcomes[0].where.formula;
  };
  CHECK(holds(formula("YN-"), taken({0, 2})));
  CHECK_FALSE(holds(formula("YN-"), taken({0, 1})));
  CHECK(formula("YN-", "  YN-Y: strike\n") == formula("YN-"));
  CHECK(formula("NYN", "  NYN: strike\n") == Formula::option(OptionId(0)));
  CHECK(codes(harbour("outcomes: {o: YN}\n")) == "formula-syntax");
}

TEST_CASE("a name that two share is told apart by its owner, or by another id") {
  const std::string two =
      "standoff: 1\ntitle: t\ndecision_makers:\n  - {id: a, options: [go], preferences: [a.go]}\n";
  CHECK(codes(two + "  - {id: b, options: [go], preferences: [b.go]}\n") == "");
  CHECK(codes(two + "  - {id: b, options: [x], preferences: [go]}\noptions: [go]\n") ==
        "ambiguous-name");
  const Loaded loaded = load(two + "  - {id: b, options: [x], preferences: [go]}\noptions: [go]\n");
  CHECK(loaded.problems[0].hint == "give one of the two options another id");
}

TEST_CASE("the version is the number one") {
  const auto version = [](const std::string& text) {
    return codes("standoff: " + text +
                 "\ntitle: t\ndecision_makers: [{id: a, options: [x], preferences: [x]}]\n");
  };
  CHECK(version("1") == "");
  CHECK(version("1.0") == "");
  CHECK(version("2") == "bad-version");
  CHECK(version("1.1") == "bad-version");
  CHECK(version("\"1\"") == "bad-version");
  CHECK(version("one") == "bad-version");
  CHECK(version("") == "wrong-type");
}

TEST_CASE("dates are days of the calendar, one or two of them in their order") {
  const auto as_of = [](const std::string& date) {
    return codes(harbour("as_of: " + date + "\n"));
  };
  CHECK(as_of("2024-02-29") == "");
  CHECK(as_of("2025-11-25/2025-11-26") == "");
  for (const char* wrong : {"2025-02-29", "1900-02-29", "2025-13-01", "2025-1-1", "2025", "\"\"",
                            "2025-11-25/", "2025-04-31", "2025-11-25 / 2025-11-26"})
    CHECK_MESSAGE(as_of(wrong) == "bad-date", wrong);
  CHECK(as_of("2025-11-26/2025-11-25") == "ends-before-start");
}

TEST_CASE("the hash is of the bytes that were read") {
  CHECK(good(harbour("")).sha256.size() == 64);
  CHECK(good(harbour("")).sha256 != good(harbour("# a comment\n")).sha256);
}
