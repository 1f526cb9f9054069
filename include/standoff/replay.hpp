// An independent checker of verdicts: it replays the moves from the model alone.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "standoff/solution_concept.hpp"

namespace standoff {

/// Replays verdicts on one dispute. It derives states, moves and preferences from the model by
/// brute force and shares no code with the graph or the judge (the graph passed along only names
/// states). The model must outlive it. Not to be used from two threads at
/// once.
class Replay {
 public:
  /// Throws std::length_error for a model of more than 20 options.
  explicit Replay(const Model& model);

  /// What does not hold, one clause each; empty when the verdict replays: every move legal, every
  /// improvement listed and an improvement, every sanction a sanction, and where none is given,
  /// none there; where play is foreseen, every line one that may come of it when everybody acts on
  /// what it foresees, and none that says otherwise.
  std::vector<std::string> complaints(const SolutionConcept& concept_, const Graph& names, DmId i,
                                      StateId s, const Verdict& verdict,
                                      const Settings& settings = {}) const;

 private:
  friend class Replayed;
  friend class ReplayedGroup;
  /// expected[moves left][dm][situation]: where it may end when that decision maker acts next.
  using Expected = std::vector<std::vector<std::vector<std::set<std::size_t>>>>;

  const Model& model_;
  std::map<OptionSet, std::size_t> situation_of_;
  std::vector<std::vector<std::vector<std::int64_t>>>
      likes_;                                // [dm][situation]: the greater is preferred
  std::vector<std::vector<bool>> doubtful_;  // [dm][place in likes_]
  std::vector<std::vector<std::vector<std::int64_t>>>
      strongly_likes_;  // [dm][situation]: the greater is strongly preferred
  std::vector<std::vector<OptionSet>> members_;  // by situation; empty for the explicit graph
  std::vector<std::vector<std::vector<std::size_t>>> moves_;  // [dm][situation]
  mutable std::map<Ties, Expected> expected_;                 // what was worked out so far
};

}  // namespace standoff
