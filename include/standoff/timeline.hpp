// A dispute through its stages: where each can go from where the last one left it, and how that
// answers dated questions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "standoff/coalition.hpp"

namespace standoff {

struct TimelineRequest {
  /// A dispute rests where everybody is stable under this view; elsewhere it moves by improvements
  /// that nothing deters under it.
  const SolutionConcept* resting = nullptr;
  Settings settings = {};
  bool any_gain = false;  ///< follow every such improvement, not only those that gain the most
  /// Follow deals too: joint improvements of a group of two or more, each of whom does something,
  /// that no other joint improvement beats for its members (the undominated ones of `deals`). Then
  /// a dispute rests where there is none of them.
  bool deals = false;
  std::size_t first = 0;  ///< the stage to begin with, position in Model::stages
  /// Begin a stage also where the file says that it stood then, wherever the one before ended.
  bool recorded = true;
  LayOutLimits listing = {};
  std::size_t max_visits = 100'000;  ///< states looked at in one stage
  std::stop_token stop = {};
  /// Called now and then with the share done (0 to 1), never from two threads at once.
  std::function<void(double)> progress = {};
};

/// One stage of the run.
struct Phase {
  std::size_t stage = 0;          ///< position in Model::stages; 0 when the dispute has none
  const Model* model = nullptr;   ///< the dispute in this stage
  std::optional<Graph> graph;     ///< nothing when it is too large to list
  std::optional<StateId> record;  ///< where the file says it stood

  /// A state to rest in, or, where no way leads to one, a state that is passed again and again.
  struct End {
    StateId state{};
    std::vector<JointMove> way;  ///< a shortest one; empty when it rests where it began
  };
  /// What follows from one beginning.
  struct Course {
    StateId start{};
    bool recorded = false;  ///< the file says it stood here
    bool carried = false;   ///< the stages before it, from the first one on, lead here
    /// Ends of the phase before (positions in its courses and their ends) that become this state.
    std::vector<std::pair<std::size_t, std::size_t>> from;
    bool rests = true;      ///< false: no way leads to a state to rest in; `ends` are all it passes
    std::vector<End> ends;  ///< by distance, then in the contract's order
  };
  std::vector<Course> courses;

  /// An end of the phase before that a rule of this stage forbids.
  struct Broken {
    std::size_t course = 0, end = 0;  ///< of the phase before
    std::uint32_t rule = 0;           ///< position in model->rules
  };
  std::vector<Broken> broken;
};

struct Timeline {
  std::vector<Phase> phases;
  bool complete = true;  ///< false when stopped, or where a stage was too large to list
};

/// Runs the dispute from stage `first` on. Each phase refers to the stage's model, which must
/// outlive it. The first stage begins at its status quo; without one there is nothing to run, and
/// no phase has a course. Where it matters that nobody moves twice in a row (moves that are not
/// transitive), a way may leave that rule out. Throws std::invalid_argument
/// where the concept cannot be asked of a stage, std::out_of_range when there is no such stage.
Timeline timeline(const Model& model, const TimelineRequest& request);

/// What the model says to a question: where the dispute rests, the formula holds in every state, in
/// none, or in some.
enum class Foretold : std::uint8_t { yes, no, open, unasked };

/// A question with the model's answer.
struct Scored {
  std::uint32_t question = 0;           ///< position in Model::questions
  Foretold answer = Foretold::unasked;  ///< unasked: its stage was not run, or has no course
  std::size_t holds = 0;                ///< ends where the formula holds
  std::size_t ends = 0;                 ///< of so many
};

/// Answers every question from the courses that are carried on from the run's beginning; `recorded`
/// counts those too that begin where a stage stood.
std::vector<Scored> answers(const Model& model, const Timeline& run, bool recorded);

}  // namespace standoff
