// Laying a model out, and what a single decision maker's moves do to numbers and sets.
//
// A decision maker may set all its free options at once, so these are quantified together. Tied
// options are taken one at a time, both halves of the cube along the option taking what the other
// half has where the change is allowed. On the way infeasible states may be passed: only where a
// move begins and ends matters.

#include "symbolic/layout.hpp"

#include <algorithm>

#include "diagram/of_formula.hpp"

namespace standoff::symbolic {

using diagram::Diagram;
using diagram::Space;
using diagram::Variable;

namespace {

bool always_changes(const Option& option) {
  return option.direction == Direction::both && !option.when;
}

std::vector<Variable> with_copies(const Model& model, const std::vector<OptionId>& order) {
  std::vector<Variable> result;
  for (const OptionId o : order) {
    const auto v = static_cast<Variable>(index(o));
    result.push_back(v);
    result.push_back(v + static_cast<Variable>(model.options.size()));
  }
  return result;
}

}  // namespace

Layout::Layout(const Model& model_, const std::vector<OptionId>& order_,
               const diagram::Limits& limits)
    : model(model_), space(2 * model.options.size(), limits, with_copies(model, order_)) {
  const std::size_t options = model.options.size();
  std::vector<Variable> variable_of(options);
  for (std::size_t o = 0; o < options; ++o) variable_of[o] = static_cast<Variable>(o);

  feasible = space.truth(true);
  for (const Rule& rule : model.rules) feasible &= of_formula(space, rule.formula, variable_of);

  for (const DecisionMaker& dm : model.decision_makers) {
    Mover mover;
    std::vector<Variable> free, free_and_copies, own;
    mover.step = mover.step_back = space.truth(true);
    for (std::size_t v = 0; v < 2 * options; ++v) mover.after.push_back(static_cast<Variable>(v));
    for (const OptionId o : dm.options) {
      const Option& option = model.option(o);
      const Variable v = variable_of[index(o)];
      own.push_back(v);
      if (always_changes(option)) {
        free.push_back(v);
        free_and_copies.push_back(v);
        continue;
      }
      Tied tied;
      tied.option = v;
      tied.copy = v + static_cast<Variable>(options);
      tied.may_take =
          option.when ? of_formula(space, *option.when, variable_of) : space.truth(true);
      if (option.direction == Direction::drop_only) tied.may_take = space.truth(false);
      tied.may_drop = space.truth(option.direction != Direction::take_only);
      const Diagram before = space.variable(tied.option);
      const Diagram after = space.variable(tied.copy);
      mover.step &= ite(before, after | tied.may_drop, ~after | tied.may_take);
      mover.step_back &= ite(after, before | tied.may_drop, ~before | tied.may_take);
      mover.after[tied.option] = tied.copy;
      free_and_copies.push_back(tied.copy);
      mover.tied.push_back(std::move(tied));
    }
    mover.free = space.cube(free);
    mover.free_and_copies = space.cube(free_and_copies);
    mover.own = space.cube(own);
    ranks.push_back(rank_bits(space, dm.preference, variable_of));
    for (const Diagram& bit : ranks.back())
      if (exists(bit, mover.own) != bit)
        mover.preferring.push_back({bit, rename(bit, mover.after)});
    movers.push_back(std::move(mover));
  }
}

std::vector<OptionId> Layout::order() const {
  std::vector<OptionId> result;
  for (const Variable v : space.order())
    if (v < model.options.size()) result.push_back(OptionId(v));
  return result;
}

void Layout::keep_small() {
  if (space.nodes() < look_at_) return;
  space.collect();
  if (space.nodes() > 2 * smallest_) {
    std::vector<std::vector<Variable>> pairs;  // an option stays beside its copy
    const auto options = static_cast<Variable>(model.options.size());
    for (Variable v = 0; v < options; ++v) pairs.push_back({v, v + options});
    space.sift(pairs);
    smallest_ = space.nodes();
  }
  look_at_ = std::max(std::size_t{1} << 16, 3 * space.nodes());
}

Bits most_within_reach(Layout& layout, DmId dm, const Bits& f) {
  const Mover& mover = layout.movers[index(dm)];
  Space& space = layout.space;
  // Free options: narrow each slice down to where f is largest, bit by bit.
  Diagram where = layout.feasible;
  Bits most{exists(where, mover.free)};  // whether there is anything at all, as the highest bit
  for (const Diagram& bit : f) {
    const Diagram some = and_exists(where, bit, mover.free);
    where &= bit | ~some;
    most.push_back(some);
  }
  for (const Tied& tied : mover.tied) {
    const Diagram taken = space.variable(tied.option);
    Bits without, with;
    for (const Diagram& bit : most) {
      without.push_back(cofactor(bit, ~taken));
      with.push_back(cofactor(bit, taken));
    }
    const Diagram higher = less(space, without, with);  // with it taken
    // From either side the other one's, where that is higher and can be had.
    const Diagram from_taken = higher | ~tied.may_drop;
    const Diagram from_not_taken = higher & tied.may_take;
    // Where both are equal it does not matter which.
    most = select(ite(taken, from_taken, from_not_taken), with, without);
  }
  most.erase(most.begin());
  return most;
}

Bits least_within_reach(Layout& layout, DmId dm, const Bits& f) {
  return reversed(most_within_reach(layout, dm, reversed(f)));
}

namespace {

// Those of `near` that a move connects with some of `far`; `to_taken` says for each tied option
// where it may be not taken in `near` and taken in `far`, `to_dropped` the other way round.
Diagram connected(Layout& layout, DmId dm, const Diagram& far, const Diagram& near,
                  Diagram Tied::*to_taken, Diagram Tied::*to_dropped) {
  const Mover& mover = layout.movers[index(dm)];
  Diagram from = and_exists(far, exists(near, mover.own), mover.free);
  for (const Tied& tied : mover.tied) {
    const Diagram taken = layout.space.variable(tied.option);
    const Diagram with = cofactor(from, taken);
    const Diagram without = cofactor(from, ~taken);
    from = ite(taken, with | (tied.*to_dropped & without), without | (tied.*to_taken & with));
  }
  return from & near;
}

}  // namespace

Diagram can_move_into(Layout& layout, DmId dm, const Diagram& targets, const Diagram& sources) {
  return connected(layout, dm, targets, sources, &Tied::may_take, &Tied::may_drop);
}

Diagram moved_from(Layout& layout, DmId dm, const Diagram& sources, const Diagram& targets) {
  return connected(layout, dm, sources, targets, &Tied::may_drop, &Tied::may_take);
}

}  // namespace standoff::symbolic
