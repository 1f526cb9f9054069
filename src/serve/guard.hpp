// Who may ask at all, and what a browser may do with the answers.
//
// A page of somebody else's, open in the same browser, can send requests to a server on this
// machine. So a request must name the server as its host (or a foreign name was made to point
// here), must not come from another origin, and where the server can be reached from elsewhere,
// must bring the token.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "serve/request.hpp"

namespace standoff::serve {

class Guard {
 public:
  /// `address`: where the server listens; `token`: empty when none is asked for.
  Guard(std::string address, std::uint16_t port, std::string token);

  /// What to answer when the request may go no further; nothing when it may. Where the token comes
  /// as `/?token=`, the answer is a cookie and the way to the same page without it.
  std::optional<Response> refuse(const Request& request) const;

  /// Adds what every answer tells the browser.
  static void harden(Response& response);

 private:
  bool host_is_ours(std::string_view host) const;
  bool knows_token(const Request& request) const;

  std::string address_;
  std::string port_;
  std::string token_;
};

/// True for addresses that only this machine reaches.
bool is_loopback(std::string_view address);

/// So many random bytes, as hexadecimal digits.
std::string random_hex(std::size_t bytes);

}  // namespace standoff::serve
