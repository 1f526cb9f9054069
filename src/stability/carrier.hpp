// What carries the calculus: something that holds rank functions and sets of states of one dispute,
// and finds where the conditions that solution concepts are made of hold.
//
// A concept (stability/<name>.cpp) is written once, as terms; see standoff/calculus.hpp. The sparse
// carrier evaluates them on arrays over listed states, the dense one tile by tile over the whole
// cube of options, the symbolic one on decision diagrams. None of them knows a concept.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "standoff/calculus.hpp"
#include "standoff/count.hpp"

namespace standoff {

/// A set of states. Labels are those of the contract: one letter, Y or N, for each option.
class Region {
 public:
  virtual ~Region() = default;
  virtual Count count() const = 0;
  /// Whether the state with that label belongs to it.
  virtual bool contains(const std::string& label) const = 0;
  /// The first members in the contract's order (N before Y), at most `most` of them.
  virtual std::vector<std::string> first(std::size_t most) const = 0;
  /// Keeps what the other, a region of the same carrier, has too. False when it was stopped or ran
  /// out of memory; then the region is of no use.
  virtual bool meet(const Region& other) = 0;
};

/// How far a computation has come: a share of one `where`, 0 to 1.
using Progress = std::function<void(double)>;

class Carrier {
 public:
  virtual ~Carrier() = default;

  /// The feasible states; null when stopped.
  virtual std::unique_ptr<Region> feasible() = 0;

  /// For decision maker `i`: the feasible states where each condition holds. An entry is null where
  /// the computation was stopped, or met a limit, before it was known. The conditions speak of `i`
  /// as the focal decision maker: best(i, ..), forced(i, ..), answered(i, ..).
  virtual std::vector<std::unique_ptr<Region>> where(DmId i, std::span<const Condition> conditions,
                                                     const Progress& progress) = 0;
};

}  // namespace standoff
