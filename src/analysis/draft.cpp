// Renumbering.

#include "analysis/draft.hpp"

#include <algorithm>
#include <numeric>

#include "diagram/of_formula.hpp"

namespace standoff {
namespace {

using Numbers = std::vector<std::optional<std::uint32_t>>;  // by old number

bool renumber(Formula& f, const Numbers& numbers) {
  if (f.kind == Formula::Kind::option || f.kind == Formula::Kind::state) {
    if (f.atom >= numbers.size() || !numbers[f.atom]) return false;
    f.atom = *numbers[f.atom];
  }
  return std::all_of(f.parts.begin(), f.parts.end(),
                     [&](Formula& part) { return renumber(part, numbers); });
}

bool renumber(Preference& preference, const Numbers& numbers) {
  bool good = true;
  if (auto* statements = std::get_if<Statements>(&preference))
    for (Statement& s : statements->list) good = renumber(s.formula, numbers) && good;
  if (auto* ranking = std::get_if<Ranking>(&preference))
    for (auto& tier : ranking->tiers)
      for (WrittenFormula& f : tier) good = renumber(f.formula, numbers) && good;
  if (auto* payoffs = std::get_if<Payoffs>(&preference))
    for (Payoffs::Weight& w : payoffs->weights) good = renumber(w.where.formula, numbers) && good;
  return good;
}

bool of_a_ladder(const Rule& rule) { return rule.text.starts_with("ladder: "); }

// Everything in the model that names options or people by number, but the options themselves.
bool renumber_rest(Model& model, const Numbers& options) {
  bool good = true;
  for (DecisionMaker& dm : model.decision_makers) good = renumber(dm.preference, options) && good;
  std::erase_if(model.rules, [&](Rule& rule) {
    const bool there = renumber(rule.formula, options);
    if (!there && !of_a_ladder(rule)) good = false;
    return !there;
  });
  // An outcome that speaks of what is not there is none.
  std::erase_if(model.outcomes,
                [&](Outcome& outcome) { return !renumber(outcome.where.formula, options); });
  for (Merge& merge : model.merges) good = renumber(merge.where.formula, options) && good;
  if (model.status_quo) {
    OptionSet taken;
    model.status_quo->for_each([&](OptionId o) {
      if (options[index(o)]) taken.insert(OptionId(*options[index(o)]));
    });
    model.status_quo = taken;
  }
  return good;
}

// What conclusions do not depend on stays out of drafts.
void strip(Model& model) {
  model.candidate_rules.clear();
  model.measures.clear();
  model.channels.clear();
  model.stages.clear();
  model.views.clear();
  model.questions.clear();
  for (DecisionMaker& dm : model.decision_makers) dm.candidates.clear();
}

template <typename List, typename IdOf>
Numbers matched(const List& list, std::vector<std::string>& ids, IdOf id_of) {
  Numbers numbers;
  for (const auto& one : list) {
    const std::string id = id_of(one);
    auto at = std::find(ids.begin(), ids.end(), id);
    if (at == ids.end()) at = ids.insert(ids.end(), id);
    numbers.emplace_back(static_cast<std::uint32_t>(at - ids.begin()));
  }
  return numbers;
}

// The version in the common numbering: parts that it does not have are taken from the other one.
Draft in_common(const Model& model, const Numbers& options, const Numbers& dms, std::size_t all_dms,
                std::size_t all_options) {
  Draft draft;
  draft.model = model;
  Model& result = draft.model;
  strip(result);
  renumber_rest(result, options);
  draft.options.assign(all_options, false);
  draft.decision_makers.assign(all_dms, false);
  result.options.assign(all_options, {});
  for (std::size_t k = 0; k < model.options.size(); ++k) {
    Option option = model.options[k];
    if (option.owner) option.owner = DmId(*dms[index(*option.owner)]);
    if (option.below) option.below = OptionId(*options[index(*option.below)]);
    if (option.when) renumber(*option.when, options);
    draft.options[*options[k]] = true;
    result.options[*options[k]] = std::move(option);
  }
  for (Ladder& ladder : result.ladders)
    for (OptionId& level : ladder.levels) level = OptionId(*options[index(level)]);
  std::vector<DecisionMaker> people(all_dms);
  for (std::size_t d = 0; d < model.decision_makers.size(); ++d) {
    DecisionMaker dm = std::move(result.decision_makers[d]);
    for (OptionId& o : dm.options) o = OptionId(*options[index(o)]);
    draft.decision_makers[*dms[d]] = true;
    people[*dms[d]] = std::move(dm);
  }
  result.decision_makers = std::move(people);
  return draft;
}

// Options, ladders and people that only the other version has are known here, but not there.
void complete(Draft& draft, const Draft& other) {
  for (std::size_t o = 0; o < draft.options.size(); ++o) {
    if (draft.options[o] || !other.options[o]) continue;
    Option option = other.model.options[o];
    option.ladder.reset();  // found again by its id
    draft.model.options[o] = std::move(option);
  }
  for (std::size_t d = 0; d < draft.decision_makers.size(); ++d) {
    DecisionMaker& dm = draft.model.decision_makers[d];
    if (!draft.decision_makers[d]) dm = other.model.decision_makers[d];
    for (const OptionId o : other.model.decision_makers[d].options)
      if (std::find(dm.options.begin(), dm.options.end(), o) == dm.options.end())
        dm.options.push_back(o);
  }
  for (const Rule& rule : other.model.rules)
    if (of_a_ladder(rule) && std::none_of(draft.model.rules.begin(), draft.model.rules.end(),
                                          [&](const Rule& r) { return r.text == rule.text; }))
      draft.model.rules.push_back(rule);
}

}  // namespace

std::optional<Model> Draft::finished() const {
  Model result = model;
  if (model.is_explicit()) {
    if (std::find(decision_makers.begin(), decision_makers.end(), false) != decision_makers.end())
      return std::nullopt;  // moves are kept by number
    return result;
  }
  Numbers options_now(options.size());
  Numbers dms_now(decision_makers.size());
  std::vector<std::size_t> order;
  std::uint32_t people = 0;
  for (std::size_t d = 0; d < decision_makers.size(); ++d) {
    if (!decision_makers[d]) continue;
    dms_now[d] = people++;
    for (const OptionId o : model.decision_makers[d].options)
      if (options[index(o)]) order.push_back(index(o));
  }
  for (std::size_t o = 0; o < options.size(); ++o)
    if (options[o] && !model.options[o].owner) order.push_back(o);
  if (people == 0 || order.empty() || order.size() > max_options) return std::nullopt;
  for (std::size_t k = 0; k < order.size(); ++k)
    options_now[order[k]] = static_cast<std::uint32_t>(k);

  result.ladders.clear();  // they only name options, and the implied rules are among the rules
  result.options.clear();
  for (const std::size_t o : order) {
    Option option = model.options[o];
    option.ladder.reset();
    option.below.reset();
    if (option.owner) {
      if (!dms_now[index(*option.owner)]) return std::nullopt;
      option.owner = DmId(*dms_now[index(*option.owner)]);
    }
    if (option.when && !renumber(*option.when, options_now)) return std::nullopt;
    result.options.push_back(std::move(option));
  }
  result.decision_makers.clear();
  for (std::size_t d = 0; d < decision_makers.size(); ++d) {
    if (!decision_makers[d]) continue;
    DecisionMaker dm = model.decision_makers[d];
    dm.options.clear();
    for (const OptionId o : model.decision_makers[d].options)
      if (options_now[index(o)]) dm.options.push_back(OptionId(*options_now[index(o)]));
    result.decision_makers.push_back(std::move(dm));
  }
  if (!renumber_rest(result, options_now)) return std::nullopt;
  if (result.status_quo && !result.feasible(*result.status_quo)) return std::nullopt;
  return result;
}

Common::Common(const Model& before, const Model& after) {
  std::vector<std::string> people;
  const auto id = [](const auto& one) { return one.id; };
  const Numbers dms_before = matched(before.decision_makers, people, id);
  const Numbers dms_after = matched(after.decision_makers, people, id);
  std::vector<std::string> names;
  Numbers first, second;
  if (before.is_explicit() && after.is_explicit()) {
    first = matched(before.explicit_graph->states, names, id);
    second = matched(after.explicit_graph->states, names, id);
    states_ = names.size();
    comparable_ = states_ == before.explicit_graph->states.size() &&
                  states_ == after.explicit_graph->states.size();
    before_ = in_common(before, first, dms_before, people.size(), 0);
    after_ = in_common(after, second, dms_after, people.size(), 0);
    // Moves and the status quo are by number, too.
    ExplicitGraph& graph = *after_.model.explicit_graph;
    const ExplicitGraph written = graph;
    graph.moves.assign(people.size(), std::vector<std::vector<std::uint32_t>>(states_));
    for (std::size_t d = 0; d < written.moves.size(); ++d)
      for (std::size_t s = 0; s < written.moves[d].size(); ++s)
        for (const std::uint32_t t : written.moves[d][s])
          graph.moves[*dms_after[d]][*second[s]].push_back(*second[t]);
    for (auto& of_dm : graph.moves)
      for (auto& targets : of_dm) std::sort(targets.begin(), targets.end());
    if (comparable_) graph.states = before.explicit_graph->states;
    if (after_.model.status_quo_state)
      after_.model.status_quo_state = *second[*after_.model.status_quo_state];
    return;
  }
  const auto qualified = [](const Option& o) { return o.qualified; };
  comparable_ = before.is_explicit() == after.is_explicit();
  if (!comparable_) {
    before_.model = before;
    after_.model = after;
    return;
  }
  first = matched(before.options, names, qualified);
  second = matched(after.options, names, qualified);
  before_ = in_common(before, first, dms_before, people.size(), names.size());
  after_ = in_common(after, second, dms_after, people.size(), names.size());
  const Draft as_it_was = before_;
  complete(before_, after_);
  complete(after_, as_it_was);
  space_ = std::make_unique<diagram::Space>(names.size());
}

std::size_t Common::meaning(const Formula& f) {
  if (!space_) {
    std::vector<bool> where(states_);
    for (std::uint32_t s = 0; s < states_; ++s) where[s] = holds_in_state(f, s);
    return known_sets_.try_emplace(where, known_sets_.size()).first->second;
  }
  std::vector<diagram::Variable> variables(space_->variables());
  std::iota(variables.begin(), variables.end(), diagram::Variable{0});
  const diagram::Diagram found = diagram::of_formula(*space_, f, variables);
  const auto at = std::find(known_.begin(), known_.end(), found);
  if (at != known_.end()) return static_cast<std::size_t>(at - known_.begin());
  known_.push_back(found);
  return known_.size() - 1;
}

}  // namespace standoff
