// The evidence ledger: every passage, what it carries, what contradicts it; and what rests on
// nothing.

#include <array>

#include "page/report_parts.hpp"
#include "report/disputed.hpp"
#include "report/measured.hpp"
#include "report/style.hpp"

namespace standoff::page {
namespace {

using Carried = std::vector<std::vector<std::string>>;  // by evidence item: claims that rest on it

Carried carried(const report::Words& words, const Model& model) {
  Carried by(model.evidence.size());
  const auto claim = [&](const Because& because, const std::string& what) {
    for (const std::uint32_t e : because) by[e].push_back(what);
  };
  for (const Option& option : model.options) claim(option.because, "option: " + option.name);
  for (const Rule& rule : model.rules) claim(rule.because, "rule: " + rule.text);
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i) {
    const DecisionMaker& dm = model.decision_makers[i];
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      for (const Statement& s : statements->list)
        claim(s.because, words.name(DmId(i)) + " wants: " + s.text);
    if (const auto* ranking = std::get_if<Ranking>(&dm.preference))
      claim(ranking->because, words.name(DmId(i)) + "'s ranking");
    if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
      claim(payoffs->because, words.name(DmId(i)) + "'s payoffs");
    for (const Statement& s : dm.candidates)
      claim(s.because, words.name(DmId(i)) + " might adopt: " + s.text);
  }
  claim(model.status_quo_because, "where it stands");
  for (const Measure& measure : model.measures)
    for (const Measure::Claim& one : measure.claims)
      claim(one.because, measure.name + ": " + report::range(one.value));
  for (const Channel& channel : model.channels) claim(channel.because, "channel: " + channel.name);
  for (const Stage& stage : model.stages) claim(stage.because, "stage: " + stage.name);
  for (const Viewpoint& view : model.views)
    claim(view.because, "what " + words.called(view.of) + " believes");
  for (const Question& question : model.questions) claim(question.because, question.text);
  return by;
}

std::string origin(const Model& model, const Evidence& item) {
  const Source& source = model.sources[item.source];
  return report::joined(
      {item.speaker, item.date.empty() ? source.date : item.date, "[" + source.id + "]"}, "; ");
}

std::string status(const Evidence& item, const AnchorResult* result) {
  if (!item.at && !item.quote) return "no passage named";
  if (result == nullptr) return "not checked";
  constexpr std::array<std::string_view, 5> names{"stands as told", "stands elsewhere",
                                                  "stands nearly so", "not found in the source",
                                                  "source not at hand"};
  return std::string(names[static_cast<std::size_t>(result->anchor)]);
}

Data rival(const Model& model, const Evidence& item, const std::string& role) {
  Data data;
  data.set("role", role);
  data.set("id", item.id);
  data.set("says", item.says);
  data.set("origin", origin(model, item));
  return data;
}

}  // namespace

void add_evidence(const Asking& asking, Data& page) {
  const Model& model = asking.model();
  const auto& anchors = asking.request.checked.anchors;
  const Carried by = carried(asking.words, model);
  Data ledger{Data::type::list};
  std::size_t exact = 0;
  std::size_t orphans = 0;
  for (std::size_t e = 0; e < model.evidence.size(); ++e) {
    const Evidence& item = model.evidence[e];
    const AnchorResult* result = e < anchors.size() ? &anchors[e] : nullptr;
    const bool orphan = result != nullptr && result->anchor == Anchor::missing;
    orphans += orphan ? 1 : 0;
    exact += result != nullptr && result->anchor == Anchor::exact ? 1 : 0;
    Data row;
    row.set("id", item.id);
    row.set("says", item.says);
    const std::string quote = item.quote && item.quote->exact != item.says ? item.quote->exact : "";
    row.set("quote?", !quote.empty());
    row.set("quote", quote);
    row.set("note?", !item.note.empty());
    row.set("note", item.note);
    row.set("origin", origin(model, item));
    row.set("carries", by[e].empty() ? "nothing in the model" : report::joined(by[e], "; "));
    row.set("status", status(item, result));
    row.set("orphan", orphan);
    Data rivals{Data::type::list};
    if (!item.disputed_by.empty()) {
      rivals.push_back(rival(model, item, "One says"));
      for (const std::uint32_t other : item.disputed_by)
        rivals.push_back(rival(model, model.evidence[other], "Another says"));
      row.set("rivals", rivals);
    }
    row.set("rivals?", !item.disputed_by.empty());
    ledger.push_back(row);
  }
  page.set("ledger", ledger);
  page.set("ledger?", !model.evidence.empty());
  std::string summary = report::counted(model.evidence.size(), "passage") + " from " +
                        report::counted(model.sources.size(), "source") + ". ";
  if (anchors.empty())
    summary += "They were not checked against the sources for this report.";
  else
    summary += std::to_string(exact) + " stand in the sources as told; " +
               (orphans == 0 ? "none is missing."
                             : std::to_string(orphans) + " could not be found (marked).");
  page.set("ledger_summary", summary);

  Data sources{Data::type::list};
  for (const Source& source : model.sources) {
    Data row;
    row.set("id", source.id);
    // A source without a title goes by who published it.
    row.set("title", source.title.empty() ? source.publisher : source.title);
    row.set("publisher", report::joined({source.title.empty() ? "" : source.publisher, source.date,
                                         source.language},
                                        "; "));
    row.set("url", source.url);
    sources.push_back(row);
  }
  page.set("sources", sources);

  Data numbers{Data::type::list};
  const report::Disputed disputed = report::disputed(model);
  for (const std::uint32_t m : disputed.measures) {
    const Measure& measure = model.measures[m];
    Data row;
    row.set("what", measure.name + " (" + measure.unit + ")");
    Data claims{Data::type::list};
    for (const Measure::Claim& one : measure.claims) {
      Data claim;
      claim.set("value", report::range(one.value));
      std::vector<std::string> origins;
      for (const std::uint32_t e : one.because) origins.push_back(origin(model, model.evidence[e]));
      claim.set("origin", origins.empty() ? "no source" : report::joined(origins, " / "));
      claims.push_back(claim);
    }
    row.set("claims", claims);
    numbers.push_back(row);
  }
  page.set("rival_numbers", numbers);
  page.set("rival_numbers?", !disputed.measures.empty());
}

void add_assumptions(const Asking& asking, Data& page) {
  const report::Assumptions assumed = report::assumptions(asking.model());
  Data list{Data::type::list};
  const auto add = [&](const std::vector<std::string>& what, const std::string& kind) {
    for (const std::string& one : what) list.push_back(Data(kind + one));
  };
  add(assumed.options, "option: ");
  add(assumed.rules, "rule: ");
  add(assumed.statements, "wants: ");
  add(assumed.status_quo, "");
  page.set("assumptions", list);
  page.set("assumptions?", assumed.count() > 0);
  page.set("assumptions_summary", std::to_string(assumed.count()) + " of " +
                                      report::counted(assumed.claims, "claim") + ":");
}

}  // namespace standoff::page
