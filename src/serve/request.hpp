// A question that came by HTTP and its answer, as plain values: nothing here knows a socket.
#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace standoff::serve {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// What stands between the method and the version of a request.
struct Target {
  std::vector<std::string> path;  ///< "/api/disputes/cases/x" is {"api", "disputes", "cases", "x"}
  std::vector<std::pair<std::string, std::string>> query;
  /// The value of a query parameter; nothing when it is not there.
  std::optional<std::string> asked(std::string_view name) const;
};
/// Decodes %XX, in paths once and before they are cut at slashes. Nothing where the target is none
/// of this server's: not beginning with a slash, badly encoded, not UTF-8, with control characters,
/// or with a part that is empty, "." or "..".
std::optional<Target> parse_target(std::string_view target);

/// In which lane an answer is made, so that none keeps those of another waiting.
enum class Lane : std::uint8_t {
  quick,    ///< only looking up: a page opens while others think
  live,     ///< what follows every key, and what a page begins with
  patient,  ///< searches; they leave the processor to the others
};

struct Request {
  std::string method;
  std::string target;  ///< as it came
  Headers headers;     ///< names in lower case
  std::string body;
  std::stop_token stop;  ///< nobody waits for the answer any more

  /// The value of a header by its name in lower case; empty when it is not there. Of one that came
  /// twice, the first.
  std::string_view header(std::string_view name) const;
  /// How often it came.
  std::size_t count(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  Headers headers = {};
};

/// An error as RFC 9457 has it. `detail` is one sentence for a person; `more` are members that a
/// program may look for, written as JSON: `"etag":"..."`.
Response problem(int status, std::string_view detail, std::string_view more = {});

/// "Not Found"
std::string_view reason(int status);

}  // namespace standoff::serve
