// From bytes to a model: the tree of the text, then section by section, then the checks that need
// the dispute's states.

#include "standoff/load.hpp"

#include "io/gmcr.hpp"
#include "io/numbers.hpp"
#include "io/sections.hpp"
#include "text/sha256.hpp"

namespace standoff {
namespace {

void read_version(Reading& reading, const Fields& top) {
  const std::string version = top.text("standoff", true);
  if (version.empty()) return;
  const yaml::Node& node = *top.find("standoff");
  const Number number = read_number(version);
  const bool one = number.fault == Number::Fault::none && number.millionths == 1'000'000;
  if (!one || !node.plain)
    reading.problems.add(problem::bad_version, node.place,
                         "format version " + in_quotes(version) +
                             (one ? " in quotes" : "; this program reads version 1"),
                         "write `standoff: 1`");
}

void refuse_options(Reading& reading, const Fields& top) {
  for (const std::string_view key : {"options", "rules", "merge"})
    if (top.has(key))
      reading.problems.add(
          problem::mixed_forms, top.place_of(key),
          "\"" + std::string(key) + "\" does not go together with an explicit graph",
          "describe the dispute either by options or by `states` and `moves`");
  for (const yaml::Node* dm : reading.dm_nodes)
    if (const yaml::Pair* options = dm->pair("options"))
      reading.problems.add(problem::mixed_forms, options->key.place,
                           called("decision maker", *dm) +
                               ": \"options\" does not go together with an explicit graph",
                           "describe the dispute either by options or by `states` and `moves`");
}

}  // namespace

void read_dispute(Reading& reading, const yaml::Node& root) {
  const Fields top(
      root,
      {"standoff", "title",    "as_of",  "languages", "notes",     "decision_makers", "options",
       "rules",    "outcomes", "merge",  "states",    "moves",     "status_quo",      "candidates",
       "measures", "channels", "stages", "views",     "questions", "sources",         "evidence"},
      "the file", reading.problems);
  Model& model = reading.model;
  read_version(reading, top);
  model.title = top.text("title", true);
  model.as_of = top.date("as_of");
  for (const yaml::Node* language : top.one_or_many("languages"))
    model.languages.push_back(language->text);
  model.notes = top.text("notes");
  read_sources(reading, top);
  read_evidence(reading, top);
  if (!read_decision_makers(reading, top)) return;
  if (top.has("states") || top.has("moves")) {
    refuse_options(reading, top);
    read_states(reading, top);
    read_moves(reading, top);
  } else if (!read_options(reading, top)) {
    return;
  }
  reading.names.add_options_and_states();
  for (const std::string& name : reading.absent) reading.names.add_absent(name);
  name_channels(reading, top);
  read_outcomes(reading, top);
  if (!model.is_explicit()) {
    read_guards(reading);
    read_rules(reading, top);
  }
  read_preferences(reading);
  read_status_quo(reading, top);
  read_channels(reading, top);
  read_measures(reading, top);
  read_questions(reading, top);
  read_variants(reading, root);
}

namespace {

Loaded load_yaml(std::string_view bytes) {
  ProblemList before;
  const yaml::Node root = yaml::parse(bytes, before);
  Reading reading(std::move(before));
  ProblemList& problems = reading.problems;
  if (root.is_mapping())
    read_dispute(reading, root);
  else if (!problems.has_errors())
    problems.add(problem::wrong_type, root.place,
                 root.kind == yaml::Node::Kind::null
                     ? "the file is empty; expected a dispute"
                     : "a dispute file is a mapping, found " + std::string(root.what()),
                 "begin with `standoff: 1`; `standoff new` writes a starter file");
  Loaded loaded;
  if (!problems.has_errors()) scrutinise(reading.model, reading.places, problems);
  if (!problems.has_errors()) loaded.model = std::move(reading.model);
  loaded.problems = problems.take();
  return loaded;
}

}  // namespace

Loaded load(std::string_view bytes) {
  Loaded loaded = is_gmcr(bytes) ? load_gmcr(bytes) : load_yaml(bytes);
  if (loaded.model) loaded.model->sha256 = text::sha256_hex(bytes);
  return loaded;
}

}  // namespace standoff
