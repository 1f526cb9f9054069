// Concepts that look further ahead: maximin, limited move, non-myopic, Stackelberg. Against the
// oracle, the replay of every line of play, and what the literature says of two-by-two games.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "random/generate.hpp"
#include "seeds.hpp"
#include "small_disputes.hpp"
#include "standoff/analysis.hpp"
#include "standoff/replay.hpp"

namespace {

using namespace standoff;

using Both = std::pair<Settings, oracle::Settings>;

// The points that a seed sets, for the engine and for the oracle.
Both points(std::uint64_t seed, std::size_t dms) {
  Settings settings;
  oracle::Settings same;
  settings.horizon = 1 + static_cast<unsigned>(seed % 6);
  same.horizon = static_cast<int>(settings.horizon);
  settings.ties = std::array{Ties::every, Ties::some, Ties::first}[seed / 6 % 3];
  same.ties = std::array{oracle::Settings::Ties::every, oracle::Settings::Ties::some,
                         oracle::Settings::Ties::first}[seed / 6 % 3];
  if (dms > 2) settings.followers = Followers::worst_next;
  settings.leader = DmId(seed / 18 % 2);
  same.leader = static_cast<int>(seed / 18 % 2);
  if (seed / 36 % 3 == 1) {
    settings.sanction = Sanction::worse;
    same.sanction = oracle::Settings::Sanction::worse;
  }
  if (seed / 36 % 3 == 2) settings.origin_is_sanction = same.origin_is_sanction = false;
  if (seed / 108 % 3 == 1) {
    settings.responses = Responses::single_move;
    same.responses = oracle::Settings::Responses::single_move;
  }
  if (seed / 108 % 3 == 2) {
    settings.responses = Responses::each_once;
    same.responses = oracle::Settings::Responses::each_once;
  }
  return {settings, same};
}

std::vector<bool> expected(const oracle::Game& game, int dm, std::string_view key,
                           const oracle::Settings& settings) {
  if (key == "limited") return oracle::limited(game, dm, settings);
  if (key == "nonmyopic") return oracle::nonmyopic(game, dm, settings);
  if (key == "stackelberg") return oracle::stackelberg(game, dm, settings);
  std::vector<bool> all;
  for (int s = 0; s < game.states; ++s) all.push_back(oracle::maximin(game, dm, s, settings));
  return all;
}

// What the engine and the oracle disagree about; empty when nothing.
std::string disagreement(const Graph& graph, const oracle::Game& game, const Both& both,
                         const Replay* replay) {
  const auto& [settings, same] = both;
  for (const SolutionConcept* c : solution_concepts()) {
    if (c->ahead == Ahead::fixed || !refusal(*c, graph, settings).empty()) continue;
    const Analysis analysis = analyse(graph, {.concepts = {c}, .settings = settings});
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      const std::string who = std::string(c->key) + ", decision maker " + std::to_string(i);
      if (!analysis.stable[0][i]) return who + ": not settled";
      const std::vector<bool> right = expected(game, static_cast<int>(i), c->key, same);
      for (std::uint32_t s = 0; s < graph.states(); ++s) {
        const std::string where = who + ", state " + graph.label(StateId(s));
        if (analysis.stable[0][i]->contains(StateId(s)) != right[s])
          return "analyse is wrong: " + where;
        if (replay == nullptr && s % 3 != 0) continue;
        const Verdict verdict = judge(*c, graph, DmId(i), StateId(s), settings);
        if (verdict.stable != right[s]) return "judge is wrong: " + where;
        if (replay == nullptr) continue;
        for (const std::string& complaint :
             replay->complaints(*c, graph, DmId(i), StateId(s), verdict, settings))
          return "replay: " + complaint + ": " + where;
      }
    }
  }
  return {};
}

Graph graph_of(const oracle::Game& game) {
  std::vector<std::vector<std::vector<std::uint32_t>>> moves;
  std::vector<std::vector<std::int64_t>> ranks;
  for (const auto& of_dm : game.moves) {
    auto& lists = moves.emplace_back();
    for (const auto& targets : of_dm) lists.emplace_back(targets.begin(), targets.end());
  }
  for (const auto& of_dm : game.rank) ranks.emplace_back(of_dm.begin(), of_dm.end());
  return Graph::from_arcs(moves, ranks);
}

// Two-by-two games: states (row, column) as 2 * row + column, 0 being "cooperate" for both.
const std::vector<std::vector<std::vector<std::uint32_t>>> two_by_two{{{2}, {3}, {0}, {1}},
                                                                      {{1}, {0}, {3}, {2}}};

using Order = std::array<std::int64_t, 4>;

// All strict ordinal ones that differ in more than names: the smallest of each class.
std::vector<std::pair<Order, Order>> all_two_by_two() {
  std::set<std::pair<Order, Order>> found;
  Order row{1, 2, 3, 4};
  do {
    Order column{1, 2, 3, 4};
    do {
      std::pair<Order, Order> smallest{row, column};
      for (int naming = 0; naming < 8; ++naming) {
        std::pair<Order, Order> renamed;
        for (std::size_t s = 0; s < 4; ++s) {
          std::size_t t = s ^ static_cast<std::size_t>(naming & 3);  // rows, columns
          if ((naming & 4) != 0) t = (t & 1) << 1 | t >> 1;          // who is who
          renamed.first[s] = (naming & 4) != 0 ? column[t] : row[t];
          renamed.second[s] = (naming & 4) != 0 ? row[t] : column[t];
        }
        smallest = std::min(smallest, renamed);
      }
      found.insert(smallest);
    } while (std::next_permutation(column.begin(), column.end()));
  } while (std::next_permutation(row.begin(), row.end()));
  return {found.begin(), found.end()};
}

std::set<std::uint32_t> equilibria(const Graph& graph, const char* key,
                                   const Settings& settings = {}) {
  const Analysis analysis = analyse(graph, {.concepts = {find_concept(key)}, .settings = settings});
  std::set<std::uint32_t> states;
  analysis.equilibria[0]->for_each(
      [&](StateId s) { states.insert(static_cast<std::uint32_t>(s)); });
  return states;
}

using States = std::set<std::uint32_t>;

}  // namespace

TEST_SUITE_BEGIN("ahead");

TEST_CASE("foresight agrees with the oracle in the games of two people with three states") {
  // Every 97th game is some seven thousand; STANDOFF_GAME_STEP says otherwise.
  const std::uint64_t step = tests::from_environment("STANDOFF_GAME_STEP", 97);
  std::uint64_t number = 0;
  std::string first;
  oracle::for_each_small_graph([&](const oracle::Game& game) {
    const std::uint64_t n = number++;
    if (n % step != 0 || !first.empty()) return;
    const Graph graph = graph_of(game);
    const std::string what = disagreement(graph, game, points(n / step, 2), nullptr);
    if (!what.empty()) first = "game " + std::to_string(n) + ": " + what;
  });
  CHECK(first == "");
}

TEST_CASE("foresight agrees with the oracle on random disputes, and its lines of play replay") {
  const tests::Seeds seeds(1'200);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures = tests::counterexamples(
      seeds, {.draw =
                  [](std::uint64_t seed) {
                    oracle::Shape shape;
                    shape.most_dms = 3;
                    shape.most_options = 5;
                    return oracle::random_dispute(seed, shape);
                  },
              .wrong = [](const oracle::PlainDispute& dispute, std::uint64_t seed) -> std::string {
                const Loaded loaded = load(oracle::to_yaml(dispute));
                if (!loaded) return {};  // guards that wait for each other
                const LayOut laid = lay_out(*loaded.model);
                const oracle::OptionGame game = oracle::lay_out(dispute);
                const Replay replay(*loaded.model);
                return disagreement(*laid.graph, game.game, points(seed, laid.graph->dms()),
                                    &replay);
              },
              .name = "ahead"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}

TEST_CASE("maximin of horizon 1, 2 and 3 is nash, gmr and smr, also as the numbers have it") {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    CAPTURE(seed);
    oracle::Shape shape;
    shape.most_options = 6;
    const oracle::Game game = oracle::lay_out(oracle::random_dispute(seed, shape)).game;
    const Graph graph = graph_of(game);
    Settings settings = points(seed, graph.dms()).first;
    const char* classic[] = {"nash", "gmr", "smr"};
    for (unsigned h = 1; h <= 3; ++h)
      for (std::size_t i = 0; i < graph.dms(); ++i)
        for (std::uint32_t s = 0; s < graph.states(); s += 3) {
          settings.horizon = h;
          CHECK(stable(*find_concept("maximin"), graph, DmId(i), StateId(s), settings) ==
                stable(*find_concept(classic[h - 1]), graph, DmId(i), StateId(s), settings));
        }
    // The calculus, the quantifiers and the numbers of Vieira and Rego, six moves ahead.
    for (int h = 1; h <= 6; ++h) {
      settings = {};
      settings.horizon = static_cast<unsigned>(h);
      const Analysis analysis =
          analyse(graph, {.concepts = {find_concept("maximin")}, .settings = settings});
      for (std::size_t i = 0; i < graph.dms(); ++i)
        for (std::uint32_t s = 0; s < graph.states(); ++s)
          CHECK(analysis.stable[0][i]->contains(StateId(s)) ==
                oracle::maximin_by_values(game, static_cast<int>(i), static_cast<int>(s), h));
    }
  }
}

TEST_CASE("limited move of horizon 1 is nash, whoever goes on") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Graph graph = graph_of(oracle::lay_out(oracle::random_dispute(seed)).game);
    Settings settings;
    settings.horizon = 1;
    settings.followers = Followers::worst_next;
    CHECK(equilibria(graph, "limited", settings) == equilibria(graph, "nash"));
  }
}

TEST_CASE("non-myopic equilibria of the games that everybody knows") {
  const Graph dilemma = Graph::from_arcs(two_by_two, {{3, 1, 4, 2}, {3, 4, 1, 2}});
  CHECK(equilibria(dilemma, "nonmyopic") == States{0, 3});
  const Graph chicken = Graph::from_arcs(two_by_two, {{3, 2, 4, 1}, {3, 4, 2, 1}});
  CHECK(equilibria(chicken, "nonmyopic") == States{0});
  const Graph stag_hunt = Graph::from_arcs(two_by_two, {{4, 1, 3, 2}, {4, 3, 1, 2}});
  CHECK(equilibria(stag_hunt, "nonmyopic") == States{0});
}

TEST_CASE(
    "in 61 of the 78 games limited-move equilibria settle, in 6 they turn between two, in 11 "
    "among four") {
  const auto games = all_two_by_two();
  CHECK(games.size() == 78);
  std::map<unsigned, int> periods;
  for (const auto& [row, column] : games) {
    const Graph graph =
        Graph::from_arcs(two_by_two, {{row.begin(), row.end()}, {column.begin(), column.end()}});
    std::vector<States> by_horizon;
    for (unsigned h = 1; h <= 40; ++h) {
      Settings settings;
      settings.horizon = h;
      by_horizon.push_back(equilibria(graph, "limited", settings));
    }
    unsigned period = 1;
    const auto repeats = [&] {
      for (std::size_t h = 20; h + period < by_horizon.size(); ++h)
        if (by_horizon[h] != by_horizon[h + period]) return false;
      return true;
    };
    while (!repeats()) ++period;
    ++periods[period];
    if (period == 1) CHECK(equilibria(graph, "nonmyopic") == by_horizon.back());
  }
  CHECK(periods == std::map<unsigned, int>{{1, 61}, {2, 6}, {4, 11}});
}

TEST_CASE("the leader waits where the follower's answer would cost it, and goes where it pays") {
  // In chicken, Y: swerve.
  const tests::Laid chicken(
      "decision_makers:\n"
      "  - {id: a, options: [p], ranking: [NY, YY, YN, NN]}\n"
      "  - {id: b, options: [q], ranking: [YN, YY, NY, NN]}\n");
  const SolutionConcept& c = *find_concept("stackelberg");
  Settings settings;
  CHECK(refusal(c, chicken.graph, settings).find("--leader") != std::string::npos);
  CHECK_THROWS_AS(judge(c, chicken.graph, DmId(0), StateId(0), settings), std::invalid_argument);
  settings.leader = DmId(0);
  CHECK(refusal(c, chicken.graph, settings).empty());
  // Whoever swerves as well is answered by going straight.
  const Verdict straight = judge(c, chicken.graph, DmId(0), chicken.state("NY"), settings);
  CHECK(straight.stable);
  CHECK(straight.horizon == 2);
  const Verdict follower = judge(c, chicken.graph, DmId(1), chicken.state("NY"), settings);
  CHECK(follower.stable);
  CHECK(follower.horizon == 1);
  // Having swerved alone, the leader can go for the crash: the other then gives way.
  const Verdict swerving = judge(c, chicken.graph, DmId(0), chicken.state("YN"), settings);
  CHECK_FALSE(swerving.stable);
  REQUIRE(swerving.threats.size() == 1);
  REQUIRE(swerving.threats[0].gain.size() == 1);
  CHECK(swerving.threats[0].gain[0].to == chicken.state("NY"));
}

TEST_CASE("ties are broken as asked, and it is said where that decides") {
  // a can go from s to t; there b is indifferent between u, which a likes, and v, which it does
  // not.
  const tests::Laid dispute(
      "states: [s, t, u, v]\n"
      "moves:\n  a: {s: [t]}\n  b: {t: [u, v]}\n"
      "decision_makers:\n"
      "  - {id: a, ranking: [u, s, t, v]}\n"
      "  - {id: b, ranking: [[u, v], [s, t]]}\n");
  const SolutionConcept& c = *find_concept("limited");
  Settings settings;
  settings.horizon = 2;
  const auto verdict = [&](Ties ties) {
    settings.ties = ties;
    return judge(c, dispute.graph, DmId(0), StateId(0), settings);
  };
  CHECK_FALSE(verdict(Ties::every).stable);
  CHECK(verdict(Ties::some).stable);
  CHECK_FALSE(verdict(Ties::first).stable);  // u comes first
  for (const Ties ties : {Ties::every, Ties::some, Ties::first}) CHECK(verdict(ties).ambiguous);
  CHECK(verdict(Ties::every).threats[0].gain.back().to == dispute.state("u"));
  CHECK(verdict(Ties::some).threats[0].sanction.value().back().to == dispute.state("v"));
  settings.horizon = 1;
  CHECK_FALSE(verdict(Ties::every).ambiguous);
}

TEST_CASE("a losing move is worth its while when the answer to it is foreseen") {
  // Only at two moves ahead a sees that b, once pressed, gives way.
  const tests::Laid dispute(
      "states: [s, t, u]\n"
      "moves:\n  a: {s: [t]}\n  b: {t: [u]}\n"
      "decision_makers:\n"
      "  - {id: a, ranking: [u, s, t]}\n  - {id: b, ranking: [s, u, t]}\n");
  const SolutionConcept& c = *find_concept("limited");
  Settings settings;
  settings.horizon = 1;
  CHECK(judge(c, dispute.graph, DmId(0), StateId(0), settings).stable);
  settings.horizon = 2;
  const Verdict verdict = judge(c, dispute.graph, DmId(0), StateId(0), settings);
  CHECK_FALSE(verdict.stable);
  CHECK(verdict.threats[0].gain == std::vector<Move>{{DmId(1), StateId(1), StateId(2)}});
  CHECK(stable(*find_concept("nash"), dispute.graph, DmId(0), StateId(0)));
}

TEST_CASE("who stays expects everybody to stay: nothing is forestalled, however far one looks") {
  // The seed hypothetical of the reference dispute: once the sanctions are extended the trucks are
  // seized, which Lithuania minds most; its veto would keep that from happening.
  const tests::Laid february(
      "decision_makers:\n"
      "  - {id: by, options: [{id: seize, irreversible: taken}], preferences: [seize iff extend]}\n"
      "  - {id: lt, options: [veto], preferences: [not seize, not veto, extend]}\n"
      "  - {id: eu, options: [{id: extend, irreversible: taken}], preferences: [extend, not "
      "seize]}\n"
      "rules:\n  - never: veto and extend\n");
  const SolutionConcept& limited = *find_concept("limited");
  Settings settings;
  settings.followers = Followers::worst_next;
  const StateId now = february.state("NNN");
  for (settings.horizon = 1; settings.horizon <= 8; ++settings.horizon)
    CHECK(stable(limited, february.graph, DmId(1), now, settings));
  // That is what it would be spared: the others do extend and seize.
  settings.horizon = 2;
  const Verdict eu = judge(limited, february.graph, DmId(2), now, settings);
  REQUIRE(eu.threats.size() == 1);
  CHECK(eu.threats[0].gain ==
        std::vector<Move>{{DmId(0), february.state("NNY"), february.state("YNY")}});
}

TEST_CASE("with three decision makers foresight is asked only by name") {
  const tests::Laid dispute(
      "decision_makers:\n  - {id: a, options: [p], preferences: [p]}\n"
      "  - {id: b, options: [q], preferences: [q]}\n  - {id: c, options: [r]}\n");
  Settings settings;
  for (const char* key : {"limited", "nonmyopic"}) {
    const std::string why = refusal(*find_concept(key), dispute.graph, settings);
    CHECK(why.find("two decision makers") != std::string::npos);
    CHECK(why == refusal(*find_concept(key), dispute.model, settings));
    CHECK_THROWS_AS(judge(*find_concept(key), dispute.graph, DmId(0), StateId(0)),
                    std::invalid_argument);
  }
  settings.followers = Followers::worst_next;
  CHECK(refusal(*find_concept("limited"), dispute.graph, settings).empty());
  settings.leader = DmId(0);
  CHECK_FALSE(refusal(*find_concept("stackelberg"), dispute.graph, settings).empty());
  settings.horizon = 65;
  CHECK_FALSE(refusal(*find_concept("maximin"), dispute.graph, settings).empty());
}

TEST_CASE("every way of tampering with a line of play is noticed") {
  int tampered = 0;
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    oracle::Shape shape;
    shape.most_dms = 3;
    shape.most_options = 4;
    const Loaded loaded = load(oracle::to_yaml(oracle::random_dispute(seed, shape)));
    if (!loaded) continue;
    const LayOut laid = lay_out(*loaded.model);
    const Graph& graph = *laid.graph;
    const Settings settings = points(seed, graph.dms()).first;
    const Replay replay(*loaded.model);
    CAPTURE(seed);
    for (const SolutionConcept* c : solution_concepts()) {
      if (c->answer != Answer::foreseen || !refusal(*c, graph, settings).empty()) continue;
      const auto i = DmId(seed % graph.dms());
      const auto s = StateId(seed / 3 % graph.states());
      const Verdict honest = judge(*c, graph, i, s, settings);
      const auto passes = [&](const Verdict& verdict) {
        return replay.complaints(*c, graph, i, s, verdict, settings).empty();
      };
      CHECK(passes(honest));
      Verdict other = honest;
      other.stable = !other.stable;
      CHECK_FALSE(passes(other));
      other = honest;
      other.horizon = 0;
      CHECK_FALSE(passes(other));
      if (honest.threats.empty()) continue;
      other = honest;
      other.threats.pop_back();
      CHECK_FALSE(passes(other));
      other = honest;
      Threat& threat = other.threats[0];
      if (threat.sanction) {
        threat.gain = *threat.sanction;  // a loss said to be a gain
        threat.sanction.reset();
        CHECK_FALSE(passes(other));
      } else {
        threat.sanction = threat.gain;
        threat.gain.clear();
        CHECK_FALSE(passes(other));
      }
      other = honest;
      std::vector<Move>& line =
          other.threats[0].sanction ? *other.threats[0].sanction : other.threats[0].gain;
      line.push_back({i, line.empty() ? other.threats[0].improvement.to : line.back().to, s});
      if (line.back().from != s || line.size() % 2 == 1) CHECK_FALSE(passes(other));
      ++tampered;
    }
  }
  CHECK(tampered > 50);
}

TEST_SUITE_END();
