// Judging one state forwards: from its improvements, answer by answer, to the states that deter.
//
// While the others answer, the mover's own options stay as its improvement set them: they tell
// which improvement a state is an answer to, and all improvements are followed at once, in one set
// of states. An improvement that has met a deterring state is followed no further. Only the states
// that the answers touch are looked at, not all that could be answered.
//
// The answer that `judge` finds, breadth first, is the least one by decision maker and then by
// target, step by step, among the shortest; and the shortest never let anybody move twice in a row,
// because on a cube two such moves are one. So it is found step by step, along states from which
// the rest of a shortest answer leads on.

#include "symbolic/asked.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/cube.hpp"
#include "symbolic/listing.hpp"
#include "symbolic/moves.hpp"
#include "symbolic/order.hpp"

namespace standoff {

using diagram::Diagram;
using diagram::Variable;
using symbolic::Bits;
using symbolic::Layout;
using symbolic::Tied;

namespace {

// A group is a mover too: what it changes at once are options of all its members, and better is
// better for each of them.
class Asked {
 public:
  Asked(const SolutionConcept& c, Layout& layout, const std::vector<DmId>& group,
        const OptionSet& s)
      : concept_(c), layout_(layout), group_(group), joint_(group.front()), s_(s) {
    if (group.size() == 1) return;
    joint_ = DmId(layout_.movers.size());
    symbolic::Mover joint{{}, layout_.space.truth(true), layout_.space.truth(true), {}};
    for (const DmId dm : group) {
      const symbolic::Mover& member = layout_.movers[index(dm)];
      joint.tied.insert(joint.tied.end(), member.tied.begin(), member.tied.end());
      joint.free &= member.free;  // cubes are conjunctions
      joint.own &= member.own;
    }
    layout_.movers.push_back(std::move(joint));
  }

  AskedVerdict run(std::size_t most, const std::vector<OptionSet>* only) {
    Diagram better = layout_.feasible;
    for (const DmId dm : group_) better &= preferred(dm, s_);
    const Diagram improvements = reachable(joint_, s_, better);
    look_at(better, improvements);

    // Those to be shown first: where one of them is undeterred, the others need not be looked at.
    std::vector<OptionSet> shown =
        only != nullptr ? *only
                        : symbolic::first_states(improvements, layout_.model.options.size(), most);
    Diagram among_shown = layout_.space.truth(false);
    for (const OptionSet& t : shown) among_shown |= exactly(t);
    Diagram undeterred = without_answer(among_shown);
    if (undeterred.never() && only == nullptr) {
      undeterred = without_answer(improvements & ~among_shown);
      if (!undeterred.never() && !shown.empty())
        shown.back() = symbolic::first_states(undeterred, layout_.model.options.size(), 1).front();
    }

    AskedVerdict verdict;
    verdict.stable = undeterred.never();
    verdict.improvements = count(improvements, options());
    for (const OptionSet& t : shown) {
      AskedVerdict::Threat threat{{group_.front(), s_, t}, std::nullopt};
      if (!value(undeterred, values(t))) threat.sanction = answer(t);
      verdict.threats.push_back(std::move(threat));
    }
    return verdict;
  }

 private:
  bool inside(DmId dm) const {
    return dm == joint_ || std::find(group_.begin(), group_.end(), dm) != group_.end();
  }

  std::vector<Variable> options() const {
    std::vector<Variable> all;
    for (Variable v = 0; v < layout_.model.options.size(); ++v) all.push_back(v);
    return all;
  }

  std::vector<bool> values(const OptionSet& taken) const {
    std::vector<bool> result(layout_.space.variables());
    taken.for_each([&](OptionId o) { result[index(o)] = true; });
    return result;
  }

  // Where these options are as in `state`.
  template <typename Which>
  Diagram as_in(const OptionSet& state, Which which) {
    Diagram all = layout_.space.truth(true);
    for (const Variable v : options()) {
      if (!which(layout_.model.options[v])) continue;
      const Diagram taken = layout_.space.variable(v);
      all &= state.contains(OptionId(v)) ? taken : ~taken;
    }
    return all;
  }

  Diagram exactly(const OptionSet& state) {
    return as_in(state, [](const Option&) { return true; });
  }

  // What decision maker j prefers to that state, feasible or not.
  Diagram preferred(DmId j, const OptionSet& state) {
    Bits here;
    for (const Diagram& bit : layout_.ranks[index(j)])
      here.push_back(layout_.space.truth(value(bit, values(state))));
    return symbolic::less(layout_.space, here, layout_.ranks[index(j)]);
  }

  // Those of `states` where j (the whole group, where it is that) can go from `from`, which is none
  // of them.
  Diagram reachable(DmId j, const OptionSet& from, const Diagram& states) {
    const Diagram others = as_in(from, [&](const Option& o) {
      return !o.owner || (j == joint_ ? !inside(*o.owner) : *o.owner != j);
    });
    // The rest once the others' options are settled is small.
    Diagram targets = cofactor(states, others) & others;
    for (const Tied& tied : layout_.movers[index(j)].tied) {
      const bool taken = value(tied.taken, values(from));
      if (value(taken ? tied.may_drop : tied.may_take, values(from))) continue;
      targets &= taken ? tied.taken : ~tied.taken;
    }
    return targets;
  }

  // What answers to some of these improvements can touch, and what of it deters.
  void look_at(const Diagram& better, const Diagram& improvements) {
    std::vector<Variable> foreign;
    for (const Variable v : options())
      if (const auto owner = layout_.model.options[v].owner; !owner || !inside(*owner))
        foreign.push_back(v);
    not_own_ = layout_.space.cube(foreign);
    const Diagram as_always = as_in(s_, [](const Option& o) { return !o.owner; });
    touched_ = layout_.feasible & as_always & exists(improvements, not_own_);
    deterring_ = touched_ & ~better;
    if (concept_.inescapable)
      deterring_ &= ~can_move_into(layout_, joint_, better & as_always, deterring_);
  }

  // Those of the improvements that no answer deters.
  Diagram without_answer(const Diagram& improvements) {
    if (concept_.answer == Answer::none) return improvements;
    Diagram open = improvements;
    Diagram among = touched_ & exists(improvements, not_own_) & ~improvements;  // not yet met
    std::vector<Diagram> fresh(layout_.movers.size(), improvements);  // not yet moved on from
    std::size_t idle = 0;
    for (std::size_t j = 0; idle < fresh.size(); j = (j + 1) % fresh.size()) {
      ++idle;
      if (inside(DmId(j)) || fresh[j].never()) continue;
      layout_.keep_small();
      Diagram found = one_move_on(DmId(j), fresh[j], among);
      fresh[j] = layout_.space.truth(false);
      if (found.never()) continue;
      idle = 0;
      const Diagram going_on = ~and_exists(found, deterring_, not_own_);
      open &= going_on;
      among &= going_on & ~found;
      found &= going_on;
      for (std::size_t k = 0; k < fresh.size(); ++k) {
        fresh[k] &= going_on;
        if (k != j) fresh[k] |= found;
      }
    }
    return open;
  }

  Diagram one_move_on(DmId j, const Diagram& sources, const Diagram& targets) {
    return concept_.answer == Answer::credible ? improved_from(layout_, j, sources, targets)
                                               : moved_from(layout_, j, sources, targets);
  }
  Diagram one_move_before(DmId j, const Diagram& targets, const Diagram& sources) {
    return concept_.answer == Answer::credible ? can_improve_into(layout_, j, targets, sources)
                                               : can_move_into(layout_, j, targets, sources);
  }

  // The shortest answer to an improvement that has one.
  std::vector<AskedVerdict::Step> answer(const OptionSet& improvement) {
    if (const auto step = first_step(improvement, deterring_)) return {*step};
    const Diagram own =
        as_in(improvement, [&](const Option& o) { return !o.owner || inside(*o.owner); });
    const Diagram deterring = deterring_ & own;
    // layers[k]: met after k moves and no fewer; cut down to what leads on by a shortest way.
    std::vector<Diagram> layers{exactly(improvement)};
    Diagram among = layout_.feasible & own & ~layers[0];
    while (!meets(layers.back(), deterring)) {
      Diagram next = layout_.space.truth(false);
      for (std::size_t j = 0; j < layout_.movers.size(); ++j)
        if (!inside(DmId(j))) next |= one_move_on(DmId(j), layers.back(), among & ~next);
      among &= ~next;
      layers.push_back(next);
    }
    layers.back() &= deterring;
    for (std::size_t k = layers.size() - 1; k > 1; --k) {
      Diagram leading = layout_.space.truth(false);
      for (std::size_t j = 0; j < layout_.movers.size(); ++j)
        if (!inside(DmId(j))) leading |= one_move_before(DmId(j), layers[k], layers[k - 1]);
      layers[k - 1] = leading;
    }
    std::vector<AskedVerdict::Step> steps;
    OptionSet at = improvement;
    for (std::size_t k = 1; k < layers.size(); ++k) {
      steps.push_back(first_step(at, layers[k]).value());
      at = steps.back().to;
    }
    return steps;
  }

  // The first move by one of the others into that set.
  std::optional<AskedVerdict::Step> first_step(const OptionSet& at, const Diagram& into) {
    for (std::size_t j = 0; j < layout_.movers.size(); ++j) {
      if (inside(DmId(j))) continue;
      Diagram targets = reachable(DmId(j), at, into);
      if (concept_.answer == Answer::credible && !targets.never())
        targets &= preferred(DmId(j), at);
      if (targets.never()) continue;
      const std::size_t options = layout_.model.options.size();
      return AskedVerdict::Step{DmId(j), at, symbolic::first_states(targets, options, 1).front()};
    }
    return std::nullopt;
  }

  const SolutionConcept& concept_;
  Layout& layout_;
  std::vector<DmId> group_;
  DmId joint_;  // the group as one mover of the layout
  OptionSet s_;
  Diagram not_own_;    // cube of the options that are not the mover's
  Diagram touched_;    // the states that answers can touch
  Diagram deterring_;  // those of them that deter
};

}  // namespace

std::optional<AskedVerdict> judge_asked(const SolutionConcept& c, const Model& model, DmId i,
                                        const OptionSet& s, std::size_t most,
                                        const SymbolicLimits& limits) {
  return judge_asked(c, model, std::vector{i}, s, most, nullptr, limits);
}

std::optional<AskedVerdict> judge_asked(const SolutionConcept& c, const Model& model,
                                        const std::vector<DmId>& group, const OptionSet& s,
                                        std::size_t most, const std::vector<OptionSet>* only,
                                        const SymbolicLimits& limits) {
  if (const std::string why = not_a_cube(model, group); !why.empty())
    throw std::invalid_argument("judge_asked: " + why);
  if (!model.feasible(s)) throw std::invalid_argument("judge_asked: the state is not feasible");
  if (!one_exchange(c))
    throw std::invalid_argument("judge_asked: the concept is about more than one answer in turn");
  try {
    Layout layout(model, symbolic::close_order(model), {limits.bytes, limits.stop});
    return Asked(c, layout, group, s).run(most, only);
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return std::nullopt;
}

}  // namespace standoff
