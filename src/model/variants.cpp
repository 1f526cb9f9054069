// Variants of a dispute: what the author's statements count for, and what stages share.

#include "standoff/variants.hpp"

#include <map>
#include <string_view>

namespace standoff {
namespace {

template <typename Change>
void for_each_list(Model& model, Change change) {
  for (DecisionMaker& dm : model.decision_makers)
    if (auto* statements = std::get_if<Statements>(&dm.preference)) change(statements->list);
}

}  // namespace

Model without_hindsight(const Model& model) {
  Model blind = model;
  for_each_list(blind, [](std::vector<Statement>& list) {
    std::erase_if(list, [](const Statement& s) { return s.hindsight(); });
  });
  const auto blinded = [](const std::shared_ptr<const Model>& inner) {
    return inner ? std::make_shared<const Model>(without_hindsight(*inner)) : nullptr;
  };
  for (Stage& stage : blind.stages) stage.model = blinded(stage.model);
  for (Viewpoint& view : blind.views) view.model = blinded(view.model);
  return blind;
}

std::optional<Model> in_stage(const Model& model, std::string_view id) {
  for (const Stage& stage : model.stages) {
    if (stage.id != id) continue;
    Model there = *stage.model;
    there.title = model.title + ": " + stage.name;
    there.sha256 = model.sha256;
    return there;
  }
  return std::nullopt;
}

std::optional<Model> seen_by(const Model& model, DmId dm) {
  for (const Viewpoint& view : model.views) {
    if (view.of != dm) continue;
    Model there = *view.model;
    there.title = model.title + ", as seen by " + model.dm(dm).name;
    there.sha256 = model.sha256;
    return there;
  }
  return std::nullopt;
}

Model with_open_orders(const Model& model) {
  Model open = model;
  for_each_list(open, [](std::vector<Statement>& list) {
    for (Statement& s : list) s.any_order = 0;
  });
  return open;
}

Model with_doubt(const Model& model, std::uint32_t confidence) {
  Model doubted = model;
  for_each_list(doubted, [&](std::vector<Statement>& list) {
    for (Statement& s : list)
      if (!s.doubtful()) s.confidence = confidence;
  });
  return doubted;
}

OptionSet carry_over(const Model& from, const OptionSet& taken, const Model& to) {
  std::map<std::string_view, OptionId> there;
  for (std::size_t k = 0; k < to.options.size(); ++k)
    there.emplace(to.options[k].qualified, OptionId(k));
  OptionSet carried;
  taken.for_each([&](OptionId o) {
    const auto same = there.find(from.option(o).qualified);
    if (same != there.end()) carried.insert(same->second);
  });
  return carried;
}

bool has_own_status_quo(const Model& dispute, const Model& variant) {
  if (variant.is_explicit())
    return variant.status_quo_state && variant.status_quo_state != dispute.status_quo_state;
  if (!variant.status_quo) return false;
  return !variant.status_quo_because.empty() || !dispute.status_quo ||
         carry_over(dispute, *dispute.status_quo, variant) != *variant.status_quo;
}

}  // namespace standoff
