// Comparing two states in all readings at once.
//
// Walk the statements, most important first. One that tells the two apart decides in every reading
// that got so far and has it; if it is certain, that is all of them, and the walk ends. So the
// first certain difference decides, and every uncertain one before it is the first to decide in
// some reading: all others before it out, itself in.

#include "graph/doubts.hpp"

#include <algorithm>
#include <bit>

#include "graph/ranks.hpp"

namespace standoff {
namespace {

class UncertainStatements : public Doubts {
 public:
  UncertainStatements(const Statements& statements, const Columns& columns,
                      std::span<const std::uint32_t> at)
      : words_((statements.list.size() + 63) / 64), holds_(words_ * at.size()), doubt_(words_) {
    for (std::size_t k = 0; k < statements.list.size(); ++k) {
      // The most important statement is the highest bit of the first word.
      const std::uint64_t bit = std::uint64_t{1} << (63 - k % 64);
      if (statements.list[k].uncertain) doubt_[k / 64] |= bit;
      const StateSet where = columns.where(statements.list[k].formula);
      for (std::size_t s = 0; s < at.size(); ++s)
        if (where.contains(StateId(at[s]))) holds_[s * words_ + k / 64] |= bit;
    }
  }

  Relation compare(StateId a, StateId b) const override {
    bool more = false;
    bool less = false;
    for (std::size_t w = 0; w < words_; ++w) {
      const std::uint64_t in_a = holds_[index(a) * words_ + w];
      const std::uint64_t in_b = holds_[index(b) * words_ + w];
      const std::uint64_t certain = (in_a ^ in_b) & ~doubt_[w];
      // All that counts before the first certain difference, and itself.
      const int first = std::countl_zero(certain);
      const std::uint64_t counts =
          certain == 0 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> first >> 1);
      more = more || (in_a & ~in_b & counts) != 0;
      less = less || (in_b & ~in_a & counts) != 0;
      if (certain != 0)
        return more && less ? Relation::unknown : more ? Relation::more : Relation::less;
    }
    // In the reading without any uncertain statement they are alike.
    return more || less ? Relation::unknown : Relation::alike;
  }

 private:
  std::size_t words_;
  std::vector<std::uint64_t> holds_;  // by state, `words_` each
  std::vector<std::uint64_t> doubt_;
};

}  // namespace

std::unique_ptr<const Doubts> doubts_of(const Model& model, DmId dm, const Columns& columns,
                                        std::span<const std::uint32_t> at) {
  const auto* statements = std::get_if<Statements>(&model.dm(dm).preference);
  if (statements == nullptr || std::none_of(statements->list.begin(), statements->list.end(),
                                            [](const Statement& s) { return s.uncertain; }))
    return nullptr;
  return std::make_unique<UncertainStatements>(*statements, columns, at);
}

Ranks strong_levels(const Model& model, DmId dm, const Columns& columns) {
  const Preference& preference = model.dm(dm).preference;
  if (const auto* statements = std::get_if<Statements>(&preference)) {
    // Strong statements stand first: what they decide among themselves is decided strongly.
    Statements strong;
    for (const Statement& statement : statements->list) {
      if (!statement.strongly) break;
      strong.list.push_back(statement);
    }
    if (strong.list.empty()) return {};
    return rank_states(Preference(std::move(strong)), columns).ranks;
  }
  if (const auto* ranking = std::get_if<Ranking>(&preference)) {
    if (ranking->strongly_above.empty()) return {};
    // The tiers between two strong steps are one.
    Ranking merged;
    merged.tiers.emplace_back();
    for (std::uint32_t k = 0; k < ranking->tiers.size(); ++k) {
      auto& tier = merged.tiers.back();
      tier.insert(tier.end(), ranking->tiers[k].begin(), ranking->tiers[k].end());
      if (std::binary_search(ranking->strongly_above.begin(), ranking->strongly_above.end(), k))
        merged.tiers.emplace_back();
    }
    merged.tiers.pop_back();  // with the states in no tier
    return rank_states(Preference(std::move(merged)), columns).ranks;
  }
  return {};
}

}  // namespace standoff
