// The description of the API, made from the table of paths and the list of verbs.

#include <algorithm>

#include "serve/body.hpp"
#include "serve/questions.hpp"
#include "serve/routes.hpp"

namespace standoff::serve {
namespace {

// What is not said by the tables: the shapes of bodies. Answers of verbs are described in
// docs/reference/json.md.
constexpr std::string_view shapes = R"shapes({
  "Problem": {
    "type": "object",
    "description": "RFC 9457",
    "required": ["type", "title", "status", "detail"],
    "properties": {
      "type": {"type": "string"},
      "title": {"type": "string"},
      "status": {"type": "integer"},
      "detail": {"type": "string", "description": "one sentence for a person"},
      "etag": {"type": ["string", "null"], "description": "what is there now (412)"},
      "problems": {"type": "array", "items": {"$ref": "#/components/schemas/DisputeProblem"}}
    }
  },
  "DisputeProblem": {
    "type": "object",
    "required": ["code", "severity", "line", "column", "message", "hint"],
    "properties": {
      "code": {"type": "string"},
      "severity": {"enum": ["error", "warning"]},
      "line": {"type": "integer", "description": "from 1; 0: the file as a whole"},
      "column": {"type": "integer", "description": "from 1, in code points"},
      "length": {"type": "integer"},
      "message": {"type": "string"},
      "hint": {"type": "string"}
    }
  },
  "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
  "About": {
    "type": "object",
    "required": ["format", "tool", "folder", "writable", "concepts", "figures", "limits"],
    "properties": {
      "format": {"const": "standoff.about/1"},
      "tool": {"type": "object", "required": ["name", "version"]},
      "folder": {"type": "string"},
      "writable": {"type": "boolean"},
      "concepts": {
        "type": "array",
        "items": {"type": "object", "required": ["key", "name", "reading"]}
      },
      "figures": {
        "type": "array",
        "items": {"type": "object", "required": ["kind", "name", "shows"]}
      },
      "limits": {"type": "object", "required": ["body_bytes", "live_states"]}
    }
  },
  "Disputes": {
    "type": "object",
    "required": ["format", "disputes"],
    "properties": {
      "format": {"const": "standoff.disputes/1"},
      "disputes": {
        "type": "array",
        "items": {
          "type": "object",
          "required": [
            "id",
            "origin",
            "name",
            "title",
            "as_of",
            "about",
            "bytes",
            "etag",
            "modified",
            "valid"
          ],
          "properties": {
            "id": {"type": "string"},
            "origin": {"enum": ["case", "file"]},
            "name": {"type": "string"},
            "title": {"type": "string"},
            "as_of": {"type": "string"},
            "about": {"type": "string"},
            "bytes": {"type": "integer"},
            "etag": {"type": "string"},
            "modified": {"type": ["string", "null"]},
            "valid": {"type": "boolean"}
          }
        }
      }
    }
  },
  "Saved": {"type": "object", "required": ["etag"], "properties": {"etag": {"type": "string"}}},
  "Draft": {
    "type": "object",
    "required": ["text"],
    "properties": {
      "text": {"type": "string"},
      "base": {"type": ["string", "null"], "description": "the version it was typed over"},
      "saved": {"type": "string", "description": "when"},
      "id": {"type": "string", "readOnly": true}
    }
  },
  "Analyse": {
    "type": "object",
    "required": ["text"],
    "additionalProperties": false,
    "properties": {
      "text": {"type": "string"},
      "name": {"type": "string"},
      "stage": {"type": "string"},
      "view": {"type": "string"},
      "blind": {"type": "boolean"},
      "concepts": {"type": "array", "items": {"type": "string"}},
      "figures": {
        "type": "array",
        "items": {"type": "string"},
        "description": "kinds, as /api/about lists them"
      },
      "wanted": {"type": "string", "description": "a state, as answers write it"},
      "dm": {"type": "string"},
      "limit": {"type": "integer", "minimum": 0}
    }
  },
  "Analysis": {
    "type": "object",
    "required": ["format", "sha256", "valid", "problems"],
    "properties": {
      "format": {"const": "standoff.analyse/1"},
      "sha256": {"type": "string"},
      "valid": {"type": "boolean"},
      "problems": {"type": "array", "items": {"$ref": "#/components/schemas/DisputeProblem"}},
      "finding": {"type": ["string", "null"]},
      "bottom_line": {"type": ["string", "null"]},
      "counters": {
        "type": "object",
        "required": ["assumptions", "claims", "disputed"]
      },
      "solve": {"type": "object", "description": "standoff.solve/1"},
      "options": {
        "type": "array",
        "description": "what the options of `solve` are called, in the same order",
        "items": {
          "type": "object",
          "required": ["id", "name"],
          "properties": {
            "id": {"type": "string"},
            "name": {"type": "string", "description": "an infinitive for taking it"},
            "otherwise": {"type": "string", "description": "an infinitive for not taking it"},
            "below": {"type": "string", "description": "the next lower level of the same option"}
          }
        }
      },
      "figures": {
        "type": "object",
        "additionalProperties": {"$ref": "#/components/schemas/Figure"}
      },
      "not_drawn": {"type": "object", "additionalProperties": {"type": "string"}},
      "too_large": {"type": ["object", "null"], "required": ["states", "message"]}
    }
  },
  "Figure": {
    "type": "object",
    "required": ["title", "alt", "svg", "table", "note"],
    "properties": {
      "title": {"type": "string"},
      "alt": {"type": "string"},
      "svg": {"type": "string"},
      "table": {"type": "object", "required": ["caption", "columns", "rows"]},
      "note": {"type": "string"}
    }
  },
  "Answer": {
    "type": "object",
    "required": ["format", "verb", "complete", "json", "text"],
    "properties": {
      "format": {"const": "standoff.answer/1"},
      "verb": {"type": "string"},
      "complete": {"type": "boolean"},
      "json": {"type": ["object", "null"], "description": "docs/reference/json.md"},
      "text": {"type": "string", "description": "the same in words, a line a paragraph"}
    }
  },
  "Started": {
    "type": "object",
    "required": ["id", "href"],
    "properties": {"id": {"type": "string"}, "href": {"type": "string"}}
  },
  "JobState": {
    "type": "object",
    "required": ["id", "verb", "state", "progress", "eta_seconds"],
    "properties": {
      "id": {"type": "string"},
      "verb": {"type": "string"},
      "state": {"enum": ["running", "done", "failed", "cancelled"]},
      "progress": {"type": "number", "minimum": 0, "maximum": 1},
      "eta_seconds": {"type": ["number", "null"]},
      "answer": {
        "oneOf": [
          {"$ref": "#/components/schemas/Answer"},
          {"$ref": "#/components/schemas/Problem"}
        ]
      },
      "problem": {"$ref": "#/components/schemas/Problem"}
    }
  }
})shapes";

Json texts_schema() {
  return {{"anyOf", Json::array({{{"type", "string"}},
                                 {{"type", "array"}, {"items", {{"type", "string"}}}}})}};
}

Json schema_of(Kind kind) {
  switch (kind) {
    case Kind::text:
    case Kind::leading:
      return {{"type", "string"}};
    case Kind::texts:
    case Kind::positional:
      return texts_schema();
    case Kind::number:
      return {{"type", "integer"}, {"minimum", 0}};
    case Kind::seconds:
      return {{"type", "number"}, {"minimum", 0}};
    case Kind::flag:
    case Kind::yes_no:
      return {{"type", "boolean"}};
  }
  return Json::object();
}

Json pointer_to(std::string_view schema) {
  return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

// What is asked of the sources and not of a verb.
Json asked_of_sources(Json properties, const char* means) {
  return {{"type", "object"},
          {"description", means},
          {"additionalProperties", false},
          {"properties", std::move(properties)}};
}

Json questions() {
  Json all = Json::object();
  const Json text{{"type", "string"}};
  for (const Verb& verb : verbs()) {
    Json properties = Json::object();
    for (const std::string& dispute : verb.texts) properties[dispute] = text;
    properties["name"] = text;
    Json required = verb.texts;
    for (const Key& key : verb.keys) {
      properties[std::string(key.name)] = schema_of(key.kind);
      if (key.kind == Kind::leading) required.push_back(key.name);
    }
    all["ask-" + std::string(verb.name)] = {{"type", "object"},
                                            {"description", verb.answers},
                                            {"required", std::move(required)},
                                            {"additionalProperties", false},
                                            {"properties", std::move(properties)}};
  }
  all["ask-evidence"] =
      asked_of_sources({{"text", text}, {"name", text}}, "where evidence stands in its texts");
  const Json place{{"type", "integer"}, {"minimum", 0}};
  all["ask-locate"] = asked_of_sources({{"text", text},
                                        {"name", text},
                                        {"source", text},
                                        {"quote", text},
                                        {"start", place},
                                        {"end", place}},
                                       "the selector of a passage in a source text");
  return all;
}

Json schemas() {
  Json all = Json::parse(shapes);
  Json one_of = Json::array();
  Json jobs = Json::array();
  const Json asked = questions();
  for (const auto& [name, schema] : asked.items()) {
    one_of.push_back(pointer_to(name));
    if (name == "ask-evidence" || name == "ask-locate") continue;
    Json job = schema;
    job["properties"]["verb"] = {{"const", name.substr(4)}};
    job["required"].push_back("verb");
    jobs.push_back(std::move(job));
  }
  all["Report"] = pointer_to("ask-report");
  all["Question"] = {{"anyOf", std::move(one_of)}};
  all["Job"] = {{"anyOf", std::move(jobs)}};
  all.update(asked);
  return all;
}

Json content(std::string_view type, std::string_view schema) {
  Json inner = Json::object();
  if (!schema.empty()) inner["schema"] = pointer_to(schema);
  return {{std::string(type), std::move(inner)}};
}

// "/api/disputes/{id...}" without the dots; and its parameter.
Json parameters(std::string& path) {
  const std::size_t open = path.find('{');
  if (open == std::string::npos) return Json::array();
  std::string name = path.substr(open + 1, path.size() - open - 2);
  const bool rest = name.ends_with("...");
  if (rest) name.resize(name.size() - 3);
  path.replace(open, std::string::npos, "{" + name + "}");
  Json one{{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}};
  if (rest) one["description"] = "may have slashes";
  if (name == "verb") {
    Json names = Json::array();
    for (const Verb& verb : verbs()) names.push_back(verb.name);
    names.push_back("evidence");
    names.push_back("locate");
    one["schema"]["enum"] = std::move(names);
  }
  return Json::array({one});
}

Json operation(const Route& route, Json parameters) {
  Json out{{"summary", route.summary}};
  if (!parameters.empty()) out["parameters"] = std::move(parameters);
  if (route.takes == "bytes")
    out["requestBody"] = {{"required", true}, {"content", content("text/plain", "")}};
  else if (!route.takes.empty())
    out["requestBody"] = {{"required", true},
                          {"content", content("application/json", route.takes)}};
  Json responses = Json::object();
  for (const Outcome& outcome : route.gives) {
    Json one{{"description", outcome.means}};
    if (!outcome.type.empty()) one["content"] = content(outcome.type, outcome.schema);
    responses[std::to_string(outcome.status)] = std::move(one);
  }
  responses["default"] = {{"description", "a problem, told in a sentence"},
                          {"content", content("application/problem+json", "Problem")}};
  out["responses"] = std::move(responses);
  return out;
}

std::string lower(std::string_view method) {
  std::string out(method);
  for (char& c : out) c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

std::string openapi_json() {
  Json paths = Json::object();
  for (const Route& route : routes()) {
    std::string path(route.path);
    Json named = parameters(path);
    paths[path][lower(route.method)] = operation(route, std::move(named));
  }
  const Json whole{{"openapi", "3.1.0"},
                   {"info",
                    {{"title", "Standoff workbench"},
                     {"version", STANDOFF_VERSION},
                     {"summary", "What the workbench in the browser asks of `standoff serve`"}}},
                   {"security", Json::array({Json::object(), {{"token", Json::array()}}})},
                   {"paths", std::move(paths)},
                   {"components",
                    {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
                     {"schemas", schemas()}}}};
  return whole.dump(1) + "\n";
}

}  // namespace standoff::serve
