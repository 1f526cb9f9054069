// Which conclusions changed, and which single change makes the difference.

#include "standoff/diff.hpp"

#include <algorithm>
#include <map>

#include "analysis/diff_changes.hpp"

namespace standoff {
namespace {

using About = Consequence::About;
using Conclusions = std::map<Consequence::Key, std::optional<Count>>;

std::optional<Count> yes_no(bool value) { return Count(value ? 1U : 0U); }

void about_outcomes(const Model& model, const Graph& graph, const Analysis& analysis,
                    const DiffRequest& request, Conclusions& found) {
  std::optional<StateSet> gainful, moving;
  if (graph.status_quo()) {
    const StateId now = *graph.status_quo();
    gainful = reach(graph, now, {.improvements_only = true, .movers = {}, .stop = request.stop})
                  .reached();
    moving = reach(graph, now, {.improvements_only = false, .movers = {}, .stop = request.stop})
                 .reached();
  }
  const auto meets = [](const StateSet& a, StateSet b) {
    b &= a;
    return b.count() > 0;
  };
  for (const Outcome& outcome : model.outcomes) {
    const StateSet where = graph.where(outcome.where.formula);
    for (std::size_t c = 0; c < request.concepts.size(); ++c)
      if (analysis.equilibria[c])
        found[{About::stable, outcome.id, "", std::string(request.concepts[c]->key)}] =
            yes_no(meets(where, *analysis.equilibria[c]));
    if (!gainful) continue;
    found[{About::gainful, outcome.id, "", ""}] = yes_no(meets(where, *gainful));
    found[{About::reachable, outcome.id, "", ""}] = yes_no(meets(where, *moving));
  }
}

// Everything that is said of one version.
Conclusions conclude(const Model& model, const DiffRequest& request, bool& complete) {
  SolveRequest asked;
  asked.concepts = request.concepts;
  asked.threads = request.threads;
  asked.limit = 0;
  asked.stop = request.stop;
  const Solution solution = solve(model, asked);
  complete = complete && solution.complete;
  Conclusions found;
  found[{About::feasible, "", "", ""}] = solution.feasible;
  for (std::size_t c = 0; c < request.concepts.size(); ++c) {
    const std::string key(request.concepts[c]->key);
    found[{About::equilibria, "", "", key}] = solution.equilibria[c].count;
    if (solution.status_quo.empty()) continue;
    for (std::size_t i = 0; i < model.decision_makers.size(); ++i) {
      const auto& stable = solution.status_quo_stable[c][i];
      found[{About::status_quo, "", model.decision_makers[i].id, key}] =
          stable ? yes_no(*stable) : std::nullopt;
    }
  }
  if (solution.graph && solution.analysis)
    about_outcomes(model, *solution.graph, *solution.analysis, request, found);
  return found;
}

}  // namespace

Difference diff(const Model& before, const Model& after, const DiffRequest& request) {
  Common common(before, after);
  const std::vector<DraftEdit> edits = changes_between(before, after, common);
  Difference difference;
  for (const DraftEdit& edit : edits) difference.changes.push_back(edit.change);

  const Conclusions old = conclude(before, request, difference.complete);
  const Conclusions now = conclude(after, request, difference.complete);
  for (const auto& [key, value] : old) {
    const auto other = now.find(key);
    if (other == now.end()) continue;
    ++difference.compared;
    if (value != other->second) difference.conclusions.push_back({key, value, other->second, {}});
  }
  if (difference.conclusions.empty()) return difference;

  for (std::size_t k = 0; k < edits.size(); ++k) {
    if (request.progress)
      request.progress(static_cast<double>(k) / static_cast<double>(edits.size()));
    if (!edits[k].make) continue;
    Draft draft = common.before();
    edits[k].make(draft);
    const std::optional<Model> alone = draft.finished();
    if (!alone) continue;
    const Conclusions with_it = conclude(*alone, request, difference.complete);
    if (request.stop.stop_requested()) break;
    difference.changes[k].tried = true;
    for (Consequence& conclusion : difference.conclusions) {
      const auto found = with_it.find(conclusion.key);
      if (found != with_it.end() && found->second && found->second == conclusion.after)
        conclusion.alone.push_back(k);
    }
  }
  if (request.stop.stop_requested()) difference.complete = false;
  return difference;
}

}  // namespace standoff
