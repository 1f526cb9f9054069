// GraphML.

#include "figure/svg.hpp"
#include "page/arcs_of.hpp"
#include "page/dispute_tables.hpp"
#include "page/graphs.hpp"
#include "report/words.hpp"

namespace standoff::page {
namespace {

class GraphMl {
 public:
  GraphMl(const figure::Subject& subject, const GraphRequest& request)
      : subject_(subject), graph_(subject.graph), model_(*graph_.model()), words_(graph_) {
    drawn_ = drawn(graph_, request);
  }

  std::string run() {
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
    keys();
    out_ += "  <graph id=\"G\" edgedefault=\"directed\">\n";
    data(4, title_, model_.title);
    data(4, hidden_, std::to_string(graph_.states() - drawn_.states.size()));
    data(4, complete_, drawn_.complete ? "true" : "false");
    for (const StateId s : drawn_.states) node(s);
    for (const Drawn::Arc& arc : drawn_.arcs) edge(arc);
    return out_ + "  </graph>\n</graphml>\n";
  }

 private:
  // Declares what data of this id are.
  std::string key(std::string_view of, std::string_view type, const std::string& name) {
    std::string id = "d" + std::to_string(next_++);
    out_ += "  <key id=\"" + id + "\" for=\"" + std::string(of) + "\" attr.name=\"" +
            figure::escaped(name) + "\" attr.type=\"" + std::string(type) + "\"/>\n";
    return id;
  }

  void keys() {
    title_ = key("graph", "string", "title");
    hidden_ = key("graph", "int", "hidden_states");
    complete_ = key("graph", "boolean", "complete");
    label_ = key("node", "string", "label");
    outcomes_ = key("node", "string", "outcomes");
    status_quo_ = key("node", "boolean", "status_quo");
    distance_ = key("node", "int", "distance");
    for (std::size_t k = 0; k < model_.options.size(); ++k)
      options_.push_back(key("node", "string", "option " + short_id(model_, OptionId(k))));
    for (const DecisionMaker& dm : model_.decision_makers)
      ranks_.push_back(key("node", "int", "rank " + dm.id));
    for (const SolutionConcept* c : subject_.analysis.concepts) {
      auto& stable = stable_.emplace_back();
      for (const DecisionMaker& dm : model_.decision_makers)
        stable.push_back(key("node", "boolean", std::string(c->key) + " " + dm.id));
      equilibrium_.push_back(key("node", "boolean", std::string(c->key) + " for all"));
    }
    dm_ = key("edge", "string", "decision_maker");
    does_ = key("edge", "string", "does");
    improvement_ = key("edge", "boolean", "improvement");
    reversible_ = key("edge", "boolean", "reversible");
  }

  void data(int indent, const std::string& key, const std::string& value) {
    out_ += std::string(static_cast<std::size_t>(indent), ' ') + "<data key=\"" + key + "\">" +
            figure::escaped(value) + "</data>\n";
  }
  void flag(const std::string& key, bool value) { data(6, key, value ? "true" : "false"); }

  static std::string id(StateId s) { return "s" + std::to_string(index(s)); }

  void node(StateId s) {
    out_ += "    <node id=\"" + id(s) + "\">\n";
    data(6, label_, graph_.label(s));
    std::string outcomes;
    for (const std::string& one : words_.outcomes(s))
      outcomes += (outcomes.empty() ? "" : ", ") + one;
    data(6, outcomes_, outcomes);
    flag(status_quo_, graph_.status_quo() == s);
    // Absent where it cannot be reached.
    if (drawn_.distance[index(s)] != Reach::never)
      data(6, distance_, std::to_string(drawn_.distance[index(s)]));
    if (graph_.has_options()) {
      const auto members = graph_.members(s);
      for (std::size_t k = 0; k < options_.size(); ++k) {
        std::size_t taken = 0;
        for (const OptionSet& member : members) taken += member.contains(OptionId(k)) ? 1 : 0;
        data(6, options_[k], taken == members.size() ? "Y" : taken == 0 ? "N" : "-");
      }
    }
    for (std::size_t i = 0; i < ranks_.size(); ++i)
      data(6, ranks_[i], std::to_string(graph_.rank(DmId(i), s)));
    const Analysis& analysis = subject_.analysis;
    for (std::size_t c = 0; c < stable_.size(); ++c) {
      for (std::size_t i = 0; i < stable_[c].size(); ++i)
        if (analysis.stable[c][i]) flag(stable_[c][i], analysis.stable[c][i]->contains(s));
      if (analysis.equilibria[c]) flag(equilibrium_[c], analysis.equilibria[c]->contains(s));
    }
    out_ += "    </node>\n";
  }

  void edge(const Drawn::Arc& arc) {
    out_ += "    <edge source=\"" + id(arc.move.from) + "\" target=\"" + id(arc.move.to) + "\">\n";
    data(6, dm_, model_.dm(arc.move.dm).id);
    data(6, does_, words_.doing(arc.move));
    flag(improvement_, arc.improvement);
    flag(reversible_, arc.reversible);
    out_ += "    </edge>\n";
  }

  const figure::Subject& subject_;
  const Graph& graph_;
  const Model& model_;
  report::Words words_;
  Drawn drawn_;
  std::size_t next_ = 0;
  std::string title_, hidden_, complete_;
  std::string label_, outcomes_, status_quo_, distance_;
  std::vector<std::string> options_, ranks_, equilibrium_;
  std::vector<std::vector<std::string>> stable_;
  std::string dm_, does_, improvement_, reversible_;
  std::string out_;
};

}  // namespace

std::string graphml(const figure::Subject& subject, const GraphRequest& request) {
  return GraphMl(subject, request).run();
}

}  // namespace standoff::page
