// What to tell an author whose file is not even YAML: the parser's complaint, translated into the
// likely mistake.
#pragma once

#include "io/lines.hpp"
#include "io/problems.hpp"
#include "io/yaml_events.hpp"

namespace standoff::yaml {

/// Adds a problem for what the parser could not read: mostly `not-yaml`. Its marks are those of
/// `lines`.
void advise(const Lines& lines, const Fault& fault, ProblemList& problems);

/// Adds the problem of a second document, whose first value stands at a place.
void advise_second_document(const Place& at, ProblemList& problems);

}  // namespace standoff::yaml
