// General metarationality (GMR).
//
//   for every t in R+_i(s) there is u in R_{N-i}(t) with not (u >_i s)
//
// The answer may be any legal sequence of moves by the others, even one that hurts whoever makes
// it. forced_i(r_i)(t) is the worst the others can bring about from t; s is stable where even the
// best t offers no more than s after that. Source: Howard 1971; graph form with n decision makers
// in Fang, Hipel and Kilgour 1993.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept general_metarational{
    .key = "gmr",
    .name = "general metarationality",
    .reading =
        "Whatever gain there is, the others could answer so that it is lost, at whatever cost to "
        "themselves.",
    .source = "Howard 1971",
    .answer = Answer::any,
    .solve = [](DmId i, const Settings&) { return best(i, forced(i, rank(i))) <= rank(i); },
};

}  // namespace standoff
