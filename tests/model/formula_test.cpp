// Formulas: two values, three values, and 64 states at a time, held against one another.

#include "standoff/formula.hpp"

#include <doctest/doctest.h>

#include <random>

#include "graph/columns.hpp"

namespace {

using namespace standoff;

constexpr std::uint32_t options = 6;

Formula random_formula(std::mt19937_64& dice, int depth) {
  const auto below = [&](std::uint64_t n) { return static_cast<std::uint32_t>(dice() % n); };
  if (depth == 0 || below(4) == 0)
    return below(8) == 0 ? Formula::constant(below(2) == 0)
                         : Formula::option(OptionId(below(options)));
  std::vector<Formula> parts;
  const std::uint32_t n = 1 + below(4);
  for (std::uint32_t k = 0; k < n; ++k) parts.push_back(random_formula(dice, depth - 1));
  switch (below(7)) {
    case 0:
      return Formula::negation(std::move(parts[0]));
    case 1:
      return Formula::of(Formula::Kind::conjunction, std::move(parts));
    case 2:
      return Formula::of(Formula::Kind::disjunction, std::move(parts));
    case 3:
      return Formula::of(Formula::Kind::parity, std::move(parts));
    case 4:
    case 5: {
      parts.resize(2, Formula::option(OptionId(0)));
      return Formula::of(below(2) == 0 ? Formula::Kind::implication : Formula::Kind::equivalence,
                         std::move(parts));
    }
    default: {
      const std::uint32_t low = below(n + 1);
      return Formula::count(low, low + below(n + 1 - low), std::move(parts));
    }
  }
}

OptionSet pattern(std::uint32_t bits) {
  OptionSet set;
  for (std::uint32_t k = 0; k < options; ++k)
    if ((bits >> k & 1) != 0) set.insert(OptionId(k));
  return set;
}

}  // namespace

TEST_CASE("a formula means the same for one state and for all states at once") {
  std::vector<OptionSet> rows;
  for (std::uint32_t bits = 0; bits < 1U << options; ++bits) rows.push_back(pattern(bits));
  const Columns columns(rows, options);
  std::mt19937_64 dice(1);
  for (int round = 0; round < 2000; ++round) {
    const Formula f = random_formula(dice, 3);
    const StateSet where = columns.where(f);
    bool same = true;
    for (std::uint32_t row = 0; row < rows.size(); ++row)
      same = same && where.contains(StateId(row)) == holds(f, rows[row]);
    CHECK(same);
  }
}

TEST_CASE("what is known of a formula early is never taken back") {
  std::mt19937_64 dice(2);
  for (int round = 0; round < 500; ++round) {
    const Formula f = random_formula(dice, 3);
    for (std::uint32_t decided = 0; decided < 1U << options; ++decided) {
      const std::uint32_t taken = static_cast<std::uint32_t>(dice()) & decided;
      const Truth early = known(f, pattern(taken), pattern(decided));
      if (early == Truth::open) continue;
      bool sound = true;
      for (std::uint32_t rest = 0; rest < 1U << options; ++rest)
        if ((rest & decided) == taken)
          sound = sound && holds(f, pattern(rest)) == (early == Truth::yes);
      CHECK(sound);
    }
    // With everything decided nothing is open.
    CHECK(known(f, pattern(5), pattern((1U << options) - 1)) != Truth::open);
  }
}

TEST_CASE("a formula knows its options and its size") {
  const Formula f =
      Formula::of(Formula::Kind::implication,
                  {Formula::negation(Formula::option(OptionId(3))), Formula::option(OptionId(1))});
  CHECK(options_of(f) == (pattern(0b1010)));
  CHECK(size_of(f) == 4);
}

TEST_CASE("sets of options are ordered like their letters") {
  CHECK(pattern(0) < pattern(0b100000));
  CHECK(pattern(0b100000) < pattern(0b000001));
  CHECK(pattern(0b000001) < pattern(0b000011));
  CHECK(pattern(0b000101).letters(6) == "YNYNNN");
  OptionSet last;
  last.insert(OptionId(max_options - 1));
  CHECK(last.size() == 1);
  CHECK(last < pattern(1));
}
