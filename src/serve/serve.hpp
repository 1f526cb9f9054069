// Runs the workbench's server until it is told to stop.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "serve/verbs.hpp"

namespace standoff::serve {

struct ServeRequest {
  std::string folder = ".";
  std::string address = "127.0.0.1";
  std::uint16_t port = 7357;
  bool or_next = true;     ///< take the next free port where this one is taken
  std::string token = {};  ///< empty: none is asked for
  bool read_only = false;
  std::string sources = {};  ///< a folder with source texts, to read only
  CallVerb call = {};
  /// Called once when the server can be reached, with its address.
  std::function<void(const std::string& url)> ready = {};
};

/// Returns after a SIGINT or SIGTERM. Throws std::runtime_error, with a sentence, where it cannot
/// begin.
void serve(const ServeRequest& request);

}  // namespace standoff::serve
