// What the readers of a file's sections share: the model as far as it is read, what is wrong with
// it, and the ids met so far.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/fields.hpp"
#include "io/names.hpp"
#include "io/problems.hpp"
#include "io/scrutiny.hpp"
#include "io/yaml.hpp"
#include "standoff/model.hpp"

namespace standoff {

/// The ids of one namespace and what they number.
class Ids {
 public:
  /// Notes that an id means number `position`; false, and a problem, when it is taken.
  bool add(const std::string& id, std::size_t position, const Place& place,
           const std::string& where, ProblemList& problems);
  std::optional<std::uint32_t> find(std::string_view id) const;
  /// In the file's order.
  const std::vector<std::string>& all() const { return all_; }

 private:
  struct Entry {
    std::uint32_t position;
    std::uint32_t line;
  };
  std::map<std::string, Entry, std::less<>> entries_;
  std::vector<std::string> all_;
};

/// A guard waits until every name is known.
struct Guard {
  const yaml::Node* when;
  std::string of;                 ///< the option or ladder, for messages
  std::vector<OptionId> options;  ///< several: the levels of a ladder that share it
};

struct Reading {
  explicit Reading(ProblemList before) : problems(std::move(before)) {}
  Reading(const Reading&) = delete;  // the names refer to the model
  Reading& operator=(const Reading&) = delete;

  ProblemList problems;
  Model model;
  Places places;
  Names names{model, problems};
  Ids decision_makers, sources, evidence, states;
  std::vector<const yaml::Node*> dm_nodes;  ///< as Model::decision_makers
  std::vector<Guard> guards;
  std::string stage;                ///< which stage's questions are read; empty: the file's own
  std::vector<std::string> absent;  ///< names that other variants of this dispute give an option
  std::size_t variants = 0;  ///< stages and views read so far, and how large their trees were
  std::size_t varied_values = 0;

  /// The evidence a mapping names under `key`.
  Because because(const Fields& f, std::string_view key = "because");
  /// The number of a state of the explicit graph; a problem when there is none.
  std::optional<std::uint32_t> state(const yaml::Node& id);
};

/// How a mapping is called in messages: `option "strike"`, or "an option" while it has no id.
std::string called(std::string_view what, const yaml::Node& node);

}  // namespace standoff
