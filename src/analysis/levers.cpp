// The search for levers: by price, over everything that the edits induce.

#include "standoff/levers.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "analysis/induced.hpp"
#include "analysis/plan.hpp"
#include "analysis/structure.hpp"
#include "standoff/analysis.hpp"

namespace standoff {
namespace {

using Prices = std::array<std::uint32_t, edit_kinds>;

std::uint32_t price_of(const Prices& price, const std::vector<Edit>& edits) {
  std::uint32_t sum = 0;
  for (const Edit& edit : edits) sum += price[static_cast<std::size_t>(edit.kind)];
  return sum;
}

// One way of changing options and rules (none, mostly), with the lists judged on it.
struct Variant {
  std::vector<std::size_t> structure;  // positions among the structural edits, ascending
  std::uint32_t price = 0;
  bool looked_for = false;
  std::shared_ptr<const EditedDispute> dispute;  // null: no dispute
  std::unique_ptr<Induced> induced;
  std::vector<std::vector<Choice>> choices;  // [dm][list], as far as they were needed
};

// Lists of one decision maker that come to the same, seen in the same way.
struct Offer {
  Choice choice;
  std::vector<std::uint32_t> lists;
};

// A plan in numbers.
struct Found {
  std::uint32_t variant = 0;
  std::uint32_t price = 0;
  std::vector<std::uint32_t> lists;
  std::vector<std::uint32_t> looks;
};

class Levers {
 public:
  Levers(const Model& model, const LeversRequest& request) : model_(model), request_(request) {
    looks_.push_back(request.concept_);
    if (price(EditKind::look) != 0)
      for (const std::string_view key : leverable_keys())
        if (key != request.concept_->key) looks_.push_back(find_concept(key));
    relations_ = request.goal.reachable ||
                 std::any_of(looks_.begin(), looks_.end(), [](const SolutionConcept* c) {
                   return c->answer == Answer::credible;
                 });
    structural_ = structural_edits(model, request.price);
    add_variants({}, 0, 0);
    std::stable_sort(variants_.begin(), variants_.end(),
                     [](const Variant& a, const Variant& b) { return a.price < b.price; });
    for (std::uint32_t v = 0; v < variants_.size(); ++v) number_[variants_[v].structure] = v;
  }

  LeversAnswer run() {
    LeversAnswer answer;
    for (std::uint32_t i = 0; i < model_.decision_makers.size(); ++i)
      if (statements_of(model_.dm(DmId(i))) == nullptr)
        answer.without_statements.push_back(DmId(i));
    look_at_base(answer);
    for (level_ = 0; level_ <= request_.depth; ++level_) {
      search_level();
      if (stopped()) break;
      answer.searched = level_;
      if (!found_.empty() && !request_.all) break;
    }
    answer.complete = !stopped();
    answer.count = found_.size();
    for (const Found& found : found_)
      answer.least = std::min(answer.least.value_or(found.price), found.price);
    for (const Variant& variant : variants_)
      if (variant.induced) answer.looked_at += variant.induced->kinds_seen();
    tell(answer);
    if (request_.progress) request_.progress(1);
    return answer;
  }

 private:
  std::uint32_t price(EditKind kind) const {
    return request_.price[static_cast<std::size_t>(kind)];
  }
  bool stopped() const { return request_.stop.stop_requested(); }

  void add_variants(std::vector<std::size_t> chosen, std::uint32_t paid, std::size_t next) {
    variants_.push_back({chosen, paid, false, nullptr, nullptr, {}});
    for (std::size_t k = next; k < structural_.size(); ++k) {
      const std::uint32_t cost = paid + price(structural_[k].kind);
      if (cost > request_.depth) continue;
      // An option is edited once.
      const bool again = structural_[k].kind != EditKind::rule &&
                         std::any_of(chosen.begin(), chosen.end(), [&](std::size_t c) {
                           return structural_[c].kind != EditKind::rule &&
                                  structural_[c].option == structural_[k].option;
                         });
      if (again) continue;
      chosen.push_back(k);
      add_variants(chosen, cost, k + 1);
      chosen.pop_back();
    }
  }

  std::vector<Edit> structure_of(const Variant& variant) const {
    std::vector<Edit> edits;
    for (const std::size_t k : variant.structure) edits.push_back(structural_[k]);
    return edits;
  }

  void look_at_base(LeversAnswer& answer) {
    const Variant* base = ready(0);
    if (base == nullptr) {
      if (stopped()) return;
      throw std::invalid_argument("levers: the dispute has no states");
    }
    if (request_.goal.reachable && !base->dispute->graph->status_quo())
      throw std::invalid_argument("levers: the dispute names no status quo");
    if (target_states(*base->dispute->graph, request_.goal).empty())
      throw std::invalid_argument("levers: no state of the target is feasible");
    AnalysisRequest request;
    request.concepts = {request_.concept_};
    request.stop = request_.stop;
    const Analysis analysis = analyse(*base->dispute->graph, request);
    if (analysis.equilibria[0]) answer.equilibria = analysis.equilibria[0]->count();
  }

  // The variant, laid out; null when it is no dispute.
  Variant* ready(std::uint32_t v) {
    Variant& variant = variants_[v];
    if (!variant.looked_for) {
      variant.looked_for = true;
      variant.dispute =
          edited_dispute(model_, structure_of(variant), request_.listing, request_.stop);
      if (variant.dispute) {
        const Graph& graph = *variant.dispute->graph;
        variant.induced =
            std::make_unique<Induced>(graph, target_states(graph, request_.goal),
                                      Induced::Settings{looks_, relations_, &request_.goal});
        variant.choices.resize(graph.dms());
      }
    }
    return variant.dispute ? &variant : nullptr;
  }

  const Choice& choice(Variant& variant, std::size_t dm, std::uint32_t list) {
    std::vector<Choice>& known = variant.choices[dm];
    while (known.size() <= list)
      known.push_back(variant.induced->choice(dm, lists_[dm][known.size()]));
    return known[list];
  }

  void search_level() {
    lists_.clear();
    for (std::uint32_t i = 0; i < model_.decision_makers.size(); ++i)
      lists_.push_back(edited_lists(model_, DmId(i), request_.price, level_, request_.stop));
    if (stopped()) return;
    done_ = 0;
    total_ = 0;
    for (const Variant& variant : variants_)
      if (variant.price <= level_) total_ += plans_at(level_ - variant.price);
    for (std::uint32_t v = 0; v < variants_.size() && variants_[v].price <= level_; ++v) {
      if (stopped()) return;
      if (Variant* variant = ready(v))
        search_variant(v, *variant, level_ - variant->price);
      else
        advance(plans_at(level_ - variants_[v].price));
    }
  }

  // How many choices of lists have exactly this price; what progress counts in.
  double plans_at(std::uint32_t price) const {
    std::vector<double> ways(price + 1, 0);
    ways[0] = 1;
    for (const auto& lists : lists_) {
      std::vector<double> of_lists(price + 1, 0);
      for (const EditedList& list : lists)
        if (list.price <= price) ++of_lists[list.price];
      std::vector<double> next(price + 1, 0);
      for (std::uint32_t a = 0; a <= price; ++a)
        for (std::uint32_t b = 0; a + b <= price; ++b) next[a + b] += ways[a] * of_lists[b];
      ways = std::move(next);
    }
    return ways[price];
  }

  void advance(double plans) {
    const double before = done_;
    done_ += plans;
    if (!request_.progress || total_ <= 0) return;
    // Deeper levels take many times longer: this one counts for all but a little.
    const double levels = request_.depth + 1;
    const double weight = 0.02;
    const double from =
        level_ == request_.depth ? weight * (levels - 1) / levels : weight * level_ / levels;
    const double span = level_ == request_.depth ? 1 - from : weight / levels;
    if (std::floor(1000 * before / total_) != std::floor(1000 * done_ / total_))
      request_.progress(from + span * done_ / total_);
  }

  void search_variant(std::uint32_t v, Variant& variant, std::uint32_t budget) {
    // offers[dm][price]: the kinds of lists at that price, with each way of looking ahead.
    std::vector<std::vector<std::vector<Offer>>> offers(lists_.size());
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      std::vector<std::map<Choice, std::vector<std::uint32_t>>> kinds(budget + 1);
      for (std::uint32_t list = 0; list < lists_[i].size(); ++list) {
        if (lists_[i][list].price > budget) break;
        if ((list & 0xFF) == 0 && stopped()) return;
        Choice chosen = choice(variant, i, list);
        for (std::uint32_t look = 0; look < looks_.size(); ++look) {
          const std::uint32_t paid =
              lists_[i][list].price + (look == 0 ? 0 : price(EditKind::look));
          if (paid > budget) break;
          chosen.look = look;
          kinds[paid][chosen].push_back(list);
        }
      }
      offers[i].resize(budget + 1);
      for (std::uint32_t p = 0; p <= budget; ++p)
        for (auto& [kind, lists] : kinds[p]) offers[i][p].push_back({kind, std::move(lists)});
    }
    std::vector<const Offer*> chosen(lists_.size());
    std::vector<Choice> choices(lists_.size());
    combine(v, *variant.induced, offers, 0, budget, 1, chosen, choices);
  }

  void combine(std::uint32_t v, Induced& induced,
               const std::vector<std::vector<std::vector<Offer>>>& offers, std::size_t dm,
               std::uint32_t left, double plans, std::vector<const Offer*>& chosen,
               std::vector<Choice>& choices) {
    if (stopped()) return;
    if (dm == offers.size()) {
      if (induced.works(choices)) collect(v, chosen);
      advance(plans);
      return;
    }
    const bool last = dm + 1 == offers.size();
    for (std::uint32_t p = last ? left : 0; p <= left; ++p)
      for (const Offer& offer : offers[dm][p]) {
        chosen[dm] = &offer;
        choices[dm] = offer.choice;
        combine(v, induced, offers, dm + 1, left - p,
                plans * static_cast<double>(offer.lists.size()), chosen, choices);
      }
  }

  // Every list of a kind comes to the same: all their combinations are plans.
  void collect(std::uint32_t v, const std::vector<const Offer*>& chosen) {
    Found found{v, level_, std::vector<std::uint32_t>(chosen.size()), {}};
    for (const Offer* offer : chosen) found.looks.push_back(offer->choice.look);
    const auto each = [&](const auto& self, std::size_t dm) -> void {
      if (dm == chosen.size()) {
        if (!request_.all || !contains_smaller(found)) found_.push_back(found);
        return;
      }
      for (const std::uint32_t list : chosen[dm]->lists) {
        found.lists[dm] = list;
        self(self, dm + 1);
      }
    };
    each(each, 0);
  }

  // Whether leaving out one edit, or several, leaves a plan too.
  bool contains_smaller(const Found& found) {
    Found part = found;
    const auto smaller = [&] { return works(part) || contains_smaller(part); };
    for (std::size_t i = 0; i < found.lists.size(); ++i) {
      for (const EditedList::Way& way : lists_[i][found.lists[i]].ways) {
        part.lists[i] = way.before;
        if (smaller()) return true;
      }
      part.lists[i] = found.lists[i];
      if (found.looks[i] != 0) {
        part.looks[i] = 0;
        if (smaller()) return true;
        part.looks[i] = found.looks[i];
      }
    }
    const std::vector<std::size_t>& structure = variants_[found.variant].structure;
    for (std::size_t k = 0; k < structure.size(); ++k) {
      std::vector<std::size_t> fewer = structure;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(k));
      part.variant = number_.at(fewer);
      if (smaller()) return true;
    }
    return false;
  }

  bool works(const Found& found) {
    Variant* variant = ready(found.variant);
    if (variant == nullptr) return false;
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < found.lists.size(); ++i) {
      choices.push_back(choice(*variant, i, found.lists[i]));
      choices.back().look = found.looks[i];
    }
    return variant->induced->works(choices);
  }

  Plan plan_of(const Found& found) const {
    Plan plan;
    plan.edits = structure_of(variants_[found.variant]);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      for (const Edit& edit : edits_of(lists_[i], found.lists[i])) plan.edits.push_back(edit);
      if (found.looks[i] == 0) continue;
      Edit look;
      look.kind = EditKind::look;
      look.dm = DmId(i);
      look.concept_ = looks_[found.looks[i]];
      plan.edits.push_back(look);
    }
    plan.price = price_of(request_.price, plan.edits);
    std::vector<const EditedList*> lists;
    for (std::size_t i = 0; i < lists_.size(); ++i) lists.push_back(&lists_[i][found.lists[i]]);
    plan.against = what_it_contradicts(model_, plan.edits, lists);
    for (const Against& against : plan.against) plan.weight += against.weight;
    return plan;
  }

  // The best plans, verified.
  void tell(LeversAnswer& answer) {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;  // price and weight; then as found
    for (std::size_t k = 0; k < found_.size(); ++k) {
      const Plan plan = plan_of(found_[k]);
      order.emplace_back(std::uint64_t{plan.price} << 32 | plan.weight, k);
    }
    const std::size_t told = std::min(order.size(), request_.limit);
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(told),
                      order.end());
    for (std::size_t k = 0; k < told; ++k) {
      Plan plan = plan_of(found_[order[k].second]);
      verify(model_, request_, plan);
      answer.plans.push_back(std::move(plan));
    }
  }

  const Model& model_;
  const LeversRequest& request_;
  std::vector<const SolutionConcept*> looks_;
  bool relations_ = false;
  std::vector<Edit> structural_;
  std::vector<Variant> variants_;
  std::map<std::vector<std::size_t>, std::uint32_t> number_;
  std::uint32_t level_ = 0;
  std::vector<std::vector<EditedList>> lists_;  // by decision maker, up to the price of this level
  std::vector<Found> found_;
  double done_ = 0;
  double total_ = 0;
};

}  // namespace

bool leverable(const SolutionConcept& c) {
  const auto& keys = leverable_keys();
  return std::find(keys.begin(), keys.end(), c.key) != keys.end();
}

const std::array<std::string_view, 5>& leverable_keys() {
  static constexpr std::array<std::string_view, 5> keys{"nash", "gmr", "smr", "seq", "sseq"};
  return keys;
}

LeversAnswer levers(const Model& model, const LeversRequest& request) {
  if (request.concept_ == nullptr || !leverable(*request.concept_))
    throw std::invalid_argument("levers: this concept is not one to seek levers under");
  return Levers(model, request).run();
}

std::vector<std::array<bool, 5>> behaviour(const Graph& graph, StateId s) {
  std::vector<std::array<bool, 5>> holds(graph.dms());
  for (std::size_t i = 0; i < graph.dms(); ++i)
    for (std::size_t k = 0; k < holds[i].size(); ++k)
      holds[i][k] = stable(*find_concept(leverable_keys()[k]), graph, DmId(i), s);
  return holds;
}

}  // namespace standoff
