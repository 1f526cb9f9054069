// The table of paths, and finding a request's row.

#include "serve/routes.hpp"

#include <algorithm>

#include "figure/figure.hpp"
#include "serve/assets.hpp"
#include "serve/body.hpp"
#include "serve/guard.hpp"
#include "serve/questions.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff::serve {
namespace {

Response page(Workbench&, const Request&, const std::string&) {
  const Asset* asset = find_asset("index.html");
  if (asset == nullptr) throw Refusal(404, "the workbench is not built into this program");
  Response response{200, std::string(type_of(asset->path)), std::string(asset->bytes), {}};
  // Styles that scripts write are told apart from those that got in otherwise.
  const std::string nonce = random_hex(16);
  static constexpr std::string_view place = "{{nonce}}";
  for (std::size_t at = 0; (at = response.body.find(place, at)) != std::string::npos;)
    response.body.replace(at, place.size(), nonce);
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
          "'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
          "form-action 'none'; frame-ancestors 'none'");
  return response;
}

Response asset(Workbench&, const Request& request, const std::string& rest) {
  const std::string path = "assets/" + rest;
  const Asset* found = find_asset(path);
  if (found == nullptr) throw Refusal(404, "there is no such file");
  const Asset* packed = find_asset(path + ".gz");
  const bool unpacks = request.header("accept-encoding").find("gzip") != std::string_view::npos;
  Response response{200, std::string(type_of(path)), "", {}};
  if (packed != nullptr) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (packed != nullptr && unpacks) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    found = packed;
  }
  response.body = std::string(found->bytes);
  // Their names change with what is in them.
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

// Icons and the like, which keep their names.
Response root_file(Workbench&, const Request&, const std::string& rest) {
  const Asset* found = rest == "index.html" ? nullptr : find_asset(rest);
  if (found == nullptr) throw Refusal(404, "there is nothing at this path");
  Response response{200, std::string(type_of(rest)), std::string(found->bytes), {}};
  response.headers.emplace_back("Cache-Control", "no-cache");
  return response;
}

Response about(Workbench& bench, const Request&, const std::string&) {
  Json concepts = Json::array();
  for (const SolutionConcept* c : solution_concepts())
    concepts.push_back({{"key", c->key}, {"name", c->name}, {"reading", c->reading}});
  Json figures = Json::array();
  for (const figure::Kind& kind : figure::kinds())
    figures.push_back({{"kind", kind.key}, {"name", kind.name}, {"shows", kind.shows}});
  return answer({{"format", "standoff.about/1"},
                 {"tool", {{"name", "standoff"}, {"version", STANDOFF_VERSION}}},
                 {"folder", bench.folder.path()},
                 {"writable", bench.folder.writable()},
                 {"concepts", std::move(concepts)},
                 {"figures", std::move(figures)},
                 {"limits", {{"body_bytes", 8 << 20}, {"live_states", live_states}}}});
}

Response disputes(Workbench& bench, const Request&, const std::string&) {
  return answer(bench.gallery.list());
}

Response dispute(Workbench& bench, const Request&, const std::string& rest) {
  Bytes found = read_dispute(bench.folder, rest);
  Response response{200, "text/plain; charset=utf-8", std::move(found.bytes), {}};
  response.headers.emplace_back("ETag", "\"" + found.etag + "\"");
  return response;
}

Response analyse_text(Workbench& bench, const Request& request, const std::string&) {
  return bench.live.analyse(request);
}

Response question(Workbench& bench, const Request& request, const std::string& verb) {
  VerbCall call = call_for(verb, body_of(request));
  call.stop = request.stop;
  return told(verb, call, bench.call(call));
}

struct Match {
  const Route* route = nullptr;
  std::string rest;
  std::vector<std::string_view> methods;  // that the path knows
};

bool fits(std::string_view pattern, const std::vector<std::string>& path, std::string& rest) {
  rest.clear();
  std::size_t part = 0;
  for (std::size_t start = 1; start < pattern.size(); ++part) {
    const std::size_t slash = std::min(pattern.find('/', start), pattern.size());
    const std::string_view expected = pattern.substr(start, slash - start);
    start = slash + 1;
    if (part >= path.size()) return false;
    if (expected.front() != '{') {
      if (path[part] != expected) return false;
    } else if (expected.ends_with("...}")) {
      for (std::size_t k = part; k < path.size(); ++k) rest += (k > part ? "/" : "") + path[k];
      return true;
    } else {
      rest = path[part];
    }
  }
  return part == path.size();
}

Match match(std::string_view method, std::string_view target) {
  const auto parsed = parse_target(target);
  if (!parsed) throw Refusal(400, "that is no path of this server");
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  Match match;
  for (const Route& route : routes()) {
    std::string rest;
    if (!fits(route.path, parsed->path, rest)) continue;
    if (route.method == wanted) {
      match.route = &route;
      match.rest = std::move(rest);
      return match;
    }
    match.methods.push_back(route.method);
  }
  return match;
}

Response answered(Workbench& bench, const Request& request) try {
  const Match found = match(request.method, request.target);
  if (found.route != nullptr) return found.route->answer(bench, request, found.rest);
  if (found.methods.empty()) return problem(404, "there is nothing at this path");
  std::string allowed;
  for (const std::string_view method : found.methods)
    allowed += (allowed.empty() ? "" : ", ") + std::string(method);
  Response response = problem(405, "this path knows " + allowed);
  response.headers.emplace_back("Allow", allowed);
  return response;
} catch (const Refusal& refusal) {
  return refusal.response;
}

}  // namespace

const std::vector<Route>& routes() {
  static const std::vector<Route> all{
      {"GET", "/", page},
      {"GET", "/assets/{file...}", asset},
      {"GET", "/{file}", root_file},
      {"GET", "/api/about", about},
      {"GET", "/api/disputes", disputes, true},
      {"GET", "/api/disputes/{id...}", dispute},
      {"POST", "/api/analyse", analyse_text, true},
      {"POST", "/api/questions/{verb}", question, true},
  };
  return all;
}

Response Workbench::answer(const Request& request) {
  Response response = answered(*this, request);
  Guard::harden(response);
  return response;
}

bool Workbench::takes_computing(const Request& head) try {
  const Match found = match(head.method, head.target);
  return found.route != nullptr && found.route->computing;
} catch (const Refusal&) {
  return false;
}

}  // namespace standoff::serve
