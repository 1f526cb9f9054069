// Counting what hangs on a statement.

#include "report/worth.hpp"

#include <algorithm>

namespace standoff::report {

std::vector<Worth> worth_finding_out(const Robust& found) {
  std::vector<Worth> weights;
  for (const Finding& finding : found.findings) {
    if (finding.conclusion.dm) continue;
    std::vector<StatementId> seen;
    std::vector<StatementId> mild;
    for (const StatementEdit& e : finding.flips) {
      const StatementId id{e.dm, e.statement};
      auto known =
          std::find_if(weights.begin(), weights.end(), [&](const Worth& w) { return w.id == id; });
      if (known == weights.end()) known = weights.insert(weights.end(), {id, 0, 0});
      if (std::find(seen.begin(), seen.end(), id) == seen.end()) ++known->overturns;
      seen.push_back(id);
      if (e.kind == StatementEdit::Kind::negated) continue;
      if (std::find(mild.begin(), mild.end(), id) == mild.end()) ++known->mildly;
      mild.push_back(id);
    }
  }
  std::stable_sort(weights.begin(), weights.end(), [](const Worth& a, const Worth& b) {
    if (a.mildly != b.mildly) return a.mildly > b.mildly;
    if (a.overturns != b.overturns) return a.overturns > b.overturns;
    return std::pair(a.id.dm, a.id.statement) < std::pair(b.id.dm, b.id.statement);
  });
  return weights;
}

std::size_t conclusions_counted(const Robust& found) {
  return static_cast<std::size_t>(
      std::count_if(found.findings.begin(), found.findings.end(),
                    [](const Finding& finding) { return !finding.conclusion.dm; }));
}

}  // namespace standoff::report
