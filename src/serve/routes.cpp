// The table of paths, and finding a request's row.

#include "serve/routes.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "figure/figure.hpp"
#include "serve/assets.hpp"
#include "serve/body.hpp"
#include "serve/guard.hpp"
#include "serve/questions.hpp"
#include "standoff/solution_concept.hpp"
#include "text/sha256.hpp"

namespace standoff::serve {
namespace {

std::string in_quotes(const std::string& etag) { return "\"" + etag + "\""; }

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

Response asset(Workbench&, const Request&, const std::string& rest) {
  const Asset* found = find_asset("assets/" + rest);
  if (found == nullptr) throw Refusal(404, "there is no such file");
  Response response{200, std::string(type_of(found->path)), std::string(found->bytes), {}};
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

Response dispute(Workbench& bench, const Request& request, const std::string& rest) {
  Bytes found = read_dispute(bench.folder, rest);
  const std::string etag = in_quotes(found.etag);
  Response response{200, "text/plain; charset=utf-8", std::move(found.bytes), {{"ETag", etag}}};
  if (request.header("if-none-match") == etag) {
    response.status = 304;
    response.type.clear();
    response.body.clear();
  }
  return response;
}

// What the writer believes is there: a version, or nothing at all.
Folder::Expected expected_of(const Request& request) {
  const std::string_view match = request.header("if-match");
  const std::string_view none = request.header("if-none-match");
  if (match.empty() == none.empty() ||
      request.count("if-match") + request.count("if-none-match") > 1)
    throw Refusal(428,
                  "say which version you saw (If-Match: \"ETAG\"), or that the file is new "
                  "(If-None-Match: *); then nothing of anybody else's is lost");
  if (!none.empty()) {
    if (none != "*") throw Refusal(400, "If-None-Match must be * here");
    return {};
  }
  if (match.size() < 2 || match.front() != '"' || match.back() != '"')
    throw Refusal(400, "If-Match must be one ETag in quotes");
  return {std::string(match.substr(1, match.size() - 2))};
}

void must_be_writable(const Workbench& bench) {
  if (!bench.folder.writable())
    throw Refusal(403, "the server may not write into this folder; export the file instead");
}

[[noreturn]] void cannot_write(int error) {
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  const bool forbidden = error == EACCES || error == EPERM || error == EROFS || error == ELOOP ||
                         error == ENOTDIR || error == EISDIR || error == ENAMETOOLONG;
  throw Refusal(full        ? 507
                : forbidden ? 403
                            : 500,
                std::string("nothing was written: ") + std::strerror(error));
}

Response save(Workbench& bench, const Request& request, const std::string& rest) {
  must_be_writable(bench);
  if (const std::string why = name_refused(rest); !why.empty()) throw Refusal(400, why);
  const Folder::Saved saved = bench.folder.save(rest, request.body, expected_of(request));
  if (saved.end == Folder::SaveEnd::failed) cannot_write(saved.error);
  if (saved.end == Folder::SaveEnd::changed)
    throw Refusal(problem(412,
                          saved.etag.empty()
                              ? "the file is not there any more"
                              : "the file is not the one you saw: it was changed meanwhile",
                          "\"etag\":" + (saved.etag.empty() ? "null" : in_quotes(saved.etag))));
  Response response = answer({{"etag", saved.etag}}, saved.created ? 201 : 200);
  response.headers.emplace_back("ETag", in_quotes(saved.etag));
  return response;
}

// Drafts of cases, of files, and of what has no file yet.
std::string draft_key(const std::string& id) {
  const bool known = id.starts_with("cases/") || id.starts_with("files/") || id.starts_with("new/");
  if (!known || id.size() > 1100)
    throw Refusal(404, "a draft is of cases/..., files/... or new/...");
  return text::sha256_hex(id);
}

Response draft(Workbench& bench, const Request&, const std::string& id) {
  auto kept = bench.folder.read_draft(draft_key(id));
  // Most disputes have none: that is no fault, and browsers write 404s into their console.
  if (!kept) return {204, "", "", {}};
  return {200, "application/json", std::move(*kept), {}};
}

Response save_draft(Workbench& bench, const Request& request, const std::string& id) {
  must_be_writable(bench);
  const Json body = body_of(request);
  only_known(body, {"text", "base", "saved"});
  const std::string key = draft_key(id);
  const auto base = text_if(body, "base");
  const Json kept{{"text", text_of(body, "text")},
                  {"base", base ? Json(*base) : Json(nullptr)},
                  {"saved", text_if(body, "saved").value_or("")},
                  {"id", id}};
  int error = 0;
  if (!bench.folder.save_draft(key, line_of(kept), error)) cannot_write(error);
  return {204, "", "", {}};
}

Response remove_draft(Workbench& bench, const Request&, const std::string& id) {
  must_be_writable(bench);
  bench.folder.remove_draft(draft_key(id));  // none to remove is as good
  return {204, "", "", {}};
}

Response analyse_text(Workbench& bench, const Request& request, const std::string&) {
  return bench.live.analyse(request);
}

// Evidence and passages are asked of the texts beside the disputes, which no verb may open here.
Response told_of_sources(const std::string& verb, const Json& json) {
  return answer({{"format", "standoff.answer/1"},
                 {"verb", verb},
                 {"complete", true},
                 {"json", json},
                 {"text", ""}});
}

Response question(Workbench& bench, const Request& request, const std::string& verb) {
  const Json body = body_of(request);
  if (verb == "evidence") return told_of_sources(verb, bench.sources.evidence(body));
  if (verb == "locate") return told_of_sources(verb, bench.sources.locate(body));
  VerbCall call = call_for(verb, body);
  call.sources = bench.sources.folder();
  call.stop = request.stop;
  return told(verb, call, bench.call(call));
}

Response start_job(Workbench& bench, const Request& request, const std::string&) {
  Json body = body_of(request);
  const std::string verb = text_of(body, "verb");
  body.erase("verb");
  VerbCall call = call_for(verb, body);
  call.sources = bench.sources.folder();
  const auto id = bench.jobs.start(verb, std::move(call));
  if (!id) {
    Response busy = problem(503, "too many searches are under way; end one of them, or wait");
    busy.headers.emplace_back("Retry-After", "5");
    return busy;
  }
  return answer({{"id", *id}, {"href", "/api/jobs/" + *id}}, 202);
}

Response job(Workbench& bench, const Request&, const std::string& id) {
  if (const auto seen = bench.jobs.look(id)) return answer(*seen);
  throw Refusal(404, "there is no such search any more");
}

Response cancel_job(Workbench& bench, const Request&, const std::string& id) {
  if (bench.jobs.cancel(id)) return {204, "", "", {}};
  throw Refusal(404, "there is no such search any more");
}

Response make_report(Workbench& bench, const Request& request, const std::string&) {
  const Json body = body_of(request);
  VerbCall call = call_for("report", body);
  call.sources = bench.sources.folder();
  call.stop = request.stop;
  const std::string id = bench.documents.make(call, body, bench.call);
  return answer({{"id", id}, {"href", "/api/reports/" + id}}, 201);
}

Response report(Workbench& bench, const Request&, const std::string& id) {
  if (auto found = bench.documents.find(id)) return std::move(*found);
  throw Refusal(404, "there is no such report any more; make it again");
}

Response description(Workbench&, const Request&, const std::string&) {
  return {200, "application/json", openapi_json(), {}};
}

constexpr std::string_view html = "text/html; charset=utf-8";
constexpr std::string_view plain = "text/plain; charset=utf-8";
constexpr std::string_view wrong = "application/problem+json";

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
  static const Outcome unreadable{422, wrong, "Problem", "the dispute has problems; they are told"};
  static const Outcome late{504, wrong, "Problem", "no answer in time; ask it as a job"};
  static const Outcome busy{503, wrong, "Problem", "too much at once; Retry-After says when again"};
  static const Outcome nothing{404, wrong, "Problem", "there is none of this name"};
  static const Outcome read_only{403, wrong, "Problem", "the server may not write here"};
  static const Outcome full{507, wrong, "Problem", "the disk is full; nothing was changed"};
  static const Outcome gone{204, "", "", "done"};
  static const std::vector<Route> all{
      {"GET", "/", page, Lane::quick, "the workbench", "", {{200, html, "", "a page"}}},
      {"GET",
       "/assets/{file...}",
       asset,
       Lane::quick,
       "a part of the workbench",
       "",
       {{200, "*/*", "", "the file"}, nothing}},
      {"GET",
       "/{file}",
       root_file,
       Lane::quick,
       "an icon of the workbench",
       "",
       {{200, "*/*", "", "the file"}, nothing}},
      {"GET",
       "/api/openapi.json",
       description,
       Lane::quick,
       "this description",
       "",
       {{200, "application/json", "Description", "OpenAPI 3.1"}}},
      {"GET",
       "/api/about",
       about,
       Lane::quick,
       "what the server is and can do",
       "",
       {{200, "application/json", "About", "about it"}}},
      {"GET",
       "/api/disputes",
       disputes,
       Lane::live,
       "the disputes of the catalogue and of the folder",
       "",
       {{200, "application/json", "Disputes", "the reference dispute first"}}},
      {"GET",
       "/api/disputes/{id...}",
       dispute,
       Lane::quick,
       "the text of a dispute",
       "",
       {{200, plain, "", "its bytes, with an ETag"},
        {304, "", "", "it is the one you have"},
        nothing}},
      {"PUT",
       "/api/disputes/files/{name...}",
       save,
       Lane::quick,
       "write a dispute: whole or not at all, and only over the version that was seen",
       "bytes",
       {{200, "application/json", "Saved", "it is written"},
        {201, "application/json", "Saved", "it is written, and new"},
        {412, wrong, "Problem", "somebody else changed it meanwhile; `etag` is what is there now"},
        {428, wrong, "Problem", "neither If-Match nor If-None-Match: * was sent"},
        read_only,
        full}},
      {"GET",
       "/api/drafts/{id...}",
       draft,
       Lane::quick,
       "what was typed and not saved",
       "",
       {{200, "application/json", "Draft", "the draft"}, {204, "", "", "there is none"}, nothing}},
      {"PUT",
       "/api/drafts/{id...}",
       save_draft,
       Lane::quick,
       "keep what is typed",
       "Draft",
       {gone, read_only, full}},
      {"DELETE",
       "/api/drafts/{id...}",
       remove_draft,
       Lane::quick,
       "forget a draft",
       "",
       {gone, read_only}},
      {"POST",
       "/api/analyse",
       analyse_text,
       Lane::live,
       "the whole picture of a text that is being edited",
       "Analyse",
       {{200, "application/json", "Analysis", "problems, finding, states, figures"}, late, busy}},
      {"POST",
       "/api/questions/{verb}",
       question,
       Lane::patient,
       "what the verb answers, in words and as JSON",
       "Question",
       {{200, "application/json", "Answer", "the answer"}, nothing, unreadable, late, busy}},
      {"POST",
       "/api/jobs",
       start_job,
       Lane::quick,
       "ask a question that takes long",
       "Job",
       {{202, "application/json", "Started", "it is under way"}, busy}},
      {"GET",
       "/api/jobs/{id}",
       job,
       Lane::quick,
       "how far it is, and its answer",
       "",
       {{200, "application/json", "JobState", "its state"}, nothing}},
      {"DELETE", "/api/jobs/{id}", cancel_job, Lane::quick, "take it back", "", {gone, nothing}},
      {"POST",
       "/api/reports",
       make_report,
       Lane::patient,
       "make something to hand over",
       "Report",
       {{201, "application/json", "Started", "it can be fetched for some minutes"},
        unreadable,
        late,
        busy}},
      {"GET",
       "/api/reports/{id}",
       report,
       Lane::quick,
       "fetch it",
       "",
       {{200, "*/*", "", "the report, or the table or graph"}, nothing}},
  };
  return all;
}

Response Workbench::answer(const Request& request) {
  Response response = answered(*this, request);
  Guard::harden(response);
  return response;
}

Lane Workbench::lane(const Request& head) try {
  const Match found = match(head.method, head.target);
  return found.route == nullptr ? Lane::quick : found.route->lane;
} catch (const Refusal&) {
  return Lane::quick;
}

}  // namespace standoff::serve
