// Single edits of a list, and the search over them by price.

#include "analysis/edited_lists.hpp"

#include <algorithm>
#include <map>

namespace standoff {
namespace {

class Search {
 public:
  Search(const Model& model, DmId dm, const std::array<std::uint32_t, edit_kinds>& price,
         std::uint32_t depth)
      : dm_(dm),
        written_(*statements_of(model.dm(dm))),
        candidates_(model.dm(dm).candidates),
        price_(price),
        depth_(depth) {
    std::vector<Item> own;
    for (std::uint32_t k = 0; k < written_.size(); ++k) own.push_back({Item::Kind::as_written, k});
    keeps_strong_first_ = strong_first(own);
    known_[own] = 0;
    lists_.push_back({std::move(own), 0, {}});
    by_price_.resize(depth + 1);
    by_price_[0].push_back(0);
  }

  std::vector<EditedList> run(const std::stop_token& stop) {
    for (std::uint32_t p = 0; p <= depth_; ++p)
      for (std::size_t k = 0; k < by_price_[p].size(); ++k) {
        const std::uint32_t list = by_price_[p][k];
        if (lists_[list].price != p) continue;  // reached more cheaply meanwhile
        if (stop.stop_requested()) return std::move(lists_);
        edit(list);
      }
    return sorted();
  }

 private:
  const Statement& statement(const Item& item) const {
    return item.kind == Item::Kind::candidate ? candidates_[item.number] : written_[item.number];
  }
  bool fixed(const Item& item) const {
    return item.kind != Item::Kind::candidate && written_[item.number].fixed;
  }
  bool strong_first(const std::vector<Item>& items) const {
    return std::is_partitioned(items.begin(), items.end(),
                               [&](const Item& item) { return statement(item).strongly; });
  }
  bool may(EditKind kind) const { return price_[static_cast<std::size_t>(kind)] != 0; }

  void edit(std::uint32_t list) {
    const std::vector<Item> items = lists_[list].items;
    const auto n = static_cast<std::uint32_t>(items.size());
    const auto offer = [&](EditKind kind, std::uint32_t k, std::uint32_t to,
                           std::vector<Item> changed) {
      Edit e;
      e.kind = kind;
      e.dm = dm_;
      e.statement = k;
      e.to = to;
      reach(list, e, std::move(changed));
    };
    const bool swaps_cheaper =
        may(EditKind::swap) && (!may(EditKind::move) || price_[std::size_t(EditKind::swap)] <=
                                                            price_[std::size_t(EditKind::move)]);
    if (may(EditKind::swap))
      for (std::uint32_t k = 0; k + 1 < n; ++k) {
        if (fixed(items[k]) || fixed(items[k + 1])) continue;
        std::vector<Item> changed = items;
        std::swap(changed[k], changed[k + 1]);
        offer(EditKind::swap, k, k + 1, std::move(changed));
      }
    if (may(EditKind::move))
      for (std::uint32_t k = 0; k < n; ++k)
        for (std::uint32_t to = 0; to < n; ++to) {
          const bool neighbour = k + 1 == to || to + 1 == k;
          if (to == k || (swaps_cheaper && neighbour)) continue;
          const auto [low, high] = std::minmax(k, to);
          if (std::any_of(items.begin() + low, items.begin() + high + 1,
                          [&](const Item& item) { return fixed(item); }))
            continue;
          std::vector<Item> changed = items;
          changed.erase(changed.begin() + k);
          changed.insert(changed.begin() + to, items[k]);
          offer(EditKind::move, k, to, std::move(changed));
        }
    for (std::uint32_t k = 0; k < n; ++k) {
      if (items[k].kind != Item::Kind::as_written || fixed(items[k])) continue;
      std::vector<Item> changed = items;
      if (may(EditKind::negate)) {
        changed[k].kind = Item::Kind::negated;
        offer(EditKind::negate, k, k, changed);
      }
      if (may(EditKind::drop)) {
        changed.erase(changed.begin() + k);
        offer(EditKind::drop, k, k, std::move(changed));
      }
    }
    if (may(EditKind::add))
      for (std::uint32_t c = 0; c < candidates_.size(); ++c) {
        const Item item{Item::Kind::candidate, c};
        if (std::find(items.begin(), items.end(), item) != items.end()) continue;
        for (std::uint32_t to = 0; to <= n; ++to) {
          std::vector<Item> changed = items;
          changed.insert(changed.begin() + to, item);
          offer(EditKind::add, c, to, std::move(changed));
        }
      }
  }

  void reach(std::uint32_t from, const Edit& e, std::vector<Item> items) {
    const std::uint32_t price = lists_[from].price + price_[static_cast<std::size_t>(e.kind)];
    if (price > depth_ || (keeps_strong_first_ && !strong_first(items))) return;
    const auto [entry, fresh] =
        known_.try_emplace(std::move(items), static_cast<std::uint32_t>(lists_.size()));
    const std::uint32_t list = entry->second;
    if (fresh) lists_.push_back({entry->first, price, {}});
    EditedList& found = lists_[list];
    if (price > found.price) return;
    if (price < found.price) found.ways.clear();
    if (fresh || price < found.price) by_price_[price].push_back(list);
    found.price = price;
    found.ways.push_back({from, e});
  }

  std::vector<EditedList> sorted() {
    std::vector<std::uint32_t> place(lists_.size());
    std::vector<EditedList> out;
    out.reserve(lists_.size());
    for (std::uint32_t p = 0; p <= depth_; ++p)
      for (const std::uint32_t list : by_price_[p])
        if (lists_[list].price == p) {
          place[list] = static_cast<std::uint32_t>(out.size());
          out.push_back(std::move(lists_[list]));
        }
    for (EditedList& list : out)
      for (EditedList::Way& way : list.ways) way.before = place[way.before];
    return out;
  }

  DmId dm_;
  const std::vector<Statement>& written_;
  const std::vector<Statement>& candidates_;
  const std::array<std::uint32_t, edit_kinds>& price_;
  std::uint32_t depth_;
  bool keeps_strong_first_ = false;
  std::vector<EditedList> lists_;
  std::map<std::vector<Item>, std::uint32_t> known_;
  std::vector<std::vector<std::uint32_t>> by_price_;
};

}  // namespace

const std::vector<Statement>* statements_of(const DecisionMaker& dm) {
  static const std::vector<Statement> none;
  if (std::holds_alternative<std::monostate>(dm.preference)) return &none;
  const auto* statements = std::get_if<Statements>(&dm.preference);
  return statements != nullptr ? &statements->list : nullptr;
}

std::vector<EditedList> edited_lists(const Model& model, DmId dm,
                                     const std::array<std::uint32_t, edit_kinds>& price,
                                     std::uint32_t depth, const std::stop_token& stop) {
  if (statements_of(model.dm(dm)) == nullptr) return {EditedList{}};
  return Search(model, dm, price, depth).run(stop);
}

std::vector<Edit> edits_of(const std::vector<EditedList>& lists, std::uint32_t list) {
  std::vector<Edit> edits;
  while (!lists[list].ways.empty()) {
    const EditedList::Way& way = lists[list].ways.front();
    edits.push_back(way.edit);
    list = way.before;
  }
  std::reverse(edits.begin(), edits.end());
  return edits;
}

}  // namespace standoff
