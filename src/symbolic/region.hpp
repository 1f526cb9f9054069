// Sets of states as diagrams.
#pragma once

#include <memory>

#include "diagram/diagram.hpp"
#include "stability/carrier.hpp"
#include "standoff/model.hpp"

namespace standoff::symbolic {

/// A set of states of a dispute, in a space of its own.
class DiagramRegion : public Region {
 public:
  /// Copies them. `order`: all options, top first.
  DiagramRegion(const diagram::Diagram& states, const std::vector<diagram::Variable>& order,
                const diagram::Limits& limits)
      : space_(std::make_unique<diagram::Space>(order.size(), limits, order)),
        states_(copy(states, *space_)) {}

  Count count() const override;
  bool contains(const std::string& label) const override;
  std::vector<std::string> first(std::size_t most) const override;
  bool meet(const Region& other) override;

  const diagram::Diagram& states() const { return states_; }

 private:
  std::unique_ptr<diagram::Space> space_;  // outlives states_
  diagram::Diagram states_;
  std::size_t smallest_ = 1000;  // nodes, after the last search for a better order
};

}  // namespace standoff::symbolic
