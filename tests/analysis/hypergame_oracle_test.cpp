// Hypergames against their definition, with the slow oracle's verdicts: stable for each in its own
// game, and at the second level in a game where the others answer as they are believed to.

#include <doctest/doctest.h>

#include <memory>

#include "random/dice.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "standoff/hypergame.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;
using oracle::PlainDispute;

PlainDispute draw(std::uint64_t seed) {
  oracle::Shape shape;
  shape.merges = false;
  shape.most_dms = 3;
  shape.most_options = 5;
  shape.most_states = 6;
  return oracle::random_dispute(seed, shape);
}

// The same dispute with some of what people want turned round.
PlainDispute believed(PlainDispute dispute, oracle::Dice& dice) {
  for (oracle::PlainDm& dm : dispute.dms) {
    if (dice.chance(40)) continue;
    dice.shuffle(dm.statements);
    dice.shuffle(dm.tiers);
    for (oracle::PlainPayoff& payoff : dm.payoffs)
      if (dice.chance(50)) payoff.millionths = -payoff.millionths;
  }
  return dispute;
}

std::string wrong(const PlainDispute& dispute, std::uint64_t seed) {
  Loaded loaded = load(to_yaml(dispute));
  if (!loaded) return {};
  Model& model = *loaded.model;
  const auto plain = oracle::lay_out(dispute);
  const int dms = plain.game.dms;
  oracle::Dice dice(seed);
  std::vector<oracle::Game> games;  // by decision maker: the game it judges in
  bool second = false;
  for (int i = 0; i < dms; ++i) {
    games.push_back(plain.game);
    if (dice.chance(30)) continue;
    const PlainDispute own = believed(dispute, dice);
    games.back().rank = oracle::lay_out(own).game.rank;
    auto seen = std::make_shared<Model>(load(to_yaml(own)).model.value());
    for (int j = 0; j < dms; ++j) {
      if (j == i || dice.chance(60)) continue;
      const PlainDispute theirs = believed(own, dice);
      Viewpoint inner;
      inner.of = DmId(static_cast<std::size_t>(j));
      inner.model = std::make_shared<Model>(load(to_yaml(theirs)).model.value());
      seen->views.push_back(std::move(inner));
      games.back().rank[j] = oracle::lay_out(theirs).game.rank[j];
      second = true;
    }
    Viewpoint view;
    view.of = DmId(static_cast<std::size_t>(i));
    view.model = std::move(seen);
    model.views.push_back(std::move(view));
  }
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
    HypergameRequest request;
    request.concept_ = find_concept(key);
    const Hypergame game = hypergame(model, request).value();
    if (second != (game.level == 2)) return std::string("the level is told wrong");
    for (int s = 0; s < plain.game.states; ++s) {
      bool all = true;
      for (int i = 0; i < dms; ++i) {
        const bool stable = oracle::stable(games[i], i, s, key);
        all = all && stable;
        if (game.sights[i].stable.contains(StateId(static_cast<std::uint32_t>(s))) != stable)
          return std::string(key) + ", decision maker " + std::to_string(i) + ", state " +
                 std::to_string(s);
      }
      if (game.equilibria.contains(StateId(static_cast<std::uint32_t>(s))) != all)
        return std::string(key) + ", equilibria, state " + std::to_string(s);
    }
  }
  return {};
}

}  // namespace

TEST_CASE("hypergames of both levels agree with their definition on random disputes") {
  const tests::Seeds seeds(1'500);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures =
      tests::counterexamples(seeds, {.draw = draw, .wrong = wrong, .name = "hypergame"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}
