// Which way each condition is evaluated, in which space.

#include "symbolic/carrier.hpp"

#include <set>
#include <stdexcept>

#include "model/cube.hpp"
#include "symbolic/credible.hpp"
#include "symbolic/evaluate.hpp"
#include "symbolic/order.hpp"
#include "symbolic/region.hpp"

namespace standoff {

using diagram::Diagram;
using symbolic::Evaluation;
using symbolic::Layout;

namespace {

void collect_kinds(const Term& t, std::set<DmId>& ranked, bool& answers) {
  switch (t.kind()) {
    case Term::Kind::rank:
      ranked.insert(t.dm());
      return;
    case Term::Kind::answered:
      answers = true;
      break;
    case Term::Kind::least:
    case Term::Kind::most:
      collect_kinds(t.right(), ranked, answers);
      break;
    case Term::Kind::best:
    case Term::Kind::forced:
      break;
  }
  collect_kinds(t.left(), ranked, answers);
}

// In a space of its own, in the layout's order, so that what it was computed in can go.
std::unique_ptr<Region> kept(const Layout& layout, const Diagram& states,
                             const diagram::Limits& limits) {
  return std::make_unique<symbolic::DiagramRegion>(states, layout.space.order(), limits);
}

}  // namespace

SymbolicCarrier::SymbolicCarrier(const Model& model, SymbolicLimits limits)
    : model_(model), limits_(std::move(limits)) {
  if (const std::string why = not_a_cube(model); !why.empty())
    throw std::invalid_argument("SymbolicCarrier: " + why);
  order_ = symbolic::close_order(model);
}

std::string SymbolicCarrier::cannot(const Condition& condition) {
  std::set<DmId> ranked;
  bool answers = false;
  collect_kinds(condition.left, ranked, answers);
  collect_kinds(condition.right, ranked, answers);
  if (ranked.size() > 1) return "it compares the ranks of different decision makers";
  if (answers && !symbolic::credible_shape(condition))
    return "it asks for credible answers otherwise than in best(i, answered(i, f)) <= rank(i)";
  return {};
}

std::unique_ptr<Region> SymbolicCarrier::feasible() {
  try {
    const Layout layout(model_, order_, diagram_limits());
    return kept(layout, layout.feasible, diagram_limits());
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return nullptr;
}

std::vector<std::unique_ptr<Region>> SymbolicCarrier::where(DmId,
                                                            std::span<const Condition> conditions,
                                                            const Progress& progress) {
  std::vector<std::unique_ptr<Region>> regions(conditions.size());
  std::vector<std::size_t> plain, credible;
  for (std::size_t c = 0; c < conditions.size(); ++c)
    if (cannot(conditions[c]).empty())
      (symbolic::credible_shape(conditions[c]) ? credible : plain).push_back(c);
  const double share = credible.empty() ? 0 : 1 / static_cast<double>(credible.size());
  double done = 0;
  try {
    Layout layout(model_, order_, diagram_limits());
    Evaluation evaluation(layout);
    const auto find = [&](std::size_t c) {
      const Condition& condition = conditions[c];
      const auto shape = symbolic::credible_shape(condition);
      if (!shape) return evaluation.where(condition);
      const Progress part = [&](double of_it) {
        if (progress) progress(done + share * of_it);
      };
      return symbolic::where(layout, *shape, evaluation.evaluate(shape->f), part);
    };
    // Those without credible answers first, in the common order: they are done before the search
    // for a better order begins, and can be met with other decision makers' at no cost.
    for (const auto* group : {&plain, &credible})
      for (const std::size_t c : *group) {
        try {
          const Diagram states = find(c);
          regions[c] = kept(layout, states, diagram_limits());
        } catch (const diagram::OutOfMemory&) {
        }
        if (group == &credible) done += share;
      }
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return regions;
}

}  // namespace standoff
