// Shares of readings as JSON.

#include <array>
#include <cmath>

#include "report/json.hpp"
#include "report/json_parts.hpp"

namespace standoff::report {
namespace {

constexpr std::array<std::string_view, 3> edit_names{"swapped", "dropped", "negated"};

double rounded(double x) { return std::round(x * 1e6) / 1e6; }

Json ratio_json(const Ratio& ratio) {
  return {{"numerator", ratio.numerator}, {"denominator", ratio.denominator}};
}

Json share_json(const Share& share) {
  if (share.exact) return ratio_json(*share.exact);
  if (!share.sampled) return nullptr;
  return {{"holds", share.sampled->holds},
          {"of", share.sampled->of},
          {"low", rounded(share.sampled->low())},
          {"high", rounded(share.sampled->high())}};
}

Json statement_json(const Model& model, const StatementId& id) {
  return {{"dm", model.dm(id.dm).id}, {"statement", id.statement + 1}};
}

Json finding_json(const Graph& graph, const Finding& finding) {
  const Model& model = *graph.model();
  const Conclusion& c = finding.conclusion;
  Json json;
  Json states = Json::array();
  for (const StateId s : c.at) states.push_back(graph.label(s));
  if (c.kind == Conclusion::Kind::deal) {
    Json group = Json::array();
    for (const DmId i : c.group) group.push_back(model.dm(i).id);
    json = {{"kind", "deal"}, {"group", std::move(group)}, {"from", states.front()}};
  } else {
    json = {{"kind", "stable"},
            {"states", std::move(states)},
            {"outcome", c.outcome.empty() ? Json(nullptr) : Json(c.outcome)},
            {"concept", c.concept_->key},
            {"dm", c.dm ? Json(model.dm(*c.dm).id) : Json(nullptr)}};
  }
  json["as_written"] = finding.as_written;
  json["method"] = finding.share.exact ? "exact" : finding.share.sampled ? "sampled" : "none";
  json["how"] = finding.how;
  json["share"] = share_json(finding.share);
  json["any_order"] = finding.any_order ? ratio_json(*finding.any_order) : Json(nullptr);
  Json flips = Json::array();
  for (const StatementEdit& e : finding.flips) {
    Json edit = statement_json(model, {e.dm, e.statement});
    edit["change"] = edit_names[static_cast<std::size_t>(e.kind)];
    flips.push_back(std::move(edit));
  }
  json["overturned_by"] = std::move(flips);
  json["rests_on"] = finding.rests_on ? statement_json(model, *finding.rests_on) : Json(nullptr);
  json["read_back"] = finding.read_back;
  Json influence = Json::array();
  for (const Influence& i : finding.influence) {
    Json one = statement_json(model, i.statement);
    one["with"] = share_json(i.with);
    one["without"] = share_json(i.without);
    one["difference"] = rounded(i.difference());
    influence.push_back(std::move(one));
  }
  json["influence"] = std::move(influence);
  return json;
}

// The statements that are spoken of, with what they rest on.
Json statements_json(const Model& model) {
  constexpr std::array<std::string_view, 4> basis_names{"own", "ascribed", "revealed",
                                                        "afterwards"};
  Json list = Json::array();
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i) {
    const auto* statements = std::get_if<Statements>(&model.decision_makers[i].preference);
    if (statements == nullptr) continue;
    for (std::uint32_t k = 0; k < statements->list.size(); ++k) {
      const Statement& s = statements->list[k];
      Json one = statement_json(model, {DmId(i), k});
      one["text"] = s.text;
      Json basis = Json::array();
      for (const Basis b : s.basis) basis.push_back(basis_names[static_cast<std::size_t>(b)]);
      one["basis"] = std::move(basis);
      Json because = Json::array();
      for (const std::uint32_t e : s.because) because.push_back(model.evidence[e].id);
      one["because"] = std::move(because);
      list.push_back(std::move(one));
    }
  }
  return list;
}

}  // namespace

std::string robust_json(const Graph& graph, const RobustAnswer& answer) {
  const Model& model = *graph.model();
  const Robust& found = answer.found;
  Json json = head("standoff.robust/1", model);
  json["complete"] = found.complete;
  json["blind"] = answer.blind;
  json["orders"] = answer.open_orders ? "all" : "file";
  json["doubt"] = answer.doubt ? Json(rounded(*answer.doubt / 1e6)) : Json("file");
  json["readings"] = found.readings;
  Json doubtful = Json::array();
  for (const StatementId& id : found.doubtful) doubtful.push_back(statement_json(model, id));
  json["doubtful"] = std::move(doubtful);
  Json unordered = Json::array();
  for (const auto& group : found.unordered) {
    Json ids = Json::array();
    for (const StatementId& id : group) ids.push_back(statement_json(model, id));
    unordered.push_back(std::move(ids));
  }
  json["unordered"] = std::move(unordered);
  bool sampled = false;
  for (const Finding& f : found.findings) sampled = sampled || f.share.sampled;
  json["seed"] = sampled ? Json(answer.seed) : Json(nullptr);
  json["changes_tried"] = found.edits;
  Json conclusions = Json::array();
  for (const Finding& f : found.findings) conclusions.push_back(finding_json(graph, f));
  json["conclusions"] = std::move(conclusions);
  json["statements"] = statements_json(model);
  return text_of(json);
}

}  // namespace standoff::report
