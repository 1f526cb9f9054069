// Holds the engine to the oracle on one dispute: the file is printed, loaded and laid out by the
// engine, and every state, move, rank, verdict and witness is compared with what the oracle makes
// of the same plain data.
#pragma once

#include <cstdint>
#include <string>

#include "oracle/definitions.hpp"
#include "random/plain_dispute.hpp"

namespace standoff::tests {

/// The first disagreement in words; empty when there is none. `seed` chooses the contested settings
/// that are tried beside the defaults.
std::string disagreement(const oracle::PlainDispute& dispute, std::uint64_t seed);

/// The same for a game in graph form (simultaneous concepts left out), without a file between.
std::string disagreement(const oracle::Game& game);

}  // namespace standoff::tests
