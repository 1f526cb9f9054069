// `outcomes`, `merge`, guards and `rules`: everything that is a formula and no preference.

#include "io/formula_parser.hpp"
#include "io/sections.hpp"

namespace standoff {
namespace {

using yaml::Node;

constexpr std::size_t most_outcomes = 1000;

bool too_many(Reading& reading, const Fields& top, std::string_view key, std::size_t count) {
  if (count <= most_outcomes) return false;
  reading.problems.add(
      problem::too_large, top.place_of(key),
      std::to_string(count) + " entries; the limit is " + std::to_string(most_outcomes),
      "write the formulas out where they are used once");
  return true;
}

// Merged states are outcomes too: their formulas are parsed when every name is known.
void add_merges(Reading& reading, const Fields& top) {
  const auto& nodes = top.list("merge");
  if (too_many(reading, top, "merge", nodes.size())) return;
  for (const Node& node : nodes) {
    if (!check_mapping(node, "a merged state", "write `- {id: gone, where: abandon}`",
                       reading.problems))
      continue;
    const Fields f(node, {"id", "where", "name", "because"}, called("merged state", node),
                   reading.problems);
    const std::string id = f.id();
    std::string name = f.text("name");
    Because because = reading.because(f);
    const Node* where = f.find("where");
    if (where == nullptr) f.text("where", true);
    if (id.empty() || where == nullptr ||
        !reading.names.add_outcome(id, f.find("id")->place, *where))
      continue;
    reading.model.merges.push_back(
        {id, name.empty() ? id : std::move(name), {{}, where->text}, std::move(because)});
    reading.places.merges.push_back(f.find("id")->place);
  }
}

bool is_count(std::string_view key) {
  return (key.starts_with("at most ") || key.starts_with("at least ") ||
          key.starts_with("exactly ")) &&
         key.ends_with(" of");
}

// `at most one of` with as many entries as the list has: the formula parser reads the number, then
// the real entries take the place of `true`.
Formula counted(Reading& reading, const Node& key, std::vector<Formula> parts) {
  std::string text = key.text + " [";
  for (std::size_t k = 0; k < parts.size(); ++k) text += k == 0 ? "true" : ", true";
  std::size_t budget = parts.size() + 1;
  ParsedFormula parsed = parse_formula(
      text + "]", [](std::string_view, std::size_t) -> Resolved { return Formula::constant(true); },
      budget);
  for (FormulaProblem& p : parsed.problems) {
    const bool in_key = p.offset < key.text.size();
    reading.problems.add(p.code, in_key ? key.inside(p.offset, p.length) : key.place,
                         "a rule: " + p.message, std::move(p.hint));
  }
  if (!parsed.problems.empty()) return Formula::constant(true);
  parsed.formula.parts = std::move(parts);
  return std::move(parsed.formula);
}

// The formula of a rule and the author's words for it; nothing when it cannot be told.
std::optional<WrittenFormula> read_formula(Reading& reading, const yaml::Pair& said) {
  const auto& [key, value] = said;
  if (key.text == "never" || key.text == "always") {
    WrittenFormula written = reading.names.parse(value, "a rule");
    written.text = key.text + ": " + written.text;
    if (key.text == "never") written.formula = Formula::negation(std::move(written.formula));
    return written;
  }
  if (!is_count(key.text)) {
    static const std::vector<std::string> known{
        "never",   "always", "at most one of", "at least one of", "exactly one of",
        "because", "note"};
    reading.problems.add(
        problem::unknown_key, key.place, "a rule cannot say " + in_quotes(key.text),
        reading.problems.did_you_mean(
            key.text, known, "write `never: ...`, `always: ...` or `at most one of: [...]`"));
    return std::nullopt;
  }
  if (!value.is_list()) {
    reading.problems.add(
        problem::wrong_type, value.place,
        in_quotes(key.text) + " needs a list of formulas, found " + std::string(value.what()),
        "write `" + key.text + ": [" + (value.text.empty() ? "a, b" : shortened(value.text)) +
            "]`");
    return std::nullopt;
  }
  std::vector<Formula> parts;
  std::string list;
  for (const Node& item : value.items) {
    WrittenFormula part = reading.names.parse(item, "a rule");
    list += (list.empty() ? "" : ", ") + part.text;
    parts.push_back(std::move(part.formula));
  }
  return WrittenFormula{counted(reading, key, std::move(parts)), key.text + ": [" + list + "]"};
}

// The rule goes to `rules`; its place too, where somebody will ask for it.
void read_rule(Reading& reading, const Node& node, std::vector<Rule>& rules,
               std::vector<Place>* places) {
  const yaml::Pair* said = nullptr;
  for (const yaml::Pair& pair : node.pairs) {
    if (pair.key.text == "because" || pair.key.text == "note") continue;
    if (said != nullptr) {
      reading.problems.add(
          problem::unknown_key, pair.key.place,
          "a rule says one thing, and " + in_quotes(pair.key.text) + " is a second one",
          "begin a new entry with a dash");
      return;
    }
    said = &pair;
  }
  if (said == nullptr) {
    reading.problems.add(
        problem::missing_key, node.place,
        "a rule needs `never`, `always`, `at most ... of`, `at least ... of` or `exactly ... of`",
        "write `- never: strike and lockout`");
    return;
  }
  const Fields f(node, {said->key.text, "because", "note"}, "a rule", reading.problems);
  std::string note = f.text("note");
  Because because = reading.because(f);
  std::optional<WrittenFormula> written = read_formula(reading, *said);
  if (!written) return;
  if (places != nullptr) places->push_back(said->key.place);
  rules.push_back(
      {std::move(written->formula), std::move(written->text), std::move(note), std::move(because)});
}

// A level implies the one below it.
void add_ladder_rules(Reading& reading) {
  const Model& model = reading.model;
  for (std::size_t k = 0; k < model.options.size(); ++k) {
    const Option& option = model.options[k];
    if (!option.below) continue;
    std::vector<Formula> parts;
    parts.push_back(Formula::option(OptionId(k)));
    parts.push_back(Formula::option(*option.below));
    Rule rule;
    rule.formula = Formula::of(Formula::Kind::implication, std::move(parts));
    rule.text = "ladder: " + option.qualified + " implies " + model.option(*option.below).qualified;
    reading.model.rules.push_back(std::move(rule));
    reading.places.rules.push_back({});
  }
}

std::string rule_hint(const Node& node) {
  for (const std::string_view word : {"never ", "always "})
    if (node.text.starts_with(word))
      return "write `- " + std::string(word.substr(0, word.size() - 1)) + ": " +
             shortened(node.text.substr(word.size())) + "`, with a colon";
  return "write `- never: ...`, `- always: ...` or `- at most one of: [...]`";
}

}  // namespace

void read_outcomes(Reading& reading, const Fields& top) {
  const Node* outcomes = top.find("outcomes");
  std::vector<const yaml::Pair*> added;
  if (outcomes != nullptr &&
      check_mapping(*outcomes, "\"outcomes\"",
                    "write `settled: raise and not strike`, one outcome a line",
                    reading.problems) &&
      !too_many(reading, top, "outcomes", outcomes->pairs.size()))
    for (const yaml::Pair& pair : outcomes->pairs)
      if (check_id(pair.key, "outcomes", reading.problems) &&
          reading.names.add_outcome(pair.key.text, pair.key.place, pair.value))
        added.push_back(&pair);
  if (!reading.model.is_explicit()) add_merges(reading, top);
  for (const yaml::Pair* pair : added)
    reading.model.outcomes.push_back(
        {pair->key.text, {reading.names.outcome(pair->key.text), pair->value.text}});
  for (Merge& merge : reading.model.merges) merge.where.formula = reading.names.outcome(merge.id);
}

void read_guards(Reading& reading) {
  for (const Guard& guard : reading.guards) {
    const WrittenFormula when =
        reading.names.parse(*guard.when, "the guard of \"" + guard.of + "\"");
    for (const OptionId o : guard.options) {
      Option& option = reading.model.options[index(o)];
      option.when = when.formula;
      option.when_text = when.text;
      reading.places.guards.emplace_back(o, guard.when->place);
    }
  }
}

void read_rules(Reading& reading, const Fields& top) {
  Model& model = reading.model;
  for (const Node& node : top.list("rules"))
    if (check_mapping(node, "a rule", rule_hint(node), reading.problems))
      read_rule(reading, node, model.rules, &reading.places.rules);
  for (const Node& node : top.list("candidates"))
    if (check_mapping(node, "a candidate rule", rule_hint(node), reading.problems))
      read_rule(reading, node, model.candidate_rules, nullptr);
  add_ladder_rules(reading);
}

}  // namespace standoff
