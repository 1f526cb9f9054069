// The answers of `levers` as JSON.

#include <algorithm>
#include <array>

#include "report/json_parts.hpp"
#include "report/levers.hpp"

namespace standoff::report {
namespace {

Json ids_of(const Model& model, const std::vector<DmId>& dms) {
  Json ids = Json::array();
  for (const DmId dm : dms) ids.push_back(model.dm(dm).id);
  return ids;
}

Json evidence_ids(const Model& model, const Because& because) {
  Json ids = Json::array();
  for (const std::uint32_t e : because) ids.push_back(model.evidence[e].id);
  return ids;
}

const std::string& text_at(const Model& model, DmId dm, std::uint32_t place) {
  return std::get<Statements>(model.dm(dm).preference).list.at(place).text;
}

// `before`: the dispute that the edit is applied to. Places count from 1.
Json edit_json(const Model& before, const Edit& edit) {
  Json json{{"edit", name_of(edit.kind)}};
  switch (edit.kind) {
    case EditKind::swap:
    case EditKind::move:
      json["dm"] = before.dm(edit.dm).id;
      json["statement"] = text_at(before, edit.dm, edit.statement);
      json["from"] = edit.statement + 1;
      json["to"] = edit.to + 1;
      break;
    case EditKind::drop:
    case EditKind::negate:
      json["dm"] = before.dm(edit.dm).id;
      json["statement"] = text_at(before, edit.dm, edit.statement);
      json["from"] = edit.statement + 1;
      break;
    case EditKind::add:
      json["dm"] = before.dm(edit.dm).id;
      json["statement"] = before.dm(edit.dm).candidates.at(edit.statement).text;
      json["candidate"] = edit.statement + 1;
      json["to"] = edit.to + 1;
      json["evidence"] =
          evidence_ids(before, before.dm(edit.dm).candidates[edit.statement].because);
      break;
    case EditKind::remove:
      json["option"] = before.option(edit.option).qualified;
      break;
    case EditKind::one_way:
      json["option"] = before.option(edit.option).qualified;
      json["irreversible"] = edit.direction == Direction::take_only ? "taken" : "dropped";
      break;
    case EditKind::rule:
      json["rule"] = before.candidate_rules.at(edit.rule).text;
      json["evidence"] = evidence_ids(before, before.candidate_rules[edit.rule].because);
      break;
    case EditKind::look:
      json["dm"] = before.dm(edit.dm).id;
      json["concept"] = edit.concept_->key;
      break;
  }
  return json;
}

Json against_json(const Model& model, const Against& against) {
  constexpr std::array<std::string_view, 4> how{"demoted", "dropped", "negated", "option_removed"};
  constexpr std::array<std::string_view, 4> bases{"own", "ascribed", "revealed", "afterwards"};
  Json json{{"how", how[static_cast<std::size_t>(against.how)]}};
  if (against.how == Against::How::option_removed) {
    json["option"] = model.option(against.option).qualified;
  } else {
    json["dm"] = model.dm(against.dm).id;
    json["place"] = against.statement + 1;
    json["statement"] = text_at(model, against.dm, against.statement);
    Json basis = Json::array();
    for (const Basis b :
         std::get<Statements>(model.dm(against.dm).preference).list[against.statement].basis)
      basis.push_back(bases[static_cast<std::size_t>(b)]);
    json["basis"] = std::move(basis);
  }
  json["evidence"] = evidence_ids(model, against.evidence);
  json["weight"] = against.weight;
  return json;
}

Json plan_json(const Model& model, const Plan& plan) {
  Json json{{"price", plan.price}};
  Json edits = Json::array();
  Model now = model;
  for (const Edit& edit : plan.edits) {
    edits.push_back(edit_json(now, edit));
    now = apply(std::move(now), edit);
  }
  json["edits"] = std::move(edits);
  Json against = Json::array();
  for (const Against& one : plan.against) against.push_back(against_json(model, one));
  json["against"] = std::move(against);
  json["weight"] = plan.weight;
  json["verified"] = plan.edited != nullptr;
  json["equilibria"] = plan.equilibria;
  json["wanted"] = plan.wanted;
  json["reached"] = plan.reached ? Json(*plan.reached) : Json(nullptr);
  if (plan.far_fetched) {
    const FarFetched& what = *plan.far_fetched;
    const Graph& edited = *plan.edited->graph;
    json["far_fetched"] = {{"state", edited.label(what.state)},
                           {"improvement", move_json(edited, what.improvement)},
                           {"sanction", moves_json(edited, what.sanction)},
                           {"step", what.at + 1},
                           {"rather", edited.label(what.rather)}};
  }
  return json;
}

Json reordering_json(const Model& model, const Reordering& reordering) {
  constexpr std::array<std::string_view, 3> ends{"some", "none", "unknown"};
  Json json{{"orders", ends[static_cast<std::size_t>(reordering.end)]}};
  if (reordering.end == Reordering::End::some) {
    json["swaps"] = reordering.swaps;
    Json example = Json::object();
    for (std::uint32_t i = 0; i < reordering.order.size(); ++i) {
      if (std::is_sorted(reordering.order[i].begin(), reordering.order[i].end())) continue;
      Json places = Json::array();
      for (const std::uint32_t k : reordering.order[i]) places.push_back(k + 1);
      example[model.decision_makers[i].id] = std::move(places);
    }
    json["example"] = std::move(example);
  } else if (reordering.end == Reordering::End::none) {
    json["unmoved"] = ids_of(model, reordering.unmoved);
  }
  return json;
}

}  // namespace

std::string levers_json(const Graph& graph, const LeversTold& told) {
  const Model& model = *graph.model();
  const LeversRequest& request = told.request;
  const LeversAnswer& answer = told.answer;
  Json json = head("standoff.levers/1", model);
  json["concept"] = request.concept_->key;
  json["target"] =
      told.state ? Json{{"state", graph.label(*told.state)}} : Json{{"outcome", told.outcome}};
  json["goal"] = {{"break", request.goal.broken},
                  {"every", request.goal.every},
                  {"reached", request.goal.reachable}};
  Json prices = Json::object();
  for (std::size_t k = 0; k < edit_kinds; ++k)
    if (request.price[k] != 0) prices[std::string(name_of(EditKind(k)))] = request.price[k];
  json["prices"] = std::move(prices);
  json["depth"] = request.depth;
  json["all"] = request.all;
  json["complete"] = answer.complete;
  json["searched"] = answer.searched ? Json(*answer.searched) : Json(nullptr);
  json["least"] = answer.least ? Json(*answer.least) : Json(nullptr);
  json["count"] = answer.count;
  if (answer.count > answer.plans.size()) json["truncated"] = true;
  json["equilibria"] = answer.equilibria;
  json["without_statements"] = ids_of(model, answer.without_statements);
  if (told.state) {
    const auto holds = behaviour(graph, *told.state);
    Json by_dm = Json::object();
    for (std::size_t i = 0; i < holds.size(); ++i) {
      Json keys = Json::array();
      for (std::size_t k = 0; k < holds[i].size(); ++k)
        if (holds[i][k]) keys.push_back(leverable_keys()[k]);
      by_dm[model.decision_makers[i].id] = std::move(keys);
    }
    json["behaviour"] = std::move(by_dm);
  }
  Json plans = Json::array();
  for (const Plan& plan : answer.plans) plans.push_back(plan_json(model, plan));
  json["plans"] = std::move(plans);
  if (told.reordering) json["reordering"] = reordering_json(model, *told.reordering);
  return text_of(json);
}

std::string orders_json(const Graph& graph, const OrdersTold& told) {
  const Model& model = *graph.model();
  Json json = head("standoff.orders/1", model);
  json["state"] = graph.label(told.state);
  json["concept"] = told.concept_->key;
  json["feasible"] = graph.states();
  Json list = Json::array();
  for (const auto& [dm, found] : told.of) {
    Json conditions = Json::array();
    for (const Orders::Condition& condition : found.conditions) {
      Json alternatives = Json::array();
      for (const Orders::Alternative& one : condition.alternatives) {
        Json to = Json::array();
        for (const StateId s : one.to) to.push_back(graph.label(s));
        alternatives.push_back(
            {{"preferred_to", std::move(to)}, {"answer", moves_json(graph, one.answer)}});
      }
      conditions.push_back(
          {{"move", move_json(graph, condition.move)}, {"any_of", std::move(alternatives)}});
    }
    list.push_back({{"dm", model.dm(dm).id},
                    {"now", found.now},
                    {"count", found.count ? count_json(Count(*found.count)) : Json(nullptr)},
                    {"of", found.all == 0 ? Json(nullptr) : count_json(Count(found.all))},
                    {"conditions", std::move(conditions)}});
  }
  json["orders"] = std::move(list);
  return text_of(json);
}

}  // namespace standoff::report
