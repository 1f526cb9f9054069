// Moves without a second copy of the options.
//
// All that is asked about somebody's moves comes down to one question: what is the highest value of
// some numbers over those states of a set that it can go to? A decision maker may set all its free
// options at once, so these are quantified together: the set is narrowed down to where the numbers
// are highest, bit by bit. Tied options are then taken one at a time, both halves of the cube along
// the option taking what the other half has where it is higher and the change is allowed. On the
// way infeasible states may be passed: only where a move begins and ends matters.
//
// A state can be improved into some targets exactly when its rank is below the highest of theirs;
// bits of the rank that the mover's options do not decide are alike on both ends.

#include "symbolic/moves.hpp"

#include <utility>

namespace standoff::symbolic {

using diagram::Diagram;

namespace {

enum class Way : std::uint8_t { forth, back };

// The highest of `f` over the states of `set` that the mover can go to (`back`: come from) in one
// move or none. The first bit, before those of f, says whether there are any; where not, all are 0.
Bits highest(Layout& layout, const Mover& mover, Diagram set, const Bits& f, Way way) {
  Bits result{exists(set, mover.free)};
  for (const Diagram& bit : f) {
    const Diagram some = and_exists(set, bit, mover.free);
    set &= bit | ~some;
    result.push_back(some);
  }
  for (const Tied& tied : mover.tied) {
    Bits taken, dropped;
    for (const Diagram& bit : result) {
      taken.push_back(cofactor(bit, tied.taken));
      dropped.push_back(cofactor(bit, ~tied.taken));
    }
    const Diagram more_if_taken = less(layout.space, dropped, taken);
    const Diagram& may_take = way == Way::forth ? tied.may_take : tied.may_drop;
    const Diagram& may_drop = way == Way::forth ? tied.may_drop : tied.may_take;
    // Where it is taken; where not.
    result = select(ite(tied.taken, more_if_taken | ~may_drop, more_if_taken & may_take), taken,
                    dropped);
  }
  return result;
}

// Those of `near` that a move of that way connects with some of `far`.
Diagram connected(Layout& layout, DmId dm, const Diagram& far, const Diagram& near, Way way) {
  const Mover& mover = layout.movers[index(dm)];
  if (far.never() || near.never()) return layout.space.truth(false);
  return highest(layout, mover, far & exists(near, mover.own), {}, way)[0] & near;
}

// Likewise, where the far end is preferred (forth) or the near end is (back). What `far` is outside
// the slices of `near` does not matter; letting it be anything there saves a tenth of the work.
Diagram improving(Layout& layout, DmId dm, const Diagram& far, const Diagram& near, Way way) {
  const Mover& mover = layout.movers[index(dm)];
  Diagram below = layout.space.truth(false);
  if (far.never() || near.never()) return below;
  const Bits rank = way == Way::forth ? mover.preferring : reversed(mover.preferring);
  Bits there = highest(layout, mover, within(far, exists(near, mover.own)), rank, way);
  const Diagram any = there[0];
  there.erase(there.begin());
  return less(layout.space, rank, there) & any & near;
}

}  // namespace

Bits most_within_reach(Layout& layout, DmId dm, const Bits& f) {
  Bits most = highest(layout, layout.movers[index(dm)], layout.feasible, f, Way::forth);
  most.erase(most.begin());
  return most;
}

Bits least_within_reach(Layout& layout, DmId dm, const Bits& f) {
  return reversed(most_within_reach(layout, dm, reversed(f)));
}

Diagram can_move_into(Layout& layout, DmId dm, const Diagram& targets, const Diagram& sources) {
  return connected(layout, dm, targets, sources, Way::forth);
}
Diagram moved_from(Layout& layout, DmId dm, const Diagram& sources, const Diagram& targets) {
  return connected(layout, dm, sources, targets, Way::back);
}
Diagram can_improve_into(Layout& layout, DmId dm, const Diagram& targets, const Diagram& sources) {
  return improving(layout, dm, targets, sources, Way::forth);
}
Diagram improved_from(Layout& layout, DmId dm, const Diagram& sources, const Diagram& targets) {
  return improving(layout, dm, sources, targets, Way::back);
}

Diagram answered_into(Layout& layout, DmId focal, const Diagram& goals, const Diagram& among) {
  Diagram reached = goals & among;
  Diagram others = among & ~reached;
  // What each one has not yet been asked about. Moves of one decision maker are transitive, so
  // nobody is asked about what its own moves have brought.
  std::vector<Diagram> fresh(layout.movers.size(), reached);
  std::size_t idle = 0;
  for (std::size_t j = 0; idle < fresh.size(); j = (j + 1) % fresh.size()) {
    ++idle;
    if (DmId(j) == focal || fresh[j].never()) continue;
    const Diagram targets = std::exchange(fresh[j], layout.space.truth(false));
    const Diagram found = can_improve_into(layout, DmId(j), targets, others);
    if (found.never()) continue;
    idle = 0;
    reached |= found;
    others &= ~found;
    for (std::size_t k = 0; k < fresh.size(); ++k)
      if (k != j) fresh[k] |= found;
  }
  return reached;
}

}  // namespace standoff::symbolic
