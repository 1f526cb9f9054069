// Writing a model down in the language of docs/reference/language.md: the tree of the document,
// keys in the order of that page, defaults left out, formulas in the author's words.

#include <array>
#include <map>

#include "io/json_tree.hpp"
#include "standoff/load.hpp"

namespace standoff {
namespace {

constexpr std::array<const char*, 7> kinds{"",           "fact",      "aim",    "threat",
                                           "commitment", "procedure", "channel"};
constexpr std::array<const char*, 4> bases{"own", "ascribed", "revealed", "afterwards"};

// 1250000 -> "1.25"
std::string decimal(std::int64_t millionths) {
  const bool negative = millionths < 0;
  const auto size = negative ? 0 - static_cast<std::uint64_t>(millionths)
                             : static_cast<std::uint64_t>(millionths);
  std::string places = std::to_string(1'000'000 + size % 1'000'000).substr(1);
  places.erase(places.find_last_not_of('0') + 1);
  return (negative ? "-" : "") + std::to_string(size / 1'000'000) +
         (places.empty() ? "" : "." + places);
}

class Document {
 public:
  explicit Document(const Model& model) : model_(model) {}

  Tree tree() {
    Tree top = Tree::mapping();
    top.add("standoff", Tree::number("1"));
    top.add("title", model_.title);
    top.add_text("as_of", model_.as_of);
    if (!model_.languages.empty()) top.add("languages", Tree::list_of(model_.languages));
    top.add_text("notes", model_.notes);
    top.add("decision_makers", decision_makers());
    if (Tree options = nobodys_options(); !options.items.empty())
      top.add("options", std::move(options));
    if (Tree list = rules(); !list.items.empty()) top.add("rules", std::move(list));
    if (!model_.outcomes.empty()) top.add("outcomes", outcomes());
    if (!model_.merges.empty()) top.add("merge", merges());
    if (model_.is_explicit()) {
      top.add("states", states());
      top.add("moves", moves());
    }
    add_status_quo(top);
    if (!model_.sources.empty()) top.add("sources", sources());
    if (!model_.evidence.empty()) top.add("evidence", evidence());
    return top;
  }

 private:
  // Decision makers and options

  Tree decision_makers() {
    Tree list = Tree::list();
    for (const DecisionMaker& dm : model_.decision_makers) {
      Tree node = named(dm.id, dm.name);
      if (!dm.aka.empty()) node.add("aka", Tree::list_of(dm.aka));
      if (!dm.options.empty()) node.add("options", options(dm.options));
      add_preference(node, dm.preference);
      list.add(std::move(node));
    }
    return list;
  }

  Tree nobodys_options() {
    std::vector<OptionId> unowned;
    for (std::size_t k = 0; k < model_.options.size(); ++k)
      if (!model_.options[k].owner) unowned.push_back(OptionId(k));
    return options(unowned);
  }

  Tree options(const std::vector<OptionId>& ids) {
    Tree list = Tree::list();
    for (const OptionId id : ids) {
      const Option& option = model_.option(id);
      if (!option.ladder) {
        Tree node = named(option.id, option.name);
        add_details(node, option);
        list.add(bare_if_id_only(std::move(node)));
      } else if (!option.below) {
        list.add(ladder(model_.ladders[*option.ladder]));
      }
    }
    return list;
  }

  // What all levels have in common is said once, for the ladder.
  Tree ladder(const Ladder& ladder) {
    const Option& lowest = model_.option(ladder.levels.front());
    Option common;
    common.direction = lowest.direction;
    common.when_text = lowest.when_text;
    common.because = lowest.because;
    for (const OptionId id : ladder.levels) {
      const Option& level = model_.option(id);
      if (level.direction != common.direction) common.direction = Direction::both;
      if (level.when_text != common.when_text) common.when_text.clear();
      if (level.because != common.because) common.because.clear();
    }
    Tree levels = Tree::list();
    for (const OptionId id : ladder.levels) {
      Option level = model_.option(id);
      const std::string short_id = level.id.substr(ladder.id.size() + 1);
      if (common.direction != Direction::both) level.direction = Direction::both;
      if (!common.when_text.empty()) level.when_text.clear();
      if (!common.because.empty()) level.because.clear();
      Tree node = Tree::mapping();
      node.add("id", short_id);
      if (level.name != ladder.name + ": " + short_id) node.add("name", level.name);
      add_details(node, level);
      levels.add(bare_if_id_only(std::move(node)));
    }
    Tree node = named(ladder.id, ladder.name);
    add_details(node, common, std::move(levels));
    return node;
  }

  void add_details(Tree& node, const Option& option, Tree levels = Tree::list()) {
    node.add_text("otherwise", option.otherwise);
    if (option.direction != Direction::both)
      node.add("irreversible",
               Tree(option.direction == Direction::take_only ? "taken" : "dropped"));
    node.add_text("when", option.when_text);
    if (!levels.items.empty()) node.add("levels", std::move(levels));
    add_evidence(node, "because", option.because);
  }

  // Preferences

  void add_preference(Tree& node, const Preference& preference) {
    if (const auto* statements = std::get_if<Statements>(&preference)) {
      Tree list = Tree::list();
      for (const Statement& statement : statements->list) list.add(one(statement));
      node.add("preferences", std::move(list));
    } else if (const auto* ranking = std::get_if<Ranking>(&preference)) {
      Tree list = Tree::list();
      for (const auto& tier : ranking->tiers) {
        Tree texts = Tree::list();
        for (const WrittenFormula& f : tier) texts.add(Tree(f.text));
        list.add(texts.items.size() == 1 ? std::move(texts.items.front()) : std::move(texts));
      }
      node.add("ranking", std::move(list));
      add_evidence(node, "because", ranking->because);
    } else if (const auto* payoffs = std::get_if<Payoffs>(&preference)) {
      Tree weights = Tree::mapping();
      for (const Payoffs::Weight& weight : payoffs->weights)
        weights.add(weight.where.text, Tree::number(decimal(weight.millionths)));
      node.add("payoffs", std::move(weights));
      add_evidence(node, "because", payoffs->because);
    }
  }

  Tree one(const Statement& statement) {
    Tree node = Tree::mapping();
    node.add("want", statement.text);
    add_evidence(node, "because", statement.because);
    std::vector<std::string> basis;
    for (const Basis b : statement.basis) basis.push_back(bases[static_cast<std::size_t>(b)]);
    if (!basis.empty()) node.add("basis", one_or_many(basis));
    node.add_text("note", statement.note);
    return node.pairs.size() == 1 ? Tree(statement.text) : node;
  }

  // Rules, outcomes, merged states

  Tree rules() {
    Tree list = Tree::list();
    for (const Rule& rule : model_.rules) {
      const std::size_t colon = rule.text.find(": ");
      const std::string key = rule.text.substr(0, colon);
      if (key == "ladder") continue;  // comes back with the ladder
      const std::string said = rule.text.substr(colon + 2);
      Tree node = Tree::mapping();
      node.add(key, key == "never" || key == "always" ? Tree(said) : split(said));
      add_evidence(node, "because", rule.because);
      node.add_text("note", rule.note);
      list.add(std::move(node));
    }
    return list;
  }

  // "[a, at most one of [b, c]]" -> two texts
  static Tree split(const std::string& said) {
    Tree list = Tree::list();
    std::string part;
    int depth = 0;
    for (std::size_t k = 1; k + 1 < said.size(); ++k) {
      const char c = said[k];
      if (c == '[' || c == '(') ++depth;
      if (c == ']' || c == ')') --depth;
      if (c != ',' || depth > 0) {
        part += c;
        continue;
      }
      list.add(Tree(std::exchange(part, {})));
      ++k;  // the space after the comma
    }
    if (!part.empty()) list.add(Tree(std::move(part)));
    return list;
  }

  Tree outcomes() {
    Tree mapping = Tree::mapping();
    for (const Outcome& outcome : model_.outcomes) mapping.add(outcome.id, outcome.where.text);
    return mapping;
  }

  Tree merges() {
    Tree list = Tree::list();
    for (const Merge& merge : model_.merges) {
      Tree node = Tree::mapping();
      node.add("id", merge.id);
      node.add("where", merge.where.text);
      if (merge.name != merge.id) node.add("name", merge.name);
      add_evidence(node, "because", merge.because);
      list.add(std::move(node));
    }
    return list;
  }

  // The explicit graph

  Tree states() {
    Tree list = Tree::list();
    for (const ExplicitGraph::State& state : model_.explicit_graph->states)
      list.add(bare_if_id_only(named(state.id, state.name)));
    return list;
  }

  Tree moves() {
    const ExplicitGraph& graph = *model_.explicit_graph;
    Tree by_dm = Tree::mapping();
    for (std::size_t dm = 0; dm < graph.moves.size(); ++dm) {
      Tree by_state = Tree::mapping();
      for (std::size_t from = 0; from < graph.moves[dm].size(); ++from) {
        std::vector<std::string> targets;
        for (const std::uint32_t to : graph.moves[dm][from]) targets.push_back(graph.states[to].id);
        if (!targets.empty()) by_state.add(graph.states[from].id, one_or_many(targets));
      }
      if (!by_state.pairs.empty()) by_dm.add(model_.decision_makers[dm].id, std::move(by_state));
    }
    return by_dm;
  }

  // Status quo

  void add_status_quo(Tree& top) {
    if (!model_.status_quo && !model_.status_quo_state) return;
    const bool explicit_graph = model_.is_explicit();
    Tree where = explicit_graph ? Tree(model_.explicit_graph->states[*model_.status_quo_state].id)
                                : taken(*model_.status_quo);
    if (model_.status_quo_because.empty()) {
      top.add("status_quo", std::move(where));
      return;
    }
    Tree node = Tree::mapping();
    node.add(explicit_graph ? "state" : "taken", std::move(where));
    add_evidence(node, "because", model_.status_quo_because);
    top.add("status_quo", std::move(node));
  }

  // The options taken, each as short as it can be written; of a ladder only the highest level.
  Tree taken(const OptionSet& options) {
    std::map<std::string, int> meanings;
    for (const Option& option : model_.options) ++meanings[option.id];
    for (const Ladder& ladder : model_.ladders) ++meanings[ladder.id];
    OptionSet implied;
    options.for_each([&](OptionId o) {
      if (model_.option(o).below) implied.insert(*model_.option(o).below);
    });
    Tree list = Tree::list();
    (options - implied).for_each([&](OptionId o) {
      const Option& option = model_.option(o);
      list.add(Tree(meanings[option.id] == 1 ? option.id : option.qualified));
    });
    return list;
  }

  // Sources and evidence

  Tree sources() {
    Tree list = Tree::list();
    for (const Source& source : model_.sources) {
      Tree node = Tree::mapping();
      node.add("id", source.id);
      node.add_text("title", source.title).add_text("publisher", source.publisher);
      node.add_text("date", source.date).add_text("language", source.language);
      node.add_text("url", source.url).add_text("note", source.note);
      node.add_text("sha256", source.sha256);
      list.add(std::move(node));
    }
    return list;
  }

  Tree evidence() {
    Tree list = Tree::list();
    for (const Evidence& item : model_.evidence) {
      Tree node = Tree::mapping();
      node.add("id", item.id);
      node.add("source", model_.sources[item.source].id);
      node.add_text("speaker", item.speaker).add_text("date", item.date);
      node.add_text("kind", kinds[static_cast<std::size_t>(item.kind)]);
      node.add_text("says", item.says).add_text("note", item.note);
      if (item.at) {
        Tree at = Tree::mapping();
        at.add("start", Tree::number(std::to_string(item.at->start)));
        at.add("end", Tree::number(std::to_string(item.at->end)));
        at.add_text("sha256", item.at->sha256);
        node.add("at", std::move(at));
      }
      if (item.quote) {
        Tree quote = Tree::mapping();
        quote.add("exact", item.quote->exact);
        quote.add_text("prefix", item.quote->prefix).add_text("suffix", item.quote->suffix);
        node.add("quote", std::move(quote));
      }
      add_evidence(node, "disputed_by", item.disputed_by);
      list.add(std::move(node));
    }
    return list;
  }

  // Small helpers

  static Tree named(const std::string& id, const std::string& name) {
    Tree node = Tree::mapping();
    node.add("id", id);
    if (name != id) node.add("name", name);
    return node;
  }

  static Tree bare_if_id_only(Tree node) {
    return node.pairs.size() == 1 ? std::move(node.pairs.front().second) : std::move(node);
  }

  static Tree one_or_many(const std::vector<std::string>& texts) {
    return texts.size() == 1 ? Tree(texts.front()) : Tree::list_of(texts);
  }

  void add_evidence(Tree& node, const char* key, const Because& because) {
    std::vector<std::string> ids;
    for (const std::uint32_t item : because) ids.push_back(model_.evidence[item].id);
    if (!ids.empty()) node.add(key, one_or_many(ids));
  }

  const Model& model_;
};

}  // namespace

std::string to_json(const Model& model) { return json_text(Document(model).tree()); }

std::string to_yaml(const Model& model) { return yaml_text(Document(model).tree()); }

}  // namespace standoff
