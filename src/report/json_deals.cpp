// Deals, and what holds against groups, as JSON.

#include "report/deals.hpp"
#include "report/json_parts.hpp"

namespace standoff::report {
namespace {

class DealsJson {
 public:
  explicit DealsJson(const Graph& graph) : graph_(graph), model_(*graph.model()) {}

  Json beginning(StateId state, const CoalitionSettings& settings) const {
    Json json = head("standoff.deals/1", model_);
    json["state"] = graph_.label(state);
    constexpr std::string_view moves[] = {"sequence", "simultaneous", "either"};
    json["settings"] = {
        {"joint_moves", moves[static_cast<std::size_t>(settings.joint_moves)]},
        {"gain", settings.gain == JointGain::everyone ? "everyone" : "pareto"},
        {"answers", settings.answers == JointAnswers::individuals ? "individuals" : "groups"},
        {"sanction", settings.sanction == Sanction::not_better ? "not-better" : "worse"},
        {"origin_is_sanction", settings.origin_is_sanction}};
    return json;
  }

  Json ids(const Coalition& group) const { return ids_json(model_, group); }
  Json step(const JointMove& move) const { return joint_move_json(graph_, move); }
  Json steps(const std::vector<JointMove>& moves) const {
    Json list = Json::array();
    for (const JointMove& move : moves) list.push_back(step(move));
    return list;
  }
  Json reply(const Deal::Reply& reply) const {
    return {{"to", graph_.label(reply.to)}, {"way", steps(reply.way)}};
  }

  Json group(const GroupDeals& found) const {
    Json json{{"members", ids(found.group)},
              {"improvements", found.improvements},
              {"undominated", found.undominated},
              {"with_idle_members", found.idle}};
    if (found.more) json["truncated"] = true;
    Json channels = Json::array();
    for (const std::uint32_t c : found.channels) channels.push_back(model_.channels[c].id);
    json["channels"] = std::move(channels);
    json["connected"] = found.connected;
    Json deals = Json::array();
    for (const Deal& one : found.deals) deals.push_back(deal(found.group, one));
    json["deals"] = std::move(deals);
    return json;
  }

 private:
  Json deal(const Coalition& group, const Deal& deal) const {
    Json json{{"to", graph_.label(deal.to)},
              {"movers", ids(deal.movers)},
              {"undominated", deal.undominated},
              {"way", deal.move.way.empty() ? Json(nullptr) : moves_json(graph_, deal.move.way)},
              {"at_once", deal.at_once},
              {"answers", answers(group, deal.any)},
              {"credible_answers", answers(group, deal.credible)}};
    Json temptations = Json::array();
    for (const Deal::Temptation& one : deal.temptations) {
      Json move = move_json(graph_, one.move);
      move["improvements"] = one.moves;
      temptations.push_back(std::move(move));
    }
    if (!model_.measures.empty()) json["measures"] = measures_json(graph_, deal.to);
    json["self_enforcing"] = deal.self_enforcing();
    json["temptations"] = std::move(temptations);
    Json orders = Json::array();
    for (const Deal::Order& one : deal.orders) orders.push_back(order(one));
    json["orders"] = std::move(orders);
    if (deal.more_orders) json["more_orders"] = true;
    return json;
  }

  Json answers(const Coalition& group, const Deal::Answers& answers) const {
    Json json;
    json["spoilt"] = answers.spoilt ? reply(*answers.spoilt) : Json(nullptr);
    json["spoilt_for_good"] =
        answers.spoilt_for_good ? reply(*answers.spoilt_for_good) : Json(nullptr);
    if (answers.worst.empty()) {
      json["worst"] = nullptr;
      return json;
    }
    Json worst = Json::object();
    for (std::size_t k = 0; k < group.size(); ++k)
      worst[model_.dm(group[k]).id] = reply(answers.worst[k]);
    json["worst"] = std::move(worst);
    return json;
  }

  Json order(const Deal::Order& order) const {
    Json steps = Json::array();
    for (const Deal::Order::Step& one : order.steps) {
      Json move = move_json(graph_, one.move);
      move["gains"] = one.gains;
      move["carries_on"] = one.carries_on;
      move["worse_off"] = ids(one.exposed);
      steps.push_back(std::move(move));
    }
    return {{"improving", order.improving},
            {"works", order.works},
            {"ends_at", graph_.label(order.ends_at)},
            {"steps", std::move(steps)}};
  }

  const Graph& graph_;
  const Model& model_;
};

}  // namespace

std::string deals_json(const Graph& graph, const DealsAnswer& answer) {
  const DealsJson parts(graph);
  const Deals& found = answer.deals;
  Json json = parts.beginning(found.state, found.settings);
  json["complete"] = found.complete && (!answer.paths || answer.paths->complete);
  json["largest_group"] = found.largest;
  json["all_sizes"] = found.all_sizes;
  Json groups = Json::array();
  for (const GroupDeals& group : found.groups) groups.push_back(parts.group(group));
  json["groups"] = std::move(groups);
  if (answer.paths) {
    Json lasting = Json::array();
    for (const StateId t : answer.lasting)
      lasting.push_back({{"state", graph.label(t)}, {"way", parts.steps(answer.paths->way(t))}});
    Json reached = Json::array();
    answer.paths->reached.for_each([&](StateId t) { reached.push_back(graph.label(t)); });
    json["reach"] = {{"count", answer.paths->reached.count()},
                     {"states", std::move(reached)},
                     {"nash", std::move(lasting)}};
  }
  return text_of(json);
}

std::string holds_json(const Graph& graph, const HoldsAnswer& answer) {
  const DealsJson parts(graph);
  Json json = parts.beginning(answer.state, answer.settings);
  json["complete"] = answer.complete;
  json["largest_group"] = answer.largest;
  json["all_sizes"] = answer.all_sizes;
  Json list = Json::array();
  for (std::size_t c = 0; c < answer.concepts.size(); ++c) {
    Json groups = Json::array();
    for (const HoldsAnswer::Of& of : answer.groups) {
      const CoalitionVerdict& verdict = of.verdicts[c];
      if (verdict.threats.empty()) continue;
      Json threats = Json::array();
      for (const CoalitionThreat& threat : verdict.threats)
        threats.push_back(
            {{"improvement", parts.step(threat.improvement)},
             {"sanction", threat.sanction ? parts.steps(*threat.sanction) : Json(nullptr)}});
      groups.push_back({{"members", parts.ids(of.group)},
                        {"stable", verdict.stable},
                        {"threats", std::move(threats)}});
    }
    list.push_back({{"concept", answer.concepts[c]->key},
                    {"stable", answer.holds(c)},
                    {"groups", std::move(groups)}});
  }
  json["stability"] = std::move(list);
  return text_of(json);
}

}  // namespace standoff::report
