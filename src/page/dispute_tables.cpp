// Filling the tables.

#include "page/dispute_tables.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "report/answers.hpp"
#include "report/settlements.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::page {
namespace {

std::string ids(const Model& model, const std::vector<std::uint32_t>& evidence) {
  std::vector<std::string> out;
  for (const std::uint32_t k : evidence) out.push_back(model.evidence[k].id);
  return report::joined(out);
}

std::string ways(const Option& option) {
  switch (option.direction) {
    case Direction::take_only:
      return "once taken, never dropped";
    case Direction::drop_only:
      return "once dropped, never taken again";
    case Direction::locked:
      return "as it is in this stage";
    case Direction::both:
      break;
  }
  return "taken and dropped";
}

// Y, N, or "-" where some members take it and some do not.
std::string cell(const std::vector<OptionSet>& members, OptionId o) {
  std::size_t taken = 0;
  for (const OptionSet& member : members) taken += member.contains(o) ? 1 : 0;
  return taken == members.size() ? "Y" : taken == 0 ? "N" : "-";
}

// Ids of those who find the state stable; "all" where everybody does.
std::string stable_for(const figure::Subject& subject, std::size_t c, StateId s) {
  const Model& model = *subject.graph.model();
  std::vector<std::string> who;
  bool known = true;
  for (std::size_t i = 0; i < subject.graph.dms(); ++i) {
    const auto& set = subject.analysis.stable[c][i];
    known = known && set.has_value();
    if (set && set->contains(s)) who.push_back(model.decision_makers[i].id);
  }
  if (!known) return "?";
  return who.size() == subject.graph.dms() ? "all" : report::joined(who, " ");
}

// What rests on each piece of evidence, in the file's order.
std::vector<std::vector<std::string>> supported(const Model& model) {
  std::vector<std::vector<std::string>> out(model.evidence.size());
  const auto claim = [&](const Because& because, const std::string& what) {
    for (const std::uint32_t k : because) out[k].push_back(what);
  };
  for (const Option& option : model.options) claim(option.because, "option " + option.qualified);
  for (const DecisionMaker& dm : model.decision_makers) {
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      for (std::size_t k = 0; k < statements->list.size(); ++k)
        claim(statements->list[k].because, "statement " + dm.id + " " + std::to_string(k + 1));
    if (const auto* ranking = std::get_if<Ranking>(&dm.preference))
      claim(ranking->because, "ranking of " + dm.id);
    if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
      claim(payoffs->because, "payoffs of " + dm.id);
    for (const Statement& candidate : dm.candidates)
      claim(candidate.because, "candidate of " + dm.id + ": " + candidate.text);
  }
  for (const Rule& rule : model.rules) claim(rule.because, "rule " + rule.text);
  for (const Merge& merge : model.merges) claim(merge.because, "merged state " + merge.id);
  claim(model.status_quo_because, "the status quo");
  for (const Measure& measure : model.measures)
    for (const Measure::Claim& value : measure.claims)
      claim(value.because, "measure " + measure.id);
  for (const Channel& channel : model.channels) claim(channel.because, "channel " + channel.id);
  for (const Stage& stage : model.stages) claim(stage.because, "stage " + stage.id);
  for (const Viewpoint& view : model.views) claim(view.because, "view of " + model.dm(view.of).id);
  for (const Question& question : model.questions)
    claim(question.because, "question " + question.id);
  return out;
}

std::string_view name_of(EvidenceKind kind) {
  constexpr std::array<std::string_view, 7> names{"",           "fact",      "aim",    "threat",
                                                  "commitment", "procedure", "channel"};
  return names[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string short_id(const Model& model, OptionId o) {
  const Option& option = model.option(o);
  const auto same = std::count_if(model.options.begin(), model.options.end(),
                                  [&](const Option& other) { return other.id == option.id; });
  return same == 1 ? option.id : option.qualified;
}

std::vector<StateId> nearest_states(const Graph& graph, std::size_t limit,
                                    std::vector<std::uint32_t>& out, std::stop_token stop) {
  out.assign(graph.states(), Reach::never);
  if (const auto now = graph.status_quo()) {
    PathQuery query;
    query.stop = std::move(stop);
    out = report::nearest(graph, *now, query).distance;
  }
  std::vector<StateId> order;
  for (std::size_t s = 0; s < graph.states(); ++s) order.push_back(StateId(s));
  std::stable_sort(order.begin(), order.end(),
                   [&](StateId a, StateId b) { return out[index(a)] < out[index(b)]; });
  if (limit != 0 && order.size() > limit) order.resize(limit);
  return order;
}

figure::Table options_table(const figure::Subject& subject) {
  const Graph& graph = subject.graph;
  const Model& model = *graph.model();
  figure::Table table{
      "Options: what each can do",
      {"option", "whose", "name", "otherwise", "may be", "only where", "now", "evidence"},
      {}};
  for (std::size_t k = 0; k < model.options.size(); ++k) {
    const Option& option = model.options[k];
    table.rows.push_back(
        {short_id(model, OptionId(k)), option.owner ? model.dm(*option.owner).name : "nobody's",
         option.name, option.otherwise, ways(option), option.when_text,
         graph.status_quo() ? cell(graph.members(*graph.status_quo()), OptionId(k)) : "",
         ids(model, option.because)});
  }
  return table;
}

figure::Table states_table(const figure::Subject& subject, std::size_t limit) {
  const Graph& graph = subject.graph;
  const Model& model = *graph.model();
  const report::Words words(graph);
  figure::Table table;
  table.columns = {"state", "outcomes"};
  for (std::size_t k = 0; k < model.options.size(); ++k)
    table.columns.push_back(short_id(model, OptionId(k)));
  const bool begins = graph.status_quo().has_value();
  if (begins) table.columns.emplace_back("moves from now");
  for (const DecisionMaker& dm : model.decision_makers) table.columns.push_back("rank " + dm.id);
  for (const SolutionConcept* c : subject.analysis.concepts) table.columns.emplace_back(c->key);

  std::vector<std::uint32_t> distance;
  std::vector<StateId> states = nearest_states(graph, limit, distance);
  std::sort(states.begin(), states.end());
  for (const StateId s : states) {
    std::vector<std::string> row{graph.label(s), report::joined(words.outcomes(s))};
    if (!graph.has_options()) {
      const ExplicitGraph::State& state = model.explicit_graph->states[index(s)];
      if (state.name != state.id) row[1] = row[1].empty() ? state.name : state.name + ", " + row[1];
    }
    if (graph.has_options()) {
      const std::vector<OptionSet> members = graph.members(s);
      for (std::size_t k = 0; k < model.options.size(); ++k)
        row.push_back(cell(members, OptionId(k)));
    }
    if (begins)
      row.push_back(distance[index(s)] == Reach::never ? "" : std::to_string(distance[index(s)]));
    for (std::size_t i = 0; i < graph.dms(); ++i)
      row.push_back(std::to_string(graph.rank(DmId(i), s)));
    for (std::size_t c = 0; c < subject.analysis.concepts.size(); ++c)
      row.push_back(stable_for(subject, c, s));
    table.rows.push_back(std::move(row));
  }
  table.caption = "States: ";
  table.caption += table.rows.size() < graph.states()
                       ? "the " + std::to_string(table.rows.size()) + " of " +
                             std::to_string(graph.states()) +
                             " that are fewest moves away from where the dispute stands"
                       : "all " + std::to_string(graph.states());
  table.caption +=
      ". Of two ranks the higher is preferred; under each view, who finds the state stable.";
  if (graph.merged()) table.caption += " \"-\": the options differ within what counts as one.";
  return table;
}

figure::Table moves_table(const figure::Subject& subject, bool improvements_only) {
  const Graph& graph = subject.graph;
  const Model& model = *graph.model();
  const report::Words words(graph);
  figure::Table table{improvements_only ? "Moves that pay whoever makes them" : "Moves",
                      {"from", "to", "by", "does", "improvement", "reversible"},
                      {}};
  for (std::size_t s = 0; s < graph.states(); ++s)
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      const auto targets = improvements_only ? graph.improvements(DmId(i), StateId(s))
                                             : graph.targets(DmId(i), StateId(s));
      for (const StateId t : targets)
        table.rows.push_back({graph.label(StateId(s)), graph.label(t), model.decision_makers[i].id,
                              words.doing({DmId(i), StateId(s), t}),
                              graph.prefers(DmId(i), t, StateId(s)) ? "yes" : "no",
                              graph.moves(DmId(i)).can_move(t, StateId(s)) ? "yes" : "no"});
    }
  return table;
}

figure::Table evidence_table(const Model& model) {
  figure::Table table{
      "Evidence: who said what, and what rests on it",
      {"id", "says", "kind", "speaker", "date", "source", "url", "disputed by", "supports"},
      {}};
  const auto supports = supported(model);
  for (std::size_t k = 0; k < model.evidence.size(); ++k) {
    const Evidence& item = model.evidence[k];
    const Source& source = model.sources[item.source];
    std::vector<std::string> named;
    for (const std::string* part : {&source.title, &source.publisher, &source.date})
      if (!part->empty()) named.push_back(*part);
    table.rows.push_back({item.id, item.says, std::string(name_of(item.kind)), item.speaker,
                          item.date, named.empty() ? source.id : report::joined(named), source.url,
                          ids(model, item.disputed_by), report::joined(supports[k])});
  }
  return table;
}

figure::Table assumptions_table(const Model& model) {
  figure::Table table{"Assumptions: what rests on no evidence", {"kind", "claim"}, {}};
  const report::Assumptions found = report::assumptions(model);
  const auto list = [&](const std::vector<std::string>& claims, const std::string& kind) {
    for (const std::string& claim : claims) table.rows.push_back({kind, claim});
  };
  list(found.options, "option");
  list(found.rules, "rule");
  list(found.statements, "preference");
  list(found.status_quo, "status quo");
  return table;
}

}  // namespace standoff::page
