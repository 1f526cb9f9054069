// Sinking: passes of one mover after the other.

#include "dense/joint.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace standoff::dense {

namespace {

// A single slice, from the most to the least preferred of its settings; see Kernels::descend.
template <typename T>
bool descend_one(T* slice, const Descent& g, T* scratch) {
  T* offered = scratch;
  T* level = scratch + g.classes;
  std::fill_n(offered, g.classes, outside<T>);
  bool changed = false;
  std::uint32_t e = 0;
  for (std::uint32_t r = 0; r < g.run_count;) {
    const std::uint32_t first = r;
    for (bool last = false; !last; ++r) {
      const Run& run = g.runs[r];
      const T have = offered[run.class_];
      T least = outside<T>;
      for (; e < run.end; ++e) {
        T& value = slice[place<T>(g.settings[e])];
        if (value == outside<T>) continue;
        changed = changed || have < value;
        value = std::min(value, have);
        least = std::min(least, value);
      }
      level[run.class_] = least;
      last = run.last;
    }
    for (std::uint32_t k = first; k < r; ++k) {
      const std::uint32_t c = g.runs[k].class_;
      for (std::uint32_t p = g.may_reach_begin[c]; p < g.may_reach_begin[c + 1]; ++p)
        offered[g.may_reach[p]] = std::min(offered[g.may_reach[p]], level[c]);
    }
  }
  return changed;
}

}  // namespace

template <typename T>
Joint<T>::Joint(const View& view, const std::vector<Scale>& scales, std::uint32_t sheet_bits,
                bool credible, std::size_t most_bytes, std::stop_token stop,
                const Progress& progress)
    : view_(view), sheet_bits_(sheet_bits), credible_(credible) {
  turned_ = credible || std::any_of(view.others.begin(), view.others.end(),
                                    [&](const Other& o) { return view.cube.movers[o.dm].guarded; });
  if (turned_) {
    const Progress part = [&](double share) {
      if (progress)
        progress((static_cast<double>(orders_.size()) + share) /
                 static_cast<double>(view.others.size()));
    };
    for (const Other& other : view.others)
      orders_.push_back(std::make_unique<Orders>(view, other, scales[other.dm], credible,
                                                 kernels<T>().lanes,
                                                 most_bytes / view.others.size(), stop, part));
    return;
  }
  for (const Other& other : view.others) {
    const Mover& mover = view.cube.movers[other.dm];
    reach_.push_back(std::make_unique<Reach>(mover, ~std::uint32_t{0}));
    groups_.push_back(std::make_unique<Groups>(
        mover, [&](std::size_t setting) { return place<T>(setting << other.low); }));
    rows_.push_back(groups_.back()->with(*reach_.back()));
  }
  if (view.others.empty()) return;

  // The innermost mover: its lowest options tell the lanes of a vector apart, the others whole
  // vectors.
  const Mover& inner = view.cube.movers[view.others.back().dm];
  const std::size_t lanes = kernels<T>().lanes / 2;
  const auto lane_bits = static_cast<std::uint32_t>(std::countr_zero(lanes));
  if (inner.bits < lane_bits) return;
  Mover upper = inner;
  upper.bits = inner.bits - lane_bits;
  std::erase_if(upper.constrained, [&](const auto& o) { return o.bit < lane_bits; });
  for (auto& option : upper.constrained) option.bit -= lane_bits;
  vector_reach_ = std::make_unique<Reach>(upper, ~std::uint32_t{0});
  vectors_ =
      std::make_unique<Groups>(upper, [&](std::size_t vector) { return place<T>(vector * lanes); });
  barriers_.assign(lane_bits * lanes, 0);
  for (const Mover::Constrained& option : inner.constrained) {
    if (option.bit >= lane_bits) continue;
    // From where it may not be changed, nothing may be taken from the other side.
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const bool has = (lane >> option.bit & 1) != 0;
      if (!may_change(option.direction, !has)) barriers_[option.bit * lanes + lane] = outside<T>;
    }
  }
}

template <typename T>
void Joint<T>::sink(std::vector<T>& sheet, std::size_t layer, std::size_t setting,
                    Workspace& workspace) const {
  if (view_.others.empty()) return;
  std::size_t classes = 1;
  for (const Other& other : view_.others)
    classes = std::max<std::size_t>(classes, view_.cube.movers[other.dm].classes());
  workspace.scratch.resize(scratch_for(classes));
  if (turned_)
    turning(sheet, layer, setting, workspace);
  else
    in_place(sheet, workspace);
}

template <typename T>
void Joint<T>::in_place(std::vector<T>& sheet, Workspace& workspace) const {
  const std::size_t movers = view_.others.size();
  // A mover's pass is idempotent, so the one that changed something last need not be asked again.
  std::size_t unchanged = 0;
  for (std::size_t turn = 0; unchanged < movers; ++turn) {
    const std::size_t k = movers - 1 - turn % movers;
    unchanged = worst(k, sheet.data(), workspace) ? 1 : unchanged + 1;
  }
}

template <typename T>
bool Joint<T>::worst(std::size_t k, T* sheet, Workspace& workspace) const {
  const Kernels<T>& run = kernels<T>();
  const Other& other = view_.others[k];
  const std::size_t vector = run.lanes / 2;
  const std::size_t width = std::size_t{1} << other.low;
  const std::size_t size = std::size_t{1} << (sheet_bits_ + view_.page_bits);
  const std::size_t block = width << other.bits;
  T* scratch = workspace.scratch.data();
  bool changed = false;
  if (width >= vector) {
    const std::size_t part = std::min(width, chunk);
    for (std::size_t at = 0; at < size; at += block)
      for (std::size_t e = 0; e < width; e += part)
        changed = run.worst_rows(sheet + place<T>(at + e), part, rows_[k], scratch) || changed;
    return changed;
  }
  if (other.low == 0 && vectors_) {
    // Rows are evenly spaced only within a chunk.
    const std::size_t rows = std::max<std::size_t>(1, std::min(size, chunk) / block);
    for (std::size_t at = 0; at < size; at += rows * block)
      changed = run.worst_inner(sheet + place<T>(at), rows, block, vectors_->with(*vector_reach_),
                                barriers_.data(), scratch) ||
                changed;
    return changed;
  }
  // Blocks too small for a vector: one slice at a time.
  const Grouped& g = rows_[k];
  T* least = scratch;
  for (std::size_t at = 0; at < size; at += block)
    for (std::size_t e = at; e < at + width; ++e) {
      T* slice = sheet + place<T>(e);
      for (std::uint32_t c = 0; c < g.classes; ++c) {
        least[c] = outside<T>;
        for (std::uint32_t m = g.begin[c]; m < g.begin[c + 1]; ++m)
          least[c] = std::min(least[c], slice[g.settings[m]]);
      }
      for (std::uint32_t s = 0; s < g.step_count; ++s)
        least[g.steps[s].into] = std::min(least[g.steps[s].into], least[g.steps[s].from]);
      for (std::uint32_t c = 0; c < g.classes; ++c)
        for (std::uint32_t m = g.begin[c]; m < g.begin[c + 1]; ++m) {
          T& value = slice[g.settings[m]];
          if (value == outside<T> || value <= least[c]) continue;
          value = least[c];
          changed = true;
        }
    }
  return changed;
}

template <typename T>
void Joint<T>::turning(std::vector<T>& sheet, std::size_t layer, std::size_t setting,
                       Workspace& workspace) const {
  const std::size_t movers = view_.others.size();
  const std::uint32_t all = sheet_bits_ + view_.page_bits;
  workspace.turned.resize(sheet.size());
  workspace.by_kind.resize(movers);
  for (std::size_t k = 0; k < movers; ++k) group(k, layer, setting, workspace);
  // Moves the last `bits` to the front.
  const auto turn = [&](std::uint32_t bits) {
    if (bits % all == 0) return;
    kernels<T>().transpose(sheet.data(), workspace.turned.data(), std::size_t{1} << (all - bits),
                           std::size_t{1} << bits);
    sheet.swap(workspace.turned);
  };
  std::uint32_t turned = 0;
  std::size_t unchanged = 0;
  for (std::size_t k = movers - 1;; k = k == 0 ? movers - 1 : k - 1) {
    const bool changed = by_lanes(k, sheet.data(), layer, setting, workspace);
    unchanged = changed ? 1 : unchanged + 1;
    if (unchanged >= movers) break;
    // Past the pages of the sheet, which nobody here moves between.
    const std::uint32_t step = view_.others[k].bits + (k == 0 ? sheet_bits_ : 0);
    turn(step);
    turned = (turned + step) % all;
  }
  turn(all - turned);
}

// Sorts the slices of the sheet by kind, so that those of one kind can go side by side.
template <typename T>
void Joint<T>::group(std::size_t k, std::size_t layer, std::size_t setting,
                     Workspace& workspace) const {
  const Orders& orders = *orders_[k];
  std::vector<std::uint32_t>& kinds = workspace.kinds;
  kinds.clear();
  for (std::size_t page = 0; page < std::size_t{1} << sheet_bits_; ++page)
    for (const Residuals::Family f : orders.families(layer, setting + page))
      kinds.push_back(orders.kind(f));
  std::vector<std::uint32_t>& by_kind = workspace.by_kind[k];
  by_kind.resize(kinds.size());
  if (orders.kinds() > 4 * kinds.size()) {
    std::iota(by_kind.begin(), by_kind.end(), 0);
    std::sort(by_kind.begin(), by_kind.end(), [&](std::uint32_t a, std::uint32_t b) {
      return kinds[a] != kinds[b] ? kinds[a] < kinds[b] : a < b;
    });
    return;
  }
  std::vector<std::uint32_t>& places = workspace.places;
  places.assign(orders.kinds() + 1, 0);
  for (const std::uint32_t kind : kinds) ++places[kind + 1];
  for (std::size_t kind = 1; kind < places.size(); ++kind) places[kind] += places[kind - 1];
  for (std::uint32_t slice = 0; slice < kinds.size(); ++slice)
    by_kind[places[kinds[slice]]++] = slice;
}

template <typename T>
bool Joint<T>::by_lanes(std::size_t k, T* sheet, std::size_t layer, std::size_t setting,
                        Workspace& workspace) const {
  const Kernels<T>& run = kernels<T>();
  const Other& other = view_.others[k];
  const Orders& orders = *orders_[k];
  const std::size_t lanes = run.lanes;
  const std::size_t columns = std::size_t{1} << other.bits;
  const std::uint32_t slice_bits = view_.page_bits - other.bits;  // of a page
  const std::size_t slices = std::size_t{1} << slice_bits;
  const std::size_t rows = slices << sheet_bits_;
  // Rows in the turned sheet begin with the blocks after this one; families come in page order.
  const std::uint32_t after = other.low;
  const std::uint32_t before = sheet_bits_ + slice_bits - after;
  const auto row_of = [&](std::size_t in_order) {
    return (in_order & ((std::size_t{1} << after) - 1)) << before | in_order >> after;
  };
  const auto family_of = [&](std::size_t in_order) {
    return orders.families(layer, setting + (in_order >> slice_bits))[in_order & (slices - 1)];
  };

  const std::vector<std::uint32_t>& by_kind = workspace.by_kind[k];
  workspace.lanes.resize(columns * lanes);
  workspace.nobody.assign(place<T>(columns), outside<T>);
  workspace.rows.resize(lanes);
  bool changed = false;
  for (std::size_t begin = 0; begin < rows;) {
    const Residuals::Family family = family_of(by_kind[begin]);
    const Orders::Kind kind = orders.kind(family);
    std::size_t n = 0;
    while (begin < rows && n < lanes && orders.kind(family_of(by_kind[begin])) == kind)
      workspace.rows[n++] = sheet + place<T>(row_of(by_kind[begin++]) * columns);
    if (credible_ && n * 8 <= lanes) {
      // So few that most lanes would stay empty: one after the other.
      const Descent descent = orders.descent(family, workspace.orders);
      for (std::size_t l = 0; l < n; ++l)
        changed = descend_one(workspace.rows[l], descent, workspace.scratch.data()) || changed;
      continue;
    }
    for (; n < lanes; ++n) workspace.rows[n] = workspace.nobody.data();
    run.gather(const_cast<const T* const*>(workspace.rows.data()), workspace.lanes.data(), columns);
    const bool differs =
        credible_ ? run.descend(workspace.lanes.data(), orders.descent(family, workspace.orders),
                                workspace.scratch.data())
                  : run.level_out(workspace.lanes.data(), orders.groups(family),
                                  workspace.scratch.data());
    if (!differs) continue;
    changed = true;
    run.scatter(workspace.lanes.data(), workspace.rows.data(), columns);
  }
  return changed;
}

template class Joint<std::uint16_t>;
template class Joint<std::uint32_t>;
template class Joint<std::uint64_t>;

}  // namespace standoff::dense
