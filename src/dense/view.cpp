// Views and readings.

#include "dense/view.hpp"

#include <algorithm>
#include <unordered_map>

#include "diagram/of_formula.hpp"

namespace standoff::dense {

View::View(const Cube& whole, DmId i)
    : cube(whole),
      focal(index(i)),
      own_bits(whole.movers[focal].bits),
      page_bits(whole.layer_bits - own_bits),
      after_bits(whole.movers[focal].low) {
  for (std::size_t j = 0; j < cube.movers.size(); ++j) {
    const Mover& mover = cube.movers[j];
    if (j == focal || mover.bits == 0) continue;
    others.push_back({j, j < focal ? mover.low - own_bits : mover.low, mover.bits});
  }
}

View::View(const Cube& whole)
    : cube(whole), focal(whole.movers.size()), page_bits(whole.layer_bits) {
  for (std::size_t j = 0; j < cube.movers.size(); ++j)
    if (cube.movers[j].bits != 0) others.push_back({j, cube.movers[j].low, cube.movers[j].bits});
}

Reading::Reading(const View& view, const std::vector<const Formula*>& functions, std::size_t last,
                 std::uint32_t left, std::stop_token stop)
    : settings_(view.settings()), left_(left) {
  const Cube& cube = view.cube;
  std::vector<OptionId> order = cube.circumstances;
  const auto append = [&](std::size_t dm) {
    order.insert(order.end(), cube.movers[dm].options.begin(), cube.movers[dm].options.end());
  };
  if (view.focal < cube.movers.size()) append(view.focal);
  for (const Other& other : view.others)
    if (other.dm != last) append(other.dm);
  if (last != none) append(last);
  total_ = static_cast<std::uint32_t>(order.size());

  std::vector<diagram::Variable> place(cube.model->options.size(), 0);
  for (std::size_t k = 0; k < order.size(); ++k)
    place[index(order[k])] = static_cast<diagram::Variable>(k);
  space_ = std::make_unique<diagram::Space>(order.size(), diagram::Limits{.stop = std::move(stop)});
  std::vector<diagram::Id> ids;
  for (const Formula* f : functions) {
    kept_.push_back(diagram::of_formula(*space_, *f, place));
    ids.push_back(kept_.back().id());
  }
  residuals_ = std::make_unique<Residuals>(*space_, ids);

  const auto circumstances = static_cast<std::uint32_t>(cube.circumstances.size());
  std::unordered_map<Residuals::Family, const std::vector<Residuals::Family>*> known;
  for (const Residuals::Family layer : residuals_->after(residuals_->root(), 0, circumstances))
    for (const Residuals::Family start : residuals_->after(layer, circumstances, view.own_bits)) {
      const std::vector<Residuals::Family>*& table = known[start];
      if (table == nullptr) {
        tables_.push_back(std::make_unique<std::vector<Residuals::Family>>(
            residuals_->after(start, circumstances + view.own_bits, view.page_bits - left)));
        table = tables_.back().get();
        distinct_.insert(distinct_.end(), table->begin(), table->end());
        if (distinct_.size() > (std::size_t{1} << 20)) {
          std::sort(distinct_.begin(), distinct_.end());
          distinct_.erase(std::unique(distinct_.begin(), distinct_.end()), distinct_.end());
        }
      }
      page_.push_back(table);
    }
  std::sort(distinct_.begin(), distinct_.end());
  distinct_.erase(std::unique(distinct_.begin(), distinct_.end()), distinct_.end());
}

}  // namespace standoff::dense
