// Formulas over options (or, in the explicit graph, over states): the one language for rules,
// guards, outcomes and wants.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "standoff/option_set.hpp"

namespace standoff {

/// A formula as a tree of plain values. Outcome names are already replaced by what they stand for.
struct Formula {
  enum class Kind : std::uint8_t {
    constant,     ///< `value`
    option,       ///< option number `atom` is taken
    state,        ///< the state is number `atom` of the explicit graph
    negation,     ///< not parts[0]
    conjunction,  ///< all parts
    disjunction,  ///< some part
    parity,       ///< exclusive or: an odd number of parts
    implication,  ///< parts[0] implies parts[1]
    equivalence,  ///< parts[0] iff parts[1]
    count,        ///< at least `low` and at most `high` of the parts
  };

  Kind kind = Kind::constant;
  bool value = true;
  std::uint32_t atom = 0;
  std::uint32_t low = 0;
  std::uint32_t high = 0;
  std::vector<Formula> parts;

  static Formula constant(bool value);
  static Formula option(OptionId o);
  static Formula state(std::uint32_t number);
  static Formula negation(Formula f);
  static Formula of(Kind kind, std::vector<Formula> parts);
  static Formula count(std::uint32_t low, std::uint32_t high, std::vector<Formula> parts);

  bool operator==(const Formula&) const = default;
};

/// Truth where only some options are decided.
enum class Truth : std::uint8_t { no, yes, open };

/// True when `f` holds in the state that takes exactly the options `taken`. `f` must not mention
/// states.
bool holds(const Formula& f, const OptionSet& taken);

/// True when `f` holds in state number `state` of an explicit graph. `f` must not mention options.
bool holds_in_state(const Formula& f, std::uint32_t state);

/// What is known of `f` when only the options in `decided` are settled, as in `taken`. Sound, not
/// complete: `open` may be returned for a formula that is in fact settled (Kleene's strong
/// three-valued reading).
Truth known(const Formula& f, const OptionSet& taken, const OptionSet& decided);

/// The options a formula mentions.
OptionSet options_of(const Formula& f);

/// Number of nodes; what the limit of 10,000 parts counts.
std::size_t size_of(const Formula& f);

}  // namespace standoff
