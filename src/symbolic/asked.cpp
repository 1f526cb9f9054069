// Judging one state backwards: from the states that deter, move by move, to the improvements.
//
// Only what one improvement and the others' answers can touch is looked at: the mover's options
// stay as some improvement sets them, and nobody's options as they are. Layer k holds the states
// from which k answering moves, and no fewer, lead to one that deters. From an improvement in layer
// k the answer that `judge` finds, breadth first, is the least one by decision maker and then by
// target, step by step, that goes down one layer at a time: the shortest answers never let anybody
// move twice in a row, because on a cube two such moves are one.

#include "symbolic/asked.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/cube.hpp"
#include "symbolic/improve.hpp"
#include "symbolic/listing.hpp"
#include "symbolic/order.hpp"

namespace standoff {

using diagram::Diagram;
using diagram::Variable;
using symbolic::Bits;
using symbolic::Layout;
using symbolic::Mover;
using symbolic::Tied;

namespace {

class Asked {
 public:
  Asked(const SolutionConcept& c, Layout& layout, DmId i, const OptionSet& s, std::size_t most)
      : concept_(c), layout_(layout), i_(i), s_(s), most_(most) {}

  AskedVerdict run() {
    const Diagram better = layout_.feasible & preferred(i_, s_);
    const Diagram improvements = reachable(i_, s_, better);
    Diagram undeterred = improvements;
    if (concept_.answer != Answer::none && !improvements.never())
      undeterred &= ~deterred(better, improvements);

    AskedVerdict verdict;
    verdict.stable = undeterred.never();
    verdict.improvements = count(improvements, options());
    for (const OptionSet& t : shown(improvements, undeterred)) {
      AskedVerdict::Threat threat{{i_, s_, t}, std::nullopt};
      if (!value(undeterred, values(t))) threat.sanction = answer(t);
      verdict.threats.push_back(std::move(threat));
    }
    return verdict;
  }

 private:
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

  // What decision maker j prefers to that state, feasible or not.
  Diagram preferred(DmId j, const OptionSet& state) {
    Bits here;
    for (const Diagram& bit : layout_.ranks[index(j)])
      here.push_back(layout_.space.truth(value(bit, values(state))));
    return symbolic::less(layout_.space, here, layout_.ranks[index(j)]);
  }

  // Those of `states` where j can go from `from`, which is none of them.
  Diagram reachable(DmId j, const OptionSet& from, const Diagram& states) {
    const Diagram others = as_in(from, [&](const Option& o) { return o.owner != j; });
    // The rest once the others' options are settled is small.
    Diagram targets = cofactor(states, others) & others;
    for (const Tied& tied : layout_.movers[index(j)].tied) {
      const bool taken = from.contains(OptionId(tied.option));
      const Diagram& may_change = taken ? tied.may_drop : tied.may_take;
      if (value(may_change, values(from))) continue;
      const Diagram option = layout_.space.variable(tied.option);
      targets &= taken ? option : ~option;
    }
    return targets;
  }

  // The improvements that some answer deters; fills the layers as far as they are needed.
  Diagram deterred(const Diagram& better, const Diagram& improvements) {
    const Diagram as_always = as_in(s_, [](const Option& o) { return !o.owner; });
    std::vector<Variable> foreign;
    for (const Variable v : options())
      if (layout_.model.options[v].owner != i_) foreign.push_back(v);
    Diagram among =
        layout_.feasible & as_always & exists(improvements, layout_.space.cube(foreign));

    Diagram deterring = among & ~better;
    if (concept_.inescapable) deterring &= ~reaches(layout_, i_, better & as_always, deterring);
    among &= ~deterring;
    layers_ = {deterring};
    while (!layers_.back().never() && meets(improvements, among)) {
      layout_.keep_small();
      Diagram next = layout_.space.truth(false);
      for (std::size_t j = 0; j < layout_.movers.size(); ++j)
        if (DmId(j) != i_) next |= one_move_before(DmId(j), layers_.back(), among & ~next);
      among &= ~next;
      layers_.push_back(next);
    }
    return improvements & ~among;
  }

  Diagram one_move_before(DmId j, const Diagram& targets, const Diagram& sources) {
    return concept_.answer == Answer::credible ? can_improve_into(layout_, j, targets, sources)
                                               : reaches(layout_, j, targets, sources) & sources;
  }

  // The improvements to show, in the contract's order.
  std::vector<OptionSet> shown(const Diagram& improvements, const Diagram& undeterred) {
    const std::size_t options = layout_.model.options.size();
    std::vector<OptionSet> states = symbolic::first_states(undeterred, options, most_);
    for (const OptionSet& t :
         symbolic::first_states(improvements & ~undeterred, options, most_ - states.size()))
      states.push_back(t);
    std::sort(states.begin(), states.end());
    return states;
  }

  std::vector<AskedVerdict::Step> answer(const OptionSet& improvement) {
    std::vector<AskedVerdict::Step> steps;
    OptionSet at = improvement;
    std::size_t layer = 0;
    while (!value(layers_[layer], values(at))) ++layer;
    for (; layer > 0; --layer) {
      const AskedVerdict::Step step = first_step(at, layers_[layer - 1]);
      steps.push_back(step);
      at = step.to;
    }
    return steps;
  }

  AskedVerdict::Step first_step(const OptionSet& at, const Diagram& into) {
    for (std::size_t j = 0; j < layout_.movers.size(); ++j) {
      if (DmId(j) == i_) continue;
      Diagram targets = reachable(DmId(j), at, into);
      if (concept_.answer == Answer::credible) targets &= preferred(DmId(j), at);
      if (targets.never()) continue;
      return {DmId(j), at,
              symbolic::first_states(targets, layout_.model.options.size(), 1).front()};
    }
    throw std::logic_error("judge_asked: a state in a layer from which no move leads down");
  }

  const SolutionConcept& concept_;
  Layout& layout_;
  DmId i_;
  OptionSet s_;
  std::size_t most_;
  std::vector<Diagram> layers_;
};

}  // namespace

std::optional<AskedVerdict> judge_asked(const SolutionConcept& c, const Model& model, DmId i,
                                        const OptionSet& s, std::size_t most,
                                        const SymbolicLimits& limits) {
  if (const std::string why = not_a_cube(model); !why.empty())
    throw std::invalid_argument("judge_asked: " + why);
  if (!model.feasible(s)) throw std::invalid_argument("judge_asked: the state is not feasible");
  if (c.answer != Answer::none && c.answer != Answer::any && c.answer != Answer::credible)
    throw std::invalid_argument("judge_asked: the concept is about simultaneous moves");
  try {
    Layout layout(model, symbolic::close_order(model), {limits.bytes, limits.stop});
    return Asked(c, layout, i, s, most).run();
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return std::nullopt;
}

}  // namespace standoff
