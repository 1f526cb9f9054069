// Asking about one state, and naming the states that the answer speaks of.

#include "standoff/ask.hpp"

#include <algorithm>

#include "model/cube.hpp"
#include "symbolic/asked.hpp"

namespace standoff {

bool askable(const Model& model, const std::vector<const SolutionConcept*>& concepts) {
  return not_a_cube(model).empty() &&
         std::all_of(concepts.begin(), concepts.end(), [](const SolutionConcept* c) {
           return c->solve != nullptr && one_exchange(*c);
         });
}

std::optional<AskAnswer> ask(const Model& model, const AskRequest& request) {
  std::vector<AskedVerdict> found;
  std::vector<OptionSet> states{request.state};
  for (const DmId i : request.dms)
    for (const SolutionConcept* c : request.concepts) {
      auto one = judge_asked(*c, model, i, request.state, request.most,
                             {.bytes = request.memory, .stop = request.stop});
      if (!one) return std::nullopt;
      for (const AskedVerdict::Threat& threat : one->threats) {
        states.push_back(threat.improvement.to);
        if (threat.sanction)
          for (const AskedVerdict::Step& step : *threat.sanction) states.push_back(step.to);
      }
      found.push_back(std::move(*one));
    }
  std::sort(states.begin(), states.end());
  states.erase(std::unique(states.begin(), states.end()), states.end());

  AskAnswer answer{lay_out_part(model, std::move(states)), {}, {}};
  answer.state = answer.part.find(request.state).value();
  const auto move = [&](const AskedVerdict::Step& step) {
    return Move{step.dm, answer.part.find(step.from).value(), answer.part.find(step.to).value()};
  };
  auto next = found.begin();
  for (const DmId i : request.dms)
    for (const SolutionConcept* c : request.concepts) {
      AskAnswer::Judged judged{c, i, {next->stable, {}}, next->improvements};
      for (const AskedVerdict::Threat& threat : next->threats) {
        Threat& told = judged.verdict.threats.emplace_back();
        told.improvement = move(threat.improvement);
        if (!threat.sanction) continue;
        told.sanction.emplace();
        for (const AskedVerdict::Step& step : *threat.sanction)
          told.sanction->push_back(move(step));
      }
      answer.verdicts.push_back(std::move(judged));
      ++next;
    }
  return answer;
}

}  // namespace standoff
