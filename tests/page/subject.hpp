// A dispute laid out and analysed, as figures and exports take it.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "figure/figure.hpp"
#include "standoff/load.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff::tests {

class Analysed {
 public:
  explicit Analysed(std::string_view bytes) : model_(read(bytes)), laid_(lay_out(model_)) {
    REQUIRE(laid_.graph);
    AnalysisRequest request;
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
      request.concepts.push_back(find_concept(key));
    analysis_ = analyse(*laid_.graph, request);
  }
  Analysed(const Analysed&) = delete;
  Analysed& operator=(const Analysed&) = delete;

  const Model& model() const { return model_; }
  const Graph& graph() const { return *laid_.graph; }
  const Analysis& analysis() const { return analysis_; }
  figure::Subject subject() const { return {graph(), analysis_}; }

  StateId state(const std::string& label) const {
    for (std::uint32_t s = 0; s < graph().states(); ++s)
      if (graph().label(StateId(s)) == label) return StateId(s);
    FAIL("no state " << label);
    return {};
  }

 private:
  static Model read(std::string_view bytes) {
    Loaded loaded = load(bytes);
    for (const Problem& p : loaded.problems)
      if (p.severity == Severity::error) FAIL(p.place.line << ": " << p.message);
    return std::move(*loaded.model);
  }

  Model model_;
  LayOut laid_;
  Analysis analysis_;
};

/// A dispute of the catalogue.
inline std::string_view shipped(std::string_view id) {
  const auto found = std::find_if(catalogue().begin(), catalogue().end(),
                                  [&](const CatalogueEntry& e) { return e.id == id; });
  REQUIRE(found != catalogue().end());
  return found->bytes;
}

}  // namespace standoff::tests
