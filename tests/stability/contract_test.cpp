// What holds for every solution concept, whatever it says: a new one inherits these checks by being
// in the catalogue.

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "standoff/analysis.hpp"

namespace {

using namespace standoff;

// A graph as plain data, so that it can be renamed and grown.
struct Plain {
  std::vector<std::vector<std::vector<std::uint32_t>>> moves;
  std::vector<std::vector<std::int64_t>> ranks;

  Graph graph() const { return Graph::from_arcs(moves, ranks); }
  std::size_t dms() const { return ranks.size(); }
  std::size_t states() const { return ranks.front().size(); }
};

std::uint32_t below(std::mt19937_64& dice, std::uint32_t bound) {
  return static_cast<std::uint32_t>(dice() % bound);
}

Plain random_plain(std::mt19937_64& dice) {
  Plain plain;
  const std::uint32_t dms = 2 + below(dice, 3);
  const std::uint32_t states = 2 + below(dice, 7);
  for (std::uint32_t i = 0; i < dms; ++i) {
    auto& lists = plain.moves.emplace_back(states);
    auto& ranks = plain.ranks.emplace_back();
    for (std::uint32_t s = 0; s < states; ++s) {
      ranks.push_back(below(dice, states));
      for (std::uint32_t t = 0; t < states; ++t)
        if (t != s && below(dice, 3) == 0) lists[s].push_back(t);
    }
  }
  return plain;
}

using Table = std::vector<std::vector<std::vector<bool>>>;  // [concept][dm][state]

// Everything that can be asked; with three decision makers and more, foreseen play is asked about
// as well.
std::vector<const SolutionConcept*> asked_of(const Graph& graph, const Settings& settings) {
  std::vector<const SolutionConcept*> concepts;
  for (const SolutionConcept* c : solution_concepts())
    if (refusal(*c, graph, settings).empty()) concepts.push_back(c);
  return concepts;
}
Settings for_any_number() {
  Settings settings;
  settings.followers = Followers::worst_next;
  return settings;
}

Table verdicts(const Graph& graph) {
  AnalysisRequest request;
  request.settings = for_any_number();
  request.concepts = asked_of(graph, request.settings);
  const Analysis analysis = analyse(graph, request);
  Table table;
  for (const auto& per_dm : analysis.stable) {
    auto& of_concept = table.emplace_back();
    for (const auto& set : per_dm) {
      auto& of_dm = of_concept.emplace_back();
      for (std::uint32_t s = 0; s < graph.states(); ++s) of_dm.push_back(set->contains(StateId(s)));
    }
  }
  return table;
}

// What holds of concepts that wait for an improvement need not hold of those that expect others to
// go on: a loss may be worth its consequences.
bool foreseen(const Graph& graph, std::size_t c) {
  return asked_of(graph, for_any_number())[c]->answer == Answer::foreseen;
}

constexpr int rounds = 400;

}  // namespace

TEST_SUITE_BEGIN("contract");

TEST_CASE("renaming states changes nothing") {
  std::mt19937_64 dice(11);
  for (int round = 0; round < rounds; ++round) {
    const Plain plain = random_plain(dice);
    std::vector<std::uint32_t> name(plain.states());
    std::iota(name.begin(), name.end(), 0);
    std::shuffle(name.begin(), name.end(), dice);
    Plain renamed = plain;
    for (std::size_t i = 0; i < plain.dms(); ++i)
      for (std::size_t s = 0; s < plain.states(); ++s) {
        renamed.ranks[i][name[s]] = plain.ranks[i][s];
        renamed.moves[i][name[s]].clear();
        for (const std::uint32_t t : plain.moves[i][s])
          renamed.moves[i][name[s]].push_back(name[t]);
      }
    const Table before = verdicts(plain.graph());
    const Table after = verdicts(renamed.graph());
    bool same = true;
    for (std::size_t c = 0; c < before.size(); ++c)
      for (std::size_t i = 0; i < plain.dms(); ++i)
        for (std::size_t s = 0; s < plain.states(); ++s)
          same = same && before[c][i][s] == after[c][i][name[s]];
    CHECK(same);
  }
}

TEST_CASE("renaming decision makers changes nothing") {
  std::mt19937_64 dice(12);
  for (int round = 0; round < rounds; ++round) {
    const Plain plain = random_plain(dice);
    Plain turned = plain;
    std::rotate(turned.moves.begin(), turned.moves.begin() + 1, turned.moves.end());
    std::rotate(turned.ranks.begin(), turned.ranks.begin() + 1, turned.ranks.end());
    Table before = verdicts(plain.graph());
    for (auto& of_concept : before)
      std::rotate(of_concept.begin(), of_concept.begin() + 1, of_concept.end());
    CHECK(before == verdicts(turned.graph()));
  }
}

TEST_CASE("only the order of ranks matters") {
  std::mt19937_64 dice(13);
  for (int round = 0; round < rounds; ++round) {
    const Plain plain = random_plain(dice);
    Plain stretched = plain;
    for (auto& ranks : stretched.ranks)
      for (auto& r : ranks) r = r * r * r + 17 * r - 1000;
    CHECK(verdicts(plain.graph()) == verdicts(stretched.graph()));
  }
}

TEST_CASE("a state that nobody can reach changes no verdict on the others") {
  std::mt19937_64 dice(14);
  for (int round = 0; round < rounds; ++round) {
    const Plain plain = random_plain(dice);
    Plain grown = plain;
    for (std::size_t i = 0; i < plain.dms(); ++i) {
      grown.ranks[i].push_back(static_cast<std::int64_t>(dice() % 10));
      grown.moves[i].push_back({below(dice, static_cast<std::uint32_t>(plain.states()))});
    }
    Table after = verdicts(grown.graph());
    for (auto& of_concept : after)
      for (auto& of_dm : of_concept) of_dm.pop_back();
    CHECK(verdicts(plain.graph()) == after);
  }
}

TEST_CASE("whoever has no improvement is stable under every concept") {
  std::mt19937_64 dice(15);
  for (int round = 0; round < rounds; ++round) {
    const Graph graph = random_plain(dice).graph();
    const Table table = verdicts(graph);
    for (std::size_t i = 0; i < graph.dms(); ++i)
      for (std::uint32_t s = 0; s < graph.states(); ++s)
        if (graph.improvements(DmId(i), StateId(s)).empty())
          for (std::size_t c = 0; c < table.size(); ++c)
            if (!foreseen(graph, c)) CHECK(table[c][i][s]);
  }
}

TEST_CASE(
    "a move more for oneself never makes a state stable, and one more for another never unstable") {
  std::mt19937_64 dice(16);
  for (int round = 0; round < rounds; ++round) {
    const Plain plain = random_plain(dice);
    const Table before = verdicts(plain.graph());
    Plain grown = plain;
    const std::size_t who = below(dice, static_cast<std::uint32_t>(plain.dms()));
    const std::uint32_t from = below(dice, static_cast<std::uint32_t>(plain.states()));
    const std::uint32_t to = below(dice, static_cast<std::uint32_t>(plain.states()));
    if (from == to) continue;
    grown.moves[who][from].push_back(to);
    const Table after = verdicts(grown.graph());
    const Graph graph = plain.graph();
    for (std::size_t c = 0; c < before.size(); ++c)
      for (std::size_t i = 0; i < plain.dms() && !foreseen(graph, c); ++i)
        for (std::size_t s = 0; s < plain.states(); ++s) {
          if (i == who) CHECK((before[c][i][s] || !after[c][i][s]));
          if (i != who) CHECK((!before[c][i][s] || after[c][i][s]));
        }
  }
}

TEST_CASE("the answer does not depend on the number of threads") {
  std::mt19937_64 dice(17);
  for (int round = 0; round < 50; ++round) {
    const Graph graph = random_plain(dice).graph();
    AnalysisRequest request;
    request.settings = for_any_number();
    request.concepts = asked_of(graph, request.settings);
    const Analysis one = analyse(graph, request);
    request.threads = 4;
    const Analysis four = analyse(graph, request);
    CHECK(one.stable == four.stable);
    CHECK(one.equilibria == four.equilibria);
  }
}

TEST_CASE("a stop request leaves an answer that says it is partial") {
  std::mt19937_64 dice(18);
  const Graph graph = random_plain(dice).graph();
  std::stop_source source;
  source.request_stop();
  AnalysisRequest request;
  request.concepts = {find_concept("nash"), find_concept("seq")};
  request.stop = source.get_token();
  const Analysis analysis = analyse(graph, request);
  CHECK_FALSE(analysis.complete);
  for (const auto& set : analysis.equilibria) CHECK_FALSE(set.has_value());
}

TEST_CASE("keys are unique, and every concept says what it means and who said so") {
  std::set<std::string_view> keys;
  for (const SolutionConcept* c : solution_concepts()) {
    CHECK(keys.insert(c->key).second);
    CHECK(find_concept(c->key) == c);
    CHECK_FALSE(c->name.empty());
    CHECK(c->reading.ends_with('.'));
    CHECK_FALSE(c->source.empty());
  }
  CHECK(find_concept("nosuch") == nullptr);
}

TEST_SUITE_END();

TEST_CASE("the known implications between concepts hold") {
  // theory: Nash => SSEQ => SEQ => GMR, Nash => SMR => GMR, SSEQ => SMR
  const std::vector<std::pair<const char*, const char*>> implications{
      {"nash", "sseq"}, {"sseq", "seq"}, {"seq", "gmr"},
      {"nash", "smr"},  {"smr", "gmr"},  {"sseq", "smr"}};
  std::mt19937_64 dice(19);
  for (int round = 0; round < rounds; ++round) {
    const Graph graph = random_plain(dice).graph();
    for (const auto& [stronger, weaker] : implications)
      for (std::size_t i = 0; i < graph.dms(); ++i)
        for (std::uint32_t s = 0; s < graph.states(); ++s)
          if (stable(*find_concept(stronger), graph, DmId(i), StateId(s)))
            CHECK(stable(*find_concept(weaker), graph, DmId(i), StateId(s)));
  }
}
