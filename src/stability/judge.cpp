// Judging one state with its evidence: for each improvement the shortest answer that deters it, or
// none.

#include <deque>
#include <set>
#include <stdexcept>
#include <unordered_set>

#include "stability/together.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {
namespace {

// Looks for the shortest joint answer, breadth first, so that among answers of equal length the one
// by the first decision maker to the first state is found.
class Judge {
 public:
  Judge(const SolutionConcept& c, const Graph& g, DmId i, StateId s, const Settings& settings)
      : concept_(c), graph_(g), i_(i), s_(s), settings_(settings) {}

  Verdict run(bool stop_at_first) {
    Verdict verdict;
    Answer answer = concept_.answer;
    std::vector<DmId> company;
    if (answer == Answer::together || answer == Answer::together_unstable) {
      company = who_moves_together(answer);
      // The tableau asks about simultaneity only where two are restless; elsewhere it is sequential
      // stability.
      if (company.empty()) answer = Answer::credible;
    }
    for (const StateId t : graph_.improvements(i_, s_)) {
      Threat threat{{i_, s_, t}, std::nullopt};
      if (answer == Answer::any || answer == Answer::credible)
        threat.sanction = find_answer(t, answer == Answer::credible);
      else if (answer != Answer::none)
        threat.sanction = coinciding_moves(graph_, threat.improvement, company,
                                           [&](StateId u) { return deters(u); });
      if (!threat.sanction) verdict.stable = false;
      verdict.threats.push_back(std::move(threat));
      if (stop_at_first && !verdict.stable) break;
    }
    return verdict;
  }

 private:
  std::vector<DmId> who_moves_together(Answer answer) const {
    std::vector<DmId> who;
    if (answer == Answer::together) {
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

  bool bad(StateId u) const {
    return settings_.sanction == Sanction::worse ? graph_.prefers(i_, s_, u)
                                                 : !graph_.prefers(i_, u, s_);
  }

  bool deters(StateId u) {
    if (u == s_ && !settings_.origin_is_sanction) return false;
    if (!bad(u)) return false;
    if (!concept_.inescapable) return true;
    graph_.moves(i_).targets(u, escapes_);
    for (const StateId v : escapes_)
      if (!bad(v)) return false;
    return true;
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

  std::optional<std::vector<Move>> find_answer(StateId t, bool credible) {
    std::vector<Step> steps;
    std::unordered_set<std::uint64_t> seen;
    const auto go_on = [&](StateId at, std::size_t before) -> bool {
      for (std::size_t j = 0; j < graph_.dms(); ++j) {
        const std::uint64_t used = before == none ? 0 : steps[before].used;
        if (DmId(j) == i_ || (before != none && steps[before].move.dm == DmId(j))) continue;
        if (settings_.responses == Responses::each_once && (used >> j & 1) != 0) continue;
        graph_.moves(DmId(j)).targets(at, targets_);
        for (const StateId u : targets_) {
          if (credible && !graph_.prefers(DmId(j), u, at)) continue;
          const Step step{{DmId(j), at, u}, before, used | std::uint64_t{1} << j};
          if (!seen.insert(key(step)).second) continue;
          steps.push_back(step);
          if (deters(u)) return true;
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

  const SolutionConcept& concept_;
  const Graph& graph_;
  DmId i_;
  StateId s_;
  Settings settings_;
  std::vector<StateId> targets_;
  std::vector<StateId> escapes_;
};

std::string_view why_not(const SolutionConcept& c, bool has_options) {
  const bool together = c.answer == Answer::together || c.answer == Answer::together_unstable;
  if (together && !has_options)
    return "simultaneous moves are combined option by option, and an explicit graph has no options";
  return {};
}

void require(const SolutionConcept& c, const Graph& graph) {
  if (const auto why = why_not(c, graph.has_options()); !why.empty())
    throw std::invalid_argument("judge: " + std::string(why));
}

}  // namespace

std::string_view refusal(const SolutionConcept& c, const Graph& graph) {
  return why_not(c, graph.has_options());
}
std::string_view refusal(const SolutionConcept& c, const Model& model) {
  return why_not(c, !model.is_explicit());
}

Verdict judge(const SolutionConcept& c, const Graph& graph, DmId i, StateId s,
              const Settings& settings) {
  require(c, graph);
  return Judge(c, graph, i, s, settings).run(false);
}

bool stable(const SolutionConcept& c, const Graph& graph, DmId i, StateId s,
            const Settings& settings) {
  require(c, graph);
  return Judge(c, graph, i, s, settings).run(true).stable;
}

}  // namespace standoff
