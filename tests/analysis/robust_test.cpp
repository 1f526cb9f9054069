// Shares of readings: the values of the reference dispute, which were computed before there was
// this engine (two of them by brute force over all orders), and what the parts promise.

#include "standoff/robust.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "small_disputes.hpp"
#include "standoff/variants.hpp"

namespace {

using namespace standoff;

Model reference() {
  const auto& all = catalogue();
  const auto entry = std::find_if(
      all.begin(), all.end(), [](const CatalogueEntry& e) { return e.id == "lithuania-belarus"; });
  return load(entry->bytes).model.value();
}

// The dossier numbers states by the sum of option bits, first option lowest.
StateId numbered(const Graph& graph, unsigned id) {
  OptionSet taken;
  for (unsigned k = 0; k < 9; ++k)
    if ((id >> k & 1) != 0) taken.insert(OptionId(k));
  return graph.find(taken).value();
}

const std::vector<const SolutionConcept*> five = [] {
  std::vector<const SolutionConcept*> concepts;
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
    concepts.push_back(find_concept(key));
  return concepts;
}();

// The reference dispute, asked about some of its states and about deals.
struct Asked {
  explicit Asked(Model model_, const std::vector<unsigned>& ids = {69, 457, 392, 16},
                 RobustRequest request = {})
      : model(std::move(model_)), laid(lay_out(model)) {
    for (const unsigned id : ids)
      request.targets.push_back({{numbered(*laid.graph, id)}, std::to_string(id)});
    if (request.concepts.empty()) request.concepts = five;
    request.groups = {{DmId(0), DmId(1)}, {DmId(0), DmId(3)}};
    found = robust(*laid.graph, request);
  }

  const Finding& stable(unsigned id, std::string_view key,
                        std::optional<DmId> dm = std::nullopt) const {
    for (const Finding& f : found.findings)
      if (f.conclusion.kind == Conclusion::Kind::stable &&
          f.conclusion.outcome == std::to_string(id) && f.conclusion.concept_->key == key &&
          f.conclusion.dm == dm)
        return f;
    throw std::out_of_range("no such finding");
  }
  const Finding& deal(DmId with) const {
    for (const Finding& f : found.findings)
      if (f.conclusion.kind == Conclusion::Kind::deal && f.conclusion.group.back() == with)
        return f;
    throw std::out_of_range("no such finding");
  }

  Model model;
  LayOut laid;
  Robust found;
};

std::string text(const Share& share) {
  if (!share.exact) return "not exact";
  return share.exact->numerator + "/" + share.exact->denominator;
}

// "belarus 2 negated; lithuania 1 dropped": in the order of the answer.
std::string changes(const Model& model, const Finding& finding) {
  std::string out;
  for (const StatementEdit& e : finding.flips) {
    const char* kinds[] = {"swapped", "dropped", "negated"};
    out += (out.empty() ? "" : "; ") + model.dm(e.dm).id + " " + std::to_string(e.statement + 1) +
           " " + kinds[static_cast<std::size_t>(e.kind)];
  }
  return out;
}

constexpr DmId lithuania{1};
constexpr DmId us{3};

}  // namespace

TEST_CASE("over all orders of all lists the reference dispute has the shares known before") {
  const Asked asked(with_open_orders(reference()));
  CHECK(asked.found.complete);
  CHECK(asked.found.readings == "31603654656000");  // 9! 7! 4! 6!
  CHECK(text(asked.deal(lithuania).share) == "2/3");
  CHECK(text(asked.deal(us).share) == "61/72");  // 0.847222
  CHECK(text(asked.stable(69, "nash").share) == "0/1");
  CHECK(text(asked.stable(69, "gmr").share) == "2/3");
  CHECK(text(asked.stable(69, "seq").share) == "7/288");  // 0.0243
  for (const SolutionConcept* c : five) CHECK(text(asked.stable(457, c->key).share) == "1/1");
  CHECK(text(asked.stable(392, "gmr").share) == "37/40");  // 0.925
  CHECK(text(asked.stable(392, "smr").share) == "3/4");
  CHECK(text(asked.stable(392, "seq").share) == "5/24");  // 0.2083
  CHECK(text(asked.stable(16, "nash").share) == "1/2");
  CHECK(text(asked.stable(16, "gmr").share) == "4/5");
}

TEST_CASE("single changes overturn what the dossier says they overturn") {
  const Asked asked(reference());
  CHECK(asked.found.edits == 74);
  CHECK(asked.found.readings == "1");
  const auto flips = [&](const Finding& finding) { return changes(asked.model, finding); };

  const Finding& bilateral = asked.deal(lithuania);
  CHECK_FALSE(bilateral.as_written);
  CHECK(flips(bilateral) ==
        "belarus 2 negated; belarus 6 negated; belarus 9 negated; lithuania 1 dropped; "
        "lithuania 1 negated");  // no swap among them
  CHECK(text(Share{bilateral.any_order, {}}) == "2/3");

  const Finding& with_washington = asked.deal(us);
  CHECK(with_washington.as_written);
  CHECK(flips(with_washington) == "belarus 1 dropped; belarus 1 negated; us 1 negated");

  const Finding& december = asked.stable(457, "nash");
  CHECK(december.as_written);
  CHECK(december.flips.size() == 7);
  for (const StatementEdit& e : december.flips) CHECK(e.kind == StatementEdit::Kind::negated);

  CHECK(asked.stable(69, "nash", us).as_written);
  CHECK(flips(asked.stable(69, "nash", us)) == "us 2 swapped; us 2 dropped; us 2 negated");

  CHECK_FALSE(asked.stable(392, "nash").as_written);
  CHECK(flips(asked.stable(392, "nash")) == "belarus 6 dropped; belarus 6 negated");
}

TEST_CASE("what one conditional statement decides in any order is called an assumption read back") {
  const Asked asked(reference());
  const Finding& released = asked.stable(392, "nash");
  CHECK(released.read_back);
  CHECK(released.rests_on == StatementId{DmId(0), 5});  // hold iff not talk
  CHECK(asked.stable(392, "nash", DmId(0)).read_back);
  // It rests on one statement, but where that stands matters.
  const Finding& washington = asked.stable(69, "nash", us);
  CHECK_FALSE(washington.read_back);
  CHECK(washington.rests_on == StatementId{us, 1});
  // In no order, but many statements can overturn it.
  CHECK_FALSE(asked.stable(457, "nash").read_back);
  CHECK_FALSE(asked.stable(457, "nash").rests_on);
  // Deals depend on orders.
  CHECK_FALSE(asked.deal(lithuania).read_back);
}

TEST_CASE("a sample's interval contains the exact share, whatever the number of threads") {
  RobustRequest request;
  request.samples = 50'000;
  request.seed = 7;
  const Asked exact(with_open_orders(reference()));
  const Asked one(with_open_orders(reference()), {69, 457, 392, 16}, request);
  request.threads = 2;
  const Asked two(with_open_orders(reference()), {69, 457, 392, 16}, request);
  REQUIRE(one.found.findings.size() == exact.found.findings.size());
  std::size_t missed = 0;
  for (std::size_t f = 0; f < one.found.findings.size(); ++f) {
    const Share& share = one.found.findings[f].share;
    REQUIRE(share.sampled);
    CHECK_FALSE(share.exact);
    CHECK(share.sampled->of == 50'000);
    CHECK(share.sampled->holds == two.found.findings[f].share.sampled->holds);
    const double known = exact.found.findings[f].share.exact->about;
    missed += known < share.sampled->low() || known > share.sampled->high() ? 1 : 0;
  }
  // Of 102 intervals at 95 %, many about the same thing.
  CHECK(missed <= 10);
  const Sampled& deal = *one.deal(lithuania).share.sampled;
  CHECK(deal.low() < 2.0 / 3);
  CHECK(deal.high() > 2.0 / 3);
  // Never "in no reading", never "in all".
  CHECK(one.stable(69, "nash").share.sampled->holds == 0);
  CHECK(one.stable(69, "nash").share.sampled->high() > 0);
  CHECK(one.stable(457, "nash").share.sampled->low() < 1);
}

TEST_CASE("about nineteen in twenty intervals contain the share") {
  // Whether b stays at "pick" is a matter of two statements in no known order, one of them in
  // doubt.
  tests::Laid d(
      "decision_makers: [{id: a, options: [x]}, {id: b, options: [pick], preferences: [pick, not "
      "pick, x]}]\nstatus_quo: [pick]");
  auto& list = std::get<Statements>(d.model.decision_makers[1].preference).list;
  list[0].confidence = 400'000;
  list[0].any_order = list[1].any_order = 0;
  RobustRequest request;
  request.targets = {{{d.state("NY")}, ""}};
  request.concepts = {find_concept("nash")};
  const Robust exact = robust(d.graph, request);
  CHECK(text(exact.findings[0].share) == "1/5");
  int covered = 0;
  constexpr int rounds = 1000;
  for (int seed = 1; seed <= rounds; ++seed) {
    request.samples = 300;
    request.seed = static_cast<std::uint64_t>(seed);
    const Sampled sampled = *robust(d.graph, request).findings[0].share.sampled;
    covered += sampled.low() <= 0.2 && 0.2 <= sampled.high() ? 1 : 0;
  }
  CHECK(covered > 930);
  CHECK(covered < 970);
}

TEST_CASE("with and without a doubtful statement add up to the share") {
  Model model = with_doubt(reference(), 900'000);
  const Asked asked(std::move(model), {69});
  CHECK(asked.found.doubtful.size() == 26);
  CHECK(asked.found.readings == "67108864");
  std::size_t moved = 0;
  for (const Finding& f : asked.found.findings) {
    REQUIRE(f.share.exact);
    REQUIRE(f.influence.size() == 26);
    for (const Influence& i : f.influence) {
      const double sum = 0.9 * i.with.about() + 0.1 * i.without.about();
      CHECK(sum == doctest::Approx(f.share.about()));
      moved += i.difference() != 0 ? 1 : 0;
    }
  }
  CHECK(moved > 0);
  // The deal with Washington needs Belarus to want relief and the US to want the prisoners freed,
  // so nothing holds without the first.
  const auto& influence = asked.deal(us).influence;
  const auto wants_relief =
      std::find_if(influence.begin(), influence.end(), [](const Influence& i) {
        return i.statement == StatementId{DmId(0), 0};
      });
  REQUIRE(wants_relief != influence.end());
  CHECK(wants_relief->without.exact->never());
  CHECK_FALSE(wants_relief->with.exact->never());
}

TEST_CASE("what is too much to count is drawn, and says why") {
  RobustRequest request;
  request.most_combinations = 10;
  request.fallback = 2'000;
  const Asked asked(with_open_orders(reference()), {69}, request);
  CHECK(asked.found.complete);
  CHECK(text(asked.stable(69, "gmr").share) == "2/3");
  const Finding& seq = asked.stable(69, "seq");
  REQUIRE(seq.share.sampled);
  CHECK(seq.share.sampled->of == 2'000);
  CHECK(seq.how.find("sampled: 864 combinations") == 0);
  CHECK_FALSE(seq.any_order);
  request.most_classes = 1;
  const Asked nothing(with_open_orders(reference()), {69}, request);
  CHECK(nothing.stable(69, "gmr").share.sampled.has_value());
}

TEST_CASE("a stopped answer is partial and knows what it does not know") {
  std::stop_source source;
  source.request_stop();
  RobustRequest request;
  request.stop = source.get_token();
  const Asked asked(with_open_orders(reference()), {69}, request);
  CHECK_FALSE(asked.found.complete);
  CHECK_FALSE(asked.stable(69, "gmr").share.known());
  CHECK(asked.stable(69, "gmr").as_written);
}

TEST_CASE("without hindsight the reference dispute has five statements fewer and 32 Nash states") {
  const Model model = reference();
  const Model blind = without_hindsight(model);
  std::map<std::string, std::size_t> before;
  std::size_t statements = 0;
  std::size_t left = 0;
  for (const DecisionMaker& dm : model.decision_makers)
    statements += std::get<Statements>(dm.preference).list.size();
  for (const DecisionMaker& dm : blind.decision_makers)
    for (const Statement& s : std::get<Statements>(dm.preference).list) {
      ++left;
      CHECK_FALSE(s.hindsight());
    }
  CHECK(statements == 26);
  CHECK(left == 21);
  const LayOut laid = lay_out(blind);
  std::size_t nash = 0;
  for (std::uint32_t s = 0; s < laid.graph->states(); ++s) {
    bool everybody = true;
    for (std::size_t i = 0; i < laid.graph->dms(); ++i)
      everybody = everybody && laid.graph->improvements(DmId(i), StateId(s)).empty();
    nash += everybody ? 1 : 0;
  }
  CHECK(nash == 32);
}

TEST_CASE("an outcome of several states holds where some one of them is stable for everybody") {
  tests::Laid d(
      "decision_makers: [{id: a, options: [x], preferences: [x, not x]}, "
      "{id: b, options: [w], preferences: [w iff x]}]\nstatus_quo: []");
  auto& list = std::get<Statements>(d.model.decision_makers[0].preference).list;
  list[0].any_order = list[1].any_order = 3;
  RobustRequest request;
  request.targets = {{{d.state("NN")}, "nothing"},
                     {{d.state("YY")}, "both"},
                     {{d.state("NN"), d.state("YY")}, "alike"},
                     {{d.state("NY"), d.state("YN")}, "apart"}};
  request.concepts = {find_concept("nash"), find_concept("seq")};
  const Robust found = robust(d.graph, request);
  const auto share = [&](std::size_t target, std::size_t c) {
    return text(found.findings[(target * 2 + c) * 3].share);
  };
  CHECK(found.readings == "2");
  CHECK(share(0, 0) == "1/2");
  CHECK(share(1, 0) == "1/2");
  CHECK(share(2, 0) == "1/1");
  CHECK(share(3, 0) == "0/1");
  CHECK(share(2, 1) == "1/1");
}

TEST_CASE("what cannot be asked is refused") {
  tests::Laid d("decision_makers: [{id: a, options: [x]}, {id: b, options: [w]}]");
  RobustRequest request;
  request.concepts = {find_concept("nash")};
  request.targets = {{{}, ""}};
  CHECK_THROWS_AS(robust(d.graph, request), std::invalid_argument);
  request.targets = {{std::vector<StateId>(65), ""}};
  CHECK_THROWS_AS(robust(d.graph, request), std::invalid_argument);
  request.targets = {{{StateId(0)}, ""}};
  request.concepts = {find_concept("sim")};
  CHECK_THROWS_AS(robust(d.graph, request), std::invalid_argument);
  request.concepts = {find_concept("nash")};
  request.groups = {{DmId(0), DmId(1)}};  // from which status quo?
  CHECK_THROWS_AS(robust(d.graph, request), std::invalid_argument);
}
