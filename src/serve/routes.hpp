// Every path the server knows: one table, from which requests are answered and the description of
// the API is made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/workbench.hpp"

namespace standoff::serve {

struct Route {
  std::string_view method;
  std::string_view path;  ///< "/api/questions/{verb}"; {name...} at the end takes all the rest
  /// `rest`: what stands in place of the braces.
  Response (*answer)(Workbench& bench, const Request& request, const std::string& rest);
  bool computing = false;
};
const std::vector<Route>& routes();

}  // namespace standoff::serve
