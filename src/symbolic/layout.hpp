// A dispute laid out on diagrams: what is feasible, who may change what, and how everybody ranks
// the states.
#pragma once

#include <vector>

#include "symbolic/ranks.hpp"

namespace standoff::symbolic {

/// An option that may not be changed both ways in every state.
struct Tied {
  diagram::Diagram taken;               ///< the option itself
  diagram::Diagram may_take, may_drop;  ///< where; of other people's options
};

/// What one decision maker can change, and what it wants.
struct Mover {
  std::vector<Tied> tied;
  diagram::Diagram free;  ///< cube of its other options
  diagram::Diagram own;   ///< cube of all its options
  Bits preferring;        ///< those bits of its rank that its own options decide
};

/// Option o is the variable of the same number.
struct Layout {
  /// `order`: all options, top first. Throws Stopped or OutOfMemory.
  Layout(const Model& model, const std::vector<OptionId>& order, const diagram::Limits& limits);
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

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

}  // namespace standoff::symbolic
