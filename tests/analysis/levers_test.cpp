// Levers on the reference dispute, against what was worked out by hand and by other programs, and
// one small dispute for each rule of the search.

#include "standoff/levers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "small_disputes.hpp"
#include "standoff/analysis.hpp"
#include "standoff/orders.hpp"
#include "standoff/reorder.hpp"

namespace {

using namespace standoff;
using standoff::tests::Laid;
using standoff::tests::model_from;

// As it ships, without what its author offers as levers.
Model reference() {
  const auto entry = std::find_if(catalogue().begin(), catalogue().end(),
                                  [](const auto& e) { return e.id == "lithuania-belarus"; });
  Model model = load(entry->bytes).model.value();
  for (DecisionMaker& dm : model.decision_makers) dm.candidates.clear();
  model.candidate_rules.clear();
  return model;
}

const DmId belarus{0};
const DmId lithuania{1};
const DmId us{3};

// The dossier numbers states by the sum of option bits, first option lowest.
OptionSet numbered(unsigned id) {
  OptionSet taken;
  for (unsigned k = 0; k < 9; ++k) taken.set(OptionId(k), (id >> k & 1) != 0);
  return taken;
}

// "hold" is option 0, "relief" option 8.
Statement no_hold_if_relief() {
  Statement s;
  s.formula =
      Formula::of(Formula::Kind::implication,
                  {Formula::option(OptionId(8)), Formula::negation(Formula::option(OptionId(0)))});
  s.text = "not hold if relief";
  return s;
}

LeversRequest request_for(unsigned id, const char* key, std::initializer_list<EditKind> kinds) {
  LeversRequest request;
  request.goal.target = std::vector<OptionSet>{numbered(id)};
  request.concept_ = find_concept(key);
  request.price.fill(0);
  for (const EditKind kind : kinds) request.price[static_cast<std::size_t>(kind)] = 1;
  return request;
}

bool stable_for_all(const Graph& graph, StateId s, const char* key) {
  for (std::uint32_t i = 0; i < graph.dms(); ++i)
    if (!stable(*find_concept(key), graph, DmId(i), s)) return false;
  return true;
}

}  // namespace

TEST_CASE("\"released without talks\" lasts once Washington adopts a condition: found, not told") {
  Model model = reference();
  const LayOut laid = lay_out(model);
  const StateId s = laid.graph->find(numbered(392)).value();
  CHECK(stable_for_all(*laid.graph, s, "gmr"));
  CHECK(stable_for_all(*laid.graph, s, "smr"));
  CHECK_FALSE(stable_for_all(*laid.graph, s, "seq"));

  model.decision_makers[index(us)].candidates.push_back(no_hold_if_relief());
  const LeversAnswer answer = levers(model, request_for(392, "seq", {EditKind::add}));
  CHECK(answer.least == 1U);
  REQUIRE(answer.count == 3);
  // Above "relief", the third of its statements; below it, it changes nothing.
  for (std::uint32_t k = 0; k < 3; ++k) {
    CHECK(answer.plans[k].edits[0].dm == us);
    CHECK(answer.plans[k].edits[0].to == k);
    CHECK(answer.plans[k].against.empty());
    CHECK_FALSE(answer.plans[k].far_fetched);
    CHECK(answer.plans[k].wanted == std::vector<std::string>{"NNNYNNNYY"});
  }
}

TEST_CASE(
    "what flips \"released without talks\" and December, as in the dossier's sensitivity table") {
  const Model model = reference();
  const auto everything = {EditKind::swap, EditKind::move, EditKind::drop, EditKind::negate};
  LeversRequest request = request_for(392, "nash", everything);
  const LeversAnswer released = levers(model, request);
  REQUIRE(released.count == 2);
  for (const Plan& plan : released.plans) {
    CHECK(plan.edits[0].dm == belarus);
    CHECK(plan.edits[0].statement == 5);  // hold iff not talk
    CHECK(plan.against[0].evidence.size() == 2);
  }
  CHECK(released.plans[0].edits[0].kind == EditKind::drop);  // contradicts less
  CHECK(released.plans[0].weight == 8);
  CHECK(released.plans[1].weight == 12);

  request = request_for(457, "nash", everything);
  request.goal.broken = true;
  request.depth = 1;
  const LeversAnswer december = levers(model, request);
  CHECK(december.count == 7);
  for (const Plan& plan : december.plans) CHECK(plan.edits[0].kind == EditKind::negate);
}

TEST_CASE("a plan that needs an answer nobody would choose is labelled") {
  const LeversAnswer answer = levers(reference(), request_for(392, "seq", {EditKind::move}));
  REQUIRE(answer.count == 3);
  for (const Plan& plan : answer.plans) {
    CHECK(plan.edits[0].dm == lithuania);
    CHECK(plan.edits[0].statement == 6);  // push iff (hold or balloons)
    REQUIRE(plan.far_fetched);
    // It might close the border as well, but would rather only press.
    const FarFetched& what = *plan.far_fetched;
    CHECK(what.improvement.dm == belarus);
    CHECK(what.sanction[what.at].dm == lithuania);
    const Graph& graph = *plan.edited->graph;
    CHECK(graph.pattern(what.sanction[what.at].to).contains(OptionId(5)));
    CHECK_FALSE(graph.pattern(what.rather).contains(OptionId(5)));
  }
}

TEST_CASE("Lithuania's trucks first: eight joint improvements with Belarus, one undominated") {
  for (std::uint32_t place = 0; place < 5; ++place) {
    Edit edit;
    edit.kind = EditKind::move;
    edit.dm = lithuania;
    edit.statement = 4;  // not hold
    edit.to = place;
    const Model model = place == 4 ? reference() : apply(reference(), edit);
    const LayOut laid = lay_out(model);
    const Graph& graph = *laid.graph;
    const StateId now = *graph.status_quo();
    // Both change options of their own at one time, both gain.
    std::vector<StateId> improvements;
    for (std::uint32_t t = 0; t < graph.states(); ++t) {
      const OptionSet changed = graph.pattern(now) ^ graph.pattern(StateId(t));
      bool possible = true;
      bool mine = false;
      bool theirs = false;
      changed.for_each([&](OptionId o) {
        possible = possible &&
                   may_change(model.option(o).direction, graph.pattern(StateId(t)).contains(o));
        mine = mine || model.option(o).owner == belarus;
        theirs = theirs || model.option(o).owner == lithuania;
        possible = possible && index(*model.option(o).owner) <= 1;
      });
      if (possible && mine && theirs && graph.prefers(belarus, StateId(t), now) &&
          graph.prefers(lithuania, StateId(t), now))
        improvements.push_back(StateId(t));
    }
    CHECK(improvements.size() == (place == 0 ? 8 : 0));
    const auto undominated =
        std::count_if(improvements.begin(), improvements.end(), [&](StateId t) {
          return std::none_of(improvements.begin(), improvements.end(), [&](StateId u) {
            const bool as_good = !graph.prefers(belarus, t, u) && !graph.prefers(lithuania, t, u);
            return as_good && (graph.prefers(belarus, u, t) || graph.prefers(lithuania, u, t));
          });
        });
    CHECK(undominated == (place == 0 ? 1 : 0));
  }
}

TEST_CASE("223 of the reference dispute's 384 states are sequentially stable under no orders") {
  const Model model = reference();
  const LayOut laid = lay_out(model);
  std::size_t none = 0;
  for (std::uint32_t s = 0; s < laid.graph->states(); ++s) {
    const Reordering found =
        reorder(*laid.graph, {.state = StateId(s), .concept_ = find_concept("seq"), .stop = {}});
    REQUIRE(found.end != Reordering::End::unknown);
    none += found.end == Reordering::End::none;
    if (found.end == Reordering::End::some)
      CHECK((found.swaps == 0) == stable_for_all(*laid.graph, StateId(s), "seq"));
  }
  CHECK(none == 223);
}

TEST_CASE(
    "what is true first is the best order there is: one evaluation tells whether any will do") {
  const Model model = reference();
  const LayOut laid = lay_out(model);
  for (std::uint32_t s = 0; s < laid.graph->states(); s += 5) {
    Model best = model;
    for (DecisionMaker& dm : best.decision_makers) {
      auto& list = std::get<Statements>(dm.preference).list;
      std::stable_partition(list.begin(), list.end(), [&](const Statement& statement) {
        return holds(statement.formula, laid.graph->pattern(StateId(s)));
      });
    }
    const LayOut other = lay_out(best);
    for (const char* key : {"nash", "gmr", "smr"}) {
      const Reordering found =
          reorder(*laid.graph, {.state = StateId(s), .concept_ = find_concept(key), .stop = {}});
      for (std::uint32_t i = 0; i < laid.graph->dms(); ++i) {
        const bool unmoved = std::count(found.unmoved.begin(), found.unmoved.end(), DmId(i)) != 0;
        CHECK(stable(*find_concept(key), *other.graph, DmId(i), StateId(s)) == !unmoved);
      }
    }
  }
}

TEST_CASE("the order that a reordering names does it, at its number of swaps") {
  const Model model = reference();
  const LayOut laid = lay_out(model);
  const StateId s = laid.graph->find(numbered(392)).value();
  const Reordering found =
      reorder(*laid.graph, {.state = s, .concept_ = find_concept("seq"), .stop = {}});
  REQUIRE(found.end == Reordering::End::some);
  CHECK(found.swaps == 4);
  Model reordered = model;
  std::uint32_t inversions = 0;
  for (std::size_t i = 0; i < found.order.size(); ++i) {
    auto& list = std::get<Statements>(reordered.decision_makers[i].preference).list;
    const std::vector<Statement> written = list;
    for (std::size_t a = 0; a < list.size(); ++a) {
      list[a] = written[found.order[i][a]];
      for (std::size_t b = a + 1; b < list.size(); ++b)
        inversions += found.order[i][a] > found.order[i][b];
    }
  }
  CHECK(inversions == found.swaps);
  CHECK(stable_for_all(*lay_out(reordered).graph, s, "seq"));
  // And no fewer: the search over swaps agrees.
  LeversRequest request = request_for(392, "seq", {EditKind::swap});
  request.depth = 3;
  CHECK(levers(model, request).count == 0);
  request.depth = 4;
  CHECK(levers(model, request).least == 4U);
}

TEST_CASE("Syria's orders that keep the water flowing: 240 and 384 of 720, as by the definitions") {
  // The example of the older tool's guide, by its facts: who can do what, and what Iraq prefers.
  const Laid d(
      "decision_makers:\n"
      "  - {id: syria, options: [release, escalate], ranking: [YYY]}\n"
      "  - {id: iraq, options: [attack], ranking: [YNN, NNY, NYY, NNN, YNY, NYN]}\n"
      "rules: [{never: release and escalate}]\n");
  const auto count = [&](const char* key) {
    return orders(
               d.graph,
               {.state = d.state("YNN"), .dm = DmId(0), .concept_ = find_concept(key), .stop = {}})
        .count;
  };
  CHECK(count("nash") == 240U);
  CHECK(count("seq") == 384U);  // the guide says 420
  CHECK(count("gmr") == 384U);
}

TEST_CASE("conditions say what each move must be no better than, each as weak as it can be") {
  const Laid d(
      "decision_makers:\n"
      "  - {id: a, options: [x]}\n"
      "  - {id: b, options: [w], preferences: [w]}\n");
  const Orders found =
      orders(d.graph,
             {.state = d.state("NN"), .dm = DmId(0), .concept_ = find_concept("seq"), .stop = {}});
  REQUIRE(found.conditions.size() == 1);
  const auto& alternatives = found.conditions[0].alternatives;
  REQUIRE(alternatives.size() == 2);
  CHECK(alternatives[0].to == std::vector{d.state("YN")});
  CHECK(alternatives[1].to == std::vector{d.state("YY")});
  CHECK(alternatives[1].answer == std::vector{Move{DmId(1), d.state("YN"), d.state("YY")}});
  CHECK(found.count == 16U);  // of 24: all but those with both above it
  CHECK(found.now);
}

namespace {

// a leaves NN for YN; three statements.
const char* const restless =
    "decision_makers:\n"
    "  - {id: a, options: [x], preferences: [x, not w, w or x]}\n"
    "  - {id: b, options: [w], preferences: [not w]}\n"
    "status_quo: []\n";

LeversRequest stay(const Laid& d) {
  LeversRequest request;
  request.goal.target = d.graph.members(d.state("NN"));
  request.concept_ = find_concept("nash");
  return request;
}

}  // namespace

TEST_CASE("prices choose between kinds of edits") {
  const Laid d(restless);
  LeversRequest request = stay(d);
  request.price[static_cast<std::size_t>(EditKind::remove)] = 0;
  request.price[static_cast<std::size_t>(EditKind::one_way)] = 0;
  request.depth = 3;
  // Turning "x" round is one edit; dropping it leaves "w or x".
  LeversAnswer answer = levers(d.model, request);
  REQUIRE(answer.count == 1);
  CHECK(answer.plans[0].edits[0].kind == EditKind::negate);
  request.price[static_cast<std::size_t>(EditKind::negate)] = 3;
  answer = levers(d.model, request);
  REQUIRE(answer.count == 1);
  CHECK(answer.least == 2U);
  for (const Edit& edit : answer.plans[0].edits) CHECK(edit.kind == EditKind::drop);
}

TEST_CASE("what is fixed is not touched, and nothing is moved past it") {
  Laid d(restless);
  LeversRequest request = stay(d);
  request.price.fill(0);
  for (const EditKind kind : {EditKind::swap, EditKind::move, EditKind::drop, EditKind::negate})
    request.price[static_cast<std::size_t>(kind)] = 1;
  request.depth = 3;
  std::get<Statements>(d.model.decision_makers[0].preference).list[0].fixed = true;
  const LeversAnswer answer = levers(d.model, request);
  CHECK(answer.complete);
  CHECK(answer.searched == 3U);
  CHECK(answer.count == 0);
}

TEST_CASE("options and rules are levers too, as long as the status quo stays possible") {
  Laid d(restless);
  LeversRequest request = stay(d);
  request.price.fill(0);
  request.price[static_cast<std::size_t>(EditKind::remove)] = 1;
  request.price[static_cast<std::size_t>(EditKind::one_way)] = 1;
  request.price[static_cast<std::size_t>(EditKind::rule)] = 1;
  d.model.candidate_rules.push_back({Formula::option(OptionId(0)), "always: x", "", {}});
  d.model.candidate_rules.push_back(
      {Formula::negation(Formula::option(OptionId(0))), "never: x", "", {}});
  const LeversAnswer answer = levers(d.model, request);
  REQUIRE(answer.count == 3);
  CHECK(answer.plans[0].edits[0].kind == EditKind::remove);
  CHECK(answer.plans[1].edits[0].kind == EditKind::one_way);
  CHECK(answer.plans[1].edits[0].direction == Direction::drop_only);
  CHECK(answer.plans[2].edits[0].kind == EditKind::rule);
  CHECK(answer.plans[2].edits[0].rule == 1);
}

TEST_CASE("a plan is a dispute that can be written down and read again") {
  Model model = reference();
  model.decision_makers[index(us)].candidates.push_back(no_hold_if_relief());
  LeversRequest request = request_for(392, "seq", {});
  request.price = {1, 1, 1, 1, 1, 1, 1, 1, 0};
  request.limit = 100;
  const LeversAnswer answer = levers(model, request);
  CHECK(answer.count == 9);
  for (const Plan& plan : answer.plans) {
    const Loaded again = load(to_yaml(plan.edited->model));
    REQUIRE(again.model);
    const LayOut laid = lay_out(*again.model);
    CHECK(stable_for_all(*laid.graph, laid.graph->find(numbered(392)).value(), "seq"));
  }
}

TEST_CASE("asked to stop, the search says how far it came") {
  std::stop_source source;
  source.request_stop();
  LeversRequest request = request_for(392, "seq", {EditKind::move});
  request.stop = source.get_token();
  const LeversAnswer answer = levers(reference(), request);
  CHECK_FALSE(answer.complete);
  CHECK_FALSE(answer.searched);
  CHECK(answer.count == 0);
}

TEST_CASE("progress goes up to one") {
  double last = 0;
  LeversRequest request = request_for(392, "seq", {EditKind::move, EditKind::drop});
  request.all = true;
  request.progress = [&](double share) {
    CHECK(share >= last);
    last = share;
  };
  levers(reference(), request);
  CHECK(last == 1);
}

TEST_CASE(
    "a target that cannot be, and a concept that is not for levers, are the caller's mistake") {
  const Laid d("decision_makers: [{id: a, options: [x]}]\nrules: [{never: x}]");
  LeversRequest request;
  request.concept_ = find_concept("seq");
  request.goal.target = Formula::option(OptionId(0));
  CHECK_THROWS_AS(levers(d.model, request), std::invalid_argument);
  request.goal.target = d.graph.members(d.state("N"));
  request.goal.reachable = true;  // no status quo
  CHECK_THROWS_AS(levers(d.model, request), std::invalid_argument);
  request.concept_ = find_concept("sim");
  CHECK_THROWS_AS(levers(d.model, request), std::invalid_argument);
}
