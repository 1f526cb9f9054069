// Maximin stability with horizon h: the worst that can happen, h moves ahead.
//
//   v_0 = w_0 = r_i
//   v_k(x) = the most of r_i(x) and w_{k-1}(t) over t in R_i(x)           i to move, or not
//   w_k(x) = the least of r_i(x) and v_{k-1}(u) over u in R_{N-i}(x)      the others to move, or
//   not s is stable when w_{h-1}(t) <= r_i(s) for every t in R_i(s)
//
// What the others prefer does not matter. Horizon 1 is Nash, 2 general and 3 symmetric
// metarationality; 4 allows the others to answer the countermove, and so on. An answer may be any
// legal sequence of moves by the others. Source: Rego and Vieira 2020 (Group Decision and
// Negotiation).

#include "standoff/solution_concept.hpp"

namespace standoff {
namespace {

// i's worst after its move, and at best when it is to move; with so many moves left. The bounds by
// r_i are left out where they change nothing: nobody has to move.
Term worst(DmId i, unsigned moves);

Term most_kept(DmId i, unsigned moves) {
  if (moves == 0) return rank(i);
  if (moves == 1) return best(i, rank(i));
  return most(rank(i), best(i, worst(i, moves - 1)));
}

Term worst(DmId i, unsigned moves) {
  if (moves == 0) return rank(i);
  if (moves == 1) return forced(i, rank(i));
  return least(rank(i), forced(i, most_kept(i, moves - 1)));
}

}  // namespace

extern const SolutionConcept maximin{
    .key = "maximin",
    .name = "maximin stability",
    .reading =
        "Whatever gain there is, the others could see to it that it is lost, however the mover "
        "goes on within its horizon.",
    .source = "Vieira & Rego 2020",
    .answer = Answer::any,
    .ahead = Ahead::horizon,
    .solve =
        [](DmId i, const Settings& settings) {
          return best(i, worst(i, settings.horizon - 1)) <= rank(i);
        },
};

}  // namespace standoff
