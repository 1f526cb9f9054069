// `standoff show`: what a dispute consists of.

#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"

namespace standoff::cli {

void add_show(CLI::App& app, Context& context) {
  struct Flags {
    std::string file;
    report::ShowRequest request;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("show", "options, preferences, rules, and the option table of the states");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_flag("--states", flags->request.states,
                 "the table of all states, with everybody's ranks");
  verb->add_flag("--moves", flags->request.moves, "who can go where");
  verb->add_option("--limit", flags->request.limit, "states listed at most")->capture_default_str();
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] {
    const Input input = read_input(context, flags->file);
    const Model model = load_or_fail(input, context);
    LayOut laid = lay_out(model);
    if (laid.end == LayOutEnd::too_many_states && model.merges.empty()) {
      // What the dispute consists of can be told all the same.
      flags->request.part = true;
      laid.graph = lay_out_part(
          model, model.status_quo ? std::vector{*model.status_quo} : std::vector<OptionSet>{});
    }
    if (!laid.graph) laid.graph = lay_out_or_fail(model);
    context.tell([&] { return report::show_json(*laid.graph, flags->request); },
                 [&] { return report::show(*laid.graph, flags->request, context.style()); });
  });
}

}  // namespace standoff::cli
