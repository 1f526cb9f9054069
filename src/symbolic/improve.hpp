// Where somebody can improve its position, and where the others' improvements lead.
#pragma once

#include <functional>

#include "symbolic/layout.hpp"

namespace standoff::symbolic {

/// Those of `sources` from which the mover can go to one of `targets` that it prefers. Both sets
/// must be feasible.
diagram::Diagram can_improve_into(Layout& layout, DmId mover, const diagram::Diagram& targets,
                                  diagram::Diagram sources);

/// All feasible states from which everybody but `focal`, one improving move after another, can
/// reach some states, a growing set.
class Answered {
 public:
  Answered(Layout& layout, DmId focal);
  /// Takes more states as reached. Cost: grows with what is new.
  void add(const diagram::Diagram& states);
  const diagram::Diagram& reached() const { return reached_; }
  /// The feasible ones that are not.
  const diagram::Diagram& others() const { return others_; }

 private:
  Layout& layout_;
  DmId focal_;
  diagram::Diagram reached_, others_;
};

}  // namespace standoff::symbolic
