// Inverse questions by brute force: every edited dispute within so many edits, every order of the
// statements, every order of the states; each judged by the definitions.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "oracle/definitions.hpp"
#include "random/plain_dispute.hpp"

namespace standoff::oracle {

// What a search for levers may use beside the dispute itself.
struct Levers {
  PlainDispute dispute;                          // without ladders and merges
  std::vector<std::vector<Formula>> candidates;  // [dm]: statements that may be added
  std::vector<std::vector<bool>> fixed;          // [dm][statement]
  std::vector<PlainRule> rules;                  // that may be added
  std::vector<std::string> concepts;             // the one for all first; others if they may change
  bool swap = true, move = true, drop = true, negate = true, add = true, remove = true,
       one_way = true, rule = true, look = false;
};

// A dispute after some edits, as differences from the author's. What two sequences of edits both
// lead to is equal.
struct Edited {
  // [dm]: statement k as written is k, turned round -k-1, candidate c is 1000 + c
  std::vector<std::vector<int>> lists;
  std::vector<int> options;  // [slot]: 0 as it was, 1 never taken, 2 only taken, 3 only dropped
  std::vector<int> rules;    // those added, ascending
  std::vector<int> looks;    // [dm], into Levers::concepts
  auto operator<=>(const Edited&) const = default;
};

struct Wanted {
  std::vector<Pattern> states;  // of an explicit graph: numbers of states
  bool every = false;
  bool reachable = false;
  bool broken = false;
};

Edited as_written(const Levers& levers);
// Everything that one edit more leads to.
std::vector<Edited> one_edit_more(const Levers& levers, const Edited& from);
// Whether it is a dispute at all, and does what is wanted.
bool does_it(const Levers& levers, const Edited& edited, const Wanted& wanted);

// The edited disputes within `depth` edits that do it, with their number of edits. Without `all`
// those with the fewest; with it, those that do it while nothing on a shortest way to them does.
std::map<Edited, int> plans(const Levers& levers, const Wanted& wanted, int depth, bool all);

// The fewest swaps of neighbours, over all lists together, after which `state` is stable for
// everybody; nothing when no orders of the statements make it so.
std::optional<int> fewest_swaps(const PlainDispute& dispute, Pattern state, std::string_view key);

// How many strict orders of all states by `dm` make `state` stable for it.
long stable_orders(Game game, int dm, int state, std::string_view key);

}  // namespace standoff::oracle
