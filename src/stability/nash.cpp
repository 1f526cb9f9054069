// Nash stability (also: rationality, R).
//
//   R+_i(s) is empty: i has no improvement from s.
//
// It looks one move ahead and expects no answer. Every other concept here contains it.
// Source: Nash 1950, 1951; in graph form Fang, Hipel and Kilgour 1993.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept nash{
    .key = "nash",
    .name = "Nash stability",
    .reading = "Nobody can gain by moving alone, even if no one answers.",
    .source = "Nash 1950, 1951",
    .answer = Answer::none,
    .solve = [](DmId i, const Settings&) { return best(i, rank(i)) <= rank(i); },
};

}  // namespace standoff
