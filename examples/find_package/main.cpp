// Prints the sequentially stable equilibria of a dispute of the catalogue.
#include <iostream>
#include <standoff/analysis.hpp>
#include <standoff/load.hpp>

int main(int argc, char** argv) {
  const std::string_view wanted = argc > 1 ? argv[1] : "prisoners-dilemma";
  for (const auto& entry : standoff::catalogue()) {
    if (entry.id != wanted) continue;
    const auto loaded = standoff::load(entry.bytes);
    const auto laid_out = standoff::lay_out(*loaded.model);
    const auto found =
        standoff::analyse(*laid_out.graph, {.concepts = {standoff::find_concept("seq")}});
    found.equilibria[0]->for_each(
        [&](standoff::StateId s) { std::cout << laid_out.graph->label(s) << "\n"; });
  }
}
