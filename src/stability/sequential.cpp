// Sequential stability (SEQ).
//
//   for every t in R+_i(s) there is u in R+_{N-i}(t) with not (u >_i s)
//
// As general metarationality, but the answer has to be credible: every step of it improves the
// position of whoever takes it. So SEQ-stable states are a subset of the GMR-stable ones, and they
// contain the Nash-stable ones. Source: Fraser and Hipel 1979, 1984; graph form with n decision
// makers in Fang, Hipel and Kilgour 1993.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept sequential{
    .key = "seq",
    .name = "sequential stability",
    .reading =
        "Whatever gain there is would provoke an answer that pays those who give it, and the gain "
        "would be lost.",
    .source = "Fraser & Hipel 1979, 1984",
    .answer = Answer::credible,
    .solve = [](DmId i, const Settings&) { return best(i, answered(i, rank(i))) <= rank(i); },
};

}  // namespace standoff
