// From a model to the whole answer, whatever carries it.

#include "standoff/solve.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "analysis/engine.hpp"
#include "dense/carrier.hpp"
#include "graph/columns.hpp"
#include "graph/ranks.hpp"
#include "symbolic/carrier.hpp"

namespace standoff {
namespace {

constexpr std::uint64_t gib = std::uint64_t{1} << 30;

std::string in_gib(std::uint64_t bytes) {
  const std::uint64_t hundredths = (bytes * 100 + gib - 1) / gib;
  const std::string rest = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (rest.size() < 2 ? "0" : "") + rest + " GiB";
}

// Fills the parts of an answer that do not depend on what carries it.
Solution blank(const Model& model, const SolveRequest& request) {
  Solution solution;
  solution.concepts = request.concepts;
  const std::size_t dms = model.decision_makers.size();
  solution.stable.assign(request.concepts.size(), std::vector<std::optional<Count>>(dms));
  solution.status_quo_stable.assign(request.concepts.size(), std::vector<std::optional<bool>>(dms));
  solution.equilibria.resize(request.concepts.size());
  if (model.status_quo) solution.status_quo = model.status_quo->letters(model.options.size());
  if (model.status_quo_state)
    solution.status_quo = model.explicit_graph->states[*model.status_quo_state].id;
  return solution;
}

void refuse(Solution& solution, std::string why) {
  solution.refusal = std::move(why);
  solution.complete = false;
}

// The sparse engine: everything listed.

void by_list(const Model& model, const SolveRequest& request, Solution& solution) {
  LayOut laid = lay_out(model, request.listing, request.stop);
  if (!laid.graph) {
    solution.complete = false;
    if (laid.end == LayOutEnd::cancelled) return;
    if (laid.end == LayOutEnd::too_many_arcs)
      return refuse(solution, "too many moves between states to list one by one; raise --memory");
    return refuse(solution,
                  "more than " + std::to_string(request.listing.max_states) +
                      " feasible states are too many to list; raise --memory, add rules, or fix "
                      "options that are settled");
  }
  const Graph& graph = solution.graph.emplace(std::move(*laid.graph));
  const Analysis& analysis =
      solution.analysis.emplace(analyse(graph, {.concepts = request.concepts,
                                                .settings = request.settings,
                                                .threads = request.threads,
                                                .stop = request.stop,
                                                .progress = request.progress}));
  solution.complete = analysis.complete;
  solution.feasible = Count(graph.states());
  solution.plan = std::to_string(graph.states()) + " states listed, " +
                  (graph.transitive() ? "transitive moves" : "last mover tracked");
  for (std::size_t c = 0; c < request.concepts.size(); ++c) {
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      const auto& set = analysis.stable[c][i];
      if (!set) continue;
      solution.stable[c][i] = Count(set->count());
      if (graph.status_quo()) solution.status_quo_stable[c][i] = set->contains(*graph.status_quo());
    }
    const auto& set = analysis.equilibria[c];
    if (!set) continue;
    solution.equilibria[c].count = Count(set->count());
    auto& states = solution.equilibria[c].states;
    for (std::uint32_t s = 0; s < graph.states() && states.size() < request.limit; ++s)
      if (set->contains(StateId(s))) states.push_back(graph.label(StateId(s)));
  }
  if (graph.states() > request.limit) return;
  for (std::uint32_t s = 0; s < graph.states(); ++s) {
    Solution::Row& row = solution.rows.emplace_back();
    row.state = graph.label(StateId(s));
    for (std::size_t i = 0; i < graph.dms(); ++i)
      row.rank.push_back(graph.rank(DmId(i), StateId(s)));
    for (std::size_t c = 0; c < request.concepts.size(); ++c) {
      std::vector<bool>& stable = row.stable.emplace_back();
      for (const auto& set : analysis.stable[c]) stable.push_back(set && set->contains(StateId(s)));
    }
  }
}

// The others: regions of states, which are counted, met and asked, but not listed.

void list_rows(const Model& model, const Region& feasible, const SolveRequest& request,
               Solution& solution) {
  if (feasible.count() > Count(request.limit)) return;
  std::vector<OptionSet> taken;
  for (std::string& label : feasible.first(request.limit)) {
    taken.push_back(OptionSet::from_letters(label));
    solution.rows.push_back({std::move(label), {}, {}});
  }
  for (Solution::Row& row : solution.rows)
    row.stable.assign(request.concepts.size(),
                      std::vector<bool>(model.decision_makers.size(), false));
  const Columns columns(taken, model.options.size());
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i) {
    const Ranks ranks = rank_states(model, DmId(i), columns).ranks;
    for (std::size_t s = 0; s < taken.size(); ++s) solution.rows[s].rank.push_back(ranks[s]);
  }
}

// Concepts that are asked about together: first those that are soon known, so that an answer that
// is stopped has something to say.
std::vector<std::vector<std::size_t>> in_rounds(
    const std::vector<const SolutionConcept*>& concepts) {
  std::vector<std::size_t> soon;
  std::vector<std::size_t> late;
  for (std::size_t c = 0; c < concepts.size(); ++c)
    (concepts[c]->answer == Answer::credible ? late : soon).push_back(c);
  std::vector<std::vector<std::size_t>> rounds;
  if (!soon.empty()) rounds.push_back(std::move(soon));
  if (!late.empty()) rounds.push_back(std::move(late));
  return rounds;
}

// Brings the regions of one decision maker after the other together.
class Gathering {
 public:
  Gathering(const Model& model, const SolveRequest& request, Solution& solution)
      : request_(request),
        solution_(solution),
        dms_(model.decision_makers.size()),
        rounds_(in_rounds(request.concepts)),
        shares_(tasks(), 0),
        everybody_(request.concepts.size()),
        known_(request.concepts.size(), true) {}

  /// One for each round and decision maker; they may run side by side, best begun in order.
  std::size_t tasks() const { return rounds_.size() * dms_; }

  void run(Carrier& carrier, std::size_t task) {
    const std::vector<std::size_t>& round = rounds_[task / dms_];
    const std::size_t i = task % dms_;
    std::vector<Condition> conditions;
    for (const std::size_t c : round)
      conditions.push_back(request_.concepts[c]->solve(DmId(i), request_.settings));
    auto found = carrier.where(DmId(i), conditions, [&](double share) { report(task, share); });
    report(task, 1);
    const std::lock_guard lock(mutex_);
    for (std::size_t k = 0; k < found.size(); ++k) take(round[k], i, std::move(found[k]));
  }

  void finish() {
    for (std::size_t c = 0; c < everybody_.size(); ++c) {
      if (!known_[c] || !everybody_[c]) {
        solution_.complete = false;
        continue;
      }
      solution_.equilibria[c].count = everybody_[c]->count();
      solution_.equilibria[c].states = everybody_[c]->first(request_.limit);
    }
  }

 private:
  void report(std::size_t task, double share) {
    if (!request_.progress) return;
    const std::lock_guard lock(mutex_);
    shares_[task] = std::max(shares_[task], share);
    // The second round is by far the longer one.
    double done = 0;
    double all = 0;
    for (std::size_t t = 0; t < shares_.size(); ++t) {
      const double weight = t < dms_ ? 1 : 8;
      done += weight * shares_[t];
      all += weight;
    }
    request_.progress(done / all);
  }

  void take(std::size_t c, std::size_t i, std::unique_ptr<Region> found) {
    if (!found) {
      known_[c] = false;
      everybody_[c].reset();
      return;
    }
    solution_.stable[c][i] = found->count();
    if (!solution_.status_quo.empty())
      solution_.status_quo_stable[c][i] = found->contains(solution_.status_quo);
    for (Solution::Row& row : solution_.rows) row.stable[c][i] = found->contains(row.state);
    if (!known_[c]) return;
    if (!everybody_[c])
      everybody_[c] = std::move(found);
    else
      known_[c] = everybody_[c]->meet(*found);
  }

  const SolveRequest& request_;
  Solution& solution_;
  std::size_t dms_;
  std::vector<std::vector<std::size_t>> rounds_;
  std::mutex mutex_;
  std::vector<double> shares_;                      // by task
  std::vector<std::unique_ptr<Region>> everybody_;  // by concept
  std::vector<bool> known_;
};

// `at_once`: how many decision makers the carrier is asked about at the same time.
void by_regions(Carrier& carrier, const Model& model, const SolveRequest& request,
                std::size_t at_once, Solution& solution) {
  const std::unique_ptr<Region> feasible = carrier.feasible();
  if (!feasible) {
    solution.complete = false;
    return;
  }
  solution.feasible = feasible->count();
  list_rows(model, *feasible, request, solution);
  Gathering gathering(model, request, solution);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t task = next++; task < gathering.tasks(); task = next++)
      gathering.run(carrier, task);
  };
  std::vector<std::jthread> helpers;
  for (std::size_t t = 1; t < at_once; ++t) helpers.emplace_back(work);
  work();
  helpers.clear();
  gathering.finish();
}

void by_cube(const Model& model, const SolveRequest& request, Solution& solution) {
  DenseCarrier carrier(model, request.threads, request.memory, request.stop);
  std::vector<std::vector<Condition>> conditions(model.decision_makers.size());
  for (std::size_t i = 0; i < conditions.size(); ++i)
    for (const SolutionConcept* c : request.concepts)
      conditions[i].push_back(c->solve(DmId(i), request.settings));
  const std::uint64_t bytes = carrier.bytes_for(conditions);
  solution.plan = "2^" + std::to_string(model.options.size()) + " combinations, at most " +
                  in_gib(bytes + carrier.cache_bytes()) + " planned";
  if (const std::uint64_t needed = bytes + bytes / 3 + 1;
      request.memory > 0 && needed > request.memory)
    return refuse(solution, "the dense engine needs " + in_gib(needed) +
                                " for this; raise --memory, ask for fewer --concepts, or use "
                                "--engine symbolic");
  by_regions(carrier, model, request, 1, solution);
}

void by_diagrams(const Model& model, const SolveRequest& request, Solution& solution) {
  const std::size_t at_once = std::clamp<std::size_t>(
      request.threads, 1, std::max<std::size_t>(1, model.decision_makers.size()));
  const std::uint64_t bytes = (request.memory > 0 ? request.memory : 8 * gib) / at_once;
  solution.plan = "diagrams of at most " + in_gib(bytes * at_once);
  SymbolicCarrier carrier(model, {.bytes = bytes, .stop = request.stop});
  by_regions(carrier, model, request, at_once, solution);
  if (!solution.complete && !request.stop.stop_requested())
    refuse(solution, "the diagrams outgrow " + in_gib(bytes * at_once) +
                         "; raise --memory, or ask for fewer --concepts");
}

}  // namespace

std::string_view name_of(Engine engine) {
  switch (engine) {
    case Engine::sparse:
      return "sparse";
    case Engine::dense:
      return "dense";
    case Engine::symbolic:
      return "symbolic";
  }
  return {};
}

Solution solve(const Model& model, const SolveRequest& request) {
  for (const SolutionConcept* c : request.concepts)
    if (const auto why = refusal(*c, model, request.settings); !why.empty())
      throw std::invalid_argument("solve: " + why);
  Solution solution = blank(model, request);
  const EngineChoice choice = choose_engine(model, request);
  solution.engine = choice.engine;
  solution.why_engine = choice.why;
  if (!choice.refusal.empty()) {
    refuse(solution, choice.refusal);
    return solution;
  }
  switch (choice.engine) {
    case Engine::sparse:
      by_list(model, request, solution);
      break;
    case Engine::dense:
      by_cube(model, request, solution);
      break;
    case Engine::symbolic:
      by_diagrams(model, request, solution);
      break;
  }
  return solution;
}

}  // namespace standoff
