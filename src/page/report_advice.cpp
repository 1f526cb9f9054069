// What the dispute offers: who is content, what would change it, who could agree on what, and how
// firmly the finding stands.

#include <algorithm>

#include "page/report_parts.hpp"
#include "report/lever_words.hpp"
#include "report/style.hpp"
#include "standoff/deals.hpp"
#include "standoff/levers.hpp"

namespace standoff::page {
namespace {

constexpr std::size_t most_cards = 3;  // targets of levers
constexpr std::size_t most_deals = 2;
constexpr std::size_t most_plans = 2;
constexpr std::uint32_t lever_depth = 2;

std::string answers(const report::Words& words, const std::vector<Move>& moves) {
  std::vector<std::string> parts;
  for (const Move& move : moves) parts.push_back(words.then_could(move));
  return report::enumeration(parts, "and then");
}

// What is asked about, in words.
std::string target_name(const Asking& asking, const RobustRequest::Target& target) {
  if (target.states.size() == 1) return asking.words.state(target.states.front());
  return target.outcome + " (" + report::counted(target.states.size(), "situation") + ")";
}

LeverGoal goal_of(const Asking& asking, const RobustRequest::Target& target) {
  LeverGoal goal;
  const Graph& graph = asking.graph();
  if (target.states.size() == 1 && graph.has_options())
    goal.target = graph.members(target.states.front());
  else if (target.states.size() == 1)
    goal.target = static_cast<std::uint32_t>(index(target.states.front()));
  else
    for (const Outcome& outcome : asking.model().outcomes)
      if (outcome.id == target.outcome) goal.target = outcome.where.formula;
  return goal;
}

std::vector<RobustRequest::Target> targets(const Asking& asking) {
  if (!asking.request.wanted.empty()) return asking.request.wanted;
  std::vector<RobustRequest::Target> all;
  for (const Outcome& outcome : asking.model().outcomes) {
    RobustRequest::Target target;
    target.outcome = outcome.id;
    asking.graph().where(outcome.where.formula).for_each([&](StateId s) {
      target.states.push_back(s);
    });
    if (!target.states.empty()) all.push_back(std::move(target));
  }
  return all;
}

bool alike(const Plan& a, const Plan& b) {  // but for the place where one statement is put
  if (a.edits.size() != b.edits.size()) return false;
  for (std::size_t k = 0; k < a.edits.size(); ++k) {
    Edit moved = b.edits[k];
    moved.to = a.edits[k].to;
    if (!(moved == a.edits[k])) return false;
  }
  return true;
}

Data lever_card(const Asking& asking, const RobustRequest::Target& target,
                const LeversAnswer& answer) {
  Data card;
  card.set("target", "To make " + target_name(asking, target) + " last");
  card.set("now", answer.count == 0 ? "No change of one or two statements, options or rules does."
                                    : "Not so as things stand. " +
                                          report::counted(answer.count, "smallest plan") + " of " +
                                          report::counted(*answer.least, "change") +
                                          (answer.count == 1 ? ":" : ", among them:"));
  Data plans{Data::type::list};
  std::vector<const Plan*> told;
  for (const Plan& plan : answer.plans) {
    if (told.size() == most_plans) break;
    if (std::any_of(told.begin(), told.end(), [&](const Plan* p) { return alike(*p, plan); }))
      continue;
    told.push_back(&plan);
    std::string what;
    for (const std::string& sentence : report::plan_in_words(asking.words, plan))
      what += (what.empty() ? "" : " ") + sentence;
    const report::Objections against = report::objections(asking.words, plan);
    std::vector<std::string> all = against.evidence;
    if (!against.assumptions.empty())
      all.push_back("it touches an assumption, " + report::enumeration(against.assumptions));
    Data row;
    row.set("what", what);
    row.set("against?", !all.empty());
    row.set("against", report::enumeration(all));
    plans.push_back(row);
  }
  card.set("plans", plans);
  return card;
}

}  // namespace

Data positions(const Asking& asking, std::size_t most) {
  Data list{Data::type::list};
  const Graph& graph = asking.graph();
  if (!graph.status_quo()) return list;
  const StateId now = *graph.status_quo();
  std::vector<std::pair<int, Data>> rows;
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    const Settings& settings = asking.subject.analysis.settings;
    const Verdict verdict = judge(*find_concept("seq"), graph, DmId(i), now, settings);
    Data row;
    row.set("who", asking.words.name(DmId(i)));
    if (verdict.threats.empty()) {
      row.set("what", "has nothing to gain by a move of its own.");
      rows.emplace_back(2, row);
      continue;
    }
    const auto open = std::find_if(verdict.threats.begin(), verdict.threats.end(),
                                   [](const Threat& threat) { return !threat.sanction; });
    const Threat& told = open != verdict.threats.end() ? *open : verdict.threats.front();
    const std::string more =
        verdict.threats.size() == 1
            ? ""
            : " (and has " + report::counted(verdict.threats.size() - 1, "more such move") + ")";
    if (told.sanction)
      row.set("what", "could " + asking.words.doing(told.improvement) + " and gain" + more +
                          ", but then " + answers(asking.words, *told.sanction) +
                          ", and the gain would be gone.");
    else
      row.set("what", "could " + asking.words.doing(told.improvement) + " and gain" + more +
                          "; nobody would find it worth while to take that away.");
    rows.emplace_back(told.sanction ? 1 : 0, row);
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t k = 0; k < rows.size() && k < most; ++k) list.push_back(rows[k].second);
  if (rows.size() > most) {
    Data rest;
    rest.set("who", report::counted(rows.size() - most, "other"));
    rest.set("what", "are not told of here; the verb why tells of each.");
    list.push_back(rest);
  }
  return list;
}

void add_levers(Asking& asking, Data& page) {
  Data cards{Data::type::list};
  std::string none;
  std::size_t told = 0;
  if (asking.graph().states() > most_states_for_levers) {
    none = "Not looked for: levers are sought in at most 4,096 situations.";
  } else {
    std::vector<std::string> lasting;
    std::size_t unknown = 0;  // stopped before it was known
    for (const RobustRequest::Target& target : targets(asking)) {
      LeversRequest ask;
      ask.goal = goal_of(asking, target);
      ask.concept_ = find_concept("seq");
      ask.depth = lever_depth;
      ask.limit = 12;
      ask.stop = asking.request.stop;
      const LeversAnswer answer = levers(asking.model(), ask);
      asking.complete = asking.complete && answer.complete;
      if (answer.least == 0U)
        lasting.push_back(target.outcome.empty() ? target_name(asking, target) : target.outcome);
      else if (!answer.complete)
        ++unknown;
      else if (told++ < most_cards)
        cards.push_back(lever_card(asking, target, answer));
    }
    if (told == 0 && unknown > 0)
      none = "The search was stopped before it found any.";
    else if (told == 0)
      none = lasting.empty() ? "The file names no outcome that somebody might want."
                             : "Nothing has to change: " + report::enumeration(lasting) +
                                   " can last as things stand (seq).";
  }
  page.set("levers", cards);
  page.set("more_levers?", told > most_cards);
  page.set("more_levers", told > most_cards
                              ? report::counted(told - most_cards, "more outcome") +
                                    " would need a change (the verb levers tells which)."
                              : "");
  page.set("levers?", told > 0);
  page.set("no_levers", none);
}

void add_deals(Asking& asking, Data& page) {
  Data cards{Data::type::list};
  std::string none;
  std::size_t found = 0;
  const Graph& graph = asking.graph();
  if (!graph.status_quo()) {
    none = "Deals start from where the dispute stands, and the file does not say where.";
  } else {
    DealsRequest ask;
    ask.state = *graph.status_quo();
    ask.stop = asking.request.stop;
    const Deals all = deals(graph, ask);
    asking.complete = asking.complete && all.complete;
    for (const GroupDeals& group : all.groups)
      for (const Deal& deal : group.deals) {
        if (!deal.undominated || found++ >= most_deals) continue;
        std::vector<std::string> names;
        for (const DmId dm : group.group) names.push_back(asking.words.called(dm));
        Data card;
        card.set("who",
                 report::capital(report::enumeration(names)) + " → " + asking.words.state(deal.to));
        Data gives{Data::type::list};
        for (const DmId dm : group.group)
          if (const std::string share =
                  graph.has_options() ? asking.words.share(dm, ask.state, deal.to) : std::string();
              !share.empty())
            gives.push_back(Data(asking.words.name(dm) + " would " + share + "."));
        card.set("gives", gives);
        std::vector<std::string> tempted;
        for (const Deal::Temptation& t : deal.temptations)
          tempted.push_back(asking.words.called(t.move.dm));
        std::string lasts = tempted.empty() ? "Nobody in it gains by going back on it."
                                            : report::capital(report::enumeration(tempted)) +
                                                  " would gain by going back on it.";
        lasts += deal.credible.spoilt ? " Others could spoil it and would gain by that."
                                      : " None of the others' answers that pay them takes it away.";
        card.set("lasts", lasts);
        cards.push_back(card);
      }
    if (found == 0)
      none =
          "No group has something that all its members prefer to how things stand and that "
          "needs each of them.";
  }
  page.set("deals", cards);
  page.set("deals?", found > 0);
  page.set("no_deals", none);
  page.set("more_deals?", found > most_deals);
  page.set("more_deals", found > most_deals ? report::counted(found - most_deals, "more deal") +
                                                  " (the verb deals tells all)."
                                            : "");
}

Data robustness(Asking& asking) {
  Data tile;
  tile.set("name", "Robustness");
  tile.set("number", "–");
  const Graph& graph = asking.graph();
  if (!graph.status_quo()) {
    tile.set("text", "The file does not say where the dispute stands.");
    return tile;
  }
  RobustRequest ask;
  ask.targets.push_back({{*graph.status_quo()}, ""});
  ask.concepts = {find_concept("seq")};
  ask.influence = false;
  ask.stop = asking.request.stop;
  const Robust found = robust(graph, ask);
  asking.complete = asking.complete && found.complete;
  const Finding& finding = found.findings.front();
  const std::string as_written =
      finding.as_written ? "; as written, it is" : "; as written, it is not";
  const bool open = !found.doubtful.empty() || !found.unordered.empty();
  if (open && finding.share.exact) {
    tile.set("number", short_text(*finding.share.exact));
    tile.set("text", "of the readings that the file leaves open make the situation stable (seq)" +
                         as_written + ".");
  } else if (finding.any_order) {
    tile.set("number", short_text(*finding.any_order));
    tile.set("text",
             "of the orders in which the statements could stand make the situation stable "
             "(seq)" +
                 as_written + ".");
  } else {
    tile.set("text", finding.how.empty() ? "Preferences are taken as written; nothing is left open."
                                         : "Not counted: " + finding.how + ".");
  }
  return tile;
}

}  // namespace standoff::page
