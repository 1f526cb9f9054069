// `stages` and `views`: the same dispute with some of it replaced. Each becomes a tree of its own,
// which is read like any other file, so that whatever can be said of a dispute can be said of them.

#include <algorithm>
#include <array>
#include <functional>

#include "io/sections.hpp"
#include "standoff/variants.hpp"

namespace standoff {
namespace {

using yaml::Node;
using yaml::Pair;

// Trees are copied for every stage and view; together they may hold this many values.
constexpr std::size_t most_values = 4'000'000;
constexpr std::size_t most_variants = 100;

std::size_t values_in(const Node& node) {
  std::size_t n = 1;
  for (const Node& item : node.items) n += values_in(item);
  for (const Pair& pair : node.pairs) n += values_in(pair.value);
  return n;
}

std::uint32_t last_line(const Node& node) {
  std::uint32_t line = node.place.line;
  for (const Node& item : node.items) line = std::max(line, last_line(item));
  for (const Pair& pair : node.pairs) line = std::max(line, last_line(pair.value));
  return line;
}

Node text_node(const std::string& text, const Place& place) {
  Node node;
  node.kind = Node::Kind::text;
  node.text = text;
  node.place = place;
  return node;
}

Node* find(Node& mapping, std::string_view key) {
  for (Pair& pair : mapping.pairs)
    if (pair.key.text == key) return &pair.value;
  return nullptr;
}

void remove(Node& mapping, std::string_view key) {
  std::erase_if(mapping.pairs, [&](const Pair& pair) { return pair.key.text == key; });
}

void set(Node& mapping, const Pair& pair) {
  if (Node* old = find(mapping, pair.key.text))
    *old = pair.value;
  else
    mapping.pairs.push_back(pair);
}

std::string id_of(const Node& node) {
  if (node.is_text()) return node.text;
  const Node* id = node.find("id");
  return id != nullptr && id->is_text() ? id->text : std::string();
}

// What a stage and a view have in common: the tree they change, and how.
class Variation {
 public:
  Variation(const Node& root, Reading& reading, std::string where)
      : reading_(reading), where_(std::move(where)) {
    tree_.kind = root.kind;
    tree_.place = root.place;
    // Sources and evidence are large and the same in all variants, which share what was read.
    constexpr std::array<std::string_view, 4> left_out{"stages", "views", "sources", "evidence"};
    for (const Pair& pair : root.pairs)
      if (std::find(left_out.begin(), left_out.end(), pair.key.text) == left_out.end())
        tree_.pairs.push_back(pair);
  }

  /// Options that are not there. Their names stay known, as something that never holds.
  void without(const Fields& f, std::string_view key) {
    for (const Node* name : f.one_or_many(key)) {
      bool found = false;
      for (Node& dm : decision_makers().items)
        if (Node* options = find(dm, "options")) {
          const std::string owner = id_of(dm) + ".";
          found |= std::erase_if(options->items, [&](const Node& option) {
                     const std::string id = id_of(option);
                     return id == name->text || owner + id == name->text;
                   }) > 0;
        }
      if (Node* options = find(tree_, "options"))
        found |= std::erase_if(options->items,
                               [&](const Node& option) { return id_of(option) == name->text; }) > 0;
      if (!found) unknown(*name, "option", option_names());
    }
  }

  /// What is said of decision makers, by id.
  void change(const Fields& f, std::string_view key) {
    const Node* changes = f.find(key);
    if (changes == nullptr ||
        !check_mapping(*changes, where_ + ": \"" + std::string(key) + "\"",
                       "write the decision maker's id, then what is different: `union: "
                       "{preferences: [...]}`",
                       reading_.problems))
      return;
    for (const Pair& pair : changes->pairs) {
      Node* dm = decision_maker(pair.key.text);
      if (dm == nullptr) {
        unknown(pair.key, "decision maker", reading_.decision_makers.all());
        continue;
      }
      if (!check_mapping(pair.value, where_ + ": " + in_quotes(pair.key.text),
                         "write `{options: [...], preferences: [...]}`", reading_.problems))
        continue;
      const Fields said(
          pair.value,
          {"name", "options", "preferences", "ranking", "payoffs", "because", "candidates"},
          where_ + ", decision maker " + in_quotes(pair.key.text), reading_.problems);
      if (said.has("preferences") || said.has("ranking") || said.has("payoffs"))
        for (const std::string_view old : {"preferences", "ranking", "payoffs", "because"})
          remove(*dm, old);
      for (const Pair& one : pair.value.pairs)
        set(*dm, one.key.text == "options" ? Pair{one.key, options(*dm, one.value)} : one);
    }
  }

  /// A key that stands in a stage or view replaces the dispute's.
  void replace(const Fields& f, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys)
      if (const Pair* pair = f.pair(key)) set(tree_, *pair);
  }

  /// Outcomes are added to the dispute's, or take their place one by one.
  void add_outcomes(const Fields& f) {
    const Pair* outcomes = f.pair("outcomes");
    if (outcomes == nullptr) return;
    Node* old = find(tree_, "outcomes");
    if (old == nullptr || !outcomes->value.is_mapping()) return set(tree_, *outcomes);
    for (const Pair& pair : outcomes->value.pairs) set(*old, pair);
  }

  void add(const std::string& key, Node value) {
    set(tree_, Pair{text_node(key, value.place), value});
  }

  void drop(std::string_view key) { remove(tree_, key); }
  const Node& tree() const { return tree_; }

 private:
  Node& decision_makers() { return *find(tree_, "decision_makers"); }

  Node* decision_maker(std::string_view id) {
    for (Node& dm : decision_makers().items)
      if (id_of(dm) == id) return &dm;
    return nullptr;
  }

  // The whole list of options; one that the dispute has already may be named by its bare id, or
  // described in part.
  Node options(Node& dm, const Node& list) {
    Node out = list;
    const Node* old = find(dm, "options");
    if (old == nullptr) return out;
    for (Node& option : out.items) {
      const auto before = std::find_if(old->items.begin(), old->items.end(), [&](const Node& n) {
        return !id_of(n).empty() && id_of(n) == id_of(option);
      });
      if (before == old->items.end()) continue;
      if (option.is_text() || before->is_text()) {
        if (option.is_text()) option = *before;
        continue;
      }
      Node merged = *before;
      for (const Pair& pair : option.pairs) set(merged, pair);
      option = std::move(merged);
    }
    return out;
  }

  std::vector<std::string> option_names() const {
    std::vector<std::string> names;
    for (const Option& option : reading_.model.options)
      if (!option.ladder) names.push_back(option.id);
    for (const Ladder& ladder : reading_.model.ladders) names.push_back(ladder.id);
    return names;
  }

  void unknown(const Node& name, std::string_view what, const std::vector<std::string>& known) {
    reading_.problems.add(
        problem::unknown_name, name.place,
        where_ + ": there is no " + std::string(what) + " " + in_quotes(name.text),
        reading_.problems.did_you_mean(name.text, known,
                                       std::string(what) + "s here: " + listed(known)));
  }

  Node tree_;
  Reading& reading_;
  std::string where_;
};

// Reads a changed tree as a dispute; null, and its errors, when it is none. `then` reads what else
// is said in its names, when there are no errors so far.
std::shared_ptr<Model> read_varied(Reading& reading, const Node& tree, const Node& said,
                                   const std::string& where, const std::string& stage,
                                   const std::function<void(Reading&)>& then) {
  ProblemList& problems = reading.problems;
  const std::size_t values = values_in(tree);
  if (reading.variants == most_variants || reading.varied_values + values > most_values) {
    problems.add(problem::too_large, said.place,
                 reading.variants == most_variants
                     ? "more than " + std::to_string(most_variants) + " stages and views"
                     : "the stages and views of this file are too large together",
                 "leave out what changes nothing");
    return nullptr;
  }
  Reading varied{ProblemList{}};
  varied.variants = reading.variants + 1;
  varied.varied_values = reading.varied_values + values;
  varied.model.sources = reading.model.sources;
  varied.model.evidence = reading.model.evidence;
  varied.sources = reading.sources;
  varied.evidence = reading.evidence;
  varied.absent = reading.absent;
  for (const Option& option : reading.model.options) {
    varied.absent.push_back(option.id);
    varied.absent.push_back(option.qualified);
  }
  for (const Ladder& ladder : reading.model.ladders) {
    varied.absent.push_back(ladder.id);
    if (const auto owner = reading.model.option(ladder.levels.front()).owner)
      varied.absent.push_back(reading.model.dm(*owner).id + "." + ladder.id);
  }
  varied.stage = stage;
  read_dispute(varied, tree);
  if (!varied.problems.has_errors()) then(varied);
  // Checked like any dispute, with less patience: there may be many.
  if (!varied.problems.has_errors())
    scrutinise(varied.model, varied.places, varied.problems, 1.0 / 16);
  reading.variants = varied.variants;
  reading.varied_values = varied.varied_values;
  const bool good = !varied.problems.has_errors();
  const std::uint32_t last = last_line(said);
  for (Problem& p : varied.problems.take()) {
    const bool own = p.place.line >= said.place.line && p.place.line <= last;
    // What is idle or odd elsewhere has been said of the dispute itself.
    if (p.severity == Severity::warning && !own) continue;
    problems.add(p.code, p.place, where + ": " + p.message, std::move(p.hint));
  }
  return good ? std::make_shared<Model>(std::move(varied.model)) : nullptr;
}

// Where the dispute stands, in the options that this variant has; nothing when that breaks a rule.
void carry_status_quo(const Model& from, Model& to) {
  if (!from.status_quo || to.is_explicit()) {
    to.status_quo_state = from.status_quo_state;
    return;
  }
  const OptionSet carried = carry_over(from, *from.status_quo, to);
  if (to.feasible(carried)) to.status_quo = carried;
}

// The option that a name means in a stage; nothing, and a problem, when it means none.
std::optional<OptionId> option_named(Reading& varied, const Node& name, const std::string& key) {
  const std::size_t before = varied.problems.errors();
  const WrittenFormula named = varied.names.parse(name, "\"" + key + "\"");
  if (named.formula.kind == Formula::Kind::option) return OptionId(named.formula.atom);
  if (varied.problems.errors() == before)
    varied.problems.add(problem::not_an_option, name.place,
                        in_quotes(name.text) + " is no option of this stage",
                        "list options under `" + key + "`");
  return std::nullopt;
}

// Nobody may change it in this stage; a ladder's id stands for all its levels.
void lock(Model& model, OptionId o, const std::string& name) {
  Option& option = model.options[index(o)];
  option.direction = Direction::locked;
  if (!option.ladder || name.ends_with(option.id)) return;
  for (const OptionId level : model.ladders[*option.ladder].levels)
    model.options[index(level)].direction = Direction::locked;
}

void read_stage(Reading& reading, const Node& root, const Node& node, Ids& ids) {
  const Fields f(node,
                 {"id", "name", "from", "until", "now", "without", "locked", "enters", "changes",
                  "rules", "outcomes", "merge", "moves", "status_quo", "views", "measures",
                  "channels", "because", "note"},
                 called("stage", node), reading.problems);
  Stage stage;
  stage.id = f.id();
  if (!stage.id.empty())
    ids.add(stage.id, reading.model.stages.size(), f.find("id")->place, "stages", reading.problems);
  stage.name = f.text("name");
  if (stage.name.empty()) stage.name = stage.id;
  stage.from = f.day("from");
  stage.until = f.day("until");
  if (!stage.from.empty() && !stage.until.empty() && stage.until < stage.from)
    reading.problems.add(problem::ends_before_start, f.place_of("until"),
                         f.where() + " ends before it begins", "write the earlier day first");
  stage.now = f.flag("now");
  stage.note = f.text("note");
  stage.because = reading.because(f);

  Variation variation(root, reading, f.where());
  variation.without(f, "without");
  variation.change(f, "changes");
  variation.replace(f, {"rules", "merge", "moves", "measures", "channels", "status_quo"});
  variation.add_outcomes(f);
  if (f.has("views"))
    variation.add("views", *f.find("views"));
  else if (const Node* views = stage.now ? root.find("views") : nullptr)
    variation.add("views", *views);
  if (!f.has("status_quo")) variation.drop("status_quo");
  const auto then = [&](Reading& varied) {
    for (const Node* name : f.one_or_many("locked"))
      if (const auto o = option_named(varied, *name, "locked")) lock(varied.model, *o, name->text);
    for (const Node* name : f.one_or_many("enters"))
      if (const auto o = option_named(varied, *name, "enters"))
        stage.enters.push_back(varied.model.option(*o).qualified);
  };
  const std::shared_ptr<Model> model =
      read_varied(reading, variation.tree(), node, f.where(), stage.id, then);
  if (!model) return;
  if (!f.has("status_quo")) carry_status_quo(reading.model, *model);
  for (Question& question : model->questions)
    reading.model.questions.push_back(std::move(question));
  model->questions.clear();
  stage.model = model;
  reading.model.stages.push_back(std::move(stage));
}

void read_view(Reading& reading, const Node& root, const Node& node) {
  const Fields f(
      node,
      {"of", "believes", "unaware_of", "unseen", "rules", "status_quo", "views", "because", "note"},
      "a view", reading.problems);
  const std::string of = f.text("of", true);
  if (of.empty()) return;
  Viewpoint view;
  const auto dm = reading.decision_makers.find(of);
  if (!dm) {
    const auto& ids = reading.decision_makers.all();
    reading.problems.add(
        problem::unknown_name, f.find("of")->place,
        "a view: there is no decision maker " + in_quotes(of),
        reading.problems.did_you_mean(of, ids, "decision makers here: " + listed(ids)));
    return;
  }
  view.of = DmId(*dm);
  const bool twice = std::any_of(reading.model.views.begin(), reading.model.views.end(),
                                 [&](const Viewpoint& other) { return other.of == view.of; });
  if (twice) {
    reading.problems.add(problem::duplicate_id, f.find("of")->place,
                         "a second view of " + in_quotes(of), "join the two");
    return;
  }
  view.note = f.text("note");
  view.because = reading.because(f);
  const std::string where = "the view of " + in_quotes(of);
  Variation variation(root, reading, where);
  variation.without(f, "unaware_of");
  variation.change(f, "believes");
  variation.replace(f, {"rules", "status_quo"});
  if (f.has("views")) variation.add("views", *f.find("views"));
  if (!f.has("status_quo")) variation.drop("status_quo");
  variation.drop("questions");
  const std::shared_ptr<Model> model =
      read_varied(reading, variation.tree(), node, where, {}, [&](Reading& varied) {
        if (const Node* unseen = f.find("unseen")) view.unseen = varied.names.parse(*unseen, where);
      });
  if (!model) return;
  if (!f.has("status_quo")) carry_status_quo(reading.model, *model);
  view.model = model;
  reading.model.views.push_back(std::move(view));
}

}  // namespace

void read_variants(Reading& reading, const Node& root) {
  if (reading.problems.has_errors()) return;
  const Fields top(root, "the file", reading.problems);
  Ids ids;
  for (const Node& node : top.list("stages"))
    if (check_mapping(node, "a stage", "write `- {id: february, from: 2026-02-01, ...}`",
                      reading.problems))
      read_stage(reading, root, node, ids);
  for (const Node& node : top.list("views"))
    if (check_mapping(node, "a view", "write `- {of: port, believes: {...}}`", reading.problems))
      read_view(reading, root, node);
  if (reading.problems.has_errors()) return;
  if (!reading.stage.empty()) return;
  // Questions of stages were read there, those of the file's own moment here.
  for (const Node& question : top.list("questions"))
    if (const Node* of = question.find("stage");
        of != nullptr && of->is_text() && !ids.find(of->text))
      reading.problems.add(
          problem::unknown_name, of->place, "there is no stage " + in_quotes(of->text),
          reading.problems.did_you_mean(of->text, ids.all(), "stages here: " + listed(ids.all())));
}

}  // namespace standoff
