// What speaks against a plan, and whether it does what it should.
#pragma once

#include <vector>

#include "analysis/edited_lists.hpp"

namespace standoff {

/// By decision maker and place in the author's list; lists[dm] is what the plan makes of it.
std::vector<Against> what_it_contradicts(const Model& model, const std::vector<Edit>& edits,
                                         const std::vector<const EditedList*>& lists);

/// Lays the plan's dispute out, judges it and fills in what it looks like. Throws std::logic_error
/// when the goal is not reached. When stopped, the plan stays without a dispute.
void verify(const Model& model, const LeversRequest& request, Plan& plan);

}  // namespace standoff
