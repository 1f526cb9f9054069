// Choosing.

#include "analysis/engine.hpp"

#include <algorithm>

#include "dense/carrier.hpp"
#include "model/cube.hpp"
#include "symbolic/carrier.hpp"

namespace standoff {
namespace {

// What these bounds are worth is measured in docs/performance.md.
constexpr std::size_t options_always_listed = 16;
constexpr std::uint64_t states_listed = std::uint64_t{1} << 18;
// Swept in seconds whatever the dispute is like.
constexpr std::size_t options_swept = 28;
// Where no answer need be credible, diagrams are done in no time.
constexpr std::size_t options_swept_without_answers = 22;
// Of one decision maker; beyond them diagrams grow out of hand.
constexpr std::size_t statements_with_answers = 12;
constexpr std::size_t statements_without_answers = 20;

// Why only the sparse engine can answer; empty when others can.
std::string must_list(const Model& model, const SolveRequest& request) {
  if (std::string why = not_a_cube(model); !why.empty()) return why;
  for (const SolutionConcept* c : request.concepts)
    if (std::string why = beyond_calculus(*c, model, request.settings); !why.empty()) return why;
  return {};
}

template <typename Refusal>
std::string first_condition_refused(const Model& model, const SolveRequest& request,
                                    Refusal refusal) {
  for (const SolutionConcept* c : request.concepts)
    for (std::size_t i = 0; i < model.decision_makers.size(); ++i)
      if (std::string why = refusal(c->solve(DmId(i), request.settings)); !why.empty())
        return std::string(c->key) + ": " + why;
  return {};
}

// What makes ranks hard for diagrams: the statements of one decision maker. Payoffs are worse: they
// have to be added up.
std::size_t most_statements(const Model& model) {
  std::size_t most = 0;
  for (const DecisionMaker& dm : model.decision_makers) {
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      most = std::max(most, statements->list.size());
    if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
      most = std::max(most, 4 * payoffs->weights.size());
  }
  return most;
}

std::optional<Count> count_feasible(const Model& model, const SolveRequest& request) {
  SymbolicCarrier carrier(model, {.bytes = std::size_t{1} << 28, .stop = request.stop});
  const auto feasible = carrier.feasible();
  return feasible ? std::optional(feasible->count()) : std::nullopt;
}

std::string plural(std::size_t n, const std::string& what) {
  return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
}

EngineChoice fitting(const Model& model, const SolveRequest& request) {
  if (std::string why = must_list(model, request); !why.empty()) return {Engine::sparse, why, {}};
  const std::size_t options = model.options.size();
  if (options <= options_always_listed)
    return {Engine::sparse, "only " + plural(options, "option"), {}};
  const std::optional<Count> feasible = count_feasible(model, request);
  const std::string seen = plural(options, "option") + ", " +
                           (feasible ? feasible->text() : "an unknown number of") +
                           " feasible states";
  if (feasible && *feasible <= Count(states_listed))
    return {Engine::sparse, seen + ", few enough to list", {}};

  const std::string no_dense = DenseCarrier::refusal(model);
  const std::string no_symbolic = first_condition_refused(
      model, request,
      [](const Condition& condition) { return SymbolicCarrier::cannot(condition); });
  const std::size_t statements = most_statements(model);
  const bool answers =
      std::any_of(request.concepts.begin(), request.concepts.end(),
                  [](const SolutionConcept* c) { return c->answer == Answer::credible; });
  const bool few = statements <= (answers ? statements_with_answers : statements_without_answers);
  const std::size_t swept = answers ? options_swept : options_swept_without_answers;
  if (no_dense.empty() && options <= swept)
    return {Engine::dense, seen + ": the whole cube is soon swept", {}};
  if (no_symbolic.empty() && (few || !no_dense.empty()))
    return {Engine::symbolic, seen + (few ? ", few statements" : "; no sweep: " + no_dense), {}};
  if (no_dense.empty())
    return {Engine::dense,
            seen + "; no diagrams: " +
                (no_symbolic.empty() ? "too many statements or payoffs" : no_symbolic),
            {}};
  return {Engine::sparse, seen + "; no sweep: " + no_dense + "; no diagrams: " + no_symbolic, {}};
}

}  // namespace

EngineChoice choose_engine(const Model& model, const SolveRequest& request) {
  if (!request.engine) return fitting(model, request);
  EngineChoice choice{*request.engine, "asked for", {}};
  if (choice.engine == Engine::sparse) return choice;
  choice.refusal = must_list(model, request);
  if (choice.refusal.empty() && choice.engine == Engine::dense)
    choice.refusal = DenseCarrier::refusal(model);
  if (choice.refusal.empty() && choice.engine == Engine::symbolic)
    choice.refusal = first_condition_refused(model, request, [](const Condition& condition) {
      return SymbolicCarrier::cannot(condition);
    });
  if (!choice.refusal.empty())
    choice.refusal = "the " + std::string(name_of(choice.engine)) +
                     " engine cannot answer this: " + choice.refusal + "; use --engine " +
                     std::string(name_of(fitting(model, request).engine));
  return choice;
}

}  // namespace standoff
