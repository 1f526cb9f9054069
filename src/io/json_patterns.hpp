// Formulas as patterns, the only thing the .gmcr format can say: "these options taken, those not",
// and several such patterns joined by "or".
#pragma once

#include <optional>
#include <vector>

#include "standoff/formula.hpp"

namespace standoff {

/// Holds where all of `taken` and none of `left` is taken.
struct Pattern {
  OptionSet taken;
  OptionSet left;
};

/// Patterns that cover exactly the states where `f` has the value `value`: none when there is no
/// such state, one empty pattern when it is all of them. Nothing when that would take more than
/// `most` patterns on the way, or too long. `f` must not mention states.
std::optional<std::vector<Pattern>> patterns_of(const Formula& f, bool value,
                                                std::size_t most = 4096);

}  // namespace standoff
