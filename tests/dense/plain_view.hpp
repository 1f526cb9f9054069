// What the dense carrier keeps as numbers of bits, worked out the long way: as sets of options, and
// as formulas asked one combination at a time.
#pragma once

#include <cstddef>

#include "dense/view.hpp"
#include "standoff/model.hpp"

namespace standoff::tests {

/// The options taken at a place of a page: the page of that setting in that layer.
OptionSet taken_at(const dense::View& view, std::size_t layer, std::size_t setting,
                   std::size_t place);

/// A decision maker's preference as a number, by its formulas.
std::uint64_t value_of(const dense::Scale& scale, const OptionSet& taken);

/// Whether the mover may go from one combination to the other, which differ in nothing but its own
/// options.
bool may_move(const Model& model, const dense::Mover& mover, const OptionSet& from,
              const OptionSet& to);

/// Setting `setting` of a mover's own options, the others as they were.
OptionSet with_setting(const dense::Mover& mover, OptionSet taken, std::size_t setting);

/// A random dispute that is a cube: 2 to 5 decision makers, so many options at most.
Model random_cube(std::uint64_t seed, int most_options);

/// A cube with everybody's preferences as numbers. Not movable, since these refer to the model.
struct PlainCube {
  explicit PlainCube(Model m);
  PlainCube(const PlainCube&) = delete;
  PlainCube& operator=(const PlainCube&) = delete;

  const Model model;
  const dense::Cube cube;
  std::vector<dense::Scale> scales;
};

}  // namespace standoff::tests
