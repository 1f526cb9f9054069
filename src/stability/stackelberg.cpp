// Stackelberg stability.
//
//   for the leader, s is L_2 stable; for the follower it is Nash stable
//
// The leader foresees the follower's answer, the follower takes what it finds. Two decision makers.
// Source: von Stackelberg 1934; as a stability Fang, Hipel and Kilgour 1989, 1993.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept stackelberg{
    .key = "stackelberg",
    .name = "Stackelberg stability",
    .reading =
        "The leader expects no move of its own, once the follower has answered it, to end better "
        "than staying; the follower cannot gain by moving.",
    .source = "Fang, Hipel & Kilgour 1989",
    .answer = Answer::foreseen,
    .ahead = Ahead::leading,
};

}  // namespace standoff
