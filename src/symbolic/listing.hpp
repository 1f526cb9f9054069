// The states in a diagram, one by one.
#pragma once

#include <vector>

#include "diagram/diagram.hpp"
#include "standoff/option_set.hpp"

namespace standoff::symbolic {

/// The first states in the set in the contract's order (N before Y, first option first), at most
/// `most`. Option o is variable o, for the first `options` variables; the set depends on no others.
std::vector<OptionSet> first_states(const diagram::Diagram& states, std::size_t options,
                                    std::size_t most);

}  // namespace standoff::symbolic
