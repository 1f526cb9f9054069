// All states at once for one focal decision maker.
//
// A condition compares two terms. What happens on a page (ranks, forced, answered, least, most) is
// worked out page by page and thrown away; what leads from page to page (best) is gathered into one
// page for each class of the focal decision maker's settings. So there is one pass over all pages
// for each depth of `best`, and a last one that compares and keeps bits.
#pragma once

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "dense/bitmap.hpp"
#include "dense/joint.hpp"
#include "dense/rank_runs.hpp"
#include "stability/carrier.hpp"

namespace standoff::dense {

/// What all focal decision makers share.
struct Common {
  const Cube& cube;
  const Formula& rules;
  const std::vector<Scale>& scales;
  unsigned threads;
  std::uint64_t cache_bytes;  ///< for runs and orders worked out beforehand, at most
  std::stop_token stop;
};

/// Why a condition cannot be evaluated for focal decision maker i, in a clause; empty when it can.
std::string cannot(const Condition& condition, DmId i);

/// Bytes it takes to evaluate the conditions, bitmaps and what is worked out beforehand aside.
std::uint64_t bytes_for(const Common& common, DmId i, std::span<const Condition> conditions);

/// The feasible combinations where each condition holds. Throws diagram::Stopped.
std::vector<std::unique_ptr<Bitmap>> evaluate(const Common& common, DmId i,
                                              std::span<const Condition> conditions,
                                              const Progress& progress);

/// The feasible combinations. Throws diagram::Stopped.
std::unique_ptr<Bitmap> feasible_bitmap(const Common& common);

}  // namespace standoff::dense
