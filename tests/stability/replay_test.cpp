// The checker of witnesses catches witnesses that lie.

#include "standoff/replay.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "standoff/load.hpp"

using namespace standoff;

namespace {

struct Catalogued {
  explicit Catalogued(std::string_view id)
      : model(load(std::find_if(catalogue().begin(), catalogue().end(),
                                [&](const auto& e) { return e.id == id; })
                       ->bytes)
                  .model.value()),
        laid(lay_out(model)),
        replay(model) {}
  Model model;
  LayOut laid;
  Replay replay;
  const Graph& graph = *laid.graph;
};

}  // namespace

TEST_CASE("every way of tampering with a verdict is noticed") {
  for (const char* id : {"cuban-missile-crisis", "harbour-strike", "elmira", "at-most-once"}) {
    const Catalogued d(id);
    CAPTURE(id);
    int tampered = 0;
    for (const SolutionConcept* c : solution_concepts()) {
      // Lines of play are tampered with in ahead_test.cpp.
      if (!refusal(*c, d.graph).empty() || c->answer == Answer::foreseen) continue;
      CAPTURE(c->key);
      for (std::size_t i = 0; i < d.graph.dms(); ++i)
        for (std::uint32_t s = 0; s < d.graph.states(); ++s) {
          const Verdict honest = judge(*c, d.graph, DmId(i), StateId(s));
          const auto passes = [&](const Verdict& verdict) {
            return d.replay.complaints(*c, d.graph, DmId(i), StateId(s), verdict).empty();
          };
          CHECK(passes(honest));
          Verdict other = honest;
          other.stable = !other.stable;
          CHECK_FALSE(passes(other));
          if (honest.threats.empty()) continue;
          ++tampered;
          other = honest;
          other.threats.pop_back();  // an improvement kept quiet
          CHECK_FALSE(passes(other));
          other = honest;
          other.threats[0].improvement.to = StateId(s);  // a move to where it stands
          CHECK_FALSE(passes(other));
          other = honest;
          if (other.threats[0].sanction) {
            other.threats[0].sanction.reset();  // a sanction denied
            other.stable = false;
            CHECK_FALSE(passes(other));
            other = honest;
            other.threats[0].sanction->clear();  // an answer without moves
            CHECK_FALSE(passes(other));
            other = honest;
            other.threats[0].sanction->front().dm = DmId(i);  // the mover answers itself
            CHECK_FALSE(passes(other));
          } else {
            // an answer invented: somebody else stays where the improvement led
            other.threats[0].sanction = {
                {DmId((i + 1) % d.graph.dms()), honest.threats[0].improvement.to, StateId(s)}};
            other.stable = std::all_of(other.threats.begin(), other.threats.end(),
                                       [](const Threat& t) { return t.sanction.has_value(); });
            CHECK_FALSE(passes(other));
          }
        }
    }
    CHECK(tampered > 0);
  }
}
