// What the JSON answers share.

#include "report/json_parts.hpp"

#include "report/measured.hpp"

namespace standoff::report {
namespace {

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

}  // namespace

std::string text_of(const Json& json) {
  // Bytes that are no UTF-8 (file names may be) become U+FFFD rather than an exception.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json tool() { return {{"name", "standoff"}, {"version", STANDOFF_VERSION}}; }

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

Json ids_json(const Model& model, const Coalition& group) {
  Json list = Json::array();
  for (const DmId dm : group) list.push_back(model.dm(dm).id);
  return list;
}

Json joint_move_json(const Graph& graph, const JointMove& move) {
  return {{"by", ids_json(*graph.model(), move.by)},
          {"from", graph.label(move.from)},
          {"to", graph.label(move.to)},
          {"way", move.way.empty() ? Json(nullptr) : moves_json(graph, move.way)}};
}

Json count_json(const std::optional<Count>& count) {
  if (!count) return nullptr;
  return count->fits_json() ? Json(count->word()) : Json(count->text());
}

Json decimal_json(std::int64_t millionths) {
  constexpr std::int64_t million = 1'000'000;
  if (millionths % million == 0) return millionths / million;
  std::string text = number(millionths);
  std::erase(text, ',');
  return text;
}

Json measures_json(const Graph& graph, StateId s) {
  Json list = Json::array();
  for (const Stands& one : standing(graph, s)) {
    const Measure& measure = graph.model()->measures[one.measure];
    list.push_back({{"id", measure.id},
                    {"of", measure.of ? Json(graph.model()->dm(*measure.of).id) : Json(nullptr)},
                    {"unit", measure.unit},
                    {"low", decimal_json(one.value.low)},
                    {"high", decimal_json(one.value.high)}});
  }
  return list;
}

Json label_or_null(const Graph& graph, const std::optional<StateId>& s) {
  return s ? Json(graph.label(*s)) : Json(nullptr);
}

}  // namespace standoff::report
