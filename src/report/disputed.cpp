// Facts in dispute.

#include "report/disputed.hpp"

namespace standoff::report {

Disputed disputed(const Model& model) {
  Disputed found;
  for (std::uint32_t e = 0; e < model.evidence.size(); ++e)
    if (!model.evidence[e].disputed_by.empty()) found.evidence.push_back(e);
  for (std::uint32_t m = 0; m < model.measures.size(); ++m)
    for (const Measure::Claim& claim : model.measures[m].claims)
      if (!(claim.value == model.measures[m].claims.front().value)) {
        found.measures.push_back(m);
        break;
      }
  return found;
}

}  // namespace standoff::report
