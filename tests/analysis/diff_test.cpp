// What changed between two versions: told in the dispute's terms, and held to the quantifiers.

#include "standoff/diff.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>

#include "random/dice.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "small_disputes.hpp"

using namespace standoff;
using standoff::tests::model_from;

namespace {

using What = Change::What;
using How = Change::How;
using About = Consequence::About;

DiffRequest four() {
  DiffRequest request;
  for (const char* key : {"nash", "gmr", "smr", "seq"})
    request.concepts.push_back(find_concept(key));
  return request;
}

Difference between(const std::string& before, const std::string& after) {
  return diff(model_from(before), model_from(after), four());
}

const Change* find(const Difference& d, What what, How how) {
  const auto at = std::find_if(d.changes.begin(), d.changes.end(),
                               [&](const Change& c) { return c.what == what && c.how == how; });
  return at == d.changes.end() ? nullptr : &*at;
}

std::string reference() {
  return std::string(
      std::find_if(catalogue().begin(), catalogue().end(), [](const CatalogueEntry& e) {
        return e.id == "lithuania-belarus";
      })->bytes);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

// a wants p, then q; b wants r.
const std::string small =
    "decision_makers:\n"
    "  - {id: a, options: [p, q], preferences: [p, q if r, not r]}\n"
    "  - {id: b, options: [r], preferences: [r, p]}\n"
    "status_quo: []\n";

}  // namespace

TEST_CASE("a dispute does not differ from itself, whatever its words") {
  const Difference same = between(small, small);
  CHECK(same.changes.empty());
  CHECK(same.conclusions.empty());
  CHECK(same.compared > 0);
  CHECK(same.complete);
  const Difference reworded = between(small, replaced(small, "q if r", "not r or q"));
  REQUIRE(reworded.changes.size() == 1);
  CHECK(reworded.changes[0].how == How::reworded);
  CHECK(reworded.changes[0].before == "q if r");
  CHECK(reworded.conclusions.empty());
}

TEST_CASE("statements are told as moved, added, dropped and replaced") {
  const Difference moved =
      between(small, replaced(small, "[p, q if r, not r]", "[q if r, not r, p]"));
  REQUIRE(moved.changes.size() == 1);
  CHECK(moved.changes[0].how == How::moved);
  CHECK(moved.changes[0].after == "p");
  CHECK(moved.changes[0].place_before == 1);
  CHECK(moved.changes[0].place_after == 3);
  CHECK(moved.changes[0].whose == "a");

  const Difference added = between(small, replaced(small, "[r, p]", "[q, r, p]"));
  REQUIRE(added.changes.size() == 1);
  CHECK(added.changes[0].how == How::added);
  CHECK(added.changes[0].place_after == 1);

  const Difference dropped = between(small, replaced(small, "[r, p]", "[r]"));
  REQUIRE(dropped.changes.size() == 1);
  CHECK(dropped.changes[0].how == How::dropped);
  CHECK(dropped.changes[0].before == "p");

  const Difference other = between(small, replaced(small, "[r, p]", "[not r, p]"));
  REQUIRE(other.changes.size() == 1);
  CHECK(other.changes[0].how == How::replaced);
  CHECK(other.changes[0].before == "r");
  CHECK(other.changes[0].after == "not r");
  // b no longer gains by r, and that alone does it.
  const auto now_stable =
      std::find_if(other.conclusions.begin(), other.conclusions.end(), [](const Consequence& c) {
        return c.key.about == About::status_quo && c.key.dm == "b" && c.key.concept_ == "nash";
      });
  REQUIRE(now_stable != other.conclusions.end());
  CHECK(now_stable->before == Count(0U));
  CHECK(now_stable->after == Count(1U));
  CHECK(now_stable->alone == std::vector<std::size_t>{0});
}

TEST_CASE("options, rules, guards, directions, outcomes, the status quo and people are compared") {
  const std::string base =
      "decision_makers:\n"
      "  - {id: a, options: [p, {id: q, name: wait}], preferences: [p]}\n"
      "  - {id: b, options: [r], preferences: [r]}\n"
      "rules: [never: p and q]\n"
      "outcomes: {calm: not r}\n"
      "status_quo: [r]\n";
  const std::string later =
      "decision_makers:\n"
      "  - {id: a, options: [{id: p, irreversible: taken, when: r}, {id: q, name: bide its time}, "
      "s], preferences: [p]}\n"
      "  - {id: b, options: [r], preferences: [r]}\n"
      "  - {id: c, options: [t], preferences: [t]}\n"
      "rules: [never: s and r]\n"
      "outcomes: {calm: not r and not p, end: p}\n"
      "status_quo: []\n";
  const Difference d = between(base, later);
  CHECK(find(d, What::direction, How::changed)->after == "once taken never dropped");
  CHECK(find(d, What::guard, How::changed)->after == "r");
  CHECK(find(d, What::option, How::reworded)->after == "bide its time");
  CHECK(find(d, What::option, How::added)->id == "s");
  CHECK(find(d, What::decision_maker, How::added)->id == "c");
  CHECK(find(d, What::rule, How::dropped)->before == "never: p and q");
  CHECK(find(d, What::rule, How::added)->after == "never: s and r");
  CHECK(find(d, What::outcome, How::changed)->id == "calm");
  CHECK(find(d, What::outcome, How::added)->id == "end");
  CHECK(find(d, What::status_quo, How::changed)->before == "b.r");
  CHECK(find(d, What::status_quo, How::changed)->after == "nothing is taken");
  CHECK(d.changes.size() == 10);
  // A rule about an option that is not there cannot be made alone; the rest can.
  for (const Change& change : d.changes)
    CHECK(change.tried == (change.how != How::reworded &&
                           !(change.what == What::rule && change.how == How::added)));
  // The other way round people and options go.
  const Difference back = between(later, base);
  CHECK(find(back, What::option, How::dropped)->id == "s");
  CHECK(find(back, What::decision_maker, How::dropped)->id == "c");
  CHECK(back.changes.size() == 10);
}

TEST_CASE("a ladder comes and goes as one") {
  const std::string without =
      "decision_makers:\n  - {id: a, options: [p], preferences: [p]}\n  - {id: b, options: [r]}\n"
      "status_quo: []\n";
  const std::string with =
      replaced(without, "options: [r]", "options: [r, {id: offer, levels: [letter, envoy]}]");
  const Difference d = between(without, with);
  REQUIRE(d.changes.size() == 1);
  CHECK(d.changes[0].how == How::added);
  CHECK(d.changes[0].id == "offer");
  CHECK(d.changes[0].tried);
  for (const Consequence& c : d.conclusions) CHECK(c.alone == std::vector<std::size_t>{0});
  CHECK(between(with, without).changes.size() == 1);
}

TEST_CASE("explicit graphs are compared by their states' ids, in any order") {
  const std::string people =
      "decision_makers:\n"
      "  - {id: a, ranking: [s1, s0]}\n"
      "  - {id: b, ranking: [s1, s0]}\n"
      "status_quo: s0\n";
  const std::string first = people + "states: [s0, s1]\nmoves: {a: {s0: s1}, b: {s1: s0}}\n";
  const std::string turned = people + "states: [s1, s0]\nmoves: {a: {s0: s1}, b: {s1: s0}}\n";
  CHECK(between(first, turned).changes.empty());
  const Difference less = between(first, replaced(turned, "{a: {s0: s1}, b", "{b"));
  REQUIRE(less.changes.size() == 1);
  CHECK(less.changes[0].what == What::moves);
  CHECK(less.changes[0].before == "s0 → s1");
  CHECK(less.changes[0].tried);
  CHECK_FALSE(less.conclusions.empty());
  for (const Consequence& c : less.conclusions) CHECK(c.alone == std::vector<std::size_t>{0});
}

TEST_CASE("the order of two American statements decides alone whether the status quo is stable") {
  // dispute.md 3.6: swapping "relief -> free" with "relief" flips "status quo Nash for the US".
  const Model before = load(reference()).model.value();
  Model after = before;
  auto& list = std::get<Statements>(after.decision_makers[3].preference).list;
  REQUIRE(list[1].text == "free if relief");
  REQUIRE(list[2].text == "relief");
  std::swap(list[1], list[2]);
  const Difference d = diff(before, after, four());
  REQUIRE(d.changes.size() == 1);
  CHECK(d.changes[0].how == How::moved);
  const auto us =
      std::find_if(d.conclusions.begin(), d.conclusions.end(), [](const Consequence& c) {
        return c.key.about == About::status_quo && c.key.dm == "us" && c.key.concept_ == "nash";
      });
  REQUIRE(us != d.conclusions.end());
  CHECK(us->before == Count(1U));
  CHECK(us->after == Count(0U));
  for (const Consequence& c : d.conclusions) CHECK(c.alone == std::vector<std::size_t>{0});
}

TEST_CASE("changes to evidence change no conclusion") {
  Model after = load(reference()).model.value();
  const Model before = after;
  after.evidence[0].says += " or so";
  std::get<Statements>(after.decision_makers[0].preference).list[0].because.clear();
  const Difference d = diff(before, after, four());
  CHECK(find(d, What::evidence, How::changed)->id == before.evidence[0].id);
  CHECK(find(d, What::statement, How::grounded)->whose == "belarus");
  CHECK(d.changes.size() == 2);
  CHECK(d.conclusions.empty());
}

namespace {

// One change to a decision maker's statements.
void change_statements(oracle::PlainDm& dm, oracle::Dice& dice) {
  auto& list = dm.statements;
  const int at = dice.below(static_cast<int>(list.size()));
  switch (dice.below(3)) {
    case 0:
      list.erase(list.begin() + at);
      break;
    case 1:
      list[at] = !list[at];
      break;
    default:
      if (at > 0) std::swap(list[at - 1], list[at]);
  }
}

// What the oracle concludes, by the same keys.
std::map<Consequence::Key, Count> concluded(const oracle::PlainDispute& dispute) {
  const oracle::OptionGame layout = oracle::lay_out(dispute);
  std::map<Consequence::Key, Count> found;
  for (const char* key : {"nash", "gmr", "smr", "seq"}) {
    found[{About::equilibria, "", "", key}] = Count(oracle::equilibria(layout, key).size());
    if (layout.status_quo < 0) continue;
    for (int i = 0; i < layout.game.dms; ++i)
      found[{About::status_quo, "", dispute.dms[i].id, key}] =
          Count(oracle::stable(layout, i, layout.status_quo, key) ? 1U : 0U);
  }
  return found;
}

// A random dispute whose first two decision makers have statements.
oracle::PlainDispute with_statements(std::uint64_t seed) {
  oracle::PlainDispute dispute = oracle::random_dispute(
      seed, {.least_options = 3, .most_options = 6, .graph_percent = 10, .merges = false});
  dispute.notation = 0;
  oracle::Dice dice(seed);
  std::vector<int> keys;
  for (const oracle::PlainState& state : dispute.states) keys.push_back(state.key);
  if (keys.empty())
    for (const oracle::Slot& slot : oracle::slots(dispute)) keys.push_back(slot.key);
  for (std::size_t i = 0; i < 2; ++i) {
    oracle::PlainDm& dm = dispute.dms[i];
    if (!dm.statements.empty()) continue;
    dm.tiers.clear();
    dm.payoffs.clear();
    for (int k = 0; k < 4; ++k) {
      const oracle::Formula atom = oracle::is(dice.pick(keys));
      dm.statements.push_back(dice.chance(50) ? atom : !atom);
    }
  }
  return dispute;
}

std::atomic<std::size_t> causes_checked{0};

std::string disagreement(const oracle::PlainDispute& before, std::uint64_t seed) {
  if (before.dms[0].statements.empty() || before.dms[1].statements.empty()) return {};
  oracle::Dice dice(seed);
  oracle::PlainDispute first = before;
  change_statements(first.dms[0], dice);
  oracle::PlainDispute second = before;
  change_statements(second.dms[1], dice);
  oracle::PlainDispute after = first;
  after.dms[1] = second.dms[1];
  const Loaded a = load(oracle::to_yaml(before));
  const Loaded b = load(oracle::to_yaml(after));
  if (!a || !b) return {};
  const Difference d = diff(*a.model, *b.model, four());

  const auto old = concluded(before);
  const auto now = concluded(after);
  const auto with_first = concluded(first);
  const auto with_second = concluded(second);
  std::size_t different = 0;
  for (const auto& [key, value] : old) {
    const auto told = std::find_if(d.conclusions.begin(), d.conclusions.end(),
                                   [&, &k = key](const Consequence& c) { return c.key == k; });
    if ((told != d.conclusions.end()) != (value != now.at(key))) return "which conclusions differ";
    if (told == d.conclusions.end()) continue;
    ++different;
    if (told->before != value || told->after != now.at(key)) return "a conclusion's values";
    // Where each decision maker has one change, it is known what each does alone.
    if (d.changes.size() != 2 || d.changes[0].whose == d.changes[1].whose) continue;
    for (std::size_t k = 0; k < 2; ++k) {
      if (d.changes[k].how == How::reworded) continue;
      const bool is_first = d.changes[k].whose == before.dms[0].id;
      const bool does = (is_first ? with_first : with_second).at(key) == now.at(key);
      const bool said = std::find(told->alone.begin(), told->alone.end(), k) != told->alone.end();
      if (does != said) return "what a change does alone";
      ++causes_checked;
    }
  }
  for (const Consequence& c : d.conclusions)
    if (c.key.about == About::feasible) return "the number of states";
  return different > d.conclusions.size() ? "too few conclusions" : "";
}

}  // namespace

TEST_CASE("differences of random disputes agree with the quantifiers, change by change") {
  const standoff::tests::Seeds seeds(1'000);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures = standoff::tests::counterexamples(
      seeds, {.draw = with_statements, .wrong = disagreement, .name = "diff"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
  MESSAGE(causes_checked.load() << " causes compared");
  if (seeds.count >= 1'000) CHECK(causes_checked > 300);
}
