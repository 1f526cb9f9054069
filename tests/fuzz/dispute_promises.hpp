// What holds for every dispute that loads, whatever its bytes were.
#pragma once

#include "fuzz.hpp"
#include "standoff/graph.hpp"
#include "standoff/load.hpp"

namespace standoff::fuzz {

/// The model can be laid out within limits, and its canonical forms load as the same model.
inline void check_loaded(const Loaded& loaded) {
  bool errors = false;
  for (const Problem& problem : loaded.problems) {
    errors = errors || problem.severity == Severity::error;
    promise(!problem.code.empty(), "every problem has a code");
    promise(!problem.message.empty(), "every problem has a message");
  }
  promise(loaded.model.has_value() != errors, "a model exactly when no problem is an error");
  if (!loaded.model) return;
  const Model& model = *loaded.model;
  const LayOutLimits small{.max_states = 4096, .max_arcs = 1 << 16, .max_steps = 1 << 18};
  const LayOut laid_out = lay_out(model, small);
  promise(laid_out.graph.has_value() == (laid_out.end == LayOutEnd::done),
          "a graph exactly when the layout is done");
  if (laid_out.graph)
    promise(laid_out.graph->dms() == model.decision_makers.size(), "everybody has ranks");
  const std::string json = to_json(model);
  const Loaded again = load(json);
  promise(again.model.has_value(), "canonical JSON loads");
  promise(to_json(*again.model) == json, "canonical JSON loads as the same model");
  const Loaded from_yaml = load(to_yaml(model));
  promise(from_yaml.model.has_value(), "canonical YAML loads");
  promise(to_json(*from_yaml.model) == json, "canonical YAML loads as the same model");
}

}  // namespace standoff::fuzz
