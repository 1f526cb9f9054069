// Non-myopic stability (NM).
//
//   there is an h' such that s is L_h stable for every h >= h'
//
// What is expected h moves ahead follows from what is expected h - 1 moves ahead alone, and can
// take only so many forms; so it comes round again, and s is stable when it is so all the way
// round. Source: Kilgour 1984, 1985; its neighbour: limited_move.cpp. (The non-myopic equilibria of
// Brams and Wittman 1981 are something else.)

#include "standoff/solution_concept.hpp"

namespace standoff {

extern const SolutionConcept non_myopic{
    .key = "nonmyopic",
    .name = "non-myopic stability",
    .reading =
        "However far ahead it looks, once that is far enough, nobody expects a move of its own to "
        "end better than staying.",
    .source = "Kilgour 1984, 1985",
    .answer = Answer::foreseen,
    .ahead = Ahead::forever,
};

}  // namespace standoff
