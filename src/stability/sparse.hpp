// The sparse carrier: a rank function is an array over the graph's states.
#pragma once

#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "standoff/calculus.hpp"
#include "standoff/graph.hpp"

namespace standoff {

/// Evaluates terms over one graph and remembers what it has evaluated, so that concepts share their
/// common parts. Not to be used from two threads at once; use one per thread.
class SparseCarrier {
 public:
  explicit SparseCarrier(const Graph& graph, std::stop_token stop = {})
      : graph_(graph), stop_(std::move(stop)) {}

  /// The states where the condition holds. When stopped meanwhile the result means nothing; ask the
  /// token.
  StateSet where(const Condition& condition);

 private:
  using Values = std::shared_ptr<const Ranks>;

  Values evaluate(const Term& term);
  Ranks forced(DmId i, const Ranks& f, bool credible) const;
  Ranks forced_transitive(DmId i, const Ranks& f, bool credible) const;
  Ranks forced_tracked(DmId i, const Ranks& f, bool credible) const;

  const Graph& graph_;
  std::stop_token stop_;
  std::map<std::string, Values> known_;
};

}  // namespace standoff
