// What is wrong with an author's file, as values: all of it at once, each with its place and a way
// to mend it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standoff {

enum class Severity : std::uint8_t { error, warning };

/// A stable name for a kind of problem and what it means; the table is src/io/problems.def.
struct ProblemCode {
  std::string_view code;  ///< kebab-case, stable across versions, e.g. "unknown-name"
  Severity severity;
  bool structural;           ///< the JSON Schema sees it too
  std::string_view meaning;  ///< one sentence for the reference page
};

/// Every code there is, in the order of the reference page.
const std::vector<ProblemCode>& problem_codes();

/// A place in a text. Lines and columns count from 1; columns count code points. Line 0: the file
/// as a whole.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;  ///< code points to underline; 0 when unknown
  bool operator==(const Place&) const = default;
};

struct Problem {
  std::string_view code;
  Severity severity = Severity::error;
  Place place;
  std::string message;  ///< what was found and what was expected; lower case, no blame
  std::string hint;     ///< how to mend it; may be empty
};

}  // namespace standoff
