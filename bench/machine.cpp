// Asking Linux.

#include "machine.hpp"

#include <malloc.h>
#include <sys/utsname.h>

#include <ctime>
#include <fstream>
#include <string_view>

namespace standoff::bench {
namespace {

// What stands behind the first line that begins with `key`, without the colon.
std::string line_of(const char* file, std::string_view key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with(key)) continue;
    const std::size_t colon = line.find(':');
    const std::size_t start = line.find_first_not_of(" \t", colon + 1);
    return colon == std::string::npos || start == std::string::npos ? "" : line.substr(start);
  }
  return {};
}

std::optional<std::uint64_t> bytes_of(const char* file, std::string_view key) {
  const std::string kilobytes = line_of(file, key);
  if (kilobytes.empty()) return std::nullopt;
  return std::stoull(kilobytes) * 1024;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> machine() {
  std::vector<std::pair<std::string, std::string>> known;
  known.emplace_back("cpu", line_of("/proc/cpuinfo", "model name"));
  if (const auto memory = bytes_of("/proc/meminfo", "MemTotal"))
    known.emplace_back("memory", std::to_string(*memory >> 30) + " GiB");
  utsname system{};
  if (uname(&system) == 0) {
    const std::string release = system.release;  // "6.1.0-13-amd64"
    known.emplace_back("system", std::string(system.sysname) + " " +
                                     release.substr(0, release.find('.', release.find('.') + 1)));
  }
#ifdef __clang__
  known.emplace_back("compiler", "clang " __clang_version__);
#else
  known.emplace_back("compiler", "g++ " __VERSION__);
#endif
  return known;
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

PeakMemory::PeakMemory() {
  malloc_trim(0);
  std::ofstream clear("/proc/self/clear_refs");
  clear << "5" << std::flush;  // the peak is what is in use now
  if (clear) before_ = bytes_of("/proc/self/status", "VmRSS");
}

std::optional<std::uint64_t> PeakMemory::bytes() const {
  const auto peak = bytes_of("/proc/self/status", "VmHWM");
  if (!before_ || !peak) return std::nullopt;
  return *peak > *before_ ? *peak - *before_ : 0;
}

}  // namespace standoff::bench
