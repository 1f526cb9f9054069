// What the others can bring about on a sheet, against letting every combination sink step by step
// until nothing changes.

#include "dense/joint.hpp"

#include <doctest/doctest.h>

#include "dense/plain_view.hpp"
#include "random/dice.hpp"

namespace {

using namespace standoff;
using dense::outside;
using dense::View;
using oracle::Dice;
using tests::PlainCube;
using tests::random_cube;

// One page, place by place: whoever can move to less, sinks there.
template <typename T>
void sink_plainly(const PlainCube& c, const View& view, bool credible, std::size_t layer,
                  std::size_t setting, T* page) {
  const std::size_t places = std::size_t{1} << view.page_bits;
  std::vector<OptionSet> taken;
  for (std::size_t p = 0; p < places; ++p)
    taken.push_back(tests::taken_at(view, layer, setting, p));
  for (bool changed = true; changed;) {
    changed = false;
    for (const dense::Other& other : view.others) {
      const dense::Mover& mover = c.cube.movers[other.dm];
      const dense::Scale& scale = c.scales[other.dm];
      const std::size_t own = (mover.settings() - 1) << other.low;
      for (std::size_t from = 0; from < places; ++from)
        for (std::size_t s = 0; s < mover.settings(); ++s) {
          const std::size_t to = (from & ~own) | s << other.low;
          if (page[from] == outside<T> || page[to] >= page[from]) continue;
          if (!tests::may_move(c.model, mover, taken[from], taken[to])) continue;
          if (credible && tests::value_of(scale, taken[to]) <= tests::value_of(scale, taken[from]))
            continue;
          page[from] = page[to];
          changed = true;
        }
    }
  }
}

// Random values, some combinations outside. How many are then wrong.
template <typename T>
std::size_t wrong_values(const PlainCube& c, const View& view, bool credible,
                         std::uint32_t sheet_bits, std::size_t most_bytes, Dice& dice) {
  const dense::Joint<T> joint(view, c.scales, sheet_bits, credible, most_bytes, {});
  typename dense::Joint<T>::Workspace workspace;
  const std::size_t pages = std::size_t{1} << sheet_bits;
  const std::size_t places = std::size_t{1} << view.page_bits;
  std::size_t wrong = 0;
  for (std::size_t z = 0; z < view.cube.layers(); ++z)
    for (std::size_t setting = 0; setting < view.settings(); setting += pages) {
      std::vector<T> expected;
      const int infeasible = dice.below(60);
      const int values = dice.chance(50) ? 5 : 1000;
      for (std::size_t e = 0; e < pages * places; ++e)
        expected.push_back(dice.chance(infeasible) ? outside<T>
                                                   : static_cast<T>(dice.below(values)));
      std::vector<T> sheet(dense::Joint<T>::room(sheet_bits + view.page_bits), T{0});
      for (std::size_t e = 0; e < expected.size(); ++e) sheet[dense::place<T>(e)] = expected[e];
      joint.sink(sheet, z, setting, workspace);
      for (std::size_t page = 0; page < pages; ++page)
        sink_plainly<T>(c, view, credible, z, setting + page, expected.data() + page * places);
      for (std::size_t e = 0; e < expected.size(); ++e)
        wrong += sheet[dense::place<T>(e)] != expected[e];
    }
  return wrong;
}

template <typename T>
void check_all(bool credible, std::uint64_t first_seed) {
  for (std::uint64_t seed = first_seed; seed < first_seed + 25; ++seed) {
    CAPTURE(seed);
    const PlainCube c(random_cube(seed, seed % 5 == 0 ? 11 : 8));
    Dice dice(seed);
    for (std::uint32_t focal = 0; focal < c.cube.movers.size(); ++focal) {
      CAPTURE(focal);
      const View view(c.cube, DmId(focal));
      for (std::uint32_t sheet_bits = 0; sheet_bits <= view.own_bits; ++sheet_bits) {
        CAPTURE(sheet_bits);
        CHECK(wrong_values<T>(c, view, credible, sheet_bits, std::size_t{1} << 20, dice) == 0);
      }
      CHECK(wrong_values<T>(c, view, credible, 0, 0, dice) == 0);
    }
  }
}

}  // namespace

TEST_SUITE_BEGIN("dense");

TEST_CASE_TEMPLATE("others who answer by any move bring about the least in reach", T, std::uint16_t,
                   std::uint32_t, std::uint64_t) {
  check_all<T>(false, 1);
}

TEST_CASE_TEMPLATE("others who answer credibly only pass through what each of them prefers", T,
                   std::uint16_t, std::uint32_t, std::uint64_t) {
  check_all<T>(true, 1);
}

TEST_SUITE_END();
