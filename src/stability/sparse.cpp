// Evaluating the calculus on arrays.
//
// forced and answered are least fixpoints. Where everybody's moves are transitive, letting each
// opponent in turn pull the values down until a full round changes nothing gives every legal
// sequence, since moving twice in a row reaches nothing new. Elsewhere the last mover is tracked:
// w_k(s) is the least value when k moved last into s, so that k may not go on from there; the
// sequences of Kilgour, Hipel and Fang 1987.

#include "stability/sparse.hpp"

#include <algorithm>

namespace standoff {

StateSet SparseCarrier::where(const Condition& condition) {
  const Values left = evaluate(condition.left);
  const Values right = evaluate(condition.right);
  StateSet result(graph_.states());
  std::vector<std::uint64_t>& words = result.words();
  for (std::size_t s = 0; s < graph_.states(); ++s)
    words[s / 64] |= std::uint64_t{(*left)[s] <= (*right)[s]} << (s % 64);
  return result;
}

SparseCarrier::Values SparseCarrier::evaluate(const Term& term) {
  const std::string text = term.text();
  if (const auto it = known_.find(text); it != known_.end()) return it->second;
  Ranks result;
  switch (term.kind()) {
    case Term::Kind::rank:
      result = graph_.ranks(term.dm());
      break;
    case Term::Kind::best:
      graph_.moves(term.dm()).best(*evaluate(term.left()), result);
      break;
    case Term::Kind::forced:
    case Term::Kind::answered:
      result = forced(term.dm(), *evaluate(term.left()), term.kind() == Term::Kind::answered);
      break;
    case Term::Kind::least:
    case Term::Kind::most: {
      const Values left = evaluate(term.left());
      const Values right = evaluate(term.right());
      result = *left;
      const bool least = term.kind() == Term::Kind::least;
      for (std::size_t s = 0; s < result.size(); ++s)
        result[s] = least ? std::min(result[s], (*right)[s]) : std::max(result[s], (*right)[s]);
      break;
    }
  }
  return known_[text] = std::make_shared<const Ranks>(std::move(result));
}

Ranks SparseCarrier::forced(DmId i, const Ranks& f, bool credible) const {
  return graph_.transitive() ? forced_transitive(i, f, credible) : forced_tracked(i, f, credible);
}

Ranks SparseCarrier::forced_transitive(DmId i, const Ranks& f, bool credible) const {
  const std::size_t dms = graph_.dms();
  Ranks value = f;
  Ranks next;
  // A single opponent's pass is idempotent, so the one that changed something last need not be
  // asked again.
  std::size_t unchanged = 0;
  const std::size_t enough = dms - 1;
  for (std::size_t turn = 0; unchanged < enough; ++turn) {
    const DmId j = DmId(turn % dms);
    if (j == i) continue;
    if (stop_.stop_requested()) return value;
    const Moves& moves = graph_.moves(j);
    credible ? moves.worst_improving(value, next) : moves.worst(value, next);
    unchanged = next == value ? unchanged + 1 : 1;
    value.swap(next);
    if (enough == 1) break;
  }
  return value;
}

Ranks SparseCarrier::forced_tracked(DmId i, const Ranks& f, bool credible) const {
  const std::size_t dms = graph_.dms();
  // after[k](s): the least from s on when k moved last into s.
  std::vector<Ranks> after(dms, f);
  Ranks result = f;
  std::vector<StateId> targets;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t j = 0; j < dms; ++j) {
      if (DmId(j) == i) continue;
      for (std::uint32_t s = 0; s < f.size(); ++s) {
        if ((s & 0xFFF) == 0 && stop_.stop_requested()) return result;
        graph_.moves(DmId(j)).targets(StateId(s), targets);
        Rank least = ~Rank{0};
        for (const StateId t : targets)
          if (!credible || graph_.prefers(DmId(j), t, StateId(s)))
            least = std::min(least, after[j][index(t)]);
        result[s] = std::min(result[s], least);
        for (std::size_t k = 0; k < dms; ++k)
          if (k != j && least < after[k][s]) {
            after[k][s] = least;
            changed = true;
          }
      }
    }
  }
  return result;
}

}  // namespace standoff
