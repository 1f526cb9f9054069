// Random disputes from a seed, and all the very small games there are.

#pragma once

#include <cstdint>
#include <functional>

#include "random/plain_dispute.hpp"

namespace standoff::oracle {

// What a random dispute may have in it. Everything allowed does not mean everything in each: the
// generator leaves each construct out of most disputes, so that they also meet in pairs only.
struct Shape {
  int least_dms = 2;
  int most_dms = 4;
  int least_options = 1;  // levels count as options; at most 14
  int most_options = 8;
  int least_states = 2;  // of an explicit graph
  int most_states = 8;
  int graph_percent = 25;  // how many of the disputes are explicit graphs
  bool guards = true;
  bool guards_on_own = true;  // whether an option may wait for one of its own owner's
  bool ladders = true;
  bool irreversible = true;
  bool circumstances = true;
  bool rules = true;
  bool merges = true;
  bool outcomes = true;
  bool varied_notation = true;
};

// Always well formed, with at least one feasible state and (mostly) a status quo; the same dispute
// for the same seed and shape, everywhere.
PlainDispute random_dispute(std::uint64_t seed, const Shape& shape = {});

// Makes statements of it uncertain or strong, and steps between tiers strong, from a seed.
void add_shades(PlainDispute& dispute, std::uint64_t seed);

// All games of two people with three states: 2^12 sets of moves times 13^2 pairs of rankings with
// ties, 692,224 in all. The game passed is only good during the call.
void for_each_small_graph(const std::function<void(const Game&)>& visit);

}  // namespace standoff::oracle
