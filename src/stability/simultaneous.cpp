// Simultaneous stability, decision maker by decision maker (SIM).
//
//   for every t in R+_i(s) the others have, each, nothing or one of their own improvements from s,
//   such that all these changes made to s together with i's give a feasible u with not (u >_i s)
//
// The answer is no answer at all but a coincidence: everybody moves from s at the same time. It is
// asked of every state and every decision maker. A combination that is not feasible deters nobody.
// Source: the reading of GMCR+ (Kinsara, Petersons, Hipel and Kilgour 2015). Its neighbour:
// simultaneous_tableau.cpp.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept simultaneous{
    .key = "sim",
    .name = "simultaneous stability (each on its own)",
    .reading =
        "Whatever gain there is could be lost if others happened to go for gains of their own at "
        "the "
        "same moment.",
    .source = "Fraser & Hipel 1979, as read by GMCR+",
    .answer = Answer::together,
};

}  // namespace standoff
