// A greedy search: passes that each try to leave one kind of thing out, repeated until a whole
// round changes nothing. Every step makes the dispute smaller or plainer, so it comes to an end.

#include "random/shrink.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace standoff::oracle {
namespace {

using Op = Formula::Op;

Formula constant(bool value) {
  Formula result;
  result.op = value ? Op::truth : Op::falsity;
  return result;
}

bool is_constant(const Formula& f) { return f.op == Op::truth || f.op == Op::falsity; }

void fix(Formula& f, int key, bool value) {
  if (f.op == Op::atom && f.number == key) f = constant(value);
  for (Formula& part : f.parts) fix(part, key, value);
}

Formula simplified_count(Formula f) {
  std::vector<Formula> open;
  for (Formula& part : f.parts) {
    if (part.op == Op::truth) --f.number;
    if (!is_constant(part)) open.push_back(std::move(part));
  }
  f.parts = std::move(open);
  const int most = static_cast<int>(f.parts.size());
  if (f.op == Op::at_least && (f.number <= 0 || f.number > most)) return constant(f.number <= 0);
  if (f.op == Op::at_most && (f.number < 0 || f.number >= most)) return constant(f.number >= 0);
  if (f.op == Op::exactly && (f.number < 0 || f.number > most)) return constant(false);
  if (most == 0) return constant(true);  // exactly 0 of nothing
  return f;
}

Formula simplified_arrow(const Formula& f, const Formula& condition, const Formula& result) {
  if (condition.op == Op::falsity || result.op == Op::truth) return constant(true);
  if (condition.op == Op::truth) return result;
  if (result.op == Op::falsity) return simplified(!condition);
  return f;
}

// Formulas that are one step simpler; never longer, so that repeating it ends.
std::vector<Formula> simpler(const Formula& f) {
  std::vector<Formula> result;
  if (is_constant(f)) return result;
  result.push_back(constant(true));
  result.push_back(constant(false));
  if (f.op == Op::atom) return result;
  for (const Formula& part : f.parts) result.push_back(part);
  if (f.op == Op::letters && f.parts.size() > 1) {
    for (std::size_t k = 0; k < f.parts.size(); ++k) {
      Formula fewer = f;
      fewer.parts.erase(fewer.parts.begin() + static_cast<std::ptrdiff_t>(k));
      result.push_back(fewer);
    }
  }
  if (f.op == Op::letters) return result;
  for (std::size_t k = 0; k < f.parts.size(); ++k) {
    for (const Formula& part : simpler(f.parts[k])) {
      Formula changed = f;
      changed.parts[k] = part;
      result.push_back(simplified(changed));
    }
  }
  return result;
}

template <class T>
void erase_at(std::vector<T>& items, std::size_t k) {
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(k));
}

// Works out constants and drops what they make idle.
void tidy(PlainDispute& d) {
  for_each_formula(d, [](Formula& f) { f = simplified(f); });
  auto tidy_options = [](std::vector<PlainOption>& options) {
    for (PlainOption& option : options) {
      if (option.guard && option.guard->op == Op::truth && option.levels.empty()) {
        option.guard.reset();
      }
      if (option.levels.size() != 1) continue;  // a ladder of one level is a plain option
      const PlainLevel last = option.levels.front();
      option.levels.clear();
      option.key = last.key;
      if (last.direction) option.direction = *last.direction;
      if (last.guard) option.guard = last.guard;
    }
  };
  tidy_options(d.circumstances);
  for (PlainDm& dm : d.dms) {
    tidy_options(dm.options);
    std::erase_if(dm.statements, is_constant);
    for (auto& tier : dm.tiers) {
      std::erase_if(tier, [](const Formula& f) { return f.op == Op::falsity; });
    }
    std::erase_if(dm.tiers, [](const auto& tier) { return tier.empty(); });
    std::erase_if(dm.payoffs, [](const PlainPayoff& p) { return is_constant(p.where); });
  }
  std::erase_if(d.rules, [](const PlainRule& rule) {
    return rule.what.op == (rule.never ? Op::falsity : Op::truth);
  });
}

void fix_everywhere(PlainDispute& d, int key, bool value) {
  for_each_formula(d, [&](Formula& f) { fix(f, key, value); });
  if (d.status_quo && d.states.empty()) std::erase(*d.status_quo, key);
}

class Shrinker {
 public:
  Shrinker(PlainDispute start, const std::function<bool(const PlainDispute&)>& still_fails)
      : now_(std::move(start)), still_fails_(still_fails) {}

  PlainDispute run() {
    do {
      changed_ = false;
      plain_notation();
      drop_dms();
      drop_options();
      drop_states();
      drop_named();
      drop_rules();
      drop_preferences();
      drop_guards_and_directions();
      drop_moves();
      drop_status_quo();
      simplify_formulas();
    } while (changed_);
    return std::move(now_);
  }

 private:
  bool accept(PlainDispute candidate) {
    tidy(candidate);
    if (!well_formed(candidate) || !still_fails_(candidate)) return false;
    now_ = std::move(candidate);
    changed_ = true;
    return true;
  }

  void plain_notation() {
    if (now_.notation == 0) return;
    PlainDispute candidate = now_;
    candidate.notation = 0;
    accept(candidate);
  }

  // Tries to leave out each item of the list that `items` finds in a dispute; from behind, so that
  // the places of those to come do not change.
  template <class Items>
  void drop_each(const Items& items) {
    for (std::size_t k = items(now_).size(); k-- > 0;) {
      PlainDispute candidate = now_;
      erase_at(items(candidate), k);
      accept(candidate);
    }
  }

  void drop_dms() {
    for (std::size_t i = now_.dms.size(); i-- > 0;) {
      PlainDispute without = now_;
      for (const Slot& slot : slots(now_)) {
        if (slot.dm == static_cast<int>(i)) fix_everywhere(without, slot.key, false);
      }
      erase_at(without.dms, i);
      accept(without);
    }
  }

  static std::vector<PlainOption>& options_of(PlainDispute& d, std::size_t dm) {
    return dm < d.dms.size() ? d.dms[dm].options : d.circumstances;
  }

  // As if never taken, or else as if always taken; whole ladders first, then single levels.
  void drop_options() {
    for (std::size_t dm = 0; dm <= now_.dms.size(); ++dm) {
      for (std::size_t k = options_of(now_, dm).size(); k-- > 0;) {
        bool gone = false;
        for (bool value : {false, true}) {
          if (gone) break;
          PlainDispute candidate = now_;
          const PlainOption option = options_of(now_, dm)[k];
          if (option.levels.empty()) fix_everywhere(candidate, option.key, value);
          for (const PlainLevel& level : option.levels) fix_everywhere(candidate, level.key, value);
          erase_at(options_of(candidate, dm), k);
          gone = accept(candidate);
        }
        if (!gone) drop_levels(dm, k);
      }
    }
  }

  void drop_levels(std::size_t dm, std::size_t k) {
    for (std::size_t l = options_of(now_, dm)[k].levels.size(); l-- > 0;) {
      for (bool value : {false, true}) {
        std::vector<PlainLevel>& levels = options_of(now_, dm)[k].levels;
        if (l >= levels.size()) break;
        PlainDispute candidate = now_;
        fix_everywhere(candidate, levels[l].key, value);
        erase_at(options_of(candidate, dm)[k].levels, l);
        if (accept(candidate)) break;
      }
    }
  }

  void drop_states() {
    for (std::size_t s = now_.states.size(); s-- > 0;) {
      PlainDispute candidate = now_;
      const int key = candidate.states[s].key;
      if (candidate.states.size() == 1) break;
      fix_everywhere(candidate, key, false);
      erase_at(candidate.states, s);
      for (PlainDm& dm : candidate.dms) {
        std::erase_if(dm.moves, [&](auto move) { return move.first == key || move.second == key; });
      }
      if (candidate.status_quo && candidate.status_quo->front() == key) {
        candidate.status_quo.reset();
      }
      accept(candidate);
    }
  }

  // Where a formula names it, what it stands for takes its place.
  void drop_named() {
    auto drop = [&](auto items) {
      for (std::size_t k = items(now_).size(); k-- > 0;) {
        PlainDispute candidate = now_;
        const PlainNamed named = items(candidate)[k];
        erase_at(items(candidate), k);
        for_each_formula(candidate, [&](Formula& f) { inline_name(f, named); });
        accept(candidate);
      }
    };
    drop([](PlainDispute & d) -> auto& { return d.merges; });
    drop([](PlainDispute & d) -> auto& { return d.outcomes; });
  }

  static void inline_name(Formula& f, const PlainNamed& named) {
    if (f.op == Op::atom && f.number == named.key) {
      f = named.where;
      return;
    }
    for (Formula& part : f.parts) inline_name(part, named);
  }

  void drop_rules() {
    drop_each([](PlainDispute & d) -> auto& { return d.rules; });
  }

  void drop_preferences() {
    for (std::size_t i = 0; i < now_.dms.size(); ++i) {
      drop_each([i](PlainDispute & d) -> auto& { return d.dms[i].statements; });
      drop_each([i](PlainDispute & d) -> auto& { return d.dms[i].tiers; });
      drop_each([i](PlainDispute & d) -> auto& { return d.dms[i].payoffs; });
      for (std::size_t t = now_.dms[i].tiers.size(); t-- > 0;) {
        // Dropping the last formula of a tier drops the tier: the size is asked anew each time.
        for (std::size_t k = now_.dms[i].tiers[t].size(); k-- > 0;) {
          if (now_.dms[i].tiers[t].size() == 1) break;
          PlainDispute candidate = now_;
          erase_at(candidate.dms[i].tiers[t], k);
          accept(candidate);
        }
      }
      for (std::size_t k = 0; k < now_.dms[i].payoffs.size(); ++k) {
        for (long simple : {1'000'000L, -1'000'000L, 2'000'000L, -2'000'000L}) {
          if (now_.dms[i].payoffs[k].millionths == simple) break;
          PlainDispute candidate = now_;
          candidate.dms[i].payoffs[k].millionths = simple;
          if (accept(candidate)) break;
        }
      }
    }
  }

  void drop_guards_and_directions() {
    for (std::size_t dm = 0; dm <= now_.dms.size(); ++dm) {
      for (std::size_t k = 0; k < options_of(now_, dm).size(); ++k) {
        plain_if(options_of(now_, dm)[k].guard.has_value(),
                 [&](PlainDispute& d) { options_of(d, dm)[k].guard.reset(); });
        plain_if(options_of(now_, dm)[k].direction != Direction::both,
                 [&](PlainDispute& d) { options_of(d, dm)[k].direction = Direction::both; });
        for (std::size_t l = 0; l < options_of(now_, dm)[k].levels.size(); ++l) {
          plain_if(options_of(now_, dm)[k].levels[l].guard.has_value(),
                   [&](PlainDispute& d) { options_of(d, dm)[k].levels[l].guard.reset(); });
          plain_if(options_of(now_, dm)[k].levels[l].direction.has_value(),
                   [&](PlainDispute& d) { options_of(d, dm)[k].levels[l].direction.reset(); });
        }
      }
    }
  }

  template <class Change>
  void plain_if(bool worthwhile, const Change& change) {
    if (!worthwhile) return;
    PlainDispute candidate = now_;
    change(candidate);
    accept(candidate);
  }

  void drop_moves() {
    for (std::size_t i = 0; i < now_.dms.size(); ++i) {
      drop_each([i](PlainDispute & d) -> auto& { return d.dms[i].moves; });
    }
  }

  void drop_status_quo() {
    plain_if(now_.status_quo.has_value(), [](PlainDispute& d) { d.status_quo.reset(); });
    if (now_.status_quo && now_.states.empty()) {
      drop_each([](PlainDispute & d) -> auto& { return *d.status_quo; });
    }
  }

  void simplify_formulas() {
    std::size_t formulas = 0;
    for_each_formula(now_, [&](Formula&) { ++formulas; });
    for (std::size_t k = 0; k < formulas; ++k) {
      while (simplify_formula(k)) {
      }
    }
  }

  // The k-th formula of the dispute; a constant may drop formulas, then k is another one or none.
  bool simplify_formula(std::size_t k) {
    std::vector<Formula> choices;
    std::size_t at = 0;
    for_each_formula(now_, [&](Formula& f) {
      if (at++ == k) choices = simpler(f);
    });
    for (const Formula& choice : choices) {
      PlainDispute candidate = now_;
      at = 0;
      for_each_formula(candidate, [&](Formula& f) {
        if (at++ == k) f = choice;
      });
      if (accept(candidate)) return true;
    }
    return false;
  }

  PlainDispute now_;
  const std::function<bool(const PlainDispute&)>& still_fails_;
  bool changed_ = false;
};

}  // namespace

Formula simplified(const Formula& formula) {
  Formula f = formula;
  for (Formula& part : f.parts) part = simplified(part);
  switch (f.op) {
    case Op::truth:
    case Op::falsity:
    case Op::atom:
      return f;
    case Op::negation:
      if (is_constant(f.parts[0])) return constant(f.parts[0].op == Op::falsity);
      if (f.parts[0].op == Op::negation) return f.parts[0].parts[0];
      return f;
    case Op::letters:
    case Op::conjunction:
    case Op::disjunction: {
      const Op idle = f.op == Op::disjunction ? Op::falsity : Op::truth;
      std::erase_if(f.parts, [&](const Formula& part) { return part.op == idle; });
      if (f.parts.empty()) return constant(idle == Op::truth);
      if (std::any_of(f.parts.begin(), f.parts.end(), is_constant)) {
        return constant(idle != Op::truth);
      }
      return f.parts.size() == 1 && f.op != Op::letters ? f.parts[0] : f;
    }
    case Op::exclusive:
      if (f.parts[0].op == Op::falsity) return f.parts[1];
      if (f.parts[1].op == Op::falsity) return f.parts[0];
      if (f.parts[0].op == Op::truth) return simplified(!f.parts[1]);
      if (f.parts[1].op == Op::truth) return simplified(!f.parts[0]);
      return f;
    case Op::given:
      return simplified_arrow(f, f.parts[1], f.parts[0]);
    case Op::implies:
      return simplified_arrow(f, f.parts[0], f.parts[1]);
    case Op::iff:
      if (f.parts[0].op == Op::truth) return f.parts[1];
      if (f.parts[1].op == Op::truth) return f.parts[0];
      if (f.parts[0].op == Op::falsity) return simplified(!f.parts[1]);
      if (f.parts[1].op == Op::falsity) return simplified(!f.parts[0]);
      return f;
    case Op::at_least:
    case Op::at_most:
    case Op::exactly:
      return simplified_count(f);
  }
  return f;
}

PlainDispute shrink(PlainDispute dispute,
                    const std::function<bool(const PlainDispute&)>& still_fails) {
  if (!still_fails(dispute)) return dispute;
  return Shrinker(std::move(dispute), still_fails).run();
}

}  // namespace standoff::oracle
