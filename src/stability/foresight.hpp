// What everybody expects to come of a dispute when whoever acts looks a number of moves ahead and
// knows the others' preferences.
//
// G_h(i, s) is what comes of it when i may act at s, the others after it, h moves in all. With no
// move left, or none to make, it is s. Otherwise i takes the move whose expected end it likes best
// if it prefers that end to s, and else stays, and then nobody goes on. Where ends are liked alike
// there are several expectations: G_h is a set, of all that may come of it when everybody breaks
// its ties one way or another, each time anew.
//
// Source: Kilgour 1985; Kilgour, Hipel and Fang 1987; Fang, Hipel and Kilgour 1993, for two
// decision makers and strict preferences. For more of them, Followers::worst_next.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "standoff/solution_concept.hpp"

namespace standoff {

/// A set of states for each state.
struct Expectations {
  std::vector<std::uint32_t> begin;  ///< by state, into ends; one more than states
  std::vector<StateId> ends;         ///< ascending within a set

  std::span<const StateId> of(StateId s) const {
    return std::span(ends).subspan(begin[index(s)], begin[index(s) + 1] - begin[index(s)]);
  }
  bool operator==(const Expectations&) const = default;
};

class Foresight {
 public:
  /// Ties::first follows one way of breaking ties, the others all of them.
  Foresight(const Graph& graph, Ties ties, std::stop_token stop = {});

  /// Looks so many moves ahead; false when stopped.
  bool look(unsigned moves);

  /// When what is expected repeats itself from then on: the same `period` moves later.
  struct Cycle {
    unsigned start = 0;
    unsigned period = 0;
  };
  /// Looks further until it repeats itself; nothing when stopped or not within so many moves.
  std::optional<Cycle> look_until_it_repeats(unsigned most);

  /// What `i` expects of its move to `t` when the others may make so many moves more.
  std::span<const StateId> after(unsigned moves, DmId i, StateId t) const {
    return levels_[moves].after[index(i)]->of(t);
  }

  /// The play from there to `end`, which is one of `after`.
  std::vector<Move> line(unsigned moves, DmId i, StateId t, StateId end) const;

 private:
  using Shared = std::shared_ptr<const Expectations>;
  struct Level {
    std::vector<Shared> acting;  // by decision maker: it may act
    std::vector<Shared> after;   // by decision maker: it has just moved
  };

  bool step();
  void follow(Level& level) const;
  Shared acting(const Level& before, DmId i) const;
  Shared worst_of_others(const Level& level, DmId i) const;

  const Graph* graph_;
  Ties ties_;
  std::stop_token stop_;
  std::vector<Level> levels_;  // by moves left
};

}  // namespace standoff
