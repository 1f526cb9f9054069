// Sets of states as diagrams.
#pragma once

#include <memory>

#include "diagram/diagram.hpp"
#include "stability/carrier.hpp"
#include "standoff/model.hpp"

namespace standoff::symbolic {

/// A set of states of a dispute, in a space that it may share with others. Not for two threads at
/// once where the space is shared.
class DiagramRegion : public Region {
 public:
  DiagramRegion(std::shared_ptr<diagram::Space> space, diagram::Diagram states)
      : space_(std::move(space)), states_(std::move(states)) {}

  Count count() const override;
  bool contains(const std::string& label) const override;
  std::vector<std::string> first(std::size_t most) const override;
  /// Takes the other one into its own space where they have different ones.
  bool meet(const Region& other) override;

  const diagram::Diagram& states() const { return states_; }

 private:
  std::shared_ptr<diagram::Space> space_;  // outlives states_
  diagram::Diagram states_;
};

}  // namespace standoff::symbolic
