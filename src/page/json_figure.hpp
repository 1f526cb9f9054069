// Figures as JSON: one for the command line, all of them for the workbench.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "figure/figure.hpp"

namespace standoff::page {

/// {"title", "alt", "svg", "table": {"caption", "columns", "rows"}, "note"}; `note` is empty when
/// nothing is left out.
nlohmann::ordered_json figure_object(const figure::Figure& figure);

/// The answer of `standoff figure --json`, "standoff.figure/1".
std::string figure_json(const Model& model, const figure::Kind& kind, const figure::Figure& figure);

}  // namespace standoff::page
