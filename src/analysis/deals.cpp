// Group after group: the joint improvements that need all its members, the undominated ones among
// them, and each one looked into.

#include "standoff/deals.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "analysis/deal.hpp"

namespace standoff {
namespace {

// How many groups of 2 to `size` members there are, or `most` + 1 where there are more.
std::size_t groups_up_to(std::size_t dms, std::size_t size, std::size_t most) {
  return coalitions(dms, 2, size, most + 1).size();
}

std::size_t chosen_size(std::size_t dms, const DealsRequest& request) {
  if (request.max_size != 0) return std::min(request.max_size, dms);
  std::size_t size = std::min<std::size_t>(2, dms);
  while (size < dms && groups_up_to(dms, size + 1, request.max_groups) <= request.max_groups)
    ++size;
  return size;
}

// For each of these states whether another one is as good for all members and better for one.
// Where the greater lists come first, only undominated ones before it can dominate a state.
std::vector<bool> dominated(const Graph& graph, const Coalition& group,
                            const std::vector<StateId>& states) {
  std::vector<std::size_t> order(states.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rank = [&](std::size_t k, DmId dm) { return graph.rank(dm, states[k]); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    for (const DmId dm : group)
      if (rank(a, dm) != rank(b, dm)) return rank(a, dm) > rank(b, dm);
    return false;
  });
  std::vector<bool> result(states.size());
  std::vector<std::size_t> front;
  for (const std::size_t k : order) {
    result[k] = std::any_of(front.begin(), front.end(), [&](std::size_t f) {
      return gains(graph, group, states[k], states[f], JointGain::pareto);
    });
    if (!result[k]) front.push_back(k);
  }
  return result;
}

class Search {
 public:
  Search(const Graph& graph, const DealsRequest& request)
      : graph_(graph),
        request_(request),
        s_(request.state),
        joint_(graph, request.settings, request.stop),
        at_once_(graph, {.joint_moves = JointMoves::simultaneous}, request.stop) {}

  Deals run() {
    Deals answer{s_, request_.settings, {}, 0, true, true};
    std::vector<Coalition> groups;
    if (request_.group) {
      groups.push_back(*request_.group);
      answer.largest = request_.group->size();
    } else {
      answer.largest = chosen_size(graph_.dms(), request_);
      answer.all_sizes = answer.largest >= graph_.dms();
      groups = coalitions(graph_.dms(), 2, answer.largest);
    }
    for (std::size_t k = 0; k < groups.size(); ++k) {
      const auto progress = [&](double share) {
        if (request_.progress)
          request_.progress((static_cast<double>(k) + share) / static_cast<double>(groups.size()));
      };
      progress(0);
      GroupDeals found = of_group(groups[k], progress);
      if (request_.stop.stop_requested()) {
        answer.complete = false;
        break;
      }
      answer.groups.push_back(std::move(found));
    }
    return answer;
  }

 private:
  template <typename Progress>
  GroupDeals of_group(const Coalition& group, Progress progress) {
    GroupDeals result;
    result.group = group;
    find_channels(result);
    const std::vector<StateId> better = joint_.improvements(group, s_);
    const std::vector<bool> beaten = dominated(graph_, group, better);
    std::vector<std::size_t> chosen;
    std::vector<bool> idle(better.size());
    for (std::size_t k = 0; k < better.size(); ++k) {
      idle[k] = idle_member(group, better[k]);
      if (idle[k])
        ++result.idle;
      else
        ++result.improvements, result.undominated += beaten[k] ? 0 : 1;
      if (!idle[k] || request_.idle_members) chosen.push_back(k);
    }
    std::stable_partition(chosen.begin(), chosen.end(), [&](std::size_t k) { return !beaten[k]; });
    if (chosen.size() > request_.limit) chosen.resize(request_.limit);
    for (const std::size_t k : chosen) {
      if (request_.stop.stop_requested()) break;
      progress(static_cast<double>(result.deals.size()) / static_cast<double>(chosen.size()));
      Deal deal = look_into(graph_, joint_, group, s_, better[k], !idle[k]);
      deal.undominated = !beaten[k];
      const std::vector<StateId>& exchanges = at_once_.reach(group, s_);
      deal.at_once = std::binary_search(exchanges.begin(), exchanges.end(), deal.to);
      result.deals.push_back(std::move(deal));
    }
    return result;
  }

  // Whether the others of the group could do without somebody.
  bool idle_member(const Coalition& group, StateId t) {
    if (graph_.has_options() && !graph_.merged()) {
      const OptionSet changed = graph_.pattern(s_) ^ graph_.pattern(t);
      const auto changes = [&](DmId dm) {
        const auto& own = graph_.model()->dm(dm).options;
        return std::any_of(own.begin(), own.end(), [&](OptionId o) { return changed.contains(o); });
      };
      if (std::all_of(group.begin(), group.end(), changes)) return false;
    }
    return std::any_of(group.begin(), group.end(), [&](DmId member) {
      Coalition rest = group;
      std::erase(rest, member);
      if (rest.empty()) return false;
      const std::vector<StateId>& without = joint_.reach(rest, s_);
      return std::binary_search(without.begin(), without.end(), t);
    });
  }

  bool holds_now(const Formula& f) const {
    return graph_.has_options() ? holds(f, graph_.pattern(s_))
                                : holds_in_state(f, static_cast<std::uint32_t>(index(s_)));
  }

  void find_channels(GroupDeals& result) const {
    if (graph_.model() == nullptr) return;
    std::vector<std::size_t> part(result.group.size());  // members in one part can talk
    std::iota(part.begin(), part.end(), std::size_t{0});
    const auto& channels = graph_.model()->channels;
    for (std::uint32_t c = 0; c < channels.size(); ++c) {
      if (channels[c].open_when && !holds_now(channels[c].open_when->formula)) continue;
      std::vector<std::size_t> ends;
      for (std::size_t k = 0; k < result.group.size(); ++k)
        if (std::find(channels[c].between.begin(), channels[c].between.end(), result.group[k]) !=
            channels[c].between.end())
          ends.push_back(k);
      if (ends.size() < 2) continue;
      result.channels.push_back(c);
      for (const std::size_t end : ends)
        std::replace(part.begin(), part.end(), std::size_t{part[end]},
                     std::size_t{part[ends.front()]});
    }
    result.connected = std::count(part.begin(), part.end(), part.front()) ==
                       static_cast<std::ptrdiff_t>(part.size());
  }

  const Graph& graph_;
  const DealsRequest& request_;
  StateId s_;
  Joint joint_;
  Joint at_once_;
};

}  // namespace

Deals deals(const Graph& graph, const DealsRequest& request) {
  if (request.group) {
    const Coalition& group = *request.group;
    if (group.size() < 2 || index(group.back()) >= graph.dms() ||
        std::adjacent_find(group.begin(), group.end(), std::greater_equal<>()) != group.end())
      throw std::invalid_argument("deals: not a group of two or more decision makers");
  }
  return Search(graph, request).run();
}

}  // namespace standoff
