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

  /// Makes the model's options, levels and states known. Call once, when they are complete. If
  /// there are errors by then, a name that resembles no other may be missing because of them, and
  /// is let pass.
  void add_options_and_states();
  /// Makes a name known that no option here has, as one that never holds; after the options.
  void add_absent(const std::string& name);
  /// Makes an outcome known under `id`; false when the id already means something else (reported).
  bool add_outcome(const std::string& id, const Place& place, const yaml::Node& formula);

  /// Parses a formula where it stands in the file, reporting problems there. `who` names the asker
  /// in messages. A formula that is nothing but letters (YN-Y, one for each option) is that state
  /// or pattern, unless something has that name.
  WrittenFormula parse(const yaml::Node& node, const std::string& who);
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

  WrittenFormula parse(const yaml::Node& node, const std::string& who, std::size_t depth);
  WrittenFormula parse_letters(const yaml::Node& node, const std::string& who);
  Resolved resolve(std::string_view name, std::size_t depth);
  FormulaProblem ambiguous(const std::string& name, const Meaning& meaning) const;
  Resolved unknown(std::string_view name);
  const std::vector<std::string>& spellings();
  std::string foreign_hint(std::string_view name) const;

  const Model& model_;
  ProblemList& problems_;
  std::map<std::string, Meaning, std::less<>> meanings_;
  std::map<std::string, Lazy, std::less<>> outcomes_;
  std::vector<std::string> spellings_;
  std::string names_hint_;  ///< what to say of an unknown name that resembles no other
  bool incomplete_ = false;
  std::size_t total_budget_ = 500'000;  ///< formula parts in the whole file
};

}  // namespace standoff
