// A family of disputes from a seed, as dispute files.
#pragma once

#include <cstdint>
#include <string>

namespace standoff::bench {

struct Family {
  std::uint64_t seed = 1;
  int dms = 4;
  int options = 16;     ///< split evenly
  int statements = 10;  ///< for each decision maker: one or two patterns of one to three literals
  int rules = 0;  ///< each: two options of the dispute exclude each other, in one of the four ways
  int one_way = 4;      ///< options that cannot be changed back
  bool guards = false;  ///< two options of each decision maker wait for somebody else's
};

/// "4 dms, 16 options, 10 statements, 0 rules, 4 one-way, seed 1"
std::string name_of(const Family& family);
/// The dispute file; the same for the same family everywhere.
std::string write(const Family& family);

}  // namespace standoff::bench
