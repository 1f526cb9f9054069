// The changes between two versions, and how to make one of them alone.
#pragma once

#include <functional>
#include <vector>

#include "analysis/draft.hpp"
#include "standoff/diff.hpp"

namespace standoff {

struct DraftEdit {
  Change change;
  /// Makes it to the first version; empty where no conclusion depends on it, or where it cannot be
  /// made alone.
  std::function<void(Draft&)> make;
};

/// In the order in which they are told. `common` is of the same two versions.
std::vector<DraftEdit> changes_between(const Model& before, const Model& after, Common& common);

}  // namespace standoff
