// The calculus bit by bit. forced is a least fixpoint: each of the others in turn pulls the values
// down, until a full round changes nothing. On a cube everybody's moves are transitive, so that
// gives every legal sequence.

#include "symbolic/evaluate.hpp"

#include <stdexcept>

#include "symbolic/moves.hpp"

namespace standoff::symbolic {

using diagram::Diagram;

const Bits& Evaluation::evaluate(const Term& term) {
  const std::string text = term.text();
  if (const auto it = known_.find(text); it != known_.end()) return it->second;
  Bits bits;
  switch (term.kind()) {
    case Term::Kind::rank:
      bits = layout_.ranks[index(term.dm())];
      break;
    case Term::Kind::best:
      bits = most_within_reach(layout_, term.dm(), evaluate(term.left()));
      break;
    case Term::Kind::forced:
      bits = forced(term.dm(), evaluate(term.left()));
      break;
    case Term::Kind::least:
      bits = least(layout_.space, evaluate(term.left()), evaluate(term.right()));
      break;
    case Term::Kind::most:
      bits = most(layout_.space, evaluate(term.left()), evaluate(term.right()));
      break;
    case Term::Kind::answered:
      throw std::invalid_argument("evaluate: answers are not evaluated bit by bit");
  }
  return known_.emplace(text, std::move(bits)).first->second;
}

Diagram Evaluation::where(const Condition& condition) {
  const Bits& left = evaluate(condition.left);
  const Bits& right = evaluate(condition.right);
  return layout_.feasible & ~less(layout_.space, right, left);
}

Bits Evaluation::forced(DmId i, Bits value) {
  const std::size_t dms = layout_.movers.size();
  const auto same = [&](const Bits& a, const Bits& b) {
    for (std::size_t k = 0; k < a.size(); ++k)
      if (meets(a[k] ^ b[k], layout_.feasible)) return false;
    return true;
  };
  // One pass is idempotent, so the one who changed something last need not be asked again.
  std::size_t unchanged = 0;
  for (std::size_t turn = 0; unchanged + 1 < dms; ++turn) {
    const DmId j = DmId(turn % dms);
    if (j == i) continue;
    Bits next = least_within_reach(layout_, j, value);
    unchanged = same(next, value) ? unchanged + 1 : 1;
    value = std::move(next);
  }
  return value;
}

}  // namespace standoff::symbolic
