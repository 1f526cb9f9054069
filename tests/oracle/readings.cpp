// Readings by plain recursion.

#include "oracle/readings.hpp"

#include <algorithm>

#include "oracle/coalitions.hpp"

namespace standoff::oracle {
namespace {

// All orders of the list that its groups allow.
std::vector<std::vector<int>> orders_of(const std::vector<Doubted>& list) {
  std::vector<std::vector<int>> orders = {{}};
  for (std::size_t start = 0; start < list.size();) {
    std::size_t end = start + 1;
    while (end < list.size() && list[start].group >= 0 && list[end].group == list[start].group) {
      ++end;
    }
    std::vector<int> block;
    for (std::size_t k = start; k < end; ++k) block.push_back(static_cast<int>(k));
    std::vector<std::vector<int>> longer;
    do {
      for (const std::vector<int>& before : orders) {
        longer.push_back(before);
        longer.back().insert(longer.back().end(), block.begin(), block.end());
      }
    } while (std::next_permutation(block.begin(), block.end()));
    orders = longer;
    start = end;
  }
  return orders;
}

}  // namespace

std::vector<ListReading> readings_of(const std::vector<Doubted>& list) {
  std::vector<ListReading> result;
  for (const std::vector<int>& order : orders_of(list)) {
    for (unsigned counting = 0; counting < 1U << list.size(); ++counting) {
      ListReading reading;
      for (int k : order) {
        const bool counts = (counting >> k & 1) != 0;
        reading.weight *= counts ? list[k].in : list[k].out;
        if (counts) reading.statements.push_back(k);
      }
      if (reading.weight > 0) result.push_back(reading);
    }
  }
  return result;
}

long ways_to_read(const std::vector<std::vector<Doubted>>& lists) {
  long ways = 1;
  for (const auto& list : lists) ways *= static_cast<long>(readings_of(list).size());
  return ways;
}

void for_each_reading(const PlainDispute& dispute, const std::vector<std::vector<Doubted>>& lists,
                      const std::function<void(const OptionGame&, long weight)>& visit) {
  std::function<void(PlainDispute, std::size_t, long)> choose = [&](PlainDispute read,
                                                                    std::size_t dm, long weight) {
    if (dm == lists.size()) {
      visit(lay_out(read), weight);
      return;
    }
    for (const ListReading& reading : readings_of(lists[dm])) {
      PlainDispute next = read;
      std::vector<Formula> said;
      for (int k : reading.statements) said.push_back(dispute.dms[dm].statements[k]);
      // Without a ranking or payoffs, to say nothing is to find everything alike.
      next.dms[dm].statements = said;
      choose(next, dm + 1, weight * reading.weight);
    }
  };
  choose(dispute, 0, 1);
}

bool deal(const OptionGame& layout, const std::vector<int>& group, int s) {
  CoalitionSettings how;
  how.joint_moves = CoalitionSettings::JointMoves::either;
  for (int t : joint_reach(layout, group, s, how)) {
    bool all_gain = true;
    bool all_needed = true;
    for (int i : group) {
      if (layout.game.rank[i][t] <= layout.game.rank[i][s]) all_gain = false;
      std::vector<int> rest = group;
      rest.erase(std::find(rest.begin(), rest.end(), i));
      const std::vector<int> without = joint_reach(layout, rest, s, how);
      if (std::find(without.begin(), without.end(), t) != without.end()) all_needed = false;
    }
    if (all_gain && all_needed) return true;
  }
  return false;
}

}  // namespace standoff::oracle
