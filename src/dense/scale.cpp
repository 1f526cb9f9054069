// Preferences as weighted formulas.

#include "dense/scale.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace standoff::dense {
namespace {

Scale of(std::monostate) { return {}; }

Scale of(const Statements& statements) {
  const std::size_t n = statements.list.size();
  if (n > 62) throw std::length_error("more than 62 statements of one decision maker");
  Scale scale;
  for (std::size_t k = 0; k < n; ++k) {
    scale.formulas.push_back(&statements.list[k].formula);
    scale.weights.push_back(std::uint64_t{1} << (n - 1 - k));
  }
  scale.top = (std::uint64_t{1} << n) - 1;
  return scale;
}

// A state belongs to the first tier that matches, which weighs most of those that do.
Scale of(const Ranking& ranking) {
  Scale scale;
  scale.greatest = true;
  scale.top = ranking.tiers.size();
  for (std::size_t k = 0; k < ranking.tiers.size(); ++k)
    for (const WrittenFormula& f : ranking.tiers[k]) {
      scale.formulas.push_back(&f.formula);
      scale.weights.push_back(ranking.tiers.size() - k);
    }
  return scale;
}

Scale of(const Payoffs& payoffs) {
  Scale scale;
  std::uint64_t common = 0;
  const auto size_of_weight = [](std::int64_t w) {
    return w < 0 ? ~static_cast<std::uint64_t>(w) + 1 : static_cast<std::uint64_t>(w);
  };
  for (const Payoffs::Weight& w : payoffs.weights)
    common = std::gcd(common, size_of_weight(w.millionths));
  for (const Payoffs::Weight& w : payoffs.weights) {
    if (w.millionths == 0) continue;
    const std::uint64_t size = size_of_weight(w.millionths) / common;
    if (size > (std::uint64_t{1} << 62) - scale.top)
      throw std::length_error("payoffs whose sums do not fit 62 bits");
    scale.top += size;
    if (w.millionths < 0) scale.start += size;
    scale.formulas.push_back(&w.where.formula);
    scale.weights.push_back(w.millionths < 0 ? ~size + 1 : size);
  }
  return scale;
}

}  // namespace

Scale scale_of(const Preference& preference) {
  return std::visit([](const auto& p) { return of(p); }, preference);
}

}  // namespace standoff::dense
