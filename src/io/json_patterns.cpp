// Expanding formulas into patterns (a disjunctive normal form), simplified as they grow.

#include "io/json_patterns.hpp"

#include <algorithm>

namespace standoff {
namespace {

using Patterns = std::vector<Pattern>;

struct TooMany {};

bool within(const OptionSet& part, const OptionSet& whole) { return (part - whole).empty(); }

// Every state of `narrow` belongs to `wide` too.
bool covers(const Pattern& wide, const Pattern& narrow) {
  return within(wide.taken, narrow.taken) && within(wide.left, narrow.left);
}

// Two patterns that differ only in whether one option is taken.
bool differ_in_one(const Pattern& a, const Pattern& b) {
  const OptionSet changed = a.taken ^ b.taken;
  return changed == (a.left ^ b.left) && changed.size() == 1;
}

class Expansion {
 public:
  explicit Expansion(std::size_t most) : most_(most) {}

  Patterns where(const Formula& f, bool value) {
    spend(16);
    switch (f.kind) {
      case Formula::Kind::constant:
        return f.value == value ? everywhere() : Patterns{};
      case Formula::Kind::option: {
        Pattern pattern;
        (value ? pattern.taken : pattern.left).insert(OptionId(f.atom));
        return {pattern};
      }
      case Formula::Kind::state:
        throw TooMany{};
      case Formula::Kind::negation:
        return where(f.parts[0], !value);
      case Formula::Kind::conjunction:
      case Formula::Kind::disjunction: {
        const bool all = (f.kind == Formula::Kind::conjunction) == value;
        Patterns result = all ? everywhere() : Patterns{};
        for (const Formula& part : f.parts)
          result = all ? both(result, where(part, value)) : either(result, where(part, value));
        return result;
      }
      case Formula::Kind::implication:
        return value ? either(where(f.parts[0], false), where(f.parts[1], true))
                     : both(where(f.parts[0], true), where(f.parts[1], false));
      case Formula::Kind::equivalence:
        return parity(f.parts, !value);
      case Formula::Kind::parity:
        return parity(f.parts, value);
      case Formula::Kind::count: {
        const std::size_t n = f.parts.size();
        const std::size_t low = f.low;
        const std::size_t high = std::min<std::size_t>(f.high, n);
        if (value) return both(at_least(low, f.parts, true), at_least(n - high, f.parts, false));
        return either(at_least(high + 1, f.parts, true),
                      at_least(low > n ? 0 : n + 1 - low, f.parts, false));
      }
    }
    return {};
  }

 private:
  static Patterns everywhere() { return Patterns(1); }

  void spend(std::size_t work) {
    if (work > left_) throw TooMany{};
    left_ -= work;
  }

  // Adds a pattern, leaving out what is covered and joining what differs in one option only.
  void add(Patterns& into, Pattern added) {
    for (bool grown = true; grown;) {
      grown = false;
      spend(into.size() + 1);
      for (const Pattern& old : into) {
        if (covers(old, added)) return;
        if (!differ_in_one(old, added)) continue;
        added = {added.taken & old.taken, added.left & old.left};
        grown = true;
        break;
      }
      std::erase_if(into, [&](const Pattern& old) { return covers(added, old); });
    }
    if (into.size() == most_) throw TooMany{};
    into.push_back(added);
  }

  Patterns either(Patterns a, const Patterns& b) {
    for (const Pattern& pattern : b) add(a, pattern);
    return a;
  }

  Patterns both(const Patterns& a, const Patterns& b) {
    spend(1);
    Patterns result;
    for (const Pattern& p : a)
      for (const Pattern& q : b) {
        spend(1);
        const Pattern joint{p.taken | q.taken, p.left | q.left};
        if ((joint.taken & joint.left).empty()) add(result, joint);
      }
    return result;
  }

  Patterns parity(const std::vector<Formula>& parts, bool value) {
    Patterns odd;
    Patterns even = everywhere();
    for (const Formula& part : parts) {
      const Patterns yes = where(part, true);
      const Patterns no = where(part, false);
      Patterns next = either(both(odd, no), both(even, yes));
      even = either(both(odd, yes), both(even, no));
      odd = std::move(next);
    }
    return value ? odd : even;
  }

  // At least `number` of the parts have the value.
  Patterns at_least(std::size_t number, const std::vector<Formula>& parts, bool value) {
    if (number > parts.size()) return {};
    std::vector<Patterns> reached(number + 1);  // by how many, so far
    reached[0] = everywhere();
    for (const Formula& part : parts) {
      if (number == 0) break;
      const Patterns here = where(part, value);
      for (std::size_t k = number; k > 0; --k)
        reached[k] = either(std::move(reached[k]), both(reached[k - 1], here));
    }
    return std::move(reached[number]);
  }

  std::size_t most_;
  std::size_t left_ = 50'000'000;
};

}  // namespace

std::optional<std::vector<Pattern>> patterns_of(const Formula& f, bool value, std::size_t most) {
  try {
    return Expansion(most).where(f, value);
  } catch (const TooMany&) {
    return std::nullopt;
  }
}

}  // namespace standoff
