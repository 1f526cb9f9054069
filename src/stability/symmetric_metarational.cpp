// Symmetric metarationality (SMR).
//
//   for every t in R+_i(s) there is u in R_{N-i}(t) with not (u >_i s)
//                                           and not (v >_i s) for every v in R_i(u)
//
// As general metarationality, and i cannot escape the answer by one more move of its own. kept =
// best_i(r_i) is the most i can get back to after an answer; least with r_i keeps states that are
// no improvement from counting as one. Source: Howard 1971; graph form with n decision makers in
// Fang, Hipel and Kilgour 1993.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept symmetric_metarational{
    .key = "smr",
    .name = "symmetric metarationality",
    .reading =
        "Whatever gain there is, the others could answer so that it is lost, and the mover could "
        "not then escape.",
    .source = "Howard 1971",
    .answer = Answer::any,
    .inescapable = true,
    .solve =
        [](DmId i, const Settings&) {
          const Term kept = best(i, rank(i));
          return best(i, least(rank(i), forced(i, kept))) <= rank(i);
        },
};

}  // namespace standoff
