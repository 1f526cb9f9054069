// The same dispute read otherwise.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "standoff/model.hpp"

namespace standoff {

/// Without the statements that use what was known only later (Statement::hindsight), in its stages
/// and viewpoints as well.
Model without_hindsight(const Model& model);

/// The dispute in one of its stages; nothing when none has this id. Its title says so, and its hash
/// is the file's.
std::optional<Model> in_stage(const Model& model, std::string_view id);

/// The dispute as a decision maker sees it; nothing where the file does not say that it sees it
/// otherwise. Its title says so, and its hash is the file's.
std::optional<Model> seen_by(const Model& model, DmId dm);

/// The statements of every list in any order: each list is one group.
Model with_open_orders(const Model& model);

/// Every statement doubtful: those that are not so already get this confidence, in
/// millionths.
Model with_doubt(const Model& model, std::uint32_t confidence);

/// The options taken in `taken`, a state of `from`, that `to` has as well, by their qualified ids.
/// The result need not be feasible. Both in option form.
OptionSet carry_over(const Model& from, const OptionSet& taken, const Model& to);

/// Whether a stage or view of a dispute has a status quo of its own, and not only what still
/// applies of the dispute's.
bool has_own_status_quo(const Model& dispute, const Model& variant);

}  // namespace standoff
