// Bytes that are no text, before any parser sees them.
#pragma once

#include <string_view>

#include "io/lines.hpp"
#include "io/problems.hpp"

namespace standoff::yaml {

/// True for a control character. Line ends and tabs belong to texts; the others to terminals.
bool is_control(char c);

/// True for UTF-8 without control characters and with the line ends of Unix or Windows; a problem
/// otherwise.
bool is_clean_text(std::string_view bytes, ProblemList& problems);

}  // namespace standoff::yaml
