// Weighing and verifying plans.

#include "analysis/plan.hpp"

#include <algorithm>
#include <deque>
#include <set>
#include <stdexcept>

#include "analysis/structure.hpp"
#include "standoff/analysis.hpp"

namespace standoff {
namespace {

constexpr std::size_t none = ~std::size_t{0};

std::uint32_t strength(const Statement& statement) {
  if (statement.because.empty()) return 0;
  if (statement.basis.empty()) return 2;
  switch (*std::min_element(statement.basis.begin(), statement.basis.end())) {
    case Basis::own:
      return 4;
    case Basis::revealed:
      return 3;
    case Basis::ascribed:
      return 2;
    case Basis::afterwards:
      return 1;
  }
  return 0;
}

std::uint32_t severity(Against::How how) {
  switch (how) {
    case Against::How::demoted:
      return 1;
    case Against::How::dropped:
    case Against::How::option_removed:
      return 2;
    case Against::How::negated:
      return 3;
  }
  return 0;
}

// Whether answers deter in which everybody goes where it likes best, each step.
class BestReplies {
 public:
  BestReplies(const Graph& graph, DmId i, StateId s, bool inescapable)
      : graph_(graph), i_(i), s_(s), inescapable_(inescapable) {}

  bool deter(StateId improvement) const {
    std::set<std::pair<std::size_t, std::size_t>> seen;
    std::deque<std::pair<StateId, std::size_t>> open{{improvement, none}};
    while (!open.empty()) {
      const auto [at, last] = open.front();
      open.pop_front();
      for (std::size_t j = 0; j < graph_.dms(); ++j) {
        if (DmId(j) == i_ || j == last) continue;
        for (const StateId u : best(DmId(j), at)) {
          if (!seen.emplace(index(u), j).second) continue;
          if (deters(u)) return true;
          open.emplace_back(u, j);
        }
      }
    }
    return false;
  }

  /// The improvements that somebody likes best.
  std::vector<StateId> best(DmId j, StateId at) const {
    std::vector<StateId> found;
    for (const StateId u : graph_.improvements(j, at)) {
      if (!found.empty() && graph_.rank(j, u) < graph_.rank(j, found.front())) continue;
      if (!found.empty() && graph_.rank(j, u) > graph_.rank(j, found.front())) found.clear();
      found.push_back(u);
    }
    return found;
  }

 private:
  bool deters(StateId u) const {
    if (graph_.prefers(i_, u, s_)) return false;
    if (!inescapable_) return true;
    const auto escapes = graph_.targets(i_, u);
    return std::none_of(escapes.begin(), escapes.end(),
                        [&](StateId v) { return graph_.prefers(i_, v, s_); });
  }

  const Graph& graph_;
  DmId i_;
  StateId s_;
  bool inescapable_;
};

std::optional<FarFetched> far_fetched(const Graph& graph, StateId s,
                                      const std::vector<const SolutionConcept*>& looks) {
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    if (looks[i]->answer != Answer::credible) continue;
    const BestReplies replies(graph, DmId(i), s, looks[i]->inescapable);
    for (const Threat& threat : judge(*looks[i], graph, DmId(i), s).threats) {
      if (!threat.sanction || replies.deter(threat.improvement.to)) continue;
      for (std::size_t k = 0; k < threat.sanction->size(); ++k) {
        const Move& step = (*threat.sanction)[k];
        const auto best = replies.best(step.dm, step.from);
        if (std::find(best.begin(), best.end(), step.to) == best.end())
          return FarFetched{s, threat.improvement, *threat.sanction, k, best.front()};
      }
    }
  }
  return std::nullopt;
}

std::vector<const SolutionConcept*> looks_of(const Model& model, const LeversRequest& request,
                                             const std::vector<Edit>& edits) {
  std::vector<const SolutionConcept*> looks(model.decision_makers.size(), request.concept_);
  for (const Edit& edit : edits)
    if (edit.kind == EditKind::look) looks[index(edit.dm)] = edit.concept_;
  return looks;
}

}  // namespace

std::vector<Against> what_it_contradicts(const Model& model, const std::vector<Edit>& edits,
                                         const std::vector<const EditedList*>& lists) {
  std::vector<Against> found;
  for (const Edit& edit : edits)
    if (edit.kind == EditKind::remove) {
      Against against;
      against.how = Against::How::option_removed;
      against.option = edit.option;
      against.evidence = model.option(edit.option).because;
      against.weight = (against.evidence.empty() ? 0 : 2) * severity(against.how);
      found.push_back(std::move(against));
    }
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    const std::vector<Statement>* written = statements_of(model.dm(DmId(i)));
    if (written == nullptr || lists[i]->price == 0) continue;
    const std::vector<Item>& items = lists[i]->items;
    for (std::uint32_t k = 0; k < written->size(); ++k) {
      const auto at = std::find_if(items.begin(), items.end(), [&](const Item& item) {
        return item.kind != Item::Kind::candidate && item.number == k;
      });
      Against against;
      if (at == items.end()) {
        against.how = Against::How::dropped;
      } else if (at->kind == Item::Kind::negated) {
        against.how = Against::How::negated;
      } else if (std::any_of(items.begin(), at, [&](const Item& above) {
                   return above.kind != Item::Kind::candidate && above.number > k;
                 })) {
        against.how = Against::How::demoted;
      } else {
        continue;
      }
      against.dm = DmId(i);
      against.statement = k;
      against.evidence = (*written)[k].because;
      against.weight = strength((*written)[k]) * severity(against.how);
      found.push_back(std::move(against));
    }
  }
  return found;
}

void verify(const Model& model, const LeversRequest& request, Plan& plan) {
  const auto edited = edited_dispute(model, plan.edits, request.listing, request.stop);
  if (request.stop.stop_requested()) return;
  if (!edited) throw std::logic_error("levers: a plan that leaves no dispute");
  const Graph& graph = *edited->graph;
  const auto looks = looks_of(model, request, plan.edits);
  AnalysisRequest analysis_request;
  for (const SolutionConcept* c : looks)
    if (std::find(analysis_request.concepts.begin(), analysis_request.concepts.end(), c) ==
        analysis_request.concepts.end())
      analysis_request.concepts.push_back(c);
  const Analysis analysis = analyse(graph, analysis_request);
  StateSet everybody(graph.states(), true);
  for (std::size_t i = 0; i < looks.size(); ++i)
    everybody &= *analysis.stable[*analysis.find(looks[i]->key)][i];
  plan.equilibria = everybody.count();

  std::optional<Reach> gainful;
  if (graph.status_quo())
    gainful =
        reach(graph, *graph.status_quo(), {.improvements_only = true, .movers = {}, .stop = {}});
  const auto is_reached = [&](StateId s) {
    return gainful && gainful->distance[index(s)] != Reach::never;
  };
  const LeverGoal& goal = request.goal;
  const std::vector<std::uint32_t> target = target_states(graph, goal);
  std::vector<StateId> wanted;
  for (const std::uint32_t s : target)
    if (everybody.contains(StateId(s)) && (!goal.reachable || is_reached(StateId(s))))
      wanted.push_back(StateId(s));
  const bool reached_goal = goal.broken  ? wanted.empty()
                            : goal.every ? !target.empty() && wanted.size() == target.size()
                                         : !wanted.empty();
  if (!reached_goal) throw std::logic_error("levers: a plan that does not do what was said of it");

  for (const StateId s : wanted) plan.wanted.push_back(graph.label(s));
  if (gainful && !goal.broken) plan.reached = std::any_of(wanted.begin(), wanted.end(), is_reached);
  if (!goal.broken) {
    std::optional<FarFetched> first;
    const bool all_far_fetched = std::all_of(wanted.begin(), wanted.end(), [&](StateId s) {
      const auto found = far_fetched(graph, s, looks);
      if (found && !first) first = found;
      return found.has_value();
    });
    if (all_far_fetched) plan.far_fetched = first;
  }
  plan.edited = edited;
}

}  // namespace standoff
