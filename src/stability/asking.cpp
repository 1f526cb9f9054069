// What can be asked of which dispute, and what the calculus can say.

#include <string>

#include "standoff/solution_concept.hpp"

namespace standoff {
namespace {

// What a dispute is like, as far as it decides what can be asked.
struct Kind {
  bool options = false;
  std::size_t dms = 0;
  bool doubtful = false;
};

Kind kind_of(const Graph& graph) {
  Kind kind{graph.has_options(), graph.dms(), false};
  for (std::size_t i = 0; i < graph.dms(); ++i)
    kind.doubtful = kind.doubtful || graph.doubtful(DmId(i));
  return kind;
}

Kind kind_of(const Model& model) {
  Kind kind{!model.is_explicit(), model.decision_makers.size(), false};
  for (const DecisionMaker& dm : model.decision_makers)
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      for (const Statement& statement : statements->list)
        kind.doubtful = kind.doubtful || statement.uncertain;
  return kind;
}

bool together(const SolutionConcept& c) {
  return c.answer == Answer::together || c.answer == Answer::together_unstable;
}

std::string why_not(const SolutionConcept& c, const Kind& kind, const Settings& settings) {
  const bool unknown = settings.unknown != Unknown::counts && kind.doubtful;
  if (together(c) && !kind.options)
    return "simultaneous moves are combined option by option, and an explicit graph has no options";
  if (unknown && settings.strength == Strength::strong)
    return "unknown and strong preference are not combined; leave --unknown or --strength out";
  if (unknown && (together(c) || c.answer == Answer::foreseen))
    return "the attitudes to unknown preference are defined for nash, gmr, smr, seq and sseq; with "
           "--unknown counts the statements count as written";
  if (c.answer == Answer::foreseen && settings.strength == Strength::strong)
    return "a line of play is no sanction that could be strong; leave --strength out";
  if (c.ahead == Ahead::leading && kind.dms > 2)
    return "a leader and a follower are two, and here are " + std::to_string(kind.dms) +
           " decision makers";
  if (c.ahead == Ahead::leading && (!settings.leader || index(*settings.leader) >= kind.dms))
    return "somebody has to lead; name the decision maker with --leader";
  if (c.answer == Answer::foreseen && kind.dms > 2 && settings.followers == Followers::two_only)
    return "it is defined for two decision makers, and here are " + std::to_string(kind.dms) +
           "; who goes on after a move is then contested, and --followers worst-next is one "
           "reading";
  if (c.ahead == Ahead::horizon &&
      (settings.horizon == 0 || settings.horizon > Settings::longest_horizon))
    return "the horizon is from 1 to " + std::to_string(Settings::longest_horizon) + " moves";
  return {};
}

std::string not_said(const SolutionConcept& c, const Kind& kind, const Settings& settings) {
  if (c.solve == nullptr)
    return std::string(c.key) + " is judged state by state, the calculus cannot say it";
  if (settings.sanction != Sanction::not_better || !settings.origin_is_sanction ||
      settings.responses != Responses::legal_sequences)
    return "contested points are set otherwise than in the definitions";
  if (settings.unknown != Unknown::counts && kind.doubtful)
    return "unknown preferences are compared state by state";
  if (settings.strength == Strength::strong)
    return "strength of preference is compared state by state";
  return {};
}

}  // namespace

std::string refusal(const SolutionConcept& c, const Graph& graph, const Settings& settings) {
  return why_not(c, kind_of(graph), settings);
}
std::string refusal(const SolutionConcept& c, const Model& model, const Settings& settings) {
  return why_not(c, kind_of(model), settings);
}

std::string beyond_calculus(const SolutionConcept& c, const Model& model,
                            const Settings& settings) {
  return not_said(c, kind_of(model), settings);
}
std::string beyond_calculus(const SolutionConcept& c, const Graph& graph,
                            const Settings& settings) {
  return not_said(c, kind_of(graph), settings);
}

}  // namespace standoff
