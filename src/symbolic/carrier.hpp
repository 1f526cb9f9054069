// The symbolic carrier: sets of states are decision diagrams, a rank function is a vector of them,
// one for each bit.
#pragma once

#include <optional>

#include "stability/carrier.hpp"
#include "standoff/model.hpp"
#include "symbolic/layout.hpp"

namespace standoff {

/// What a symbolic computation may take.
struct SymbolicLimits {
  std::size_t bytes = std::size_t{1} << 30;  ///< of diagrams, for each `where` that runs
  std::stop_token stop = {};
};

/// Carries the calculus where states are far too many to list and statements are few. Regions may
/// be met with each other from whatever call they come.
class SymbolicCarrier : public Carrier {
 public:
  /// Throws std::invalid_argument when the model is no cube (`not_a_cube`). The model must outlive
  /// the carrier. Cost: finding an order of the options, milliseconds.
  explicit SymbolicCarrier(const Model& model, SymbolicLimits limits = {});

  /// Why a condition cannot be evaluated here, in a clause; empty when it can.
  static std::string cannot(const Condition& condition);

  std::unique_ptr<Region> feasible() override;

  /// An entry is null too where `cannot` is not empty. May run in several threads at once, for
  /// several decision makers.
  std::vector<std::unique_ptr<Region>> where(DmId i, std::span<const Condition> conditions,
                                             const Progress& progress) override;

 private:
  diagram::Limits diagram_limits() const { return {limits_.bytes, limits_.stop}; }

  const Model& model_;
  SymbolicLimits limits_;
  std::vector<OptionId> order_;
};

}  // namespace standoff
