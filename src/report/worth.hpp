// Statements by how many conclusions hang on them: what is worth finding out.
#pragma once

#include <vector>

#include "standoff/robust.hpp"

namespace standoff::report {

/// How many of the conclusions (for everybody, and deals) a single change of one statement
/// overturns.
struct Worth {
  StatementId id;
  std::size_t overturns = 0;
  std::size_t mildly = 0;  ///< of these, by its place in the list or its absence
};

/// Statements that overturn something: by most overturned mildly, then by most in all.
std::vector<Worth> worth_finding_out(const Robust& found);

/// The conclusions that are counted: for everybody, and deals.
std::size_t conclusions_counted(const Robust& found);

}  // namespace standoff::report
