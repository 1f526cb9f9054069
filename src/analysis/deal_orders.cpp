// The orders in which a deal can be made, move by move: what each step costs whom, and whether the
// next one would go on.
//
// Looking back from the end: the last mover goes on when it prefers the deal to where it then
// stands; whoever moves before knows that. An order works when everybody goes on in turn.

#include <algorithm>
#include <map>

#include "analysis/deal.hpp"

namespace standoff {
namespace {

using Sequence = std::vector<Move>;

constexpr std::size_t most_tried = 5040;  // orders of one deal: all of seven movers

// Each mover changes all it has to change in one move, in every order that keeps to the rules.
std::vector<Sequence> one_move_each(const Graph& graph, StateId s, const Deal& deal) {
  const Model& model = *graph.model();
  const OptionSet goal = graph.pattern(deal.to);
  std::vector<Sequence> found;
  Coalition order = deal.movers;
  std::size_t tried = 0;
  do {
    Sequence sequence;
    StateId at = s;
    for (const DmId mover : order) {
      OptionSet next = graph.pattern(at);
      for (const OptionId o : model.dm(mover).options) next.set(o, goal.contains(o));
      const auto to = graph.find(next);
      if (!to || !graph.moves(mover).can_move(at, *to)) break;
      sequence.push_back({mover, at, *to});
      at = *to;
    }
    if (sequence.size() == order.size()) found.push_back(std::move(sequence));
  } while (found.size() <= Deal::most_orders && ++tried < most_tried &&
           std::next_permutation(order.begin(), order.end()));
  return found;
}

// All legal sequences of the fewest moves.
std::vector<Sequence> shortest(const Graph& graph, const Coalition& group, StateId s, StateId t) {
  using Arrival = std::pair<StateId, DmId>;  // a state and who moved last into it
  std::map<Arrival, std::vector<Arrival>> before;
  const auto nobody = DmId(graph.dms());
  std::vector<Arrival> layer{{s, nobody}};
  std::vector<StateId> targets;
  bool met = false;
  while (!layer.empty() && !met) {
    std::map<Arrival, std::vector<Arrival>> next;
    for (const Arrival& arrival : layer)
      for (const DmId j : group) {
        if (j == arrival.second) continue;
        graph.moves(j).targets(arrival.first, targets);
        for (const StateId u : targets)
          if (!before.contains({u, j})) next[{u, j}].push_back(arrival);
      }
    layer.clear();
    for (auto& [arrival, sources] : next) {
      met = met || arrival.first == t;
      layer.push_back(arrival);
      before[arrival] = std::move(sources);
    }
  }
  std::vector<Sequence> found;
  Sequence tail;  // from the end backwards
  const auto walk = [&](const auto& self, const Arrival& at) -> void {
    if (found.size() > Deal::most_orders) return;
    if (at.second == nobody) {
      found.emplace_back(tail.rbegin(), tail.rend());
      return;
    }
    for (const Arrival& source : before.at(at)) {
      tail.push_back({at.second, source.first, at.first});
      self(self, source);
      tail.pop_back();
    }
  };
  for (const Arrival& arrival : layer)
    if (arrival.first == t) walk(walk, arrival);
  std::sort(found.begin(), found.end(), [](const Sequence& a, const Sequence& b) {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const Move& x, const Move& y) { return std::pair(x.dm, x.to) < std::pair(y.dm, y.to); });
  });
  return found;
}

Deal::Order looked_at(const Graph& graph, const Coalition& group, StateId s,
                      const Sequence& sequence) {
  Deal::Order order;
  order.improving = true;
  for (const Move& move : sequence) {
    Deal::Order::Step& step = order.steps.emplace_back();
    step.move = move;
    step.gains = graph.prefers(move.dm, move.to, move.from);
    order.improving = order.improving && step.gains;
    for (const DmId member : group)
      if (graph.prefers(member, s, move.to)) step.exposed.push_back(member);
  }
  order.ends_at = sequence.back().to;
  for (auto step = order.steps.rbegin(); step != order.steps.rend(); ++step) {
    step->carries_on = graph.prefers(step->move.dm, order.ends_at, step->move.from);
    if (!step->carries_on) order.ends_at = step->move.from;
  }
  order.works = std::all_of(order.steps.begin(), order.steps.end(),
                            [](const Deal::Order::Step& step) { return step.carries_on; });
  return order;
}

}  // namespace

void add_orders(const Graph& graph, const Coalition& group, StateId s, Deal& deal) {
  if (deal.move.way.empty()) return;  // only all at once
  std::vector<Sequence> found;
  if (graph.has_options() && !graph.merged()) found = one_move_each(graph, s, deal);
  if (found.empty()) found = shortest(graph, group, s, deal.to);
  deal.more_orders = found.size() > Deal::most_orders;
  if (deal.more_orders) found.resize(Deal::most_orders);
  for (const Sequence& sequence : found)
    deal.orders.push_back(looked_at(graph, group, s, sequence));
}

}  // namespace standoff
