// Conditions with credible answers in them.
#pragma once

#include <optional>

#include "stability/carrier.hpp"
#include "standoff/calculus.hpp"
#include "symbolic/layout.hpp"

namespace standoff::symbolic {

/// best(i, answered(i, f)) <= rank(i), or the same with least(rank(i), answered(i, f)) in it, where
/// f has no answers in it.
struct Credible {
  DmId i{};
  bool improving = false;  ///< only moves that improve the rank can make it fail
  Term f;
};
/// The condition in that shape; nothing when it has another one.
std::optional<Credible> credible_shape(const Condition& condition);

/// The feasible states where the condition holds; `f` are the values of condition.f. The order of
/// the layout's variables may change meanwhile.
diagram::Diagram where(Layout& layout, const Credible& condition, const Bits& f,
                       const Progress& progress);

}  // namespace standoff::symbolic
