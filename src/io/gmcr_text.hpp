// The text of a .gmcr file as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "io/problems.hpp"

namespace standoff {

/// True for the saves of 2013 and before, which are Python pickles.
bool is_gmcr_pickle(std::string_view bytes);

/// The JSON, with only the keys that a reader needs; null and a problem when the bytes are no JSON,
/// a pickle, too large or too deep. Never throws.
nlohmann::json parse_gmcr_text(std::string_view bytes, ProblemList& problems);

}  // namespace standoff
