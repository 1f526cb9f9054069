// Group after group: the joint improvements that need all its members, the undominated ones among
// them, and each one looked into.

#include "standoff/deals.hpp"

#include <algorithm>

#include "analysis/deal.hpp"
#include "standoff/measures.hpp"

namespace standoff {
namespace {

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
    const std::vector<Coalition> groups = groups_to_look_at(graph_.dms(), request_, answer);
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
    if (graph_.model() != nullptr)
      find_channels(*graph_.model(), result,
                    graph_.has_options()
                        ? open_channels(*graph_.model(), graph_.pattern(s_))
                        : open_channels(*graph_.model(), static_cast<std::uint32_t>(index(s_))));
    const std::vector<StateId> better = joint_.improvements(group, s_);
    const std::vector<bool> beaten = dominated(graph_, group, better);
    std::vector<std::size_t> chosen;
    std::vector<bool> idle(better.size());
    for (std::size_t k = 0; k < better.size(); ++k) {
      idle[k] = idle_member(graph_, joint_, group, s_, better[k]);
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

  const Graph& graph_;
  const DealsRequest& request_;
  StateId s_;
  Joint joint_;
  Joint at_once_;
};

}  // namespace

Deals deals(const Graph& graph, const DealsRequest& request) {
  return Search(graph, request).run();
}

}  // namespace standoff
