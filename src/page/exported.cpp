// Choosing tables and graphs by name.

#include "page/exported.hpp"

#include <algorithm>
#include <stdexcept>

#include "page/dispute_tables.hpp"
#include "page/graphs.hpp"
#include "page/tables.hpp"
#include "report/style.hpp"

namespace standoff::page {
namespace {

constexpr std::size_t states_in_documents = 64;
constexpr std::string_view everything = "dispute";

bool is_graph(Format format) { return format == Format::dot || format == Format::graphml; }

// A table by name; the tables of figures are not among them.
struct NamedTable {
  std::string_view key;
  std::string_view shows;
  figure::Table (*make)(const figure::Subject&, std::size_t limit);
};
const std::vector<NamedTable>& tables() {
  using figure::Subject;
  static const std::vector<NamedTable> all{
      {"states", "a row for each state: options, ranks, who finds it stable",
       [](const Subject& s, std::size_t limit) { return states_table(s, limit); }},
      {"options", "what each can do, and which way it may be changed",
       [](const Subject& s, std::size_t) { return options_table(s); }},
      {"moves", "a row for each move",
       [](const Subject& s, std::size_t) { return moves_table(s, false); }},
      {"improvements", "a row for each move that pays whoever makes it",
       [](const Subject& s, std::size_t) { return moves_table(s, true); }},
      {"evidence", "who said what, what disputes it, what rests on it",
       [](const Subject& s, std::size_t) { return evidence_table(*s.graph.model()); }},
      {"assumptions", "claims that rest on no evidence",
       [](const Subject& s, std::size_t) { return assumptions_table(*s.graph.model()); }},
  };
  return all;
}

// What a document has in it when nothing is named.
std::vector<figure::Table> whole(const figure::Subject& subject, std::size_t limit) {
  std::vector<figure::Table> out;
  for (const std::string_view key : {"options", "states", "evidence", "assumptions"})
    for (const NamedTable& one : tables())
      if (one.key == key)
        if (figure::Table table = one.make(subject, limit); !table.rows.empty())
          out.push_back(std::move(table));
  return out;
}

figure::Table one_table(const figure::Subject& subject, const ExportRequest& request,
                        std::size_t limit) {
  for (const NamedTable& one : tables())
    if (one.key == request.what) return one.make(subject, limit);
  const figure::Kind& kind = *figure::find_kind(request.what);
  const auto drawn = kind.draw(subject, request.figure);
  if (!drawn)
    throw std::invalid_argument("there is no " + std::string(kind.key) +
                                " here: " + std::string(kind.why_not));
  return drawn->table;
}

void require_part(Format format, const std::string& what) {
  const std::vector<Part> known = parts(format);
  std::vector<std::string> keys;
  for (const Part& part : known) {
    if (part.key == what) return;
    keys.push_back(part.key);
  }
  throw std::invalid_argument("\"" + what + "\" is no part of a dispute in this form; there are " +
                              report::enumeration(keys));
}

}  // namespace

const std::vector<FormatName>& formats() {
  static const std::vector<FormatName> all{
      {Format::latex, "latex", "tex", "application/x-tex"},
      {Format::csv, "csv", "csv", "text/csv; charset=utf-8; header=present"},
      {Format::markdown, "markdown", "md", "text/markdown; charset=utf-8"},
      {Format::dot, "dot", "gv", "text/vnd.graphviz"},
      {Format::graphml, "graphml", "graphml", "application/graphml+xml"},
  };
  return all;
}

const FormatName* find_format(std::string_view key) {
  const auto found = std::find_if(formats().begin(), formats().end(),
                                  [&](const FormatName& name) { return name.key == key; });
  return found == formats().end() ? nullptr : &*found;
}

std::vector<Part> parts(Format format) {
  if (is_graph(format))
    return {{"moves", "states and moves"},
            {"improvements", "states, and moves that pay whoever makes them"}};
  std::vector<Part> out;
  if (format != Format::csv)
    out.push_back({std::string(everything), "options, states, evidence and assumptions"});
  for (const NamedTable& one : tables())
    out.push_back({std::string(one.key), std::string(one.shows)});
  for (const figure::Kind& kind : figure::kinds())
    out.push_back({std::string(kind.key), std::string(kind.shows)});
  return out;
}

std::string exported(Format format, const figure::Subject& subject, const ExportRequest& request) {
  ExportRequest asked = request;
  if (asked.what.empty()) asked.what = parts(format).front().key;
  require_part(format, asked.what);
  const std::size_t limit = asked.figure.limit;
  if (is_graph(format)) {
    const GraphRequest graph{asked.what == "improvements", limit, asked.figure.stop};
    return format == Format::dot ? dot(subject, graph) : graphml(subject, graph);
  }
  if (format == Format::csv) return csv(one_table(subject, asked, limit));
  const std::size_t readable = limit == 0 ? states_in_documents : limit;
  const std::vector<figure::Table> chosen = asked.what == everything
                                                ? whole(subject, readable)
                                                : std::vector{one_table(subject, asked, readable)};
  const std::string& title = subject.graph.model()->title;
  return format == Format::latex ? latex(chosen, title) : markdown(chosen, title);
}

}  // namespace standoff::page
