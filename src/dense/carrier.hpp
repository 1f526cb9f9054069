// The dense carrier: every combination of options, feasible or not, page by page.
//
// It holds no ranks: they are made anew from the statements wherever they are needed, in a stretch
// that fits the cache; what is kept is one bit for each combination, concept and decision maker.
// docs/performance.md explains the algorithm and its cost.
//
// The rooms: cube.hpp lays the options out, view.hpp as one decision maker sees them, residuals.hpp
// tells which settings look alike, rank_runs.hpp and orders.hpp what ranks and orders those have,
// joint.hpp lets the others answer, focal.hpp goes through the pages, kernels.hpp has the loops.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "stability/carrier.hpp"
#include "standoff/model.hpp"

namespace standoff {

class DenseCarrier final : public Carrier {
 public:
  /// Why it cannot carry the dispute, in a clause; empty when it can.
  static std::string refusal(const Model& model);

  /// `model` must outlive it and be one that it does not refuse.
  DenseCarrier(const Model& model, unsigned threads, std::uint64_t most_bytes,
               std::stop_token stop);
  ~DenseCarrier() override;

  /// Bytes it needs to answer these conditions of everybody, holding on to the equilibria of each;
  /// a third more is enough for what is worth working out beforehand.
  std::uint64_t bytes_for(const std::vector<std::vector<Condition>>& by_dm) const;
  /// Bytes of what it works out beforehand, at most.
  std::uint64_t cache_bytes() const;

  std::unique_ptr<Region> feasible() override;
  std::vector<std::unique_ptr<Region>> where(DmId i, std::span<const Condition> conditions,
                                             const Progress& progress) override;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace standoff
