// Counting lines and columns. A file may be one line of megabytes, as JSON often is; a table of how
// many code points stand before each block of bytes keeps every question short.

#include "io/lines.hpp"

#include <algorithm>

namespace standoff::yaml {
namespace {

constexpr std::size_t block = 256;

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

}  // namespace

Lines::Lines(std::string_view text) : text_(text), starts_{0} {
  std::size_t longest = 0;
  for (std::size_t k = text.find('\n'); k != std::string_view::npos; k = text.find('\n', k + 1)) {
    longest = std::max(longest, k - starts_.back());
    starts_.push_back(k + 1);
  }
  if (std::max(longest, text.size() - starts_.back()) <= block) return;
  std::size_t before = 0;
  for (std::size_t k = 0; k <= text.size(); k += block) {
    blocks_.push_back(before);
    before += count_code_points(text.substr(k, block));
  }
}

std::string_view Lines::line(std::size_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  const std::size_t start = starts_[number - 1];
  const std::size_t end = number < starts_.size() ? starts_[number] - 1 : text_.size();
  std::string_view line = text_.substr(start, end - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t Lines::code_points_before(std::size_t byte) const {
  const std::size_t from = byte / block * block;
  return blocks_[byte / block] + count_code_points(text_.substr(from, byte - from));
}

Place Lines::place(std::size_t line_number, std::size_t byte_column) const {
  const std::size_t number = std::min(line_number, starts_.size() - 1);
  const std::size_t start = starts_[number];
  const std::size_t byte = start + std::min(byte_column, line(number + 1).size());
  const std::size_t column = byte - start <= block
                                 ? count_code_points(text_.substr(start, byte - start))
                                 : code_points_before(byte) - code_points_before(start);
  return {static_cast<std::uint32_t>(number + 1), static_cast<std::uint32_t>(column + 1), 0};
}

std::string_view Lines::rest(std::size_t number, std::size_t column) const {
  const std::string_view line = this->line(number);
  if (line.empty()) return line;
  const auto start = static_cast<std::size_t>(line.data() - text_.data());
  std::size_t byte = start;
  std::size_t left = column;
  if (column > block) {  // from the last block that begins no later
    const std::size_t wanted = code_points_before(start) + column;
    const auto after = std::upper_bound(blocks_.begin(), blocks_.end(), wanted);
    const auto number_of_block = static_cast<std::size_t>(after - blocks_.begin()) - 1;
    byte = std::max(byte, number_of_block * block);
    left = wanted - code_points_before(byte);
  }
  const std::size_t end = start + line.size();
  while (byte < end && !begins_code_point(text_[byte])) ++byte;
  for (; left > 0 && byte < end; --left) do
      ++byte;
    while (byte < end && !begins_code_point(text_[byte]));
  return text_.substr(std::min(byte, end), end - std::min(byte, end));
}

Place Lines::place_of_byte(std::size_t byte) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), byte);
  const auto line_number = static_cast<std::size_t>(after - starts_.begin()) - 1;
  return place(line_number, byte - starts_[line_number]);
}

}  // namespace standoff::yaml
