// The inner loops of the dense carrier, compiled for several instruction sets and chosen at run
// time (Highway).
//
// Everything works on arrays of T (16, 32 or 64 bits, unsigned): ranks, where the highest value,
// `outside<T>`, marks a combination that is not feasible. As the neutral element of min it is never
// chosen; it also stays where it is, so that nobody passes through. Numbers of 64 bits never use
// the highest one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

namespace standoff::dense {

template <typename T>
inline constexpr T outside = sizeof(T) < 8 ? std::numeric_limits<T>::max()
                                           : std::numeric_limits<T>::max() >> 1;

/// Where element x of a sheet lies. After every 512 elements a cache line is left free, and one
/// more after every 8, 64 and 512 of these stretches: rows a power of two apart would otherwise
/// fall into the same few sets of the cache. (Measured: turning a sheet of 512 by 1024 takes half
/// as long.) For numbers without common bits place(x + y) = place(x) + place(y).
inline constexpr unsigned chunk_bits = 9;
inline constexpr std::size_t chunk = std::size_t{1} << chunk_bits;
template <typename T>
constexpr std::size_t place(std::size_t x) {
  const std::size_t chunks = x >> chunk_bits;
  return x + (chunks + (chunks >> 3) + (chunks >> 6) + (chunks >> 9)) * (64 / sizeof(T));
}

/// Where one class of a mover's settings may take the least from another: at[into] = min(at[into],
/// at[from]).
struct Step {
  std::uint32_t into;
  std::uint32_t from;
};

/// Settings of one mover grouped by class; classes differ in options that cannot be changed freely.
struct Grouped {
  const std::size_t* settings;  ///< by class: where each setting lies
  const std::uint32_t* begin;   ///< by class, into settings; one more than classes
  std::uint32_t classes;
  const Step* steps;  ///< in the order in which they are to be taken
  std::uint32_t step_count;
};

/// A mover's settings from the most to the least preferred. A run is a stretch of settings of one
/// class and one level; `last` marks the last run of a level. Only then does what the level offers
/// count for the levels below: among equals nobody moves.
struct Run {
  std::uint32_t end;  ///< into `settings`; it begins where the one before ends
  std::uint16_t class_;
  bool last;
};
struct Descent {
  const std::uint32_t* settings;
  const Run* runs;
  std::uint32_t run_count;
  const std::uint32_t* may_reach;        ///< by class: the classes from which it can be reached
  const std::uint32_t* may_reach_begin;  ///< by class, into may_reach; one more than classes
  std::uint32_t classes;
};

template <typename T>
struct Kernels {
  /// Slices handled at once by `descend` and `level_out`.
  std::size_t lanes;

  /// out[e] = start + the sum of the weights of the planes whose bit e is set (or the greatest of
  /// them, when `greatest`); `outside` where `feasible` has no bit. `n` is a multiple of 64; planes
  /// are readable 8 bytes past their end.
  void (*values)(T* out, std::size_t n, const std::uint64_t* const* planes, const T* weights,
                 std::size_t count, T start, bool greatest, const std::uint64_t* feasible);

  /// into[e] = max(into[e], from[e]), where `outside` in `from` counts as nothing.
  void (*raise)(T* into, const T* from, std::size_t n);
  /// into[e] = max(into[e], from[e]) where bit e of `where` is set (everywhere when it is null).
  void (*raise_where)(T* into, const T* from, std::size_t n, const std::uint64_t* where);
  /// into[e] = min(into[e], from[e])
  void (*lower)(T* into, const T* from, std::size_t n);
  /// out[e] = values[e], or `outside` where ranks[e] is.
  void (*confine)(T* out, const T* values, const T* ranks, std::size_t n);
  /// Sets bit e of `bits` where left[e] <= right[e] and right[e] is not `outside`. n is a multiple
  /// of 64.
  void (*at_most)(std::uint64_t* bits, const T* left, const T* right, std::size_t n);

  /// The mover's settings are rows of `width` elements (a multiple of the vector): every element
  /// takes the least that its mover can reach. True when something changed.
  bool (*worst_rows)(T* v, std::size_t width, const Grouped& grouped, T* scratch);
  /// The mover's settings lie side by side in each of `rows` rows, which are `stride` apart; the
  /// classes and settings in `grouped` are those of whole vectors. Within a vector lane l may take
  /// from lane l ^ 2^b unless barriers[b * (lanes / 2) + l] is `outside`; otherwise it is 0. True
  /// when something changed.
  bool (*worst_inner)(T* v, std::size_t rows, std::size_t stride, const Grouped& grouped,
                      const T* barriers, T* scratch);

  /// `v` holds `lanes` slices side by side, setting by setting: v[setting * lanes + slice]. Every
  /// element takes the least among what its mover can reach and prefers.
  bool (*descend)(T* v, const Descent& descent, T* scratch);
  /// The same, whatever the mover prefers.
  bool (*level_out)(T* v, const Grouped& grouped, T* scratch);

  /// out[c * rows + r] = in[r * columns + c], by their places in a sheet.
  void (*transpose)(const T* in, T* out, std::size_t rows, std::size_t columns);
  /// lanes[c * lanes + l] = rows[l][place(c)], for as many rows as there are lanes.
  void (*gather)(const T* const* rows, T* lanes, std::size_t columns);
  void (*scatter)(const T* lanes, T* const* rows, std::size_t columns);
};

/// How many bits are set.
std::uint64_t count_bits(const std::uint64_t* words, std::size_t n);
/// into[k] &= from[k]; returns how many bits are left.
std::uint64_t meet_bits(std::uint64_t* into, const std::uint64_t* from, std::size_t n);

/// For the processor this runs on.
template <typename T>
const Kernels<T>& kernels();

/// How many elements of scratch the kernels above need for movers of that many classes.
constexpr std::size_t scratch_for(std::size_t classes) { return 256 * (2 * classes + 2); }

}  // namespace standoff::dense
