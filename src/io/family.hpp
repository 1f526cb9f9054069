// Families of disputes: a name full of numbers stands for one dispute, the same everywhere. Tests
// and measurements have no files to carry about; they have names.
//
//   d3-n28-m10-l3-p2-r6-w7-s1
//
// is a dispute of 3 decision makers and 28 options, split evenly; each decision maker has 10
// statements, of at most 2 patterns joined by "or", of at most 3 literals joined by "and"; 6 rules
// each forbid one way of combining two options; 7 options are one-way; all drawn from seed 1.
//
//   d3-n28          the other parts may be left out; then they are as above (w: a quarter of n)
//   ...-big70-s1    the first decision maker owns 70 % of the options
//   ...-g2-s1       the first 2 options of each decision maker wait for an option of somebody else
//   ...-payoffs-s1  the same formulas with weights to be added up instead of a priority
//   ...-ladders-s1  the first options of each decision maker, up to 3, are a ladder
//
// What is drawn does not depend on the optional parts, so that `big70` changes who owns what and
// nothing else. (`ladders` may change the status quo, and with it the rules.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace standoff {

/// What a name says.
struct Family {
  int dms = 0;
  int options = 0;
  int statements = 10;
  int literals = 3;
  int patterns = 2;
  int rules = 6;
  int one_way = 0;
  int big = 0;  ///< percent of the options that are the first decision maker's; 0: split evenly
  int guards = 0;
  bool payoffs = false;
  bool ladders = false;
  std::uint64_t seed = 1;

  /// The first option of a decision maker; its options end where those of the next one begin.
  int first_option(int dm) const;
};

/// Throws std::invalid_argument telling what was found and what is expected, also where no dispute
/// can be what the name asks for.
Family family_of(std::string_view name);

/// The name with all its parts, in the order above: of all names of a dispute the one that is its
/// title.
std::string name_of(const Family& family);

/// The dispute file, in YAML. Its status quo is drawn first, by a coin for each option, and rules
/// that forbid it are drawn again; so it is feasible whatever the name. Throws
/// std::invalid_argument where there are not so many different statements, or nothing to wait for.
std::string dispute_of(const Family& family);

}  // namespace standoff
