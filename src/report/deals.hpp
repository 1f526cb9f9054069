// What `deals` found, for people and for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/style.hpp"
#include "standoff/analysis.hpp"
#include "standoff/deals.hpp"

namespace standoff::report {

/// Deals, and, where it was asked, where improvements lead alone and together.
struct DealsAnswer {
  Deals deals;
  std::optional<JointPaths> paths;
  std::vector<StateId> lasting;  ///< those of the states on these paths that are Nash for everybody
  bool one_group = false;        ///< one group was asked about
};
std::string deals(const Graph& graph, const DealsAnswer& answer, const Style& style);
std::string deals_json(const Graph& graph, const DealsAnswer& answer);

/// Whether a state holds against groups.
struct HoldsAnswer {
  StateId state{};
  CoalitionSettings settings;
  std::vector<const SolutionConcept*> concepts;
  struct Of {
    Coalition group;
    std::vector<CoalitionVerdict> verdicts;  ///< by concept
  };
  std::vector<Of> groups;
  std::size_t largest = 0;
  bool all_sizes = true;
  bool complete = true;

  /// Stable for every group looked at.
  bool holds(std::size_t concept_) const;
};
std::string holds(const Graph& graph, const HoldsAnswer& answer, const Style& style);
std::string holds_json(const Graph& graph, const HoldsAnswer& answer);

}  // namespace standoff::report
