// Drawing readings by their weight and asking each.
#pragma once

#include <functional>
#include <memory>

#include "analysis/asking.hpp"

namespace standoff {

struct SamplingPlan {
  /// Made anew for each thread: questions remember what they were asked.
  std::function<std::vector<std::unique_ptr<Asking>>()> questions;
  std::span<const Readings> readings;  ///< by decision maker
  std::vector<StatementId> doubtful;
  std::uint64_t samples = 0;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  std::stop_token stop;
  std::function<void(double)> progress;  ///< never from two threads at once
};

struct SampleCounts {
  std::uint64_t of = 0;              ///< readings drawn; fewer than asked for when stopped
  std::vector<std::uint64_t> holds;  ///< by conclusion
  /// By doubtful statement: readings in which it counts, and by conclusion how many of these.
  std::vector<std::uint64_t> counts;
  std::vector<std::vector<std::uint64_t>> holds_and_counts;
};

/// The same numbers for the same seed, whatever the number of threads.
SampleCounts sample(const SamplingPlan& plan);

}  // namespace standoff
