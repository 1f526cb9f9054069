// The same dispute read otherwise.
#pragma once

#include <cstdint>

#include "standoff/model.hpp"

namespace standoff {

/// Without the statements that use what was known only later (Statement::hindsight), in its stages
/// and viewpoints as well.
Model without_hindsight(const Model& model);

/// The statements of every list in any order: each list is one group.
Model with_open_orders(const Model& model);

/// Every statement doubtful: those that are not so already get this confidence, in
/// millionths.
Model with_doubt(const Model& model, std::uint32_t confidence);

}  // namespace standoff
