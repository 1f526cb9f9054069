// Ranks as vectors of diagrams: bit by bit, the most important first.
#pragma once

#include <span>
#include <vector>

#include "diagram/diagram.hpp"
#include "standoff/model.hpp"

namespace standoff::symbolic {

/// A number for each state, written in binary: bits[0] is the highest. Where prioritised statements
/// rank the states, the statements are the bits.
using Bits = std::vector<diagram::Diagram>;

/// Numbers that rank all states, feasible or not, as the preference does: higher is preferred.
/// Cost: the size of the diagrams; payoffs that take many different values may need very large
/// ones.
Bits rank_bits(diagram::Space& space, const Preference& preference,
               std::span<const diagram::Variable> variable_of);

/// Where a < b. Both have the same number of bits, here and below.
diagram::Diagram less(diagram::Space& space, const Bits& a, const Bits& b);
/// Bit by bit: a where `first` holds, else b.
Bits select(const diagram::Diagram& first, const Bits& a, const Bits& b);
/// The smaller of the two, in each state.
Bits least(diagram::Space& space, const Bits& a, const Bits& b);
/// The greater of the two, in each state.
Bits most(diagram::Space& space, const Bits& a, const Bits& b);
/// Turns the order round.
Bits reversed(const Bits& bits);

}  // namespace standoff::symbolic
