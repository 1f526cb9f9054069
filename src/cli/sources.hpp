// The source texts of a folder.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"
#include "standoff/evidence.hpp"

namespace standoff::cli {

/// Every file below `folder` (64 MiB at most each), in an order that does not depend on the disk.
/// Throws Failure(wrong_usage) when it is not a directory.
std::vector<SourceText> read_source_texts(const Context& context, const std::string& folder);

}  // namespace standoff::cli
