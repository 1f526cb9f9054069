// Splits a formula into words and signs.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace standoff {

inline constexpr std::array<std::string_view, 11> number_words{
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};

struct Token {
  enum class Kind { end, name, number, sign, other };
  Kind kind = Kind::end;
  std::string text;        ///< keywords and signs in one spelling: "and", "(", ...
  std::size_t offset = 0;  ///< in code points, as is `length`
  std::size_t length = 0;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  Token next();

 private:
  void advance(std::size_t bytes);

  std::string_view text_;
  std::size_t at_ = 0;      // in bytes
  std::size_t offset_ = 0;  // in code points
};

/// True for the words of the formula language, as they are written: in small letters.
bool is_keyword(std::string_view word);

std::string in_small_letters(std::string_view word);

}  // namespace standoff
