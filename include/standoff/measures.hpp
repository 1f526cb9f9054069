// What a state costs whom, and who can talk there.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "standoff/model.hpp"

namespace standoff {

/// A measure that stands in a state.
struct Stands {
  std::uint32_t measure = 0;  ///< position in Model::measures
  /// Its value, multiplied by that of the measure it is `per`; bounds that do not fit are cut to
  /// the largest number there is.
  Range value;
};

/// The measures that stand in the state taking `taken`, in the file's order. A measure that is
/// `per` another stands only where that one does. Option form.
std::vector<Stands> standing(const Model& model, const OptionSet& taken);
/// The same in a state of an explicit graph.
std::vector<Stands> standing(const Model& model, std::uint32_t state);

/// What a quantity per day comes to over so many days; cut as above.
Range over_days(const Range& per_day, std::int64_t days);

/// The days from one date to another, both counted; nothing unless both are days (2025-11-26) and
/// the second is not before the first.
std::optional<std::int64_t> days_between(std::string_view from, std::string_view until);

/// Channels (positions in Model::channels) that are open in a state, in the file's order.
std::vector<std::uint32_t> open_channels(const Model& model, const OptionSet& taken);
/// The same in a state of an explicit graph.
std::vector<std::uint32_t> open_channels(const Model& model, std::uint32_t state);

}  // namespace standoff
