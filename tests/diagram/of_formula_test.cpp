// Formulas as diagrams, against what formulas say themselves.

#include "diagram/of_formula.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "random/dice.hpp"

namespace {

using namespace standoff;
using oracle::Dice;

constexpr std::size_t options = 7;

Formula draw(Dice& dice, int depth) {
  if (depth == 0 || dice.chance(15))
    return dice.chance(8) ? Formula::constant(dice.chance(50))
                          : Formula::option(OptionId(dice.below(options)));
  const int kind = dice.below(7);
  const int parts = kind == 0 ? 1 : kind <= 2 ? 2 : dice.between(0, 5);
  std::vector<Formula> list;
  for (int k = 0; k < parts; ++k) list.push_back(draw(dice, depth - 1));
  switch (kind) {
    case 0:
      return Formula::negation(list[0]);
    case 1:
      return Formula::of(Formula::Kind::implication, std::move(list));
    case 2:
      return Formula::of(Formula::Kind::equivalence, std::move(list));
    case 3:
      return Formula::of(Formula::Kind::conjunction, std::move(list));
    case 4:
      return Formula::of(Formula::Kind::disjunction, std::move(list));
    case 5:
      return Formula::of(Formula::Kind::parity, std::move(list));
    default: {
      const auto low = static_cast<std::uint32_t>(dice.below(5));
      const auto high =
          dice.chance(20) ? ~std::uint32_t{0} : static_cast<std::uint32_t>(dice.below(6));
      return Formula::count(low, high, std::move(list));
    }
  }
}

}  // namespace

TEST_CASE("a formula's diagram holds where the formula holds") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    std::vector<diagram::Variable> variable_of{8, 2, 5, 1, 7, 0, 4};  // of nine; two are idle
    dice.shuffle(variable_of);
    diagram::Space space(9);
    const Formula f = draw(dice, 4);
    const diagram::Diagram diagram = of_formula(space, f, variable_of);
    int wrong = 0;
    for (std::uint32_t row = 0; row < 1U << options; ++row) {
      OptionSet taken;
      std::vector<bool> values(9);
      for (std::size_t o = 0; o < options; ++o)
        if ((row >> o & 1) != 0) {
          taken.insert(OptionId(o));
          values[variable_of[o]] = true;
        }
      wrong += value(diagram, values) == holds(f, taken) ? 0 : 1;
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("counting over many options needs no enumeration") {
  diagram::Space space(200);
  std::vector<Formula> parts;
  for (std::uint32_t o = 0; o < 200; ++o) parts.push_back(Formula::option(OptionId(o)));
  const diagram::Diagram few = of_formula(space, Formula::count(0, 2, parts), space.order());
  CHECK(count(few, space.order()) == Count(1 + 200 + 200 * 199 / 2));
  CHECK(node_count(few) < 700);
}

TEST_CASE("states of an explicit graph are refused") {
  diagram::Space space(1);
  CHECK_THROWS_AS(of_formula(space, Formula::state(0), space.order()), std::invalid_argument);
}
