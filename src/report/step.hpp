// One move of a story in words: who, what, why, why now, and what could stop it.
#pragma once

#include <optional>
#include <string>

#include "report/words.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff::report {

/// Sentences about a move; each may be empty where there is nothing to say.
struct Step {
  Move move;
  std::string who;
  std::string does;     ///< an infinitive
  std::string why;      ///< what it has of it: the statement that decides, or places in its ranking
  std::string why_now;  ///< whether the move before made it possible, or made it pay
  std::string stops;    ///< an answer that would take the gain away, and whether it pays
  std::string turns;    ///< measures that it ends and begins
  bool gains = false;
  bool reversible = true;
};

/// `before`: the move that led to where this one starts, if any did.
Step step_in_words(const Words& words, const Move& move, const std::optional<Move>& before);

}  // namespace standoff::report
