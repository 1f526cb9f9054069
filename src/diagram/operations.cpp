// Combining diagrams: each operation splits on the first variable of its operands, and remembers
// what it has found.

#include <algorithm>

#include "diagram/diagram.hpp"

namespace standoff::diagram {

// --- what is remembered: one result in each place, the latest

std::size_t Space::place(Id f, Id g, Id h) const {
  std::uint64_t mixed = (std::uint64_t{f} << 32 | g) * 0x9e3779b97f4a7c15;
  mixed = (mixed ^ mixed >> 29 ^ h) * 0xbf58476d1ce4e5b9;
  return (mixed >> 32) & (cache_.size() - 1);
}

const Id* Space::find(Operation op, Id f, Id g, Id h) {
  const Id key = tagged(op, f);
  const Known& known = cache_[place(key, g, h)];
  if (known.f == key && known.g == g && known.h == h) return &known.result;
  tick();
  return nullptr;
}

Id Space::remember(Operation op, Id f, Id g, Id h, Id result) {
  const Id key = tagged(op, f);
  cache_[place(key, g, h)] = {key, g, h, result};
  return result;
}

// --- without quantifiers

Id Space::conjunction(Id f, Id g) {
  if (f > g) std::swap(f, g);
  if (f == no || f == (g ^ 1)) return no;
  if (f == yes || f == g) return g;
  if (const Id* known = find(Operation::conjunction, f, g)) return *known;
  const std::uint32_t top = std::min(level(f), level(g));
  const Id on_low = conjunction(low_at(top, f), low_at(top, g));
  const Id on_high = conjunction(high_at(top, f), high_at(top, g));
  return remember(Operation::conjunction, f, g, 0, make(at_level_[top], on_low, on_high));
}

// Where f and g differ.
Id Space::difference(Id f, Id g) {
  const Id complement = (f ^ g) & 1;
  f &= ~Id{1};
  g &= ~Id{1};
  if (f > g) std::swap(f, g);
  if (f == g) return no ^ complement;
  if (f == no) return g ^ complement;
  if (const Id* known = find(Operation::difference, f, g)) return *known ^ complement;
  const std::uint32_t top = std::min(level(f), level(g));
  const Id on_low = difference(low_at(top, f), low_at(top, g));
  const Id on_high = difference(high_at(top, f), high_at(top, g));
  return remember(Operation::difference, f, g, 0, make(at_level_[top], on_low, on_high)) ^
         complement;
}

Id Space::choice(Id f, Id g, Id h) {
  if (f == yes || g == h) return g;
  if (f == no) return h;
  if (f == g) g = yes;
  if (f == (g ^ 1)) g = no;
  if (f == h) h = no;
  if (f == (h ^ 1)) h = yes;
  if (g == no) return conjunction(f ^ 1, h);
  if (g == yes) return disjunction(f, h);
  if (h == no) return conjunction(f, g);
  if (h == yes) return disjunction(f ^ 1, g);
  if (g == (h ^ 1)) return difference(f, h);
  if ((f & 1) != 0) {
    f ^= 1;
    std::swap(g, h);
  }
  const Id complement = g & 1;
  g ^= complement;
  h ^= complement;
  if (const Id* known = find(Operation::choice, f, g, h)) return *known ^ complement;
  const std::uint32_t top = std::min({level(f), level(g), level(h)});
  const Id on_low = choice(low_at(top, f), low_at(top, g), low_at(top, h));
  const Id on_high = choice(high_at(top, f), high_at(top, g), high_at(top, h));
  return remember(Operation::choice, f, g, h, make(at_level_[top], on_low, on_high)) ^ complement;
}

Id Space::cofactor_of(Id f, Id literals) {
  while (level(literals) < level(f))
    literals = low(literals) == no ? high(literals) : low(literals);
  if (constant(f) || constant(literals)) return f;
  const Id complement = f & 1;
  f ^= complement;
  if (const Id* known = find(Operation::cofactor, f, literals)) return *known ^ complement;
  Id result;
  if (level(f) == level(literals)) {
    result = low(literals) == no ? cofactor_of(high(f), high(literals))
                                 : cofactor_of(low(f), low(literals));
  } else {
    const Id on_low = cofactor_of(low(f), literals);
    const Id on_high = cofactor_of(high(f), literals);
    result = make(first(f), on_low, on_high);
  }
  return remember(Operation::cofactor, f, literals, 0, result) ^ complement;
}

// Where care leaves no choice about f, f; otherwise what makes a branch go away.
Id Space::within_of(Id f, Id care) {
  if (constant(f) || care == yes) return f;
  if (f == care) return yes;
  if (f == (care ^ 1)) return no;
  const Id complement = f & 1;
  f ^= complement;
  if (const Id* known = find(Operation::within, f, care)) return *known ^ complement;
  const std::uint32_t top = level(f);
  Id result;
  if (level(care) < top) {
    result = within_of(f, disjunction(low(care), high(care)));
  } else if (low_at(top, care) == no) {
    result = within_of(high(f), high_at(top, care));
  } else if (high_at(top, care) == no) {
    result = within_of(low(f), low_at(top, care));
  } else {
    const Id on_low = within_of(low(f), low_at(top, care));
    const Id on_high = within_of(high(f), high_at(top, care));
    result = make(first(f), on_low, on_high);
  }
  return remember(Operation::within, f, care, 0, result) ^ complement;
}

bool Space::meet(Id f, Id g) {
  if (f > g) std::swap(f, g);
  if (f == no || f == (g ^ 1)) return false;
  if (f == yes || f == g) return true;
  if (const Id* known = find(Operation::meets, f, g)) return *known == yes;
  const std::uint32_t top = std::min(level(f), level(g));
  const bool result =
      meet(low_at(top, f), low_at(top, g)) || meet(high_at(top, f), high_at(top, g));
  remember(Operation::meets, f, g, 0, result ? yes : no);
  return result;
}

// --- with quantifiers

Id Space::exists_in(Id f, Id cube) {
  while (level(cube) < level(f)) cube = high(cube);
  if (constant(f) || cube == yes) return f;
  if (const Id* known = find(Operation::exists, f, cube)) return *known;
  Id result;
  if (level(f) == level(cube)) {
    result = exists_in(low(f), high(cube));
    if (result != yes) result = disjunction(result, exists_in(high(f), high(cube)));
  } else {
    const Id on_low = exists_in(low(f), cube);
    const Id on_high = exists_in(high(f), cube);
    result = make(first(f), on_low, on_high);
  }
  return remember(Operation::exists, f, cube, 0, result);
}

Id Space::and_exists_in(Id f, Id g, Id cube) {
  if (f > g) std::swap(f, g);
  if (f == no || f == (g ^ 1)) return no;
  if (f == yes || f == g) return exists_in(g, cube);
  const std::uint32_t top = std::min(level(f), level(g));
  while (level(cube) < top) cube = high(cube);
  if (cube == yes) return conjunction(f, g);
  if (const Id* known = find(Operation::and_exists, f, g, cube)) return *known;
  Id result;
  if (level(cube) == top) {
    result = and_exists_in(low_at(top, f), low_at(top, g), high(cube));
    if (result != yes)
      result = disjunction(result, and_exists_in(high_at(top, f), high_at(top, g), high(cube)));
  } else {
    const Id on_low = and_exists_in(low_at(top, f), low_at(top, g), cube);
    const Id on_high = and_exists_in(high_at(top, f), high_at(top, g), cube);
    result = make(at_level_[top], on_low, on_high);
  }
  return remember(Operation::and_exists, f, g, cube, result);
}

// --- from outside

Diagram Diagram::operator~() const { return {*space_, id_ ^ 1}; }

Diagram& Diagram::operator&=(const Diagram& other) {
  return *this = space_->run([&] { return space_->conjunction(id_, other.id_); });
}
Diagram& Diagram::operator|=(const Diagram& other) {
  return *this = space_->run([&] { return space_->disjunction(id_, other.id_); });
}
Diagram& Diagram::operator^=(const Diagram& other) {
  return *this = space_->run([&] { return space_->difference(id_, other.id_); });
}

Diagram ite(const Diagram& f, const Diagram& g, const Diagram& h) {
  Space& space = f.space();
  return space.run([&] { return space.choice(f.id(), g.id(), h.id()); });
}

Diagram exists(const Diagram& f, const Diagram& cube) {
  Space& space = f.space();
  return space.run([&] { return space.exists_in(f.id(), cube.id()); });
}

Diagram and_exists(const Diagram& f, const Diagram& g, const Diagram& cube) {
  Space& space = f.space();
  return space.run([&] { return space.and_exists_in(f.id(), g.id(), cube.id()); });
}

Diagram cofactor(const Diagram& f, const Diagram& literals) {
  Space& space = f.space();
  return space.run([&] { return space.cofactor_of(f.id(), literals.id()); });
}

Diagram cofactor(const Diagram& f, Variable variable, bool value) {
  const Diagram taken = f.space().variable(variable);
  return cofactor(f, value ? taken : ~taken);
}

Diagram within(const Diagram& f, const Diagram& care) {
  Space& space = f.space();
  return space.run([&] { return space.within_of(f.id(), care.id()); });
}

bool meets(const Diagram& f, const Diagram& g) { return f.space().meet(f.id(), g.id()); }

}  // namespace standoff::diagram
