// Two versions of a dispute in one numbering, and a version in between being put together.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diagram/diagram.hpp"
#include "standoff/model.hpp"

namespace standoff {

/// A dispute of which some options and decision makers may be missing.
struct Draft {
  Model model;  ///< in the common numbering
  std::vector<bool> options;
  std::vector<bool> decision_makers;

  /// The dispute that it makes, numbered as a model is; nothing when a formula speaks of what is
  /// not there, or the status quo breaks a rule.
  std::optional<Model> finished() const;
};

/// Options (states of an explicit graph) and decision makers of both versions, matched by id: those
/// of the first version keep their numbers.
class Common {
 public:
  Common(const Model& before, const Model& after);

  const Draft& before() const { return before_; }
  const Draft& after() const { return after_; }
  /// Both are in option form, or both explicit graphs of the same states.
  bool comparable() const { return comparable_; }

  /// Equal numbers for formulas (in the common numbering) that mean the same.
  std::size_t meaning(const Formula& f);

 private:
  Draft before_, after_;
  bool comparable_ = true;
  std::size_t states_ = 0;
  std::unique_ptr<diagram::Space> space_;
  std::vector<diagram::Diagram> known_;
  std::map<std::vector<bool>, std::size_t> known_sets_;
};

}  // namespace standoff
