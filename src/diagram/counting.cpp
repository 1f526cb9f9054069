// Measuring diagrams, and taking them elsewhere: walks that make no nodes in their own space.

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "diagram/diagram.hpp"

namespace standoff::diagram {
namespace {

// Every node below the roots, once.
template <typename Visit>
void for_each_node(std::span<const Diagram> roots, Visit visit) {
  std::unordered_set<Id> seen;
  std::vector<Id> open;
  for (const Diagram& root : roots) {
    const Space& space = root.space();
    open.push_back(root.id() & ~Id{1});
    while (!open.empty()) {
      const Id f = open.back();
      open.pop_back();
      if (space.constant(f) || !seen.insert(f).second) continue;
      visit(space, f);
      open.push_back(space.low(f) & ~Id{1});
      open.push_back(space.high(f) & ~Id{1});
    }
  }
}

}  // namespace

Count count(const Diagram& f, std::span<const Variable> variables) {
  const Space& space = f.space();
  // below[level]: how many of the variables are at that level or further down.
  std::vector<unsigned> below(space.variables() + 2, 0);
  std::vector<bool> counted(space.variables());
  for (const Variable v : variables) counted[v] = true;
  for (std::size_t level = space.variables(); level-- > 0;)
    below[level] = below[level + 1] + (counted[space.order()[level]] ? 1 : 0);

  std::unordered_map<Id, Count> known;  // both a function and its complement are counted
  const auto go = [&](const auto& self, Id g) -> Count {
    if (space.constant(g)) return g == yes ? Count(1) : Count(0);
    if (const auto it = known.find(g); it != known.end()) return it->second;
    const std::uint32_t level = space.level(g);
    if (!counted[space.order()[level]])
      throw std::invalid_argument("count: the function depends on a variable not counted");
    const auto part = [&](Id h) {
      return self(self, h) << (below[level + 1] - below[space.level(h)]);
    };
    return known[g] = part(space.low(g)) + part(space.high(g));
  };
  return go(go, f.id()) << (below[0] - below[space.level(f.id())]);
}

std::vector<Variable> support(const Diagram& f) {
  std::vector<bool> met(f.space().variables());
  for_each_node(std::span(&f, 1), [&](const Space& space, Id g) { met[space.first(g)] = true; });
  std::vector<Variable> result;
  for (Variable v = 0; v < met.size(); ++v)
    if (met[v]) result.push_back(v);
  return result;
}

std::size_t node_count(std::span<const Diagram> diagrams) {
  std::size_t n = 0;
  for_each_node(diagrams, [&](const Space&, Id) { ++n; });
  return n;
}

bool value(const Diagram& f, const std::vector<bool>& values) {
  const Space& space = f.space();
  Id g = f.id();
  while (!space.constant(g)) g = values[space.first(g)] ? space.high(g) : space.low(g);
  return g == yes;
}

Diagram copy(const Diagram& f, Space& to) {
  const Space& from = f.space();
  std::unordered_map<Id, Diagram> copied;
  const auto go = [&](const auto& self, Id g) -> Diagram {
    if (from.constant(g)) return to.truth(g == yes);
    const Id complement = g & 1;
    const auto it = copied.find(g ^ complement);
    if (it != copied.end()) return complement != 0 ? ~it->second : it->second;
    const Diagram on_low = self(self, from.low(g ^ complement));
    const Diagram on_high = self(self, from.high(g ^ complement));
    const Diagram whole = ite(to.variable(from.first(g)), on_high, on_low);
    copied.emplace(g ^ complement, whole);
    return complement != 0 ? ~whole : whole;
  };
  return go(go, f.id());
}

}  // namespace standoff::diagram
