// Numbers as YAML writes them, read exactly.
#pragma once

#include <cstdint>
#include <string_view>

namespace standoff {

struct Number {
  enum class Fault : std::uint8_t { none, not_a_number, too_large, too_precise };
  Fault fault = Fault::none;
  std::int64_t millionths = 0;  ///< the number times 10^6
};

/// A decimal number, perhaps with a sign, a point and an exponent: "12", "-1.5", "1e3". Too large
/// from 10^9 on, too precise with more than six decimal places.
Number read_number(std::string_view text);

}  // namespace standoff
