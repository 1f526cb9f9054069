// `states` and `moves`: the explicit graph.

#include <algorithm>

#include "io/sections.hpp"

namespace standoff {
namespace {

using yaml::Node;

// Nobody writes this many by hand; without a limit, moves would be a table of states by decision
// makers of any size.
constexpr std::size_t most_states = 20'000;

void read_moves_from(Reading& reading, std::uint32_t dm, const yaml::Pair& by_state) {
  const Node& value = by_state.value;
  const auto from = reading.state(by_state.key);
  std::vector<const Node*> targets;
  if (value.is_text()) targets.push_back(&value);
  if (value.is_list())
    for (const Node& item : value.items) targets.push_back(&item);
  else if (targets.empty())
    reading.problems.add(problem::wrong_type, value.place,
                         "moves from " + in_quotes(by_state.key.text) +
                             ": expected a state or a list of states, found " +
                             std::string(value.what()),
                         "write `" + shortened(by_state.key.text) + ": [truce, peace]`");
  for (const Node* target : targets) {
    const auto to = reading.state(*target);
    if (!from || !to) continue;
    if (*from == *to)
      reading.problems.add(problem::self_move, target->place,
                           "a move from " + in_quotes(by_state.key.text) + " to itself",
                           "leave it out: staying is always possible");
    else
      reading.model.explicit_graph->moves[dm][*from].push_back(*to);
  }
}

}  // namespace

void read_states(Reading& reading, const Fields& top) {
  ProblemList& problems = reading.problems;
  ExplicitGraph& graph = reading.model.explicit_graph.emplace();
  if (!top.has("states")) {
    problems.add(problem::missing_key, top.place_of("moves"), "\"moves\" needs \"states\"",
                 "list the states: `states: [war, truce, peace]`");
    return;
  }
  const auto& nodes = top.list("states");
  if (nodes.empty() && top.find("states")->is_list())
    problems.add(problem::missing_key, top.place_of("states"), "there are no states",
                 "list at least one");
  if (nodes.size() > most_states) {
    problems.add(
        problem::too_large, top.place_of("states"),
        std::to_string(nodes.size()) + " states; the limit is " + std::to_string(most_states),
        "describe the dispute by options instead");
    return;
  }
  for (const Node& node : nodes) {
    ExplicitGraph::State state;
    const Node* id = &node;
    if (node.is_text()) {
      if (check_id(node, "states", problems)) state.id = node.text;
    } else if (check_mapping(node, "a state", "write `- {id: truce, name: ...}`, or the bare id",
                             problems)) {
      const Fields f(node, {"id", "name"}, called("state", node), problems);
      state.id = f.id();
      state.name = f.text("name");
      id = f.find("id");
    }
    if (state.id.empty() ||
        !reading.states.add(state.id, graph.states.size(), id->place, "states", problems))
      continue;
    if (state.name.empty()) state.name = state.id;
    graph.states.push_back(std::move(state));
  }
}

void read_moves(Reading& reading, const Fields& top) {
  ProblemList& problems = reading.problems;
  ExplicitGraph& graph = *reading.model.explicit_graph;
  graph.moves.assign(reading.model.decision_makers.size(),
                     std::vector<std::vector<std::uint32_t>>(graph.states.size()));
  const Node* moves = top.find("moves");
  if (moves == nullptr) {
    problems.add(problem::missing_key, top.place_of("states"), "\"states\" needs \"moves\"",
                 "say who can move from where to where; `moves: {}` when nobody can");
    return;
  }
  if (!check_mapping(*moves, "\"moves\"",
                     "write `north: {war: [truce]}`, one line for each decision maker", problems))
    return;
  for (const auto& [dm, from] : moves->pairs) {
    const auto number = reading.decision_makers.find(dm.text);
    if (!number) {
      const auto& ids = reading.decision_makers.all();
      problems.add(problem::unknown_name, dm.place,
                   "moves: there is no decision maker " + in_quotes(dm.text),
                   problems.did_you_mean(dm.text, ids, "decision makers here: " + listed(ids)));
    } else if (check_mapping(from, "the moves of " + in_quotes(dm.text),
                             "write `" + dm.text + ": {war: [truce]}`", problems)) {
      for (const yaml::Pair& by_state : from.pairs) read_moves_from(reading, *number, by_state);
    }
  }
  for (auto& of_dm : graph.moves)
    for (auto& targets : of_dm) {
      std::sort(targets.begin(), targets.end());
      targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    }
}

}  // namespace standoff
