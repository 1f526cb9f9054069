// Reading a dispute file section by section.

#include "standoff/load.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "io/fields.hpp"
#include "io/gmcr.hpp"
#include "io/names.hpp"
#include "io/scrutiny.hpp"
#include "io/yaml.hpp"
#include "text/sha256.hpp"

namespace standoff {
namespace {

using yaml::Node;

constexpr std::size_t most_dms = 64;
constexpr std::size_t most_outcomes = 1000;

const std::vector<std::string> directions{"taken", "dropped"};
const std::vector<std::string> bases{"own", "ascribed", "revealed", "afterwards"};
const std::vector<std::string> kinds{"fact", "aim", "threat", "commitment", "procedure", "channel"};

const std::vector<std::string> dm_keys{"id",          "name",    "aka",     "options",
                                       "preferences", "ranking", "payoffs", "because"};
const std::vector<std::string> evidence_keys{"id",   "source", "speaker", "date",  "kind",
                                             "says", "note",   "at",      "quote", "disputed_by"};

std::string quoted(std::string_view what, std::string_view id) {
  return std::string(what) + " \"" + std::string(id) + "\"";
}

// "1.25" -> 1250000; nothing when it is no decimal number with at most six places, below 10^9.
std::optional<std::int64_t> millionths(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view places =
      dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  const auto all_digits = [](std::string_view s) {
    return s.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (whole.empty() || whole.size() > 9 || places.size() > 6 || !all_digits(whole) ||
      !all_digits(places) || (dot != std::string_view::npos && places.empty()))
    return std::nullopt;
  std::string digits(whole);
  digits += places;
  digits.append(6 - places.size(), '0');
  const std::int64_t value = std::stoll(digits);
  return negative ? -value : value;
}

class Loader {
 public:
  explicit Loader(const Node& root) : root_(root), names_(model_, problems_) {}

  Loaded run(ProblemList before) {
    problems_ = std::move(before);
    if (root_.kind == Node::Kind::mapping)
      read();
    else if (!problems_.has_errors())
      problems_.add(problem::wrong_type, root_.place,
                    root_.kind == Node::Kind::null
                        ? "the file is empty; expected a dispute"
                        : "a dispute file is a mapping, found " + std::string(root_.what()),
                    "begin with `standoff: 1`; `standoff new` writes a starter file");
    Loaded loaded;
    if (!problems_.has_errors()) scrutinise(model_, places_, problems_);
    if (!problems_.has_errors()) loaded.model = std::move(model_);
    loaded.problems = problems_.take();
    return loaded;
  }

 private:
  void read() {
    const Fields top(
        root_,
        {"standoff", "title", "as_of", "languages", "notes", "decision_makers", "options", "rules",
         "outcomes", "merge", "states", "moves", "status_quo", "sources", "evidence"},
        "the file", problems_);
    read_version(top);
    model_.title = top.text("title", true);
    model_.as_of = top.date("as_of");
    for (const Node* language : top.one_or_many("languages"))
      model_.languages.push_back(language->text);
    model_.notes = top.text("notes");
    read_sources(top);
    read_evidence(top);
    const bool explicit_graph = top.has("states") || top.has("moves");
    if (explicit_graph) {
      for (const std::string_view key : {"options", "rules", "merge"})
        if (top.has(key))
          problems_.add(problem::mixed_forms, top.place_of(key),
                        "\"" + std::string(key) + "\" does not go together with an explicit graph",
                        "describe the dispute either by options or by states and moves");
      read_states(top);
    }
    read_decision_makers(top, explicit_graph);
    if (explicit_graph)
      read_moves(top);
    else
      read_nobodys_options(top);
    names_.add_options_and_states();
    read_outcomes(top);
    if (!explicit_graph) {
      read_merges(top);
      read_guards();
      read_rules(top);
      add_ladder_rules();
    }
    read_preferences();
    read_status_quo(top, explicit_graph);
  }

  void read_version(const Fields& top) {
    const std::string version = top.text("standoff", true);
    if (!version.empty() && (version != "1" || !top.find("standoff")->plain))
      problems_.add(problem::bad_version, top.find("standoff")->place,
                    "format version \"" + version + "\"; this program reads version 1",
                    "write `standoff: 1`");
  }

  // Sources and evidence

  void read_sources(const Fields& top) {
    for (const Node& node : top.list("sources")) {
      if (!is_mapping(node, "a source", "write `- {id: ..., title: ...}`")) continue;
      const Fields f(node,
                     {"id", "title", "publisher", "date", "language", "url", "note", "sha256"},
                     entry("source", node), problems_);
      Source source{f.id(),         f.text("title"),    f.text("publisher"),
                    f.date("date"), f.text("language"), f.text("url"),
                    f.text("note"), f.sha256("sha256")};
      note_id(source_ids_, source.id, f, model_.sources.size());
      model_.sources.push_back(std::move(source));
    }
  }

  void read_evidence(const Fields& top) {
    std::vector<const Node*> nodes;
    for (const Node& node : top.list("evidence")) {
      if (!is_mapping(node, "an evidence item", "write `- {id: ..., source: ..., says: ...}`"))
        continue;
      const Fields f(node, evidence_keys, entry("evidence", node), problems_);
      Evidence item;
      item.id = f.id();
      item.line = node.place.line;
      item.speaker = f.text("speaker");
      item.date = f.date("date");
      item.says = f.text("says");
      item.note = f.text("note");
      if (const auto kind = f.choice("kind", kinds))
        item.kind = static_cast<EvidenceKind>(*kind + 1);
      const std::string source = f.text("source", true);
      if (!source.empty()) {
        if (const auto it = source_ids_.find(source); it != source_ids_.end())
          item.source = static_cast<std::uint32_t>(it->second);
        else
          problems_.add(problem::unknown_name, f.find("source")->place,
                        f.where() + ": there is no source \"" + source + "\"",
                        did_you_mean(source, keys_of(source_ids_), "add it under `sources`"));
      }
      read_position(f, item);
      read_quote(f, item);
      note_id(evidence_ids_, item.id, f, model_.evidence.size());
      model_.evidence.push_back(std::move(item));
      nodes.push_back(&node);
    }
    // Only now is every id known.
    for (std::size_t k = 0; k < nodes.size(); ++k) {
      const Fields f(*nodes[k], entry("evidence", *nodes[k]), problems_);
      model_.evidence[k].disputed_by = evidence_of(f, "disputed_by");
    }
  }

  void read_position(const Fields& f, Evidence& item) {
    const Node* at = f.find("at");
    if (at == nullptr || !is_mapping(*at, "\"at\"", "write `at: {start: 120, end: 212}`")) return;
    const Fields position(*at, {"start", "end", "sha256"}, f.where() + ", \"at\"", problems_);
    position.text("start", true);
    position.text("end", true);
    const auto start = position.number("start");
    const auto end = position.number("end");
    if (!start || !end) return;
    if (*start >= *end)
      problems_.add(problem::ends_before_start, at->place,
                    f.where() + ": the passage ends before it starts",
                    "`end` is the first code point after the passage, counted from 0");
    item.at = TextPosition{*start, *end, position.sha256("sha256")};
  }

  void read_quote(const Fields& f, Evidence& item) {
    const Node* quote = f.find("quote");
    if (quote == nullptr || !is_mapping(*quote, "\"quote\"", "write `quote: {exact: \"...\"}`"))
      return;
    const Fields q(*quote, {"exact", "prefix", "suffix"}, f.where() + ", \"quote\"", problems_);
    item.quote = TextQuote{q.text("exact", true), q.text("prefix"), q.text("suffix")};
  }

  Because evidence_of(const Fields& f, std::string_view key = "because") {
    Because found;
    for (const Node* node : f.one_or_many(key)) {
      if (const auto it = evidence_ids_.find(node->text); it != evidence_ids_.end())
        found.push_back(static_cast<std::uint32_t>(it->second));
      else
        problems_.add(problem::unknown_name, node->place,
                      f.where() + ": there is no evidence \"" + node->text + "\"",
                      did_you_mean(node->text, keys_of(evidence_ids_), "add it under `evidence`"));
    }
    return found;
  }

  // Decision makers and options

  void read_decision_makers(const Fields& top, bool explicit_graph) {
    if (!top.has("decision_makers")) {
      problems_.add(problem::missing_key, root_.place, "the file needs \"decision_makers\"",
                    "add a list of those who decide, each with an id");
      return;
    }
    const auto& nodes = top.list("decision_makers");
    if (nodes.empty() && top.find("decision_makers")->kind == Node::Kind::list)
      problems_.add(problem::missing_key, top.place_of("decision_makers"),
                    "there are no decision makers", "add at least one");
    if (nodes.size() > most_dms) {
      problems_.add(problem::too_large, top.place_of("decision_makers"),
                    std::to_string(nodes.size()) + " decision makers; the limit is " +
                        std::to_string(most_dms));
      return;
    }
    for (const Node& node : nodes) {
      if (!is_mapping(node, "a decision maker",
                      "write `- id: " + (node.text.empty() ? "union" : node.text) +
                          "` and its options below"))
        continue;
      const Fields f(node, dm_keys, entry("decision maker", node), problems_);
      DecisionMaker dm;
      dm.id = f.id();
      dm.name = f.text("name");
      if (dm.name.empty()) dm.name = dm.id;
      for (const Node* spelling : f.one_or_many("aka")) dm.aka.push_back(spelling->text);
      note_id(dm_ids_, dm.id, f, model_.decision_makers.size());
      const DmId id = DmId(model_.decision_makers.size());
      model_.decision_makers.push_back(std::move(dm));
      dm_nodes_.push_back(&node);
      if (explicit_graph && f.has("options"))
        problems_.add(problem::mixed_forms, f.place_of("options"),
                      "\"options\" does not go together with an explicit graph",
                      "describe the dispute either by options or by states and moves");
      else
        read_options(f, id);
    }
  }

  void read_nobodys_options(const Fields& top) {
    read_options(top, std::nullopt);
    if (model_.options.empty() && !model_.decision_makers.empty() && !problems_.has_errors())
      problems_.add(
          problem::no_options, top.place_of("decision_makers"),
          "nobody has an option, so nothing can happen",
          "give a decision maker `options`, or write the graph out under `states` and `moves`");
    if (model_.options.size() > max_options) {
      problems_.add(problem::too_many_options, top.place_of("decision_makers"),
                    std::to_string(model_.options.size()) +
                        " options, counting each level of a ladder; the limit is " +
                        std::to_string(max_options));
      model_.options.resize(max_options);
    }
  }

  void read_options(const Fields& f, std::optional<DmId> owner) {
    std::map<std::string, std::size_t, std::less<>> own_ids;
    for (const Node& node : f.list("options")) {
      if (model_.options.size() > 4 * max_options) return;  // reported by the caller
      if (node.kind == Node::Kind::text) {
        if (!check_id(node, f.where(), problems_)) continue;
        if (note_id_at(own_ids, node.text, node.place, f.where()))
          add_option(owner, node.text, nullptr, nullptr, nullptr);
        continue;
      }
      if (!is_mapping(node, "an option", "write `- {id: strike, name: ...}`, or the bare id"))
        continue;
      const Fields o(node, {"id", "name", "otherwise", "irreversible", "when", "levels", "because"},
                     entry("option", node), problems_);
      const std::string id = o.id();
      if (id.empty() || !note_id_at(own_ids, id, o.place_of("id"), f.where())) continue;
      if (o.has("levels"))
        add_ladder(owner, id, o);
      else
        add_option(owner, id, &o, o.find("when"), o.has("irreversible") ? &o : nullptr);
    }
  }

  OptionId add_option(std::optional<DmId> owner, const std::string& id, const Fields* f,
                      const Node* when, const Fields* irreversible) {
    const OptionId number = OptionId(model_.options.size());
    Option option;
    option.id = id;
    option.owner = owner;
    option.qualified = owner ? model_.dm(*owner).id + "." + id : id;
    option.name = f != nullptr ? f->text("name") : "";
    if (option.name.empty()) option.name = id;
    if (f != nullptr) {
      option.otherwise = f->text("otherwise");
      option.because = evidence_of(*f);
    }
    if (irreversible != nullptr)
      if (const auto which = irreversible->choice("irreversible", directions))
        option.direction = *which == 0 ? Direction::take_only : Direction::drop_only;
    if (when != nullptr) guards_.emplace_back(number, when);
    if (owner) model_.decision_makers[index(*owner)].options.push_back(number);
    option_places_.push_back(f != nullptr ? f->place_of("id") : Place{});
    model_.options.push_back(std::move(option));
    return number;
  }

  void add_ladder(std::optional<DmId> owner, const std::string& id, const Fields& o) {
    Ladder ladder{id, o.text("name"), {}};
    if (ladder.name.empty()) ladder.name = id;
    const auto& levels = o.list("levels");
    if (levels.size() < 2 && o.find("levels")->kind == Node::Kind::list)
      problems_.add(problem::too_few_levels, o.place_of("levels"),
                    o.where() + ": a ladder needs two levels or more",
                    "list them from the lowest to the highest");
    std::map<std::string, std::size_t, std::less<>> level_ids;
    for (const Node& node : levels) {
      if (model_.options.size() > 4 * max_options) break;
      std::optional<Fields> f;
      std::string level;
      if (node.kind == Node::Kind::text) {
        if (check_id(node, o.where(), problems_)) level = node.text;
      } else if (is_mapping(node, "a level", "write `- {id: envoy, name: ...}`, or the bare id")) {
        f.emplace(
            node,
            std::vector<std::string>{"id", "name", "otherwise", "irreversible", "when", "because"},
            entry("level", node), problems_);
        level = f->id();
      }
      if (level.empty() || !note_id_at(level_ids, level, node.place, o.where())) continue;
      const Fields* own = f ? &*f : nullptr;
      const Node* when = own != nullptr && own->has("when") ? own->find("when") : o.find("when");
      const Fields* irreversible = own != nullptr && own->has("irreversible") ? own
                                   : o.has("irreversible")                    ? &o
                                                                              : nullptr;
      const OptionId number = add_option(owner, id + "." + level, own, when, irreversible);
      Option& option = model_.options.back();
      if (own == nullptr || !own->has("name")) option.name = ladder.name + ": " + level;
      if (option.because.empty()) option.because = evidence_of(o);
      if (!ladder.levels.empty()) option.below = ladder.levels.back();
      option.ladder = static_cast<std::uint32_t>(model_.ladders.size());
      ladder.levels.push_back(number);
    }
    if (!ladder.levels.empty()) model_.ladders.push_back(std::move(ladder));
  }

  void read_guards() {
    for (const auto& [number, node] : guards_) {
      if (index(number) >= model_.options.size()) continue;
      const WrittenFormula when =
          names_.parse(*node, "the guard of \"" + model_.option(number).id + "\"");
      Option& option = model_.options[index(number)];
      option.when = when.formula;
      option.when_text = when.text;
      places_.guards.push_back({number, node->place});
    }
  }

  // The explicit graph

  void read_states(const Fields& top) {
    ExplicitGraph& graph = model_.explicit_graph.emplace();
    if (!top.has("states"))
      problems_.add(problem::missing_key, top.place_of("moves"), "\"moves\" needs \"states\"",
                    "list the states first");
    for (const Node& node : top.list("states")) {
      ExplicitGraph::State state;
      if (node.kind == Node::Kind::text) {
        if (check_id(node, "states", problems_)) state.id = node.text;
      } else if (is_mapping(node, "a state", "write `- {id: truce, name: ...}`, or the bare id")) {
        const Fields f(node, {"id", "name"}, entry("state", node), problems_);
        state.id = f.id();
        state.name = f.text("name");
      }
      if (state.id.empty() ||
          !note_id_at(state_ids_, state.id, node.place, "states", graph.states.size()))
        continue;
      if (state.name.empty()) state.name = state.id;
      graph.states.push_back(std::move(state));
    }
    if (graph.states.empty() && !problems_.has_errors())
      problems_.add(problem::missing_key, top.place_of("states"), "there are no states",
                    "list at least one");
  }

  void read_moves(const Fields& top) {
    ExplicitGraph& graph = *model_.explicit_graph;
    graph.moves.assign(model_.decision_makers.size(),
                       std::vector<std::vector<std::uint32_t>>(graph.states.size()));
    const Node* moves = top.find("moves");
    if (moves == nullptr) {
      problems_.add(problem::missing_key, top.place_of("states"), "\"states\" needs \"moves\"",
                    "say who can move from where to where; `moves: {}` when nobody can");
      return;
    }
    if (!is_mapping(*moves, "\"moves\"",
                    "write `north: {war: [truce]}`, one line for each decision maker"))
      return;
    for (const yaml::Pair& by_dm : moves->pairs) {
      const auto dm = dm_ids_.find(by_dm.key);
      if (dm == dm_ids_.end()) {
        problems_.add(problem::unknown_name, by_dm.place,
                      "moves: there is no decision maker \"" + by_dm.key + "\"",
                      did_you_mean(by_dm.key, keys_of(dm_ids_),
                                   "decision makers: " + listed(keys_of(dm_ids_))));
        continue;
      }
      if (!is_mapping(by_dm.value, "the moves of \"" + by_dm.key + "\"", "write `{war: [truce]}`"))
        continue;
      for (const yaml::Pair& by_state : by_dm.value.pairs) {
        const auto from = state_number(by_state.key, by_state.place);
        std::vector<const Node*> targets;
        if (by_state.value.kind == Node::Kind::text) targets.push_back(&by_state.value);
        if (by_state.value.kind == Node::Kind::list)
          for (const Node& item : by_state.value.items) targets.push_back(&item);
        else if (targets.empty())
          problems_.add(problem::wrong_type, by_state.value.place,
                        "moves of \"" + by_dm.key + "\" from \"" + by_state.key +
                            "\": expected states, found " + std::string(by_state.value.what()),
                        "write `" + by_state.key + ": [truce, peace]`");
        for (const Node* target : targets) {
          if (target->kind != Node::Kind::text) {
            problems_.add(problem::wrong_type, target->place,
                          "a state is expected, found " + std::string(target->what()));
            continue;
          }
          const auto to = state_number(target->text, target->place);
          if (!from || !to) continue;
          if (*from == *to)
            problems_.add(problem::self_move, target->place,
                          "a move from \"" + by_state.key + "\" to itself",
                          "leave it out: staying is always possible");
          else
            graph.moves[dm->second][*from].push_back(*to);
        }
      }
    }
    for (auto& of_dm : graph.moves)
      for (auto& targets : of_dm) {
        std::sort(targets.begin(), targets.end());
        targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
      }
  }

  std::optional<std::uint32_t> state_number(const std::string& id, const Place& place) {
    if (const auto it = state_ids_.find(id); it != state_ids_.end())
      return static_cast<std::uint32_t>(it->second);
    problems_.add(problem::unknown_name, place, "there is no state \"" + id + "\"",
                  did_you_mean(id, keys_of(state_ids_), "states: " + listed(keys_of(state_ids_))));
    return std::nullopt;
  }

  // Outcomes, merged states, rules

  void read_outcomes(const Fields& top) {
    const Node* outcomes = top.find("outcomes");
    if (outcomes == nullptr ||
        !is_mapping(*outcomes, "\"outcomes\"", "write `settled: raise and not strike`, one a line"))
      return;
    if (outcomes->pairs.size() > most_outcomes) {
      problems_.add(problem::too_large, top.place_of("outcomes"),
                    std::to_string(outcomes->pairs.size()) + " outcomes; the limit is " +
                        std::to_string(most_outcomes));
      return;
    }
    std::vector<const yaml::Pair*> added;
    for (const yaml::Pair& pair : outcomes->pairs) {
      Node key;
      key.kind = Node::Kind::text;
      key.place = pair.place;
      key.text = pair.key;
      if (check_id(key, "outcomes", problems_) &&
          names_.add_outcome(pair.key, pair.place, pair.value))
        added.push_back(&pair);
    }
    add_merge_names(top);
    for (const yaml::Pair* pair : added)
      model_.outcomes.push_back({pair->key, {names_.outcome(pair->key), pair->value.text}});
    merge_names_added_ = true;
  }

  // Merged states are outcomes too, and must be known before any outcome is parsed.
  void add_merge_names(const Fields& top) {
    if (merge_names_added_) return;
    merge_names_added_ = true;
    if (model_.is_explicit()) return;
    for (const Node& node : top.list("merge")) {
      if (!is_mapping(node, "a merged state", "write `- {id: gone, where: abandon}`")) continue;
      const Fields f(node, {"id", "where", "name", "because"}, entry("merge", node), problems_);
      const std::string id = f.id();
      const Node* where = f.find("where");
      if (where == nullptr) f.text("where", true);
      if (id.empty() || where == nullptr || !names_.add_outcome(id, f.place_of("id"), *where))
        continue;
      std::string name = f.text("name");
      model_.merges.push_back({id, name.empty() ? id : name, {{}, where->text}, evidence_of(f)});
      places_.merges.push_back(f.place_of("id"));
    }
  }

  void read_merges(const Fields& top) {
    add_merge_names(top);
    for (Merge& merge : model_.merges) merge.where.formula = names_.outcome(merge.id);
  }

  void read_rules(const Fields& top) {
    for (const Node& node : top.list("rules")) {
      if (!is_mapping(node, "a rule",
                      node.kind == Node::Kind::text && node.text.starts_with("never ")
                          ? "write `- never: " + node.text.substr(6) + "`"
                          : "write `- never: ...`, `- always: ...` or `- at most one of: [...]`"))
        continue;
      read_rule(node);
    }
  }

  void read_rule(const Node& node) {
    const yaml::Pair* said = nullptr;
    for (const yaml::Pair& pair : node.pairs) {
      if (pair.key == "because" || pair.key == "note") continue;
      if (said != nullptr) {
        problems_.add(problem::unknown_key, pair.place,
                      "a rule says one thing; \"" + pair.key + "\" is a second one",
                      "begin a new entry with a dash");
        return;
      }
      said = &pair;
    }
    if (said == nullptr) {
      problems_.add(problem::missing_key, node.place,
                    "a rule needs `never`, `always`, `at most`, `at least` or `exactly`",
                    "write `- never: strike and lockout`");
      return;
    }
    const Fields f(node, {said->key, "because", "note"}, "a rule", problems_);
    Rule rule;
    rule.note = f.text("note");
    rule.because = evidence_of(f);
    if (said->key == "never" || said->key == "always") {
      WrittenFormula written = names_.parse(said->value, "a rule");
      rule.formula = said->key == "never" ? Formula::negation(std::move(written.formula))
                                          : std::move(written.formula);
      rule.text = said->key + ": " + written.text;
    } else if (is_count(said->key)) {
      if (said->value.kind != Node::Kind::list) {
        problems_.add(problem::wrong_type, said->value.place,
                      "\"" + said->key + "\" needs a list of formulas, found " +
                          std::string(said->value.what()),
                      "write `" + said->key + ": [a, b]`");
        return;
      }
      // Parsed as the formula it abbreviates, part by part, so that every problem has its own
      // place.
      std::vector<Formula> parts;
      std::string list;
      for (const Node& item : said->value.items) {
        WrittenFormula part = names_.parse(item, "a rule");
        list += (list.empty() ? "" : ", ") + part.text;
        parts.push_back(std::move(part.formula));
      }
      rule.text = said->key + ": [" + list + "]";
      rule.formula = counted(*said, std::move(parts));
    } else {
      problems_.add(
          problem::unknown_key, said->place, "a rule cannot say \"" + said->key + "\"",
          did_you_mean(said->key,
                       {"never", "always", "at most one of", "at least one of", "exactly one of"},
                       "write `never: ...`, `always: ...` or `at most one of: [...]`"));
      return;
    }
    places_.rules.push_back(said->place);
    model_.rules.push_back(std::move(rule));
  }

  static bool is_count(std::string_view key) {
    return (key.starts_with("at most ") || key.starts_with("at least ") ||
            key.starts_with("exactly ")) &&
           key.ends_with(" of");
  }

  Formula counted(const yaml::Pair& said, std::vector<Formula> parts) {
    // Let the formula parser read the number: `at most one of [true, ..., true]`, then put the real
    // parts in.
    std::string text = said.key + " [";
    for (std::size_t k = 0; k < parts.size(); ++k) text += k == 0 ? "true" : ", true";
    std::size_t budget = 100'000;
    ParsedFormula parsed = parse_formula(
        text + "]", [](std::string_view) -> Resolved { return Formula::constant(true); }, budget);
    for (FormulaProblem& p : parsed.problems)
      problems_.add(p.code,
                    {said.place.line, static_cast<std::uint32_t>(said.place.column + p.offset),
                     static_cast<std::uint32_t>(p.length)},
                    "a rule: " + p.message, std::move(p.hint));
    if (!parsed.problems.empty() || parsed.formula.kind != Formula::Kind::count)
      return Formula::constant(true);
    parsed.formula.parts = std::move(parts);
    return std::move(parsed.formula);
  }

  void add_ladder_rules() {
    for (std::size_t k = 0; k < model_.options.size(); ++k) {
      const Option& option = model_.options[k];
      if (!option.below || index(*option.below) >= model_.options.size()) continue;
      std::vector<Formula> parts;
      parts.push_back(Formula::option(OptionId(k)));
      parts.push_back(Formula::option(*option.below));
      Rule rule;
      rule.formula = Formula::of(Formula::Kind::implication, std::move(parts));
      rule.text =
          "ladder: " + option.qualified + " implies " + model_.option(*option.below).qualified;
      model_.rules.push_back(std::move(rule));
      places_.rules.push_back({});
    }
  }

  // Preferences

  void read_preferences() {
    places_.preferences.resize(model_.decision_makers.size());
    for (std::size_t k = 0; k < dm_nodes_.size(); ++k) {
      DecisionMaker& dm = model_.decision_makers[k];
      const std::string where = quoted("decision maker", dm.id);
      const Fields f(*dm_nodes_[k], where, problems_);
      std::vector<std::string_view> said;
      for (const std::string_view key : {"preferences", "ranking", "payoffs"})
        if (f.has(key)) said.push_back(key);
      if (said.size() > 1) {
        problems_.add(problem::two_preferences, f.place_of(said[1]),
                      where + " has both \"" + std::string(said[0]) + "\" and \"" +
                          std::string(said[1]) + "\"",
                      "keep one of them");
        continue;
      }
      if (said.empty()) {
        problems_.add(problem::no_preferences, f.place_of("id"),
                      where + " has no preferences, so every state is as good as another to it",
                      "add `preferences`, a list of statements, most important first");
        continue;
      }
      const Node& node = *f.find(said[0]);
      if (said[0] == "preferences")
        dm.preference = read_statements(k, node, where);
      else if (said[0] == "ranking")
        dm.preference = read_ranking(k, node, where, f);
      else
        dm.preference = read_payoffs(k, node, where, f);
    }
  }

  bool expect_list(const Node& node, const std::string& where, const std::string& hint) {
    if (node.kind == Node::Kind::list) return true;
    problems_.add(problem::wrong_type, node.place,
                  where + ": expected a list, found " + std::string(node.what()), hint);
    return false;
  }

  Statements read_statements(std::size_t dm, const Node& list, const std::string& where) {
    Statements statements;
    if (!expect_list(list, where + ", \"preferences\"",
                     "one statement a line, each with a dash, the most important first"))
      return statements;
    for (const Node& node : list.items) {
      Statement statement;
      const Node* want = &node;
      if (node.kind == Node::Kind::mapping) {
        const Fields f(node, {"want", "because", "basis", "note"}, where + ", a statement",
                       problems_);
        want = f.find("want");
        statement.note = f.text("note");
        statement.because = evidence_of(f);
        for (const Node* basis : f.one_or_many("basis"))
          if (const auto which = f.choice("basis", *basis, bases))
            statement.basis.push_back(static_cast<Basis>(*which));
        if (want == nullptr) {
          f.text("want", true);
          continue;
        }
      }
      WrittenFormula written = names_.parse(*want, where);
      statement.formula = std::move(written.formula);
      statement.text = std::move(written.text);
      places_.preferences[dm].push_back(want->place);
      statements.list.push_back(std::move(statement));
    }
    return statements;
  }

  Ranking read_ranking(std::size_t dm, const Node& list, const std::string& where,
                       const Fields& f) {
    Ranking ranking;
    ranking.because = evidence_of(f);
    if (!expect_list(list, where + ", \"ranking\"", "list the tiers, best first: `[[a, b], c]`"))
      return ranking;
    for (const Node& node : list.items) {
      auto& tier = ranking.tiers.emplace_back();
      if (node.kind == Node::Kind::list)
        for (const Node& item : node.items) tier.push_back(names_.parse(item, where));
      else
        tier.push_back(names_.parse(node, where));
      places_.preferences[dm].push_back(node.place);
    }
    return ranking;
  }

  Payoffs read_payoffs(std::size_t dm, const Node& mapping, const std::string& where,
                       const Fields& f) {
    Payoffs payoffs;
    payoffs.because = evidence_of(f);
    if (!is_mapping(mapping, where + ", \"payoffs\"",
                    "write `strike: 3`, a formula and a number on each line"))
      return payoffs;
    for (const yaml::Pair& pair : mapping.pairs) {
      Node key;
      key.kind = Node::Kind::text;
      key.place = pair.place;
      key.text = pair.key;
      WrittenFormula written = names_.parse(key, where);
      const auto number = pair.value.kind == Node::Kind::text && pair.value.plain
                              ? millionths(pair.value.text)
                              : std::nullopt;
      if (!number)
        problems_.add(problem::bad_number, pair.value.place,
                      where + ": expected a number, found " +
                          (pair.value.kind == Node::Kind::text ? "\"" + pair.value.text + "\""
                                                               : std::string(pair.value.what())),
                      "write it like 12 or -1.5 (a point, at most six places, below 1000000000), "
                      "without quotes");
      payoffs.weights.push_back({std::move(written), number.value_or(0)});
      places_.preferences[dm].push_back(pair.place);
    }
    return payoffs;
  }

  // Status quo

  void read_status_quo(const Fields& top, bool explicit_graph) {
    const Node* node = top.find("status_quo");
    if (node == nullptr) return;
    places_.status_quo = node->place;
    if (node->kind == Node::Kind::mapping) {
      const std::string key = explicit_graph ? "state" : "taken";
      const Fields f(*node, {key, "because"}, "the status quo", problems_);
      model_.status_quo_because = evidence_of(f);
      node = f.find(key);
      if (node == nullptr) {
        f.text(key, true);
        return;
      }
    }
    if (explicit_graph) {
      if (node->kind == Node::Kind::text)
        model_.status_quo_state = state_number(node->text, node->place);
      else
        problems_.add(problem::wrong_type, node->place,
                      "the status quo is a state, found " + std::string(node->what()));
      return;
    }
    if (node->kind != Node::Kind::list) {
      problems_.add(
          problem::wrong_type, node->place,
          "the status quo is a list of the options taken, found " + std::string(node->what()),
          node->kind == Node::Kind::text
              ? "write `status_quo: [" + node->text + "]`"
              : "write `status_quo: [strike, picket]`; `[]` when none is");
      return;
    }
    OptionSet taken;
    for (const Node& item : node->items) {
      const WrittenFormula named = names_.parse(item, "the status quo");
      if (named.formula.kind == Formula::Kind::option) {
        for (std::optional<OptionId> o = OptionId(named.formula.atom); o;
             o = model_.option(*o).below)
          taken.insert(*o);
      } else if (named.formula != Formula::constant(true)) {
        problems_.add(problem::wrong_type, item.place,
                      "the status quo lists options, and \"" + item.text + "\" is none",
                      "list the options taken; those not listed are not taken");
      }
    }
    model_.status_quo = taken;
  }

  // Small helpers

  bool is_mapping(const Node& node, const std::string& what, const std::string& hint) {
    if (node.kind == Node::Kind::mapping) return true;
    problems_.add(problem::wrong_type, node.place,
                  what + " should be a mapping, found " + std::string(node.what()), hint);
    return false;
  }

  static std::string entry(std::string_view what, const Node& node) {
    const Node* id = node.find("id");
    return id != nullptr && id->kind == Node::Kind::text ? quoted(what, id->text)
                                                         : "a " + std::string(what);
  }

  using Ids = std::map<std::string, std::size_t, std::less<>>;

  void note_id(Ids& ids, const std::string& id, const Fields& f, std::size_t number) {
    if (!id.empty()) note_id_at(ids, id, f.place_of("id"), f.where(), number);
  }
  bool note_id_at(Ids& ids, const std::string& id, const Place& place, const std::string& where,
                  std::size_t number = 0) {
    if (ids.try_emplace(id, number).second) return true;
    problems_.add(problem::duplicate_id, place, where + ": the id \"" + id + "\" is used twice",
                  "give one of the two another id");
    return false;
  }
  static std::vector<std::string> keys_of(const Ids& ids) {
    std::vector<std::string> keys;
    for (const auto& [id, number] : ids) keys.push_back(id);
    return keys;
  }

  const Node& root_;
  Model model_;
  ProblemList problems_;
  Names names_;
  Places places_;
  Ids dm_ids_, source_ids_, evidence_ids_, state_ids_;
  std::vector<const Node*> dm_nodes_;
  std::vector<Place> option_places_;
  std::vector<std::pair<OptionId, const Node*>> guards_;
  bool merge_names_added_ = false;
};

}  // namespace

Loaded load(std::string_view bytes) {
  Loaded loaded;
  if (is_gmcr(bytes)) {
    loaded = load_gmcr(bytes);
  } else {
    ProblemList problems;
    const Node root = yaml::parse(bytes, problems);
    loaded = Loader(root).run(std::move(problems));
  }
  if (loaded.model) loaded.model->sha256 = text::sha256_hex(bytes);
  return loaded;
}

}  // namespace standoff
