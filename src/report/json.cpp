// Writing answers as JSON.

#include "report/json.hpp"

#include <algorithm>
#include <array>

#include "report/json_parts.hpp"

namespace standoff::report {

std::string solve_json(const Model& model, const Solution& solution, std::size_t limit) {
  const auto& concepts = solution.concepts;
  Json json = head("standoff.solve/1", model);
  json["engine"] = name_of(solution.engine);
  json["complete"] = solution.complete;
  json["feasible"] = count_json(solution.feasible);
  json["status_quo"] = solution.status_quo.empty() ? Json(nullptr) : Json(solution.status_quo);

  Json counts = Json::object();
  Json equilibria = Json::object();
  for (std::size_t c = 0; c < concepts.size(); ++c) {
    const std::string key(concepts[c]->key);
    for (std::size_t i = 0; i < model.decision_makers.size(); ++i)
      counts[model.decision_makers[i].id][key] = count_json(solution.stable[c][i]);
    const Solution::Equilibria& found = solution.equilibria[c];
    Json one{{"count", count_json(found.count)}};
    if (found.count && *found.count > Count(limit)) one["truncated"] = true;
    one["states"] = found.states;
    equilibria[key] = std::move(one);
  }
  json["stable_counts"] = std::move(counts);
  json["equilibria"] = std::move(equilibria);

  if (solution.feasible && *solution.feasible <= Count(limit)) {
    Json stability = Json::array();
    for (const Solution::Row& row : solution.rows) {
      Json ranks = Json::object();
      Json stable = Json::object();
      Json unknown = Json::object();
      for (std::size_t i = 0; i < model.decision_makers.size(); ++i) {
        const std::string& id = model.decision_makers[i].id;
        ranks[id] = row.rank[i];
        stable[id] = Json::array();
        for (std::size_t c = 0; c < concepts.size(); ++c)
          if (!row.stable[c][i])
            unknown[id].push_back(concepts[c]->key);
          else if (*row.stable[c][i])
            stable[id].push_back(concepts[c]->key);
      }
      stability.push_back(
          {{"state", row.state}, {"rank", std::move(ranks)}, {"stable", std::move(stable)}});
      if (!unknown.empty()) stability.back()["unknown"] = std::move(unknown);
    }
    json["stability"] = std::move(stability);
  }
  return text_of(json);
}

std::string why_json(const Graph& graph, StateId s, const std::vector<Asked>& verdicts) {
  Json json = head("standoff.why/1", *graph.model());
  json["state"] = graph.label(s);
  Json list = Json::array();
  for (const Asked& asked : verdicts) {
    Json threats = Json::array();
    const bool foreseen = asked.concept_->answer == Answer::foreseen;
    for (const Threat& threat : asked.verdict.threats) {
      Json one{{foreseen ? "move" : "improvement", move_json(graph, threat.improvement)},
               {"sanction", threat.sanction ? moves_json(graph, *threat.sanction) : Json(nullptr)}};
      if (foreseen && !threat.sanction) one["gain"] = moves_json(graph, threat.gain);
      threats.push_back(std::move(one));
    }
    Json one{{"dm", graph.model()->dm(asked.dm).id},
             {"concept", asked.concept_->key},
             {"stable", asked.verdict.stable}};
    if (asked.strongly) one["strongly"] = *asked.strongly;
    if (foreseen) {
      one["horizon"] = asked.verdict.horizon;
      one["ambiguous"] = asked.verdict.ambiguous;
    }
    if (asked.improvements && *asked.improvements > Count(asked.verdict.threats.size())) {
      one["improvements"] = count_json(asked.improvements);
      one["truncated"] = true;
    }
    one["threats"] = std::move(threats);
    list.push_back(std::move(one));
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
    Json one{{"state", graph.label(s)},
             {"moves", reach.distance[n]},
             {"by_last_mover", std::move(last)},
             {"way", moves_json(graph, reach.way(s))}};
    if (!model.measures.empty()) one["measures"] = measures_json(graph, s);
    return one;
  };
  json["reached"] = reach.reached().count() - 1;
  if (answer.to) {
    const StateId to = *answer.to;
    const bool reached = reach.distance[index(to)] != Reach::never;
    json["to"] = graph.label(to);
    json["reachable"] = reached;
    if (!model.measures.empty()) json["measures"] = measures_json(graph, to);
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
  json["feasible"] = request.part ? Json(nullptr) : Json(graph.states());
  json["status_quo"] = label_or_null(graph, graph.status_quo());
  if (request.part || graph.states() > request.limit) json["truncated"] = true;
  Json states = Json::array();
  const std::size_t listed = request.part ? 0 : std::min(graph.states(), request.limit);
  for (std::uint32_t s = 0; s < listed; ++s) {
    Json one{{"state", graph.label(StateId(s))}};
    for (std::size_t i = 0; i < graph.dms(); ++i)
      one["rank"][model.decision_makers[i].id] = graph.rank(DmId(i), StateId(s));
    if (!model.measures.empty()) one["measures"] = measures_json(graph, StateId(s));
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
