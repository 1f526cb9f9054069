// One combination at a time.

#include "dense/plain_view.hpp"

#include <algorithm>

#include "model/cube.hpp"
#include "random/generate.hpp"
#include "standoff/load.hpp"

namespace standoff::tests {

OptionSet with_setting(const dense::Mover& mover, OptionSet taken, std::size_t setting) {
  for (std::uint32_t k = 0; k < mover.bits; ++k)
    taken.set(mover.options[k], (setting >> (mover.bits - 1 - k) & 1) != 0);
  return taken;
}

OptionSet taken_at(const dense::View& view, std::size_t layer, std::size_t setting,
                   std::size_t place) {
  OptionSet taken;
  const auto& circumstances = view.cube.circumstances;
  for (std::size_t k = 0; k < circumstances.size(); ++k)
    taken.set(circumstances[k], (layer >> (circumstances.size() - 1 - k) & 1) != 0);
  if (view.focal < view.cube.movers.size()) taken = with_setting(view.self(), taken, setting);
  for (const dense::Other& other : view.others)
    taken = with_setting(view.cube.movers[other.dm], taken, place >> other.low);
  return taken;
}

std::uint64_t value_of(const dense::Scale& scale, const OptionSet& taken) {
  std::uint64_t value = scale.start;
  for (std::size_t k = 0; k < scale.formulas.size(); ++k) {
    if (!holds(*scale.formulas[k], taken)) continue;
    value = scale.greatest ? std::max(value, scale.weights[k]) : value + scale.weights[k];
  }
  return value;
}

bool may_move(const Model& model, const dense::Mover& mover, const OptionSet& from,
              const OptionSet& to) {
  return std::all_of(mover.options.begin(), mover.options.end(), [&](OptionId o) {
    const Option& option = model.option(o);
    if (from.contains(o) == to.contains(o)) return true;
    if (from.contains(o)) return option.direction != Direction::take_only;
    return option.direction != Direction::drop_only && (!option.when || holds(*option.when, from));
  });
}

PlainCube::PlainCube(Model m) : model(std::move(m)), cube(model) {
  for (const DecisionMaker& dm : model.decision_makers)
    scales.push_back(dense::scale_of(dm.preference));
}

Model random_cube(std::uint64_t seed, int most_options) {
  oracle::Shape shape;
  shape.graph_percent = 0;
  shape.merges = false;
  shape.guards_on_own = false;
  shape.most_dms = 5;
  shape.least_options = 4;
  shape.most_options = most_options;
  for (;; seed += 1'000'000) {
    Loaded loaded = load(to_yaml(oracle::random_dispute(seed, shape)));
    if (loaded && not_a_cube(*loaded.model).empty()) return std::move(*loaded.model);
  }
}

}  // namespace standoff::tests
