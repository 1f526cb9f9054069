// Does a group have something to agree on?
//
// Each member's reading matters only through the set of joint moves that pay it. All members find
// one when these sets have something in common; so the sets of one member after the other are
// met, equal intersections counted together.

#include <map>

#include "analysis/asking.hpp"

namespace standoff {
namespace {

class AskingDeal final : public Asking {
 public:
  AskingDeal(const Ground& ground, std::span<const Readings> readings, std::vector<DmId> group,
             StateId from)
      : group_(std::move(group)), ends_(ground.together(from, group_)) {
    for (const StateId t : ends_) comparisons_.push_back({t, from});
    for (const Readings& of : readings) lenses_.emplace_back(of, asked(of.dm()));
  }

  const std::vector<Comparison>& comparisons(DmId i) const override { return asked(i); }
  const Lens& lens(DmId i) const override { return lenses_[index(i)]; }

  Digest digest(DmId i, const Bits& seen) override {
    return {member(i) ? paying_(paying(i, seen)) : 0, 0};
  }

  void answer(std::span<const Digest> of, std::vector<bool>& holds) override {
    bool some = false;
    for (std::size_t w = 0; w < no_bits(ends_.size()).size() && !some; ++w) {
      std::uint64_t all = ~std::uint64_t{0};
      for (const DmId i : group_) all &= paying_[of[index(i)].own][w];
      some = all != 0;
    }
    holds.push_back(some);
  }

  Counted count(std::span<const Readings> readings, const Limits& limits) const override {
    std::map<Bits, Natural> common;
    Bits everything = no_bits(ends_.size());
    for (std::size_t k = 0; k < ends_.size(); ++k) set_bit(everything, k);
    common[everything] = 1;
    Natural total = 1;
    for (const DmId i : group_) {
      const auto classes = lens(i).classes(readings[index(i)], limits.most_classes, limits.stop);
      if (!classes) return {{}, too_many_kinds};
      std::map<Bits, Natural> sets;
      for (const Lens::Class& c : classes->list) sets[paying(i, c.better)] += c.weight;
      total *= classes->total;
      std::map<Bits, Natural> next;
      for (const auto& [before, weight] : common) {
        if (limits.stop.stop_requested()) return {};
        for (const auto& [set, more] : sets) {
          Bits both = before;
          for (std::size_t w = 0; w < both.size(); ++w) both[w] &= set[w];
          next[std::move(both)] += weight * more;
        }
        if (next.size() > limits.most_combinations) return {{}, too_many_kinds};
      }
      common = std::move(next);
    }
    Natural part = 0;
    for (const auto& [set, weight] : common)
      if (std::any_of(set.begin(), set.end(), [](std::uint64_t w) { return w != 0; }))
        part += weight;
    return {{ratio(part, total)}, "exact: readings counted by the joint moves that pay"};
  }

 private:
  static constexpr const char* too_many_kinds =
      "too many sets of joint moves that may pay to tell apart";

  bool member(DmId i) const { return std::find(group_.begin(), group_.end(), i) != group_.end(); }
  const std::vector<Comparison>& asked(DmId i) const {
    static const std::vector<Comparison> nothing;
    return member(i) ? comparisons_ : nothing;
  }
  // By end, whether it pays `i`.
  Bits paying(DmId i, const Bits& seen) const {
    Bits set = no_bits(ends_.size());
    for (std::size_t k = 0; k < ends_.size(); ++k)
      if (bit(seen, lens(i).kind(k))) set_bit(set, k);
    return set;
  }

  std::vector<DmId> group_;
  std::vector<StateId> ends_;
  std::vector<Comparison> comparisons_;  // of each member
  std::vector<Lens> lenses_;
  Interned paying_;
};

}  // namespace

std::unique_ptr<Asking> ask_deal(const Ground& ground, std::span<const Readings> readings,
                                 std::vector<DmId> group, StateId from) {
  return std::make_unique<AskingDeal>(ground, readings, std::move(group), from);
}

}  // namespace standoff
