// An order of the options in which what is mentioned together stands together.
#pragma once

#include <vector>

#include "standoff/model.hpp"

namespace standoff::symbolic {

/// All options, top first: those that statements, rules and guards mention together close to each
/// other, by FORCE (Aloul, Markov and Sakallah 2003). The same for the same model everywhere.
/// Cost: some hundred passes over all formulas.
std::vector<OptionId> close_order(const Model& model);

}  // namespace standoff::symbolic
