// Decision diagrams against truth tables.

#include "diagram/diagram.hpp"

#include <doctest/doctest.h>

#include "random/dice.hpp"

namespace {

using namespace standoff::diagram;
using standoff::Count;
using standoff::oracle::Dice;

constexpr std::size_t variables = 8;
constexpr std::size_t rows = std::size_t{1} << variables;

// A function twice: as a diagram, and as its value in each row (bit v of the row: variable v).
struct Both {
  Diagram diagram;
  std::vector<bool> table;
};

bool same(const Both& f) {
  for (std::size_t row = 0; row < rows; ++row) {
    std::vector<bool> values;
    for (std::size_t v = 0; v < variables; ++v) values.push_back((row >> v & 1) != 0);
    if (value(f.diagram, values) != f.table[row]) return false;
  }
  return true;
}

Both variable(Space& space, Variable v) {
  Both f{space.variable(v), {}};
  for (std::size_t row = 0; row < rows; ++row) f.table.push_back((row >> v & 1) != 0);
  return f;
}

template <typename Combine>
std::vector<bool> by_row(Combine combine) {
  std::vector<bool> table;
  for (std::size_t row = 0; row < rows; ++row) table.push_back(combine(row));
  return table;
}

// True where some setting of the variables in `mask` makes f true.
std::vector<bool> some(const std::vector<bool>& f, std::size_t mask) {
  return by_row([&](std::size_t row) {
    for (std::size_t other = 0; other < rows; ++other)
      if (f[other] && (other & ~mask) == (row & ~mask)) return true;
    return false;
  });
}

std::vector<Variable> members(std::size_t mask) {
  std::vector<Variable> result;
  for (Variable v = 0; v < variables; ++v)
    if ((mask >> v & 1) != 0) result.push_back(v);
  return result;
}

// A new function out of those there are, by any operation.
Both draw(Dice& dice, Space& space, const std::vector<Both>& pool) {
  const Both& f = dice.pick(pool);
  const Both& g = dice.pick(pool);
  const Both& h = dice.pick(pool);
  const auto mask = static_cast<std::size_t>(dice.below(rows));
  const Variable v = static_cast<Variable>(dice.below(variables));
  const std::size_t bit = std::size_t{1} << v;
  switch (dice.below(9)) {
    case 0:
      return {f.diagram & g.diagram, by_row([&](auto r) { return f.table[r] && g.table[r]; })};
    case 1:
      return {f.diagram | g.diagram, by_row([&](auto r) { return f.table[r] || g.table[r]; })};
    case 2:
      return {f.diagram ^ g.diagram, by_row([&](auto r) { return f.table[r] != g.table[r]; })};
    case 3:
      return {~f.diagram, by_row([&](auto r) { return !f.table[r]; })};
    case 4:
      return {ite(f.diagram, g.diagram, h.diagram),
              by_row([&](auto r) { return f.table[r] ? g.table[r] : h.table[r]; })};
    case 5:
      return {exists(f.diagram, space.cube(members(mask))), some(f.table, mask)};
    case 6:
      return {and_exists(f.diagram, g.diagram, space.cube(members(mask))),
              some(by_row([&](auto r) { return f.table[r] && g.table[r]; }), mask)};
    case 7:
      return {cofactor(f.diagram, v, true), by_row([&](auto r) { return f.table[r | bit]; })};
    default:
      return {cofactor(f.diagram, v, false), by_row([&](auto r) { return f.table[r & ~bit]; })};
  }
}

std::vector<Variable> shuffled(Dice& dice) {
  std::vector<Variable> order = members(rows - 1);
  dice.shuffle(order);
  return order;
}

void check_everything(Space& space, const std::vector<Both>& pool) {
  for (const Both& f : pool) {
    CHECK(same(f));
    std::size_t holds = 0;
    for (const bool b : f.table) holds += b ? 1 : 0;
    CHECK(count(f.diagram, members(rows - 1)) == Count(holds));
    std::vector<Variable> depends;
    for (Variable v = 0; v < variables; ++v)
      if (by_row([&](auto r) { return f.table[r | std::size_t{1} << v]; }) !=
          by_row([&](auto r) { return f.table[r & ~(std::size_t{1} << v)]; }))
        depends.push_back(v);
    CHECK(support(f.diagram) == depends);
    for (const Both& g : pool) {
      CHECK((f.diagram == g.diagram) == (f.table == g.table));
      bool together = false;
      for (std::size_t r = 0; r < rows; ++r) together = together || (f.table[r] && g.table[r]);
      CHECK(meets(f.diagram, g.diagram) == together);
      if (!g.diagram.never())
        CHECK((within(f.diagram, g.diagram) & g.diagram) == (f.diagram & g.diagram));
    }
  }
  CHECK(space.variables() == variables);
}

}  // namespace

TEST_CASE("every operation does to a diagram what it does to a truth table") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Space space(variables, {}, shuffled(dice));
    std::vector<Both> pool;
    for (Variable v = 0; v < variables; ++v) pool.push_back(variable(space, v));
    for (int k = 0; k < 60; ++k) {
      pool.push_back(draw(dice, space, pool));
      if (dice.chance(10)) space.collect();
      if (pool.size() > 24) pool.erase(pool.begin() + dice.below(24));
    }
    check_everything(space, pool);
  }
}

TEST_CASE("collecting keeps what handles lead to and frees everything else") {
  Space space(20);
  Diagram kept = space.truth(true);
  for (Variable v = 0; v < 20; v += 2) kept &= space.variable(v) ^ space.variable(v + 1);
  const Count before = count(kept, space.order());
  {
    Diagram other = space.truth(false);
    for (Variable v = 0; v < 10; ++v) other |= space.variable(v) & space.variable(19 - v);
    CHECK(space.nodes() > node_count(kept) + 1);
  }
  space.collect();
  CHECK(space.nodes() == node_count(kept) + 1);
  CHECK(count(kept, space.order()) == before);
  CHECK(before == Count(1024));
}

TEST_CASE("counts are exact far beyond any built-in integer") {
  Space space(256);
  std::vector<Variable> all = space.order();
  CHECK(count(space.truth(true), all) == Count(1) << 256);
  // An even number of 200 variables, the others free.
  Diagram even = space.truth(true);
  for (Variable v = 0; v < 200; ++v) even ^= space.variable(v);
  CHECK(count(even, all) == Count(1) << 255);
  all.resize(200);
  CHECK(count(even, all) == Count(1) << 199);
  // None, or exactly the first: 2^199 + 1 ways with the odd ones.
  Diagram none = space.truth(true);
  for (Variable v = 0; v < 200; ++v) none &= ~space.variable(v);
  CHECK(count(~even | none, all) == (Count(1) << 199) + 1);
}

TEST_CASE("a function copied to another space is the same under another order") {
  Dice dice(5);
  Space from(variables);
  Space to(variables, {}, shuffled(dice));
  std::vector<Both> pool;
  for (Variable v = 0; v < variables; ++v) pool.push_back(variable(from, v));
  for (int k = 0; k < 50; ++k) pool.push_back(draw(dice, from, pool));
  for (const Both& f : pool) CHECK(same({copy(f.diagram, to), f.table}));
}

TEST_CASE("an operation that outgrows the memory says so, and the space can still be used") {
  Space space(64, {.bytes = 1 << 20});
  const auto explode = [&] {
    Diagram f = space.truth(false);  // pairs far apart: exponential in this order
    for (Variable v = 0; v < 32; ++v) f |= space.variable(v) & space.variable(v + 32);
  };
  CHECK_THROWS_AS(explode(), OutOfMemory);
  CHECK((space.variable(3) & ~space.variable(3)).never());
  space.collect();
  CHECK(space.nodes() == 1);
}

TEST_CASE("an operation can be stopped from outside while it runs") {
  std::stop_source stop;
  Space space(64, {.stop = stop.get_token()});
  Diagram f = space.truth(false);
  for (Variable v = 0; v < 14; ++v) f |= space.variable(v) & space.variable(v + 32);
  stop.request_stop();
  Diagram g = space.truth(true);
  const auto go_on = [&] {
    for (Variable v = 0; v < 14; ++v) g &= space.variable(v + 14) | space.variable(v + 46) | f;
  };
  CHECK_THROWS_AS(go_on(), Stopped);
}

TEST_CASE("sifting finds the order in which partners stand together") {
  Space space(24);
  Diagram f = space.truth(false);
  for (Variable v = 0; v < 12; ++v) f |= space.variable(v) & space.variable(v + 12);
  const Count before = count(f, space.order());
  CHECK(node_count(f) > 4000);
  space.sift();
  CHECK(node_count(f) == 24);
  CHECK(space.nodes() == 25);
  CHECK(count(f, space.order()) == before);
}

TEST_CASE("sifting keeps functions, groups and the room to go on") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const std::vector<Variable> order = shuffled(dice);
    Space space(variables, {}, order);
    std::vector<Both> pool;
    for (Variable v = 0; v < variables; ++v) pool.push_back(variable(space, v));
    for (int k = 0; k < 40; ++k) {
      pool.push_back(draw(dice, space, pool));
      if (pool.size() > 16) pool.erase(pool.begin() + dice.below(16));
    }
    std::vector<Diagram> all;
    for (const Both& f : pool) all.push_back(f.diagram);
    const std::size_t before = node_count(all);
    if (dice.chance(50)) {
      space.sift();
      CHECK(node_count(all) <= before);
    } else {
      space.sift({{order[2], order[3], order[4]}, {order[6], order[7]}});
      CHECK(space.level(space.variable(order[3]).id()) ==
            space.level(space.variable(order[2]).id()) + 1);
      CHECK(space.level(space.variable(order[7]).id()) ==
            space.level(space.variable(order[6]).id()) + 1);
    }
    CHECK(space.nodes() <=
          node_count(all) + 5);  // the variables asked for just now, and the constant
    for (int k = 0; k < 10; ++k) pool.push_back(draw(dice, space, pool));
    check_everything(space, pool);
  }
}
