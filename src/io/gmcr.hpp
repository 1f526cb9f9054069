// The .gmcr format of GMCR+ (JSON): options, decision makers, statements or rankings.
#pragma once

#include <string_view>

#include "standoff/load.hpp"

namespace standoff {

/// True for a JSON object with `decisionMakers` and `options` among its keys, and for the older
/// pickled saves.
bool is_gmcr(std::string_view bytes);

Loaded load_gmcr(std::string_view bytes);

}  // namespace standoff
