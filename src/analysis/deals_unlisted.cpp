// Deals of a dispute too large to list. What a group can bring about is decided by its own options
// alone, and what the outsiders can answer is followed on decision diagrams; the few states that
// the answer speaks of are then laid out.

#include <algorithm>
#include <set>
#include <stdexcept>

#include "analysis/deal.hpp"
#include "model/cube.hpp"
#include "standoff/measures.hpp"
#include "symbolic/asked.hpp"

namespace standoff {
namespace {

constexpr std::size_t most_tempting = 4096;  // moves of one member looked at

using Way = std::vector<AskedVerdict::Step>;

// A deal while its states have no numbers yet.
struct Found {
  OptionSet to;
  bool undominated = true;
  std::optional<Way> spoilt[2], spoilt_for_good[2];  // by any answers, by credible ones
  std::vector<std::pair<DmId, std::vector<OptionSet>>> tempting;
};

struct FoundGroup {
  GroupDeals deals;
  std::vector<Found> found;
};

class Unlisted {
 public:
  Unlisted(const Model& model, const OptionSet& s, const DealsRequest& request)
      : model_(model), s_(s), request_(request) {}

  UnlistedDeals run() {
    Deals answer{{}, request_.settings, {}, 0, true, true};
    const auto groups = groups_to_look_at(model_.decision_makers.size(), request_, answer);
    std::vector<FoundGroup> all;
    for (std::size_t k = 0; k < groups.size() && !request_.stop.stop_requested(); ++k) {
      if (request_.progress)
        request_.progress(static_cast<double>(k) / static_cast<double>(groups.size()));
      if (auto found = of_group(groups[k])) all.push_back(std::move(*found));
    }
    answer.complete = all.size() == groups.size();
    note(s_);
    UnlistedDeals result{lay_out_part(model_, {states_.begin(), states_.end()}), std::move(answer)};
    result.deals.state = result.part.find(s_).value();
    for (FoundGroup& group : all) {
      for (const Found& found : group.found)
        group.deals.deals.push_back(finished(result.part, group.deals.group, found));
      result.deals.groups.push_back(std::move(group.deals));
    }
    return result;
  }

 private:
  void note(const OptionSet& state) { states_.insert(state); }

  SymbolicLimits limits() const { return {.stop = request_.stop}; }

  std::optional<FoundGroup> of_group(const Coalition& group) {
    if (!not_a_cube(model_, group).empty()) return std::nullopt;
    FoundGroup result;
    result.deals.group = group;
    find_channels(model_, result.deals, open_channels(model_, s_));
    const auto listed =
        judge_asked(*find_concept("nash"), model_, group, s_, most_listed_deals, nullptr, limits());
    if (!listed) return std::nullopt;
    result.deals.more = listed->improvements > Count(listed->threats.size());
    std::vector<OptionSet> better;
    for (const AskedVerdict::Threat& threat : listed->threats)
      better.push_back(threat.improvement.to);
    std::sort(better.begin(), better.end());

    const Graph part = lay_out_part(model_, better);
    std::vector<StateId> numbered;
    for (std::uint32_t t = 0; t < part.states(); ++t) numbered.push_back(StateId(t));
    const std::vector<bool> beaten = dominated(part, group, numbered);
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < better.size(); ++k) {
      const bool idle = !all_change(group, better[k]);
      if (idle)
        ++result.deals.idle;
      else
        ++result.deals.improvements, result.deals.undominated += beaten[k] ? 0 : 1;
      if (!idle || request_.idle_members) chosen.push_back(k);
    }
    std::stable_partition(chosen.begin(), chosen.end(), [&](std::size_t k) { return !beaten[k]; });
    if (chosen.size() > request_.limit) chosen.resize(request_.limit);
    for (const std::size_t k : chosen) {
      Found& found = result.found.emplace_back();
      found.to = better[k];
      found.undominated = !beaten[k];
      note(found.to);
      note_between(group, found.to);
    }
    if (!answered(group, result.found) || !tempted(group, result.found)) return std::nullopt;
    return result;
  }

  bool all_change(const Coalition& group, const OptionSet& t) const {
    return std::all_of(group.begin(), group.end(), [&](DmId dm) {
      const auto& own = model_.dm(dm).options;
      return std::any_of(own.begin(), own.end(),
                         [&](OptionId o) { return s_.contains(o) != t.contains(o); });
    });
  }

  // What lies between when each moves once, in any order; of large groups too much.
  void note_between(const Coalition& group, const OptionSet& t) {
    if (group.size() > 7) return;
    for (std::size_t moved = 1; moved < std::size_t{1} << group.size(); ++moved) {
      OptionSet state = s_;
      for (std::size_t k = 0; k < group.size(); ++k)
        if ((moved >> k & 1) != 0)
          for (const OptionId o : model_.dm(group[k]).options) state.set(o, t.contains(o));
      if (model_.feasible(state)) note(state);
    }
  }

  bool answered(const Coalition& group, std::vector<Found>& found) {
    std::vector<OptionSet> ends;
    for (const Found& one : found) ends.push_back(one.to);
    if (ends.empty()) return true;
    for (const bool credible : {false, true})
      for (const bool for_good : {false, true}) {
        const char* key = credible ? (for_good ? "sseq" : "seq") : (for_good ? "smr" : "gmr");
        const auto verdict =
            judge_asked(*find_concept(key), model_, group, s_, ends.size(), &ends, limits());
        if (!verdict) return false;
        for (std::size_t k = 0; k < found.size(); ++k) {
          const auto& way = verdict->threats[k].sanction;
          (for_good ? found[k].spoilt_for_good : found[k].spoilt)[credible ? 1 : 0] = way;
          if (way)
            for (const AskedVerdict::Step& step : *way) note(step.to);
        }
      }
    return true;
  }

  bool tempted(const Coalition& group, std::vector<Found>& found) {
    for (Found& one : found)
      for (const DmId member : group) {
        const auto verdict =
            judge_asked(*find_concept("nash"), model_, member, one.to, most_tempting, limits());
        if (!verdict) return false;
        auto& [dm, better] = one.tempting.emplace_back(member, std::vector<OptionSet>{});
        for (const AskedVerdict::Threat& threat : verdict->threats)
          better.push_back(threat.improvement.to);
        if (better.empty()) continue;
        // Only the best one is told.
        std::sort(better.begin(), better.end());
        const Graph part = lay_out_part(model_, better);
        std::uint32_t best = 0;
        for (std::uint32_t t = 1; t < part.states(); ++t)
          if (part.prefers(member, StateId(t), StateId(best))) best = t;
        note(part.pattern(StateId(best)));
        std::swap(better.front(), better[best]);
      }
    return true;
  }

  Deal finished(const Graph& part, const Coalition& group, const Found& found) const {
    const StateId s = part.find(s_).value();
    Deal deal;
    deal.to = part.find(found.to).value();
    deal.undominated = found.undominated;
    deal.at_once = true;
    for (const DmId dm : group)
      if (all_change({dm}, found.to)) deal.movers.push_back(dm);
    Joint joint(part, {});
    deal.move = joint.move(group, s, deal.to);
    const auto reply = [&](const std::optional<Way>& way) {
      std::optional<Deal::Reply> told;
      if (!way) return told;
      told = Deal::Reply{};
      for (const AskedVerdict::Step& step : *way) {
        const Move move{step.dm, part.find(step.from).value(), part.find(step.to).value()};
        told->way.push_back({{step.dm}, move.from, move.to, {move}});
      }
      told->to = told->way.back().to;
      return told;
    };
    deal.any = {{}, reply(found.spoilt[0]), reply(found.spoilt_for_good[0])};
    deal.credible = {{}, reply(found.spoilt[1]), reply(found.spoilt_for_good[1])};
    for (const auto& [member, better] : found.tempting)
      if (!better.empty())
        deal.temptations.push_back(
            {{member, deal.to, part.find(better.front()).value()}, better.size()});
    add_orders(part, group, s, deal);
    return deal;
  }

  const Model& model_;
  const OptionSet& s_;
  const DealsRequest& request_;
  std::set<OptionSet> states_;  // in the contract's order
};

}  // namespace

std::string must_be_listed(const Model& model, const DealsRequest& request) {
  if (std::string why = not_a_cube(model); !why.empty()) return why;
  const CoalitionSettings& settings = request.settings;
  if (settings.joint_moves == JointMoves::sequence || settings.gain != JointGain::everyone ||
      settings.answers != JointAnswers::individuals || settings.sanction != Sanction::not_better ||
      !settings.origin_is_sanction)
    return "this reading of the contested points needs every state";
  return {};
}

UnlistedDeals deals_unlisted(const Model& model, const OptionSet& state,
                             const DealsRequest& request) {
  if (const std::string why = must_be_listed(model, request); !why.empty())
    throw std::invalid_argument("deals: " + why);
  if (!model.feasible(state)) throw std::invalid_argument("deals: the state is not feasible");
  return Unlisted(model, state, request).run();
}

}  // namespace standoff
