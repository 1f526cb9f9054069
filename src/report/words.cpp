// Naming things.

#include "report/words.hpp"

#include <algorithm>

#include "report/style.hpp"

namespace standoff::report {
namespace {

// The member of `to` that changes least against the first member of `from`: a merged state is
// reached where it is nearest.
std::pair<OptionSet, OptionSet> nearest_members(const Graph& graph, const Move& move) {
  const Model& model = *graph.model();
  std::pair<OptionSet, OptionSet> best{graph.pattern(move.from), graph.pattern(move.to)};
  int fewest = -1;
  for (const OptionSet& from : graph.members(move.from))
    for (const OptionSet& to : graph.members(move.to))
      if (model.can_move(move.dm, from, to) && (fewest < 0 || (from ^ to).size() < fewest)) {
        fewest = (from ^ to).size();
        best = {from, to};
      }
  return best;
}

}  // namespace

Words::Words(const Graph& graph) : graph_(graph), model_(*graph.model()) {
  for (const Outcome& outcome : model_.outcomes)
    outcome_states_.push_back(graph.where(outcome.where.formula));
}

std::string Words::called(DmId dm) const {
  const std::string& name = model_.dm(dm).name;
  return name.starts_with("The ") ? "the " + name.substr(4) : name;
}

std::string Words::doing(const Move& move) const {
  if (!graph_.has_options())
    return "move to \"" + model_.explicit_graph->states[index(move.to)].name + "\"";
  const auto [from, to] = nearest_members(graph_, move);
  return enumeration(changes(from, to));
}

std::string Words::share(DmId dm, StateId from, StateId to) const {
  OptionSet after = graph_.pattern(from);
  for (const OptionId o : model_.dm(dm).options) after.set(o, graph_.pattern(to).contains(o));
  return enumeration(changes(graph_.pattern(from), after));
}

std::vector<std::string> Words::changes(const OptionSet& from, const OptionSet& to) const {
  std::vector<std::string> parts;
  std::vector<std::uint32_t> ladders_told;
  (from ^ to).for_each([&](OptionId o) {
    const Option& option = model_.option(o);
    if (option.ladder) {
      if (std::find(ladders_told.begin(), ladders_told.end(), *option.ladder) != ladders_told.end())
        return;
      ladders_told.push_back(*option.ladder);
      const Ladder& ladder = model_.ladders[*option.ladder];
      std::optional<OptionId> top;
      for (const OptionId level : ladder.levels)
        if (to.contains(level)) top = level;
      if (top) {
        parts.push_back((from.contains(*top) ? "go back to: " : "") + model_.option(*top).name);
        return;
      }
      const Option& lowest = model_.option(ladder.levels.front());
      parts.push_back(lowest.otherwise.empty() ? "choose not to " + lowest.name : lowest.otherwise);
      return;
    }
    if (to.contains(o))
      parts.push_back(option.name);
    else
      parts.push_back(option.otherwise.empty() ? "choose not to " + option.name : option.otherwise);
  });
  return parts;
}

std::vector<std::string> Words::outcomes(StateId s) const {
  std::vector<std::string> names;
  if (const auto merge = graph_.merge_of(s)) names.push_back(model_.merges[*merge].name);
  for (std::size_t k = 0; k < model_.outcomes.size(); ++k)
    if (outcome_states_[k].contains(s)) names.push_back(model_.outcomes[k].id);
  return names;
}

std::string Words::name(StateId s) const {
  if (!graph_.has_options()) {
    const ExplicitGraph::State& state = model_.explicit_graph->states[index(s)];
    if (state.name != state.id) return state.name;
  }
  if (const auto merge = graph_.merge_of(s)) return model_.merges[*merge].name;
  std::optional<std::size_t> best;
  std::size_t fewest = 0;
  for (std::size_t k = 0; k < model_.outcomes.size(); ++k) {
    if (!outcome_states_[k].contains(s)) continue;
    const std::size_t n = outcome_states_[k].count();
    if (best && n >= fewest) continue;
    best = k;
    fewest = n;
  }
  return best ? model_.outcomes[*best].id : "";
}

std::string Words::state(StateId s) const {
  const std::string label = graph_.label(s);
  const std::string named = name(s);
  return named.empty() ? label : label + " (" + named + ")";
}

std::vector<std::string> Words::highest(const OptionSet& taken,
                                        const std::vector<OptionId>& among) const {
  std::vector<std::string> names;
  for (const OptionId o : among) {
    if (!taken.contains(o)) continue;
    const Option& option = model_.option(o);
    if (option.ladder) {
      const auto& levels = model_.ladders[*option.ladder].levels;
      const bool topped = std::any_of(levels.begin(), levels.end(), [&](OptionId level) {
        return level > o && taken.contains(level);
      });
      if (topped) continue;
    }
    names.push_back(option.name);
  }
  return names;
}

std::vector<std::string> Words::taken_by(DmId dm, StateId s) const {
  if (!graph_.has_options()) return {};
  return highest(graph_.pattern(s), model_.dm(dm).options);
}

std::vector<std::string> Words::circumstances(StateId s) const {
  if (!graph_.has_options()) return {};
  std::vector<OptionId> nobodys;
  for (std::size_t k = 0; k < model_.options.size(); ++k)
    if (!model_.options[k].owner) nobodys.push_back(OptionId(k));
  return highest(graph_.pattern(s), nobodys);
}

}  // namespace standoff::report
