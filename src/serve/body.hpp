// What a request says in JSON, and how it is told what is wrong with it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "serve/request.hpp"
#include "standoff/problem.hpp"

namespace standoff::serve {

using Json = nlohmann::ordered_json;

/// Ends the answering of a request with another answer.
struct Refusal : std::runtime_error {
  explicit Refusal(Response what) : std::runtime_error(what.body), response(std::move(what)) {}
  Refusal(int status, std::string_view detail) : Refusal(problem(status, detail)) {}
  Response response;
};

/// The body as a JSON object. Throws Refusal: 415 when it is not said to be JSON, 400 when it is
/// none or nested deeper than anything here is.
Json body_of(const Request& request);

/// Members by name, all of which throw Refusal(400) where the value is of another kind. Null counts
/// as left out.
std::string text_of(const Json& body, const char* key);  ///< must be there
std::optional<std::string> text_if(const Json& body, const char* key);
std::vector<std::string> texts_if(const Json& body, const char* key);
std::optional<std::uint64_t> number_if(const Json& body, const char* key);

/// Throws Refusal(400) for a member that is none of `known`, with the nearest of them.
void only_known(const Json& body, const std::vector<std::string>& known);
/// "there is no concept "nahs"; did you mean "nash"?"
std::string unknown(std::string_view kind, std::string_view name,
                    const std::vector<std::string>& known);

/// JSON on one line with a line feed; what is not UTF-8 in it is replaced.
std::string line_of(const Json& json);
Response answer(const Json& json, int status = 200);

/// Problems of a dispute as /api/analyse has them.
Json problems_json(const std::vector<Problem>& problems);

}  // namespace standoff::serve
