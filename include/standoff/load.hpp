// From bytes to a model, or to everything that is wrong with them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "standoff/model.hpp"
#include "standoff/problem.hpp"

namespace standoff {

/// A model, or problems, or a model with warnings.
struct Loaded {
  std::optional<Model> model;     ///< present exactly when no problem is an error
  std::vector<Problem> problems;  ///< by place
  explicit operator bool() const { return model.has_value(); }
};

/// Reads a dispute: YAML or JSON in the language of docs/reference/language.md, or the older tool's
/// .gmcr format, told apart by content. Reports all problems at once; never throws on any bytes;
/// time and memory are bounded by the limits of the language page. Checks that need the feasible
/// combinations (is there one? does each statement matter?) are made as far as a bounded search
/// goes.
Loaded load(std::string_view bytes);

/// A dispute that travels inside the library, by the last part of its path without ending
/// ("lithuania-belarus").
struct CatalogueEntry {
  std::string_view id;
  std::string_view path;  ///< "disputes/news/2025/lithuania-belarus.yaml"
  std::string_view bytes;
};
const std::vector<CatalogueEntry>& catalogue();

/// The JSON Schema (draft-07) of dispute files.
std::string_view dispute_schema();

/// The dispute in the same language, as canonical JSON: every default left out, ladders and all
/// kept, keys in the order of the reference page. Loading it gives the same model (apart from
/// `sha256` and line numbers).
std::string to_json(const Model& model);
/// The same as YAML.
std::string to_yaml(const Model& model);

/// The dispute as a .gmcr file. What the format cannot say is reported in `lost`, one clause each,
/// and when something that changes the analysis cannot be said (`explicit` moves, merged states,
/// guards) nothing is returned.
std::optional<std::string> to_gmcr(const Model& model, std::vector<std::string>& lost);

}  // namespace standoff
