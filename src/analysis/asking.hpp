// Something asked of every reading of a dispute.
//
// A question says which comparisons it makes, boils what it sees of one decision maker's reading
// down to a digest, and answers from everybody's digests. It also knows how to count itself over
// all readings at once: that is where the structure is (products, sums over what the others can be
// seen to want).
#pragma once

#include <memory>
#include <span>
#include <unordered_map>

#include "analysis/ground.hpp"
#include "analysis/readings.hpp"

namespace standoff {

/// What a question needs of one decision maker's reading, as numbers to compare; they mean
/// something to that question alone.
struct Digest {
  std::uint64_t own = 0;
  std::uint32_t moves = 0;
};

/// Gives equal bits equal numbers and remembers them.
class Interned {
 public:
  std::uint32_t operator()(const Bits& bits) {
    const auto [entry, fresh] = known_.try_emplace(bits, static_cast<std::uint32_t>(list_.size()));
    if (fresh) list_.push_back(bits);
    return entry->second;
  }
  const Bits& operator[](std::size_t k) const { return list_[k]; }
  std::size_t size() const { return list_.size(); }

 private:
  std::unordered_map<Bits, std::uint32_t, BitsHash> known_;
  std::vector<Bits> list_;
};

struct Limits {
  std::size_t most_classes;
  std::size_t most_combinations;
  std::stop_token stop;
};

/// Exact shares by conclusion, and how they were come by; or why there are none.
struct Counted {
  std::vector<Ratio> shares;  ///< empty: not counted
  std::string how;
};

class Asking {
 public:
  virtual ~Asking() = default;
  /// By decision maker, what it compares.
  virtual const std::vector<Comparison>& comparisons(DmId i) const = 0;
  virtual const Lens& lens(DmId i) const = 0;
  /// What is left of what `lens(i)` sees.
  virtual Digest digest(DmId i, const Bits& seen) = 0;
  /// Appends, conclusion by conclusion, whether it holds.
  virtual void answer(std::span<const Digest> of, std::vector<bool>& holds) = 0;
  /// Over all readings, by decision maker; they must have the statements the question was made for.
  virtual Counted count(std::span<const Readings> readings, const Limits& limits) const = 0;
};

/// Whether some of `at` is stable, for everybody and then for each decision maker.
std::unique_ptr<Asking> ask_stability(const Ground& ground, std::span<const Readings> readings,
                                      const SolutionConcept& concept_, std::vector<StateId> at);

/// Whether `group` has a deal from `from`.
std::unique_ptr<Asking> ask_deal(const Ground& ground, std::span<const Readings> readings,
                                 std::vector<DmId> group, StateId from);

}  // namespace standoff
