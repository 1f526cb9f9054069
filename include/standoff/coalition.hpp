// Groups of decision makers that move together, and whether a state holds against them.
//
// Sources: Kilgour, Hipel, Fang and Peng 2001 (GDN 10:159-175), Inohara and Hipel 2008 (Syst. Eng.
// 11:343-359); the Pareto reading after Zhu, Kilgour and Hipel 2014.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

#include "standoff/solution_concept.hpp"

namespace standoff {

/// Its members, ascending, each one once.
using Coalition = std::vector<DmId>;

/// How a group brings a state about (theory: contested).
enum class JointMoves : std::uint8_t {
  sequence,      ///< move by move, nobody twice in a row: the definition
  simultaneous,  ///< in one exchange: everybody changes options of its own, as it may do at the
                 ///< start; only the end need be feasible
  either,
};
/// When a group gains (theory: contested).
enum class JointGain : std::uint8_t {
  everyone,  ///< better for each member: the definition
  pareto,    ///< worse for none, better for one
};
/// Which answers of the outsiders are credible (theory: contested).
enum class JointAnswers : std::uint8_t {
  individuals,  ///< each step is a move that improves its mover; then groups of one are judged as
                ///< in SEQ
  groups,  ///< each step is a joint improvement of some group of outsiders, no group twice in a
           ///< row (Inohara and Hipel)
};

struct CoalitionSettings {
  JointMoves joint_moves = JointMoves::sequence;
  JointGain gain = JointGain::everyone;
  JointAnswers answers = JointAnswers::individuals;
  Sanction sanction = Sanction::not_better;
  bool origin_is_sanction = true;
  bool operator==(const CoalitionSettings&) const = default;
};

/// What a group does as one: a move of one, or a change that several bring about.
struct JointMove {
  Coalition by;
  StateId from{};
  StateId to{};
  /// A shortest legal sequence of single moves; empty when there is none and it is done at once.
  std::vector<Move> way;
  bool operator==(const JointMove&) const = default;
};

/// True when going from `from` to `to` pays the group.
bool gains(const Graph& graph, const Coalition& group, StateId from, StateId to, JointGain gain);

/// The states that a group can bring about from `from` without anybody's help, ascending, `from`
/// never among them. In the explicit graph there is nothing to do at once: `simultaneous` finds the
/// moves of single members only.
std::vector<StateId> joint_reach(const Graph& graph, const Coalition& group, StateId from,
                                 JointMoves how = JointMoves::sequence);

/// Those of them that pay the group: CI_H(s).
std::vector<StateId> joint_improvements(const Graph& graph, const Coalition& group, StateId from,
                                        const CoalitionSettings& settings = {});

/// One joint improvement and what holds the group back.
struct CoalitionThreat {
  JointMove improvement;
  /// The shortest answer of the outsiders that deters: after it going there no longer pays the
  /// group. Steps of groups only where the settings let groups answer.
  std::optional<std::vector<JointMove>> sanction;
};
/// Stable exactly when every threat has a sanction.
struct CoalitionVerdict {
  bool stable = true;
  std::vector<CoalitionThreat> threats;  ///< one per joint improvement, in the order of their ends
};

/// Coalition Nash, GMR, SMR, SEQ (and SSEQ) for one group, by the concept of that key. A group of
/// one is judged as `judge` judges it, where individuals answer. Throws std::invalid_argument for
/// concepts about simultaneous answers, and for a group that is empty, not ascending, or names
/// nobody. Cost: a search through what the outsiders can bring about, per improvement.
CoalitionVerdict judge(const SolutionConcept& concept_, const Graph& graph, const Coalition& group,
                       StateId s, const CoalitionSettings& settings = {},
                       std::stop_token stop = {});

/// All groups of `least` to `most` members, by size, then as sequences of numbers; stops after
/// `at_most` of them.
std::vector<Coalition> coalitions(std::size_t dms, std::size_t least, std::size_t most,
                                  std::size_t at_most = ~std::size_t{0});

}  // namespace standoff
