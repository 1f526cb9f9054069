// Listing moves, and moving together.

#include "analysis/ground.hpp"

namespace standoff {

Ground::Ground(const Graph& graph) : graph_(graph) {
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    std::vector<StateId>& all = targets_.emplace_back();
    std::vector<std::size_t>& begin = begin_.emplace_back();
    std::vector<StateId> targets;
    for (std::uint32_t s = 0; s < graph.states(); ++s) {
      begin.push_back(all.size());
      graph.moves(DmId(i)).targets(StateId(s), targets);
      all.insert(all.end(), targets.begin(), targets.end());
    }
    begin.push_back(all.size());
  }
}

StateSet Ground::by_group(StateId from, const std::vector<DmId>& group) const {
  const auto member = [&](DmId j) {
    return std::find(group.begin(), group.end(), j) != group.end();
  };
  StateSet reached = reach(from, [&](DmId j, std::size_t) { return member(j); });
  if (!graph_.has_options()) return reached;
  const Model& model = *graph_.model();
  for (std::uint32_t t = 0; t < graph_.states(); ++t) {
    if (reached.contains(StateId(t))) continue;
    const auto in_one_exchange = [&](const OptionSet& start, const OptionSet& end) {
      bool allowed = true;
      (start ^ end).for_each([&](OptionId o) {
        const Option& option = model.option(o);
        const bool taking = end.contains(o);
        allowed = allowed && option.owner && member(*option.owner) &&
                  may_change(option.direction, taking) &&
                  (!taking || !option.when || holds(*option.when, start));
      });
      return allowed;
    };
    for (const OptionSet& start : graph_.members(from))
      for (const OptionSet& end : graph_.members(StateId(t)))
        if (in_one_exchange(start, end)) reached.insert(StateId(t));
  }
  return reached;
}

std::vector<StateId> Ground::together(StateId from, const std::vector<DmId>& group) const {
  StateSet without_some(graph_.states());
  for (const DmId idle : group) {
    std::vector<DmId> rest = group;
    std::erase(rest, idle);
    without_some |= by_group(from, rest);
  }
  std::vector<StateId> ends;
  by_group(from, group).for_each([&](StateId t) {
    if (!without_some.contains(t)) ends.push_back(t);
  });
  return ends;
}

}  // namespace standoff
