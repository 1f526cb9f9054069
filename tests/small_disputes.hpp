// The smallest disputes that show a behaviour, from a few lines of the language.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "standoff/graph.hpp"
#include "standoff/load.hpp"

namespace standoff::tests {

/// The model of a dispute file without its two head lines; fails the test when it does not load.
inline Model model_from(const std::string& body) {
  Loaded loaded = load("standoff: 1\ntitle: t\n" + body);
  for (const Problem& p : loaded.problems)
    if (p.severity == Severity::error)
      FAIL(p.place.line << ":" << p.place.column << " " << p.message);
  return std::move(*loaded.model);
}

/// A model with its graph; not movable, since the graph refers to the model.
struct Laid {
  explicit Laid(const std::string& body) : model(model_from(body)), laid(lay_out(model)) {
    REQUIRE(laid.graph);
  }
  Laid(const Laid&) = delete;
  Laid& operator=(const Laid&) = delete;

  Model model;
  LayOut laid;
  const Graph& graph = *laid.graph;

  /// The state with these letters or this id.
  StateId state(const std::string& label) const {
    for (std::uint32_t s = 0; s < graph.states(); ++s)
      if (graph.label(StateId(s)) == label) return StateId(s);
    FAIL("no state " << label);
    return {};
  }
  /// Labels of where a decision maker can go, separated by spaces.
  std::string targets(std::uint32_t dm, const std::string& from) const {
    std::string out;
    for (const StateId t : graph.targets(DmId(dm), state(from)))
      out += (out.empty() ? "" : " ") + graph.label(t);
    return out;
  }
};

}  // namespace standoff::tests
