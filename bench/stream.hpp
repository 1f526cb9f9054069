// The yardstick: a plain pass a[i] = max(a[i], b[i]) over numbers of 32 bits. What looks at every
// state for one decision maker only once, and does nothing with it, can hardly be faster.
#pragma once

#include <cstddef>

namespace standoff::bench {

inline constexpr std::size_t in_memory = std::size_t{1} << 24;  ///< numbers: 128 MiB in all
inline constexpr std::size_t in_cache = std::size_t{1} << 11;   ///< numbers: 16 KiB in all

/// Nanoseconds of processor time for one number: the median of several passes over so many.
double stream_nanoseconds(std::size_t numbers);

/// How much longer two threads take, each with its own pass, than one alone: 1 where there is a
/// free core for either, 2 where they share one. In memory it is also the memory that they share.
double two_over_one(std::size_t numbers);

}  // namespace standoff::bench
