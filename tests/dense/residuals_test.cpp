// Families of residuals and truth tables, against functions asked one combination at a time.

#include "dense/residuals.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "random/dice.hpp"

namespace {

using namespace standoff;
using diagram::Diagram;
using oracle::Dice;

Diagram draw(Dice& dice, diagram::Space& space, diagram::Variable first, int depth) {
  const auto variables = static_cast<int>(space.variables() - first);
  if (depth == 0 || variables == 0)
    return variables == 0 || dice.chance(5)
               ? space.truth(dice.chance(50))
               : space.variable(first + static_cast<diagram::Variable>(dice.below(variables)));
  const Diagram a = draw(dice, space, first, depth - 1);
  const Diagram b = draw(dice, space, first, depth - 1);
  switch (dice.below(3)) {
    case 0:
      return a & b;
    case 1:
      return a | ~b;
    default:
      return a ^ b;
  }
}

// The values of all variables when those from `from` on, `bits` of them, are set by a number, the
// first one its highest bit.
void settle(std::vector<bool>& values, std::size_t from, std::size_t bits, std::size_t setting) {
  for (std::size_t k = 0; k < bits; ++k) values[from + k] = (setting >> (bits - 1 - k) & 1) != 0;
}

}  // namespace

TEST_SUITE_BEGIN("dense");

TEST_CASE("a truth table has the function's value at each setting, and a word of zeros after it") {
  Dice dice(1);
  for (std::uint32_t bits = 0; bits <= 9; ++bits)
    for (int round = 0; round < 40; ++round) {
      CAPTURE(bits);
      CAPTURE(round);
      const std::uint32_t from = static_cast<std::uint32_t>(dice.below(3));
      diagram::Space space(from + bits);
      const Diagram f = draw(dice, space, from, round % 6);
      const auto table = dense::truth_table(space, f.id(), from, bits);
      const std::size_t size = std::size_t{1} << bits;
      REQUIRE(table.size() == std::max<std::size_t>(size / 64, 1) + 1);
      std::vector<bool> values(from + bits, false);
      std::size_t wrong = 0;
      for (std::size_t s = 0; s < table.size() * 64; ++s) {
        settle(values, from, bits, s & (size - 1));
        const bool expected = s < size && value(f, values);
        wrong += (table[s / 64] >> (s % 64) & 1) != (expected ? 1 : 0);
      }
      CHECK(wrong == 0);
    }
}

TEST_CASE("residuals read in stages tell what the functions say, and are equal where they do") {
  constexpr std::uint32_t variables = 9;
  Dice dice(2);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    diagram::Space space(variables);
    std::vector<Diagram> functions;
    std::vector<diagram::Id> ids;
    for (int k = dice.below(5); k >= 0; --k) {
      functions.push_back(draw(dice, space, 0, round % 5));
      ids.push_back(functions.back().id());
    }
    dense::Residuals residuals(space, ids);
    // Three stages of 0 to 4 options; the last one is left to truth tables.
    const auto first = static_cast<std::uint32_t>(dice.below(5));
    const auto second = static_cast<std::uint32_t>(dice.below(5));
    const std::uint32_t read = first + second;
    const std::uint32_t left = variables - read;
    std::map<std::vector<std::vector<std::uint64_t>>, dense::Residuals::Family> family_of;
    std::map<dense::Residuals::Family, std::vector<std::vector<std::uint64_t>>> tables_of;
    std::vector<bool> values(variables, false);
    std::size_t wrong = 0;
    const auto starts = residuals.after(residuals.root(), 0, first);
    REQUIRE(starts.size() == std::size_t{1} << first);
    for (std::size_t a = 0; a < starts.size(); ++a) {
      const auto ends = residuals.after(starts[a], first, second);
      REQUIRE(ends.size() == std::size_t{1} << second);
      for (std::size_t b = 0; b < ends.size(); ++b) {
        settle(values, 0, first, a);
        settle(values, first, second, b);
        std::vector<std::vector<std::uint64_t>> tables;
        for (std::size_t k = 0; k < functions.size(); ++k) {
          const diagram::Id residual = residuals.functions(ends[b])[k];
          tables.push_back(dense::truth_table(space, residual, read, left));
          for (std::size_t s = 0; s < std::size_t{1} << left; ++s) {
            settle(values, read, left, s);
            wrong +=
                (tables.back()[s / 64] >> (s % 64) & 1) != (value(functions[k], values) ? 1 : 0);
          }
        }
        wrong += family_of.emplace(tables, ends[b]).first->second != ends[b];
        wrong += tables_of.emplace(ends[b], tables).first->second != tables;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_SUITE_END();
