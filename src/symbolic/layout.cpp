// Laying a model out.

#include "symbolic/layout.hpp"

#include <algorithm>
#include <numeric>

#include "diagram/of_formula.hpp"

namespace standoff::symbolic {

using diagram::Diagram;
using diagram::Variable;

namespace {

std::vector<Variable> as_variables(const std::vector<OptionId>& options) {
  std::vector<Variable> result;
  for (const OptionId o : options) result.push_back(static_cast<Variable>(index(o)));
  return result;
}

}  // namespace

Layout::Layout(const Model& model_, const std::vector<OptionId>& order,
               const diagram::Limits& limits)
    : model(model_), space(model.options.size(), limits, as_variables(order)) {
  std::vector<Variable> variable_of(model.options.size());
  std::iota(variable_of.begin(), variable_of.end(), Variable{0});
  const auto diagram_of = [&](const Formula& f) { return of_formula(space, f, variable_of); };

  feasible = space.truth(true);
  for (const Rule& rule : model.rules) feasible &= diagram_of(rule.formula);

  for (const DecisionMaker& dm : model.decision_makers) {
    Mover mover;
    std::vector<OptionId> free;
    for (const OptionId o : dm.options) {
      const Option& option = model.option(o);
      if (option.direction == Direction::both && !option.when) {
        free.push_back(o);
        continue;
      }
      const bool takeable = may_take(option.direction);
      mover.tied.push_back(
          {space.variable(variable_of[index(o)]),
           takeable && option.when ? diagram_of(*option.when) : space.truth(takeable),
           space.truth(may_drop(option.direction))});
    }
    mover.free = space.cube(as_variables(free));
    mover.own = space.cube(as_variables(dm.options));
    ranks.push_back(rank_bits(space, dm.preference, variable_of));
    for (const Diagram& bit : ranks.back())
      if (exists(bit, mover.own) != bit) mover.preferring.push_back(bit);
    movers.push_back(std::move(mover));
  }
}

void Layout::keep_small() {
  if (space.nodes() < look_at_) return;
  space.collect();
  if (space.nodes() > 2 * smallest_) {
    space.sift();
    smallest_ = space.nodes();
  }
  look_at_ = std::max(std::size_t{1} << 16, 3 * space.nodes());
}

}  // namespace standoff::symbolic
