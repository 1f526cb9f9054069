// Conditions with credible answers in them, by rising thresholds.
#pragma once

#include <functional>
#include <optional>

#include "standoff/calculus.hpp"
#include "symbolic/layout.hpp"

namespace standoff::symbolic {

/// best(mover, answered(focal, f)) <= rank(ranked), or the same with least(rank(ranked),
/// answered(focal, f)) in it, where f has no answers in it.
struct AnsweredShape {
  DmId mover{}, focal{}, ranked{};
  bool ranked_too = false;  ///< with least(rank(ranked), ..)
  Term f;
};
/// The condition in that shape; nothing when it has another one.
std::optional<AnsweredShape> answered_shape(const Condition& condition);

/// What a run of thresholds needs to know.
struct Thresholds {
  const AnsweredShape& shape;
  Bits f;                      ///< the values of shape.f
  diagram::Diagram undecided;  ///< no other states can be stable or unstable either way
  std::size_t depth;           ///< how many bits to tell apart; less than all: for training only
  std::function<void(double)> progress;  ///< called with the share done; may be empty
};

/// The undecided states where the condition fails.
diagram::Diagram fails(Layout& layout, const Thresholds& thresholds);

}  // namespace standoff::symbolic
