// `standoff concepts` and `standoff cases`: what there is to ask, and to ask it of.

#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"

namespace standoff::cli {

void add_concepts(CLI::App& app, Context& context) {
  CLI::App* verb =
      app.add_subcommand("concepts", "what each kind of stability means, and its source");
  add_json(*verb, context);
  verb->callback([&context] {
    context.tell([&] { return report::concepts_json(); },
                 [&] { return report::concepts(context.style()); });
  });
}

void add_cases(CLI::App& app, Context& context) {
  auto name = std::make_shared<std::string>();
  CLI::App* verb =
      app.add_subcommand("cases", "the catalogue of disputes; with a name, that dispute's file");
  verb->add_option("NAME", *name, "a dispute of the catalogue");
  add_json(*verb, context);
  verb->callback([name, &context] {
    if (name->empty()) {
      context.tell([&] { return report::cases_json(); },
                   [&] { return report::cases(context.style()); });
      return;
    }
    for (const CatalogueEntry& entry : catalogue())
      if (entry.id == *name) {
        context.tell([&] { return to_json(*load(entry.bytes).model); },
                     [&] { return std::string(entry.bytes); });
        return;
      }
    throw Failure(Exit::wrong_usage,
                  "the catalogue has no \"" + *name + "\"; `standoff cases` lists it");
  });
}

}  // namespace standoff::cli
