// Every path the server knows: one table, from which requests are answered and the description of
// the API is made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/workbench.hpp"

namespace standoff::serve {

/// One way a path answers. Problems (RFC 9457) may come from every path and are listed only where
/// they say something of it.
struct Outcome {
  int status = 200;
  std::string_view type = "application/json";
  std::string_view schema;  ///< of the body, by its name in openapi.cpp; empty: none, or any bytes
  std::string_view means;
};

struct Route {
  std::string_view method;
  std::string_view path;  ///< "/api/questions/{verb}"; {name...} at the end takes all the rest
  /// `rest`: what stands in place of the braces.
  Response (*answer)(Workbench& bench, const Request& request, const std::string& rest);
  Lane lane = Lane::quick;
  std::string_view summary;  ///< for the description
  std::string_view takes;    ///< schema of the body; "bytes" for any; empty for none
  std::vector<Outcome> gives;
};
const std::vector<Route>& routes();

/// The description of the API, OpenAPI 3.1.
std::string openapi_json();

}  // namespace standoff::serve
