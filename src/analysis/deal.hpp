// One joint improvement, looked into.
#pragma once

#include "stability/joint.hpp"
#include "standoff/deals.hpp"

namespace standoff {

/// Everything about the deal of `group` that leads from `s` to `t`, but whether it is undominated
/// and whether it can be done at once. `joint` has the settings.
Deal look_into(const Graph& graph, Joint& joint, const Coalition& group, StateId s, StateId t,
               bool all_needed);

/// For each of these states whether another one is as good for all members and better for one.
std::vector<bool> dominated(const Graph& graph, const Coalition& group,
                            const std::vector<StateId>& states);

/// Whether the others of the group could bring `t` about without somebody's doing anything.
bool idle_member(const Graph& graph, Joint& joint, const Coalition& group, StateId s, StateId t);

/// The groups that a request means; notes in the answer what it leaves out. Throws
/// std::invalid_argument for a group that is none.
std::vector<Coalition> groups_to_look_at(std::size_t dms, const DealsRequest& request,
                                         Deals& answer);

/// Which of the open channels (see `open_channels`) are between the group's members.
void find_channels(const Model& model, GroupDeals& found, const std::vector<std::uint32_t>& open);

/// A member's best move away from a deal, if it has one.
std::optional<Deal::Temptation> temptation(const Graph& graph, DmId member, StateId t,
                                           const std::vector<StateId>& better);

/// The orders in which a deal can be made move by move.
void add_orders(const Graph& graph, const Coalition& group, StateId s, Deal& deal);

}  // namespace standoff
