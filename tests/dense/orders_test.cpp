// Kinds of slices, and the orders they have, against comparing every setting with every other.

#include "dense/orders.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "dense/plain_view.hpp"
#include "io/family.hpp"
#include "small_disputes.hpp"

namespace {

using namespace standoff;
using dense::Orders;
using dense::View;
using tests::PlainCube;
using tests::random_cube;

constexpr std::size_t plenty = std::size_t{1} << 24;
constexpr std::size_t lanes = 32;

// A slice as plainly as can be: the settings' levels (0 is the best) and the guards that hold.
struct Slice {
  std::vector<std::uint32_t> level;
  std::vector<bool> open;
  auto operator<=>(const Slice&) const = default;
};

Slice slice_of(const dense::Mover& mover, const dense::Scale& scale, const OptionSet& somewhere) {
  Slice slice;
  std::vector<std::uint64_t> values;
  for (std::size_t s = 0; s < mover.settings(); ++s)
    values.push_back(tests::value_of(scale, tests::with_setting(mover, somewhere, s)));
  const std::set<std::uint64_t, std::greater<>> levels(values.begin(), values.end());
  for (const std::uint64_t v : values)
    slice.level.push_back(
        static_cast<std::uint32_t>(std::distance(levels.begin(), levels.find(v))));
  for (const auto& option : mover.constrained)
    if (option.guard != nullptr) slice.open.push_back(holds(*option.guard, somewhere));
  return slice;
}

// The options taken in slice number `slice` of a page, the other's own ones aside: the number says
// what everybody else on the page has.
OptionSet somewhere_in(const View& view, const dense::Other& other, std::size_t layer,
                       std::size_t setting, std::size_t slice) {
  const std::size_t after = slice & ((std::size_t{1} << other.low) - 1);
  const std::size_t place = slice >> other.low << (other.low + other.bits) | after;
  return tests::taken_at(view, layer, setting, place);
}

// What is wrong with an order, in words.
std::string wrong_order(const dense::Mover& mover, const Slice& slice,
                        const dense::Descent& order) {
  std::vector<bool> seen(mover.settings(), false);
  std::uint32_t level = 0;
  std::uint32_t next = 0;
  for (std::uint32_t r = 0; r < order.run_count; ++r) {
    const dense::Run& run = order.runs[r];
    if (run.end <= next) return "a run is empty";
    for (; next < run.end; ++next) {
      const std::uint32_t s = order.settings[next];
      if (seen[s]) return "a setting comes twice";
      seen[s] = true;
      if (slice.level[s] != level) return "a setting is on another level";
      if (mover.class_of(s) != run.class_) return "a run has settings of two classes";
    }
    if (run.last) ++level;
  }
  if (next != mover.settings()) return "settings are missing";
  if (level != 1 + *std::max_element(slice.level.begin(), slice.level.end()))
    return "levels run together";
  return {};
}

template <typename Visit>
void for_each_slice(const View& view, const dense::Other& other, Visit visit) {
  for (std::size_t z = 0; z < view.cube.layers(); ++z)
    for (std::size_t q = 0; q < view.settings(); ++q)
      for (std::size_t s = 0; s < std::size_t{1} << (view.page_bits - other.bits); ++s)
        visit(z, q, s, somewhere_in(view, other, z, q, s));
}

struct Seen {
  std::size_t kinds = 0;
  std::size_t guarded = 0;
};

void check_kinds(Model model, Seen& seen) {
  const PlainCube c(std::move(model));
  for (std::uint32_t focal = 0; focal < c.cube.movers.size(); ++focal) {
    const View view(c.cube, DmId(focal));
    for (const dense::Other& other : view.others) {
      const dense::Mover& mover = c.cube.movers[other.dm];
      const dense::Scale& scale = c.scales[other.dm];
      const Orders orders(view, other, scale, true, lanes, plenty, {});
      Orders::Workspace workspace;
      std::map<Slice, Orders::Kind> kind_of;
      std::map<Orders::Kind, Slice> slice_of_kind;
      std::size_t wrong = 0;
      std::string complaint;
      for_each_slice(view, other,
                     [&](std::size_t z, std::size_t q, std::size_t s, const OptionSet& somewhere) {
                       const auto family = orders.families(z, q)[s];
                       const Slice slice = slice_of(mover, scale, somewhere);
                       const Orders::Kind kind = orders.kind(family);
                       wrong += kind >= orders.kinds();
                       wrong += kind_of.emplace(slice, kind).first->second != kind;
                       wrong += slice_of_kind.emplace(kind, slice).first->second != slice;
                       if (complaint.empty())
                         complaint = wrong_order(mover, slice, orders.descent(family, workspace));
                     });
      CHECK(wrong == 0);
      CHECK(complaint == "");
      seen.kinds += kind_of.size();
      seen.guarded += mover.guarded ? 1 : 0;
    }
  }
}

// Two decision makers with five options each; what both want are these weights, of conjunctions of
// one's option and one of the other's.
Model with_payoffs(const std::string& weights) {
  std::string payoffs;
  std::istringstream in(weights);
  std::string weight;
  for (int k = 0; std::getline(in, weight, ','); ++k)
    payoffs += "      a" + std::to_string(k % 5) + " and b" + std::to_string(k / 5 % 5) + ": " +
               weight + "\n";
  std::string body = "decision_makers:\n";
  for (const std::string dm : {"a", "b"})
    body += "  - id: " + dm + "\n    options: [" + dm + "0, " + dm + "1, " + dm + "2, " + dm +
            "3, " + dm + "4]\n    payoffs:\n" + payoffs;
  return tests::model_from(body);
}

}  // namespace

TEST_SUITE_BEGIN("dense");

TEST_CASE("slices are of one kind exactly when their orders and their guards are equal") {
  Seen seen;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    check_kinds(random_cube(seed, 9), seen);
  }
  CHECK(seen.kinds > 500);
  CHECK(seen.guarded > 20);
}

TEST_CASE("kinds are right where statements are many and weights are large") {
  Seen seen;
  for (const char* family : {"d2-n10-m40-w4", "d3-n10-m20-g1", "d3-n11-m60-w5",
                             "d3-n10-m30-payoffs", "d2-n9-m12-payoffs-g2"}) {
    CAPTURE(family);
    check_kinds(std::move(*load(dispute_of(family_of(family))).model), seen);
  }
  // Numbers that come again, and one that all bits of a word are needed for.
  for (const char* weights :
       {"1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1", "1, 32768, 32768, 32768",
        "4, 2, 1, 1, 2, 4, 8, 8", "0.000001, 999999999, -999999998.5, 700000000.25"}) {
    CAPTURE(weights);
    check_kinds(with_payoffs(weights), seen);
  }
  CHECK(seen.kinds > 500);
}

TEST_CASE("orders that are worked out when they are needed are the same orders") {
  for (std::uint64_t seed = 100; seed <= 130; ++seed) {
    CAPTURE(seed);
    const PlainCube c(random_cube(seed, 9));
    const View view(c.cube, DmId(0));
    for (const dense::Other& other : view.others) {
      const dense::Mover& mover = c.cube.movers[other.dm];
      const Orders orders(view, other, c.scales[other.dm], true, lanes, 0, {});
      Orders::Workspace workspace;
      std::map<Orders::Kind, Slice> slice_of_kind;
      std::size_t wrong = 0;
      std::string complaint;
      for_each_slice(view, other,
                     [&](std::size_t z, std::size_t q, std::size_t s, const OptionSet& somewhere) {
                       const auto family = orders.families(z, q)[s];
                       const Slice slice = slice_of(mover, c.scales[other.dm], somewhere);
                       wrong +=
                           slice_of_kind.emplace(orders.kind(family), slice).first->second != slice;
                       if (complaint.empty())
                         complaint = wrong_order(mover, slice, orders.descent(family, workspace));
                     });
      CHECK(wrong == 0);
      CHECK(complaint == "");
    }
  }
}

TEST_CASE("without preferences only guards tell slices apart") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    const PlainCube c(random_cube(seed, 9));
    const View view(c.cube, DmId(0));
    for (const dense::Other& other : view.others) {
      const dense::Mover& mover = c.cube.movers[other.dm];
      const Orders orders(view, other, c.scales[other.dm], false, lanes, plenty, {});
      std::map<std::vector<bool>, Orders::Kind> kind_of;
      std::map<Orders::Kind, std::vector<bool>> open_of;
      std::size_t wrong = 0;
      for_each_slice(view, other,
                     [&](std::size_t z, std::size_t q, std::size_t s, const OptionSet& somewhere) {
                       const std::vector<bool> open = slice_of(mover, {}, somewhere).open;
                       const Orders::Kind kind = orders.kind(orders.families(z, q)[s]);
                       wrong += kind_of.emplace(open, kind).first->second != kind;
                       wrong += open_of.emplace(kind, open).first->second != open;
                     });
      CHECK(wrong == 0);
    }
  }
}

TEST_SUITE_END();
