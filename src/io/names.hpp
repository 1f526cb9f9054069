// What the names in formulas stand for.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "io/formula_parser.hpp"
#include "io/problems.hpp"
#include "io/yaml.hpp"
#include "standoff/model.hpp"

namespace standoff {

/// The namespace of formulas: options and levels (bare and qualified), states, outcomes and merged
/// states. Outcomes are parsed when first asked for, so they may stand in any order; a cycle among
/// them is a problem.
class Names {
 public:
  Names(const Model& model, ProblemList& problems) : model_(model), problems_(problems) {}

  /// Makes the model's options, levels and states known. Call once, when they are complete.
  void add_options_and_states();
  /// Makes an outcome known under `id`; false when the id already means something else (reported).
  bool add_outcome(const std::string& id, const Place& place, const yaml::Node& formula);

  /// Parses a formula where it stands in the file, reporting problems there. `who` names the asker
  /// in messages. A formula that is nothing but letters (YN-Y, one for each option) is that state
  /// or pattern, unless something has that name.
  WrittenFormula parse(const yaml::Node& node, const std::string& who);
  /// Parses `text` that begins at `offset` in the text of `node`.
  WrittenFormula parse_part(const yaml::Node& node, std::string_view text, std::size_t offset,
                            const std::string& who);
  /// The formula of an outcome, parsed now if it has not been.
  Formula outcome(const std::string& id);

 private:
  enum class Stage : std::uint8_t { unparsed, parsing, done };
  struct Lazy {
    const yaml::Node* node = nullptr;
    Stage stage = Stage::unparsed;
    Formula formula;
  };
  struct Meaning {
    std::vector<Formula> formulas;     ///< several: ambiguous
    std::vector<std::string> spelled;  ///< the unambiguous spelling of each
  };

  Resolved resolve(std::string_view name);
  WrittenFormula parse_letters(const yaml::Node& node, const std::string& who);
  std::vector<std::string> spellings() const;
  std::string foreign_hint(std::string_view name) const;

  const Model& model_;
  ProblemList& problems_;
  std::map<std::string, Meaning, std::less<>> meanings_;
  std::map<std::string, Lazy, std::less<>> outcomes_;
  std::size_t total_budget_ = 500'000;  ///< formula parts in the whole file
};

}  // namespace standoff
