// The inner loops, once for each instruction set.

#include "dense/kernels.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "dense/kernels.cpp"
// Measured: AVX-512 gains nothing here, and each target costs build time.
#define HWY_DISABLED_TARGETS (HWY_AVX3 | HWY_AVX3_DL | HWY_SSSE3)
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace standoff::dense::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <typename T>
using Wide = hn::CappedTag<T, 32 / sizeof(T)>;
template <typename T>
using Vec = hn::Vec<Wide<T>>;

// The lesser and the greater of two. Numbers of 64 bits never use the highest one, so they can be
// compared as signed ones, for which AVX2 has an instruction.
template <typename V>
HWY_INLINE V lesser(V a, V b) {
  const hn::DFromV<V> d;
  if constexpr (sizeof(hn::TFromD<decltype(d)>) < 8) return hn::Min(a, b);
  const hn::RebindToSigned<decltype(d)> with_sign;
  return hn::BitCast(d, hn::Min(hn::BitCast(with_sign, a), hn::BitCast(with_sign, b)));
}
template <typename V>
HWY_INLINE V greater(V a, V b) {
  const hn::DFromV<V> d;
  if constexpr (sizeof(hn::TFromD<decltype(d)>) < 8) return hn::Max(a, b);
  const hn::RebindToSigned<decltype(d)> with_sign;
  return hn::BitCast(d, hn::Max(hn::BitCast(with_sign, a), hn::BitCast(with_sign, b)));
}

// `outside` where `mask` holds, else v.
template <typename D, typename V>
HWY_INLINE V outside_where(D d, hn::Mask<D> mask, V v) {
  // All ones need no blend.
  const V out = hn::Set(d, outside<hn::TFromD<D>>);
  if constexpr (sizeof(hn::TFromD<D>) < 8) return hn::Or(v, hn::VecFromMask(d, mask));
  return hn::IfThenElse(mask, out, v);
}

// Keeps what is outside outside: the other elements take the lesser of the two.
template <typename D, typename V>
HWY_INLINE V settle(D d, V now, V least) {
  return outside_where(d, hn::Eq(now, hn::Set(d, outside<hn::TFromD<D>>)), lesser(now, least));
}

// Bits e, e + 1, .. of a plane, one for each lane. e is a multiple of the lanes.
template <typename D>
HWY_INLINE hn::Mask<D> bits_at(D d, const std::uint64_t* plane, std::size_t e) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(plane);
  if (hn::Lanes(d) >= 8) return hn::LoadMaskBits(d, bytes + e / 8);
  // Fewer than eight lanes share a byte.
  const std::uint8_t few[8] = {static_cast<std::uint8_t>(bytes[e / 8] >> (e % 8))};
  return hn::LoadMaskBits(d, few);
}

template <typename T>
void add_up(T* out, std::size_t n, const std::uint64_t* const* planes, const T* weights,
            std::size_t count, T start, bool greatest, const std::uint64_t* feasible) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  for (std::size_t e = 0; e < n; e += step) {
    auto v = hn::Set(d, start);
    if (greatest) {
      for (std::size_t k = 0; k < count; ++k)
        v = greater(v, hn::IfThenElseZero(bits_at(d, planes[k], e), hn::Set(d, weights[k])));
    } else {
      for (std::size_t k = 0; k < count; ++k)
        v = hn::Add(v, hn::IfThenElseZero(bits_at(d, planes[k], e), hn::Set(d, weights[k])));
    }
    v = hn::IfThenElse(bits_at(d, feasible, e), v, hn::Set(d, outside<T>));
    hn::StoreU(v, d, out + e);
  }
}

// Whether these are different powers of two: what statements weigh, and payoffs need not.
template <typename T>
bool are_digits(const T* weights, std::size_t count) {
  T seen = 0;
  for (std::size_t k = 0; k < count; ++k) {
    if (!std::has_single_bit(weights[k]) || (seen & weights[k]) != 0) return false;
    seen = static_cast<T>(seen | weights[k]);
  }
  return true;
}

// Binary digits go into wide numbers sixteen at a time, in narrow lanes: four times as many side by
// side.
template <typename T>
void values(T* out, std::size_t n, const std::uint64_t* const* planes, const T* weights,
            std::size_t count, T start, bool greatest, const std::uint64_t* feasible) {
  const bool digits = !greatest && count > 16 / sizeof(T) && are_digits(weights, count);
  if (sizeof(T) == 2 || !digits)
    return add_up(out, n, planes, weights, count, start, greatest, feasible);
  std::fill_n(out, n, start);
  for (unsigned low = 0; low < 8 * sizeof(T); low += 16) {
    const std::uint64_t* some[16];
    std::uint16_t digit[16];
    std::size_t found = 0;
    for (std::size_t k = 0; k < count; ++k) {
      const auto bit = static_cast<unsigned>(std::countr_zero(weights[k]));
      if (bit < low || bit >= low + 16) continue;
      some[found] = planes[k];
      digit[found++] = static_cast<std::uint16_t>(1U << (bit - low));
    }
    if (found == 0) continue;
    static constexpr std::uint64_t everywhere[chunk / 64 + 1] = {~0ULL, ~0ULL, ~0ULL, ~0ULL,
                                                                 ~0ULL, ~0ULL, ~0ULL, ~0ULL};
    std::uint16_t narrow[chunk];
    for (std::size_t e = 0; e < n; e += chunk) {
      const std::size_t part = std::min(n - e, chunk);
      add_up<std::uint16_t>(narrow, part, some, digit, found, 0, false, everywhere);
      for (std::size_t k = 0; k < part; ++k)
        out[e + k] = static_cast<T>(out[e + k] + (static_cast<T>(narrow[k]) << low));
      for (std::size_t k = 0; k < found; ++k) some[k] += part / 64;
    }
  }
  const Wide<T> d;
  for (std::size_t e = 0; e < n; e += hn::Lanes(d))
    hn::StoreU(
        hn::IfThenElse(bits_at(d, feasible, e), hn::LoadU(d, out + e), hn::Set(d, outside<T>)), d,
        out + e);
}

template <typename T>
void raise(T* into, const T* from, std::size_t n) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  const auto out = hn::Set(d, outside<T>);
  std::size_t e = 0;
  for (; e + step <= n; e += step) {
    const auto v = hn::LoadU(d, from + e);
    const auto inside = hn::IfThenZeroElse(hn::Eq(v, out), v);
    hn::StoreU(greater(hn::LoadU(d, into + e), inside), d, into + e);
  }
  for (; e < n; ++e)
    if (from[e] != outside<T>) into[e] = std::max(into[e], from[e]);
}

template <typename T>
void raise_where(T* into, const T* from, std::size_t n, const std::uint64_t* where) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  std::size_t e = 0;
  if (where == nullptr)
    for (; e + step <= n; e += step)
      hn::StoreU(greater(hn::LoadU(d, into + e), hn::LoadU(d, from + e)), d, into + e);
  for (; e < n; ++e)
    if (where == nullptr || (where[e / 64] >> (e % 64) & 1) != 0)
      into[e] = std::max(into[e], from[e]);
}

template <typename T>
void lower(T* into, const T* from, std::size_t n) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  std::size_t e = 0;
  for (; e + step <= n; e += step)
    hn::StoreU(lesser(hn::LoadU(d, into + e), hn::LoadU(d, from + e)), d, into + e);
  for (; e < n; ++e) into[e] = std::min(into[e], from[e]);
}

template <typename T>
void confine(T* out, const T* values_, const T* ranks, std::size_t n) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  const auto no = hn::Set(d, outside<T>);
  std::size_t e = 0;
  for (; e + step <= n; e += step)
    hn::StoreU(outside_where(d, hn::Eq(hn::LoadU(d, ranks + e), no), hn::LoadU(d, values_ + e)), d,
               out + e);
  for (; e < n; ++e) out[e] = ranks[e] == outside<T> ? outside<T> : values_[e];
}

template <typename T>
void at_most(std::uint64_t* bits, const T* left, const T* right, std::size_t n) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  const auto out = hn::Set(d, outside<T>);
  for (std::size_t e = 0; e < n; e += 64) {
    std::uint64_t word = 0;
    for (std::size_t k = 0; k < 64; k += step) {
      const auto a = hn::LoadU(d, left + e + k);
      const auto b = hn::LoadU(d, right + e + k);
      const auto yes = hn::AndNot(hn::Eq(b, out), hn::Eq(lesser(a, b), a));
      std::uint8_t part[8] = {};
      hn::StoreMaskBits(d, yes, part);
      std::uint64_t some = 0;
      std::memcpy(&some, part, 8);
      word |= some << k;
    }
    bits[e / 64] = word;
  }
}

// Four vectors at a time keep the load ports busy while the minima wait for each other.
template <typename T, std::size_t wide>
bool worst_rows_strip(T* v, const Grouped& g, T* scratch) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  using V = Vec<T>;
  const V out = hn::Set(d, outside<T>);
  const auto at = [&](std::uint32_t c, std::size_t k) { return scratch + (c * wide + k) * step; };
  for (std::uint32_t c = 0; c < g.classes; ++c) {
    V least[wide];
    for (std::size_t k = 0; k < wide; ++k) least[k] = out;
    for (std::uint32_t e = g.begin[c]; e < g.begin[c + 1]; ++e) {
      const T* row = v + g.settings[e];
      for (std::size_t k = 0; k < wide; ++k)
        least[k] = lesser(least[k], hn::LoadU(d, row + k * step));
    }
    for (std::size_t k = 0; k < wide; ++k) hn::StoreU(least[k], d, at(c, k));
  }
  for (std::uint32_t s = 0; s < g.step_count; ++s)
    for (std::size_t k = 0; k < wide; ++k)
      hn::StoreU(lesser(hn::LoadU(d, at(g.steps[s].into, k)), hn::LoadU(d, at(g.steps[s].from, k))),
                 d, at(g.steps[s].into, k));
  V changed = hn::Zero(d);
  for (std::uint32_t c = 0; c < g.classes; ++c) {
    V least[wide];
    for (std::size_t k = 0; k < wide; ++k) least[k] = hn::LoadU(d, at(c, k));
    for (std::uint32_t e = g.begin[c]; e < g.begin[c + 1]; ++e) {
      T* row = v + g.settings[e];
      for (std::size_t k = 0; k < wide; ++k) {
        const V now = hn::LoadU(d, row + k * step);
        const V then = settle(d, now, least[k]);
        changed = hn::Or(changed, hn::Xor(now, then));
        hn::StoreU(then, d, row + k * step);
      }
    }
  }
  return !hn::AllTrue(d, hn::Eq(changed, hn::Zero(d)));
}

template <typename T>
bool worst_rows(T* v, std::size_t width, const Grouped& g, T* scratch) {
  const std::size_t step = hn::Lanes(Wide<T>());
  bool changed = false;
  std::size_t e = 0;
  for (; e + 4 * step <= width; e += 4 * step)
    changed = worst_rows_strip<T, 4>(v + e, g, scratch) || changed;
  for (; e + step <= width; e += step)
    changed = worst_rows_strip<T, 1>(v + e, g, scratch) || changed;
  return changed;
}

// The lanes of v, each in the place of the one that differs from it in bit b of its number.
template <typename D>
HWY_INLINE hn::Vec<D> across(D d, hn::Vec<D> v, std::size_t b) {
#if HWY_TARGET != HWY_SCALAR
  const hn::Repartition<std::uint32_t, D> words;
  const auto w = hn::BitCast(words, v);
  switch (sizeof(hn::TFromD<D>) << b) {
    case 2:
      return hn::BitCast(d, hn::RotateRight<16>(w));
    case 4:
      return hn::BitCast(d, hn::Shuffle2301(w));
    case 8:
      return hn::BitCast(d, hn::Shuffle1032(w));
    default:
      return hn::ConcatLowerUpper(d, v, v);
  }
#else
  (void)d;
  (void)b;
  return v;
#endif
}

template <typename T>
bool worst_inner(T* v, std::size_t rows, std::size_t stride, const Grouped& g, const T* barriers,
                 T* scratch) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  const std::size_t lane_bits = static_cast<std::size_t>(std::countr_zero(step));
  using V = Vec<T>;
  const V out = hn::Set(d, outside<T>);
  V changed = hn::Zero(d);
  V barrier[4];  // vectors have at most sixteen lanes
  for (std::size_t b = 0; b < lane_bits; ++b) barrier[b] = hn::LoadU(d, barriers + b * step);
  const auto among_lanes = [&](V least) {
    for (std::size_t b = 0; b < lane_bits; ++b)
      least = lesser(least, hn::Or(across(d, least, b), barrier[b]));
    return least;
  };
  for (std::size_t r = 0; r < rows; ++r, v += stride) {
    for (std::uint32_t c = 0; c < g.classes; ++c) {
      V a = out;
      V b = out;
      std::uint32_t e = g.begin[c];
      for (; e + 2 <= g.begin[c + 1]; e += 2) {
        a = lesser(a, hn::LoadU(d, v + g.settings[e]));
        b = lesser(b, hn::LoadU(d, v + g.settings[e + 1]));
      }
      if (e < g.begin[c + 1]) a = lesser(a, hn::LoadU(d, v + g.settings[e]));
      hn::StoreU(among_lanes(lesser(a, b)), d, scratch + c * step);
    }
    for (std::uint32_t s = 0; s < g.step_count; ++s)
      hn::StoreU(lesser(hn::LoadU(d, scratch + g.steps[s].into * step),
                        hn::LoadU(d, scratch + g.steps[s].from * step)),
                 d, scratch + g.steps[s].into * step);
    for (std::uint32_t c = 0; c < g.classes; ++c) {
      const V least = hn::LoadU(d, scratch + c * step);
      for (std::uint32_t e = g.begin[c]; e < g.begin[c + 1]; ++e) {
        const V now = hn::LoadU(d, v + g.settings[e]);
        const V then = settle(d, now, least);
        changed = hn::Or(changed, hn::Xor(now, then));
        hn::StoreU(then, d, v + g.settings[e]);
      }
    }
  }
  return !hn::AllTrue(d, hn::Eq(changed, hn::Zero(d)));
}

// Two vectors of slices at a time.
template <typename T>
bool descend(T* v, const Descent& g, T* scratch) {
  const Wide<T> d;
  const std::size_t step = hn::Lanes(d);
  const std::size_t lanes = 2 * step;
  using V = Vec<T>;
  const V out = hn::Set(d, outside<T>);
  V changed = hn::Zero(d);
  T* offered = scratch;                    // by class: the least that the levels above offer
  T* level = scratch + g.classes * lanes;  // by class: what this level will offer
  for (std::uint32_t c = 0; c < g.classes; ++c)
    for (std::size_t k = 0; k < lanes; k += step) hn::StoreU(out, d, offered + c * lanes + k);
  std::uint32_t first = 0;  // run of this level
  std::uint32_t e = 0;
  for (std::uint32_t r = 0; r < g.run_count; ++r) {
    const Run& run = g.runs[r];
    const V have0 = hn::LoadU(d, offered + run.class_ * lanes);
    const V have1 = hn::LoadU(d, offered + run.class_ * lanes + step);
    V least0 = out;
    V least1 = out;
    for (; e < run.end; ++e) {
      T* at = v + g.settings[e] * lanes;
      const V now0 = hn::LoadU(d, at);
      const V now1 = hn::LoadU(d, at + step);
      const V then0 = settle(d, now0, have0);
      const V then1 = settle(d, now1, have1);
      changed = hn::Or(changed, hn::Or(hn::Xor(now0, then0), hn::Xor(now1, then1)));
      hn::StoreU(then0, d, at);
      hn::StoreU(then1, d, at + step);
      least0 = lesser(least0, then0);
      least1 = lesser(least1, then1);
    }
    if (run.last && first == r) {
      for (std::uint32_t p = g.may_reach_begin[run.class_]; p < g.may_reach_begin[run.class_ + 1];
           ++p) {
        T* into = offered + g.may_reach[p] * lanes;
        hn::StoreU(lesser(hn::LoadU(d, into), least0), d, into);
        hn::StoreU(lesser(hn::LoadU(d, into + step), least1), d, into + step);
      }
      first = r + 1;
      continue;
    }
    hn::StoreU(least0, d, level + run.class_ * lanes);
    hn::StoreU(least1, d, level + run.class_ * lanes + step);
    if (!run.last) continue;
    for (; first <= r; ++first) {
      const std::uint32_t c = g.runs[first].class_;
      for (std::uint32_t p = g.may_reach_begin[c]; p < g.may_reach_begin[c + 1]; ++p)
        for (std::size_t k = 0; k < lanes; k += step) {
          T* into = offered + g.may_reach[p] * lanes + k;
          hn::StoreU(lesser(hn::LoadU(d, into), hn::LoadU(d, level + c * lanes + k)), d, into);
        }
    }
  }
  return !hn::AllTrue(d, hn::Eq(changed, hn::Zero(d)));
}

template <typename T>
bool level_out(T* v, const Grouped& g, T* scratch) {
  return worst_rows_strip<T, 2>(v, g, scratch);
}

// Blocks of eight by eight for 16-bit elements, four by four for 32, two by two for 64: as many as
// fit one 128-bit vector; element by element where there are no vectors at all.
template <typename T>
constexpr std::size_t block = HWY_TARGET == HWY_SCALAR ? 1 : 16 / sizeof(T);

template <typename T, typename Rows, typename Out>
HWY_INLINE void transpose_block(const Rows& row_at, const Out& out_at) {
#if HWY_TARGET == HWY_SCALAR
  *out_at(0) = *row_at(0);
#else
  constexpr std::size_t n = block<T>;
  const hn::FixedTag<T, n> d;
  using V = hn::Vec<hn::FixedTag<T, n>>;
  if constexpr (n == 2) {
    const V a = hn::LoadU(d, row_at(0));
    const V b = hn::LoadU(d, row_at(1));
    hn::StoreU(hn::InterleaveLower(d, a, b), d, out_at(0));
    hn::StoreU(hn::InterleaveUpper(d, a, b), d, out_at(1));
  } else if constexpr (n == 4) {
    const V r0 = hn::LoadU(d, row_at(0));
    const V r1 = hn::LoadU(d, row_at(1));
    const V r2 = hn::LoadU(d, row_at(2));
    const V r3 = hn::LoadU(d, row_at(3));
    const V a = hn::InterleaveLower(d, r0, r2);
    const V b = hn::InterleaveUpper(d, r0, r2);
    const V c = hn::InterleaveLower(d, r1, r3);
    const V e = hn::InterleaveUpper(d, r1, r3);
    hn::StoreU(hn::InterleaveLower(d, a, c), d, out_at(0));
    hn::StoreU(hn::InterleaveUpper(d, a, c), d, out_at(1));
    hn::StoreU(hn::InterleaveLower(d, b, e), d, out_at(2));
    hn::StoreU(hn::InterleaveUpper(d, b, e), d, out_at(3));
  } else {
    V r[8];
    V t[8];
    for (std::size_t k = 0; k < 8; ++k) r[k] = hn::LoadU(d, row_at(k));
    // Three rounds; each pairs row k with row k + 4 of the round before.
    for (std::size_t k = 0; k < 4; ++k) {
      t[2 * k] = hn::InterleaveLower(d, r[k], r[k + 4]);
      t[2 * k + 1] = hn::InterleaveUpper(d, r[k], r[k + 4]);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      r[2 * k] = hn::InterleaveLower(d, t[k], t[k + 4]);
      r[2 * k + 1] = hn::InterleaveUpper(d, t[k], t[k + 4]);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      hn::StoreU(hn::InterleaveLower(d, r[k], r[k + 4]), d, out_at(2 * k));
      hn::StoreU(hn::InterleaveUpper(d, r[k], r[k + 4]), d, out_at(2 * k + 1));
    }
  }
#endif
}

template <typename T>
void transpose(const T* in, T* out, std::size_t rows, std::size_t columns) {
  constexpr std::size_t n = block<T>;
  if (rows < n || columns < n) {
    for (std::size_t r = 0; r < rows; ++r)
      for (std::size_t c = 0; c < columns; ++c)
        out[place<T>(c * rows + r)] = in[place<T>(r * columns + c)];
    return;
  }
  // Tiles that are whole cache lines both ways.
  constexpr std::size_t tile = 64 / sizeof(T);
  std::size_t in_row[tile];
  std::size_t out_row[tile];
  for (std::size_t k = 0; k < tile; ++k) {
    in_row[k] = place<T>(k * columns);
    out_row[k] = place<T>(k * rows);
  }
  const std::size_t high = std::min(tile, rows);
  const std::size_t wide = std::min(tile, columns);
  for (std::size_t r = 0; r < rows; r += tile)
    for (std::size_t c = 0; c < columns; c += tile) {
      const T* from = in + place<T>(r * columns) + place<T>(c);
      T* to = out + place<T>(c * rows) + place<T>(r);
      for (std::size_t y = 0; y < high; y += n)
        for (std::size_t x = 0; x < wide; x += n)
          transpose_block<T>([&](std::size_t k) { return from + in_row[y + k] + x; },
                             [&](std::size_t k) { return to + out_row[x + k] + y; });
    }
}

template <typename T>
void gather(const T* const* rows, T* lanes, std::size_t columns) {
  constexpr std::size_t n = block<T>;
  const std::size_t width = 2 * hn::Lanes(Wide<T>());
  if (columns < n) {
    for (std::size_t l = 0; l < width; ++l)
      for (std::size_t c = 0; c < columns; ++c) lanes[c * width + l] = rows[l][c];
    return;
  }
  for (std::size_t c = 0; c < columns; c += n)
    for (std::size_t l = 0; l < width; l += n)
      transpose_block<T>([&](std::size_t k) { return rows[l + k] + place<T>(c); },
                         [&](std::size_t k) { return lanes + (c + k) * width + l; });
}

template <typename T>
void scatter(const T* lanes, T* const* rows, std::size_t columns) {
  constexpr std::size_t n = block<T>;
  const std::size_t width = 2 * hn::Lanes(Wide<T>());
  if (columns < n) {
    for (std::size_t l = 0; l < width; ++l)
      for (std::size_t c = 0; c < columns; ++c) rows[l][c] = lanes[c * width + l];
    return;
  }
  for (std::size_t c = 0; c < columns; c += n)
    for (std::size_t l = 0; l < width; l += n)
      transpose_block<T>([&](std::size_t k) { return lanes + (c + k) * width + l; },
                         [&](std::size_t k) { return rows[l + k] + place<T>(c); });
}

template <typename T>
Kernels<T> table() {
  return {.lanes = 2 * hn::Lanes(Wide<T>()),
          .values = values<T>,
          .raise = raise<T>,
          .raise_where = raise_where<T>,
          .lower = lower<T>,
          .confine = confine<T>,
          .at_most = at_most<T>,
          .worst_rows = worst_rows<T>,
          .worst_inner = worst_inner<T>,
          .descend = descend<T>,
          .level_out = level_out<T>,
          .transpose = transpose<T>,
          .gather = gather<T>,
          .scatter = scatter<T>};
}

}  // namespace

std::uint64_t count_all(const std::uint64_t* words, std::size_t n) {
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < n; ++k) sum += static_cast<std::uint64_t>(std::popcount(words[k]));
  return sum;
}

std::uint64_t meet_all(std::uint64_t* into, const std::uint64_t* from, std::size_t n) {
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < n; ++k)
    sum += static_cast<std::uint64_t>(std::popcount(into[k] &= from[k]));
  return sum;
}

Kernels<std::uint16_t> table16() { return table<std::uint16_t>(); }
Kernels<std::uint32_t> table32() { return table<std::uint32_t>(); }
Kernels<std::uint64_t> table64() { return table<std::uint64_t>(); }

}  // namespace standoff::dense::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace standoff::dense {

HWY_EXPORT(table16);
HWY_EXPORT(table32);
HWY_EXPORT(table64);
HWY_EXPORT(count_all);
HWY_EXPORT(meet_all);

std::uint64_t count_bits(const std::uint64_t* words, std::size_t n) {
  return HWY_DYNAMIC_DISPATCH(count_all)(words, n);
}
std::uint64_t meet_bits(std::uint64_t* into, const std::uint64_t* from, std::size_t n) {
  return HWY_DYNAMIC_DISPATCH(meet_all)(into, from, n);
}

template <>
const Kernels<std::uint16_t>& kernels() {
  static const Kernels<std::uint16_t> chosen = HWY_DYNAMIC_DISPATCH(table16)();
  return chosen;
}
template <>
const Kernels<std::uint32_t>& kernels() {
  static const Kernels<std::uint32_t> chosen = HWY_DYNAMIC_DISPATCH(table32)();
  return chosen;
}
template <>
const Kernels<std::uint64_t>& kernels() {
  static const Kernels<std::uint64_t> chosen = HWY_DYNAMIC_DISPATCH(table64)();
  return chosen;
}

}  // namespace standoff::dense
#endif
