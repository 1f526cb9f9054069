// Reads formulas. The grammar is in docs/reference/language.md.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "standoff/formula.hpp"

namespace standoff {

/// How deep parentheses, `not` and outcomes defined by way of outcomes may nest.
inline constexpr std::size_t deepest_formula = 200;

/// What is wrong with a formula, by code points from the start of its text.
struct FormulaProblem {
  std::string_view code;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string message;
  std::string hint;
};

/// What a name means, or why it means nothing (`offset` and `length` of the problem are filled in
/// by the parser). `depth` is how deep the name stands: who parses another formula to answer begins
/// there.
using Resolved = std::variant<Formula, FormulaProblem>;
using Resolve = std::function<Resolved(std::string_view name, std::size_t depth)>;

struct ParsedFormula {
  Formula formula;  ///< meaningful only without problems
  std::vector<FormulaProblem> problems;
};

/// Parses `text`; every unknown name is reported, a mistake of grammar ends the parse. `budget` is
/// the number of formula parts that may still be made; it is reduced by those made.
ParsedFormula parse_formula(std::string_view text, const Resolve& resolve, std::size_t& budget,
                            std::size_t depth = 0);

/// Words that the formula language keeps for itself, or that other YAML readers take for something
/// else than text; in any case.
bool is_reserved_word(std::string_view word);

/// True for a letter followed by letters, digits, `_`, and `-` between two of these.
bool is_id_shaped(std::string_view word);

}  // namespace standoff
