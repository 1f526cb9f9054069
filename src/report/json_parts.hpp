// What the JSON answers share: their beginning, moves, counts, and how they become text.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "standoff/coalition.hpp"
#include "standoff/count.hpp"

namespace standoff::report {

using Json = nlohmann::ordered_json;

/// Indented, with a line feed at the end.
std::string text_of(const Json& json);
/// Name and version of this program.
Json tool();
/// The beginning of every answer about a dispute: format, tool, model, options, decision makers.
Json head(std::string_view format, const Model& model);

Json move_json(const Graph& graph, const Move& move);
Json moves_json(const Graph& graph, const std::vector<Move>& moves);
Json ids_json(const Model& model, const Coalition& group);
/// `by`, `from`, `to`, and `way` move by move, null where it is done at once.
Json joint_move_json(const Graph& graph, const JointMove& move);
/// Null where it is not known; a string of digits beyond 2^53.
Json count_json(const std::optional<Count>& count);
/// A number of millionths: a JSON integer where it is whole, an exact decimal text where not.
Json decimal_json(std::int64_t millionths);
/// What stands in a state: `id`, `of`, `unit`, `low`, `high`.
Json measures_json(const Graph& graph, StateId s);
Json label_or_null(const Graph& graph, const std::optional<StateId>& s);

}  // namespace standoff::report
