// Misperception, and measures, as JSON.

#include "report/json.hpp"
#include "report/json_parts.hpp"

namespace standoff::report {
namespace {

Json labels(const Graph& graph, const StateSet& states) {
  Json list = Json::array();
  states.for_each([&](StateId s) { list.push_back(graph.label(s)); });
  return list;
}

Json options_of(const Graph& graph) {
  Json list = Json::array();
  for (const Option& option : graph.model()->options) list.push_back(option.qualified);
  return list;
}

}  // namespace

std::string views_json(const ViewsAnswer& answer) {
  const Hypergame& game = answer.game;
  const Model& model = *game.truth.model();
  Json json = head("standoff.views/1", model);
  json["concept"] = answer.concept_->key;
  json["rule"] = answer.rule == Misperception::views ? "views" : "moves-only";
  json["level"] = game.level;
  json["equilibria"] = labels(game.truth, game.equilibria);
  json["true_equilibria"] = labels(game.truth, game.true_equilibria);
  Json sights = Json::array();
  for (std::size_t i = 0; i < game.sights.size(); ++i) {
    const Sight& sight = game.sights[i];
    const Graph& own = sight.graph ? *sight.graph : game.truth;
    Json one{{"dm", model.decision_makers[i].id}, {"own_view", sight.view != nullptr}};
    one["options"] = options_of(own);
    one["feasible"] = own.states();
    one["stable"] = labels(game.truth, sight.stable);
    one["expected"] = labels(own, sight.expected);
    one["surprises"] = labels(game.truth, sight.surprises);
    one["illusions"] = labels(own, sight.illusions);
    Json why = Json::array();
    for (const Disappointment& d : answer.disappointments[i]) {
      const Sight& theirs = game.sights[index(d.about)];
      const Graph& there = !d.expected_to_stay ? own : theirs.graph ? *theirs.graph : game.truth;
      why.push_back({{"about", model.dm(d.about).id},
                     {"state", game.truth.label(d.state)},
                     {"expected_to_stay", d.expected_to_stay},
                     {"move", d.move ? move_json(there, *d.move) : Json(nullptr)}});
    }
    one["disappointed_by"] = std::move(why);
    sights.push_back(std::move(one));
  }
  json["sights"] = std::move(sights);
  return text_of(json);
}

std::string measures_json(const Graph& graph, const std::vector<StateId>& states) {
  Json json = head("standoff.measures/1", *graph.model());
  Json list = Json::array();
  for (const StateId s : states)
    list.push_back({{"state", graph.label(s)}, {"measures", measures_json(graph, s)}});
  json["states"] = std::move(list);
  return text_of(json);
}

}  // namespace standoff::report
