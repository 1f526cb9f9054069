// From statements, tiers or payoffs to bits, and comparing them.

#include "symbolic/ranks.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "diagram/of_formula.hpp"

namespace standoff::symbolic {
namespace {

using diagram::Diagram;
using diagram::of_formula;
using diagram::Space;
using Variables = std::span<const diagram::Variable>;

Bits by_statements(Space& space, const Statements& statements, Variables variable_of) {
  Bits bits;
  for (const Statement& s : statements.list) {
    Diagram holds = of_formula(space, s.formula, variable_of);
    if (!holds.never() && !holds.always()) bits.push_back(std::move(holds));
  }
  return bits;
}

// The first tier counts highest; who is in none gets nought.
Bits by_tiers(Space& space, const Ranking& ranking, Variables variable_of) {
  const std::size_t tiers = ranking.tiers.size();
  const auto width = static_cast<std::size_t>(std::bit_width(tiers));
  Bits bits(width, space.truth(false));
  Diagram open = space.truth(true);
  for (std::size_t k = 0; k < tiers; ++k) {
    Diagram tier = space.truth(false);
    for (const WrittenFormula& f : ranking.tiers[k])
      tier |= of_formula(space, f.formula, variable_of);
    tier &= open;
    open &= ~tier;
    for (std::size_t b = 0; b < width; ++b)
      if (((tiers - k) >> (width - 1 - b) & 1) != 0) bits[b] |= tier;
  }
  return bits;
}

// Adds `weight` to the number, least bit first, where `holds`.
void add(Space& space, Bits& sum, std::uint64_t weight, const Diagram& holds) {
  Diagram carry = space.truth(false);
  for (std::size_t b = 0; weight != 0 || !carry.never(); ++b, weight >>= 1) {
    if (b == sum.size()) sum.push_back(space.truth(false));
    const Diagram digit = (weight & 1) != 0 ? holds : space.truth(false);
    const Diagram both = sum[b] & digit;
    const Diagram either = sum[b] ^ digit;
    sum[b] = either ^ carry;
    carry = both | (either & carry);
  }
}

// A loss where f holds is a gain where it does not; what is common to all weights is divided out.
Bits by_payoffs(Space& space, const Payoffs& payoffs, Variables variable_of) {
  const auto amount = [](std::int64_t w) {
    return w < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(w) : static_cast<std::uint64_t>(w);
  };
  std::uint64_t common = 0;
  for (const Payoffs::Weight& w : payoffs.weights) common = std::gcd(common, amount(w.millionths));
  Bits sum;
  for (const Payoffs::Weight& w : payoffs.weights) {
    if (w.millionths == 0) continue;
    const Diagram holds = of_formula(space, w.where.formula, variable_of);
    add(space, sum, amount(w.millionths) / common, w.millionths < 0 ? ~holds : holds);
  }
  std::reverse(sum.begin(), sum.end());
  return sum;
}

}  // namespace

Bits rank_bits(Space& space, const Preference& preference, Variables variable_of) {
  if (const auto* statements = std::get_if<Statements>(&preference))
    return by_statements(space, *statements, variable_of);
  if (const auto* ranking = std::get_if<Ranking>(&preference))
    return by_tiers(space, *ranking, variable_of);
  if (const auto* payoffs = std::get_if<Payoffs>(&preference))
    return by_payoffs(space, *payoffs, variable_of);
  return {};
}

Diagram less(Space& space, const Bits& a, const Bits& b) {
  Diagram result = space.truth(false);
  for (std::size_t k = a.size(); k-- > 0;) result = ite(a[k] ^ b[k], b[k], result);
  return result;
}

Bits select(const Diagram& first, const Bits& a, const Bits& b) {
  Bits bits;
  for (std::size_t k = 0; k < a.size(); ++k) bits.push_back(ite(first, a[k], b[k]));
  return bits;
}

Bits least(Space& space, const Bits& a, const Bits& b) { return select(less(space, a, b), a, b); }

Bits most(Space& space, const Bits& a, const Bits& b) { return select(less(space, a, b), b, a); }

Bits reversed(const Bits& bits) {
  Bits result;
  for (const Diagram& bit : bits) result.push_back(~bit);
  return result;
}

}  // namespace standoff::symbolic
