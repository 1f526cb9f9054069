// Blocks, classes, and which class leads where.

#include "dense/cube.hpp"

namespace standoff::dense {

Cube::Cube(const Model& m) : model(&m) {
  for (const DecisionMaker& dm : m.decision_makers) {
    Mover mover;
    mover.options = dm.options;
    mover.bits = static_cast<std::uint32_t>(dm.options.size());
    for (std::uint32_t k = 0; k < mover.bits; ++k) {
      const Option& option = m.option(dm.options[k]);
      const Formula* guard = option.when ? &*option.when : nullptr;
      if (!may_take(option.direction)) guard = nullptr;  // it is never taken anyway
      if (option.direction == Direction::both && guard == nullptr) continue;
      mover.constrained.push_back({dm.options[k], mover.bits - 1 - k, option.direction, guard});
      mover.guarded = mover.guarded || guard != nullptr;
    }
    layer_bits += mover.bits;
    movers.push_back(std::move(mover));
  }
  std::uint32_t low = layer_bits;
  for (Mover& mover : movers) mover.low = low -= mover.bits;
  for (std::size_t o = 0; o < m.options.size(); ++o)
    if (!m.options[o].owner) circumstances.push_back(OptionId(o));
}

Reach::Reach(const Mover& mover, std::uint32_t open) {
  const std::uint32_t classes = mover.classes();
  std::uint32_t takable = 0;
  std::uint32_t droppable = 0;
  for (std::size_t t = 0; t < mover.constrained.size(); ++t) {
    const std::uint32_t bit = std::uint32_t{1} << t;
    const auto& option = mover.constrained[t];
    if (may_take(option.direction) && (option.guard == nullptr || (open & bit) != 0))
      takable |= bit;
    if (may_drop(option.direction)) droppable |= bit;
    for (std::uint32_t c = 0; c < classes; ++c) {
      if ((c & bit) != 0) continue;
      if ((takable & bit) != 0) steps.push_back({c, c | bit});
      if ((droppable & bit) != 0) steps.push_back({c | bit, c});
    }
  }
  // Who leads to c: it may differ from c where an option c has can be taken, or one that c has not
  // can be dropped.
  from_begin.push_back(0);
  for (std::uint32_t c = 0; c < classes; ++c) {
    const std::uint32_t may_differ = (c & takable) | (~c & droppable);
    for (std::uint32_t d = may_differ;; d = (d - 1) & may_differ) {
      from.push_back(c ^ d);
      if (d == 0) break;
    }
    from_begin.push_back(static_cast<std::uint32_t>(from.size()));
  }
}

Groups::Groups(const Mover& mover, const std::function<std::size_t(std::size_t)>& place) {
  begin.assign(mover.classes() + 1, 0);
  for (std::size_t s = 0; s < mover.settings(); ++s) ++begin[mover.class_of(s) + 1];
  for (std::size_t c = 1; c < begin.size(); ++c) begin[c] += begin[c - 1];
  settings.resize(mover.settings());
  std::vector<std::uint32_t> next(begin.begin(), begin.end());
  for (std::size_t s = 0; s < mover.settings(); ++s) settings[next[mover.class_of(s)]++] = place(s);
}

}  // namespace standoff::dense
