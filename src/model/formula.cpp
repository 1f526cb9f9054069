// Building and evaluating formulas, in two values and in three.

#include "standoff/formula.hpp"

#include <algorithm>
#include <utility>

namespace standoff {

Formula Formula::constant(bool value) {
  Formula f;
  f.value = value;
  return f;
}

Formula Formula::option(OptionId o) {
  Formula f;
  f.kind = Kind::option;
  f.atom = static_cast<std::uint32_t>(o);
  return f;
}

Formula Formula::state(std::uint32_t number) {
  Formula f;
  f.kind = Kind::state;
  f.atom = number;
  return f;
}

Formula Formula::negation(Formula inner) {
  Formula f;
  f.kind = Kind::negation;
  f.parts.push_back(std::move(inner));
  return f;
}

Formula Formula::of(Kind kind, std::vector<Formula> parts) {
  Formula f;
  f.kind = kind;
  f.parts = std::move(parts);
  return f;
}

Formula Formula::count(std::uint32_t low, std::uint32_t high, std::vector<Formula> parts) {
  Formula f = of(Kind::count, std::move(parts));
  f.low = low;
  f.high = high;
  return f;
}

namespace {

template <typename Atom>
bool evaluate(const Formula& f, const Atom& atom) {
  const auto holds_part = [&](const Formula& part) { return evaluate(part, atom); };
  switch (f.kind) {
    case Formula::Kind::constant:
      return f.value;
    case Formula::Kind::option:
    case Formula::Kind::state:
      return atom(f);
    case Formula::Kind::negation:
      return !holds_part(f.parts[0]);
    case Formula::Kind::conjunction:
      return std::all_of(f.parts.begin(), f.parts.end(), holds_part);
    case Formula::Kind::disjunction:
      return std::any_of(f.parts.begin(), f.parts.end(), holds_part);
    case Formula::Kind::parity:
      return std::count_if(f.parts.begin(), f.parts.end(), holds_part) % 2 == 1;
    case Formula::Kind::implication:
      return !holds_part(f.parts[0]) || holds_part(f.parts[1]);
    case Formula::Kind::equivalence:
      return holds_part(f.parts[0]) == holds_part(f.parts[1]);
    case Formula::Kind::count: {
      const auto n = std::count_if(f.parts.begin(), f.parts.end(), holds_part);
      return n >= static_cast<std::ptrdiff_t>(f.low) && n <= static_cast<std::ptrdiff_t>(f.high);
    }
  }
  return false;
}

Truth truth(bool value) { return value ? Truth::yes : Truth::no; }

Truth opposite(Truth t) { return t == Truth::open ? t : truth(t == Truth::no); }

}  // namespace

bool holds(const Formula& f, const OptionSet& taken) {
  return evaluate(f, [&](const Formula& leaf) {
    return leaf.kind == Formula::Kind::option && taken.contains(OptionId(leaf.atom));
  });
}

bool holds_in_state(const Formula& f, std::uint32_t state) {
  return evaluate(f, [&](const Formula& leaf) {
    return leaf.kind == Formula::Kind::state && leaf.atom == state;
  });
}

Truth known(const Formula& f, const OptionSet& taken, const OptionSet& decided) {
  const auto part = [&](const Formula& p) { return known(p, taken, decided); };
  switch (f.kind) {
    case Formula::Kind::constant:
      return truth(f.value);
    case Formula::Kind::option:
      return decided.contains(OptionId(f.atom)) ? truth(taken.contains(OptionId(f.atom)))
                                                : Truth::open;
    case Formula::Kind::state:
      return Truth::open;
    case Formula::Kind::negation:
      return opposite(part(f.parts[0]));
    case Formula::Kind::conjunction:
    case Formula::Kind::disjunction: {
      const Truth settles = truth(f.kind == Formula::Kind::disjunction);
      Truth result = opposite(settles);
      for (const Formula& p : f.parts) {
        const Truth t = part(p);
        if (t == settles) return settles;
        if (t == Truth::open) result = Truth::open;
      }
      return result;
    }
    case Formula::Kind::parity:
    case Formula::Kind::equivalence: {
      bool odd = f.kind == Formula::Kind::equivalence;
      for (const Formula& p : f.parts) {
        const Truth t = part(p);
        if (t == Truth::open) return Truth::open;
        odd ^= t == Truth::yes;
      }
      return truth(odd);
    }
    case Formula::Kind::implication: {
      const Truth left = part(f.parts[0]);
      if (left == Truth::no) return Truth::yes;
      const Truth right = part(f.parts[1]);
      if (right == Truth::yes) return Truth::yes;
      return left == Truth::yes ? right : Truth::open;
    }
    case Formula::Kind::count: {
      std::uint32_t yes = 0;
      std::uint32_t open = 0;
      for (const Formula& p : f.parts) {
        const Truth t = part(p);
        yes += t == Truth::yes;
        open += t == Truth::open;
      }
      if (yes > f.high || yes + open < f.low) return Truth::no;
      return yes >= f.low && yes + open <= f.high ? Truth::yes : Truth::open;
    }
  }
  return Truth::open;
}

OptionSet options_of(const Formula& f) {
  OptionSet found;
  if (f.kind == Formula::Kind::option) found.insert(OptionId(f.atom));
  for (const Formula& p : f.parts) found = found | options_of(p);
  return found;
}

std::size_t size_of(const Formula& f) {
  std::size_t n = 1;
  for (const Formula& p : f.parts) n += size_of(p);
  return n;
}

}  // namespace standoff
