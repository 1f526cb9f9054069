// Parsing the JSON of a .gmcr file within bounds. Keys that GMCR+ writes and never reads
// (`payoffs`, `coalitionsFull`, the visualiser's `nodes`, ...) are dropped on the way.

#include "io/gmcr_text.hpp"

#include <algorithm>
#include <array>

#include "text/unicode.hpp"

namespace standoff {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_bytes = std::size_t{64} << 20;
constexpr std::size_t most_depth = 64;
constexpr std::size_t most_values = std::size_t{4} << 20;
constexpr std::size_t most_text = std::size_t{64} << 10;

constexpr std::array<std::string_view, 14> known_keys{"options",
                                                      "name",
                                                      "permittedDirection",
                                                      "decisionMakers",
                                                      "preferences",
                                                      "misperceptions",
                                                      "preferenceRanking",
                                                      "preferenceVector",
                                                      "compound",
                                                      "members",
                                                      "infeasibles",
                                                      "useManualPreferenceRanking",
                                                      "useManualPreferenceVectors",
                                                      "coalitions"};

Place place_of_byte(std::string_view bytes, std::size_t at) {
  const std::string_view before = bytes.substr(0, at);
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n')),
          static_cast<std::uint32_t>(1 + text::code_points(before.substr(start))), 0};
}

// "... parse error at line 1, column 9: syntax error while parsing value - unexpected ..." says the
// place a second time; what comes after it is kept.
std::string complaint(std::string_view message) {
  if (const auto dash = message.find(" - "); dash != std::string_view::npos)
    message.remove_prefix(dash + 3);
  return text::truncate(message, 200);
}

struct Stop {};  // leaves the JSON parser from inside its callback

// Keeps the JSON tree within bounds while it is built.
class Sieve {
 public:
  explicit Sieve(ProblemList& problems) : problems_(problems) {}

  bool operator()(int depth, Json::parse_event_t event, const Json& value) {
    if (event == Json::parse_event_t::key) {
      const auto& key = value.get_ref<const std::string&>();
      return std::find(known_keys.begin(), known_keys.end(), key) != known_keys.end();
    }
    if (static_cast<std::size_t>(depth) > most_depth)
      refuse("nested more than " + std::to_string(most_depth) + " levels deep");
    if (++values_ > most_values)
      refuse("the file holds more than " + std::to_string(most_values) + " values");
    if (value.is_string() && value.get_ref<const std::string&>().size() > most_text)
      refuse("a text of more than " + std::to_string(most_text) + " bytes");
    return true;
  }

 private:
  [[noreturn]] void refuse(std::string message) {
    problems_.add(problem::too_large, {}, std::move(message), "is it a .gmcr file?");
    throw Stop{};
  }

  ProblemList& problems_;
  std::size_t values_ = 0;
};

}  // namespace

bool is_gmcr_pickle(std::string_view bytes) {
  return bytes.size() >= 2 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5;
}

Json parse_gmcr_text(std::string_view bytes, ProblemList& problems) {
  if (bytes.size() > most_bytes) {
    problems.add(problem::too_large, {},
                 "the file has " + std::to_string(bytes.size()) + " bytes; the limit is " +
                     std::to_string(most_bytes),
                 "is it a .gmcr file?");
  } else if (is_gmcr_pickle(bytes)) {
    problems.add(problem::bad_gmcr, {},
                 "a .gmcr file of 2013 or before: a saved Python object, which is not safe to read",
                 "open it in GMCR+ 0.3 or later and save it again; that writes JSON");
  } else if (const auto bad = text::first_invalid_utf8(bytes)) {
    problems.add(problem::not_utf8, place_of_byte(bytes, *bad), "a byte that is not UTF-8 text",
                 "save the file as UTF-8");
  } else {
    try {
      return Json::parse(
          bytes.begin(), bytes.end(),
          [sieve = Sieve(problems)](int depth, Json::parse_event_t event, Json& value) mutable {
            return sieve(depth, event, value);
          });
    } catch (const Stop&) {
    } catch (const Json::parse_error& error) {
      problems.add(
          problem::bad_gmcr,
          place_of_byte(bytes, std::min(std::max<std::size_t>(error.byte, 1) - 1, bytes.size())),
          "not JSON here: " + complaint(error.what()),
          "a .gmcr file is written by GMCR+; was it cut off or edited by hand?");
    } catch (const Json::exception& error) {
      problems.add(problem::bad_gmcr, {}, "not JSON: " + complaint(error.what()));
    }
  }
  return {};
}

}  // namespace standoff
