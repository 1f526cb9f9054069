// DOT, the language of Graphviz.

#include <map>

#include "figure/palette.hpp"
#include "page/arcs_of.hpp"
#include "page/graphs.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::page {
namespace {

// Between quotation marks, as the name of a node.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out + "\"";
}

// Text to be shown: Graphviz reads entities in it, and escapes; in tooltips it reads them twice.
std::string shown(std::string_view text, std::string_view backslash) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\\')
      out += backslash;
    else if (c == '"')
      out += "\\\"";
    else if (c == '&')
      out += "&amp;";
    else if (c == '\n')
      out += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
  }
  return out + "\"";
}
std::string label(std::string_view text) { return shown(text, "\\\\"); }
std::string tooltip(std::string_view text) { return shown(text, "\\\\\\\\"); }

class Dot {
 public:
  Dot(const figure::Subject& subject, const GraphRequest& request)
      : subject_(subject), graph_(subject.graph), model_(*graph_.model()), words_(graph_) {
    drawn_ = drawn(graph_, request);
  }

  std::string run() {
    out_ = "digraph standoff {\n";
    comment(
        "Moves: coloured and lettered by who makes them, bold where they pay the mover, with a "
        "bar where there is no way back.");
    comment(report::counted(drawn_.states.size(), "state") + " of " +
            std::to_string(graph_.states()) + ", " + report::counted(drawn_.arcs.size(), "move") +
            (drawn_.complete ? "." : "; stopped before the end."));
    if (drawn_.arcs.size() > 1000)
      comment("So many take Graphviz minutes: `sfdp`, or fewer states, or improvements only.");
    out_ += "  rankdir=LR;\n  label=" + label(model_.title) + ";\n  labelloc=t;\n" +
            "  node [shape=box, fontname=\"sans-serif\"];\n" +
            "  edge [fontname=\"sans-serif\", fontsize=10];\n";
    columns();
    for (const Drawn::Arc& arc : drawn_.arcs) edge(arc);
    return out_ + "}\n";
  }

 private:
  void comment(const std::string& text) { out_ += "  // " + text + "\n"; }

  void columns() {
    std::map<std::uint32_t, std::vector<StateId>> by_distance;
    for (const StateId s : drawn_.states) by_distance[drawn_.distance[index(s)]].push_back(s);
    for (const auto& [distance, states] : by_distance) {
      // States that cannot be come to have no column; their moves say where they stand.
      const bool column = distance != Reach::never;
      const bool out_of_reach = !column && graph_.status_quo();
      if (column)
        out_ +=
            "  subgraph " + quoted("distance " + std::to_string(distance)) + " {\n  rank=same;\n";
      for (const StateId s : states) node(s, out_of_reach);
      if (column) out_ += "  }\n";
    }
  }

  void node(StateId s, bool out_of_reach) {
    std::string tip;
    if (graph_.has_options())
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        const auto taken = words_.taken_by(DmId(i), s);
        if (!taken.empty())
          tip +=
              (tip.empty() ? "" : "\n") + words_.name(DmId(i)) + ": " + report::enumeration(taken);
      }
    std::vector<std::string> keys;
    for (std::size_t c = 0; c < subject_.analysis.concepts.size(); ++c)
      if (subject_.analysis.equilibria[c] && subject_.analysis.equilibria[c]->contains(s))
        keys.emplace_back(subject_.analysis.concepts[c]->key);
    const bool now = graph_.status_quo() == s;
    if (!keys.empty())
      tip +=
          (tip.empty() ? "" : "\n") + std::string("stable for all: ") + report::enumeration(keys);
    std::string text = words_.state(s);
    if (now) text += "\nwhere it stands";
    if (!keys.empty()) text += "\n" + report::enumeration(keys);
    out_ +=
        "    " + quoted(graph_.label(s)) + " [label=" + label(text) + ", tooltip=" + tooltip(tip);
    // Stable for everybody under some view: a double frame. Where it stands: a heavy one.
    if (!keys.empty()) out_ += ", peripheries=2";
    if (now) out_ += ", penwidth=3";
    if (out_of_reach) out_ += ", style=dashed";
    out_ += "];\n";
  }

  void edge(const Drawn::Arc& arc) {
    const std::string colour(figure::pigment(figure::paint_of(arc.move.dm)).light);
    out_ += "  " + quoted(graph_.label(arc.move.from)) + " -> " +
            quoted(graph_.label(arc.move.to)) + " [label=" + label(model_.dm(arc.move.dm).id) +
            ", color=\"" + colour + "\", fontcolor=\"" + colour + "\", tooltip=" +
            tooltip(words_.could(arc.move) + (arc.improvement ? ", which pays it" : "") +
                    (arc.reversible ? "" : "; no way back"));
    if (arc.improvement) out_ += ", style=bold";
    if (!arc.reversible) out_ += ", dir=both, arrowtail=tee";
    out_ += "];\n";
  }

  const figure::Subject& subject_;
  const Graph& graph_;
  const Model& model_;
  report::Words words_;
  Drawn drawn_;
  std::string out_;
};

}  // namespace

std::string dot(const figure::Subject& subject, const GraphRequest& request) {
  return Dot(subject, request).run();
}

}  // namespace standoff::page
