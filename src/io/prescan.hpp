// Bytes that are no text, before any parser sees them.
#pragma once

#include <string_view>

#include "io/lines.hpp"
#include "io/problems.hpp"

namespace standoff::yaml {

/// Where a control character begins, or npos. Those of ASCII are some, but for tabs and the ends of
/// lines, and those from U+0080 to U+009F but for NEL: there are terminals that obey them.
std::size_t find_control(std::string_view text);

/// True for UTF-8 without control characters and with the line ends of Unix or Windows; a problem
/// otherwise.
bool is_clean_text(std::string_view bytes, ProblemList& problems);

}  // namespace standoff::yaml
