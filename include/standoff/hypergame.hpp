// Misperception: everybody judges the dispute as it sees it, and what then lasts may surprise
// somebody.
//
// Source: Bennett 1977; Wang, Hipel and Fraser 1988; Aljefri, Bashar, Hipel and Fang 2017. A game
// of level 0 is common to all. In a first-level hypergame each decision maker i has a game G_i of
// its own; a state is an equilibrium when it is stable for each i in G_i. In one of the second
// level i holds a hypergame, and takes the others' answers from what it believes them to see.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

/// What misperception does.
enum class Misperception : std::uint8_t {
  views,       ///< a view is a game of its own
  moves_only,  ///< the older tool's: only moves from and to states somebody does not see are lost
};

struct HypergameRequest {
  const SolutionConcept* concept_ = nullptr;
  Settings settings = {};
  Misperception rule = Misperception::views;
  LayOutLimits listing = {};
  std::stop_token stop = {};
};

/// How one decision maker sees the dispute, and what follows from it.
struct Sight {
  const Viewpoint* view = nullptr;     ///< null: it sees the dispute as it is
  std::shared_ptr<const Model> model;  ///< its game; null where it sees the dispute as it is
  std::optional<Graph> graph;          ///< of `model`
  /// counterpart[state of the dispute]: what it takes the state for, in its own game; nothing where
  /// it has no such state.
  std::vector<std::optional<StateId>> counterpart;
  StateSet stable;     ///< states of the dispute that are stable for it, as it sees them
  StateSet expected;   ///< states of its own game that it expects to last
  StateSet surprises;  ///< equilibria of the hypergame that it does not expect
  /// States of its own game that it expects to last, and that are no equilibrium of the hypergame,
  /// whichever state of the dispute it takes for them.
  StateSet illusions;
};

/// A state that somebody expected to be left, or to last, and who disappoints it.
struct Disappointment {
  DmId who{};       ///< whose expectation it is
  DmId about{};     ///< about whom
  StateId state{};  ///< of the dispute
  bool expected_to_stay = false;
  /// The move `about` was expected to make (in the game of `who`), or makes (in the dispute).
  std::optional<Move> move;
};

struct Hypergame {
  Graph truth;                ///< the dispute as it is; refers to the model
  std::vector<Sight> sights;  ///< by decision maker
  StateSet equilibria;        ///< of the hypergame
  StateSet true_equilibria;   ///< where everybody sees the dispute as it is
  unsigned level = 0;         ///< 0: there are no views; 1; 2 where a view holds views
};

/// Judges every state as each decision maker sees it. Nothing when a game is too large to list or
/// it was stopped. Throws std::invalid_argument where the concept cannot be asked of a game.
std::optional<Hypergame> hypergame(const Model& model, const HypergameRequest& request);

/// What stands behind a surprise or an illusion of one decision maker, at most one for each of the
/// others.
std::vector<Disappointment> disappointments(const Hypergame& game, DmId who,
                                            const HypergameRequest& request);

}  // namespace standoff
