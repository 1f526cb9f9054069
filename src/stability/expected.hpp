// Verdicts of the concepts that look ahead by everybody's preferences: limited move, non-myopic,
// Stackelberg.
#pragma once

#include <optional>
#include <stop_token>

#include "stability/foresight.hpp"

namespace standoff {

/// One decision maker's verdicts. A state is stable when no move is expected to end better than
/// it.
class Expected {
 public:
  Expected(const SolutionConcept& concept_, const Graph& graph, DmId i, const Settings& settings,
           std::stop_token stop = {});

  /// Throws std::length_error where it has not settled within so many moves ahead.
  Verdict judge(StateId s);
  /// Nothing when stopped or not settled.
  std::optional<StateSet> stable_states();

  static constexpr unsigned most_moves = 512;

 private:
  // Horizons to be asked about: from `first` to before `end`, and a state is stable when it is so
  // from some horizon in that range on.
  struct Horizons {
    unsigned first = 1;
    unsigned cycle = 1;  // those from here on are asked about for good
    unsigned end = 2;
  };
  std::optional<Horizons> horizons(Foresight& foresight) const;

  // Whether no move is expected to bring a gain, looking so far ahead.
  bool stays(const Foresight& foresight, StateId s, unsigned horizon, Ties ties) const;
  // The end told of a move: the best or the worst that may come of it.
  StateId told(const Foresight& foresight, StateId t, unsigned horizon) const;
  bool stable_for_good(const Foresight& foresight, const Horizons& asked, StateId s,
                       Ties ties) const;

  const SolutionConcept& concept_;
  const Graph& graph_;
  DmId i_;
  Settings settings_;
  std::stop_token stop_;
};

}  // namespace standoff
