// `standoff check`: every problem of a file, its evidence, its assumptions.

#include <algorithm>
#include <memory>

#include "cli/sources.hpp"
#include "report/json.hpp"
#include "report/problems.hpp"

namespace standoff::cli {
namespace {

void run(const std::string& file, const std::string& sources, Context& context) {
  const Input input = read_input(context, file);
  const Loaded loaded = load(input.bytes);
  report::Checked checked;
  if (loaded && !sources.empty()) {
    checked.with_sources = true;
    checked.anchors = verify_evidence(*loaded.model, read_source_texts(context, sources));
  }
  context.tell(
      [&] {
        return report::check_json(loaded.problems, loaded ? &*loaded.model : nullptr, checked);
      },
      [&] {
        const std::string problems =
            report::describe(loaded.problems, input.name, input.bytes, context.style());
        if (loaded)
          return problems + report::check(*loaded.model, checked, input.name, context.style());
        const auto errors =
            std::count_if(loaded.problems.begin(), loaded.problems.end(),
                          [](const Problem& p) { return p.severity == Severity::error; });
        return problems + std::to_string(errors) +
               " problem(s); the file cannot be used until they are mended\n";
      });
  if (!loaded) {
    context.exit = Exit::invalid_dispute;
    return;
  }
  for (std::size_t k = 0; k < checked.anchors.size(); ++k) {
    const Evidence& item = loaded.model->evidence[k];
    const bool promised = item.at || item.quote;
    if (checked.anchors[k].anchor == Anchor::missing ||
        (promised && checked.anchors[k].anchor == Anchor::unchecked))
      context.exit = Exit::evidence_unverified;
  }
}

}  // namespace

void add_check(CLI::App& app, Context& context) {
  struct Flags {
    std::string file, sources;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("check", "every problem of a file at once; evidence; assumptions");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option(
      "--sources", flags->sources,
      "a folder with the source texts: verifies every selector (exit 4 when one fails)");
  add_json(*verb, context);
  verb->callback([flags, &context] { run(flags->file, flags->sources, context); });
}

}  // namespace standoff::cli
