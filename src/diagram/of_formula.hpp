// Formulas as diagrams.
#pragma once

#include <span>

#include "diagram/diagram.hpp"
#include "standoff/formula.hpp"

namespace standoff::diagram {

/// Where the formula holds; option o is the variable variable_of[o]. The formula must not speak of
/// states of an explicit graph (std::invalid_argument). A count over n parts takes about n^2
/// operations.
Diagram of_formula(Space& space, const Formula& formula, std::span<const Variable> variable_of);

}  // namespace standoff::diagram
