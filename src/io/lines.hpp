// A text by lines: between the bytes it is made of and the code points an author sees.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "standoff/problem.hpp"

namespace standoff::yaml {

class Lines {
 public:
  explicit Lines(std::string_view text);

  /// Line `number`, counted from 1, without its end; empty beyond the last.
  std::string_view line(std::size_t number) const;
  std::size_t count() const { return starts_.size(); }
  /// A place from a line and a byte column, both counted from 0. Quick however long the line is.
  Place place(std::size_t line, std::size_t byte_column) const;
  Place place_of_byte(std::size_t byte) const;
  /// A line, counted from 1, from a code point on, counted from 0. Quick, too.
  std::string_view rest(std::size_t number, std::size_t column) const;

 private:
  std::size_t code_points_before(std::size_t byte) const;

  std::string_view text_;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t>
      blocks_;  // code points before each block of bytes; none if lines are short
};

}  // namespace standoff::yaml
