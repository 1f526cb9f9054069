// The graph in GraphML and DOT: well formed, and move by move what the graph says.
#include "page/graphs.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "page/python.hpp"
#include "page/subject.hpp"
#include "random/generate.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

// Checks keys and prints a line for each edge and node.
constexpr const char* read_graphml = R"(
import sys, xml.etree.ElementTree as tree
ns = "{http://graphml.graphdrawing.org/xmlns}"
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == ns + "graphml"
keys = {}
for key in root.findall(ns + "key"):
    assert key.get("id") not in keys
    keys[key.get("id")] = (key.get("for"), key.get("attr.name"), key.get("attr.type"))
assert len({(k[0], k[1]) for k in keys.values()}) == len(keys)
def data(element, of):
    out = {}
    for one in element.findall(ns + "data"):
        kind, name, type_ = keys[one.get("key")]
        assert kind == of, name
        value = one.text or ""
        if type_ == "int": int(value)
        if type_ == "boolean": assert value in ("true", "false")
        assert name not in out
        out[name] = value
    return out
graph = root.find(ns + "graph")
assert graph.get("edgedefault") == "directed"
data(graph, "graph")
labels = {}
lines = []
for node in graph.findall(ns + "node"):
    assert node.get("id") not in labels
    have = data(node, "node")
    labels[node.get("id")] = have["label"]
    lines.append("node " + have["label"] + " " + " ".join(
        name[5:] + "=" + value for name, value in have.items() if name.startswith("rank ")) + " " +
        " ".join(name.removesuffix(" for all") for name, value in have.items()
                 if name.endswith(" for all") and value == "true"))
for edge in graph.findall(ns + "edge"):
    have = data(edge, "edge")
    lines.append(" ".join(["edge", labels[edge.get("source")], labels[edge.get("target")],
                           have["decision_maker"], have["improvement"], have["reversible"]]))
for line in sorted(lines): print(line.rstrip())
)";

std::string expected(const Analysed& dispute, bool improvements_only) {
  const Graph& graph = dispute.graph();
  std::vector<std::string> lines;
  for (std::uint32_t s = 0; s < graph.states(); ++s) {
    std::string node = "node " + graph.label(StateId(s)) + " ";
    for (std::size_t i = 0; i < graph.dms(); ++i)
      node += (i == 0 ? "" : " ") + dispute.model().decision_makers[i].id + "=" +
              std::to_string(graph.rank(DmId(i), StateId(s)));
    for (std::size_t c = 0; c < dispute.analysis().concepts.size(); ++c) {
      bool all = true;
      for (std::size_t i = 0; i < graph.dms(); ++i)
        all = all && stable(*dispute.analysis().concepts[c], graph, DmId(i), StateId(s));
      if (all) node += " " + std::string(dispute.analysis().concepts[c]->key);
    }
    lines.push_back(node);
    for (std::size_t i = 0; i < graph.dms(); ++i)
      for (std::uint32_t t = 0; t < graph.states(); ++t) {
        if (!graph.moves(DmId(i)).can_move(StateId(s), StateId(t))) continue;
        const bool pays = graph.rank(DmId(i), StateId(t)) > graph.rank(DmId(i), StateId(s));
        if (improvements_only && !pays) continue;
        const bool back = graph.moves(DmId(i)).can_move(StateId(t), StateId(s));
        lines.push_back("edge " + graph.label(StateId(s)) + " " + graph.label(StateId(t)) + " " +
                        dispute.model().decision_makers[i].id + (pays ? " true" : " false") +
                        (back ? " true" : " false"));
      }
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

// As Graphviz reads it: "edge from to by bold tee" and "node label", sorted.
constexpr const char* read_dot_json = R"(
import json, sys
graph = json.load(open(sys.argv[1]))
names = {o["_gvid"]: o["name"] for o in graph["objects"] if "nodes" not in o and "subgraphs" not in o}
lines = []
for edge in graph.get("edges", []):
    lines.append(" ".join(["edge", names[edge["tail"]], names[edge["head"]], edge["label"],
        "true" if edge.get("style") == "bold" else "false",
        "false" if edge.get("arrowtail") == "tee" else "true"]))
for line in sorted(lines): print(line)
)";

std::string edges_of(const std::string& lines) {
  std::string out;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    if (lines.compare(at, 5, "edge ") == 0) out += lines.substr(at, end - at + 1);
    at = end + 1;
  }
  return out;
}

void agrees(const Analysed& dispute) {
  CHECK(python(read_graphml, page::graphml(dispute.subject())) == expected(dispute, false));
  CHECK(python(read_graphml, page::graphml(dispute.subject(), {true, 0, {}})) ==
        expected(dispute, true));
}

void agrees_in_dot(const Analysed& dispute) {
  if (!installed("dot")) return;
  const Scratch file(".gv", page::dot(dispute.subject()));
  const Ran ran = run_command("dot -Tdot_json '" + file.path() + "' 2>&1");
  INFO(ran.out);
  REQUIRE(ran.code == 0);
  CHECK(python(read_dot_json, ran.out) == edges_of(expected(dispute, false)));
}

}  // namespace

TEST_CASE("GraphML is XML with declared, typed keys, and its edges are the moves") {
  for (const char* id :
       {"chicken", "repeat-mover", "elmira", "milk-river", "lake-gisborne-unknown"})
    agrees(Analysed(shipped(id)));
}

TEST_CASE("GraphML of the reference dispute has its 384 states and all moves") {
  agrees(Analysed(shipped("lithuania-belarus")));
}

TEST_CASE("Graphviz reads the DOT without complaint, and its edges are the moves") {
  for (const char* id : {"chicken", "repeat-mover", "elmira"}) agrees_in_dot(Analysed(shipped(id)));
}

TEST_CASE("both forms agree with the moves of random disputes") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    oracle::Shape shape;
    shape.most_options = 5;
    const Analysed dispute(oracle::to_yaml(oracle::random_dispute(seed, shape)));
    agrees(dispute);
    agrees_in_dot(dispute);
  }
}

TEST_CASE("names that mean something to XML or DOT come out as they are") {
  const Analysed dispute(R"(standoff: 1
title: 'A "title" & <more> \n'
decision_makers:
  - {id: a, name: 'A & "B" \ <c>', options: [{id: x, name: 'say "no" \G & <go>', irreversible: taken}], preferences: [x]}
  - {id: b, name: '}; x', options: [w], preferences: [not w]}
status_quo: {taken: []}
)");
  agrees(dispute);
  agrees_in_dot(dispute);
  const std::string dot = page::dot(dispute.subject());
  if (installed("dot")) {
    const Scratch file(".gv", dot);
    const std::string svg = run_command("dot -Tsvg '" + file.path() + "'").out;
    CHECK(svg.find("A &amp; &quot;B&quot; \\ &lt;c&gt; could say &quot;no&quot; \\G") !=
          std::string::npos);
  }
}

TEST_CASE("with a limit the nearest states are written, and how many are not") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const std::string text = page::graphml(dispute.subject(), {false, 30, {}});
  CHECK(text.find("<data key=\"d1\">354</data>") != std::string::npos);
  CHECK(page::dot(dispute.subject(), {false, 30, {}}).find("30 states of 384") !=
        std::string::npos);
}

TEST_CASE("a stop leaves a whole document that says it is not complete") {
  const Analysed dispute(shipped("chicken"));
  std::stop_source stop;
  stop.request_stop();
  const std::string text = page::graphml(dispute.subject(), {false, 0, stop.get_token()});
  CHECK(text.find("<data key=\"d2\">false</data>") != std::string::npos);
  python(read_graphml, text);
}
