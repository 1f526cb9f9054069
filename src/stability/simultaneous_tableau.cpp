// Simultaneous stability in the tableau of Fraser and Hipel.
//
// First everybody is judged sequentially (SEQ). Only where at least two decision makers are
// unstable at s is simultaneity asked about, and only their improvements are combined: such an i is
// stable after all when every t in R+_i(s) can coincide with improvements of other unstable ones so
// that the result is feasible and not better than s for i. Source: Fraser and Hipel 1979, 1984. Its
// neighbour: simultaneous.cpp.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept simultaneous_tableau{
    .key = "sim_tableau",
    .name = "simultaneous stability (Fraser and Hipel's tableau)",
    .reading =
        "Sequentially stable; or the others who are restless too could move at the same moment so "
        "that "
        "the gain is lost.",
    .source = "Fraser & Hipel 1979, 1984",
    .answer = Answer::together_unstable,
};

}  // namespace standoff
