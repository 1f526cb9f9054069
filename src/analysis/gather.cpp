// One decision maker after the other, and everybody together.

#include "analysis/gather.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <thread>

#include "graph/columns.hpp"
#include "graph/ranks.hpp"

namespace standoff {
namespace {

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
                      std::vector<std::optional<bool>>(model.decision_makers.size()));
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
    std::vector<std::unique_ptr<Region>> found(round.size());
    try {
      found = carrier.where(DmId(i), conditions, [&](double share) { report(task, share); });
    } catch (const std::bad_alloc&) {
      // It stays unknown; what others find may still have room.
    }
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

}  // namespace

void gather(Carrier& carrier, const Model& model, const SolveRequest& request, std::size_t at_once,
            Solution& solution) {
  std::unique_ptr<Region> feasible;
  try {
    feasible = carrier.feasible();
  } catch (const std::bad_alloc&) {
    // As good as stopped.
  }
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

}  // namespace standoff
