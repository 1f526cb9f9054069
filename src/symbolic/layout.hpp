// A dispute laid out on diagrams: what is feasible, who may change what, and how everybody ranks
// the states.
#pragma once

#include <vector>

#include "symbolic/ranks.hpp"

namespace standoff::symbolic {

/// An option that may not be changed both ways in every state. `copy` is a variable for the option
/// after a move, next to the one for the option before it.
struct Tied {
  diagram::Variable option = 0;
  diagram::Variable copy = 0;
  diagram::Diagram may_take, may_drop;  ///< of other people's options
};

/// One bit of somebody's rank, before and after a move of its own.
struct RankBit {
  diagram::Diagram before, after;
};

/// What one decision maker can change, and what it wants.
struct Mover {
  std::vector<Tied> tied;
  diagram::Diagram free;                 ///< cube of its other options
  diagram::Diagram free_and_copies;      ///< cube of these and the copies
  diagram::Diagram own;                  ///< cube of all its options
  diagram::Diagram step;                 ///< a move may lead from its tied options to their copies
  diagram::Diagram step_back;            ///< a move may lead from the copies to the options
  std::vector<diagram::Variable> after;  ///< by variable: its copy if it is tied, else itself
  std::vector<RankBit> preferring;       ///< those bits of its rank that its own options decide
};

/// Options are variables of the same number; copies come after them.
struct Layout {
  /// `order`: all options, top first. Throws Stopped or OutOfMemory.
  Layout(const Model& model, const std::vector<OptionId>& order, const diagram::Limits& limits);
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

  /// The options in the order the space has now.
  std::vector<OptionId> order() const;
  /// Looks for a better order when the diagrams have grown to twice what they were after the last
  /// such search. Halves the work where it is long.
  void keep_small();

  const Model& model;
  diagram::Space space;
  diagram::Diagram feasible;
  std::vector<Mover> movers;
  std::vector<Bits> ranks;

 private:
  std::size_t look_at_ = std::size_t{1} << 12;  // nodes
  std::size_t smallest_ = 750;                  // nodes alive after the last search
};

/// The most of `f` over each state and where the mover can go from there, both feasible.
Bits most_within_reach(Layout& layout, DmId dm, const Bits& f);
/// The least, likewise.
Bits least_within_reach(Layout& layout, DmId dm, const Bits& f);
/// Those of `sources` from which the mover can go to some of `targets`, or that are among them.
diagram::Diagram can_move_into(Layout& layout, DmId dm, const diagram::Diagram& targets,
                               const diagram::Diagram& sources);
/// Those of `targets` to which the mover can go from some of `sources`, or that are among them.
diagram::Diagram moved_from(Layout& layout, DmId dm, const diagram::Diagram& sources,
                            const diagram::Diagram& targets);

}  // namespace standoff::symbolic
