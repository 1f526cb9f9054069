// Random disputes by the thousand: how many, from which seed on, tried on all cores, and each
// counterexample made small and written down as a file.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "random/plain_dispute.hpp"

namespace standoff::tests {

/// The number that an environment variable holds, or another one where it is not set.
std::uint64_t from_environment(const char* name, std::uint64_t otherwise);

/// Which seeds to try: STANDOFF_ORACLE_SEED and STANDOFF_ORACLE_COUNT say so.
struct Seeds {
  explicit Seeds(std::uint64_t usual_count);
  std::uint64_t first;
  std::uint64_t count;
};

/// A random dispute of options alone, nothing merged; every tenth is a little larger.
oracle::PlainDispute draw_options(std::uint64_t seed);

struct Trial {
  std::function<oracle::PlainDispute(std::uint64_t seed)> draw;
  /// What is wrong, in words; empty when nothing is. Called from several threads.
  std::function<std::string(const oracle::PlainDispute&, std::uint64_t seed)> wrong;
  std::string name;  ///< of the files: "<name>-<seed>.yaml"
};

/// Tries all seeds, or fewer once three have failed. By seed what is wrong there, where the small
/// dispute stands that still shows it, and how to try again.
std::map<std::uint64_t, std::string> counterexamples(const Seeds& seeds, const Trial& trial);

}  // namespace standoff::tests
