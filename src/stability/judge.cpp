// Judging one state with its evidence: for each improvement the shortest answer that deters it, or
// none.

#include <map>
#include <stdexcept>
#include <unordered_set>

#include "stability/attitude.hpp"
#include "stability/expected.hpp"
#include "stability/together.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {
namespace {

// Looks for the shortest joint answer, breadth first, so that among answers of equal length the one
// by the first decision maker to the first state is found.
class Judge {
 public:
  Judge(const SolutionConcept& c, const Graph& g, DmId i, StateId s, const Settings& settings)
      : graph_(g), i_(i), s_(s), settings_(settings), attitude_(g, settings), answer_(c.answer) {
    countermoves_ = c.inescapable ? 1 : 0;
    if (c.ahead != Ahead::horizon) return;
    // One move ahead nobody answers; two, the others; three, the mover again, and so on.
    if (settings.horizon < 2) answer_ = Answer::none;
    countermoves_ = settings.horizon < 2 ? 0 : settings.horizon - 2;
  }

  Verdict run(bool stop_at_first) {
    Verdict verdict;
    std::vector<DmId> company;
    if (answer_ == Answer::together || answer_ == Answer::together_unstable) {
      company = who_moves_together();
      // The tableau asks about simultaneity only where two are restless; elsewhere it is sequential
      // stability.
      if (company.empty()) answer_ = Answer::credible;
    }
    std::vector<StateId> targets = graph_.targets(i_, s_);
    for (const StateId t : targets) {
      if (!attitude_.leaves(i_, s_, t)) continue;
      Threat threat{{i_, s_, t}, std::nullopt};
      if (answer_ == Answer::any || answer_ == Answer::credible)
        threat.sanction = find_answer(t, [&](StateId u) { return u != t && deters(u); });
      else if (answer_ != Answer::none)
        threat.sanction = coinciding_moves(graph_, threat.improvement, company,
                                           [&](StateId u) { return deters(u); });
      if (!threat.sanction) verdict.stable = false;
      verdict.threats.push_back(std::move(threat));
      if (stop_at_first && !verdict.stable) break;
    }
    return verdict;
  }

 private:
  std::vector<DmId> who_moves_together() const {
    std::vector<DmId> who;
    if (answer_ == Answer::together) {
      for (std::size_t j = 0; j < graph_.dms(); ++j)
        if (DmId(j) != i_) who.push_back(DmId(j));
      return who;
    }
    const SolutionConcept& seq = *find_concept("seq");
    if (stable(seq, graph_, i_, s_, settings_)) return {};
    for (std::size_t j = 0; j < graph_.dms(); ++j)
      if (DmId(j) != i_ && !stable(seq, graph_, DmId(j), s_, settings_)) who.push_back(DmId(j));
    return who;
  }

  bool deters(StateId u) { return attitude_.deters(i_, s_, u) && holds(u, countermoves_); }

  // Whether i is kept down in a bad `u`, when so many moves are still to come and the first is its.
  bool holds(StateId u, unsigned moves) {
    if (moves == 0) return true;
    for (const StateId v : graph_.targets(i_, u))
      if (!caught(v, moves - 1)) return false;
    return true;
  }

  // Whether the others bring i down, or leave it, where it has moved to.
  bool caught(StateId v, unsigned moves) {
    if (attitude_.bad(i_, s_, v)) return true;
    if (moves == 0) return false;
    const auto key = std::pair(v, moves);
    if (const auto it = caught_.find(key); it != caught_.end()) return it->second;
    const bool found = find_answer(v, [&](StateId u) {
                         return attitude_.deters(i_, s_, u) && holds(u, moves - 1);
                       }).has_value();
    return caught_[key] = found;
  }

  struct Step {
    Move move;
    std::size_t before;  // position of the step before, or none
    std::uint64_t used;  // who has moved so far
  };
  static constexpr std::size_t none = ~std::size_t{0};

  // What must not be visited twice: a state with its last mover, or with everybody who has moved.
  std::uint64_t key(const Step& step) const {
    const bool once = settings_.responses == Responses::each_once;
    return once ? step.used * graph_.states() + index(step.move.to)
                : index(step.move.to) * graph_.dms() + index(step.move.dm);
  }

  template <typename Wanted>
  std::optional<std::vector<Move>> find_answer(StateId t, Wanted wanted) {
    const bool credible = answer_ == Answer::credible;
    std::vector<Step> steps;
    std::unordered_set<std::uint64_t> seen;
    std::vector<StateId> targets;
    const auto go_on = [&](StateId at, std::size_t before) -> bool {
      for (std::size_t j = 0; j < graph_.dms(); ++j) {
        const std::uint64_t used = before == none ? 0 : steps[before].used;
        if (DmId(j) == i_ || (before != none && steps[before].move.dm == DmId(j))) continue;
        if (settings_.responses == Responses::each_once && (used >> j & 1) != 0) continue;
        graph_.moves(DmId(j)).targets(at, targets);
        for (const StateId u : targets) {
          if (credible && !attitude_.answers(DmId(j), at, u)) continue;
          const Step step{{DmId(j), at, u}, before, used | std::uint64_t{1} << j};
          if (!seen.insert(key(step)).second) continue;
          steps.push_back(step);
          if (wanted(u)) return true;
        }
      }
      return false;
    };
    bool found = go_on(t, none);
    if (settings_.responses != Responses::single_move)
      for (std::size_t k = 0; !found && k < steps.size(); ++k) found = go_on(steps[k].move.to, k);
    if (!found) return std::nullopt;
    std::vector<Move> path;
    for (std::size_t k = steps.size() - 1; k != none; k = steps[k].before)
      path.insert(path.begin(), steps[k].move);
    return path;
  }

  const Graph& graph_;
  DmId i_;
  StateId s_;
  Settings settings_;
  Attitude attitude_;
  Answer answer_;
  unsigned countermoves_ = 0;  // moves after the answer: the mover's, the others', and so on
  std::map<std::pair<StateId, unsigned>, bool> caught_;
};

void require(const SolutionConcept& c, const Graph& graph, const Settings& settings) {
  if (const auto why = refusal(c, graph, settings); !why.empty())
    throw std::invalid_argument("judge: " + why);
}

}  // namespace

Verdict judge(const SolutionConcept& c, const Graph& graph, DmId i, StateId s,
              const Settings& settings) {
  require(c, graph, settings);
  if (c.answer == Answer::foreseen) return Expected(c, graph, i, settings).judge(s);
  return Judge(c, graph, i, s, settings).run(false);
}

bool stable(const SolutionConcept& c, const Graph& graph, DmId i, StateId s,
            const Settings& settings) {
  require(c, graph, settings);
  if (c.answer == Answer::foreseen) return Expected(c, graph, i, settings).judge(s).stable;
  return Judge(c, graph, i, s, settings).run(true).stable;
}

std::optional<StateSet> stable_states(const SolutionConcept& c, const Graph& graph, DmId i,
                                      const Settings& settings, const std::stop_token& stop) {
  require(c, graph, settings);
  if (c.answer == Answer::foreseen) return Expected(c, graph, i, settings, stop).stable_states();
  StateSet result(graph.states());
  for (std::uint32_t s = 0; s < graph.states(); ++s) {
    if (stop.stop_requested()) return std::nullopt;
    if (Judge(c, graph, i, StateId(s), settings).run(true).stable) result.insert(StateId(s));
  }
  return result;
}

}  // namespace standoff
