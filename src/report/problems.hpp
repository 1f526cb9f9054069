// Problems of a file as a reader sees them: place, what, the line with the spot underlined, how to
// mend it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/style.hpp"
#include "standoff/problem.hpp"

namespace standoff::report {

std::string describe(const std::vector<Problem>& problems, std::string_view file,
                     std::string_view bytes, const Style& style);

}  // namespace standoff::report
