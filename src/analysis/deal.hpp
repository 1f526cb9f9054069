// One joint improvement, looked into.
#pragma once

#include "stability/joint.hpp"
#include "standoff/deals.hpp"

namespace standoff {

/// Everything about the deal of `group` that leads from `s` to `t`, but whether it is undominated
/// and whether it can be done at once. `joint` has the settings.
Deal look_into(const Graph& graph, Joint& joint, const Coalition& group, StateId s, StateId t,
               bool all_needed);

/// The orders in which a deal can be made move by move.
void add_orders(const Graph& graph, const Coalition& group, StateId s, Deal& deal);

}  // namespace standoff
