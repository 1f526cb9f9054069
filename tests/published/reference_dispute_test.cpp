// The reference dispute as it ships, against numbers computed by brute force from the definitions
// before there was an engine.

#include <doctest/doctest.h>

#include <algorithm>

#include "standoff/analysis.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

const CatalogueEntry& entry() {
  return *std::find_if(catalogue().begin(), catalogue().end(),
                       [](const CatalogueEntry& e) { return e.id == "lithuania-belarus"; });
}

// The dossier numbers states by the sum of option bits, first option lowest.
StateId numbered(const Graph& graph, unsigned id) {
  OptionSet taken;
  for (unsigned k = 0; k < 9; ++k)
    if ((id >> k & 1) != 0) taken.insert(OptionId(k));
  return graph.find(taken).value();
}

struct Solved {
  Model model = load(entry().bytes).model.value();
  LayOut laid = lay_out(model);
  const Graph& graph = *laid.graph;
  Analysis analysis = [this] {
    AnalysisRequest request;
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
      request.concepts.push_back(find_concept(key));
    return analyse(graph, request);
  }();

  bool stable_for_all(unsigned id, std::string_view key) const {
    return analysis.equilibria[*analysis.find(key)]->contains(numbered(graph, id));
  }
  bool stable_for(std::string_view dm, unsigned id, std::string_view key) const {
    for (std::size_t i = 0; i < graph.dms(); ++i)
      if (model.decision_makers[i].id == dm)
        return analysis.stable[*analysis.find(key)][i]->contains(numbered(graph, id));
    return false;
  }
};

}  // namespace

TEST_CASE("the reference dispute has the published numbers of states and equilibria") {
  const Solved solved;
  CHECK(solved.graph.states() == 384);
  const auto count = [&](std::string_view key) {
    return solved.analysis.equilibria[*solved.analysis.find(key)]->count();
  };
  CHECK(count("nash") == 10);
  CHECK(count("gmr") == 132);
  CHECK(count("smr") == 132);
  CHECK(count("seq") == 12);
}

TEST_CASE("at the status quo only the European Union has an improvement") {
  const Solved solved;
  const StateId now = solved.graph.status_quo().value();
  CHECK(now == numbered(solved.graph, 69));
  for (const char* dm : {"belarus", "lithuania", "us"}) CHECK(solved.stable_for(dm, 69, "nash"));
  CHECK_FALSE(solved.stable_for("eu", 69, "nash"));
  CHECK(solved.graph.improvements(DmId(2), now) == std::vector{numbered(solved.graph, 197)});
  for (const char* key : {"nash", "gmr", "smr", "seq"}) CHECK(solved.stable_for_all(197, key));
  CHECK(solved.stable_for_all(69, "gmr"));
  CHECK(solved.stable_for_all(69, "smr"));
  CHECK_FALSE(solved.stable_for_all(69, "seq"));
}

TEST_CASE("the states named in the dossier have their verdicts") {
  const Solved solved;
  CHECK(solved.stable_for_all(457, "nash"));  // in place on 15 December 2025
  CHECK(solved.stable_for_all(16, "nash"));   // ministers talk, vehicles released
  CHECK(solved.stable_for_all(392, "gmr"));   // released without talks
  CHECK(solved.stable_for_all(392, "smr"));
  CHECK_FALSE(solved.stable_for_all(392, "seq"));
  CHECK_FALSE(solved.stable_for_all(392, "nash"));
}

TEST_CASE(
    "from the status quo improvements lead to one other state, and any moves lead everywhere") {
  const Solved solved;
  const Reach gainful = reach(solved.graph, *solved.graph.status_quo(),
                              {.improvements_only = true, .movers = {}, .stop = {}});
  CHECK(gainful.reached().count() == 2);
  CHECK(reach(solved.graph, *solved.graph.status_quo()).reached().count() == 384);
}
