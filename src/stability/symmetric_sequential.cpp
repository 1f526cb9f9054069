// Symmetric sequential stability (SSEQ).
//
//   for every t in R+_i(s) there is u in R+_{N-i}(t) with not (u >_i s)
//                                           and not (v >_i s) for every v in R_i(u)
//
// Both demands at once: the answer is credible and cannot be escaped. It implies SEQ and SMR; the
// two together do not imply it, because they may rest on different answers. Source: Rego and Vieira
// 2017, Group Decision and Negotiation 26:775-792.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept symmetric_sequential{
    .key = "sseq",
    .name = "symmetric sequential stability",
    .reading =
        "Whatever gain there is would provoke an answer that pays those who give it, and the mover "
        "could not then escape.",
    .source = "Rego & Vieira 2017",
    .answer = Answer::credible,
    .inescapable = true,
    .solve =
        [](DmId i, const Settings&) {
          const Term kept = best(i, rank(i));
          return best(i, least(rank(i), answered(i, kept))) <= rank(i);
        },
};

}  // namespace standoff
