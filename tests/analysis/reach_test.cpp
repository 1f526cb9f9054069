// Where a dispute can go: against a plain search over sequences, and one blocked way of each kind.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <stdexcept>

#include "small_disputes.hpp"
#include "standoff/analysis.hpp"

using namespace standoff;
using standoff::tests::Laid;

namespace {

// All pairs of a state and its last mover that some legal sequence of exactly n moves leads to, for
// n = 1, 2, ...
std::vector<std::vector<std::uint32_t>> by_sequences(const Graph& graph, StateId from,
                                                     bool improving) {
  std::vector<std::vector<std::uint32_t>> first(
      graph.dms(), std::vector<std::uint32_t>(graph.states(), Reach::never));
  std::set<std::pair<std::size_t, std::size_t>> now;  // (state, last mover)
  for (std::uint32_t n = 1; n <= graph.dms() * graph.states() + 1; ++n) {
    std::set<std::pair<std::size_t, std::size_t>> next;
    const auto go = [&](std::size_t s, std::size_t last) {
      for (std::size_t j = 0; j < graph.dms(); ++j) {
        if (j == last) continue;
        for (const StateId t : improving ? graph.improvements(DmId(j), StateId(s))
                                         : graph.targets(DmId(j), StateId(s)))
          next.emplace(index(t), j);
      }
    };
    if (n == 1)
      go(index(from), graph.dms());
    else
      for (const auto& [s, last] : now) go(s, last);
    for (const auto& [s, last] : next) first[last][s] = std::min(first[last][s], n);
    now = std::move(next);
  }
  return first;
}

}  // namespace

TEST_CASE("reach finds the shortest legal sequences by last mover, on random intransitive graphs") {
  std::mt19937_64 dice(3);
  for (int round = 0; round < 300; ++round) {
    const std::size_t dms = 2 + dice() % 2;
    const std::size_t states = 2 + dice() % 6;
    std::vector<std::vector<std::vector<std::uint32_t>>> moves(
        dms, std::vector<std::vector<std::uint32_t>>(states));
    std::vector<std::vector<std::int64_t>> ranks(dms, std::vector<std::int64_t>(states));
    for (std::size_t i = 0; i < dms; ++i)
      for (std::size_t s = 0; s < states; ++s) {
        ranks[i][s] = static_cast<std::int64_t>(dice() % states);
        for (std::uint32_t t = 0; t < states; ++t)
          if (t != s && dice() % 3 == 0) moves[i][s].push_back(t);
      }
    const Graph graph = Graph::from_arcs(moves, ranks);
    for (const bool improving : {false, true}) {
      const Reach found =
          reach(graph, StateId(0), {.improvements_only = improving, .movers = {}, .stop = {}});
      CHECK(found.by_last_mover == by_sequences(graph, StateId(0), improving));
      found.reached().for_each([&](StateId t) {
        const std::vector<Move> way = found.way(t);
        CHECK(way.size() == found.distance[index(t)]);
        StateId at{0};
        std::optional<DmId> last;
        for (const Move& move : way) {
          CHECK(move.from == at);
          CHECK(graph.moves(move.dm).can_move(move.from, move.to));
          if (improving) CHECK(graph.prefers(move.dm, move.to, move.from));
          CHECK(last != move.dm);
          last = move.dm;
          at = move.to;
        }
        CHECK(at == t);
      });
    }
  }
}

TEST_CASE("only the chosen decision makers move") {
  const Laid d("decision_makers: [{id: a, options: [x]}, {id: b, options: [w]}]\nstatus_quo: []");
  const Reach found =
      reach(d.graph, *d.graph.status_quo(),
            {.improvements_only = false, .movers = std::vector{DmId(1)}, .stop = {}});
  CHECK(found.reached().count() == 2);
  CHECK(found.distance[index(d.state("NY"))] == 1);
  CHECK(found.distance[index(d.state("YN"))] == Reach::never);
  CHECK_THROWS_AS(found.way(d.state("YN")), std::out_of_range);
}

TEST_CASE("what blocks a way is named: no way back, nobody's option, a guard that never opens") {
  const Laid d(
      "decision_makers: [{id: a, options: [{id: gone, irreversible: taken}, {id: late, when: "
      "rain}]}]\n"
      "options: [rain]\nstatus_quo: [gone]");
  const Reach found = reach(d.graph, *d.graph.status_quo());
  const auto reasons = [&](const std::string& to) {
    return blocked(d.graph, found, d.state(to)).options;
  };
  CHECK(reasons("NNN") == std::vector{std::pair{OptionId(0), Blocked::Reason::irreversible}});
  CHECK(reasons("YNY") == std::vector{std::pair{OptionId(2), Blocked::Reason::nobody_controls}});
  CHECK(reasons("YYN") == std::vector{std::pair{OptionId(1), Blocked::Reason::guard}});
}
