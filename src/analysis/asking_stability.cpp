// Is a state stable, for whom?
//
// For i the states fall in two, those better than the asked one and the rest, and that is all its
// own list has to say. nash, gmr and smr need nothing else. seq and sseq also need which moves pay
// the others. In both halves equal readings are counted together, and the share is a sum over
// combinations of what the others' moves may look like, of products over decision makers.
//
// Under seq most decision makers need not hear the others: where every reading of i's own list
// either leaves it without an improvement or without any deterrent whatever the others want, the
// verdict is known. Only for the rest are the others' moves looked at.

#include <map>

#include "analysis/asking.hpp"
#include "analysis/number_table.hpp"

namespace standoff {
namespace {

// Bit m: at[m] is stable.
using Mask = std::uint64_t;

class AskingStability final : public Asking {
 public:
  /// `hears`: whose verdict is judged by what pays the others; everybody's when empty.
  AskingStability(const Ground& ground, std::span<const Readings> readings,
                  const SolutionConcept& asked, std::vector<StateId> at,
                  std::vector<bool> hears = {})
      : ground_(ground),
        concept_(asked),
        at_(std::move(at)),
        hears_(std::move(hears)),
        dms_(ground.dms()) {
    if (hears_.empty()) hears_.assign(dms_, credible());
    asked_.resize(dms_);
    reachable_.resize(dms_);
    remembered_.resize(dms_);
    for (std::size_t i = 0; i < dms_; ++i) ask_of_itself(DmId(i));
    for (std::size_t i = 0; i < dms_; ++i) ask_of_moves(DmId(i));
    for (std::size_t i = 0; i < dms_; ++i) {
      lenses_.emplace_back(readings[i], asked_[i].comparisons);
      Asked& a = asked_[i];
      a.own_kinds = a.move_kinds = no_bits(lenses_[i].kinds());
      for (std::size_t c = 0; c < a.comparisons.size(); ++c)
        set_bit(c < a.own ? a.own_kinds : a.move_kinds, lenses_[i].kind(c));
    }
  }

  const std::vector<Comparison>& comparisons(DmId i) const override {
    return asked_[index(i)].comparisons;
  }
  const Lens& lens(DmId i) const override { return lenses_[index(i)]; }

  Digest digest(DmId i, const Bits& seen) override {
    Asked& a = asked_[index(i)];
    if (!credible()) return {verdict(i, split(i, seen), reachable_[index(i)]), 0};
    const std::uint32_t own = a.owns(met(seen, a.own_kinds));
    if (own == a.views.size()) {
      Splits splits = split(i, seen);
      const Mask sure = without_improvement(i, splits);
      const Mask possible = verdict(i, splits, reachable_[index(i)]);
      a.views.push_back({std::move(splits), sure, possible});
    }
    return {own, a.moves(met(seen, a.move_kinds))};
  }

  void answer(std::span<const Digest> of, std::vector<bool>& holds) override {
    Mask everybody = ~Mask{0};
    std::vector<Mask> masks;
    for (std::size_t i = 0; i < dms_; ++i) {
      masks.push_back(credible() ? heard(DmId(i), of) : of[i].own);
      everybody &= masks.back();
    }
    holds.push_back(everybody != 0);
    for (const Mask mask : masks) holds.push_back(mask != 0);
  }

  Counted count(std::span<const Readings> readings, const Limits& limits) const override {
    return credible() ? count_hearing(readings, limits) : count_apart(readings, limits);
  }

 private:
  // Where a mover can be taken after its improvements: [m][k] for its k-th move from at[m].
  using Reachable = std::vector<std::vector<StateSet>>;
  // One reading of one decision maker's own list, for one asked state: the states that are no
  // better, and those of them that it cannot leave for something better.
  struct Split {
    StateSet no_better, kept;
  };
  using Splits = std::vector<Split>;  // by asked state
  struct View {
    Splits splits;
    Mask sure;      // stable whatever pays the others
    Mask possible;  // stable where every answer pays them
  };
  using Spread = std::vector<std::pair<Mask, Natural>>;  // verdicts and their weights
  using Spreads = std::map<std::uint32_t, Spread>;

  struct Asked {
    std::vector<Comparison> comparisons;  // own: is x better than at[m]; then moves
    std::size_t own = 0;
    std::vector<std::vector<StateId>> states;      // by m: the x, in the order of comparisons
    std::vector<std::int64_t> comparison_of_move;  // -1: nobody asks
    Bits own_kinds, move_kinds;
    Interned owns, moves;
    std::vector<View> views;  // by number in `owns`
  };

  bool credible() const { return concept_.answer == Answer::credible; }
  bool answered() const { return concept_.answer != Answer::none; }

  void ask_of_itself(DmId i) {
    Asked& a = asked_[index(i)];
    for (const StateId s : at_) {
      StateSet needed(ground_.graph().states());
      std::vector<StateSet>& reachable = reachable_[index(i)].emplace_back();
      for (const StateId t : ground_.targets(i, s)) {
        needed.insert(t);
        if (!answered()) continue;
        reachable.push_back(ground_.reach(t, [&](DmId j, std::size_t) { return j != i; }));
        needed |= reachable.back();
      }
      if (concept_.inescapable) {
        StateSet further = needed;
        needed.for_each([&](StateId y) {
          for (const StateId z : ground_.targets(i, y)) further.insert(z);
        });
        needed = std::move(further);
      }
      std::vector<StateId>& states = a.states.emplace_back();
      needed.for_each([&](StateId x) {
        states.push_back(x);
        a.comparisons.push_back({x, s});
      });
    }
    a.own = a.comparisons.size();
  }

  void ask_of_moves(DmId j) {
    Asked& a = asked_[index(j)];
    a.comparison_of_move.assign(ground_.moves(j), -1);
    StateSet from(ground_.graph().states());
    for (std::size_t i = 0; i < dms_; ++i)
      if (hears_[i] && DmId(i) != j)
        for (const auto& of_state : reachable_[i])
          for (const StateSet& reached : of_state) from |= reached;
    from.for_each([&](StateId u) {
      std::size_t move = ground_.first_move(j, u);
      for (const StateId v : ground_.targets(j, u)) {
        a.comparison_of_move[move++] = static_cast<std::int64_t>(a.comparisons.size());
        a.comparisons.push_back({v, u});
      }
    });
  }

  static Bits met(Bits a, const Bits& b) {
    for (std::size_t w = 0; w < a.size(); ++w) a[w] &= b[w];
    return a;
  }

  Splits split(DmId i, const Bits& seen) const {
    const Asked& a = asked_[index(i)];
    Splits splits;
    std::size_t comparison = 0;
    for (const std::vector<StateId>& states : a.states) {
      StateSet no_better(ground_.graph().states());
      for (const StateId x : states)
        if (!bit(seen, lenses_[index(i)].kind(comparison++))) no_better.insert(x);
      StateSet kept = no_better;
      if (concept_.inescapable)
        no_better.for_each([&](StateId y) {
          for (const StateId z : ground_.targets(i, y))
            // What was not asked about is no answer's end either.
            if (!no_better.contains(z)) kept.erase(y);
        });
      splits.push_back({std::move(no_better), std::move(kept)});
    }
    return splits;
  }

  static bool meets(const StateSet& a, const StateSet& b) {
    for (std::size_t w = 0; w < a.words().size(); ++w)
      if ((a.words()[w] & b.words()[w]) != 0) return true;
    return false;
  }

  // The asked states that are stable for i when its improvements can end in `reachable`.
  Mask verdict(DmId i, const Splits& splits, const Reachable& reachable) const {
    Mask mask = 0;
    for (std::size_t m = 0; m < at_.size(); ++m) {
      const Split& split = splits[m];
      bool stable = true;
      std::size_t k = 0;
      for (const StateId t : ground_.targets(i, at_[m])) {
        const bool deterred =
            split.no_better.contains(t) || (answered() && meets(reachable[m][k], split.kept));
        stable = stable && deterred;
        ++k;
      }
      if (stable) mask |= Mask{1} << m;
    }
    return mask;
  }

  Mask without_improvement(DmId i, const Splits& splits) const {
    Mask mask = 0;
    for (std::size_t m = 0; m < at_.size(); ++m) {
      const auto targets = ground_.targets(i, at_[m]);
      if (std::all_of(targets.begin(), targets.end(),
                      [&](StateId t) { return splits[m].no_better.contains(t); }))
        mask |= Mask{1} << m;
    }
    return mask;
  }

  // Where i's improvements can end when each of the others makes only moves that pay it.
  Reachable paid(DmId i, std::span<const Bits* const> seen) const {
    Reachable reachable;
    const auto pays = [&](DmId j, std::size_t move) {
      if (j == i) return false;
      const std::int64_t comparison = asked_[index(j)].comparison_of_move[move];
      return comparison >= 0 &&
             bit(*seen[index(j)], lenses_[index(j)].kind(static_cast<std::size_t>(comparison)));
    };
    for (const StateId s : at_) {
      std::vector<StateSet>& of_state = reachable.emplace_back();
      for (const StateId t : ground_.targets(i, s)) of_state.push_back(ground_.reach(t, pays));
    }
    return reachable;
  }

  // The same verdict in one reading, remembering where the others' wants lead.
  Mask heard(DmId i, std::span<const Digest> of) {
    const std::uint64_t own = of[index(i)].own;
    const View& view = asked_[index(i)].views[own];
    if (view.sure == view.possible) return view.sure;
    std::uint32_t others = 0;
    for (std::size_t j = 0; j < dms_; ++j)
      if (DmId(j) != i)
        others = static_cast<std::uint32_t>(
            pairs_.at(std::uint64_t{others} << 32 | of[j].moves, pairs_.size() + 1).first);
    Remembered& known = remembered_[index(i)];
    const auto [mask, fresh] = known.verdicts.at(std::uint64_t{others} << 32 | own, 0);
    if (!fresh) return mask;
    auto found = known.paid.find(others);
    if (found == known.paid.end()) {
      if (known.paid.size() > 1 << 12) known.paid.clear();
      std::vector<const Bits*> seen(dms_, nullptr);
      for (std::size_t j = 0; j < dms_; ++j) seen[j] = &asked_[j].moves[of[j].moves];
      found = known.paid.emplace(others, paid(i, seen)).first;
    }
    return mask = verdict(i, view.splits, found->second);
  }

  static void add(Spread& spread, Mask mask, const Natural& weight) {
    for (auto& [known, sum] : spread)
      if (known == mask) {
        sum += weight;
        return;
      }
    spread.emplace_back(mask, weight);
  }
  static Natural nonzero(const Spread& spread) {
    Natural sum = 0;
    for (const auto& [mask, weight] : spread)
      if (mask != 0) sum += weight;
    return sum;
  }
  // Both at once: independent.
  static Spread meet(const Spread& a, const Spread& b) {
    Spread result;
    for (const auto& [mask, weight] : a)
      for (const auto& [other, more] : b)
        if ((mask & other) != 0) add(result, mask & other, weight * more);
    return result;
  }

  // nash, gmr, smr: each decision maker by itself.
  Counted count_apart(std::span<const Readings> readings, const Limits& limits) const {
    Counted counted{{Ratio{}}, "exact: a product over decision makers"};
    Spread everybody{{~Mask{0}, 1}};
    Natural total = 1;
    for (std::size_t i = 0; i < dms_; ++i) {
      const auto classes = lenses_[i].classes(readings[i], limits.most_classes, limits.stop);
      if (!classes) return {{}, too_many_kinds(DmId(i))};
      Spread spread;
      for (const Lens::Class& c : classes->list)
        add(spread, verdict(DmId(i), split(DmId(i), c.better), reachable_[i]), c.weight);
      counted.shares.push_back(ratio(nonzero(spread), classes->total));
      everybody = meet(everybody, spread);
      total *= classes->total;
    }
    counted.shares[0] = ratio(nonzero(everybody), total);
    return counted;
  }

  // seq, sseq.
  Counted count_hearing(std::span<const Readings> readings, const Limits& limits) const {
    // Who need hear the others at all?
    const AskingStability deaf(ground_, readings, concept_, at_, std::vector<bool>(dms_, false));
    std::vector<bool> hears(dms_, false);
    for (std::size_t i = 0; i < dms_; ++i) {
      const auto classes = deaf.lenses_[i].classes(readings[i], limits.most_classes, limits.stop);
      if (!classes) return {{}, too_many_kinds(DmId(i))};
      for (const Lens::Class& c : classes->list) {
        const Splits splits = deaf.split(DmId(i), c.better);
        hears[i] = hears[i] || deaf.without_improvement(DmId(i), splits) !=
                                   deaf.verdict(DmId(i), splits, reachable_[i]);
      }
    }
    const AskingStability open(ground_, readings, concept_, at_, hears);
    return open.sum_over_moves(readings, limits);
  }

  // One decision maker's readings by what the others see of them, and within that by its own view.
  struct Seen {
    std::vector<Bits> moves;      // distinct
    std::vector<Natural> weight;  // by moves
    std::vector<Splits> own;      // distinct
    struct Part {
      std::uint32_t moves, own;
      Natural weight;
    };
    std::vector<Part> parts;
    Natural total;
  };

  std::optional<Seen> seen_of(DmId i, const Readings& readings, const Limits& limits) const {
    const auto classes = lens(i).classes(readings, limits.most_classes, limits.stop);
    if (!classes) return std::nullopt;
    const Asked& a = asked_[index(i)];
    Seen seen;
    seen.total = classes->total;
    Interned owns;
    Interned moves;
    for (const Lens::Class& c : classes->list) {
      const std::uint32_t own = owns(met(c.better, a.own_kinds));
      if (own == seen.own.size()) seen.own.push_back(split(i, c.better));
      const std::uint32_t move = moves(met(c.better, a.move_kinds));
      if (move == seen.moves.size()) {
        seen.moves.push_back(moves[move]);
        seen.weight.emplace_back(0);
      }
      seen.weight[move] += c.weight;
      seen.parts.push_back({move, own, c.weight});
    }
    return seen;
  }

  // Counts through all combinations of positions 0 .. sizes[j]-1; false when through.
  static bool next(std::vector<std::size_t>& at, const std::vector<std::size_t>& sizes) {
    for (std::size_t j = 0; j < at.size(); ++j) {
      if (++at[j] < sizes[j]) return true;
      at[j] = 0;
    }
    return false;
  }

  Counted sum_over_moves(std::span<const Readings> readings, const Limits& limits) const {
    std::vector<Seen> seen;
    std::vector<std::size_t> sizes;
    Natural combinations = 1;
    Natural total = 1;
    for (std::size_t i = 0; i < dms_; ++i) {
      auto one = seen_of(DmId(i), readings[i], limits);
      if (!one) return {{}, too_many_kinds(DmId(i))};
      sizes.push_back(one->moves.size());
      combinations *= static_cast<unsigned long>(sizes.back());
      total *= one->total;
      seen.push_back(std::move(*one));
    }
    if (combinations > static_cast<unsigned long>(limits.most_combinations))
      return {{}, combinations.get_str() + " combinations of what the decision makers may want"};
    // everybody[c]: in combination c, the asked states stable for all so far.
    std::vector<Spread> everybody(combinations.get_ui(), Spread{{~Mask{0}, 1}});
    std::vector<Natural> alone(dms_, 0);
    for (std::size_t i = 0; i < dms_; ++i) {
      std::vector<std::size_t> others = sizes;
      others[i] = 1;
      std::vector<std::size_t> at(dms_, 0);
      do {
        if (limits.stop.stop_requested()) return {};
        Natural weight = 1;
        std::vector<const Bits*> moves(dms_, nullptr);
        for (std::size_t j = 0; j < dms_; ++j) {
          if (j == i) continue;
          weight *= seen[j].weight[at[j]];
          moves[j] = &seen[j].moves[at[j]];
        }
        const Reachable reachable = hears_[i] ? paid(DmId(i), moves) : reachable_[i];
        std::vector<Mask> masks;
        for (const Splits& splits : seen[i].own)
          masks.push_back(verdict(DmId(i), splits, reachable));
        std::vector<Spread> by_moves(sizes[i]);
        for (const typename Seen::Part& part : seen[i].parts)
          if (masks[part.own] != 0) add(by_moves[part.moves], masks[part.own], part.weight);
        for (std::size_t own = 0; own < sizes[i]; ++own) {
          alone[i] += weight * nonzero(by_moves[own]);
          std::size_t c = 0;
          for (std::size_t j = dms_; j-- > 0;) c = c * sizes[j] + (j == i ? own : at[j]);
          everybody[c] = meet(everybody[c], by_moves[own]);
        }
      } while (next(at, others));
    }
    Counted counted{{Ratio{}},
                    "exact: a sum over " + combinations.get_str() +
                        (combinations == 1 ? " combination" : " combinations") +
                        " of what the decision makers can be seen to want"};
    Natural all = 0;
    for (const Spread& spread : everybody) all += nonzero(spread);
    counted.shares[0] = ratio(all, total);
    for (std::size_t i = 0; i < dms_; ++i) counted.shares.push_back(ratio(alone[i], total));
    return counted;
  }

  std::string too_many_kinds(DmId i) const {
    return "too many kinds of readings of " + ground_.graph().model()->dm(i).id +
           "'s list to tell apart";
  }

  const Ground& ground_;
  const SolutionConcept& concept_;
  std::vector<StateId> at_;
  std::vector<bool> hears_;
  std::size_t dms_;
  std::vector<Asked> asked_;
  std::vector<Reachable> reachable_;  // by any answers, by decision maker; empty for nash
  std::vector<Lens> lenses_;

  // For single readings: verdicts by what the others want and by its own view.
  struct Remembered {
    NumberTable verdicts;
    std::unordered_map<std::uint32_t, Reachable> paid;
  };
  std::vector<Remembered> remembered_;
  NumberTable pairs_;  // numbers for several wants, from that of all but the last and the last
};

}  // namespace

std::unique_ptr<Asking> ask_stability(const Ground& ground, std::span<const Readings> readings,
                                      const SolutionConcept& concept_, std::vector<StateId> at) {
  return std::make_unique<AskingStability>(ground, readings, concept_, std::move(at));
}

}  // namespace standoff
