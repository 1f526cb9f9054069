// Judging one state on bare moves.

#include "analysis/board.hpp"

#include <algorithm>

namespace standoff {

Board::Board(const Graph& graph)
    : states_(graph.states()), transitive_(graph.transitive()), arcs_(graph.dms()) {
  std::vector<StateId> targets;
  for (std::size_t j = 0; j < graph.dms(); ++j) {
    Arcs& arcs = arcs_[j];
    arcs.begin.push_back(0);
    for (std::uint32_t s = 0; s < states_; ++s) {
      graph.moves(DmId(j)).targets(StateId(s), targets);
      for (const StateId t : targets) arcs.to.push_back(static_cast<std::uint32_t>(index(t)));
      arcs.begin.push_back(static_cast<std::uint32_t>(arcs.to.size()));
    }
  }
}

template <typename Visit>
bool Board::sequences(std::uint32_t from, std::size_t without,
                      const std::vector<const Bits*>* improving, Visit visit) const {
  struct Place {
    std::uint32_t state;
    std::size_t last;
  };
  // Where moves are transitive the last mover does not matter: moving twice reaches nothing new.
  const std::size_t kinds = transitive_ ? 1 : dms();
  Bits seen = no_bits(states_ * kinds);
  std::vector<Place> queue{{from, dms()}};
  for (std::size_t k = 0; k < queue.size(); ++k) {
    const Place at = queue[k];
    for (std::size_t j = 0; j < dms(); ++j) {
      if (j == without || (!transitive_ && j == at.last)) continue;
      for (std::uint32_t a = arcs_[j].begin[at.state]; a < arcs_[j].begin[at.state + 1]; ++a) {
        if (improving != nullptr && !bit(*(*improving)[j], a)) continue;
        const std::uint32_t u = arcs_[j].to[a];
        const std::size_t key = u * kinds + (transitive_ ? 0 : j);
        if (bit(seen, key)) continue;
        set_bit(seen, key);
        if (visit(u)) return true;
        queue.push_back({u, j});
      }
    }
  }
  return false;
}

bool Board::deterred(const SolutionConcept& c, std::size_t i, std::uint32_t t, const Bits& bad,
                     const std::vector<const Bits*>& improving) const {
  return sequences(t, i, c.answer == Answer::credible ? &improving : nullptr, [&](std::uint32_t u) {
    if (!bit(bad, u)) return false;
    if (!c.inescapable) return true;
    const Arcs& own = arcs_[i];
    return std::all_of(own.to.begin() + own.begin[u], own.to.begin() + own.begin[u + 1],
                       [&](std::uint32_t v) { return bit(bad, v); });
  });
}

bool Board::stable(const SolutionConcept& c, std::size_t i, std::uint32_t s, const Bits& bad,
                   const std::vector<const Bits*>& improving) const {
  for (std::uint32_t a = arcs_[i].begin[s]; a < arcs_[i].begin[s + 1]; ++a) {
    const std::uint32_t t = arcs_[i].to[a];
    if (bit(bad, t)) continue;
    if (c.answer == Answer::none || !deterred(c, i, t, bad, improving)) return false;
  }
  return true;
}

Bits Board::reached(std::uint32_t from, const std::vector<const Bits*>& improving) const {
  Bits found = no_bits(states_);
  set_bit(found, from);
  sequences(from, dms(), &improving, [&](std::uint32_t u) {
    set_bit(found, u);
    return false;
  });
  return found;
}

}  // namespace standoff
