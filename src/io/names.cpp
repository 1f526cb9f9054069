// Resolving names.

#include "io/names.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff {
namespace {

constexpr std::size_t formula_budget = 10'000;

bool is_letters(std::string_view text) {
  return !text.empty() && text.find_first_not_of("YN-") == std::string_view::npos;
}

}  // namespace

void Names::add_options_and_states() {
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
  if (node.kind != yaml::Node::Kind::text) {
    problems_.add(problem::wrong_type, node.place,
                  who + ": expected a formula, found " + std::string(node.what()),
                  node.kind == yaml::Node::Kind::null
                      ? "write a formula after the colon"
                      : "put a formula that has brackets or colons into quotes");
    return {Formula::constant(true), {}};
  }
  const bool letters = is_letters(node.text) && !model_.options.empty() &&
                       !meanings_.contains(node.text) && !outcomes_.contains(node.text);
  return letters ? parse_letters(node, who) : parse_part(node, node.text, 0, who);
}

WrittenFormula Names::parse_part(const yaml::Node& node, std::string_view text, std::size_t offset,
                                 const std::string& who) {
  std::size_t budget = std::min(formula_budget, total_budget_);
  const std::size_t before = budget;
  ParsedFormula parsed = parse_formula(
      text, [&](std::string_view name) { return resolve(name); }, budget);
  total_budget_ -= std::min(total_budget_, before - budget);
  for (FormulaProblem& p : parsed.problems)
    problems_.add(p.code, node.inside(offset + p.offset, p.length), who + ": " + p.message,
                  std::move(p.hint));
  if (!parsed.problems.empty()) parsed.formula = Formula::constant(true);
  return {std::move(parsed.formula), std::string(text)};
}

WrittenFormula Names::parse_letters(const yaml::Node& node, const std::string& who) {
  if (node.text.size() != model_.options.size()) {
    problems_.add(problem::formula_syntax, node.place,
                  who + ": " + std::to_string(node.text.size()) + " letters for " +
                      std::to_string(model_.options.size()) + " options",
                  "write one letter, Y, N or -, for each option in the file's order");
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
  const Resolved resolved = resolve(id);
  const auto* formula = std::get_if<Formula>(&resolved);
  return formula != nullptr ? *formula : Formula::constant(true);
}

Resolved Names::resolve(std::string_view name) {
  if (const auto it = outcomes_.find(name); it != outcomes_.end()) {
    Lazy& lazy = it->second;
    if (lazy.stage == Stage::parsing)
      return FormulaProblem{problem::outcome_cycle, 0, 0,
                            "\"" + it->first + "\" is defined by way of itself",
                            "define it by options instead"};
    if (lazy.stage == Stage::unparsed) {
      lazy.stage = Stage::parsing;
      Formula formula = parse(*lazy.node, "outcome \"" + it->first + "\"").formula;
      lazy.formula = std::move(formula);
      lazy.stage = Stage::done;
    }
    return lazy.formula;
  }
  if (const auto it = meanings_.find(name); it != meanings_.end()) {
    if (it->second.formulas.size() == 1) return it->second.formulas.front();
    return FormulaProblem{problem::ambiguous_name, 0, 0,
                          "\"" + std::string(name) + "\" may be " + listed(it->second.spelled),
                          "write whose option it is"};
  }
  std::string hint = foreign_hint(name);
  if (hint.empty()) hint = did_you_mean(name, spellings());
  if (hint.empty()) {
    std::vector<std::string> own;
    for (const Option& option : model_.options) own.push_back(option.id);
    if (model_.explicit_graph)
      for (const auto& state : model_.explicit_graph->states) own.push_back(state.id);
    hint = own.empty() ? "the file has no options" : "options here: " + listed(own);
  }
  return FormulaProblem{
      problem::unknown_name, 0, 0,
      "\"" + std::string(name) + "\" is no option, outcome or state of this dispute",
      std::move(hint)};
}

std::vector<std::string> Names::spellings() const {
  std::vector<std::string> all;
  for (const auto& [name, meaning] : meanings_) all.push_back(name);
  for (const auto& [name, lazy] : outcomes_) all.push_back(name);
  return all;
}

// "port.strike" where it is the union that can strike; or a decision maker where an option belongs.
std::string Names::foreign_hint(std::string_view name) const {
  for (const DecisionMaker& dm : model_.decision_makers)
    if (dm.id == name) {
      std::vector<std::string> own;
      for (const OptionId o : dm.options) own.push_back(model_.option(o).id);
      return "it is a decision maker; name one of its options: " +
             (own.empty() ? "it has none" : listed(own));
    }
  const std::size_t dot = name.find('.');
  if (dot == std::string_view::npos) return {};
  const auto elsewhere = meanings_.find(name.substr(dot + 1));
  if (elsewhere == meanings_.end()) return {};
  return "\"" + elsewhere->first + "\" belongs to somebody else: write " +
         listed(elsewhere->second.spelled);
}

}  // namespace standoff
