// Writing a model down in the language of docs/reference/language.md: the tree of the document,
// keys in the order of that page, defaults left out, formulas in the author's words.

#include <algorithm>
#include <array>
#include <map>

#include "io/json_tree.hpp"
#include "standoff/load.hpp"
#include "standoff/variants.hpp"

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
    if (Tree list = candidate_rules(); !list.items.empty()) top.add("candidates", std::move(list));
    if (!model_.measures.empty()) top.add("measures", measures());
    if (!model_.channels.empty()) top.add("channels", channels());
    if (!model_.stages.empty()) top.add("stages", stages());
    if (!model_.views.empty()) top.add("views", views());
    if (!model_.questions.empty()) top.add("questions", questions());
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
      if (!dm.candidates.empty()) node.add("candidates", statements(dm.candidates));
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
    if (const auto* said = std::get_if<Statements>(&preference)) {
      node.add("preferences", statements(said->list));
    } else if (const auto* ranking = std::get_if<Ranking>(&preference)) {
      Tree list = Tree::list();
      for (std::size_t t = 0; t < ranking->tiers.size(); ++t) {
        Tree texts = Tree::list();
        for (const WrittenFormula& f : ranking->tiers[t]) texts.add(Tree(f.text));
        Tree tier = texts.items.size() == 1 ? std::move(texts.items.front()) : std::move(texts);
        const auto& strong = ranking->strongly_above;
        if (std::find(strong.begin(), strong.end(), t) != strong.end()) {
          Tree marked = Tree::mapping();
          marked.add("tier", std::move(tier));
          marked.add("strongly", Tree::number("true"));
          tier = std::move(marked);
        }
        list.add(std::move(tier));
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

  // Neighbours of the same unordered group stand together.
  Tree statements(const std::vector<Statement>& said) {
    Tree list = Tree::list();
    for (std::size_t k = 0; k < said.size();) {
      const auto group = said[k].any_order;
      if (!group) {
        list.add(one(said[k++]));
        continue;
      }
      Tree members = Tree::list();
      while (k < said.size() && said[k].any_order == group) members.add(one(said[k++]));
      Tree node = Tree::mapping();
      node.add("any_order", std::move(members));
      list.add(std::move(node));
    }
    return list;
  }

  static void add_flag(Tree& node, const char* key, bool value) {
    if (value) node.add(key, Tree::number("true"));
  }

  Tree one(const Statement& statement) {
    Tree node = Tree::mapping();
    node.add("want", statement.text);
    add_evidence(node, "because", statement.because);
    std::vector<std::string> basis;
    for (const Basis b : statement.basis) basis.push_back(bases[static_cast<std::size_t>(b)]);
    if (!basis.empty()) node.add("basis", one_or_many(basis));
    if (statement.confidence) node.add("confidence", Tree::number(decimal(*statement.confidence)));
    add_flag(node, "uncertain", statement.uncertain);
    add_flag(node, "strongly", statement.strongly);
    add_flag(node, "known_after", statement.known_after);
    add_flag(node, "fixed", statement.fixed);
    node.add_text("note", statement.note);
    return node.pairs.size() == 1 ? Tree(statement.text) : node;
  }

  // Rules, outcomes, merged states

  Tree rules() { return rules(model_.rules); }
  Tree candidate_rules() { return rules(model_.candidate_rules); }

  Tree rules(const std::vector<Rule>& said_rules) {
    Tree list = Tree::list();
    for (const Rule& rule : said_rules) {
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

  // Measures, channels and questions

  static std::string written(const Range& range) {
    return range.low == range.high ? decimal(range.low)
                                   : decimal(range.low) + ".." + decimal(range.high);
  }
  static Tree value(const Range& range) {
    return range.low == range.high ? Tree::number(written(range)) : Tree(written(range));
  }

  Tree measures() {
    Tree list = Tree::list();
    for (const Measure& measure : model_.measures) {
      Tree node = named(measure.id, measure.name);
      if (measure.of) node.add("of", model_.dm(*measure.of).id);
      node.add("unit", measure.unit);
      if (measure.claims.size() == 1) {
        node.add("value", value(measure.claims.front().value));
      } else {
        Tree values = Tree::list();
        for (const Measure::Claim& claim : measure.claims) {
          Tree one = Tree::mapping();
          one.add("value", value(claim.value));
          add_evidence(one, "because", claim.because);
          values.add(std::move(one));
        }
        node.add("values", std::move(values));
      }
      if (measure.per) node.add("per", Tree(model_.measures[*measure.per].id));
      node.add_text("when", measure.when.text);
      if (measure.claims.size() == 1) add_evidence(node, "because", measure.claims[0].because);
      node.add_text("note", measure.note);
      list.add(std::move(node));
    }
    return list;
  }

  Tree channels() {
    Tree list = Tree::list();
    for (const Channel& channel : model_.channels) {
      Tree node = Tree::mapping();
      node.add_text("id", channel.id).add_text("name", channel.name);
      std::vector<std::string> between;
      for (const DmId dm : channel.between) between.push_back(model_.dm(dm).id);
      node.add("between", Tree::list_of(between));
      node.add_text("level", channel.level);
      if (channel.open_when) node.add("open_when", channel.open_when->text);
      add_evidence(node, "because", channel.because);
      node.add_text("note", channel.note);
      list.add(std::move(node));
    }
    return list;
  }

  Tree questions() {
    Tree list = Tree::list();
    for (const Question& question : model_.questions) {
      Tree node = Tree::mapping();
      node.add("id", question.id);
      node.add("asks", question.text);
      node.add_text("by", question.by).add_text("stage", question.stage);
      node.add("where", question.where.text);
      if (question.outcome != Question::Outcome::unknown)
        node.add("outcome", Tree(question.outcome == Question::Outcome::yes ? "yes" : "no"));
      node.add_text("confidence", question.confidence);
      add_evidence(node, "because", question.because);
      node.add_text("note", question.note);
      list.add(std::move(node));
    }
    return list;
  }

  // Stages and views: what they say otherwise than the dispute

  Tree stages() {
    Tree list = Tree::list();
    for (const Stage& stage : model_.stages) {
      Tree node = named(stage.id, stage.name);
      node.add_text("from", stage.from).add_text("until", stage.until);
      add_flag(node, "now", stage.now);
      const Model& there = *stage.model;
      std::vector<std::string> locked;
      for (const Option& option : there.options)
        if (option.direction == Direction::locked) locked.push_back(option.qualified);
      if (!locked.empty()) node.add("locked", Tree::list_of(locked));
      if (!stage.enters.empty()) node.add("enters", Tree::list_of(stage.enters));
      add_differences(node, there, "changes");
      if (!stage.now || !same(Document(there).views(), views()))
        if (!there.views.empty()) node.add("views", Document(there).views());
      add_evidence(node, "because", stage.because);
      node.add_text("note", stage.note);
      list.add(std::move(node));
    }
    return list;
  }

  Tree views() {
    Tree list = Tree::list();
    for (const Viewpoint& view : model_.views) {
      Tree node = Tree::mapping();
      node.add("of", model_.dm(view.of).id);
      add_differences(node, *view.model, "believes");
      if (view.unseen) node.add("unseen", view.unseen->text);
      if (!view.model->views.empty()) node.add("views", Document(*view.model).views());
      add_evidence(node, "because", view.because);
      node.add_text("note", view.note);
      list.add(std::move(node));
    }
    return list;
  }

  static bool same(const Tree& a, const Tree& b) { return json_text(a) == json_text(b); }

  // Adds to `node` what makes `there` of this dispute; what one decision maker has otherwise goes
  // under `changes`.
  void add_differences(Tree& node, const Model& there, const char* changes) {
    Document varied(there);
    Tree by_dm = Tree::mapping();
    for (std::size_t k = 0; k < model_.decision_makers.size(); ++k) {
      const DecisionMaker& before = model_.decision_makers[k];
      const DecisionMaker& after = there.decision_makers[k];
      Tree said = Tree::mapping();
      if (after.name != before.name) said.add("name", after.name);
      Tree possible = varied.unlocked_options(after.options, model_);
      if (!same(possible, options(before.options)))
        said.add("options", short_where_known(std::move(possible), options(before.options)));
      Tree wants = Tree::mapping();
      Tree wanted = Tree::mapping();
      varied.add_preference(wants, after.preference);
      add_preference(wanted, before.preference);
      if (!same(wants, wanted))
        for (auto& [key, value] : wants.pairs) said.add(key, std::move(value));
      if (Tree list = varied.statements(after.candidates);
          !same(list, statements(before.candidates)))
        said.add("candidates", std::move(list));
      if (!said.pairs.empty()) by_dm.add(before.id, std::move(said));
    }
    if (!by_dm.pairs.empty()) node.add(changes, std::move(by_dm));
    std::vector<std::string> gone;
    for (const Option& option : model_.options)
      if (!option.owner &&
          std::none_of(there.options.begin(), there.options.end(),
                       [&](const Option& o) { return o.qualified == option.qualified; }))
        gone.push_back(option.id);
    if (!gone.empty())
      node.add(std::string_view(changes) == "changes" ? "without" : "unaware_of",
               Tree::list_of(gone));
    if (!same(varied.rules(), rules())) node.add("rules", varied.rules());
    Tree outcomes = Tree::mapping();
    for (const Outcome& outcome : there.outcomes)
      if (std::none_of(model_.outcomes.begin(), model_.outcomes.end(), [&](const Outcome& o) {
            return o.id == outcome.id && o.where.text == outcome.where.text;
          }))
        outcomes.add(outcome.id, outcome.where.text);
    if (!outcomes.pairs.empty()) node.add("outcomes", std::move(outcomes));
    if (!same(varied.merges(), merges())) node.add("merge", varied.merges());
    if (there.is_explicit() && !same(varied.moves(), moves())) node.add("moves", varied.moves());
    if (!same(varied.measures(), measures())) node.add("measures", varied.measures());
    if (!same(varied.channels(), channels())) node.add("channels", varied.channels());
    if (has_own_status_quo(model_, there)) varied.add_status_quo(node);
  }

  // Locks are said once, for the stage; without them an option is as it is in `base`.
  Tree unlocked_options(const std::vector<OptionId>& ids, const Model& base) {
    std::map<std::string_view, Direction> directions;
    for (const Option& option : base.options) directions[option.qualified] = option.direction;
    Model unlocked;
    unlocked.options = model_.options;
    unlocked.ladders = model_.ladders;
    unlocked.evidence = model_.evidence;
    for (Option& option : unlocked.options)
      if (option.direction == Direction::locked) option.direction = directions[option.qualified];
    return Document(unlocked).options(ids);
  }

  static const std::string& id_of(const Tree& option) {
    return option.pairs.empty() ? option.text : option.pairs.front().second.text;
  }

  // An option that the dispute describes alike is named by its id alone.
  static Tree short_where_known(Tree options, const Tree& known) {
    for (Tree& option : options.items)
      for (const Tree& before : known.items)
        if (same(option, before)) option = Tree(id_of(before));
    return options;
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
