// The checks that need the dispute's states: is there one, is the status quo one, does every
// statement matter?
#pragma once

#include <utility>
#include <vector>

#include "io/problems.hpp"
#include "standoff/model.hpp"

namespace standoff {

/// Where the parts of a model stand in the file, for problems found after reading.
struct Places {
  std::vector<Place> rules;   ///< as Model::rules
  std::vector<Place> merges;  ///< as Model::merges
  std::vector<std::vector<Place>>
      preferences;             ///< by decision maker: its statements, tiers or weights
  std::vector<Place> options;  ///< as Model::options
  std::vector<std::pair<OptionId, Place>> guards;
  Place status_quo;
};

/// Adds what is wrong or idle. The search for feasible combinations is bounded: what it does not
/// settle is not a problem. `patience`: the share of the usual work that may be spent.
void scrutinise(const Model& model, const Places& places, ProblemList& problems,
                double patience = 1);

}  // namespace standoff
