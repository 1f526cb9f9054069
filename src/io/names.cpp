// Resolving names.

#include "io/names.hpp"

#include <algorithm>

#include "io/formula_lexer.hpp"

namespace standoff {
namespace {

constexpr std::size_t formula_budget = 10'000;

// Advice for a value of another shape where a formula belongs.
std::string formula_hint(const yaml::Node& node) {
  switch (node.kind) {
    case yaml::Node::Kind::null:
      return "write a condition such as `not strike`";
    case yaml::Node::Kind::list:
      return "a list is a formula only after `of`: \"at most one of [a, b]\", in quotes";
    case yaml::Node::Kind::mapping:
      return "write the formula as one text; inside {...} or [...], and where it has a colon, in "
             "quotes";
    case yaml::Node::Kind::text:
      break;
  }
  return {};
}

bool is_letters(std::string_view text) {
  return !text.empty() && text.find_first_not_of("YN-") == std::string_view::npos;
}

}  // namespace

void Names::add_options_and_states() {
  incomplete_ = problems_.has_errors();
  const auto add = [&](const std::string& name, Formula f, const std::string& spelled) {
    Meaning& meaning = meanings_[name];
    meaning.formulas.push_back(std::move(f));
    meaning.spelled.push_back(spelled);
  };
  for (std::size_t k = 0; k < model_.options.size(); ++k) {
    const Option& option = model_.options[k];
    add(option.id, Formula::option(OptionId(k)), option.qualified);
    if (option.qualified != option.id)
      add(option.qualified, Formula::option(OptionId(k)), option.qualified);
  }
  for (const Ladder& ladder : model_.ladders) {
    const Option& lowest = model_.option(ladder.levels.front());
    add(ladder.id, Formula::option(ladder.levels.front()), lowest.qualified);
    if (lowest.owner) {
      const std::string whole = model_.dm(*lowest.owner).id + "." + ladder.id;
      add(whole, Formula::option(ladder.levels.front()), whole);
    }
  }
  if (model_.explicit_graph)
    for (std::uint32_t s = 0; s < model_.explicit_graph->states.size(); ++s) {
      const std::string& id = model_.explicit_graph->states[s].id;
      add(id, Formula::state(s), id);
    }
}

void Names::add_absent(const std::string& name) {
  Meaning meaning;
  meaning.formulas.push_back(Formula::constant(false));
  meaning.spelled.push_back(name);
  meanings_.try_emplace(name, std::move(meaning));
}

bool Names::add_outcome(const std::string& id, const Place& place, const yaml::Node& formula) {
  if (const auto known = meanings_.find(id); known != meanings_.end()) {
    problems_.add(problem::duplicate_id, place,
                  "\"" + id + "\" is already the name of an option or state",
                  "give the outcome another id");
    return false;
  }
  Lazy lazy;
  lazy.node = &formula;
  if (!outcomes_.try_emplace(id, std::move(lazy)).second) {
    problems_.add(problem::duplicate_id, place,
                  "\"" + id + "\" is already the name of an outcome or merged state",
                  "give one of the two another id");
    return false;
  }
  return true;
}

WrittenFormula Names::parse(const yaml::Node& node, const std::string& who) {
  return parse(node, who, 0);
}

WrittenFormula Names::parse(const yaml::Node& node, const std::string& who, std::size_t depth) {
  const WrittenFormula nothing{Formula::constant(true), node.text};
  if (node.kind != yaml::Node::Kind::text) {
    problems_.add(problem::wrong_type, node.place,
                  who + ": expected a formula, found " + std::string(node.what()),
                  formula_hint(node));
    return nothing;
  }
  if (is_letters(node.text) && !model_.options.empty() && !meanings_.contains(node.text) &&
      !outcomes_.contains(node.text))
    return parse_letters(node, who);
  if (total_budget_ == 0) {
    problems_.add(problem::formula_too_large, node.place,
                  "the file has too many formula parts once outcome names are replaced",
                  "define fewer outcomes by way of others");
    return nothing;
  }
  const std::size_t before = std::min(formula_budget, total_budget_);
  std::size_t budget = before;
  ParsedFormula parsed = parse_formula(
      node.text, [&](std::string_view name, std::size_t deeper) { return resolve(name, deeper); },
      budget, depth);
  total_budget_ -= std::min(total_budget_, before - budget);
  for (FormulaProblem& p : parsed.problems)
    problems_.add(p.code, node.inside(p.offset, p.length), who + ": " + p.message,
                  std::move(p.hint));
  if (!parsed.problems.empty()) return nothing;
  return {std::move(parsed.formula), node.text};
}

WrittenFormula Names::parse_letters(const yaml::Node& node, const std::string& who) {
  if (node.text.size() != model_.options.size()) {
    problems_.add(problem::formula_syntax, node.place,
                  who + ": " + std::to_string(node.text.size()) +
                      (node.text.size() == 1 ? " letter for " : " letters for ") +
                      std::to_string(model_.options.size()) +
                      (model_.options.size() == 1 ? " option" : " options"),
                  "write one letter, Y, N or -, for each option in the file's order; a level of a "
                  "ladder has its own");
    return {Formula::constant(true), node.text};
  }
  std::vector<Formula> parts;
  for (std::size_t k = 0; k < node.text.size(); ++k) {
    if (node.text[k] == '-') continue;
    Formula option = Formula::option(OptionId(k));
    parts.push_back(node.text[k] == 'Y' ? option : Formula::negation(std::move(option)));
  }
  total_budget_ -= std::min(total_budget_, 2 * parts.size());
  return {Formula::of(Formula::Kind::conjunction, std::move(parts)), node.text};
}

Formula Names::outcome(const std::string& id) {
  const Resolved resolved = resolve(id, 0);
  const auto* formula = std::get_if<Formula>(&resolved);
  return formula != nullptr ? *formula : Formula::constant(true);
}

Resolved Names::resolve(std::string_view name, std::size_t depth) {
  if (const auto it = outcomes_.find(name); it != outcomes_.end()) {
    Lazy& lazy = it->second;
    if (lazy.stage == Stage::parsing)
      return FormulaProblem{problem::outcome_cycle, 0, 0,
                            "\"" + it->first + "\" is defined by way of itself",
                            "define it by options instead"};
    if (lazy.stage == Stage::unparsed) {
      lazy.stage = Stage::parsing;
      lazy.formula = parse(*lazy.node, "outcome \"" + it->first + "\"", depth).formula;
      lazy.stage = Stage::done;
    }
    return lazy.formula;
  }
  if (const auto it = meanings_.find(name); it != meanings_.end()) {
    if (it->second.formulas.size() == 1) return it->second.formulas.front();
    return ambiguous(it->first, it->second);
  }
  return unknown(name);
}

FormulaProblem Names::ambiguous(const std::string& name, const Meaning& meaning) const {
  const auto& spelled = meaning.spelled;
  const bool distinct = std::find(spelled.begin(), spelled.end(), name) == spelled.end();
  std::string owners = listed(spelled);
  if (const auto last = owners.rfind(" and "); last != std::string::npos)
    owners.replace(last, 5, " or ");
  if (distinct)
    return {problem::ambiguous_name, 0, 0, "\"" + name + "\" is the id of several options",
            "write whose option it is: " + owners};
  return {problem::ambiguous_name, 0, 0,
          "\"" + name + "\" has two meanings, and no longer spelling tells them apart",
          "give one of the two options another id"};
}

Resolved Names::unknown(std::string_view name) {
  std::string hint = foreign_hint(name);
  if (hint.empty()) hint = problems_.did_you_mean(name, spellings());
  // It may stand in the part that could not be read.
  if (hint.empty() && incomplete_) return Formula::constant(true);
  if (hint.empty()) hint = names_hint_;
  return FormulaProblem{problem::unknown_name, 0, 0,
                        in_quotes(name) + " is no option, outcome or state of this dispute",
                        std::move(hint)};
}

// Every name a formula may use, for suggestions; also fills in what to say when none is near.
const std::vector<std::string>& Names::spellings() {
  if (!spellings_.empty()) return spellings_;
  for (const auto& [name, meaning] : meanings_) spellings_.push_back(name);
  for (const auto& [name, lazy] : outcomes_) spellings_.push_back(name);
  std::vector<std::string> own;
  for (const Option& option : model_.options) own.push_back(option.id);
  if (model_.explicit_graph)
    for (const auto& state : model_.explicit_graph->states) own.push_back(state.id);
  names_hint_ = own.empty()             ? "the file has no options"
                : model_.explicit_graph ? "states here: " + listed(own)
                                        : "options here: " + listed(own);
  return spellings_;
}

// A slip that can be named: other capitals, a decision maker where an option belongs, or
// "port.strike" where it is the union that can strike.
std::string Names::foreign_hint(std::string_view name) const {
  if (const std::string small = in_small_letters(name); small != name) {
    const bool known = meanings_.contains(small) || outcomes_.contains(small);
    if (known) return "write `" + small + "`: capital and small letters differ";
  }
  for (const DecisionMaker& dm : model_.decision_makers)
    if (dm.id == name) {
      std::vector<std::string> own;
      for (const OptionId o : dm.options) own.push_back(model_.option(o).id);
      if (model_.is_explicit()) return "it is a decision maker; name a state";
      return "it is a decision maker; " +
             (own.empty() ? "it has no options" : "name one of its options: " + listed(own));
    }
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {};
  const auto elsewhere = meanings_.find(name.substr(dot + 1));
  if (elsewhere == meanings_.end()) return {};
  return "\"" + elsewhere->first + "\" belongs to somebody else: write `" +
         listed(elsewhere->second.spelled) + "`";
}

}  // namespace standoff
