// Strong indices into a model and a graph: a state can never be passed where a decision maker
// belongs.
#pragma once

#include <cstddef>
#include <cstdint>

namespace standoff {

enum class DmId : std::uint32_t {};  ///< position in Model::decision_makers
enum class OptionId : std::uint32_t {
};  ///< position in Model::options, which is also the contract's order
enum class StateId : std::uint32_t {};  ///< position in the contract's order of states

/// The plain index behind any of the ids above.
template <typename Id>
constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

}  // namespace standoff
