// What to tell an author whose file is not even YAML: the parser's complaint, translated into the
// likely mistake.
#pragma once

#include <cstddef>
#include <string_view>

#include "io/lines.hpp"
#include "io/problems.hpp"

namespace standoff::yaml {

/// Adds the problem `not-yaml` for a parser error at a line and byte column counted from 0.
void advise(const Lines& lines, std::size_t line, std::size_t byte_column,
            std::string_view complaint, ProblemList& problems);

/// Adds a problem for a second document at a place: `several-documents` where a line `---` begins
/// it, and `not-yaml` where the parser only took badly indented lines for one.
void advise_second_document(const Lines& lines, const Place& at, ProblemList& problems);

}  // namespace standoff::yaml
