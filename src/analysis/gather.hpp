// From regions of states, which are counted, met and asked but not listed, to an answer.
#pragma once

#include "stability/carrier.hpp"
#include "standoff/solve.hpp"

namespace standoff {

/// Asks the carrier about every concept and decision maker and fills the solution's counts,
/// equilibria and, where they are few, rows. What stays unknown, because the carrier was stopped or
/// memory ran out, makes the answer partial. `at_once`: how many decision makers the carrier is
/// asked about at the same time.
void gather(Carrier& carrier, const Model& model, const SolveRequest& request, std::size_t at_once,
            Solution& solution);

}  // namespace standoff
