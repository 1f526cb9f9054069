// The best orders of each list, and their cheapest combination.

#include "standoff/reorder.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "analysis/board.hpp"
#include "analysis/edited_lists.hpp"
#include "standoff/levers.hpp"

namespace standoff {
namespace {

constexpr std::size_t most_kept = std::size_t{1} << 22;  // partial orders of one list

// Two states as the statements tell them apart: one bit for each statement.
struct Contrast {
  std::uint32_t differs = 0;
  std::uint32_t good = 0;  // those of them that would decide for stability
  auto operator<=>(const Contrast&) const = default;
};

// An order of some of the statements that is worth going on with.
struct Partial {
  std::uint32_t swaps = 0;
  Bits good;  // by contrast: decided, and for stability
  std::uint32_t last = 0;
  std::size_t before = 0;  // among those of the set without `last`
};

// What an order of the whole list comes to.
struct Whole {
  std::uint32_t swaps = 0;
  Bits bad;        // states no better than the one asked about
  Bits improving;  // arcs; empty where nobody needs them
  std::vector<std::uint32_t> order;
  std::uint32_t cut = 0;  // numbers of the two, equal when they are
  std::uint32_t relation = 0;
};

bool contains(const Bits& a, const Bits& b) {
  for (std::size_t w = 0; w < a.size(); ++w)
    if ((b[w] & ~a[w]) != 0) return false;
  return true;
}

class ListOrders {
 public:
  ListOrders(const Graph& graph, const Board& board, DmId i, StateId s, bool relations)
      : graph_(graph), board_(board), i_(i), s_(s), relations_(relations) {
    const std::vector<Statement>* list = statements_of(graph.model()->dm(i));
    if (list != nullptr) statements_ = list;
    for (const Statement& statement : *statements_) {
      std::vector<bool> holds(graph.states());
      graph.where(statement.formula).for_each([&](StateId x) { holds[index(x)] = true; });
      holds_.push_back(std::move(holds));
    }
  }

  std::size_t size() const { return statements_->size(); }

  /// Nothing when stopped or when too many had to be kept.
  std::optional<std::vector<Whole>> run(const std::stop_token& stop) {
    gather();
    const std::size_t n = size();
    std::vector<std::vector<Partial>> front(std::size_t{1} << n);
    front[0].push_back({0, no_bits(contrasts_.size()), 0, 0});
    std::size_t kept = 0;
    for (std::uint32_t set = 0; set + 1 < front.size(); ++set) {
      if (stop.stop_requested() || kept > most_kept) return std::nullopt;
      kept += front[set].size();
      for (std::uint32_t x = 0; x < n; ++x)
        if (may_follow(set, x)) extend(front, set, x);
    }
    std::vector<Whole> whole;
    for (const Partial& last : front.back()) whole.push_back(finished(front, last));
    std::stable_sort(whole.begin(), whole.end(),
                     [](const Whole& a, const Whole& b) { return a.swaps < b.swaps; });
    return whole;
  }

 private:
  bool may_follow(std::uint32_t set, std::uint32_t x) const {
    if ((set >> x & 1) != 0) return false;
    const auto& list = *statements_;
    if (list[x].fixed && set != (std::uint32_t{1} << x) - 1) return false;
    for (std::uint32_t y = 0; y < list.size(); ++y) {
      if ((set >> y & 1) != 0 || y == x) continue;
      if (list[y].fixed && y < x) return false;
      if (list[y].strongly && !list[x].strongly) return false;
    }
    return true;
  }

  Contrast contrast(std::size_t a, std::size_t b, bool good_when_better) const {
    Contrast c;
    for (std::uint32_t k = 0; k < holds_.size(); ++k) {
      if (holds_[k][a] == holds_[k][b]) continue;
      c.differs |= std::uint32_t{1} << k;
      if (holds_[k][a] == good_when_better) c.good |= std::uint32_t{1} << k;
    }
    return c;
  }

  std::uint32_t number(const Contrast& c) {
    const auto [entry, fresh] =
        number_.try_emplace(c, static_cast<std::uint32_t>(contrasts_.size()));
    if (fresh) contrasts_.push_back(c);
    return entry->second;
  }

  void gather() {
    for (std::size_t x = 0; x < graph_.states(); ++x)
      of_state_.push_back(number(contrast(x, index(s_), false)));
    if (!relations_) return;
    const Arcs& arcs = board_.arcs(index(i_));
    for (std::size_t x = 0; x < graph_.states(); ++x)
      for (std::uint32_t a = arcs.begin[x]; a < arcs.begin[x + 1]; ++a)
        of_arc_.push_back(number(contrast(arcs.to[a], x, true)));
  }

  void extend(std::vector<std::vector<Partial>>& front, std::uint32_t set, std::uint32_t x) {
    const std::uint32_t added = std::uint32_t{1} << x;
    std::vector<Partial>& into = front[set | added];
    const auto swaps =
        static_cast<std::uint32_t>(std::popcount(set >> x));  // x itself is not in it
    Bits decided_well = no_bits(contrasts_.size());
    for (std::size_t c = 0; c < contrasts_.size(); ++c)
      if ((contrasts_[c].differs & set) == 0 && (contrasts_[c].good & added) != 0)
        set_bit(decided_well, c);
    for (std::size_t k = 0; k < front[set].size(); ++k) {
      const Partial& before = front[set][k];
      Partial next{before.swaps + swaps, before.good, x, k};
      for (std::size_t w = 0; w < next.good.size(); ++w) next.good[w] |= decided_well[w];
      const auto dominates = [](const Partial& a, const Partial& b) {
        return a.swaps <= b.swaps && contains(a.good, b.good);
      };
      if (std::any_of(into.begin(), into.end(),
                      [&](const Partial& other) { return dominates(other, next); }))
        continue;
      std::erase_if(into, [&](const Partial& other) { return dominates(next, other); });
      into.push_back(std::move(next));
    }
  }

  Whole finished(const std::vector<std::vector<Partial>>& front, const Partial& last) const {
    Whole whole;
    whole.swaps = last.swaps;
    // What no statement tells apart is equally good: no better, and no improvement.
    const auto decided = [&](std::uint32_t c, bool otherwise) {
      return contrasts_[c].differs == 0 ? otherwise : bit(last.good, c);
    };
    whole.bad = no_bits(graph_.states());
    for (std::size_t x = 0; x < of_state_.size(); ++x)
      if (decided(of_state_[x], true)) set_bit(whole.bad, x);
    if (relations_) {
      whole.improving = no_bits(of_arc_.size());
      for (std::size_t a = 0; a < of_arc_.size(); ++a)
        if (decided(of_arc_[a], false)) set_bit(whole.improving, a);
    }
    const Partial* at = &last;
    for (std::size_t set = front.size() - 1; set != 0;) {
      whole.order.push_back(at->last);
      set &= ~(std::size_t{1} << at->last);
      at = &front[set][at->before];
    }
    std::reverse(whole.order.begin(), whole.order.end());
    return whole;
  }

  const std::vector<Statement> none_;
  const Graph& graph_;
  const Board& board_;
  DmId i_;
  StateId s_;
  bool relations_;
  const std::vector<Statement>* statements_ = &none_;
  std::vector<std::vector<bool>> holds_;  // [statement][state]
  std::vector<Contrast> contrasts_;
  std::map<Contrast, std::uint32_t> number_;
  std::vector<std::uint32_t> of_state_, of_arc_;  // contrasts
};

// Leaves out what another order does better in every respect, at no more swaps.
void keep_undominated(std::vector<Whole>& orders) {
  std::vector<Whole> kept;
  for (Whole& next : orders)  // by swaps
    if (std::none_of(kept.begin(), kept.end(), [&](const Whole& other) {
          return contains(other.bad, next.bad) && contains(other.improving, next.improving);
        }))
      kept.push_back(std::move(next));
  orders = std::move(kept);
}

// Somebody whose preferences are no list: one order, the one there is.
Whole as_ranked(const Graph& graph, const Board& board, DmId i, StateId s, bool relations) {
  Whole whole;
  whole.bad = no_bits(graph.states());
  for (std::uint32_t x = 0; x < graph.states(); ++x)
    if (!graph.prefers(i, StateId(x), s)) set_bit(whole.bad, x);
  if (relations) {
    const Arcs& arcs = board.arcs(index(i));
    whole.improving = no_bits(arcs.to.size());
    for (std::uint32_t x = 0; x < graph.states(); ++x)
      for (std::uint32_t a = arcs.begin[x]; a < arcs.begin[x + 1]; ++a)
        if (graph.prefers(i, StateId(arcs.to[a]), StateId(x))) set_bit(whole.improving, a);
  }
  return whole;
}

// The cheapest choice of one order for each that leaves the state stable for all.
class Combination {
 public:
  Combination(const Board& board, const ReorderRequest& request,
              std::vector<std::vector<Whole>> orders)
      : board_(board), request_(request), orders_(std::move(orders)) {
    for (auto& of_dm : orders_) {
      std::map<Bits, std::uint32_t> cuts;
      std::map<Bits, std::uint32_t> relations;
      for (Whole& whole : of_dm) {
        whole.cut =
            cuts.try_emplace(whole.bad, static_cast<std::uint32_t>(cuts.size())).first->second;
        whole.relation =
            relations.try_emplace(whole.improving, static_cast<std::uint32_t>(relations.size()))
                .first->second;
      }
    }
    chosen_.resize(orders_.size());
    least_after_.assign(orders_.size() + 1, 0);
    for (std::size_t i = orders_.size(); i-- > 0;)
      least_after_[i] = least_after_[i + 1] + (orders_[i].empty() ? 0 : orders_[i].front().swaps);
  }

  /// Chosen orders; empty when there are none.
  std::vector<const Whole*> run() {
    choose(0, 0);
    return best_;
  }

 private:
  void choose(std::size_t dm, std::uint32_t swaps) {
    if (request_.stop.stop_requested()) return;
    if (!best_.empty() && swaps + least_after_[dm] >= fewest_) return;
    if (dm == orders_.size()) {
      for (std::size_t i = 0; i < chosen_.size(); ++i)
        if (!stable(i)) return;
      best_ = chosen_;
      fewest_ = swaps;
      return;
    }
    for (const Whole& whole : orders_[dm]) {
      chosen_[dm] = &whole;
      choose(dm + 1, swaps + whole.swaps);
    }
  }

  bool stable(std::size_t i) {
    std::vector<std::uint32_t> key{static_cast<std::uint32_t>(i), chosen_[i]->cut};
    std::vector<const Bits*> improving;
    for (std::size_t j = 0; j < chosen_.size(); ++j) {
      if (j != i) key.push_back(chosen_[j]->relation);
      improving.push_back(&chosen_[j]->improving);
    }
    const auto [entry, fresh] = known_.try_emplace(std::move(key), false);
    if (fresh)
      entry->second =
          board_.stable(*request_.concept_, i, static_cast<std::uint32_t>(index(request_.state)),
                        chosen_[i]->bad, improving);
    return entry->second;
  }

  const Board& board_;
  const ReorderRequest& request_;
  std::vector<std::vector<Whole>> orders_;  // by swaps
  std::vector<const Whole*> chosen_, best_;
  std::vector<std::uint32_t> least_after_;
  std::uint32_t fewest_ = 0;
  std::map<std::vector<std::uint32_t>, bool> known_;
};

}  // namespace

Reordering reorder(const Graph& graph, const ReorderRequest& request) {
  if (request.concept_ == nullptr || !leverable(*request.concept_) || graph.model() == nullptr)
    throw std::invalid_argument("reorder: not a concept or a graph to ask this of");
  const bool credible = request.concept_->answer == Answer::credible;
  SolutionConcept weaker = *request.concept_;
  if (credible) weaker.answer = Answer::any;
  SolutionConcept nash = *request.concept_;
  nash.answer = Answer::none;
  const Board board(graph);
  const auto s = static_cast<std::uint32_t>(index(request.state));

  Reordering result;
  std::vector<std::vector<Whole>> orders;
  for (std::uint32_t i = 0; i < graph.dms(); ++i) {
    std::vector<Whole> of_dm;
    if (statements_of(graph.model()->dm(DmId(i))) == nullptr) {
      of_dm.push_back(as_ranked(graph, board, DmId(i), request.state, credible));
    } else {
      ListOrders lists(graph, board, DmId(i), request.state, credible);
      if (lists.size() > std::min<std::size_t>(request.most_statements, 20)) return result;
      auto found = lists.run(request.stop);
      if (!found) return result;
      of_dm = std::move(*found);
    }
    // What not even any answer of the others would hold is of no use. Who gains by no move stays,
    // whatever else is no better. Where relations do not matter that decides it.
    std::erase_if(of_dm, [&](const Whole& w) { return !board.stable(weaker, i, s, w.bad, {}); });
    for (Whole& w : of_dm)
      if (!credible || board.stable(nash, i, s, w.bad, {}))
        w.bad.assign(w.bad.size(), ~std::uint64_t{0});
    keep_undominated(of_dm);
    if (of_dm.empty()) result.unmoved.push_back(DmId(i));
    orders.push_back(std::move(of_dm));
  }
  if (!result.unmoved.empty()) {
    result.end = Reordering::End::none;
    return result;
  }
  Combination combination(board, request, std::move(orders));
  const std::vector<const Whole*> best = combination.run();
  if (request.stop.stop_requested()) return result;
  result.end = best.empty() ? Reordering::End::none : Reordering::End::some;
  for (const Whole* whole : best) {
    result.swaps += whole->swaps;
    result.order.push_back(whole->order);
  }
  return result;
}

}  // namespace standoff
