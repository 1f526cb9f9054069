// `sources` and `evidence`: where claims come from.

#include "io/sections.hpp"

namespace standoff {
namespace {

const std::vector<std::string> kinds{"fact", "aim", "threat", "commitment", "procedure", "channel"};

void read_position(Reading& reading, const Fields& f, Evidence& item) {
  const yaml::Node* at = f.find("at");
  if (at == nullptr || !check_mapping(*at, f.where() + ": \"at\"",
                                      "write `at: {start: 120, end: 212}`", reading.problems))
    return;
  const Fields position(*at, {"start", "end", "sha256"}, f.where() + ", \"at\"", reading.problems);
  const auto start = position.number("start");
  const auto end = position.number("end");
  std::string sha256 = position.sha256("sha256");
  if (!start || !end) return;
  if (*start >= *end)
    reading.problems.add(problem::ends_before_start, at->place,
                         f.where() + ": the passage ends where it starts, or before",
                         "`end` is the first character after the passage; both count from 0");
  item.at = TextPosition{*start, *end, std::move(sha256)};
}

void read_quote(Reading& reading, const Fields& f, Evidence& item) {
  const yaml::Node* quote = f.find("quote");
  if (quote == nullptr || !check_mapping(*quote, f.where() + ": \"quote\"",
                                         "write `quote: {exact: \"...\"}`", reading.problems))
    return;
  const Fields q(*quote, {"exact", "prefix", "suffix"}, f.where() + ", \"quote\"",
                 reading.problems);
  item.quote = TextQuote{q.text("exact", true), q.text("prefix"), q.text("suffix")};
}

void read_source_of(Reading& reading, const Fields& f, Evidence& item) {
  const std::string source = f.text("source", true);
  if (source.empty()) return;
  if (const auto position = reading.sources.find(source)) {
    item.source = *position;
    return;
  }
  const auto& ids = reading.sources.all();
  reading.problems.add(problem::unknown_name, f.find("source")->place,
                       f.where() + ": there is no source " + in_quotes(source),
                       reading.problems.did_you_mean(source, ids, "add it under `sources`"));
}

}  // namespace

void read_sources(Reading& reading, const Fields& top) {
  for (const yaml::Node& node : top.list("sources")) {
    if (!check_mapping(node, "a source", "write `- {id: ..., title: ...}`", reading.problems))
      continue;
    const Fields f(node, {"id", "title", "publisher", "date", "language", "url", "note", "sha256"},
                   called("source", node), reading.problems);
    Source source;
    source.id = f.id();
    source.title = f.text("title");
    source.publisher = f.text("publisher");
    source.date = f.date("date");
    source.language = f.text("language");
    source.url = f.text("url");
    source.note = f.text("note");
    source.sha256 = f.sha256("sha256");
    auto& sources = reading.model.sources;
    if (!source.id.empty())
      reading.sources.add(source.id, sources.size(), f.find("id")->place, "sources",
                          reading.problems);
    sources.push_back(std::move(source));
  }
}

void read_evidence(Reading& reading, const Fields& top) {
  std::vector<const yaml::Node*> nodes;
  auto& evidence = reading.model.evidence;
  for (const yaml::Node& node : top.list("evidence")) {
    if (!check_mapping(node, "an evidence item", "write `- {id: ..., source: ..., says: ...}`",
                       reading.problems))
      continue;
    const Fields f(
        node,
        {"id", "source", "speaker", "date", "kind", "says", "note", "at", "quote", "disputed_by"},
        called("evidence", node), reading.problems);
    Evidence item;
    item.id = f.id();
    item.line = node.place.line;
    read_source_of(reading, f, item);
    item.speaker = f.text("speaker");
    item.date = f.date("date");
    if (const auto kind = f.choice("kind", kinds)) item.kind = static_cast<EvidenceKind>(*kind + 1);
    item.says = f.text("says");
    item.note = f.text("note");
    read_position(reading, f, item);
    read_quote(reading, f, item);
    if (!item.id.empty())
      reading.evidence.add(item.id, evidence.size(), f.find("id")->place, "evidence",
                           reading.problems);
    evidence.push_back(std::move(item));
    nodes.push_back(&node);
  }
  // Only now is every id known.
  for (std::size_t k = 0; k < nodes.size(); ++k) {
    const Fields f(*nodes[k], called("evidence", *nodes[k]), reading.problems);
    evidence[k].disputed_by = reading.because(f, "disputed_by");
  }
}

}  // namespace standoff
