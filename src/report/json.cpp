// Writing answers as JSON.

#include "report/json.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace standoff::report {
namespace {

using Json = nlohmann::ordered_json;

std::string text_of(const Json& json) {
  // Bytes that are no UTF-8 (file names may be) become U+FFFD rather than an exception.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json tool() { return {{"name", "standoff"}, {"version", STANDOFF_VERSION}}; }

Json model_head(const Model& model) { return {{"title", model.title}, {"sha256", model.sha256}}; }

Json option_ids(const Model& model) {
  Json ids = Json::array();
  for (const Option& option : model.options) ids.push_back(option.qualified);
  return ids;
}

Json decision_makers(const Model& model) {
  Json list = Json::array();
  for (const DecisionMaker& dm : model.decision_makers) {
    Json options = Json::array();
    for (const OptionId o : dm.options) options.push_back(model.option(o).qualified);
    list.push_back({{"id", dm.id}, {"name", dm.name}, {"options", std::move(options)}});
  }
  return list;
}

// The beginning that answers about stability share.
Json head(std::string_view format, const Model& model) {
  Json json;
  json["format"] = format;
  json["tool"] = tool();
  json["model"] = model_head(model);
  json["options"] = option_ids(model);
  json["decision_makers"] = decision_makers(model);
  return json;
}

Json move_json(const Graph& graph, const Move& move) {
  return {{"dm", graph.model()->dm(move.dm).id},
          {"from", graph.label(move.from)},
          {"to", graph.label(move.to)}};
}

Json moves_json(const Graph& graph, const std::vector<Move>& moves) {
  Json list = Json::array();
  for (const Move& move : moves) list.push_back(move_json(graph, move));
  return list;
}

Json label_or_null(const Graph& graph, const std::optional<StateId>& s) {
  return s ? Json(graph.label(*s)) : Json(nullptr);
}

}  // namespace

std::string solve_json(const Graph& graph, const Analysis& analysis, const SolveJson& how) {
  const Model& model = *graph.model();
  Json json = head("standoff.solve/1", model);
  json["engine"] = how.engine;
  json["complete"] = analysis.complete;
  json["feasible"] = graph.states();
  json["status_quo"] = label_or_null(graph, graph.status_quo());

  Json counts = Json::object();
  for (std::size_t i = 0; i < graph.dms(); ++i)
    for (std::size_t c = 0; c < analysis.concepts.size(); ++c) {
      const auto& set = analysis.stable[c][i];
      counts[model.decision_makers[i].id][std::string(analysis.concepts[c]->key)] =
          set ? Json(set->count()) : Json(nullptr);
    }
  json["stable_counts"] = std::move(counts);

  Json equilibria = Json::object();
  for (std::size_t c = 0; c < analysis.concepts.size(); ++c) {
    const auto& set = analysis.equilibria[c];
    Json states = Json::array();
    if (set)
      set->for_each([&](StateId s) {
        if (states.size() < how.limit) states.push_back(graph.label(s));
      });
    Json one{{"count", set ? Json(set->count()) : Json(nullptr)}};
    if (set && set->count() > how.limit) one["truncated"] = true;
    one["states"] = std::move(states);
    equilibria[std::string(analysis.concepts[c]->key)] = std::move(one);
  }
  json["equilibria"] = std::move(equilibria);

  if (graph.states() <= how.limit) {
    Json stability = Json::array();
    for (std::uint32_t s = 0; s < graph.states(); ++s) {
      Json ranks = Json::object();
      Json stable = Json::object();
      for (std::size_t i = 0; i < graph.dms(); ++i) {
        const std::string& id = model.decision_makers[i].id;
        ranks[id] = graph.rank(DmId(i), StateId(s));
        Json keys = Json::array();
        for (std::size_t c = 0; c < analysis.concepts.size(); ++c)
          if (analysis.stable[c][i] && analysis.stable[c][i]->contains(StateId(s)))
            keys.push_back(analysis.concepts[c]->key);
        stable[id] = std::move(keys);
      }
      stability.push_back({{"state", graph.label(StateId(s))},
                           {"rank", std::move(ranks)},
                           {"stable", std::move(stable)}});
    }
    json["stability"] = std::move(stability);
  }
  return text_of(json);
}

std::string solve_json_unknown(const Model& model,
                               const std::vector<const SolutionConcept*>& concepts,
                               const SolveJson& how) {
  Json json = head("standoff.solve/1", model);
  json["engine"] = how.engine;
  json["complete"] = false;
  json["feasible"] = nullptr;
  json["status_quo"] =
      model.status_quo ? Json(model.status_quo->letters(model.options.size())) : Json(nullptr);
  Json counts = Json::object();
  Json equilibria = Json::object();
  for (const SolutionConcept* c : concepts) {
    for (const DecisionMaker& dm : model.decision_makers)
      counts[dm.id][std::string(c->key)] = nullptr;
    equilibria[std::string(c->key)] = {{"count", nullptr}, {"states", Json::array()}};
  }
  json["stable_counts"] = std::move(counts);
  json["equilibria"] = std::move(equilibria);
  return text_of(json);
}

std::string why_json(const Graph& graph, StateId s, const std::vector<Asked>& verdicts) {
  Json json = head("standoff.why/1", *graph.model());
  json["state"] = graph.label(s);
  Json list = Json::array();
  for (const Asked& asked : verdicts) {
    Json threats = Json::array();
    for (const Threat& threat : asked.verdict.threats)
      threats.push_back(
          {{"improvement", move_json(graph, threat.improvement)},
           {"sanction", threat.sanction ? moves_json(graph, *threat.sanction) : Json(nullptr)}});
    list.push_back({{"dm", graph.model()->dm(asked.dm).id},
                    {"concept", asked.concept_->key},
                    {"stable", asked.verdict.stable},
                    {"threats", std::move(threats)}});
  }
  json["verdicts"] = std::move(list);
  return text_of(json);
}

std::string paths_json(const Graph& graph, const PathsAnswer& answer) {
  const Model& model = *graph.model();
  const Reach& reach = answer.reach;
  Json json = head("standoff.paths/1", model);
  json["from"] = graph.label(reach.from);
  json["improvements_only"] = answer.query.improvements_only;
  Json movers = Json::array();
  for (std::size_t i = 0; i < graph.dms(); ++i)
    if (!answer.query.movers || std::find(answer.query.movers->begin(), answer.query.movers->end(),
                                          DmId(i)) != answer.query.movers->end())
      movers.push_back(model.decision_makers[i].id);
  json["movers"] = std::move(movers);
  json["complete"] = reach.complete;
  const auto entry = [&](StateId s) {
    const std::size_t n = index(s);
    Json last = Json::object();
    for (std::size_t i = 0; i < graph.dms(); ++i)
      if (reach.by_last_mover[i][n] != Reach::never)
        last[model.decision_makers[i].id] = reach.by_last_mover[i][n];
    return Json{{"state", graph.label(s)},
                {"moves", reach.distance[n]},
                {"by_last_mover", std::move(last)},
                {"way", moves_json(graph, reach.way(s))}};
  };
  json["reached"] = reach.reached().count() - 1;
  if (answer.to) {
    const StateId to = *answer.to;
    const bool reached = reach.distance[index(to)] != Reach::never;
    json["to"] = graph.label(to);
    json["reachable"] = reached;
    if (reached) {
      json["way"] = moves_json(graph, reach.way(to));
    } else {
      const Reach& any = answer.by_any_move ? *answer.by_any_move : reach;
      const bool any_way = any.distance[index(to)] != Reach::never;
      json["way_by_any_moves"] = any_way ? moves_json(graph, any.way(to)) : Json(nullptr);
      Json options = Json::array();
      if (!any_way) {
        constexpr std::array<std::string_view, 3> reasons{"irreversible", "nobody_controls",
                                                          "guard"};
        for (const auto& [o, reason] : blocked(graph, any, to).options)
          options.push_back({{"option", model.option(o).qualified},
                             {"reason", reasons[static_cast<std::size_t>(reason)]}});
      }
      json["blocked_by"] = std::move(options);
    }
    return text_of(json);
  }
  Json states = Json::array();
  std::size_t listed = 0;
  reach.reached().for_each([&](StateId s) {
    if (s != reach.from && listed++ < answer.limit) states.push_back(entry(s));
  });
  if (listed > answer.limit) json["truncated"] = true;
  json["states"] = std::move(states);
  return text_of(json);
}

std::string show_json(const Graph& graph, const ShowRequest& request) {
  const Model& model = *graph.model();
  Json json = head("standoff.show/1", model);
  json["dispute"] = Json::parse(to_json(model));
  json["feasible"] = graph.states();
  json["status_quo"] = label_or_null(graph, graph.status_quo());
  if (graph.states() > request.limit) json["truncated"] = true;
  Json states = Json::array();
  for (std::uint32_t s = 0; s < graph.states() && s < request.limit; ++s) {
    Json one{{"state", graph.label(StateId(s))}};
    for (std::size_t i = 0; i < graph.dms(); ++i)
      one["rank"][model.decision_makers[i].id] = graph.rank(DmId(i), StateId(s));
    if (request.moves) {
      Json moves = Json::object();
      for (std::size_t i = 0; i < graph.dms(); ++i) {
        Json targets = Json::array();
        for (const StateId t : graph.targets(DmId(i), StateId(s)))
          targets.push_back(graph.label(t));
        moves[model.decision_makers[i].id] = std::move(targets);
      }
      one["moves"] = std::move(moves);
    }
    states.push_back(std::move(one));
  }
  json["states"] = std::move(states);
  return text_of(json);
}

std::string check_json(const std::vector<Problem>& problems, const Model* model,
                       const Checked& checked) {
  Json list = Json::array();
  for (const Problem& p : problems)
    list.push_back({{"code", p.code},
                    {"severity", p.severity == Severity::error ? "error" : "warning"},
                    {"line", p.place.line},
                    {"column", p.place.column},
                    {"message", p.message},
                    {"hint", p.hint}});
  Json json{{"format", "standoff.check/1"},
            {"tool", tool()},
            {"valid", model != nullptr},
            {"problems", std::move(list)}};
  if (model == nullptr) return text_of(json);
  constexpr std::array<std::string_view, 5> names{"exact", "moved", "fuzzy", "missing",
                                                  "unchecked"};
  std::array<std::size_t, 5> counts{};
  Json items = Json::array();
  for (std::size_t k = 0; k < model->evidence.size(); ++k) {
    const AnchorResult result = k < checked.anchors.size() ? checked.anchors[k] : AnchorResult{};
    ++counts[static_cast<std::size_t>(result.anchor)];
    Json one{{"id", model->evidence[k].id},
             {"anchor", names[static_cast<std::size_t>(result.anchor)]}};
    if (result.anchor == Anchor::fuzzy) one["similarity"] = result.similarity;
    if (result.found) one["at"] = {{"start", result.found->start}, {"end", result.found->end}};
    if (!result.note.empty()) one["note"] = result.note;
    items.push_back(std::move(one));
  }
  json["evidence"] = {{"verified", counts[0]},  {"moved", counts[1]},
                      {"fuzzy", counts[2]},     {"missing", counts[3]},
                      {"unchecked", counts[4]}, {"items", std::move(items)}};
  const Assumptions assumed = assumptions(*model);
  json["assumptions"] = assumed.count();
  json["claims"] = assumed.claims;
  json["assumed"] = {{"options", assumed.options},
                     {"rules", assumed.rules},
                     {"statements", assumed.statements},
                     {"status_quo", assumed.status_quo}};
  return text_of(json);
}

std::string concepts_json() {
  Json list = Json::array();
  for (const SolutionConcept* c : solution_concepts())
    list.push_back(
        {{"key", c->key}, {"name", c->name}, {"reading", c->reading}, {"source", c->source}});
  return text_of({{"format", "standoff.concepts/1"}, {"concepts", std::move(list)}});
}

std::string cases_json() {
  Json list = Json::array();
  for (const CatalogueEntry& entry : catalogue()) {
    const Loaded loaded = load(entry.bytes);
    list.push_back({{"id", entry.id},
                    {"path", entry.path},
                    {"title", loaded.model ? loaded.model->title : ""}});
  }
  return text_of({{"format", "standoff.cases/1"}, {"cases", std::move(list)}});
}

std::string located_json(const std::vector<Located>& places) {
  Json list = Json::array();
  for (const Located& place : places)
    list.push_back(
        {{"at", {{"start", place.at.start}, {"end", place.at.end}, {"sha256", place.at.sha256}}},
         {"similarity", place.similarity},
         {"passage", place.passage}});
  return text_of({{"format", "standoff.locate/1"}, {"places", std::move(list)}});
}

std::string version_json() { return text_of(tool()); }

}  // namespace standoff::report
