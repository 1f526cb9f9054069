// What yaml-cpp does not see, or sees otherwise than an author: bytes that are no text, escapes of
// JSON, quotation marks that are never closed.
#pragma once

#include <string>
#include <string_view>

#include "io/lines.hpp"
#include "io/problems.hpp"

namespace standoff::yaml {

/// True for a control character. Line ends and tabs belong to texts; the others to terminals.
bool is_control(char c);

/// True for UTF-8 without control characters and with the line ends of Unix or Windows; a problem
/// otherwise.
bool is_clean_text(std::string_view bytes, ProblemList& problems);

/// JSON writes a character beyond U+FFFF as two \u escapes, YAML as one \U.
std::string join_surrogates(std::string_view bytes);

/// Whether the quotation mark in a line (from 1) and byte column (from 0) has its closing one.
bool quote_closes(const Lines& lines, std::size_t number, std::size_t column);

}  // namespace standoff::yaml
