// What the benchmark ran on, and how much memory it took there. Linux; elsewhere little is known
// and the answers are empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace standoff::bench {

/// "cpu", "memory", "system", "compiler", each with what is known of it.
std::vector<std::pair<std::string, std::string>> machine();

/// Seconds of processor time this process has used, all its threads together.
double cpu_seconds();

/// The most memory in use at any time since this was made, beyond what was in use then.
class PeakMemory {
 public:
  PeakMemory();
  std::optional<std::uint64_t> bytes() const;

 private:
  std::optional<std::uint64_t> before_;
};

}  // namespace standoff::bench
