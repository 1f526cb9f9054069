// Taking targets apart; problems as JSON.

#include "serve/request.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "text/unicode.hpp"

namespace standoff::serve {
namespace {

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  for (std::size_t k = 0; k < text.size(); ++k) {
    char c = text[k];
    if (c == '+' && plus_is_space) {
      c = ' ';
    } else if (c == '%') {
      if (k + 2 >= text.size()) return std::nullopt;
      const int high = digit(text[k + 1]);
      const int low = digit(text[k + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      k += 2;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return std::nullopt;
    out += c;
  }
  if (text::first_invalid_utf8(out)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> Target::asked(std::string_view name) const {
  for (const auto& [key, value] : query)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<Target> parse_target(std::string_view target) {
  if (target.empty() || target.front() != '/') return std::nullopt;
  Target out;
  const std::size_t mark = std::min(target.find('?'), target.size());
  const auto path = decoded(target.substr(1, mark - 1), false);
  if (!path) return std::nullopt;
  for (std::size_t start = 0; start < path->size();) {
    const std::size_t slash = std::min(path->find('/', start), path->size());
    std::string part = path->substr(start, slash - start);
    if (part.empty() || part == "." || part == "..") return std::nullopt;
    out.path.push_back(std::move(part));
    if (slash + 1 == path->size()) return std::nullopt;  // a slash at the end
    start = slash + 1;
  }
  for (std::size_t start = mark + 1; start < target.size();) {
    const std::size_t end = std::min(target.find('&', start), target.size());
    const std::string_view pair = target.substr(start, end - start);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decoded(pair.substr(0, equals), true);
    auto value = decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return std::nullopt;
    out.query.emplace_back(std::move(*name), std::move(*value));
    start = end + 1;
  }
  return out;
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

std::size_t Request::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(
      headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; }));
}

Response problem(int status, std::string_view detail, std::string_view more) {
  const nlohmann::ordered_json members{
      {"type", "about:blank"}, {"title", reason(status)}, {"status", status}, {"detail", detail}};
  std::string body = members.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  if (!more.empty()) body.insert(body.size() - 1, "," + std::string(more));
  return {status, "application/problem+json", body + "\n"};
}

std::string_view reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 507:
      return "Insufficient Storage";
    default:
      return "";
  }
}

}  // namespace standoff::serve
