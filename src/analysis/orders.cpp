// Which orders of one decision maker make a state stable.

#include "standoff/orders.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "standoff/levers.hpp"

namespace standoff {
namespace {

constexpr std::size_t most_counted = 20;  // 20! is the last factorial below 2^64

// Everything that the others can bring about from t, each with its first shortest sequence.
std::map<StateId, std::vector<Move>> answers(const Graph& graph, DmId i, StateId t, bool credible) {
  struct Step {
    Move move;
    std::size_t before;
  };
  constexpr std::size_t none = ~std::size_t{0};
  std::vector<Step> steps;
  std::set<std::pair<StateId, DmId>> seen;
  std::map<StateId, std::vector<Move>> found;
  const auto go_on = [&](StateId at, std::size_t before) {
    for (std::size_t j = 0; j < graph.dms(); ++j) {
      if (DmId(j) == i || (before != none && steps[before].move.dm == DmId(j))) continue;
      for (const StateId u : graph.targets(DmId(j), at)) {
        if (credible && !graph.prefers(DmId(j), u, at)) continue;
        if (!seen.emplace(u, DmId(j)).second) continue;
        steps.push_back({{DmId(j), at, u}, before});
        std::vector<Move> way;
        for (std::size_t k = steps.size() - 1; k != none; k = steps[k].before)
          way.insert(way.begin(), steps[k].move);
        found.try_emplace(u, std::move(way));
      }
    }
  };
  go_on(t, none);
  for (std::size_t k = 0; k < steps.size(); ++k) go_on(steps[k].move.to, k);
  return found;
}

// Leaves out what another alternative asks less for.
void keep_minimal(std::vector<Orders::Alternative>& alternatives) {
  std::stable_sort(alternatives.begin(), alternatives.end(),
                   [](const Orders::Alternative& a, const Orders::Alternative& b) {
                     return a.to.size() < b.to.size();
                   });
  std::vector<Orders::Alternative> kept;
  for (Orders::Alternative& next : alternatives)
    if (std::none_of(kept.begin(), kept.end(), [&](const Orders::Alternative& other) {
          return std::includes(next.to.begin(), next.to.end(), other.to.begin(), other.to.end());
        }))
      kept.push_back(std::move(next));
  alternatives = std::move(kept);
}

Orders::Condition condition_for(const Graph& graph, const OrdersRequest& request, StateId t) {
  const SolutionConcept& c = *request.concept_;
  const StateId s = request.state;
  Orders::Condition condition{{request.dm, s, t}, {}};
  condition.alternatives.push_back({{t}, {}});
  if (c.answer != Answer::none)
    for (auto& [u, way] : answers(graph, request.dm, t, c.answer == Answer::credible)) {
      std::vector<StateId> to{u};
      if (c.inescapable)
        for (const StateId v : graph.targets(request.dm, u)) to.push_back(v);
      std::erase(to, s);  // being where one started is no gain
      std::sort(to.begin(), to.end());
      to.erase(std::unique(to.begin(), to.end()), to.end());
      condition.alternatives.push_back({std::move(to), std::move(way)});
    }
  keep_minimal(condition.alternatives);
  return condition;
}

std::uint64_t factorial(std::size_t n) {
  std::uint64_t product = 1;
  for (std::size_t k = 2; k <= n; ++k) product *= k;
  return product;
}

void count(Orders& orders, const std::stop_token& stop) {
  if (orders.states > most_counted) return;
  orders.all = factorial(orders.states);
  std::vector<StateId> spoken_of;
  for (const Orders::Condition& condition : orders.conditions)
    for (const Orders::Alternative& alternative : condition.alternatives)
      spoken_of.insert(spoken_of.end(), alternative.to.begin(), alternative.to.end());
  std::sort(spoken_of.begin(), spoken_of.end());
  spoken_of.erase(std::unique(spoken_of.begin(), spoken_of.end()), spoken_of.end());
  const std::size_t r = spoken_of.size();
  std::vector<std::vector<std::uint32_t>> needs;  // [condition][alternative]: states not above
  for (const Orders::Condition& condition : orders.conditions) {
    std::vector<std::uint32_t> masks;
    for (const Orders::Alternative& alternative : condition.alternatives) {
      std::uint32_t mask = 0;
      for (const StateId s : alternative.to)
        mask |= std::uint32_t{1} << (std::lower_bound(spoken_of.begin(), spoken_of.end(), s) -
                                     spoken_of.begin());
      masks.push_back(mask);
    }
    needs.push_back(std::move(masks));
  }
  // Of the orders in which exactly these k of the r are above the state there are
  // states!/(r+1)! times k!(r-k)!; the division comes out even.
  const std::uint64_t each = orders.all / factorial(r + 1);
  std::uint64_t total = 0;
  for (std::uint32_t above = 0; above < std::uint32_t{1} << r; ++above) {
    if ((above & 0xFFFF) == 0 && stop.stop_requested()) return;
    const bool met = std::all_of(needs.begin(), needs.end(), [&](const auto& masks) {
      return std::any_of(masks.begin(), masks.end(),
                         [&](std::uint32_t mask) { return (mask & above) == 0; });
    });
    if (!met) continue;
    const auto k = static_cast<std::size_t>(std::popcount(above));
    total += each * factorial(k) * factorial(r - k);
  }
  orders.count = total;
}

}  // namespace

Orders orders(const Graph& graph, const OrdersRequest& request) {
  if (request.concept_ == nullptr || !leverable(*request.concept_))
    throw std::invalid_argument("orders: not a concept to ask this of");
  Orders result;
  result.states = graph.states();
  for (const StateId t : graph.targets(request.dm, request.state)) {
    if (request.stop.stop_requested()) return result;
    result.conditions.push_back(condition_for(graph, request, t));
  }
  count(result, request.stop);
  result.now = stable(*request.concept_, graph, request.dm, request.state);
  return result;
}

}  // namespace standoff
