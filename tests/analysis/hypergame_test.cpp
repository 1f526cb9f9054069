// Misperception.
#include "standoff/hypergame.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "standoff/analysis.hpp"
#include "standoff/load.hpp"

using namespace standoff;

namespace {

Model read(const std::string& text) { return load(text).model.value(); }

Model before_reopening() {
  const auto entry = std::find_if(catalogue().begin(), catalogue().end(),
                                  [](const auto& e) { return e.id == "lithuania-belarus"; });
  return *load(entry->bytes).model.value().stages.at(0).model;
}

HypergameRequest asking(std::string_view key, Misperception rule = Misperception::views) {
  HypergameRequest request;
  request.concept_ = find_concept(key);
  request.rule = rule;
  return request;
}

std::vector<std::string> labels(const Graph& graph, const StateSet& states) {
  std::vector<std::string> list;
  states.for_each([&](StateId s) { list.push_back(graph.label(s)); });
  return list;
}

// The definition: stable for each in its own game.
StateSet by_definition(const Model& model, const Hypergame& game, std::string_view key) {
  StateSet all(game.truth.states(), true);
  for (std::size_t i = 0; i < game.truth.dms(); ++i) {
    const Model* own = &model;
    for (const Viewpoint& view : model.views)
      if (view.of == DmId(i)) own = view.model.get();
    const LayOut laid = lay_out(*own);
    for (std::uint32_t s = 0; s < game.truth.states(); ++s) {
      // The state as i sees it: its options, by their ids.
      OptionSet seen;
      for (std::size_t o = 0; o < own->options.size(); ++o)
        for (std::size_t t = 0; t < model.options.size(); ++t)
          if (own->options[o].qualified == model.options[t].qualified &&
              game.truth.pattern(StateId(s)).contains(OptionId(t)))
            seen.insert(OptionId(o));
      const auto there = laid.graph->find(seen);
      if (!there || !stable(*find_concept(key), *laid.graph, DmId(i), *there))
        all.erase(StateId(s));
    }
  }
  return all;
}

const std::string two = R"(standoff: 1
title: two
decision_makers:
  - {id: a, options: [x, z], preferences: [w, not x if w, z iff x]}
  - {id: b, options: [w], preferences: [x, not w]}
status_quo: []
)";

}  // namespace

TEST_CASE("what Lithuania believed on 19 November, and what surprised it") {
  const Model model = before_reopening();
  const HypergameRequest request = asking("nash");
  const Hypergame game = hypergame(model, request).value();
  CHECK(game.level == 1);
  const auto letters = [&](const std::vector<std::string>& taken) {
    OptionSet set;
    for (std::size_t k = 0; k < model.options.size(); ++k)
      if (std::find(taken.begin(), taken.end(), model.options[k].id) != taken.end())
        set.insert(OptionId(k));
    return set.letters(model.options.size());
  };
  CHECK(game.true_equilibria.count() == 8);
  const auto lasting = labels(game.truth, game.equilibria);
  const Sight& lithuania = game.sights.at(1);
  const auto expected = labels(*lithuania.graph, lithuania.expected);
  const auto has = [](const auto& list, const std::string& s) {
    return std::find(list.begin(), list.end(), s) != list.end();
  };
  // Lithuania opens, the trucks stay: that lasts; Lithuania expected them to leave.
  CHECK(has(lasting, letters({"hold", "open"})));
  CHECK_FALSE(has(expected, letters({"hold", "open"})));
  CHECK(has(expected, letters({"open"})));
  CHECK_FALSE(has(lasting, letters({"open"})));
  CHECK(has(labels(game.truth, lithuania.surprises), letters({"hold", "open"})));
  CHECK(has(labels(*lithuania.graph, lithuania.illusions), letters({"open"})));
  // Behind it: Lithuania expects Belarus to let them go.
  const auto why = disappointments(game, DmId(1), request);
  REQUIRE_FALSE(why.empty());
  for (const Disappointment& one : why) CHECK(model.dm(one.about).id == "belarus");
  CHECK(game.sights.at(0).view == nullptr);
}

TEST_CASE("a hypergame of equal views is the game itself") {
  const Model plain = read(two);
  const Model viewed = read(two + "views: [{of: a}, {of: b}]\n");
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
    const Hypergame game = hypergame(viewed, asking(key)).value();
    CHECK(game.equilibria == game.true_equilibria);
    CHECK(game.equilibria == hypergame(plain, asking(key)).value().equilibria);
    for (const Sight& sight : game.sights) {
      CHECK(sight.surprises.count() == 0);
      CHECK(sight.illusions.count() == 0);
    }
  }
  CHECK(hypergame(plain, asking("nash")).value().level == 0);
}

TEST_CASE("an equilibrium of a hypergame is stable for each in its own game") {
  for (const std::string views :
       {"views: [{of: a, believes: {b: {preferences: [w, x]}}}]\n",
        "views: [{of: b, unaware_of: z}]\n",
        "views: [{of: a, unaware_of: w}, {of: b, believes: {a: {preferences: [not x, z]}}}]\n",
        "views: [{of: b, believes: {b: {preferences: [w]}}}]\n"}) {
    const Model model = read(two + views);
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
      const Hypergame game = hypergame(model, asking(key)).value();
      CAPTURE(views);
      CAPTURE(key);
      CHECK(game.equilibria == by_definition(model, game, key));
    }
  }
}

TEST_CASE("states somebody does not see are none of its equilibria") {
  const Model model = read(two + "views: [{of: b, unseen: x and w}]\n");
  const Hypergame game = hypergame(model, asking("nash")).value();
  const Sight& b = game.sights.at(1);
  CHECK(b.graph->states() == 6);
  for (std::uint32_t s = 0; s < game.truth.states(); ++s) {
    const auto label = game.truth.label(StateId(s));
    CHECK(b.counterpart[s].has_value() == !(label[0] == 'Y' && label[2] == 'Y'));
    if (!b.counterpart[s]) CHECK_FALSE(game.equilibria.contains(StateId(s)));
  }
}

TEST_CASE("by the older tool's rule only moves from and to unseen states are lost") {
  const Model model = read(two + "views: [{of: b, unseen: w and not x}]\n");
  const Hypergame game = hypergame(model, asking("nash", Misperception::moves_only)).value();
  for (std::uint32_t s = 0; s < game.truth.states(); ++s) {
    const auto label = game.truth.label(StateId(s));
    // b moves w. Where x is not taken one end of its move is unseen, so there it has none.
    const bool can_move = label[0] == 'Y';
    const bool gains = label[2] == 'Y';  // it wants w dropped, all else equal
    CHECK(game.sights[1].stable.contains(StateId(s)) == !(can_move && gains));
  }
}

TEST_CASE("at the second level the answers come from what the others are believed to see") {
  // a fears an answer of b that b, as a believes b to see things, would not give.
  const std::string base = R"(standoff: 1
title: fear
decision_makers:
  - {id: a, options: [x], preferences: [not w, x]}
  - {id: b, options: [w], preferences: [w iff x]}
status_quo: []
)";
  const std::string first = "views: [{of: a}]\n";
  const std::string second =
      "views: [{of: a, views: [{of: b, believes: {b: {preferences: [not w]}}}]}]\n";
  const auto stable_for_a = [&](const std::string& views) {
    const Model model = read(base + views);
    const Hypergame game = hypergame(model, asking("seq")).value();
    return game.sights[0].stable.contains(*game.truth.find(OptionSet{}));
  };
  CHECK(stable_for_a(first));         // x would be answered by w
  CHECK_FALSE(stable_for_a(second));  // b is believed to want w never
  const Model model = read(base + second);
  CHECK(hypergame(model, asking("seq")).value().level == 2);
}
