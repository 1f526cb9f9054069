// Host, origin, token; headers of answers.

#include "serve/guard.hpp"

#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>

#include "text/sha256.hpp"

namespace standoff::serve {
namespace {

constexpr std::string_view cookie = "standoff_token";

// Takes as long for one wrong letter as for all of them.
bool same(std::string_view a, std::string_view b) {
  text::Sha256 hash;
  return hash(a) == hash(b);
}

bool is_address(std::string_view host) {
  return !host.empty() &&
         (host.front() == '[' || host.find_first_not_of("0123456789.") == std::string_view::npos);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string name_of_machine() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? lower(name.data()) : std::string();
}

}  // namespace

Guard::Guard(std::string address, std::uint16_t port, std::string token)
    : address_(std::move(address)), port_(std::to_string(port)), token_(std::move(token)) {}

bool Guard::host_is_ours(std::string_view host) const {
  const std::string whole = lower(host);
  std::string_view name = whole;
  const std::size_t colon = name.rfind(':');
  const bool with_port = colon != std::string_view::npos && name.find(']', colon) == name.npos;
  if ((with_port ? name.substr(colon + 1) : "80") != port_) return false;
  if (with_port) name = name.substr(0, colon);
  if (name == address_ || name == "[" + address_ + "]") return true;
  if (is_loopback(address_)) return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
  // Listening everywhere, the server has every address of the machine, and its name. No name of
  // somebody else's can be among them, and that is what matters.
  return is_address(name) || name == "localhost" || name == name_of_machine();
}

bool Guard::knows_token(const Request& request) const {
  const std::string_view bearer = request.header("authorization");
  if (bearer.starts_with("Bearer ") && same(bearer.substr(7), token_)) return true;
  const std::string_view cookies = request.header("cookie");
  for (std::size_t start = 0; start < cookies.size();) {
    const std::size_t end = std::min(cookies.find(';', start), cookies.size());
    std::string_view one = cookies.substr(start, end - start);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    if (one.starts_with(cookie) && one.substr(cookie.size()).starts_with('=') &&
        same(one.substr(cookie.size() + 1), token_))
      return true;
    start = end + 1;
  }
  return false;
}

std::optional<Response> Guard::refuse(const Request& request) const {
  const std::string_view host = request.header("host");
  if (request.count("host") != 1 || !host_is_ours(host))
    return problem(403, "this server does not go by that name; use the address it printed");
  const std::string_view origin = request.header("origin");
  if (request.count("origin") > 1 || (!origin.empty() && origin != "http://" + std::string(host)))
    return problem(403, "a page of another origin may not ask here");
  const std::string_view site = request.header("sec-fetch-site");
  const bool visited = request.header("sec-fetch-mode") == "navigate" && request.method == "GET";
  if ((site == "cross-site" || site == "same-site") && !visited)
    return problem(403, "a page of another site may not ask here");
  if (token_.empty() || knows_token(request)) return std::nullopt;
  const auto target = parse_target(request.target);
  const auto given = target && target->path.empty() ? target->asked("token") : std::nullopt;
  if (given && same(*given, token_) && request.method == "GET") {
    Response response{303, "", "", {}};
    response.headers.emplace_back("Location", "/");
    response.headers.emplace_back(
        "Set-Cookie", std::string(cookie) + "=" + token_ + "; Path=/; HttpOnly; SameSite=Strict");
    return response;
  }
  Response response =
      problem(401,
              "a token is asked for: open the address that the server printed, or send "
              "Authorization: Bearer TOKEN");
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

void Guard::harden(Response& response) {
  const auto set = [&](const char* name, const char* value) {
    const bool there = std::any_of(response.headers.begin(), response.headers.end(),
                                   [&](const auto& header) { return header.first == name; });
    if (!there) response.headers.emplace_back(name, value);
  };
  set("Content-Security-Policy",
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  set("X-Content-Type-Options", "nosniff");
  set("Referrer-Policy", "no-referrer");
  set("Cross-Origin-Opener-Policy", "same-origin");
  set("Cross-Origin-Resource-Policy", "same-origin");
  set("Cache-Control", "no-store");
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.");
}

std::string random_hex(std::size_t bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string raw(bytes, '\0');
  for (std::size_t at = 0; at < bytes;) {
    const ssize_t n = getrandom(raw.data() + at, bytes - at, 0);
    if (n < 0 && errno != EINTR) throw std::runtime_error("the system has no random numbers");
    if (n > 0) at += static_cast<std::size_t>(n);
  }
  std::string out;
  for (const char c : raw) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace standoff::serve
