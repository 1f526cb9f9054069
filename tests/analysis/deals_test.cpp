// Deals: the reference dispute's as they are known, those of random disputes against the
// quantifiers, and every claim about one replayed.

#include "standoff/deals.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "oracle/coalitions.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "small_disputes.hpp"
#include "standoff/replay_deals.hpp"

using namespace standoff;
using standoff::tests::Laid;

namespace {

struct Reference {
  Model model =
      load(std::find_if(catalogue().begin(), catalogue().end(),
                        [](const CatalogueEntry& e) { return e.id == "lithuania-belarus"; })
               ->bytes)
          .model.value();
  LayOut laid = lay_out(model);
  const Graph& graph = *laid.graph;

  // The dossier numbers states by the sum of option bits, first option lowest.
  unsigned number(StateId s) const {
    unsigned id = 0;
    for (unsigned k = 0; k < 9; ++k)
      if (graph.pattern(s).contains(OptionId(k))) id += 1U << k;
    return id;
  }
  GroupDeals of(const Coalition& group,
                const CoalitionSettings& settings = {.joint_moves = JointMoves::either}) const {
    return deals(graph, {.state = *graph.status_quo(), .group = group, .settings = settings})
        .groups.at(0);
  }
};

const Coalition belarus_lithuania{DmId(0), DmId(1)};
const Coalition belarus_us{DmId(0), DmId(3)};

struct Reading {
  CoalitionSettings settings;
  oracle::CoalitionSettings same;
};

Reading reading(std::uint64_t seed) {
  using Moves = oracle::CoalitionSettings::JointMoves;
  Reading chosen;
  chosen.settings.joint_moves =
      std::array{JointMoves::sequence, JointMoves::simultaneous, JointMoves::either}[seed % 3];
  chosen.same.joint_moves =
      std::array{Moves::sequence, Moves::simultaneous, Moves::either}[seed % 3];
  if (seed / 3 % 2 == 1) {
    chosen.settings.gain = JointGain::pareto;
    chosen.same.pareto = true;
  }
  if (seed / 6 % 2 == 1) {
    chosen.settings.answers = JointAnswers::groups;
    chosen.same.answers = oracle::CoalitionSettings::Answers::groups;
  }
  if (seed / 12 % 3 == 1) {
    chosen.settings.sanction = Sanction::worse;
    chosen.same.sanction = oracle::Settings::Sanction::worse;
  }
  if (seed / 12 % 3 == 2)
    chosen.settings.origin_is_sanction = chosen.same.origin_is_sanction = false;
  return chosen;
}

// What engine and oracle, or engine and replay, say differently about the deals from a state.
std::string disagreement(const oracle::PlainDispute& dispute, std::uint64_t seed) {
  const Loaded loaded = load(oracle::to_yaml(dispute));
  if (!loaded) return {};
  const LayOut laid = lay_out(*loaded.model);
  if (!laid.graph) return {};
  const Graph& graph = *laid.graph;
  const oracle::OptionGame expected = oracle::lay_out(dispute);
  const Reading chosen = reading(seed);
  const Replay replay(*loaded.model);
  for (std::uint32_t s = 0; s < graph.states(); ++s) {
    DealsRequest request{.state = StateId(s),
                         .group = std::nullopt,
                         .idle_members = seed % 5 == 0,
                         .limit = 1000,
                         .settings = chosen.settings};
    const Deals found = deals(graph, request);
    for (const std::string& complaint : complaints(replay, graph, found, request))
      return "replay: " + complaint + " at " + graph.label(StateId(s));
    if (found.groups.size() != oracle::groups_of(expected.game.dms, 2).size()) return "groups";
    for (const GroupDeals& of_group : found.groups) {
      oracle::Group group;
      for (const DmId dm : of_group.group) group.push_back(static_cast<int>(index(dm)));
      const int state = static_cast<int>(s);
      const auto best = oracle::undominated(expected, group, state, chosen.same);
      const auto all = oracle::joint_improvements(expected, group, state, chosen.same);
      if (of_group.improvements + of_group.idle != all.size()) return "how many there are";
      for (const Deal& deal : of_group.deals) {
        const int t = static_cast<int>(index(deal.to));
        if (std::find(all.begin(), all.end(), t) == all.end()) return "a deal that is none";
        if (deal.undominated != (std::find(best.begin(), best.end(), t) != best.end()))
          return "undominated";
        for (const bool credible : {false, true})
          for (const bool for_good : {false, true}) {
            bool spoilt = false;
            for (const int q : oracle::answers_to(expected, group, t, credible, chosen.same))
              spoilt = spoilt || oracle::spoils(expected, group, state, q, for_good, chosen.same);
            const Deal::Answers& said = credible ? deal.credible : deal.any;
            if ((for_good ? said.spoilt_for_good : said.spoilt).has_value() != spoilt)
              return "whether it is safe";
          }
      }
    }
  }
  return {};
}

}  // namespace

TEST_CASE(
    "Belarus and Lithuania have no deal, Belarus and the United States six, two of them best") {
  const Reference d;
  for (const JointMoves how :
       {JointMoves::sequence, JointMoves::simultaneous, JointMoves::either}) {
    CHECK(d.of(belarus_lithuania, {.joint_moves = how}).improvements == 0);
    CHECK(d.of(belarus_lithuania, {.joint_moves = how}).idle == 0);
    const GroupDeals found = d.of(belarus_us, {.joint_moves = how});
    CHECK(found.improvements == 6);
    CHECK(found.undominated == 2);
    REQUIRE(found.deals.size() == 6);
    CHECK(d.number(found.deals[0].to) == 328);
    CHECK(d.number(found.deals[1].to) == 329);
  }
}

TEST_CASE(
    "all six are safe against outsiders; one of the two best holds itself, the other does not") {
  const Reference d;
  for (const JointAnswers answers : {JointAnswers::individuals, JointAnswers::groups}) {
    const GroupDeals found =
        d.of(belarus_us, {.joint_moves = JointMoves::either, .answers = answers});
    for (const Deal& deal : found.deals) {
      CHECK_FALSE(deal.any.spoilt);
      CHECK_FALSE(deal.credible.spoilt);
      CHECK(deal.at_once);
      CHECK(deal.movers == belarus_us);
    }
    const Deal& released = found.deals[0];
    REQUIRE(released.temptations.size() == 1);
    CHECK(released.temptations[0].move.dm == DmId(0));
    CHECK(d.number(released.temptations[0].move.to) == 329);  // holds again
    CHECK(found.deals[1].self_enforcing());
  }
}

TEST_CASE("Belarus has to go first: if the United States does, it would not follow") {
  const Reference d;
  for (const Deal& deal : d.of(belarus_us).deals) {
    REQUIRE(deal.orders.size() == 2);
    const Deal::Order& belarus_first = deal.orders[0];
    const Deal::Order& us_first = deal.orders[1];
    CHECK(belarus_first.steps[0].move.dm == DmId(0));
    CHECK(belarus_first.works);
    CHECK_FALSE(belarus_first.improving);
    CHECK(belarus_first.steps[0].exposed == Coalition{DmId(0)});
    CHECK_FALSE(belarus_first.steps[0].gains);
    CHECK(belarus_first.steps[1].gains);
    CHECK_FALSE(us_first.works);
    CHECK_FALSE(us_first.improving);
    CHECK_FALSE(us_first.steps[1].carries_on);
    CHECK(us_first.steps[0].exposed == Coalition{DmId(3)});
  }
}

TEST_CASE("alone and in pairs, improvements reach 22 states from the status quo, 3 of them Nash") {
  const Reference d;
  for (const JointMoves how :
       {JointMoves::sequence, JointMoves::simultaneous, JointMoves::either}) {
    const JointPaths paths = joint_paths(d.graph, *d.graph.status_quo(), 2, {.joint_moves = how});
    CHECK(paths.complete);
    CHECK(paths.reached.count() == 22);
    std::size_t nash = 0;
    paths.reached.for_each([&](StateId t) {
      bool all = true;
      for (std::size_t i = 0; i < d.graph.dms(); ++i)
        all = all && d.graph.improvements(DmId(i), t).empty();
      nash += all ? 1 : 0;
      const std::vector<JointMove> way = paths.way(t);
      StateId at = *d.graph.status_quo();
      for (const JointMove& move : way) {
        CHECK(move.from == at);
        CHECK(gains(d.graph, move.by, move.from, move.to, JointGain::everyone));
        at = move.to;
      }
      CHECK(at == t);
    });
    CHECK(nash == 3);
    // Larger groups reach two more.
    CHECK(joint_paths(d.graph, *d.graph.status_quo(), 0, {.joint_moves = how}).reached.count() ==
          24);
    CHECK_THROWS_AS(paths.way(StateId(0)), std::out_of_range);
  }
}

TEST_CASE("Lithuania's wish for the trucks at the top opens eight deals with Belarus, one best") {
  // advice.md, "Levers": LT's "!hold" first: 8 joint improvements, 1 of them undominated; second to
  // fourth: none.
  Reference d;
  auto& list = std::get<Statements>(d.model.decision_makers[1].preference).list;
  const auto hold = std::find_if(list.begin(), list.end(),
                                 [](const Statement& s) { return s.text == "not hold"; });
  REQUIRE(hold != list.end());
  std::rotate(list.begin(), hold, hold + 1);
  for (std::size_t place = 0; place < 4; ++place) {
    CAPTURE(place);
    const LayOut laid = lay_out(d.model);
    const GroupDeals found =
        deals(*laid.graph, {.state = *laid.graph->status_quo(), .group = belarus_lithuania})
            .groups.at(0);
    CHECK(found.improvements + found.idle == (place == 0 ? 8 : 0));
    CHECK(found.undominated == (place == 0 ? 1 : 0));
    std::swap(list[place], list[place + 1]);
  }
}

TEST_CASE("an exchange that no order leads to is a deal at once only") {
  const Laid d(
      "decision_makers:\n"
      "  - {id: a, options: [x], preferences: [x]}\n"
      "  - {id: b, options: [z], preferences: [z]}\n"
      "rules: [always: x iff z]\nstatus_quo: []\n");
  const Coalition both{DmId(0), DmId(1)};
  const GroupDeals once = deals(d.graph, {.state = d.state("NN"), .group = both}).groups.at(0);
  REQUIRE(once.deals.size() == 1);
  CHECK(once.deals[0].at_once);
  CHECK(once.deals[0].move.way.empty());
  CHECK(once.deals[0].orders.empty());
  CHECK(deals(d.graph, {.state = d.state("NN"), .group = both, .settings = {}})
            .groups.at(0)
            .improvements == 0);
}

TEST_CASE("an outsider's answer that takes the gain away is found, and the worst for each") {
  // c can stop x for good once it is there, and would like to; b does not care for x.
  const Laid d(
      "decision_makers:\n"
      "  - {id: a, options: [x], preferences: [x and z, not stop]}\n"
      "  - {id: b, options: [z], preferences: [x and z, not stop]}\n"
      "  - {id: c, options: [{id: stop, when: x}], preferences: [stop]}\n"
      "status_quo: []\n");
  const Coalition both{DmId(0), DmId(1)};
  const GroupDeals found = deals(d.graph, {.state = d.state("NNN"), .group = both}).groups.at(0);
  REQUIRE(found.deals.size() == 1);
  const Deal& deal = found.deals[0];
  CHECK_FALSE(deal.any.spoilt);  // still better than nothing
  CHECK(d.graph.label(deal.credible.worst[0].to) == "YYY");
  const Laid spoilt(
      "decision_makers:\n"
      "  - {id: a, options: [x], preferences: [not stop, x and z]}\n"
      "  - {id: b, options: [z], preferences: [x and z, not stop]}\n"
      "  - {id: c, options: [{id: stop, when: x, irreversible: taken}], preferences: [stop]}\n"
      "status_quo: []\n");
  const Deal bad =
      deals(spoilt.graph, {.state = spoilt.state("NNN"), .group = both}).groups.at(0).deals.at(0);
  REQUIRE(bad.credible.spoilt);
  CHECK(spoilt.graph.label(bad.credible.spoilt->to) == "YYY");
  CHECK(bad.credible.spoilt_for_good);
  CHECK(bad.credible.spoilt->way.size() == 1);
}

TEST_CASE("who need not move is no party to a deal, unless that is asked for") {
  const Laid d(
      "decision_makers:\n"
      "  - {id: a, options: [x], preferences: [x]}\n"
      "  - {id: b, options: [z], preferences: [x]}\n"
      "status_quo: []\n");
  const Coalition both{DmId(0), DmId(1)};
  const GroupDeals left_out = deals(d.graph, {.state = d.state("NN"), .group = both}).groups.at(0);
  CHECK(left_out.improvements == 1);  // x together with an idle y
  CHECK(left_out.idle == 1);
  CHECK(left_out.deals.size() == 1);
  const GroupDeals all =
      deals(d.graph, {.state = d.state("NN"), .group = both, .idle_members = true}).groups.at(0);
  REQUIRE(all.deals.size() == 2);
  CHECK(d.graph.label(all.deals[0].to) == "YN");
  CHECK(all.deals[0].movers == Coalition{DmId(0)});
}

TEST_CASE("channels count where they are open and join members") {
  Reference d;
  const auto open_when = [](Formula f) { return WrittenFormula{std::move(f), "written"}; };
  d.model.channels = {{.id = "hotline",
                       .name = "hotline",
                       .between = {DmId(0), DmId(1)},
                       .level = {},
                       .open_when = {},
                       .note = {},
                       .because = {}},
                      {.id = "envoy",
                       .name = "the envoy",
                       .between = {DmId(0), DmId(3)},
                       .level = "envoy",
                       .open_when = open_when(Formula::option(OptionId(0))),  // hold: so now
                       .note = {},
                       .because = {}},
                      {.id = "shut",
                       .name = "shut",
                       .between = {DmId(0), DmId(3)},
                       .level = {},
                       .open_when = open_when(Formula::constant(false)),
                       .note = {},
                       .because = {}}};
  const GroupDeals found = d.of(belarus_us);
  CHECK(found.channels == std::vector<std::uint32_t>{1});
  CHECK(found.connected);
  const GroupDeals three = d.of({DmId(0), DmId(1), DmId(2)});
  CHECK(three.channels == std::vector<std::uint32_t>{0});
  CHECK_FALSE(three.connected);
  CHECK(d.of({DmId(0), DmId(1), DmId(3)}).connected);
}

TEST_CASE("groups are left out by size where there are too many, and it is said") {
  std::string body = "decision_makers:\n";
  for (char c = 'a'; c < 'k'; ++c)
    body += std::string("  - {id: ") + c + ", options: [x" + c + "]}\n";
  const Laid d(body + "status_quo: []\n");
  const Deals found = deals(d.graph, {.state = *d.graph.status_quo()});
  CHECK(found.largest == 3);
  CHECK_FALSE(found.all_sizes);
  CHECK(found.groups.size() == 45 + 120);
  const Deals pairs = deals(d.graph, {.state = *d.graph.status_quo(), .max_size = 2});
  CHECK(pairs.groups.size() == 45);
}

TEST_CASE("what is no group is refused, and a stop gives what was found so far") {
  const Reference d;
  CHECK_THROWS_AS(deals(d.graph, {.state = {}, .group = Coalition{DmId(0)}}),
                  std::invalid_argument);
  CHECK_THROWS_AS(deals(d.graph, {.state = {}, .group = Coalition{DmId(3), DmId(0)}}),
                  std::invalid_argument);
  std::stop_source source;
  source.request_stop();
  const Deals stopped =
      deals(d.graph, {.state = *d.graph.status_quo(), .stop = source.get_token()});
  CHECK_FALSE(stopped.complete);
  CHECK(stopped.groups.empty());
}

TEST_CASE("every claim about the reference dispute's deals replays, and tampering is noticed") {
  const Reference d;
  const Replay replay(d.model);
  const DealsRequest request{.state = *d.graph.status_quo()};
  const Deals honest = deals(d.graph, request);
  CHECK(complaints(replay, d.graph, honest, request).empty());
  const auto us = std::find_if(honest.groups.begin(), honest.groups.end(),
                               [](const GroupDeals& g) { return g.group == belarus_us; });
  REQUIRE(us != honest.groups.end());
  const auto at = us - honest.groups.begin();
  const auto noticed = [&](auto change) {
    Deals other = honest;
    change(other.groups[at]);
    return !complaints(replay, d.graph, other, request).empty();
  };
  CHECK(noticed([](GroupDeals& g) { g.deals.pop_back(); }));
  CHECK(noticed([](GroupDeals& g) { ++g.improvements; }));
  CHECK(noticed([](GroupDeals& g) { ++g.undominated; }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].undominated = false; }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].at_once = false; }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].move.way.clear(); }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].temptations.clear(); }));
  CHECK(noticed([](GroupDeals& g) { g.deals[1].temptations = g.deals[0].temptations; }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].orders[0].works = false; }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].orders[0].steps[0].exposed.clear(); }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].orders[1].steps[1].carries_on = true; }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].orders[0].steps.pop_back(); }));
  CHECK(noticed([](GroupDeals& g) { g.deals[0].any.spoilt = Deal::Reply{g.deals[0].to, {}}; }));
  CHECK(noticed([](GroupDeals& g) {
    g.deals[0].any.worst[0] = {g.deals[0].to, {}};  // something worse can come of it
  }));
}

TEST_CASE("without listing the states the same deals and verdicts are found, on random cubes") {
  oracle::Shape cube{
      .most_options = 8, .graph_percent = 0, .guards_on_own = false, .merges = false};
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    CAPTURE(seed);
    const Loaded loaded = load(oracle::to_yaml(oracle::random_dispute(seed, cube)));
    if (!loaded || !must_be_listed(*loaded.model, {}).empty()) continue;
    const LayOut laid = lay_out(*loaded.model);
    const Graph& graph = *laid.graph;
    const StateId s = graph.status_quo().value_or(StateId(0));
    DealsRequest request{.state = s, .idle_members = seed % 2 == 0};
    const Deals listed = deals(graph, request);
    const UnlistedDeals found = deals_unlisted(*loaded.model, graph.pattern(s), request);
    for (const GroupDeals& ours : found.deals.groups) {
      const auto theirs = std::find_if(listed.groups.begin(), listed.groups.end(),
                                       [&](const GroupDeals& g) { return g.group == ours.group; });
      REQUIRE(theirs != listed.groups.end());
      CHECK_FALSE(ours.more);
      CHECK(ours.improvements == theirs->improvements);
      CHECK(ours.idle == theirs->idle);
      CHECK(ours.undominated == theirs->undominated);
      REQUIRE(ours.deals.size() == theirs->deals.size());
      const auto same_reply = [&](const std::optional<Deal::Reply>& a,
                                  const std::optional<Deal::Reply>& b) {
        REQUIRE(a.has_value() == b.has_value());
        if (!a) return;
        CHECK(found.part.label(a->to) == graph.label(b->to));
        CHECK(a->way.size() == b->way.size());
      };
      for (std::size_t k = 0; k < ours.deals.size(); ++k) {
        const Deal& a = ours.deals[k];
        const Deal& b = theirs->deals[k];
        ++compared;
        CHECK(found.part.label(a.to) == graph.label(b.to));
        CHECK(a.undominated == b.undominated);
        CHECK(a.at_once == b.at_once);
        same_reply(a.any.spoilt, b.any.spoilt);
        same_reply(a.any.spoilt_for_good, b.any.spoilt_for_good);
        same_reply(a.credible.spoilt, b.credible.spoilt);
        same_reply(a.credible.spoilt_for_good, b.credible.spoilt_for_good);
        REQUIRE(a.temptations.size() == b.temptations.size());
        for (std::size_t n = 0; n < a.temptations.size(); ++n) {
          CHECK(found.part.label(a.temptations[n].move.to) ==
                graph.label(b.temptations[n].move.to));
          CHECK(a.temptations[n].moves == b.temptations[n].moves);
        }
        if (a.orders.empty()) continue;  // otherwise b's may take several moves of somebody
        REQUIRE(a.orders.size() == b.orders.size());
        for (std::size_t n = 0; n < a.orders.size(); ++n) {
          CHECK(a.orders[n].works == b.orders[n].works);
          CHECK(a.orders[n].improving == b.orders[n].improving);
          CHECK(found.part.label(a.orders[n].ends_at) == graph.label(b.orders[n].ends_at));
        }
      }
    }
    CHECK((found.deals.complete || found.deals.groups.size() < listed.groups.size()));
  }
  CHECK(compared > 100);
}

TEST_CASE("what needs every state says why") {
  const Reference d;
  CHECK(must_be_listed(d.model, {}).empty());
  DealsRequest request;
  request.settings.joint_moves = JointMoves::sequence;
  CHECK_FALSE(must_be_listed(d.model, request).empty());
  CHECK_THROWS_AS(deals_unlisted(d.model, *d.model.status_quo, request), std::invalid_argument);
}

TEST_CASE("deals of random disputes agree with the quantifiers, and replay") {
  const standoff::tests::Seeds seeds(600);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures = standoff::tests::counterexamples(
      seeds,
      {.draw = [](std::uint64_t seed) { return oracle::random_dispute(seed, {.most_options = 6}); },
       .wrong = disagreement,
       .name = "deals"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}
