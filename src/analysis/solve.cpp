// From a model to the whole answer, whatever carries it.

#include "standoff/solve.hpp"

#include <algorithm>
#include <stdexcept>

#include "analysis/engine.hpp"
#include "analysis/gather.hpp"
#include "dense/carrier.hpp"
#include "symbolic/carrier.hpp"

namespace standoff {
namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30;

std::string in_gib(std::uint64_t bytes) {
  const std::uint64_t hundredths = (bytes * 100 + gib - 1) / gib;
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + " GiB";
}

// Fills the parts of an answer that do not depend on what carries it.
Solution blank(const Model& model, const SolveRequest& request) {
  Solution solution;
  solution.concepts = request.concepts;
  const std::size_t dms = model.decision_makers.size();
  solution.stable.assign(request.concepts.size(), std::vector<std::optional<Count>>(dms));
  solution.status_quo_stable.assign(request.concepts.size(), std::vector<std::optional<bool>>(dms));
  solution.equilibria.resize(request.concepts.size());
  if (model.status_quo) solution.status_quo = model.status_quo->letters(model.options.size());
  if (model.status_quo_state)
    solution.status_quo = model.explicit_graph->states[*model.status_quo_state].id;
  return solution;
}

void refuse(Solution& solution, std::string why) {
  solution.refusal = std::move(why);
  solution.complete = false;
}

// The sparse engine: everything listed.

void by_list(const Model& model, const SolveRequest& request, Solution& solution) {
  LayOut laid = lay_out(model, request.listing, request.stop);
  if (!laid.graph) {
    solution.complete = false;
    if (laid.end == LayOutEnd::cancelled) return;
    if (laid.end == LayOutEnd::too_many_arcs)
      return refuse(solution, "too many moves between states to list one by one; raise --memory");
    return refuse(solution,
                  "more than " + std::to_string(request.listing.max_states) +
                      " feasible states are too many to list; raise --memory, add rules, or fix "
                      "options that are settled");
  }
  const Graph& graph = solution.graph.emplace(std::move(*laid.graph));
  const Analysis& analysis =
      solution.analysis.emplace(analyse(graph, {.concepts = request.concepts,
                                                .settings = request.settings,
                                                .threads = request.threads,
                                                .stop = request.stop,
                                                .progress = request.progress}));
  solution.complete = analysis.complete;
  solution.feasible = Count(graph.states());
  solution.plan = std::to_string(graph.states()) + " states listed, " +
                  (graph.transitive() ? "transitive moves" : "last mover tracked");
  for (std::size_t c = 0; c < request.concepts.size(); ++c) {
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      const auto& set = analysis.stable[c][i];
      if (!set) continue;
      solution.stable[c][i] = Count(set->count());
      if (graph.status_quo()) solution.status_quo_stable[c][i] = set->contains(*graph.status_quo());
    }
    const auto& set = analysis.equilibria[c];
    if (!set) continue;
    solution.equilibria[c].count = Count(set->count());
    auto& states = solution.equilibria[c].states;
    for (std::uint32_t s = 0; s < graph.states() && states.size() < request.limit; ++s)
      if (set->contains(StateId(s))) states.push_back(graph.label(StateId(s)));
  }
  if (graph.states() > request.limit) return;
  for (std::uint32_t s = 0; s < graph.states(); ++s) {
    Solution::Row& row = solution.rows.emplace_back();
    row.state = graph.label(StateId(s));
    for (std::size_t i = 0; i < graph.dms(); ++i)
      row.rank.push_back(graph.rank(DmId(i), StateId(s)));
    for (std::size_t c = 0; c < request.concepts.size(); ++c) {
      auto& stable = row.stable.emplace_back();
      for (const auto& set : analysis.stable[c])
        stable.push_back(set ? std::optional(set->contains(StateId(s))) : std::nullopt);
    }
  }
}

void by_cube(const Model& model, const SolveRequest& request, Solution& solution) {
  DenseCarrier carrier(model, request.threads, request.memory, request.stop);
  std::vector<std::vector<Condition>> conditions(model.decision_makers.size());
  for (std::size_t i = 0; i < conditions.size(); ++i)
    for (const SolutionConcept* c : request.concepts)
      conditions[i].push_back(c->solve(DmId(i), request.settings));
  const std::uint64_t bytes = carrier.bytes_for(conditions);
  solution.plan = "2^" + std::to_string(model.options.size()) + " combinations, at most " +
                  in_gib(bytes + carrier.cache_bytes()) + " planned";
  if (const std::uint64_t needed = bytes + bytes / 3 + 1;
      request.memory > 0 && needed > request.memory)
    return refuse(solution, "the dense engine needs " + in_gib(needed) +
                                " for this; raise --memory, ask for fewer --concepts, or use "
                                "--engine symbolic");
  gather(carrier, model, request, 1, solution);
  if (!solution.complete && !request.stop.stop_requested())
    refuse(solution, "memory ran out; ask for fewer --concepts, or use --engine symbolic");
}

void by_diagrams(const Model& model, const SolveRequest& request, Solution& solution) {
  const std::size_t at_once = std::clamp<std::size_t>(
      request.threads, 1, std::max<std::size_t>(1, model.decision_makers.size()));
  const std::uint64_t bytes = (request.memory > 0 ? request.memory : 8 * gib) / at_once;
  solution.plan = "diagrams of at most " + in_gib(bytes * at_once);
  SymbolicCarrier carrier(model, {.bytes = bytes, .stop = request.stop});
  gather(carrier, model, request, at_once, solution);
  if (!solution.complete && !request.stop.stop_requested())
    refuse(solution, "the diagrams outgrow " + in_gib(bytes * at_once) +
                         "; raise --memory, or ask for fewer --concepts");
}

}  // namespace

std::string_view name_of(Engine engine) {
  switch (engine) {
    case Engine::sparse:
      return "sparse";
    case Engine::dense:
      return "dense";
    case Engine::symbolic:
      return "symbolic";
  }
  return {};
}

Solution solve(const Model& model, const SolveRequest& request) {
  for (const SolutionConcept* c : request.concepts)
    if (const auto why = refusal(*c, model, request.settings); !why.empty())
      throw std::invalid_argument("solve: " + why);
  Solution solution = blank(model, request);
  const EngineChoice choice = choose_engine(model, request);
  solution.engine = choice.engine;
  solution.why_engine = choice.why;
  if (!choice.refusal.empty()) {
    refuse(solution, choice.refusal);
    return solution;
  }
  switch (choice.engine) {
    case Engine::sparse:
      by_list(model, request, solution);
      break;
    case Engine::dense:
      by_cube(model, request, solution);
      break;
    case Engine::symbolic:
      by_diagrams(model, request, solution);
      break;
  }
  return solution;
}

}  // namespace standoff
