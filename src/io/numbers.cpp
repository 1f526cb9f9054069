// Reading a decimal number digit by digit; no floating point, so nothing is rounded.

#include "io/numbers.hpp"

#include <algorithm>
#include <string>

namespace standoff {
namespace {

std::string_view take_digits(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view digits = text.substr(0, end);
  text.remove_prefix(end);
  return digits;
}

bool take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative;
}

}  // namespace

Number read_number(std::string_view text) {
  constexpr Number not_a_number{Number::Fault::not_a_number, 0};
  const bool negative = take_sign(text);
  const std::string_view whole = take_digits(text);
  std::string_view places;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    places = take_digits(text);
  }
  if (whole.empty() && places.empty()) return not_a_number;
  std::int64_t exponent = 0;
  if (text.starts_with('e') || text.starts_with('E')) {
    text.remove_prefix(1);
    const bool down = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return not_a_number;
    exponent = digits.size() > 6 ? 1'000'000 : std::stoll(std::string(digits));
    if (down) exponent = -exponent;
  }
  if (!text.empty()) return not_a_number;

  std::string digits(whole);
  digits += places;
  auto point = static_cast<std::int64_t>(whole.size()) + exponent;  // digits before the point
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return {};
  digits.resize(digits.find_last_not_of('0') + 1);
  digits.erase(0, first);
  point -= static_cast<std::int64_t>(first);
  if (point > 9) return {Number::Fault::too_large, 0};
  if (static_cast<std::int64_t>(digits.size()) - point > 6) return {Number::Fault::too_precise, 0};
  digits.append(static_cast<std::size_t>(point + 6) - digits.size(), '0');
  const std::int64_t value = std::stoll(digits);
  return {Number::Fault::none, negative ? -value : value};
}

}  // namespace standoff
