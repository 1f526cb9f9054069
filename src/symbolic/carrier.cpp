// Which way each condition is evaluated, in which space.

#include "symbolic/carrier.hpp"

#include <set>
#include <stdexcept>

#include "model/cube.hpp"
#include "symbolic/evaluate.hpp"
#include "symbolic/order.hpp"
#include "symbolic/region.hpp"
#include "symbolic/thresholds.hpp"

namespace standoff {

using diagram::Diagram;
using symbolic::AnsweredShape;
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
      collect_kinds(t.right(), ranked, answers);
      break;
    case Term::Kind::best:
    case Term::Kind::forced:
      break;
  }
  collect_kinds(t.left(), ranked, answers);
}

// Regions in a space of their own, so that what they were computed in can go.
class Shelf {
 public:
  Shelf(const Layout& layout, const diagram::Limits& limits) {
    std::vector<diagram::Variable> order;
    for (const OptionId o : layout.order())
      order.push_back(static_cast<diagram::Variable>(index(o)));
    space_ = std::make_shared<diagram::Space>(order.size(), limits, order);
  }
  std::unique_ptr<Region> keep(const Diagram& states) const {
    return std::make_unique<symbolic::DiagramRegion>(space_, copy(states, *space_));
  }

 private:
  std::shared_ptr<diagram::Space> space_;
};

// The same condition with others' answers that need not be credible (forced), or with none.
Condition with_any_answers(const AnsweredShape& shape) {
  const Term answers = forced(shape.focal, shape.f);
  return best(shape.mover, shape.ranked_too ? least(rank(shape.ranked), answers) : answers) <=
         rank(shape.ranked);
}
Condition without_answers(const AnsweredShape& shape) {
  return best(shape.mover, shape.ranked_too ? least(rank(shape.ranked), shape.f) : shape.f) <=
         rank(shape.ranked);
}

Diagram where_answered(Layout& layout, Evaluation& evaluation, const AnsweredShape& shape,
                       std::size_t depth, const Progress& progress) {
  // Credible answers are among any answers: who is not deterred by these is not deterred at all.
  const Diagram at_most = evaluation.where(with_any_answers(shape));
  const Diagram at_least = evaluation.where(without_answers(shape));
  const Diagram failing =
      fails(layout, {shape, evaluation.evaluate(shape.f), at_most & ~at_least, depth, progress});
  return at_most & ~failing;
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
  if (answers && !symbolic::answered_shape(condition))
    return "it asks for credible answers otherwise than in best(i, answered(i, f)) <= rank(i)";
  return {};
}

std::unique_ptr<Region> SymbolicCarrier::feasible() {
  try {
    const Layout layout(model_, order_, diagram_limits());
    return Shelf(layout, diagram_limits()).keep(layout.feasible);
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return nullptr;
}

std::vector<std::unique_ptr<Region>> SymbolicCarrier::where(DmId,
                                                            std::span<const Condition> conditions,
                                                            const Progress& progress) {
  std::vector<std::unique_ptr<Region>> regions(conditions.size());
  try {
    Layout layout(model_, order_, diagram_limits());
    Evaluation evaluation(layout);
    const Shelf shelf(layout, diagram_limits());
    for (std::size_t c = 0; c < conditions.size(); ++c) {
      if (!cannot(conditions[c]).empty()) continue;
      try {
        const auto shape = symbolic::answered_shape(conditions[c]);
        regions[c] =
            shelf.keep(shape ? where_answered(layout, evaluation, *shape,
                                              layout.ranks[index(shape->ranked)].size(), progress)
                             : evaluation.where(conditions[c]));
      } catch (const diagram::OutOfMemory&) {
      }
    }
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return regions;
}

}  // namespace standoff
