// Which facts are in dispute among the sources.
#pragma once

#include <cstdint>
#include <vector>

#include "standoff/model.hpp"

namespace standoff::report {

struct Disputed {
  /// Evidence (positions in Model::evidence) that another item contradicts.
  std::vector<std::uint32_t> evidence;
  /// Measures (positions in Model::measures) of which sources claim different values.
  std::vector<std::uint32_t> measures;
  std::size_t count() const { return evidence.size() + measures.size(); }
};
Disputed disputed(const Model& model);

}  // namespace standoff::report
