// Editing options and rules.

#include "analysis/structure.hpp"

#include <stdexcept>

namespace standoff {

std::vector<Edit> structural_edits(const Model& model,
                                   const std::array<std::uint32_t, edit_kinds>& price) {
  const auto may = [&](EditKind kind) { return price[static_cast<std::size_t>(kind)] != 0; };
  std::vector<Edit> edits;
  for (std::uint32_t k = 0; k < model.options.size(); ++k) {
    const Option& option = model.options[k];
    Edit edit;
    edit.option = OptionId(k);
    // What stands taken now cannot be one that is never taken.
    const bool taken = model.status_quo && model.status_quo->contains(OptionId(k));
    if (may(EditKind::remove) && option.owner && !taken) {
      edit.kind = EditKind::remove;
      edits.push_back(edit);
    }
    if (may(EditKind::one_way) && option.owner && option.direction == Direction::both)
      for (const Direction direction : {Direction::take_only, Direction::drop_only}) {
        edit.kind = EditKind::one_way;
        edit.direction = direction;
        edits.push_back(edit);
      }
  }
  if (may(EditKind::rule))
    for (std::uint32_t r = 0; r < model.candidate_rules.size(); ++r) {
      Edit edit;
      edit.kind = EditKind::rule;
      edit.rule = r;
      edits.push_back(edit);
    }
  return edits;
}

std::shared_ptr<const EditedDispute> edited_dispute(const Model& model,
                                                    const std::vector<Edit>& edits,
                                                    const LayOutLimits& limits,
                                                    const std::stop_token& stop) {
  auto edited = std::make_shared<EditedDispute>();
  edited->model = model;
  for (const Edit& edit : edits) edited->model = apply(std::move(edited->model), edit);
  if (edited->model.status_quo && !edited->model.feasible(*edited->model.status_quo))
    return nullptr;
  LayOut laid = lay_out(edited->model, limits, stop);
  if (!laid.graph) {
    if (laid.end == LayOutEnd::cancelled) return nullptr;
    throw std::length_error("levers: too many states or moves to list");
  }
  if (laid.graph->states() == 0) return nullptr;
  edited->graph.emplace(std::move(*laid.graph));
  for (std::uint32_t m = 0; m < model.merges.size(); ++m) {
    bool there = false;
    for (std::uint32_t s = 0; s < edited->graph->states() && !there; ++s)
      there = edited->graph->merge_of(StateId(s)) == m;
    if (!there) return nullptr;
  }
  return edited;
}

std::vector<std::uint32_t> target_states(const Graph& graph, const LeverGoal& goal) {
  std::vector<std::uint32_t> states;
  if (const auto* formula = std::get_if<Formula>(&goal.target)) {
    graph.where(*formula).for_each(
        [&](StateId s) { states.push_back(static_cast<std::uint32_t>(index(s))); });
  } else if (const auto* number = std::get_if<std::uint32_t>(&goal.target)) {
    states.push_back(*number);
  } else {
    for (const OptionSet& member : std::get<std::vector<OptionSet>>(goal.target))
      if (const auto s = graph.find(member)) {
        states.push_back(static_cast<std::uint32_t>(index(*s)));
        break;
      }
  }
  return states;
}

}  // namespace standoff
