// What edited lists come to on one board.
//
// Of a decision maker's list only two things matter for whether a target state is stable: which
// states are no better than it for that decision maker (the cut), and which of its moves are
// improvements (the relation), by which alone the others see it. Lists with the same cut and
// relation are of one kind, and kinds are few.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "analysis/board.hpp"
#include "analysis/edited_lists.hpp"

namespace standoff {

/// A decision maker's part in a plan, as far as it matters.
struct Choice {
  std::uint32_t cut = 0;
  std::uint32_t relation = 0;
  std::uint32_t look = 0;  ///< position among the concepts
  auto operator<=>(const Choice&) const = default;
};

class Induced {
 public:
  struct Settings {
    std::vector<const SolutionConcept*> looks;  ///< the one asked for first
    bool relations;                             ///< whether these, or the goal, need relations
    const LeverGoal* goal;
  };

  /// `target`: states. The graph must outlive this.
  Induced(const Graph& graph, std::vector<std::uint32_t> target, Settings settings);

  /// Cut and relation of an edited list; `look` is left 0.
  Choice choice(std::size_t dm, const EditedList& list);

  /// Whether the goal is reached.
  bool works(const std::vector<Choice>& choices);

  std::size_t kinds_seen() const { return kinds_seen_; }

 private:
  struct Verdicts {  // by position in the target
    Bits known, maybe, sure;
  };
  struct Cut {
    std::vector<std::uint32_t> level;  // by state: how many of the target are worse
    std::vector<Verdicts> by_look;
  };
  struct Person {
    std::vector<std::vector<bool>> written, candidates;  // truth by statement, by state
    std::vector<Cut> cuts;
    std::map<std::vector<std::uint32_t>, std::uint32_t> cut_number;
    std::vector<Bits> relations;
    std::map<Bits, std::uint32_t> relation_number;
    std::vector<std::uint64_t> other_ranks;  // where preferences are no statements
  };
  struct Hash {
    std::size_t operator()(const std::vector<std::uint32_t>& key) const noexcept;
  };

  std::vector<std::uint64_t> ranks(const Person& person, const EditedList& list) const;
  Bits no_better(const Cut& cut, std::size_t position) const;
  std::pair<bool, bool> maybe_and_sure(std::size_t dm, std::uint32_t cut, std::uint32_t look,
                                       std::size_t position);
  bool credibly_stable(std::size_t dm, std::size_t position, const std::vector<Choice>& choices);
  bool reached(std::size_t position, const std::vector<Choice>& choices);
  std::vector<const Bits*> relations(const std::vector<Choice>& choices) const;
  bool holds_at(std::size_t position, const std::vector<Choice>& choices,
                const std::vector<std::size_t>& unsure);

  const Graph& graph_;
  Board board_;
  std::vector<std::uint32_t> target_;
  Settings settings_;
  std::vector<Person> people_;
  std::vector<Choice> first_;  // of each: the first choice asked for, the author's
  std::unordered_map<std::vector<std::uint32_t>, bool, Hash> credible_;
  std::unordered_map<std::vector<std::uint32_t>, Bits, Hash> reached_;
  std::size_t kinds_seen_ = 0;
};

}  // namespace standoff
