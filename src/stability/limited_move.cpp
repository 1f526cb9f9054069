// Limited-move stability with horizon h (L_h).
//
//   G_h(i, s) = s, where h = 0 or R_i(s) is empty; else, with t in R_i(s) such that G_{h-1}(j, t)
//   is best for i: G_{h-1}(j, t), if i prefers that to s, and s if not s is stable when G_h(i, s) =
//   s
//
// i foresees h moves, its own and the other's in turn, each made by whoever then acts in view of
// what comes of it; the play ends when somebody stays. Horizon 1 is Nash. A state may be stable at
// one horizon and not at the next, for ever. See foresight.hpp for ties and for more than two
// decision makers. Source: Kilgour 1985; Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour
// 1993.

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept limited_move{
    .key = "limited",
    .name = "limited-move stability",
    .reading =
        "Foreseeing moves and countermoves up to its horizon, nobody expects a move of its own to "
        "end better than staying.",
    .source = "Kilgour 1985; Fang, Hipel & Kilgour 1993",
    .answer = Answer::foreseen,
    .ahead = Ahead::horizon,
};

}  // namespace standoff
