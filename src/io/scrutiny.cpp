// Looking at the feasible combinations of a model that reads well.

#include "io/scrutiny.hpp"

#include <algorithm>

#include "graph/columns.hpp"
#include "graph/ranks.hpp"
#include "standoff/graph.hpp"

namespace standoff {
namespace {

// Beyond these a check is not made; `load` must answer quickly whatever the file says. Work is
// counted in formula parts looked at.
constexpr std::size_t most_work = 100'000'000;
constexpr std::size_t most_steps = 3'000'000;
constexpr std::size_t most_states = std::size_t{1} << 16;

std::size_t parts_of(const DecisionMaker& dm) {
  std::size_t parts = 1;
  if (const auto* statements = std::get_if<Statements>(&dm.preference))
    for (const Statement& s : statements->list) parts += size_of(s.formula);
  if (const auto* ranking = std::get_if<Ranking>(&dm.preference))
    for (const auto& tier : ranking->tiers)
      for (const WrittenFormula& f : tier) parts += size_of(f.formula);
  if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
    for (const Payoffs::Weight& w : payoffs->weights) parts += size_of(w.where.formula);
  return parts;
}

// How far to enumerate: a step looks at the rules, a state at everybody's preferences.
LayOutLimits limits_for(const Model& model, double patience) {
  std::size_t rules = 1;
  for (const Rule& rule : model.rules) rules += size_of(rule.formula);
  std::size_t wants = 1;
  for (const DecisionMaker& dm : model.decision_makers) wants += parts_of(dm);
  for (const Merge& merge : model.merges) wants += size_of(merge.where.formula);
  const auto part = [&](std::size_t most) {
    return static_cast<std::size_t>(static_cast<double>(most) * patience);
  };
  LayOutLimits limits;
  limits.max_steps = std::min(part(most_steps), part(most_work) / rules);
  limits.max_states = std::min(part(most_states), part(most_work) / wants);
  return limits;
}

Place at(const std::vector<Place>& places, std::size_t k) {
  return k < places.size() ? places[k] : Place{};
}

// Options that have to be taken for the guard to hold: f with only that option missing is false
// whatever else.
OptionSet required(const Formula& f) {
  OptionSet needed;
  options_of(f).for_each([&](OptionId o) {
    OptionSet decided;
    decided.insert(o);
    if (known(f, {}, decided) == Truth::no) needed.insert(o);
  });
  return needed;
}

// Follows what each guard requires; options that in the end require themselves can never be taken,
// unless one of them is taken at the start.
void check_guards(const Model& model, const Places& places, ProblemList& problems) {
  std::vector<OptionSet> needs(model.options.size());
  for (std::size_t k = 0; k < needs.size(); ++k) {
    const bool taken = model.status_quo && model.status_quo->contains(OptionId(k));
    if (!taken && model.options[k].when) needs[k] = required(*model.options[k].when);
  }
  for (const auto& [start, place] : places.guards) {
    OptionSet reached = needs[index(start)];
    for (bool grown = true; grown;) {
      OptionSet next = reached;
      reached.for_each([&](OptionId o) { next = next | needs[index(o)]; });
      grown = next != reached;
      reached = next;
    }
    if (reached.contains(start))
      problems.add(problem::guard_cycle, place,
                   "\"" + model.option(start).id +
                       "\" can never be taken: its guard waits, in the end, for itself",
                   "let one of the options that wait for each other be taken without the others");
  }
}

std::string example(const Model& model, const OptionSet& taken) {
  std::vector<std::string> ids;
  taken.for_each([&](OptionId o) { ids.push_back(model.option(o).id); });
  return ids.empty() ? "the one where nothing is taken" : "the one with " + listed(ids, 5);
}

void check_status_quo(const Model& model, const Places& places, ProblemList& problems) {
  if (!model.status_quo) return;
  for (std::size_t k = 0; k < model.rules.size(); ++k)
    if (!holds(model.rules[k].formula, *model.status_quo))
      problems.add(problem::infeasible_status_quo, places.status_quo,
                   "the status quo breaks the rule `" + shortened(model.rules[k].text) +
                       "` in line " + std::to_string(at(places.rules, k).line),
                   "change what is taken, or the rule");
}

void check_options(const Model& model, const Places& places, const Columns& columns,
                   ProblemList& problems) {
  for (std::size_t k = 0; k < model.options.size(); ++k) {
    const std::size_t n = columns.where(Formula::option(OptionId(k))).count();
    if (n == 0 || n == columns.states())
      problems.add(problem::idle_option, at(places.options, k),
                   "the option \"" + model.options[k].qualified + "\" is " +
                       (n == 0 ? "not taken" : "taken") + " in every feasible state",
                   "leave it out, or relax the rule that settles it");
  }
}

// False when merged states overlap.
bool check_merges(const Model& model, const Places& places, const std::vector<StateSet>& members,
                  ProblemList& problems) {
  bool apart = true;
  std::optional<StateSet> merged;
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (members[m].count() == 0)
      problems.add(problem::empty_merge, at(places.merges, m),
                   "no feasible state belongs to the merged state \"" + model.merges[m].id + "\"",
                   "its formula contradicts the rules; mend it or leave it out");
    if (!merged) {
      merged = members[m];
      continue;
    }
    StateSet shared = members[m];
    shared &= *merged;
    if (shared.count() > 0) {
      apart = false;
      problems.add(
          problem::merge_overlap, at(places.merges, m),
          "the merged state \"" + model.merges[m].id + "\" shares members with another one",
          "make the two formulas exclude each other, or merge all into one");
    }
    *merged |= members[m];
  }
  return apart;
}

// Whether a statement decides something once those above it that need not count are left out, and
// those that may as well stand below it.
bool matters_in_some_reading(const Preference& preference, std::size_t k, const Columns& columns) {
  const auto* statements = std::get_if<Statements>(&preference);
  if (statements == nullptr) return false;
  const Statement& asked = statements->list[k];
  Statements sure;
  for (std::size_t j = 0; j < k; ++j) {
    const Statement& above = statements->list[j];
    const bool same_group = above.any_order && above.any_order == asked.any_order;
    if (!above.doubtful() && !above.hindsight() && !same_group) sure.list.push_back(above);
  }
  if (sure.list.size() == k) return false;  // nothing was left out
  sure.list.push_back(asked);
  const std::size_t last = sure.list.size() - 1;
  const std::vector<std::size_t> idle = rank_states(Preference(std::move(sure)), columns).idle;
  return std::find(idle.begin(), idle.end(), last) == idle.end();
}

void check_preferences(const Model& model, const Places& places, const std::vector<OptionSet>& rows,
                       const std::vector<StateSet>& members, const Columns& columns,
                       ProblemList& problems) {
  for (std::size_t dm = 0; dm < model.decision_makers.size(); ++dm) {
    const DecisionMaker& who = model.decision_makers[dm];
    const Ranked ranked = rank_states(model, DmId(dm), columns);
    for (const std::size_t k : ranked.idle) {
      if (matters_in_some_reading(who.preference, k, columns)) continue;
      problems.add(
          problem::idle_preference,
          at(dm < places.preferences.size() ? places.preferences[dm] : std::vector<Place>{}, k),
          "decision maker \"" + who.id +
              "\": this never matters; no two feasible states differ because of it",
          "it holds everywhere or nowhere, or what stands above it already decides; remove it or "
          "move it up");
    }
    if (ranked.unranked > 0)
      problems.add(problem::unranked_states,
                   dm < places.preferences.size() && !places.preferences[dm].empty()
                       ? places.preferences[dm].back()
                       : Place{},
                   "decision maker \"" + who.id + "\" ranks " + std::to_string(ranked.unranked) +
                       " of " + std::to_string(columns.states()) +
                       " states in no tier; they come last, all alike",
                   "add a last tier `true` when that is meant");
    for (std::size_t m = 0; m < members.size(); ++m) {
      std::optional<std::size_t> first;
      bool told = false;
      members[m].for_each([&](StateId row) {
        if (!first) first = index(row);
        if (told || ranked.ranks[index(row)] == ranked.ranks[*first]) return;
        told = true;
        problems.add(problem::merged_ranks_differ, at(places.merges, m),
                     "decision maker \"" + who.id + "\" does not rank all members of \"" +
                         model.merges[m].id + "\" alike; " + example(model, rows[*first]) +
                         " counts for all",
                     "put a statement about \"" + model.merges[m].id +
                         "\" above those that tell its members apart");
      });
    }
  }
}

}  // namespace

void scrutinise(const Model& model, const Places& places, ProblemList& problems, double patience) {
  if (model.is_explicit()) {
    const std::size_t states = model.explicit_graph->states.size();
    if (states <= limits_for(model, patience).max_states)
      check_preferences(model, places, {}, {}, Columns(states), problems);
    return;
  }
  check_status_quo(model, places, problems);
  const Feasible feasible = enumerate_feasible(model, limits_for(model, patience));
  if (feasible.end == LayOutEnd::done && feasible.rows.empty()) {
    problems.add(problem::no_feasible_state, places.rules.empty() ? Place{} : places.rules.front(),
                 "the rules contradict each other: no combination of options meets them all",
                 "relax one of the rules");
    return;
  }
  check_guards(model, places, problems);
  if (feasible.end != LayOutEnd::done) return;
  const Columns columns(feasible.rows, model.options.size());
  check_options(model, places, columns, problems);
  std::vector<StateSet> members;
  for (const Merge& merge : model.merges) members.push_back(columns.where(merge.where.formula));
  if (!check_merges(model, places, members, problems)) return;
  check_preferences(model, places, feasible.rows, members, columns, problems);
}

}  // namespace standoff
