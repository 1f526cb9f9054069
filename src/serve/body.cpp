// Reading members of a body, kindly.

#include "serve/body.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff::serve {
namespace {

constexpr int deepest = 16;

const Json* member(const Json& body, const char* key) {
  const auto found = body.find(key);
  return found == body.end() || found->is_null() ? nullptr : &*found;
}

[[noreturn]] void wrong_kind(const char* key, const char* expected) {
  throw Refusal(400, "\"" + std::string(key) + "\" must be " + expected);
}

}  // namespace

Json body_of(const Request& request) {
  // No page of another origin can send this type without asking first.
  const std::string_view type = request.header("content-type");
  if (type.substr(0, type.find(';')) != "application/json")
    throw Refusal(415, "the body must be JSON, and said to be: Content-Type: application/json");
  bool too_deep = false;
  Json body = Json::parse(
      request.body,
      [&](int depth, Json::parse_event_t, Json&) {
        too_deep = too_deep || depth > deepest;
        return depth <= deepest;
      },
      false);
  if (too_deep) throw Refusal(400, "the body is nested deeper than anything asked here");
  if (body.is_discarded()) throw Refusal(400, "the body is not JSON");
  if (!body.is_object()) throw Refusal(400, "the body must be a JSON object");
  return body;
}

std::string text_of(const Json& body, const char* key) {
  auto text = text_if(body, key);
  if (!text) throw Refusal(400, "\"" + std::string(key) + "\" is missing");
  return std::move(*text);
}

std::optional<std::string> text_if(const Json& body, const char* key) {
  const Json* value = member(body, key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) wrong_kind(key, "a text");
  return value->get<std::string>();
}

std::vector<std::string> texts_if(const Json& body, const char* key) {
  const Json* value = member(body, key);
  if (value == nullptr) return {};
  if (value->is_string()) return {value->get<std::string>()};
  const bool texts = value->is_array() && std::all_of(value->begin(), value->end(),
                                                      [](const Json& v) { return v.is_string(); });
  if (!texts) wrong_kind(key, "a list of texts");
  return value->get<std::vector<std::string>>();
}

std::optional<std::uint64_t> number_if(const Json& body, const char* key) {
  const Json* value = member(body, key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_number_unsigned()) wrong_kind(key, "a whole number, 0 or more");
  return value->get<std::uint64_t>();
}

void only_known(const Json& body, const std::vector<std::string>& known) {
  for (const auto& [key, value] : body.items())
    if (std::find(known.begin(), known.end(), key) == known.end())
      throw Refusal(400, unknown("member", key, known));
}

std::string unknown(std::string_view kind, std::string_view name,
                    const std::vector<std::string>& known) {
  std::string out = "there is no " + std::string(kind) + " \"" + text::truncate(name, 80) + "\"; ";
  if (const auto near = text::nearest(name, known)) return out + "did you mean \"" + *near + "\"?";
  out += "there are: ";
  for (std::size_t k = 0; k < known.size(); ++k) out += (k > 0 ? ", " : "") + known[k];
  return out;
}

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Response answer(const Json& json, int status) {
  return {status, "application/json", line_of(json)};
}

Json problems_json(const std::vector<Problem>& problems) {
  Json list = Json::array();
  for (const Problem& p : problems) {
    Json one{{"code", p.code},
             {"severity", p.severity == Severity::error ? "error" : "warning"},
             {"line", p.place.line},
             {"column", p.place.column}};
    if (p.place.length > 0) one["length"] = p.place.length;
    one["message"] = p.message;
    one["hint"] = p.hint;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace standoff::serve
