// Levers, reorderings and orders against brute force on small random disputes.

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>

#include "oracle/inverse.hpp"
#include "random/dice.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "standoff/levers.hpp"
#include "standoff/load.hpp"
#include "standoff/orders.hpp"
#include "standoff/reorder.hpp"

namespace {

using namespace standoff;
using namespace standoff::tests;
using oracle::Dice;
using oracle::PlainDispute;

constexpr std::array<const char*, 5> keys{"nash", "gmr", "smr", "seq", "sseq"};

bool has_list(const oracle::PlainDm& dm) { return dm.tiers.empty() && dm.payoffs.empty(); }

PlainDispute draw(std::uint64_t seed) {
  oracle::Shape shape;
  shape.most_dms = 3;
  shape.least_options = 2;
  shape.most_options = 4;
  shape.most_states = 5;
  shape.ladders = false;
  shape.merges = false;
  shape.outcomes = false;
  shape.varied_notation = false;
  Dice dice(seed);
  // Now and then a guard waits for itself, which no file may say: the next one then.
  for (;; seed += 1'000'003) {
    PlainDispute dispute = oracle::random_dispute(seed, shape);
    for (oracle::PlainDm& dm : dispute.dms) {
      if (!has_list(dm) && dice.chance(75)) {  // lists are what can be edited
        for (const auto& tier : dm.tiers)
          dm.statements.insert(dm.statements.end(), tier.begin(), tier.end());
        for (const auto& payoff : dm.payoffs) dm.statements.push_back(payoff.where);
        std::erase_if(dm.statements, [](const oracle::Formula& f) {
          return f.op == oracle::Formula::Op::letters;
        });
        dm.tiers.clear();
        dm.payoffs.clear();
      }
      if (dm.statements.size() > 3) dm.statements.resize(3);
    }
    if (load(oracle::to_yaml(dispute))) return dispute;
  }
}

// One of the dispute's own statements, or a literal.
oracle::Formula some_formula(const PlainDispute& dispute, Dice& dice) {
  std::vector<oracle::Formula> choices;
  for (const auto& slot : oracle::slots(dispute)) choices.push_back(oracle::is(slot.key));
  for (const auto& state : dispute.states) choices.push_back(oracle::is(state.key));
  for (const auto& dm : dispute.dms)
    choices.insert(choices.end(), dm.statements.begin(), dm.statements.end());
  oracle::Formula formula = dice.pick(choices);
  return dice.chance(30) ? !formula : formula;
}

struct Question {
  oracle::Levers levers;
  oracle::Wanted wanted;
  bool all = false;
  Model model;
  LeversRequest request;
};

// The engine reads its part from a file: what may be added stands in it as further statements,
// which are then taken out of the lists.
std::optional<Question> question(const PlainDispute& dispute, std::uint64_t seed) {
  Dice dice(seed * 7919 + 1);
  Question q;
  q.levers.dispute = dispute;
  for (const oracle::PlainDm& dm : dispute.dms) {
    q.levers.candidates.emplace_back();
    if (has_list(dm) && dice.chance(50))
      q.levers.candidates.back().push_back(some_formula(dispute, dice));
    std::vector<bool> fixed;
    for (std::size_t k = 0; k < dm.statements.size(); ++k) fixed.push_back(dice.chance(15));
    q.levers.fixed.push_back(fixed);
  }
  const auto writer = static_cast<std::size_t>(
      std::find_if(dispute.dms.begin(), dispute.dms.end(), has_list) - dispute.dms.begin());
  if (dispute.states.empty() && writer < dispute.dms.size() && dice.chance(50))
    q.levers.rules.push_back({false, some_formula(dispute, dice)});

  PlainDispute printed = dispute;
  for (std::size_t i = 0; i < dispute.dms.size(); ++i) {
    auto& list = printed.dms[i].statements;
    list.insert(list.end(), q.levers.candidates[i].begin(), q.levers.candidates[i].end());
    if (i == writer)
      for (const auto& rule : q.levers.rules) list.push_back(rule.what);
  }
  Loaded loaded = load(oracle::to_yaml(printed));
  if (!loaded.model) return std::nullopt;
  q.model = std::move(*loaded.model);
  for (std::size_t i = 0; i < dispute.dms.size(); ++i) {
    DecisionMaker& dm = q.model.decision_makers[i];
    auto* statements = std::get_if<Statements>(&dm.preference);
    if (statements == nullptr) continue;
    auto& list = statements->list;
    const std::size_t written = dispute.dms[i].statements.size();
    const std::size_t candidates = q.levers.candidates[i].size();
    for (std::size_t k = written; k < list.size(); ++k)
      if (k < written + candidates)
        dm.candidates.push_back(list[k]);
      else
        q.model.candidate_rules.push_back({list[k].formula, "always: " + list[k].text, "", {}});
    list.resize(written);
    for (std::size_t k = 0; k < written; ++k) list[k].fixed = q.levers.fixed[i][k];
    if (list.empty()) dm.preference = std::monostate{};
  }

  const oracle::OptionGame layout = oracle::lay_out(dispute);
  const auto pattern = [&](int state) {
    return layout.options == 0 ? static_cast<oracle::Pattern>(state) : layout.members[state][0];
  };
  std::vector<int> states;
  if (dice.chance(60)) {
    states.push_back(dice.below(layout.game.states));
  } else {
    for (int s = 0; s < layout.game.states; ++s)
      if (states.empty() || dice.chance(40)) states.push_back(s);
  }
  const auto one = [&](int s) {
    if (layout.options == 0) return Formula::state(static_cast<std::uint32_t>(s));
    std::vector<Formula> literals;
    for (int k = 0; k < layout.options; ++k) {
      Formula f = Formula::option(OptionId(k));
      const bool taken = (pattern(s) >> (layout.options - 1 - k) & 1) != 0;
      literals.push_back(taken ? f : Formula::negation(f));
    }
    return Formula::of(Formula::Kind::conjunction, literals);
  };
  std::vector<Formula> parts;
  for (const int s : states) {
    parts.push_back(one(s));
    q.wanted.states.push_back(pattern(s));
  }
  if (states.size() > 1 || dice.chance(50)) {
    q.request.goal.target = Formula::of(Formula::Kind::disjunction, parts);
  } else if (layout.options == 0) {
    q.request.goal.target = static_cast<std::uint32_t>(states[0]);
  } else {
    OptionSet taken;
    for (int k = 0; k < layout.options; ++k)
      taken.set(OptionId(k), (pattern(states[0]) >> (layout.options - 1 - k) & 1) != 0);
    q.request.goal.target = std::vector<OptionSet>{taken};
  }
  q.wanted.every = q.request.goal.every = dice.chance(30);
  q.wanted.broken = q.request.goal.broken = dice.chance(30);
  q.wanted.reachable = q.request.goal.reachable = dispute.status_quo && dice.chance(30);

  q.levers.concepts = {dice.pick(std::vector<std::string>(keys.begin(), keys.end()))};
  q.request.concept_ = find_concept(q.levers.concepts[0]);
  q.levers.look = dice.chance(25);
  if (q.levers.look)
    for (const char* key : keys)
      if (key != q.levers.concepts[0]) q.levers.concepts.emplace_back(key);
  for (bool* kind : {&q.levers.swap, &q.levers.move, &q.levers.drop, &q.levers.negate,
                     &q.levers.add, &q.levers.remove, &q.levers.one_way, &q.levers.rule})
    *kind = dice.chance(65);
  const auto allow = [&](EditKind kind, bool allowed) {
    q.request.price[static_cast<std::size_t>(kind)] = allowed ? 1 : 0;
  };
  allow(EditKind::swap, q.levers.swap);
  allow(EditKind::move, q.levers.move);
  allow(EditKind::drop, q.levers.drop);
  allow(EditKind::negate, q.levers.negate);
  allow(EditKind::add, q.levers.add);
  allow(EditKind::remove, q.levers.remove);
  allow(EditKind::one_way, q.levers.one_way);
  allow(EditKind::rule, q.levers.rule);
  allow(EditKind::look, q.levers.look);
  // What holds already asks for nothing.
  if (oracle::does_it(q.levers, oracle::as_written(q.levers), q.wanted))
    q.wanted.broken = q.request.goal.broken = !q.wanted.broken;
  q.request.all = q.all = dice.chance(50);
  q.request.limit = 1'000'000;
  return q;
}

// A plan of the engine, in the oracle's words.
oracle::Edited carried_out(const Question& q, const std::vector<Edit>& edits) {
  oracle::Edited edited = oracle::as_written(q.levers);
  std::vector<std::size_t> slot_of;  // by option: its place among the options with an owner
  std::size_t owned = 0;
  for (const Option& option : q.model.options) slot_of.push_back(option.owner ? owned++ : 0);
  for (const Edit& edit : edits) {
    auto& list = edited.lists[index(edit.dm)];
    const auto at = static_cast<std::ptrdiff_t>(edit.statement);
    const auto to = static_cast<std::ptrdiff_t>(edit.to);
    switch (edit.kind) {
      case EditKind::swap:
      case EditKind::move: {
        const int item = list.at(edit.statement);
        list.erase(list.begin() + at);
        list.insert(list.begin() + to, item);
        break;
      }
      case EditKind::drop:
        list.erase(list.begin() + at);
        break;
      case EditKind::negate:
        list.at(edit.statement) = -list[edit.statement] - 1;
        break;
      case EditKind::add:
        list.insert(list.begin() + to, 1000 + static_cast<int>(edit.statement));
        break;
      case EditKind::remove:
        edited.options[slot_of[index(edit.option)]] = 1;
        break;
      case EditKind::one_way:
        edited.options[slot_of[index(edit.option)]] =
            edit.direction == Direction::take_only ? 2 : 3;
        break;
      case EditKind::rule:
        edited.rules.push_back(static_cast<int>(edit.rule));
        std::sort(edited.rules.begin(), edited.rules.end());
        break;
      case EditKind::look:
        edited.looks[index(edit.dm)] = static_cast<int>(
            std::find(q.levers.concepts.begin(), q.levers.concepts.end(), edit.concept_->key) -
            q.levers.concepts.begin());
        break;
    }
  }
  return edited;
}

std::string wrong_levers(const PlainDispute& dispute, std::uint64_t seed) {
  const auto drawn = question(dispute, seed);
  if (!drawn) return {};  // on the way to a smaller dispute
  const Question& q = *drawn;
  LeversAnswer answer;
  try {
    answer = levers(q.model, q.request);
  } catch (const std::exception& error) {
    return error.what();
  }
  const auto expected = oracle::plans(q.levers, q.wanted, 2, q.all);
  std::map<oracle::Edited, int> found;
  for (const Plan& plan : answer.plans)
    found[carried_out(q, plan.edits)] = static_cast<int>(plan.price);
  const std::string what = q.levers.concepts[0] + (q.all ? ", all" : "") +
                           (q.wanted.broken ? ", broken" : "") + (q.wanted.every ? ", every" : "") +
                           (q.wanted.reachable ? ", reached" : "");
  if (answer.count != answer.plans.size()) return "count and plans differ: " + what;
  if (found.size() != answer.plans.size()) return "a plan is told twice: " + what;
  for (const auto& [edited, edits] : expected)
    if (found.count(edited) == 0)
      return "of " + std::to_string(expected.size()) + " plans one of " + std::to_string(edits) +
             " edits is missing: " + what;
  for (const auto& [edited, price] : found) {
    const auto same = expected.find(edited);
    if (same == expected.end())
      return "a plan of " + std::to_string(price) + " edits is none: " + what;
    if (same->second != price) return "a plan has another price: " + what;
  }
  return {};
}

std::string wrong_orders(const PlainDispute& dispute, std::uint64_t) {
  const Loaded loaded = load(oracle::to_yaml(dispute));
  if (!loaded.model) return {};  // on the way to a smaller dispute
  const LayOut laid = lay_out(*loaded.model);
  const oracle::OptionGame layout = oracle::lay_out(dispute);
  for (std::uint32_t s = 0; s < laid.graph->states(); ++s)
    for (const char* key : keys) {
      const oracle::Pattern pattern = layout.options == 0 ? s : layout.members[s][0];
      const auto expected = oracle::fewest_swaps(dispute, pattern, key);
      const Reordering found =
          reorder(*laid.graph, {.state = StateId(s), .concept_ = find_concept(key), .stop = {}});
      const std::string where = std::string(key) + " at " + laid.graph->label(StateId(s));
      if (found.end != (expected ? Reordering::End::some : Reordering::End::none))
        return "reordering is " + std::string(expected ? "possible: " : "impossible: ") + where;
      if (expected && found.swaps != static_cast<std::uint32_t>(*expected))
        return std::to_string(found.swaps) + " swaps instead of " + std::to_string(*expected) +
               ": " + where;
      if (laid.graph->states() > 6) continue;
      for (std::uint32_t i = 0; i < laid.graph->dms(); ++i) {
        const Orders counted =
            orders(*laid.graph,
                   {.state = StateId(s), .dm = DmId(i), .concept_ = find_concept(key), .stop = {}});
        const long count =
            oracle::stable_orders(layout.game, static_cast<int>(i), static_cast<int>(s), key);
        if (counted.count != static_cast<std::uint64_t>(count))
          return std::to_string(counted.count.value_or(0)) + " orders instead of " +
                 std::to_string(count) + " for decision maker " + std::to_string(i) + ": " + where;
      }
    }
  return {};
}

}  // namespace

TEST_CASE("levers are those that trying every edit finds, on small random disputes") {
  const Seeds seeds(120);
  for (const auto& [seed, what] : counterexamples(seeds, {draw, wrong_levers, "levers"}))
    FAIL_CHECK(seed << ": " << what);
}

TEST_CASE("reorderings and counted orders are those that trying every order finds") {
  const Seeds seeds(60);
  const auto small = [](std::uint64_t seed) {
    PlainDispute dispute = draw(seed + 500'000);
    for (oracle::PlainDm& dm : dispute.dms)
      if (dispute.dms.size() > 2 && dm.statements.size() > 2) dm.statements.resize(2);
    return dispute;
  };
  for (const auto& [seed, what] : counterexamples(seeds, {small, wrong_orders, "orders"}))
    FAIL_CHECK(seed << ": " << what);
}
