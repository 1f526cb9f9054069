// Formulas as diagrams, part by part.

#include "diagram/of_formula.hpp"

#include <stdexcept>

namespace standoff::diagram {
namespace {

// By recursion on the parts still to come: enough[n] is where these parts make the count right when
// n held among the parts before them.
Diagram counted(Space& space, const Formula& f, const std::vector<Diagram>& parts) {
  std::vector<Diagram> enough;
  for (std::size_t n = 0; n <= parts.size(); ++n)
    enough.push_back(space.truth(f.low <= n && n <= f.high));
  for (std::size_t k = parts.size(); k-- > 0;)
    for (std::size_t n = 0; n <= k; ++n) enough[n] = ite(parts[k], enough[n + 1], enough[n]);
  return enough[0];
}

}  // namespace

Diagram of_formula(Space& space, const Formula& f, std::span<const Variable> variable_of) {
  std::vector<Diagram> parts;
  for (const Formula& part : f.parts) parts.push_back(of_formula(space, part, variable_of));
  switch (f.kind) {
    case Formula::Kind::constant:
      return space.truth(f.value);
    case Formula::Kind::option:
      return space.variable(variable_of[f.atom]);
    case Formula::Kind::state:
      break;
    case Formula::Kind::negation:
      return ~parts[0];
    case Formula::Kind::conjunction:
    case Formula::Kind::disjunction:
    case Formula::Kind::parity: {
      Diagram all = space.truth(f.kind == Formula::Kind::conjunction);
      for (const Diagram& part : parts) {
        if (f.kind == Formula::Kind::conjunction) all &= part;
        if (f.kind == Formula::Kind::disjunction) all |= part;
        if (f.kind == Formula::Kind::parity) all ^= part;
      }
      return all;
    }
    case Formula::Kind::implication:
      return ~parts[0] | parts[1];
    case Formula::Kind::equivalence:
      return ~(parts[0] ^ parts[1]);
    case Formula::Kind::count:
      return counted(space, f, parts);
  }
  throw std::invalid_argument("of_formula: states are not made of options");
}

}  // namespace standoff::diagram
