// Evaluating terms of the calculus on vectors of diagrams.
#pragma once

#include <map>
#include <string>

#include "standoff/calculus.hpp"
#include "symbolic/layout.hpp"

namespace standoff::symbolic {

/// Evaluates terms without answers in them over one layout, and remembers what it has evaluated.
class Evaluation {
 public:
  explicit Evaluation(Layout& layout) : layout_(layout) {}

  /// The values are right in feasible states.
  const Bits& evaluate(const Term& term);
  /// The feasible states where the condition holds.
  diagram::Diagram where(const Condition& condition);

 private:
  Bits forced(DmId i, Bits value);

  Layout& layout_;
  std::map<std::string, Bits> known_;
};

}  // namespace standoff::symbolic
