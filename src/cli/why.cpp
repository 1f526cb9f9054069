// `standoff why`: the moves behind a verdict.

#include <iostream>
#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string state = "status_quo";
  std::string dm;
  std::string concepts;
  Settings settings;
};

void run(const Flags& flags, Context& context) {
  const Input input = read_input(flags.file);
  const Model model = load_or_fail(input, context);
  const Graph graph = lay_out_or_fail(model);
  const StateId s = choose_state(graph, flags.state);
  // People get the middle view unless they ask; programs get the contract's five.
  const std::string fallback = context.json ? "nash,gmr,smr,seq,sseq" : "seq";
  const auto concepts = choose_concepts(flags.concepts.empty() ? fallback : flags.concepts, model);
  std::vector<report::Asked> verdicts;
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    if (!flags.dm.empty() && choose_dm(model, flags.dm) != DmId(i)) continue;
    for (const SolutionConcept* c : concepts)
      verdicts.push_back({c, DmId(i), judge(*c, graph, DmId(i), s, flags.settings)});
  }
  std::cout << (context.json ? report::why_json(graph, s, verdicts)
                             : report::why(graph, s, verdicts, context.style()));
}

}  // namespace

void add_why(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("why", "why a state is stable for somebody, or is not: the moves");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("--state", flags->state,
                   "letters (YNNY), status_quo, options taken (strike,picket), or an outcome")
      ->capture_default_str();
  verb->add_option("--dm", flags->dm, "one decision maker; everybody when left out");
  verb->add_option(
      "--concept", flags->concepts,
      "keys separated by commas, or all; seq when left out (with --json: nash,gmr,smr,seq,sseq)");
  add_settings(*verb, flags->settings);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
