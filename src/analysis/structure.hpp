// Levers outside anybody's preferences: options and rules.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "standoff/levers.hpp"

namespace standoff {

/// Every single edit of options and rules that the prices allow.
std::vector<Edit> structural_edits(const Model& model,
                                   const std::array<std::uint32_t, edit_kinds>& price);

/// The dispute after these edits, laid out; nothing when that is no dispute any more (the status
/// quo or a merged state is not feasible) or when it was stopped. Throws std::length_error when it
/// is too large.
std::shared_ptr<const EditedDispute> edited_dispute(const Model& model,
                                                    const std::vector<Edit>& edits,
                                                    const LayOutLimits& limits,
                                                    const std::stop_token& stop);

/// The states of the target that there are.
std::vector<std::uint32_t> target_states(const Graph& graph, const LeverGoal& goal);

}  // namespace standoff
