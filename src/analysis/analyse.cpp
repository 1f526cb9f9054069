// Everybody's verdict on every state.

#include <algorithm>
#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "stability/sparse.hpp"
#include "standoff/analysis.hpp"

namespace standoff {

std::optional<std::size_t> Analysis::find(std::string_view key) const {
  for (std::size_t c = 0; c < concepts.size(); ++c)
    if (concepts[c]->key == key) return c;
  return std::nullopt;
}

Analysis analyse(const Graph& graph, const AnalysisRequest& request) {
  for (const SolutionConcept* c : request.concepts)
    if (const auto why = refusal(*c, graph, request.settings); !why.empty())
      throw std::invalid_argument("analyse: " + why);

  Analysis analysis{request.concepts, request.settings, {}, {}, true};
  analysis.stable.assign(request.concepts.size(),
                         std::vector<std::optional<StateSet>>(graph.dms()));

  // Decision makers are independent of each other; a thread takes the next one that nobody has
  // taken.
  std::atomic<std::size_t> next{0};
  std::mutex reporting;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t dm = next++; dm < graph.dms(); dm = next++) {
      SparseCarrier carrier(graph, request.stop);
      for (std::size_t c = 0; c < request.concepts.size(); ++c) {
        const SolutionConcept& concept_ = *request.concepts[c];
        const Settings& settings = request.settings;
        std::optional<StateSet> found =
            beyond_calculus(concept_, graph, settings).empty()
                ? carrier.where(concept_.solve(DmId(dm), settings))
                : stable_states(concept_, graph, DmId(dm), settings, request.stop);
        if (request.stop.stop_requested()) return;
        analysis.stable[c][dm] = std::move(found);
        if (!request.progress) continue;
        const std::lock_guard lock(reporting);
        request.progress(static_cast<double>(++done) /
                         static_cast<double>(graph.dms() * request.concepts.size()));
      }
    }
  };
  std::vector<std::jthread> helpers;
  for (unsigned t = 1; t < std::min<std::size_t>(request.threads, graph.dms()); ++t)
    helpers.emplace_back(work);
  work();
  helpers.clear();

  for (const auto& per_dm : analysis.stable) {
    std::optional<StateSet> everybody(std::in_place, graph.states(), true);
    for (const auto& one : per_dm) {
      if (everybody && one)
        *everybody &= *one;
      else
        everybody.reset();
    }
    if (!everybody) analysis.complete = false;
    analysis.equilibria.push_back(std::move(everybody));
  }
  return analysis;
}

}  // namespace standoff
