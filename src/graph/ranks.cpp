// From statements, tiers or payoffs to one rank per state.
//
// Statements refine: start with one class of states, and let each statement, most important first,
// split every class into those where it fails and those where it holds. That is the lexicographic
// order for any number of statements (Fang, Hipel, Kilgour and Peng 2003), with no number that
// could overflow.

#include "graph/ranks.hpp"

#include <algorithm>

namespace standoff {
namespace {

// Renumbers the values in use as 1..L, keeping their order; returns L.
std::size_t compress(Ranks& values, std::size_t bound) {
  std::vector<Rank> number(bound, 0);
  for (const Rank v : values) number[v] = 1;
  Rank next = 0;
  for (Rank& n : number)
    if (n != 0) n = ++next;
  for (Rank& v : values) v = number[v];
  return next;
}

Ranked by_statements(const Statements& statements, const Columns& columns) {
  Ranked result;
  result.ranks.assign(columns.states(), 1);
  std::size_t classes = columns.states() == 0 ? 0 : 1;
  for (std::size_t k = 0; k < statements.list.size(); ++k) {
    const StateSet holds = columns.where(statements.list[k].formula);
    for (Rank& r : result.ranks) r *= 2;
    holds.for_each([&](StateId s) { ++result.ranks[index(s)]; });
    const std::size_t split = compress(result.ranks, 2 * classes + 2);
    if (split == classes) result.idle.push_back(k);
    classes = split;
  }
  return result;
}

Ranked by_tiers(const Ranking& ranking, const Columns& columns) {
  Ranked result;
  result.ranks.assign(columns.states(), 0);
  StateSet open(columns.states(), true);
  for (std::size_t k = 0; k < ranking.tiers.size(); ++k) {
    StateSet tier(columns.states());
    for (const WrittenFormula& f : ranking.tiers[k]) tier |= columns.where(f.formula);
    tier &= open;
    if (tier.count() == 0) result.idle.push_back(k);
    tier.for_each([&](StateId s) {
      result.ranks[index(s)] = static_cast<Rank>(ranking.tiers.size() - k);
      open.erase(s);
    });
  }
  result.unranked = open.count();
  compress(result.ranks, ranking.tiers.size() + 1);
  return result;
}

Ranked by_payoffs(const Payoffs& payoffs, const Columns& columns) {
  Ranked result;
  std::vector<std::int64_t> sum(columns.states(), 0);
  for (std::size_t k = 0; k < payoffs.weights.size(); ++k) {
    const StateSet where = columns.where(payoffs.weights[k].where.formula);
    const std::size_t n = where.count();
    if (n == 0 || n == columns.states() || payoffs.weights[k].millionths == 0)
      result.idle.push_back(k);
    where.for_each([&](StateId s) { sum[index(s)] += payoffs.weights[k].millionths; });
  }
  std::vector<std::int64_t> distinct = sum;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  result.ranks.resize(columns.states());
  for (std::size_t s = 0; s < sum.size(); ++s)
    result.ranks[s] = static_cast<Rank>(
        1 + (std::lower_bound(distinct.begin(), distinct.end(), sum[s]) - distinct.begin()));
  return result;
}

}  // namespace

Ranked rank_states(const Preference& preference, const Columns& columns) {
  if (const auto* statements = std::get_if<Statements>(&preference))
    return by_statements(*statements, columns);
  if (const auto* ranking = std::get_if<Ranking>(&preference)) return by_tiers(*ranking, columns);
  if (const auto* payoffs = std::get_if<Payoffs>(&preference)) return by_payoffs(*payoffs, columns);
  return {Ranks(columns.states(), 1), {}, 0};
}

Ranked rank_states(const Model& model, DmId dm, const Columns& columns) {
  return rank_states(model.dm(dm).preference, columns);
}

}  // namespace standoff
