// What to tell an author whose file is not even YAML: the parser's complaint, translated into the
// likely mistake.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/problems.hpp"

namespace standoff::yaml {

/// A text by lines.
class Lines {
 public:
  explicit Lines(std::string_view text);

  /// Line `number`, counted from 1, without its end; empty beyond the last.
  std::string_view line(std::size_t number) const;
  std::size_t count() const { return starts_.size(); }
  /// A place from a line and a byte column, both counted from 0.
  Place place(std::size_t line, std::size_t byte_column) const;
  Place place_of_byte(std::size_t byte) const;

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// Adds the problem `not-yaml` for a parser error at a line and byte column counted from 0.
void advise(const Lines& lines, std::size_t line, std::size_t byte_column,
            std::string_view complaint, ProblemList& problems);

}  // namespace standoff::yaml
