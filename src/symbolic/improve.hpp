// Where somebody can improve its position, and where the others' improvements lead.
#pragma once

#include "symbolic/layout.hpp"

namespace standoff::symbolic {

/// Those of `sources` from which the mover can go to one of `targets` that it prefers. Both sets
/// must be feasible.
diagram::Diagram can_improve_into(Layout& layout, DmId mover, const diagram::Diagram& targets,
                                  diagram::Diagram sources);

/// Those of `targets` to which the mover can go from one of `sources` to which it prefers them.
/// Both sets must be feasible.
diagram::Diagram improved_from(Layout& layout, DmId mover, const diagram::Diagram& sources,
                               diagram::Diagram targets);

/// The states of `among` from which everybody but `focal`, one improving move after another, can
/// reach some of `goals` without leaving `among`; the goals in it included.
diagram::Diagram answered_into(Layout& layout, DmId focal, const diagram::Diagram& goals,
                               const diagram::Diagram& among);

}  // namespace standoff::symbolic
