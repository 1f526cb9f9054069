// The moves of a laid-out dispute without anybody's preferences, so that one state can be judged
// under many preferences without laying it out again.
#pragma once

#include <cstdint>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

using Bits = std::vector<std::uint64_t>;
inline bool bit(const Bits& bits, std::size_t k) { return (bits[k / 64] >> (k % 64) & 1) != 0; }
inline void set_bit(Bits& bits, std::size_t k) { bits[k / 64] |= std::uint64_t{1} << (k % 64); }
inline Bits no_bits(std::size_t size) { return Bits((size + 63) / 64, 0); }

/// One decision maker's moves, numbered: those from state s are begin[s] .. begin[s+1]-1.
struct Arcs {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> to;
};

class Board {
 public:
  explicit Board(const Graph& graph);

  std::size_t states() const { return states_; }
  std::size_t dms() const { return arcs_.size(); }
  const Arcs& arcs(std::size_t dm) const { return arcs_[dm]; }

  /// Whether `s` is stable for `i`, where `bad` are the states that i does not prefer to s (s
  /// itself is one) and improving[j] the arcs of j that are improvements for j (needed only where
  /// answers are to be credible). The definitions are those of `judge` under default settings.
  bool stable(const SolutionConcept& c, std::size_t i, std::uint32_t s, const Bits& bad,
              const std::vector<const Bits*>& improving) const;

  /// The states that improvements lead to from `from`, itself among them.
  Bits reached(std::uint32_t from, const std::vector<const Bits*>& improving) const;

 private:
  bool deterred(const SolutionConcept& c, std::size_t i, std::uint32_t t, const Bits& bad,
                const std::vector<const Bits*>& improving) const;
  /// Visits all (state, last mover) of legal sequences; `visit(state)` stops the search with true.
  template <typename Visit>
  bool sequences(std::uint32_t from, std::size_t without, const std::vector<const Bits*>* improving,
                 Visit visit) const;

  std::size_t states_;
  bool transitive_;
  std::vector<Arcs> arcs_;
};

}  // namespace standoff
