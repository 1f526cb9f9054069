// A dispute in the author's own words: who, which options, which states, which moves.
#pragma once

#include <string>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff::report {

class Words {
 public:
  /// `graph` must come from a model and outlive this.
  explicit Words(const Graph& graph);

  const Graph& graph() const { return graph_; }

  /// As the author wrote it, for the beginning of a sentence.
  std::string name(DmId dm) const { return model_.dm(dm).name; }
  /// Inside a sentence: "the United States" where the name begins with "The".
  std::string called(DmId dm) const;
  std::string name(OptionId o) const { return model_.option(o).name; }

  /// What a move is, as an infinitive: "let the trucks leave and ask for talks"; "move to
  /// \"truce\"" in the explicit graph.
  std::string doing(const Move& move) const;
  /// What its own part of a change is, as an infinitive; empty when it changes nothing. Option form
  /// only.
  std::string share(DmId dm, StateId from, StateId to) const;
  /// "Belarus could let the trucks leave", to begin a sentence with.
  std::string could(const Move& move) const { return name(move.dm) + " could " + doing(move); }
  /// The same inside a sentence.
  std::string then_could(const Move& move) const {
    return called(move.dm) + " could " + doing(move);
  }

  /// A state in short: its letters or id, and its name where it has one: "YNNY (settled)". Of
  /// several outcomes the most particular one, which holds in the fewest states, is the name.
  std::string state(StateId s) const;
  /// The outcomes and merged states that name this state alone or that it belongs to.
  std::vector<std::string> outcomes(StateId s) const;
  /// What one decision maker does in a state: names of the options taken, of a ladder the highest
  /// level; empty when nothing.
  std::vector<std::string> taken_by(DmId dm, StateId s) const;
  /// Options nobody controls that are taken.
  std::vector<std::string> circumstances(StateId s) const;

 private:
  std::vector<std::string> highest(const OptionSet& taken,
                                   const std::vector<OptionId>& among) const;
  std::vector<std::string> changes(const OptionSet& from, const OptionSet& to) const;

  std::string name(StateId s) const;

  const Graph& graph_;
  const Model& model_;
  std::vector<StateSet> outcome_states_;  // by outcome
};

}  // namespace standoff::report
