// Slices, their kinds and shapes, and the passes of the calculus over them.

#include "graph/slices.hpp"

#include <algorithm>
#include <map>

namespace standoff {
namespace {

// Gives equal keys equal numbers, in order of first appearance.
class Numbering {
 public:
  explicit Numbering(std::size_t expected) : slots_(std::bit_ceil(2 * expected + 2), empty) {}

  std::uint32_t operator()(const OptionSet& key) {
    std::size_t at = key.hash() & (slots_.size() - 1);
    while (slots_[at] != empty && keys_[slots_[at]] != key) at = (at + 1) & (slots_.size() - 1);
    if (slots_[at] == empty) {
      slots_[at] = static_cast<std::uint32_t>(keys_.size());
      keys_.push_back(key);
    }
    return slots_[at];
  }
  std::size_t size() const { return keys_.size(); }

 private:
  static constexpr std::uint32_t empty = ~std::uint32_t{0};
  std::vector<std::uint32_t> slots_;
  std::vector<OptionSet> keys_;
};

// A kind: what the mover has among its constrained options, and which of them it may not take from
// there.
struct Kind {
  OptionSet has;
  OptionSet may_not_take;
  auto operator<=>(const Kind&) const = default;
};

// Which kinds of a slice lead to which; every kind leads to itself.
struct Shape {
  std::vector<std::uint32_t> begin;  // by kind, into `to`; one more than kinds
  std::vector<std::uint32_t> to;
  bool transitive = true;

  std::size_t kinds() const { return begin.size() - 1; }
  std::span<const std::uint32_t> reached(std::size_t kind) const {
    return std::span(to).subspan(begin[kind], begin[kind + 1] - begin[kind]);
  }
};

Shape shape_of(const std::vector<Kind>& kinds, const OptionSet& may_not_drop) {
  Shape shape;
  const auto leads = [&](const Kind& a, const Kind& b) {
    return ((b.has - a.has) & a.may_not_take).empty() && ((a.has - b.has) & may_not_drop).empty();
  };
  shape.begin.push_back(0);
  for (const Kind& a : kinds) {
    for (std::uint32_t b = 0; b < kinds.size(); ++b)
      if (leads(a, kinds[b])) shape.to.push_back(b);
    shape.begin.push_back(static_cast<std::uint32_t>(shape.to.size()));
  }
  for (std::size_t a = 0; a < kinds.size() && shape.transitive; ++a)
    for (const std::uint32_t b : shape.reached(a)) {
      const auto from_a = shape.reached(a);
      const auto from_b = shape.reached(b);
      shape.transitive = shape.transitive &&
                         std::includes(from_a.begin(), from_a.end(), from_b.begin(), from_b.end());
    }
  return shape;
}

class SliceMoves final : public Moves {
 public:
  SliceMoves(const Model& model, DmId dm, std::span<const OptionSet> rows, const Columns& columns,
             const Ranks& ranks)
      : ranks_(ranks) {
    gather_constraints(model, dm, columns);
    group(model.dm(dm), rows);
    find_shapes(rows);
  }

  bool can_move(StateId from, StateId to) const override {
    if (from == to || slice_of_[index(from)] != slice_of_[index(to)]) return false;
    const auto reached = shape(slice_of_[index(from)]).reached(kind_[index(from)]);
    return std::binary_search(reached.begin(), reached.end(), kind_[index(to)]);
  }

  void targets(StateId from, std::vector<StateId>& out) const override {
    out.clear();
    for (const std::uint32_t s : states_of(slice_of_[index(from)]))
      if (can_move(from, StateId(s))) out.push_back(StateId(s));
    std::sort(out.begin(), out.end());
  }

  bool transitive() const override {
    return std::all_of(shapes_.begin(), shapes_.end(), [](const Shape& s) { return s.transitive; });
  }

  void best(const Ranks& f, Ranks& out) const override {
    fold(f, out, Rank{0}, [](Rank a, Rank b) { return std::max(a, b); });
  }

  void worst(const Ranks& f, Ranks& out) const override {
    fold(f, out, ~Rank{0}, [](Rank a, Rank b) { return std::min(a, b); });
  }

  // Down each slice in the mover's own order: what has been passed is what it would rather have.
  void worst_improving(const Ranks& f, Ranks& out) const override {
    out.resize(f.size());
    std::vector<Rank> passed;
    for (std::size_t slice = 0; slice + 1 < begin_.size(); ++slice) {
      const Shape& sh = shape(slice);
      passed.assign(sh.kinds(), ~Rank{0});
      const auto states = states_of(slice);
      for (std::size_t k = 0; k < states.size();) {
        std::size_t end = k;
        const Rank level = ranks_[states[k]];
        for (; end < states.size() && ranks_[states[end]] == level; ++end) {
          const std::uint32_t s = states[end];
          Rank value = f[s];
          for (const std::uint32_t kind : sh.reached(kind_[s]))
            value = std::min(value, passed[kind]);
          out[s] = value;
        }
        for (; k < end; ++k) {
          Rank& seen = passed[kind_[states[k]]];
          seen = std::min(seen, f[states[k]]);
        }
      }
    }
  }

 private:
  const Shape& shape(std::size_t slice) const { return shapes_[shape_of_slice_[slice]]; }
  std::span<const std::uint32_t> states_of(std::size_t slice) const {
    return std::span(order_).subspan(begin_[slice], begin_[slice + 1] - begin_[slice]);
  }

  template <typename Combine>
  void fold(const Ranks& f, Ranks& out, Rank neutral, Combine combine) const {
    out.resize(f.size());
    std::vector<Rank> own;
    std::vector<Rank> reached;
    for (std::size_t slice = 0; slice + 1 < begin_.size(); ++slice) {
      const Shape& sh = shape(slice);
      const auto states = states_of(slice);
      own.assign(sh.kinds(), neutral);
      for (const std::uint32_t s : states) own[kind_[s]] = combine(own[kind_[s]], f[s]);
      reached.assign(sh.kinds(), neutral);
      for (std::size_t a = 0; a < sh.kinds(); ++a)
        for (const std::uint32_t b : sh.reached(a)) reached[a] = combine(reached[a], own[b]);
      for (const std::uint32_t s : states) out[s] = reached[kind_[s]];
    }
  }

  void gather_constraints(const Model& model, DmId dm, const Columns& columns) {
    OptionSet own;
    for (const OptionId o : model.dm(dm).options) own.insert(o);
    for (const OptionId o : model.dm(dm).options) {
      const Option& option = model.option(o);
      if (option.direction != Direction::both) constrained_.insert(o);
      if (!may_take(option.direction)) never_taken_.insert(o);
      if (!may_drop(option.direction)) never_dropped_.insert(o);
      if (option.when) {
        constrained_.insert(o);
        constrained_ = constrained_ | (options_of(*option.when) & own);
        guards_.push_back({o, columns.where(*option.when)});
      }
    }
  }

  // States by slice and, within a slice, by the mover's rank, highest first: a counting sort by
  // rank, then one by slice.
  void group(const DecisionMaker& dm, std::span<const OptionSet> rows) {
    OptionSet own;
    for (const OptionId o : dm.options) own.insert(o);
    Numbering number(rows.size());
    slice_of_.reserve(rows.size());
    for (const OptionSet& row : rows) slice_of_.push_back(number(row - own));

    const Rank top = ranks_.empty() ? 0 : *std::max_element(ranks_.begin(), ranks_.end());
    std::vector<std::uint32_t> place(top + 2, 0);
    for (const Rank r : ranks_) ++place[top - r + 1];
    for (std::size_t k = 1; k < place.size(); ++k) place[k] += place[k - 1];
    std::vector<std::uint32_t> by_rank(rows.size());
    for (std::uint32_t s = 0; s < rows.size(); ++s) by_rank[place[top - ranks_[s]]++] = s;

    begin_.assign(number.size() + 1, 0);
    for (const std::uint32_t slice : slice_of_) ++begin_[slice + 1];
    for (std::size_t k = 1; k < begin_.size(); ++k) begin_[k] += begin_[k - 1];
    order_.resize(rows.size());
    std::vector<std::uint32_t> next(begin_.begin(), begin_.end());
    for (const std::uint32_t s : by_rank) order_[next[slice_of_[s]]++] = s;
  }

  void find_shapes(std::span<const OptionSet> rows) {
    kind_.assign(rows.size(), 0);
    shape_of_slice_.assign(begin_.size() - 1, 0);
    std::map<std::vector<Kind>, std::uint32_t> known;
    std::vector<Kind> kinds;
    for (std::size_t slice = 0; slice + 1 < begin_.size(); ++slice) {
      kinds.clear();
      if (constrained_.empty()) {
        kinds.push_back({});
      } else {
        const auto kind_at = [&](std::uint32_t s) {
          Kind kind{rows[s] & constrained_, never_taken_};
          for (const auto& [option, open] : guards_)
            if (!open.contains(StateId(s))) kind.may_not_take.insert(option);
          return kind;
        };
        for (const std::uint32_t s : states_of(slice)) kinds.push_back(kind_at(s));
        std::vector<Kind> of_state = kinds;
        std::sort(kinds.begin(), kinds.end());
        kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
        const auto states = states_of(slice);
        for (std::size_t k = 0; k < states.size(); ++k)
          kind_[states[k]] = static_cast<std::uint32_t>(
              std::lower_bound(kinds.begin(), kinds.end(), of_state[k]) - kinds.begin());
      }
      const auto [entry, fresh] =
          known.try_emplace(kinds, static_cast<std::uint32_t>(shapes_.size()));
      if (fresh) shapes_.push_back(shape_of(kinds, never_dropped_));
      shape_of_slice_[slice] = entry->second;
    }
  }

  const Ranks& ranks_;
  OptionSet constrained_;
  OptionSet never_taken_;
  OptionSet never_dropped_;
  std::vector<std::pair<OptionId, StateSet>> guards_;
  std::vector<std::uint32_t> slice_of_;        // by state
  std::vector<std::uint32_t> kind_;            // by state
  std::vector<std::uint32_t> begin_;           // by slice, into order_; one more than slices
  std::vector<std::uint32_t> order_;           // states by slice, then by rank, highest first
  std::vector<std::uint32_t> shape_of_slice_;  // by slice
  std::vector<Shape> shapes_;
};

}  // namespace

std::unique_ptr<const Moves> slice_moves(const Model& model, DmId dm,
                                         std::span<const OptionSet> rows, const Columns& columns,
                                         const Ranks& ranks) {
  return std::make_unique<SliceMoves>(model, dm, rows, columns, ranks);
}

}  // namespace standoff
