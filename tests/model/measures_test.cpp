// What a state costs whom.
#include "standoff/measures.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "standoff/load.hpp"

using namespace standoff;

namespace {

Model priced() {
  return load(R"(standoff: 1
title: priced
decision_makers:
  - {id: a, options: [x], preferences: [x]}
  - {id: b, options: [w], preferences: [w]}
measures:
  - {id: held, unit: vehicles, values: [{value: 500}, {value: 185..1000}], when: x}
  - {id: fee, unit: EUR/day, value: 14..120, per: held}
  - {id: calm, unit: days, value: -2.5, when: not x}
channels:
  - {between: [a, b], level: technical}
  - {id: line, between: [a, b], open_when: w}
)")
      .model.value();
}

OptionSet taken(const Model& model, std::string_view letters) {
  (void)model;
  OptionSet set;
  for (std::size_t k = 0; k < letters.size(); ++k)
    if (letters[k] == 'Y') set.insert(OptionId(k));
  return set;
}

}  // namespace

TEST_CASE("a measure spans what everybody says, and stands where its formula holds") {
  const Model model = priced();
  const auto held = standing(model, taken(model, "YN"));
  REQUIRE(held.size() == 2);
  CHECK(held[0].measure == 0);
  CHECK(held[0].value == Range{185'000'000, 1'000'000'000});
  CHECK(held[1].value == Range{2'590'000'000, 120'000'000'000});  // 185 x 14 to 1000 x 120
  const auto calm = standing(model, taken(model, "NN"));
  REQUIRE(calm.size() == 1);  // the fee is per what is not held
  CHECK(calm[0].value == Range{-2'500'000, -2'500'000});
}

TEST_CASE("a quantity per day adds up, and is cut where it does not fit") {
  CHECK(over_days({1'000'000, 2'000'000}, 10) == Range{10'000'000, 20'000'000});
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  CHECK(over_days({-most, most}, 3) == Range{std::numeric_limits<std::int64_t>::min(), most});
}

TEST_CASE("days are counted with both ends, across a leap day") {
  CHECK(days_between("2025-11-20", "2025-11-20") == 1);
  CHECK(days_between("2024-02-28", "2024-03-01") == 3);
  CHECK_FALSE(days_between("2025-11-20", "2025-11-19").has_value());
  CHECK_FALSE(days_between("", "2025-11-19").has_value());
}

TEST_CASE("a channel is open always, or where its formula holds") {
  const Model model = priced();
  CHECK(open_channels(model, taken(model, "NN")) == std::vector<std::uint32_t>{0});
  CHECK(open_channels(model, taken(model, "NY")) == std::vector<std::uint32_t>{0, 1});
}
