// Asking what is expected.

#include "stability/expected.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace standoff {

Expected::Expected(const SolutionConcept& c, const Graph& graph, DmId i, const Settings& settings,
                   std::stop_token stop)
    : concept_(c), graph_(graph), i_(i), settings_(settings), stop_(std::move(stop)) {}

std::optional<Expected::Horizons> Expected::horizons(Foresight& foresight) const {
  if (concept_.ahead == Ahead::forever) {
    const auto cycle = foresight.look_until_it_repeats(most_moves);
    if (!cycle) return std::nullopt;
    // Looking h moves ahead, the others have h - 1 left.
    return Horizons{1, cycle->start + 1, cycle->start + cycle->period + 1};
  }
  const unsigned h =
      concept_.ahead == Ahead::leading ? (settings_.leader == i_ ? 2U : 1U) : settings_.horizon;
  if (!foresight.look(h - 1)) return std::nullopt;
  return Horizons{h, h, h + 1};
}

bool Expected::stays(const Foresight& foresight, StateId s, unsigned horizon, Ties ties) const {
  const Rank here = graph_.rank(i_, s);
  const auto gains = [&](StateId end) { return graph_.rank(i_, end) > here; };
  const auto targets = graph_.targets(i_, s);
  return std::none_of(targets.begin(), targets.end(), [&](StateId t) {
    const auto ends = foresight.after(horizon - 1, i_, t);
    return ties == Ties::some ? std::all_of(ends.begin(), ends.end(), gains)
                              : std::any_of(ends.begin(), ends.end(), gains);
  });
}

StateId Expected::told(const Foresight& foresight, StateId t, unsigned horizon) const {
  const auto ends = foresight.after(horizon - 1, i_, t);
  const auto less = [&](StateId a, StateId b) { return graph_.rank(i_, a) < graph_.rank(i_, b); };
  return settings_.ties == Ties::some ? *std::min_element(ends.begin(), ends.end(), less)
                                      : *std::max_element(ends.begin(), ends.end(), less);
}

bool Expected::stable_for_good(const Foresight& foresight, const Horizons& asked, StateId s,
                               Ties ties) const {
  for (unsigned h = asked.cycle; h < asked.end; ++h)
    if (!stays(foresight, s, h, ties)) return false;
  return true;
}

Verdict Expected::judge(StateId s) {
  Foresight foresight(graph_, settings_.ties, stop_);
  const auto asked = horizons(foresight);
  if (!asked) throw std::length_error("judge: what is expected does not repeat itself");
  Verdict verdict;
  verdict.stable = stable_for_good(foresight, *asked, s, settings_.ties);
  // Told at the first horizon from which it stays so; or at the first one, of those that come
  // again and again, at which it does not.
  unsigned h = asked->cycle;
  if (verdict.stable)
    while (h > asked->first && stays(foresight, s, h - 1, settings_.ties)) --h;
  else
    while (stays(foresight, s, h, settings_.ties)) ++h;
  verdict.horizon = h;
  const Rank here = graph_.rank(i_, s);
  for (const StateId t : graph_.targets(i_, s)) {
    const StateId end = told(foresight, t, h);
    Threat threat{{i_, s, t}, std::nullopt};
    std::vector<Move> line = foresight.line(h - 1, i_, t, end);
    if (graph_.rank(i_, end) > here)
      threat.gain = std::move(line);
    else
      threat.sanction = std::move(line);
    verdict.threats.push_back(std::move(threat));
  }
  // Every way of breaking ties against some way.
  if (settings_.ties == Ties::first) foresight = Foresight(graph_, Ties::every, stop_);
  const auto all = settings_.ties == Ties::first ? horizons(foresight) : asked;
  verdict.ambiguous = all && stable_for_good(foresight, *all, s, Ties::every) !=
                                 stable_for_good(foresight, *all, s, Ties::some);
  return verdict;
}

std::optional<StateSet> Expected::stable_states() {
  Foresight foresight(graph_, settings_.ties, stop_);
  const auto asked = horizons(foresight);
  if (!asked) return std::nullopt;
  StateSet result(graph_.states());
  for (std::uint32_t s = 0; s < graph_.states(); ++s) {
    if ((s & 0xFFF) == 0 && stop_.stop_requested()) return std::nullopt;
    if (stable_for_good(foresight, *asked, StateId(s), settings_.ties)) result.insert(StateId(s));
  }
  return result;
}

}  // namespace standoff
