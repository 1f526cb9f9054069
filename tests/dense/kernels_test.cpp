// The inner loops against plain ones, on the instruction set that the program chooses here and, in
// processes of their own, on every other one that this machine has.

#include "dense/kernels.hpp"

#include <doctest/doctest.h>
#include <hwy/targets.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "dense/cube.hpp"

namespace {

using namespace standoff;
using dense::kernels;
using dense::outside;
using dense::place;

// Kernels are chosen once in a process: a test that wants others says so before anybody asks.
constexpr const char* target_variable = "STANDOFF_TEST_TARGET";

template <typename T>
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return engine_() % n; }
  std::uint64_t word() { return engine_(); }
  // Small ones, great ones, and what is outside.
  T value() {
    switch (below(6)) {
      case 0:
        return outside<T>;
      case 1:
        return static_cast<T>(outside<T> - 1 - below(3));
      case 2:
        return static_cast<T>(engine_() & outside<T>);
      default:
        return static_cast<T>(below(9));
    }
  }
  std::vector<T> values(std::size_t n) {
    std::vector<T> out(n);
    for (T& v : out) v = value();
    return out;
  }
  std::vector<std::uint64_t> words(std::size_t n) {
    std::vector<std::uint64_t> out(n);
    for (std::uint64_t& w : out) w = below(5) == 0 ? 0 : below(5) == 0 ? ~std::uint64_t{0} : word();
    return out;
  }

 private:
  std::mt19937_64 engine_;
};

bool bit(const std::vector<std::uint64_t>& words, std::size_t e) {
  return (words[e / 64] >> (e % 64) & 1) != 0;
}

// Some of a mover's options may be changed one way only.
dense::Mover draw_mover(std::uint32_t bits, std::mt19937_64& random) {
  dense::Mover mover;
  mover.bits = bits;
  for (std::uint32_t b = 0; b < bits; ++b) {
    mover.options.push_back(OptionId(b));
    if (random() % 5 < 2)
      mover.constrained.push_back({OptionId(b), bits - 1 - b,
                                   random() % 2 == 0 ? Direction::take_only : Direction::drop_only,
                                   nullptr});
  }
  return mover;
}

bool may_go(const dense::Mover& mover, std::size_t from, std::size_t to) {
  return std::all_of(mover.constrained.begin(), mover.constrained.end(), [&](const auto& option) {
    const bool had = (from >> option.bit & 1) != 0;
    const bool has = (to >> option.bit & 1) != 0;
    return had == has || option.direction == (has ? Direction::take_only : Direction::drop_only);
  });
}

// What one slice, value by setting, becomes when its mover can reach and, by `level` (less is
// better), prefers other settings. With no levels, it takes whatever is least.
template <typename T>
std::vector<T> sunk(const dense::Mover& mover, const std::vector<T>& slice,
                    const std::vector<std::uint32_t>& level) {
  std::vector<T> out = slice;
  for (std::size_t from = 0; from < slice.size(); ++from) {
    if (slice[from] == outside<T>) continue;
    for (std::size_t to = 0; to < slice.size(); ++to)
      if (may_go(mover, from, to) && (level.empty() || level[to] < level[from]))
        out[from] = std::min(out[from], slice[to]);
  }
  return out;
}

// An order of the settings, as `descend` takes it.
struct Descending {
  Descending(const dense::Mover& mover, const std::vector<std::uint32_t>& level)
      : reach(mover, ~std::uint32_t{0}), classes(mover.classes()) {
    for (std::uint32_t s = 0; s < level.size(); ++s) settings.push_back(s);
    const auto key = [&](std::uint32_t s) {
      return std::array<std::uint32_t, 3>{level[s], mover.class_of(s), s};
    };
    std::sort(settings.begin(), settings.end(),
              [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::uint32_t e = 0; e < settings.size(); ++e) {
      const std::uint32_t s = settings[e];
      const bool new_level = e == 0 || level[s] != level[settings[e - 1]];
      if (e != 0 && new_level) runs.back().last = true;
      if (new_level || mover.class_of(s) != runs.back().class_)
        runs.push_back({e, static_cast<std::uint16_t>(mover.class_of(s)), false});
      runs.back().end = e + 1;
    }
    runs.back().last = true;
  }
  dense::Descent get() const {
    return {settings.data(),
            runs.data(),
            static_cast<std::uint32_t>(runs.size()),
            reach.from.data(),
            reach.from_begin.data(),
            classes};
  }

  dense::Reach reach;
  std::uint32_t classes;
  std::vector<std::uint32_t> settings;
  std::vector<dense::Run> runs;
};

// A sheet's elements, in order, out of their places and into them.
template <typename T>
std::vector<T> in_order(const std::vector<T>& sheet, std::size_t n) {
  std::vector<T> out;
  for (std::size_t e = 0; e < n; ++e) out.push_back(sheet[place<T>(e)]);
  return out;
}
template <typename T>
std::vector<T> laid_out(const std::vector<T>& elements) {
  std::vector<T> sheet(place<T>(elements.size()) + 64, T{7});
  for (std::size_t e = 0; e < elements.size(); ++e) sheet[place<T>(e)] = elements[e];
  return sheet;
}

// What follows is one function for each kernel: how many results are wrong.

// Weights of all kinds: any numbers, small and negative ones; digits, as statements have them; and
// powers of two that come more than once, as payoffs may have them.
enum class Weights { any, digits, powers };

template <typename T>
std::vector<T> draw_weights(Random<T>& random, Weights kind, std::size_t count) {
  constexpr std::size_t bits = 8 * sizeof(T);
  std::vector<T> weights;
  for (std::size_t k = 0; k < count; ++k) switch (kind) {
      case Weights::any:
        weights.push_back(
            static_cast<T>(random.below(4) == 0 ? ~random.below(5) : random.below(1000)));
        break;
      case Weights::digits:
        weights.push_back(static_cast<T>(k < bits ? T{1} << (bits - 1 - k) : 0));
        break;
      case Weights::powers:
        weights.push_back(static_cast<T>(T{1} << (random.below(3) == 0 ? 15 : random.below(3))));
        break;
    }
  return weights;
}

template <typename T>
std::size_t wrong_values(Random<T>& random) {
  std::size_t wrong = 0;
  for (const std::size_t n : {64, 128, 512, 1088})
    for (const std::size_t count : {0, 1, 2, 3, 5, 9, 16, 17, 40})
      for (const Weights kind : {Weights::any, Weights::digits, Weights::powers})
        for (const bool greatest : {false, true}) {
          std::vector<T> weights = draw_weights(random, kind, count);
          // Sums may pass through numbers that no rank has; what is greatest is a rank.
          if (greatest)
            for (T& w : weights) w = static_cast<T>(w & outside<T>);
          std::vector<std::vector<std::uint64_t>> planes;
          std::vector<const std::uint64_t*> pointers;
          for (std::size_t k = 0; k < count; ++k) planes.push_back(random.words(n / 64 + 1));
          for (const auto& plane : planes) pointers.push_back(plane.data());
          const auto feasible = random.words(n / 64 + 1);
          const T start = static_cast<T>(random.below(50));
          std::vector<T> out(n + 1, T{7});
          kernels<T>().values(out.data(), n, pointers.data(), weights.data(), count, start,
                              greatest, feasible.data());
          for (std::size_t e = 0; e < n; ++e) {
            T expected = start;
            for (std::size_t k = 0; k < count; ++k)
              if (bit(planes[k], e))
                expected = greatest ? std::max(expected, weights[k])
                                    : static_cast<T>(expected + weights[k]);
            wrong += out[e] != (bit(feasible, e) ? expected : outside<T>);
          }
          wrong += out[n] != T{7};
        }
  return wrong;
}

template <typename T>
std::size_t wrong_element_by_element(Random<T>& random) {
  std::size_t wrong = 0;
  for (std::size_t n = 0; n <= 140; ++n) {
    const std::vector<T> a = random.values(n + 1);
    const std::vector<T> b = random.values(n + 1);
    const auto where = random.words(n / 64 + 1);
    std::vector<T> raised = a;
    std::vector<T> raised_where = a;
    std::vector<T> raised_everywhere = a;
    std::vector<T> lowered = a;
    std::vector<T> confined(n + 1, T{7});
    kernels<T>().raise(raised.data(), b.data(), n);
    kernels<T>().raise_where(raised_where.data(), b.data(), n, where.data());
    kernels<T>().raise_where(raised_everywhere.data(), b.data(), n, nullptr);
    kernels<T>().lower(lowered.data(), b.data(), n);
    kernels<T>().confine(confined.data(), a.data(), b.data(), n);
    for (std::size_t e = 0; e < n; ++e) {
      const T more = std::max(a[e], b[e]);
      wrong += raised[e] != (b[e] == outside<T> ? a[e] : more);
      wrong += raised_where[e] != (bit(where, e) ? more : a[e]);
      wrong += raised_everywhere[e] != more;
      wrong += lowered[e] != std::min(a[e], b[e]);
      wrong += confined[e] != (b[e] == outside<T> ? outside<T> : a[e]);
    }
    // Nothing past the end.
    wrong += raised[n] != a[n] || raised_where[n] != a[n] || raised_everywhere[n] != a[n] ||
             lowered[n] != a[n] || confined[n] != T{7};
  }
  return wrong;
}

template <typename T>
std::size_t wrong_comparisons(Random<T>& random) {
  std::size_t wrong = 0;
  for (const std::size_t n : {64, 128, 192, 1024}) {
    const std::vector<T> a = random.values(n);
    const std::vector<T> b = random.values(n);
    std::vector<std::uint64_t> bits(n / 64 + 1, 0x55);
    kernels<T>().at_most(bits.data(), a.data(), b.data(), n);
    for (std::size_t e = 0; e < n; ++e)
      wrong += bit(bits, e) != (a[e] <= b[e] && b[e] != outside<T>);
    wrong += bits[n / 64] != 0x55;
  }
  return wrong;
}

// Rows of settings: the setting is the higher part of an element's number.
template <typename T>
std::size_t wrong_rows(Random<T>& random, std::mt19937_64& shapes) {
  const std::size_t vector = kernels<T>().lanes / 2;
  std::size_t wrong = 0;
  for (std::uint32_t bits = 0; bits <= 6; ++bits)
    for (std::size_t width = vector; width <= 16 * vector; width *= 2) {
      const dense::Mover mover = draw_mover(bits, shapes);
      const dense::Reach reach(mover, ~std::uint32_t{0});
      const dense::Groups groups(mover, [&](std::size_t s) { return place<T>(s * width); });
      const std::size_t n = mover.settings() * width;
      const std::vector<T> before = random.values(n);
      std::vector<T> expected = before;
      for (std::size_t e = 0; e < width; ++e) {
        std::vector<T> slice;
        for (std::size_t s = 0; s < mover.settings(); ++s) slice.push_back(before[s * width + e]);
        slice = sunk<T>(mover, slice, {});
        for (std::size_t s = 0; s < mover.settings(); ++s) expected[s * width + e] = slice[s];
      }
      std::vector<T> sheet = laid_out(before);
      std::vector<T> scratch(dense::scratch_for(mover.classes()));
      const bool changed =
          kernels<T>().worst_rows(sheet.data(), width, groups.with(reach), scratch.data());
      wrong += in_order(sheet, n) != expected;
      wrong += changed != (before != expected);
      wrong += kernels<T>().worst_rows(sheet.data(), width, groups.with(reach), scratch.data());
    }
  return wrong;
}

// The settings side by side, the lowest of them within a vector.
template <typename T>
std::size_t wrong_inner(Random<T>& random, std::mt19937_64& shapes) {
  const std::size_t vector = kernels<T>().lanes / 2;
  const auto lane_bits = static_cast<std::uint32_t>(std::countr_zero(vector));
  std::size_t wrong = 0;
  for (std::uint32_t bits = lane_bits; bits <= lane_bits + 4; ++bits)
    for (int round = 0; round < 6; ++round) {
      const dense::Mover mover = draw_mover(bits, shapes);
      dense::Mover whole = mover;
      whole.bits -= lane_bits;
      std::erase_if(whole.constrained, [&](const auto& o) { return o.bit < lane_bits; });
      for (auto& option : whole.constrained) option.bit -= lane_bits;
      std::vector<T> barriers(lane_bits * vector + 1, T{0});
      for (std::uint32_t b = 0; b < lane_bits; ++b)
        for (std::size_t lane = 0; lane < vector; ++lane)
          if (!may_go(mover, lane, lane ^ std::size_t{1} << b))
            barriers[b * vector + lane] = outside<T>;
      const dense::Reach reach(whole, ~std::uint32_t{0});
      const dense::Groups groups(whole, [&](std::size_t s) { return s * vector; });
      const std::size_t rows = 3;
      const std::size_t stride = mover.settings() + 64 / sizeof(T);
      std::vector<T> sheet = random.values(rows * stride);
      std::vector<T> expected = sheet;
      for (std::size_t r = 0; r < rows; ++r) {
        const auto begin = expected.begin() + static_cast<std::ptrdiff_t>(r * stride);
        const std::vector<T> slice =
            sunk<T>(mover, {begin, begin + static_cast<std::ptrdiff_t>(mover.settings())}, {});
        std::copy(slice.begin(), slice.end(), begin);
      }
      const bool differs = sheet != expected;
      std::vector<T> scratch(dense::scratch_for(mover.classes()));
      wrong += kernels<T>().worst_inner(sheet.data(), rows, stride, groups.with(reach),
                                        barriers.data(), scratch.data()) != differs;
      wrong += sheet != expected;
    }
  return wrong;
}

// Slices in lanes, each with its own values, all in the same order.
template <typename T>
std::size_t wrong_lanes(Random<T>& random, std::mt19937_64& shapes) {
  const std::size_t lanes = kernels<T>().lanes;
  std::size_t wrong = 0;
  for (std::uint32_t bits = 0; bits <= 6; ++bits)
    for (const std::size_t levels : {1, 2, 5, 100}) {
      const dense::Mover mover = draw_mover(bits, shapes);
      std::vector<std::uint32_t> level;
      for (std::size_t s = 0; s < mover.settings(); ++s)
        level.push_back(static_cast<std::uint32_t>(random.below(levels)));
      const Descending order(mover, level);
      const dense::Reach reach(mover, ~std::uint32_t{0});
      const dense::Groups groups(mover, [&](std::size_t s) { return s * lanes; });
      const std::vector<T> before = random.values(mover.settings() * lanes);
      std::vector<T> descended = before;
      std::vector<T> levelled = before;
      for (std::size_t l = 0; l < lanes; ++l) {
        std::vector<T> slice;
        for (std::size_t s = 0; s < mover.settings(); ++s) slice.push_back(before[s * lanes + l]);
        const std::vector<T> preferred = sunk<T>(mover, slice, level);
        const std::vector<T> any = sunk<T>(mover, slice, {});
        for (std::size_t s = 0; s < mover.settings(); ++s) {
          descended[s * lanes + l] = preferred[s];
          levelled[s * lanes + l] = any[s];
        }
      }
      std::vector<T> scratch(dense::scratch_for(mover.classes()));
      std::vector<T> found = before;
      wrong +=
          kernels<T>().descend(found.data(), order.get(), scratch.data()) != (before != descended);
      wrong += found != descended;
      found = before;
      wrong += kernels<T>().level_out(found.data(), groups.with(reach), scratch.data()) !=
               (before != levelled);
      wrong += found != levelled;
    }
  return wrong;
}

template <typename T>
std::size_t wrong_turns(Random<T>& random) {
  std::size_t wrong = 0;
  for (std::size_t rows = 1; rows <= 256; rows *= 2)
    for (std::size_t columns = 1; columns <= 128; columns *= 2) {
      const std::vector<T> elements = random.values(rows * columns);
      const std::vector<T> in = laid_out(elements);
      std::vector<T> out(in.size(), T{7});
      kernels<T>().transpose(in.data(), out.data(), rows, columns);
      for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c)
          wrong += out[place<T>(c * rows + r)] != elements[r * columns + c];
    }
  return wrong;
}

template <typename T>
std::size_t wrong_gathering(Random<T>& random) {
  const std::size_t lanes = kernels<T>().lanes;
  std::size_t wrong = 0;
  for (std::size_t columns = 1; columns <= 2048; columns *= 2) {
    std::vector<std::vector<T>> elements;
    std::vector<std::vector<T>> rows;
    for (std::size_t l = 0; l < lanes; ++l) {
      elements.push_back(random.values(columns));
      rows.push_back(laid_out(elements.back()));
    }
    std::vector<const T*> from;
    for (const auto& row : rows) from.push_back(row.data());
    std::vector<T> gathered(columns * lanes, T{7});
    kernels<T>().gather(from.data(), gathered.data(), columns);
    for (std::size_t l = 0; l < lanes; ++l)
      for (std::size_t c = 0; c < columns; ++c) wrong += gathered[c * lanes + l] != elements[l][c];
    std::vector<std::vector<T>> back(lanes, std::vector<T>(rows[0].size(), T{7}));
    std::vector<T*> into;
    for (auto& row : back) into.push_back(row.data());
    kernels<T>().scatter(gathered.data(), into.data(), columns);
    for (std::size_t l = 0; l < lanes; ++l) wrong += in_order(back[l], columns) != elements[l];
  }
  return wrong;
}

std::size_t wrong_bit_counts(Random<std::uint64_t>& random) {
  std::size_t wrong = 0;
  for (std::size_t n = 0; n < 70; ++n) {
    const auto a = random.words(n);
    const auto b = random.words(n);
    std::uint64_t in_a = 0;
    std::uint64_t in_both = 0;
    for (std::size_t e = 0; e < 64 * n; ++e) {
      in_a += bit(a, e) ? 1 : 0;
      in_both += bit(a, e) && bit(b, e) ? 1 : 0;
    }
    std::vector<std::uint64_t> met = a;
    wrong += dense::count_bits(a.data(), n) != in_a;
    wrong += dense::meet_bits(met.data(), b.data(), n) != in_both;
    for (std::size_t k = 0; k < n; ++k) wrong += met[k] != (a[k] & b[k]);
  }
  return wrong;
}

void choose_target() {
  const char* wanted = std::getenv(target_variable);
  if (wanted == nullptr) return;
  hwy::SetSupportedTargetsForTest(std::strtoll(wanted, nullptr, 10));
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

TEST_SUITE_BEGIN("dense");

TEST_CASE_TEMPLATE("kernels do what plain loops do", T, std::uint16_t, std::uint32_t,
                   std::uint64_t) {
  choose_target();
  Random<T> random(sizeof(T));
  std::mt19937_64 shapes(1);
  CHECK(wrong_values<T>(random) == 0);
  CHECK(wrong_element_by_element<T>(random) == 0);
  CHECK(wrong_comparisons<T>(random) == 0);
  CHECK(wrong_rows<T>(random, shapes) == 0);
  CHECK(wrong_inner<T>(random, shapes) == 0);
  CHECK(wrong_lanes<T>(random, shapes) == 0);
  CHECK(wrong_turns<T>(random) == 0);
  CHECK(wrong_gathering<T>(random) == 0);
  Random<std::uint64_t> words(5);
  CHECK(wrong_bit_counts(words) == 0);
  if (std::getenv(target_variable) != nullptr) std::printf("%zu lanes\n", kernels<T>().lanes);
}

TEST_CASE("kernels do what plain loops do on every instruction set of this machine") {
  // Whoever carries this mark is one of the processes that this test starts.
  if (std::getenv(target_variable) != nullptr) return;
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  int targets = 0;
  for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
    const std::int64_t target = rest & -rest;
    const std::string name = hwy::TargetName(target);
    CAPTURE(name);
    const std::string command = std::string(target_variable) + "=" + std::to_string(target) + " '" +
                                self + "' --test-case='kernels do what plain loops do<*' --minimal";
    FILE* pipe = popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> buffer{};
    for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
      out.append(buffer.data(), n);
    const int status = pclose(pipe);
    if (status != 0) FAIL_CHECK(name << ":\n" << out);
    CHECK(out.find(" lanes") != std::string::npos);
    MESSAGE(name << ": " << out.substr(0, out.find('\n')) << " of 16 bits");
    ++targets;
  }
  CHECK(targets > 0);
}

TEST_SUITE_END();
