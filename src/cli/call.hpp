// The program as a function: what main calls, and what asks verbs from inside.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"

namespace standoff::cli {

/// Runs the program with these arguments, its own name left out: {"why", "-", "--dm=union"}.
/// Returns the exit code; never throws. May be called from several threads at once when `io` is
/// inside.
int call(const std::vector<std::string>& arguments, const Io& io);

}  // namespace standoff::cli
