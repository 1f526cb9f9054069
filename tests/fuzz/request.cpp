// Fuzz target: what a request says. The first line is a target, the second a host, the third the
// name of a file, the fourth a verb; the rest is a body.
#include "serve/request.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz.hpp"
#include "serve/folder.hpp"
#include "serve/guard.hpp"
#include "serve/questions.hpp"
#include "text/unicode.hpp"

namespace {

using namespace standoff::serve;

std::string line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string out(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return out;
}

bool clean(std::string_view text) {
  return !standoff::text::first_invalid_utf8(text) &&
         std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

void targets(const std::string& text) {
  const auto target = parse_target(text);
  if (!target) return;
  std::string again;
  for (const std::string& part : target->path) {
    standoff::fuzz::promise(!part.empty() && part != "." && part != "..", "no part leads upwards");
    standoff::fuzz::promise(clean(part) && part.find('/') == std::string::npos, "parts are clean");
    again += "/";
    for (const char c : part) {
      static constexpr std::string_view digits = "0123456789ABCDEF";
      again += '%';
      again += digits[static_cast<unsigned char>(c) >> 4];
      again += digits[static_cast<unsigned char>(c) & 15];
    }
  }
  const auto same = parse_target(again.empty() ? "/" : again);
  standoff::fuzz::promise(same && same->path == target->path, "a path says the same encoded");
}

void names(const std::string& name) {
  if (!name_refused(name).empty()) return;
  standoff::fuzz::promise(clean(name) && name.front() != '/' && name.front() != '.',
                          "a name is clean and relative");
  standoff::fuzz::promise(("/" + name + "/").find("/.") == std::string::npos,
                          "no part of a name is hidden or leads upwards");
}

void hosts(const std::string& host) {
  static const Guard loopback("127.0.0.1", 7357, "");
  const auto asked = [&](const Guard& guard) {
    return guard.refuse(
        {.method = "GET", .target = "/", .headers = {{"host", host}}, .body = {}, .stop = {}});
  };
  if (!asked(loopback)) {
    std::string lower = host;
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
    standoff::fuzz::promise(
        lower == "localhost:7357" || lower == "127.0.0.1:7357" || lower == "[::1]:7357",
        "only names of this machine are answered");
  }
  static const Guard open("0.0.0.0", 7357, "a-token-nobody-guesses");
  standoff::fuzz::promise(asked(open).has_value(), "nothing is answered without the token");
}

// A value never becomes a flag, and no flag but those allowed is ever given.
void questions(const std::string& verb, std::string_view text) {
  VerbCall call;
  try {
    const Request request{.method = "POST",
                          .target = "/",
                          .headers = {{"content-type", "application/json"}},
                          .body = std::string(text),
                          .stop = {}};
    call = call_for(verb, body_of(request));
  } catch (const Refusal& refusal) {
    const int status = refusal.response.status;
    standoff::fuzz::promise(status >= 400 && status < 500, "what cannot be asked is told");
    standoff::fuzz::promise(Json::accept(refusal.response.body), "a problem is JSON");
    return;
  }
  const auto known = std::find_if(verbs().begin(), verbs().end(),
                                  [&](const Verb& one) { return one.name == verb; });
  standoff::fuzz::promise(known != verbs().end() && call.arguments.front() == verb,
                          "the verb is one of those that may be asked");
  for (const std::string& argument : call.arguments) {
    if (argument == "-" || !argument.starts_with("-")) continue;
    const std::string flag = argument.substr(0, argument.find('='));
    standoff::fuzz::promise(std::any_of(known->keys.begin(), known->keys.end(),
                                        [&](const Key& key) {
                                          std::string allowed = "--" + std::string(key.name);
                                          std::replace(allowed.begin(), allowed.end(), '_', '-');
                                          return allowed == flag;
                                        }),
                            "a flag is one of those that may be given");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  targets(line(rest));
  hosts(line(rest));
  names(line(rest));
  const std::string verb = line(rest);
  questions(verb, rest);
  return 0;
}
