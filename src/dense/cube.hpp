// The cube of a dispute's options, as the dense carrier lays it out.
//
// A combination is a number: the options in the contract's order, the first one its highest bit.
// Options that nobody owns are set apart: each setting of them is a layer of its own, and within a
// layer everybody's options form blocks of bits in the order of the decision makers. So a layer in
// ascending order is in the contract's order.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "dense/kernels.hpp"
#include "standoff/model.hpp"

namespace standoff::dense {

/// What one decision maker can do with its own options. A setting is a number of `bits` bits, its
/// first option the highest; its class is what it has among the constrained ones: the first of
/// these is bit 0 of the class.
struct Mover {
  struct Constrained {
    OptionId option;
    std::uint32_t bit;  ///< in a setting
    Direction direction;
    const Formula* guard;  ///< null: none; it speaks of others' options only
  };

  std::vector<OptionId> options;
  std::uint32_t bits = 0;
  std::uint32_t low = 0;  ///< place of its lowest bit in a layer
  std::vector<Constrained> constrained;
  bool guarded = false;

  std::size_t settings() const { return std::size_t{1} << bits; }
  std::uint32_t classes() const { return std::uint32_t{1} << constrained.size(); }
  std::uint32_t class_of(std::size_t setting) const {
    std::uint32_t c = 0;
    for (std::size_t t = 0; t < constrained.size(); ++t)
      c |= static_cast<std::uint32_t>(setting >> constrained[t].bit & 1) << t;
    return c;
  }
};

struct Cube {
  explicit Cube(const Model& model);

  const Model* model;
  std::vector<Mover> movers;            ///< by decision maker
  std::vector<OptionId> circumstances;  ///< nobody's options
  std::uint32_t layer_bits = 0;         ///< somebody's options
  std::size_t layers() const { return std::size_t{1} << circumstances.size(); }
};

/// What a mover's classes can reach when the guards in `open` (by constrained option, bit t; those
/// without guard are always open) hold.
struct Reach {
  Reach(const Mover& mover, std::uint32_t open);

  std::vector<Step> steps;                ///< for minima: into takes from
  std::vector<std::uint32_t> from;        ///< by class: those that can reach it, itself included
  std::vector<std::uint32_t> from_begin;  ///< by class, into from; one more
};

/// All settings grouped by class: where they lie.
struct Groups {
  /// `place`: where a setting lies.
  Groups(const Mover& mover, const std::function<std::size_t(std::size_t)>& place);
  /// With the steps of `reach`; both must outlive the result.
  Grouped with(const Reach& reach) const {
    return {settings.data(), begin.data(), static_cast<std::uint32_t>(begin.size() - 1),
            reach.steps.data(), static_cast<std::uint32_t>(reach.steps.size())};
  }

  std::vector<std::size_t> settings;
  std::vector<std::uint32_t> begin;
};

}  // namespace standoff::dense
