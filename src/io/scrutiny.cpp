// Looking at the feasible combinations of a model that reads well.

#include "io/scrutiny.hpp"

#include <algorithm>

#include "graph/columns.hpp"
#include "graph/ranks.hpp"
#include "standoff/graph.hpp"

namespace standoff {
namespace {

// Beyond these a check is not made; `load` must answer quickly whatever the file says.
constexpr std::size_t most_steps = 30'000'000;
constexpr std::size_t most_states = std::size_t{1} << 16;

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
  for (const auto& [start, place] : places.guards) {
    if (model.status_quo && model.status_quo->contains(start)) continue;
    OptionSet reached = required(*model.option(start).when);
    for (bool grown = true; grown;) {
      OptionSet next = reached;
      reached.for_each([&](OptionId o) {
        const bool taken = model.status_quo && model.status_quo->contains(o);
        if (!taken && model.option(o).when) next = next | required(*model.option(o).when);
      });
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
  for (const Rule& rule : model.rules)
    if (!holds(rule.formula, *model.status_quo))
      problems.add(problem::infeasible_status_quo, places.status_quo,
                   "the status quo breaks the rule `" + rule.text + "`",
                   "mend the status quo or the rule");
}

void check_options(const Model& model, const Columns& columns, ProblemList& problems) {
  for (std::size_t k = 0; k < model.options.size(); ++k) {
    const std::size_t n = columns.where(Formula::option(OptionId(k))).count();
    if (n == 0 || n == columns.states())
      problems.add(problem::idle_option, {},
                   "the option \"" + model.options[k].qualified + "\" is " +
                       (n == 0 ? "not taken" : "taken") + " in every feasible state",
                   "is a rule too strong?");
  }
}

void check_merges(const Model& model, const Places& places, const std::vector<OptionSet>& rows,
                  const Columns& columns, ProblemList& problems) {
  StateSet merged(rows.size());
  for (std::size_t m = 0; m < model.merges.size(); ++m) {
    const StateSet members = columns.where(model.merges[m].where.formula);
    if (members.count() == 0)
      problems.add(problem::empty_merge, at(places.merges, m),
                   "no feasible state belongs to the merged state \"" + model.merges[m].id + "\"");
    StateSet shared = members;
    shared &= merged;
    if (shared.count() > 0)
      problems.add(
          problem::merge_overlap, at(places.merges, m),
          "the merged state \"" + model.merges[m].id + "\" shares members with another one",
          "make the two formulas exclude each other, or merge all into one");
    merged |= members;
  }
}

void check_preferences(const Model& model, const Places& places, const std::vector<OptionSet>& rows,
                       const Columns& columns, ProblemList& problems) {
  for (std::size_t dm = 0; dm < model.decision_makers.size(); ++dm) {
    const DecisionMaker& who = model.decision_makers[dm];
    const Ranked ranked = rank_states(model, DmId(dm), columns);
    for (const std::size_t k : ranked.idle)
      problems.add(
          problem::idle_preference,
          at(dm < places.preferences.size() ? places.preferences[dm] : std::vector<Place>{}, k),
          "decision maker \"" + who.id +
              "\": this never matters; no two feasible states differ because of it",
          "it holds everywhere or nowhere, or what stands above it already decides; remove it or "
          "move it up");
    if (ranked.unranked > 0)
      problems.add(problem::unranked_states,
                   dm < places.preferences.size() && !places.preferences[dm].empty()
                       ? places.preferences[dm].back()
                       : Place{},
                   "decision maker \"" + who.id + "\" ranks " + std::to_string(ranked.unranked) +
                       " of " + std::to_string(columns.states()) +
                       " states in no tier; they come last, all alike",
                   "add a last tier `true` when that is meant");
    for (std::size_t m = 0; m < model.merges.size(); ++m) {
      std::optional<std::size_t> first;
      bool told = false;
      columns.where(model.merges[m].where.formula).for_each([&](StateId row) {
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

void scrutinise(const Model& model, const Places& places, ProblemList& problems) {
  if (model.is_explicit()) {
    check_preferences(model, places, {}, Columns(model.explicit_graph->states.size()), problems);
    return;
  }
  check_status_quo(model, places, problems);
  LayOutLimits limits;
  limits.max_states = most_states;
  limits.max_steps = most_steps;
  const Feasible feasible = enumerate_feasible(model, limits);
  if (feasible.end == LayOutEnd::done && feasible.rows.empty()) {
    problems.add(problem::no_feasible_state, places.rules.empty() ? Place{} : places.rules.front(),
                 "the rules contradict each other: no combination of options meets them all",
                 "relax one of the rules");
    return;
  }
  check_guards(model, places, problems);
  if (feasible.end != LayOutEnd::done) return;
  const Columns columns(feasible.rows, model.options.size());
  check_options(model, columns, problems);
  check_merges(model, places, feasible.rows, columns, problems);
  check_preferences(model, places, feasible.rows, columns, problems);
}

}  // namespace standoff
