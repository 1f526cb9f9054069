// The .gmcr format of GMCR+ (JSON): options, decision makers, statements or rankings.
#pragma once

#include <string_view>

#include "standoff/load.hpp"

namespace standoff {

/// True for a JSON object with `decisionMakers` and `options` among its keys, and for the older
/// pickled saves. Looks at the outermost keys only, so a broken file is still known for what it is.
bool is_gmcr(std::string_view bytes);

/// Reads a .gmcr file, or says everything that is wrong with it, each problem with its path in the
/// file ("decisionMakers[1].preferences[3]"). Never throws. Options are put in the order of the
/// decision makers that own them, as GMCR+ does before it numbers states.
Loaded load_gmcr(std::string_view bytes);

}  // namespace standoff
