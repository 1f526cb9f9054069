// The catalogue of solution concepts.

#include <algorithm>

#include "standoff/solution_concept.hpp"

namespace standoff {

#define CONCEPT(name) extern const SolutionConcept name;
#include "stability/catalogue.def"
#undef CONCEPT

const std::vector<const SolutionConcept*>& solution_concepts() {
  static const std::vector<const SolutionConcept*> all{
#define CONCEPT(name) &name,
#include "stability/catalogue.def"
#undef CONCEPT
  };
  return all;
}

const SolutionConcept* find_concept(std::string_view key) {
  const auto& all = solution_concepts();
  const auto it =
      std::find_if(all.begin(), all.end(), [&](const auto* c) { return c->key == key; });
  return it == all.end() ? nullptr : *it;
}

}  // namespace standoff
