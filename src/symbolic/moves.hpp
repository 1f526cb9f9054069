// What one decision maker's moves do to numbers and to sets of states.
#pragma once

#include "symbolic/layout.hpp"

namespace standoff::symbolic {

/// The most of `f` over each feasible state and where the mover can go from there.
Bits most_within_reach(Layout& layout, DmId mover, const Bits& f);
/// The least, likewise.
Bits least_within_reach(Layout& layout, DmId mover, const Bits& f);

// Between two sets of feasible states:

/// Those of `sources` from which the mover can go to some of `targets`, or that are among them.
diagram::Diagram can_move_into(Layout& layout, DmId mover, const diagram::Diagram& targets,
                               const diagram::Diagram& sources);
/// Those of `sources` from which the mover can go to some of `targets` that it prefers.
diagram::Diagram can_improve_into(Layout& layout, DmId mover, const diagram::Diagram& targets,
                                  const diagram::Diagram& sources);
/// Those of `targets` to which the mover can go from some of `sources`, or that are among them.
diagram::Diagram moved_from(Layout& layout, DmId mover, const diagram::Diagram& sources,
                            const diagram::Diagram& targets);
/// Those of `targets` to which the mover can go from some of `sources`, preferring them.
diagram::Diagram improved_from(Layout& layout, DmId mover, const diagram::Diagram& sources,
                               const diagram::Diagram& targets);

/// The states of `among` from which everybody but `focal`, one improving move after another, can
/// reach some of `goals` without leaving `among`; the goals in it included.
diagram::Diagram answered_into(Layout& layout, DmId focal, const diagram::Diagram& goals,
                               const diagram::Diagram& among);

}  // namespace standoff::symbolic
