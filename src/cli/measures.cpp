// `standoff measures`: what outcomes cost whom, and who can talk to whom.

#include <algorithm>
#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"

namespace standoff::cli {
namespace {

// Where it stands, and the outcomes that are one state.
std::vector<StateId> worth_telling(const Graph& graph) {
  std::vector<StateId> states;
  const auto add = [&](StateId s) {
    if (std::find(states.begin(), states.end(), s) == states.end()) states.push_back(s);
  };
  if (graph.status_quo()) add(*graph.status_quo());
  for (const Outcome& outcome : graph.model()->outcomes) {
    const StateSet where = graph.where(outcome.where.formula);
    if (where.count() == 1) where.for_each(add);
  }
  return states;
}

}  // namespace

void add_measures(CLI::App& app, Context& context) {
  struct Flags {
    std::string file;
    std::vector<std::string> states;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "measures", "what situations cost whom, which moves change it, and who can talk to whom");
  verb->add_option("FILE", flags->file, "a dispute with measures")->required();
  verb->add_option("--state", flags->states,
                   "a situation; several times for more. Where it stands and the outcomes that are "
                   "one situation, when left out");
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] {
    const Model model = load_or_fail(read_input(context, flags->file), context);
    const Graph graph = lay_out_or_fail(model);
    std::vector<StateId> states;
    for (const std::string& state : flags->states) states.push_back(choose_state(graph, state));
    if (states.empty()) states = worth_telling(graph);
    context.tell([&] { return report::measures_json(graph, states); },
                 [&] { return report::measures(graph, states, context.style()); });
  });
}

}  // namespace standoff::cli
