// Which groups are looked at, what dominates what, and who can talk.

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

}  // namespace

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

bool idle_member(const Graph& graph, Joint& joint, const Coalition& group, StateId s, StateId t) {
  if (graph.has_options() && !graph.merged()) {
    const OptionSet changed = graph.pattern(s) ^ graph.pattern(t);
    const auto changes = [&](DmId dm) {
      const auto& own = graph.model()->dm(dm).options;
      return std::any_of(own.begin(), own.end(), [&](OptionId o) { return changed.contains(o); });
    };
    if (std::all_of(group.begin(), group.end(), changes)) return false;
  }
  return std::any_of(group.begin(), group.end(), [&](DmId member) {
    Coalition rest = group;
    std::erase(rest, member);
    if (rest.empty()) return false;
    const std::vector<StateId>& without = joint.reach(rest, s);
    return std::binary_search(without.begin(), without.end(), t);
  });
}

std::vector<Coalition> groups_to_look_at(std::size_t dms, const DealsRequest& request,
                                         Deals& answer) {
  if (!request.group) {
    answer.largest = chosen_size(dms, request);
    answer.all_sizes = answer.largest >= dms;
    return coalitions(dms, 2, answer.largest);
  }
  const Coalition& group = *request.group;
  if (group.size() < 2 || index(group.back()) >= dms ||
      std::adjacent_find(group.begin(), group.end(), std::greater_equal<>()) != group.end())
    throw std::invalid_argument("deals: not a group of two or more decision makers");
  answer.largest = group.size();
  return {group};
}

void find_channels(const Model& model, GroupDeals& found, const std::vector<std::uint32_t>& open) {
  std::vector<std::size_t> part(found.group.size());  // members in one part can talk
  std::iota(part.begin(), part.end(), std::size_t{0});
  for (const std::uint32_t c : open) {
    const Channel& channel = model.channels[c];
    std::vector<std::size_t> ends;
    for (std::size_t k = 0; k < found.group.size(); ++k)
      if (std::find(channel.between.begin(), channel.between.end(), found.group[k]) !=
          channel.between.end())
        ends.push_back(k);
    if (ends.size() < 2) continue;
    found.channels.push_back(c);
    for (const std::size_t end : ends)
      std::replace(part.begin(), part.end(), std::size_t{part[end]},
                   std::size_t{part[ends.front()]});
  }
  found.connected = std::count(part.begin(), part.end(), part.front()) ==
                    static_cast<std::ptrdiff_t>(part.size());
}

}  // namespace standoff
