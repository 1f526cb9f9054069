// The answers of the verbs as JSON; the forms are in docs/reference/json.md. Same input, same
// bytes.
#pragma once

#include <string>
#include <vector>

#include "report/answers.hpp"
#include "standoff/problem.hpp"

namespace standoff::report {

std::string solve_json(const Model& model, const Solution& solution, std::size_t limit);
std::string why_json(const Graph& graph, StateId s, const std::vector<Asked>& verdicts);
std::string paths_json(const Graph& graph, const PathsAnswer& answer);
std::string robust_json(const Graph& graph, const RobustAnswer& answer);
std::string show_json(const Graph& graph, const ShowRequest& request);
/// `model` is null when there are errors.
std::string check_json(const std::vector<Problem>& problems, const Model* model,
                       const Checked& checked);
std::string timeline_json(const Model& model, const TimelineAnswer& answer);
std::string score_json(const Model& model, const ScoreAnswer& answer);
std::string views_json(const ViewsAnswer& answer);
std::string measures_json(const Graph& graph, const std::vector<StateId>& states);
std::string concepts_json();
std::string cases_json();
std::string located_json(const std::vector<Located>& places);
std::string version_json();

}  // namespace standoff::report
