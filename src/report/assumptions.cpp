// Counting what rests on no evidence.

#include "report/answers.hpp"

namespace standoff::report {

Assumptions assumptions(const Model& model) {
  Assumptions found;
  const auto claim = [&](bool rests, std::vector<std::string>& list, const std::string& what) {
    ++found.claims;
    if (!rests) list.push_back(what);
  };
  for (const Option& option : model.options)
    claim(!option.because.empty(), found.options, option.qualified);
  for (const Rule& rule : model.rules)
    if (!rule.text.starts_with("ladder: ")) claim(!rule.because.empty(), found.rules, rule.text);
  for (const DecisionMaker& dm : model.decision_makers) {
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      for (const Statement& s : statements->list)
        claim(!s.because.empty(), found.statements, dm.id + ": " + s.text);
    if (const auto* ranking = std::get_if<Ranking>(&dm.preference))
      claim(!ranking->because.empty(), found.statements, dm.id + ": the ranking");
    if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
      claim(!payoffs->because.empty(), found.statements, dm.id + ": the payoffs");
  }
  if (model.status_quo || model.status_quo_state)
    claim(!model.status_quo_because.empty(), found.status_quo, "the status quo");
  return found;
}

}  // namespace standoff::report
