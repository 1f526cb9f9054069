// The generator draws, lays the result out, and draws again if no file may say it.

#include "random/generate.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "random/dice.hpp"

namespace standoff::oracle {
namespace {

using Op = Formula::Op;

const std::vector<std::string> dm_ids = {"north", "south", "east", "west", "centre", "Island"};
const std::vector<std::string> option_ids = {
    "strike",   "talk",  "raise",   "open-border", "sue",   "veto", "tax_cut",
    "withdraw", "press", "release", "If-asked",    "march", "lend", "join"};
const std::vector<std::string> ladder_ids = {"mediate", "escalate", "sanction", "supply"};
const std::vector<std::string> level_ids = {"low", "mid", "high", "top"};
const std::vector<std::string> circumstance_ids = {"drought", "election", "winter2", "boom"};
const std::vector<std::string> state_ids = {"war",   "peace", "truce",    "siege", "s5",
                                            "limbo", "pact",  "collapse", "s9",    "s10"};

class Generator {
 public:
  Generator(Dice& dice, const Shape& shape) : dice_(dice), shape_(shape) {}

  PlainDispute draw() {
    add_dms();
    if (dice_.chance(shape_.graph_percent)) {
      draw_graph();
    } else {
      draw_options();
    }
    if (shape_.varied_notation) dispute_.notation = 1 + static_cast<unsigned>(dice_.below(1 << 30));
    return std::move(dispute_);
  }

 private:
  bool sometimes(bool allowed, int percent) { return allowed && dice_.chance(percent); }

  void add_dms() {
    std::vector<std::string> ids = dm_ids;
    dice_.shuffle(ids);
    int dms = dice_.between(shape_.least_dms, shape_.most_dms);
    for (int i = 0; i < dms; ++i) {
      add_dm(dispute_, i < static_cast<int>(ids.size()) ? ids[i] : "dm" + std::to_string(i));
    }
  }

  // --- the option form

  void draw_options() {
    add_options();
    for (const Slot& slot : slots(dispute_)) atoms_.push_back(slot.key);
    if (sometimes(shape_.outcomes, 25)) add_outcomes();
    // Rules and merges may not depend on merges, so these become atoms last.
    if (sometimes(shape_.rules, 60)) add_rules();
    if (sometimes(shape_.merges, 25)) add_merges();
    if (sometimes(shape_.guards, 40)) add_guards();
    for (PlainDm& dm : dispute_.dms) add_preferences(dm);
    if (!dice_.chance(10)) choose_status_quo();
  }

  Direction direction() {
    if (!irreversibles_ || !dice_.chance(40)) return Direction::both;
    return dice_.chance(60) ? Direction::take : Direction::drop;
  }

  void add_options() {
    const bool ladders = sometimes(shape_.ladders, 35);
    const bool shared_ids = dice_.chance(25);
    const bool circumstances = sometimes(shape_.circumstances, 25);
    irreversibles_ = sometimes(shape_.irreversible, 50);
    std::vector<std::string> ids = option_ids;
    dice_.shuffle(ids);
    std::size_t next_id = 0;
    std::vector<std::string> outside_ids = circumstance_ids;
    int left = dice_.between(shape_.least_options, shape_.most_options);
    while (left > 0) {
      if (circumstances && !outside_ids.empty() && dice_.chance(20)) {
        add_circumstance(dispute_, outside_ids.back());
        outside_ids.pop_back();
        --left;
        continue;
      }
      int owner = dice_.below(static_cast<int>(dispute_.dms.size()));
      PlainDm& dm = dispute_.dms[owner];
      if (ladders && left >= 2 && dice_.chance(40)) {
        std::vector<std::string> names = ladder_ids;
        if (!shared_ids) names = {ladder_ids[owner % ladder_ids.size()]};
        std::string id = dice_.pick(names);
        if (has_option(dm, id)) continue;
        int rungs = dice_.between(2, std::min(left, 4));
        add_ladder(dispute_, owner, id, {level_ids.begin(), level_ids.begin() + rungs});
        PlainOption& ladder = dm.options.back();
        ladder.direction = direction();
        for (PlainLevel& level : ladder.levels) {
          // A level cannot take back the ladder's `irreversible`, only turn it the other way.
          if (dice_.chance(25)) level.direction = direction();
          if (level.direction == Direction::both) level.direction.reset();
        }
        left -= rungs;
        continue;
      }
      std::string id = shared_ids ? dice_.pick(ids) : ids[next_id++ % ids.size()];
      if (has_option(dm, id)) continue;
      add_option(dispute_, owner, id, direction());
      --left;
    }
  }

  static bool has_option(const PlainDm& dm, const std::string& id) {
    return std::any_of(dm.options.begin(), dm.options.end(),
                       [&](const PlainOption& o) { return o.id == id; });
  }

  void add_outcomes() {
    int outcomes = dice_.between(1, 2);
    for (int k = 0; k < outcomes; ++k) {
      atoms_.push_back(add_outcome(dispute_, k == 0 ? "settled" : "deadlock", formula(2)));
    }
  }

  void add_rules() {
    int rules = dice_.between(1, 3);
    for (int k = 0; k < rules; ++k) {
      PlainRule rule;
      if (dice_.chance(40)) {  // a count, of literals mostly
        std::vector<Formula> parts;
        int size = dice_.between(2, 4);
        for (int p = 0; p < size; ++p) parts.push_back(dice_.chance(80) ? literal() : formula(1));
        rule.what = count(parts);
      } else if (dice_.chance(60)) {  // rules out a corner of the cube
        rule.never = true;
        rule.what = literal() && literal();
      } else {
        rule.never = dice_.chance(50);
        rule.what = formula(2);
      }
      dispute_.rules.push_back(rule);
    }
  }

  void add_merges() {
    int merges = dice_.chance(70) ? 1 : 2;
    std::vector<int> keys;
    for (int k = 0; k < merges; ++k) {
      Formula where = dice_.chance(50) ? literal() && literal() : formula(2);
      keys.push_back(add_merge(dispute_, k == 0 ? "gone" : "ruin", where));
    }
    atoms_.insert(atoms_.end(), keys.begin(), keys.end());
  }

  void add_guards() {
    for (PlainDm& dm : dispute_.dms) {
      for (PlainOption& option : dm.options) {
        if (dice_.chance(30)) option.guard = drawn_guard(dm);
        for (PlainLevel& level : option.levels) {
          if (dice_.chance(20)) level.guard = drawn_guard(dm);
        }
      }
    }
  }

  std::optional<Formula> drawn_guard(const PlainDm& dm) {
    if (shape_.guards_on_own) return guard(dm);
    return guard_on_others(dm);
  }

  // One or two literals of other people's options, or of nobody's; nothing where there are none.
  std::optional<Formula> guard_on_others(const PlainDm& dm) {
    std::vector<int> others;
    for (const Slot& slot : slots(dispute_))
      if (slot.dm < 0 || &dispute_.dms[slot.dm] != &dm) others.push_back(slot.key);
    if (others.empty()) return std::nullopt;
    const auto one = [&] {
      Formula f = is(dice_.pick(others));
      return dice_.chance(35) ? !f : f;
    };
    Formula first = one();
    if (dice_.chance(60)) return first;
    Formula second = one();
    return dice_.chance(50) ? first && second : first || second;
  }

  // On one's own options half of the time: that is what makes moves intransitive.
  Formula guard(const PlainDm& dm) {
    std::vector<int> own;
    for (const PlainOption& option : dm.options) {
      if (option.levels.empty()) own.push_back(option.key);
      for (const PlainLevel& level : option.levels) own.push_back(level.key);
    }
    if (dice_.chance(50)) {
      Formula f = is(dice_.pick(own));
      return dice_.chance(50) ? f : !f;
    }
    return formula(dice_.between(0, 2));
  }

  void choose_status_quo() {
    dispute_.status_quo.reset();
    if (!well_formed(dispute_)) return;  // drawn again anyway
    const OptionGame layout = lay_out(dispute_);
    const Pattern quo = dice_.pick(dice_.pick(layout.members));
    const std::vector<Slot> all = slots(dispute_);
    std::vector<int> taken;
    for (std::size_t k = 0; k < all.size(); ++k) {
      if ((quo >> (all.size() - 1 - k) & 1) == 0) continue;
      // A level brings the ones below it along: leave those out now and then.
      bool implied = k + 1 < all.size() && all[k + 1].below == all[k].key &&
                     (quo >> (all.size() - 2 - k) & 1) != 0;
      if (!implied || dice_.chance(50)) taken.push_back(all[k].key);
    }
    dispute_.status_quo = taken;
  }

  // --- the explicit graph

  void draw_graph() {
    int states = dice_.between(shape_.least_states, shape_.most_states);
    for (int s = 0; s < states; ++s) {
      bool listed = s < static_cast<int>(state_ids.size());
      atoms_.push_back(add_state(dispute_, listed ? state_ids[s] : "t" + std::to_string(s)));
    }
    if (sometimes(shape_.outcomes, 20)) add_outcomes();
    const int density = dice_.between(10, 60);
    for (PlainDm& dm : dispute_.dms) {
      for (const PlainState& from : dispute_.states) {
        for (const PlainState& to : dispute_.states) {
          if (from.key != to.key && dice_.chance(density)) dm.moves.push_back({from.key, to.key});
        }
      }
      if (dice_.chance(70)) {
        rank_states(dm);
      } else {
        add_preferences(dm);
      }
    }
    if (!dice_.chance(15)) dispute_.status_quo = {{dice_.pick(dispute_.states).key}};
  }

  // A ranking in which every state has its own place, or shares it.
  void rank_states(PlainDm& dm) {
    std::vector<PlainState> order = dispute_.states;
    dice_.shuffle(order);
    const int ties = dice_.pick(std::vector<int>{0, 25, 50});
    for (const PlainState& state : order) {
      if (dm.tiers.empty() || !dice_.chance(ties)) dm.tiers.emplace_back();
      dm.tiers.back().push_back(is(state.key));
    }
  }

  // --- preferences and formulas

  void add_preferences(PlainDm& dm) {
    int kind = dice_.below(100);
    if (kind < 5) return;  // indifferent
    if (kind < 55) {
      int statements = dice_.between(1, 5);
      for (int k = 0; k < statements; ++k) dm.statements.push_back(formula(dice_.between(0, 3)));
    } else if (kind < 80) {
      int tiers = dice_.between(1, 5);
      for (int k = 0; k < tiers; ++k) {
        std::vector<Formula> tier;
        int size = dice_.chance(70) ? 1 : dice_.between(2, 3);
        for (int f = 0; f < size; ++f) tier.push_back(state_or_formula());
        dm.tiers.push_back(tier);
      }
    } else {
      int payoffs = dice_.between(1, 5);
      for (int k = 0; k < payoffs; ++k) dm.payoffs.push_back({state_or_formula(), payoff()});
    }
  }

  // Small whole numbers meet in ties; the others try the decimals and the limits.
  long payoff() {
    long sign = dice_.chance(40) ? -1 : 1;
    int kind = dice_.below(100);
    if (kind < 60) return sign * 1'000'000 * dice_.between(0, 4);
    if (kind < 90) return sign * 100'000 * dice_.between(1, 25);
    if (kind < 97) return sign * dice_.between(1, 5);
    return sign * 999'999'999'999'999;
  }

  Formula state_or_formula() {
    if (!dispute_.states.empty()) return dice_.chance(60) ? is(dice_.pick(atoms_)) : formula(2);
    if (dice_.chance(50)) return formula(dice_.between(0, 2));
    // Letters: the levels of a ladder as they can stand, so that the state may exist.
    Formula result;
    result.op = Op::letters;
    const int dashes = dice_.pick(std::vector<int>{0, 30, 60});
    int below = 1;
    for (const Slot& slot : slots(dispute_)) {
      int letter = dice_.below(2);
      if (slot.below >= 0) letter = std::min(letter, below);
      below = letter;
      if (dice_.chance(dashes)) continue;
      result.parts.push_back(letter != 0 ? is(slot.key) : !is(slot.key));
    }
    return result.parts.empty() ? literal() : result;
  }

  Formula literal() {
    Formula f = is(dice_.pick(atoms_));
    return dice_.chance(35) ? !f : f;
  }

  Formula count(std::vector<Formula> parts) {
    int size = static_cast<int>(parts.size());
    switch (dice_.below(3)) {
      case 0:
        return at_least(dice_.between(1, size), std::move(parts));
      case 1:
        return at_most(dice_.between(0, size - 1), std::move(parts));
      default:
        return exactly(dice_.between(0, size), std::move(parts));
    }
  }

  Formula formula(int depth) {
    if (depth == 0 || dice_.chance(15)) return literal();
    Formula result;
    switch (dice_.below(10)) {
      case 0:
        return !formula(depth - 1);
      case 1:
      case 2:
      case 3:
      case 4: {
        result.op = dice_.chance(50) ? Op::conjunction : Op::disjunction;
        int size = dice_.chance(70) ? 2 : 3;
        for (int k = 0; k < size; ++k) result.parts.push_back(formula(depth - 1));
        return result;
      }
      case 5:
      case 6:
      case 7:
      case 8: {
        // One after the other: the order in which arguments are evaluated is the compiler's choice.
        Formula first = formula(depth - 1);
        Formula second = formula(depth - 1);
        result.op = dice_.pick(std::vector<Op>{Op::exclusive, Op::given, Op::implies, Op::iff});
        result.parts = {std::move(first), std::move(second)};
        return result;
      }
      default: {
        if (dice_.chance(10)) {
          result.op = dice_.chance(50) ? Op::truth : Op::falsity;
          return result;
        }
        std::vector<Formula> parts;
        int size = dice_.between(1, 4);
        for (int k = 0; k < size; ++k) parts.push_back(formula(depth - 1));
        return count(parts);
      }
    }
  }

  Dice& dice_;
  const Shape& shape_;
  PlainDispute dispute_;
  std::vector<int> atoms_;  // what a formula may name at this point
  bool irreversibles_ = false;
};

}  // namespace

PlainDispute random_dispute(std::uint64_t seed, const Shape& shape) {
  Dice dice(seed);
  while (true) {
    PlainDispute candidate = Generator(dice, shape).draw();
    if (well_formed(candidate)) return candidate;
  }
}

void add_shades(PlainDispute& dispute, std::uint64_t seed) {
  Dice dice(seed);
  for (PlainDm& dm : dispute.dms) {
    const int doubt = dice.pick(std::vector<int>{0, 30, 60});
    for (int k = 0; k < static_cast<int>(dm.statements.size()); ++k) {
      if (dice.chance(doubt)) dm.uncertain.insert(k);
    }
    dm.strong = dice.chance(60) ? dice.between(0, static_cast<int>(dm.statements.size())) : 0;
    for (int k = 0; k < static_cast<int>(dm.tiers.size()); ++k) {
      if (dice.chance(40)) dm.strong_steps.insert(k);
    }
  }
}

void for_each_small_graph(const std::function<void(const Game&)>& visit) {
  // The 13 rankings: all assignments of 0, 1, 2 that use their values from 0 on without a gap.
  std::vector<std::vector<long>> rankings;
  for (int code = 0; code < 27; ++code) {
    std::vector<long> ranking = {code / 9, code / 3 % 3, code % 3};
    const long top = *std::max_element(ranking.begin(), ranking.end());
    bool gap = false;
    for (long r = 0; r < top; ++r) {
      gap = gap || std::find(ranking.begin(), ranking.end(), r) == ranking.end();
    }
    if (!gap) rankings.push_back(ranking);
  }

  constexpr std::array<std::array<int, 2>, 6> arcs = {
      {{0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 0}, {2, 1}}};
  Game game;
  game.states = 3;
  game.dms = 2;
  for (int set = 0; set < 1 << 12; ++set) {
    game.moves.assign(2, std::vector<std::vector<int>>(3));
    for (int bit = 0; bit < 12; ++bit) {
      if ((set >> bit & 1) != 0) game.moves[bit / 6][arcs[bit % 6][0]].push_back(arcs[bit % 6][1]);
    }
    for (const auto& first : rankings) {
      for (const auto& second : rankings) {
        game.rank = {first, second};
        visit(game);
      }
    }
  }
}

}  // namespace standoff::oracle
