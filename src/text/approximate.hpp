// The passage of a text that a phrase differs least from, in letters inserted, dropped or replaced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "text/folded.hpp"

namespace standoff::text {

struct Approximate {
  Span at;
  std::size_t distance = 0;
};

/// What the search below costs, in steps of a nanosecond or three; `unaffordable` when it should
/// not be tried at all (a phrase of more than 10,000 code points).
std::uint64_t approximate_cost(std::u32string_view phrase, std::u32string_view text);
inline constexpr std::uint64_t unaffordable = ~std::uint64_t{0};

/// The nearest passage, exactly (no heuristics); among equals one that begins and ends between
/// words, then the first. Nothing when no passage is nearer than none at all.
std::optional<Approximate> approximate(std::u32string_view phrase, std::u32string_view text);

/// The number of code points to insert, drop or replace to turn `a` into `b`.
std::size_t letters_apart(std::u32string_view a, std::u32string_view b);

}  // namespace standoff::text
