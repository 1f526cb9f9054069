// Hypergames of the first and second level.

#include "standoff/hypergame.hpp"

#include <stdexcept>

#include "standoff/analysis.hpp"
#include "standoff/variants.hpp"

namespace standoff {
namespace {

using Arcs = std::vector<std::vector<std::vector<std::uint32_t>>>;

// Moves and ranks of a graph as plain data.
Arcs arcs_of(const Graph& graph) {
  Arcs arcs(graph.dms(), std::vector<std::vector<std::uint32_t>>(graph.states()));
  for (std::size_t i = 0; i < graph.dms(); ++i)
    for (std::size_t s = 0; s < graph.states(); ++s)
      for (const StateId t : graph.targets(DmId(i), StateId(s)))
        arcs[i][s].push_back(static_cast<std::uint32_t>(index(t)));
  return arcs;
}

std::vector<std::vector<std::int64_t>> ranks_of(const Graph& graph) {
  std::vector<std::vector<std::int64_t>> ranks(graph.dms());
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    const Ranks& own = graph.ranks(DmId(i));
    ranks[i].assign(own.begin(), own.end());
  }
  return ranks;
}

// What each state of one game is in another one; nothing where it is not there.
std::vector<std::optional<StateId>> counterparts(const Graph& from, const Graph& to) {
  std::vector<std::optional<StateId>> found(from.states());
  for (std::size_t s = 0; s < from.states(); ++s) {
    if (from.has_options())
      found[s] = to.find(carry_over(*from.model(), from.pattern(StateId(s)), *to.model()));
    else if (s < to.states())
      found[s] = StateId(s);
  }
  return found;
}

// The model without the states its holder does not see.
std::shared_ptr<const Model> seen(const Viewpoint& view) {
  if (!view.unseen || view.model->is_explicit()) return view.model;
  auto model = std::make_shared<Model>(*view.model);
  Rule rule;
  rule.formula = Formula::negation(view.unseen->formula);
  rule.text = "never: " + view.unseen->text;
  model->rules.push_back(std::move(rule));
  if (model->status_quo && !model->feasible(*model->status_quo)) model->status_quo.reset();
  return model;
}

class Game {
 public:
  Game(const Model& model, const HypergameRequest& request) : model_(model), request_(request) {}

  std::optional<Hypergame> run() {
    LayOut laid = lay_out(model_, request_.listing, request_.stop);
    if (!laid.graph) return std::nullopt;
    Hypergame game{std::move(*laid.graph), {}, {}, {}, 0};
    const auto all = equilibria(game.truth);
    if (!all) return std::nullopt;
    game.true_equilibria = *all;
    game.equilibria = StateSet(game.truth.states(), true);
    const bool narrow = request_.rule == Misperception::moves_only;
    for (std::size_t i = 0; i < game.truth.dms(); ++i) {
      const Viewpoint* view = view_of(model_, DmId(i));
      std::optional<Sight> sight = view == nullptr ? as_it_is(game, DmId(i))
                                   : narrow        ? narrowed(game, *view)
                                                   : by_view(game, *view);
      if (!sight) return std::nullopt;
      if (view != nullptr) game.level = std::max(game.level, view->model->views.empty() ? 1U : 2U);
      game.equilibria &= sight->stable;
      game.sights.push_back(std::move(*sight));
    }
    for (Sight& sight : game.sights) compare(game, sight);
    return game;
  }

 private:
  static const Viewpoint* view_of(const Model& model, DmId dm) {
    for (const Viewpoint& view : model.views)
      if (view.of == dm) return &view;
    return nullptr;
  }

  std::optional<Analysis> judged(const Graph& graph) const {
    if (const auto no = refusal(*request_.concept_, graph); !no.empty())
      throw std::invalid_argument("hypergame: " + std::string(no));
    AnalysisRequest asked;
    asked.concepts = {request_.concept_};
    asked.settings = request_.settings;
    asked.stop = request_.stop;
    Analysis analysis = analyse(graph, asked);
    if (!analysis.complete) return std::nullopt;
    return analysis;
  }

  std::optional<StateSet> equilibria(const Graph& graph) const {
    const auto analysis = judged(graph);
    return analysis ? analysis->equilibria.front() : std::nullopt;
  }

  std::optional<StateSet> stable_for(const Graph& graph, DmId dm) const {
    const auto analysis = judged(graph);
    return analysis ? analysis->stable.front()[index(dm)] : std::nullopt;
  }

  // Who has no view knows the dispute, but not that others see it otherwise.
  std::optional<Sight> as_it_is(const Hypergame& game, DmId dm) const {
    Sight sight;
    for (std::size_t s = 0; s < game.truth.states(); ++s)
      sight.counterpart.emplace_back(StateId(s));
    const auto stable = stable_for(game.truth, dm);
    if (!stable) return std::nullopt;
    sight.stable = *stable;
    sight.expected = game.true_equilibria;
    return sight;
  }

  std::optional<Sight> by_view(const Hypergame& game, const Viewpoint& view) const {
    Sight sight;
    sight.view = &view;
    sight.model = seen(view);
    LayOut laid = lay_out(*sight.model, request_.listing, request_.stop);
    if (!laid.graph) return std::nullopt;
    sight.graph = std::move(laid.graph);
    sight.counterpart = counterparts(game.truth, *sight.graph);
    // Second level: what lasts in the hypergame that it holds, and what it then finds stable.
    std::optional<StateSet> own;
    if (sight.model->views.empty()) {
      const auto analysis = judged(*sight.graph);
      if (!analysis) return std::nullopt;
      sight.expected = *analysis->equilibria.front();
      own = analysis->stable.front()[index(view.of)];
    } else {
      const auto held = hypergame(*sight.model, request_);
      if (!held) return std::nullopt;
      sight.expected = held->equilibria;
      own = stable_for(answered_by(*held, view.of), view.of);
    }
    if (!own) return std::nullopt;
    sight.stable = StateSet(game.truth.states());
    for (std::size_t s = 0; s < sight.counterpart.size(); ++s)
      if (sight.counterpart[s] && own->contains(*sight.counterpart[s]))
        sight.stable.insert(StateId(s));
    return sight;
  }

  // The game of `dm` in which the others want, and can do, what they are believed to see.
  static Graph answered_by(const Hypergame& held, DmId dm) {
    Arcs arcs = arcs_of(held.truth);
    auto ranks = ranks_of(held.truth);
    for (std::size_t j = 0; j < held.sights.size(); ++j) {
      const Sight& sight = held.sights[j];
      if (DmId(j) == dm || !sight.graph) continue;
      for (std::size_t s = 0; s < held.truth.states(); ++s) {
        const auto& there = sight.counterpart[s];
        // Where it is believed to see nothing, it is believed to do nothing.
        ranks[j][s] = there ? sight.graph->rank(DmId(j), *there) : 0;
        std::erase_if(arcs[j][s], [&](std::uint32_t t) {
          return !there || !sight.counterpart[t] ||
                 !sight.graph->moves(DmId(j)).can_move(*there, *sight.counterpart[t]);
        });
      }
    }
    return Graph::from_arcs(arcs, ranks);
  }

  // The older tool's rule: nobody else is affected, and nobody wants anything else.
  std::optional<Sight> narrowed(const Hypergame& game, const Viewpoint& view) const {
    Sight sight;
    sight.view = &view;
    for (std::size_t s = 0; s < game.truth.states(); ++s)
      sight.counterpart.emplace_back(StateId(s));
    const Graph graph = without_unseen_moves(game.truth);
    const auto analysis = judged(graph);
    if (!analysis) return std::nullopt;
    sight.stable = *analysis->stable.front()[index(view.of)];
    sight.expected = *analysis->equilibria.front();
    return sight;
  }

  Graph without_unseen_moves(const Graph& truth) const {
    Arcs arcs = arcs_of(truth);
    for (const Viewpoint& view : model_.views) {
      if (!view.unseen) continue;
      const StateSet hidden = truth.where(view.unseen->formula);
      auto& own = arcs[index(view.of)];
      for (std::size_t s = 0; s < own.size(); ++s) {
        if (hidden.contains(StateId(s))) own[s].clear();
        std::erase_if(own[s], [&](std::uint32_t t) { return hidden.contains(StateId(t)); });
      }
    }
    return Graph::from_arcs(arcs, ranks_of(truth));
  }

  static void compare(const Hypergame& game, Sight& sight) {
    sight.surprises = StateSet(game.truth.states());
    sight.illusions = sight.expected;
    game.equilibria.for_each([&](StateId s) {
      const auto& there = sight.counterpart[index(s)];
      if (!there || !sight.expected.contains(*there))
        sight.surprises.insert(s);
      else
        sight.illusions.erase(*there);
    });
  }

  const Model& model_;
  const HypergameRequest& request_;
};

}  // namespace

std::optional<Hypergame> hypergame(const Model& model, const HypergameRequest& request) {
  return Game(model, request).run();
}

std::vector<Disappointment> disappointments(const Hypergame& game, DmId who,
                                            const HypergameRequest& request) {
  std::vector<Disappointment> found;
  const Sight& sight = game.sights[index(who)];
  const Graph& own = sight.graph ? *sight.graph : game.truth;
  const auto leaves = [&](const Graph& graph, DmId dm, StateId s) -> std::optional<Move> {
    const Verdict verdict = judge(*request.concept_, graph, dm, s, request.settings);
    for (const Threat& threat : verdict.threats)
      if (!threat.sanction) return threat.improvement;
    return std::nullopt;
  };
  for (std::size_t j = 0; j < game.truth.dms(); ++j) {
    const Sight& theirs = game.sights[j];
    const auto told = [&](StateId s, bool expected_to_stay) {
      const auto& mine = sight.counterpart[index(s)];
      if (!mine) return false;
      const bool stays = theirs.stable.contains(s);
      const auto expected = leaves(own, DmId(j), *mine);
      if (stays == expected_to_stay || expected.has_value() == expected_to_stay) return false;
      Disappointment one{who, DmId(j), s, expected_to_stay, expected};
      if (expected_to_stay) {
        const auto& there = theirs.counterpart[index(s)];
        if (there) one.move = leaves(theirs.graph ? *theirs.graph : game.truth, DmId(j), *there);
      }
      found.push_back(one);
      return true;
    };
    bool done = false;
    sight.surprises.for_each([&](StateId s) { done = done || told(s, false); });
    done = false;
    for (std::size_t s = 0; s < sight.counterpart.size() && !done; ++s)
      if (sight.counterpart[s] && sight.illusions.contains(*sight.counterpart[s]))
        done = told(StateId(s), true);
  }
  return found;
}

}  // namespace standoff
