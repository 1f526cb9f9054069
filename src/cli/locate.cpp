// `standoff locate`: the selector of a phrase, to paste into a dispute.

#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"
#include "text/unicode.hpp"

namespace standoff::cli {

void add_locate(CLI::App& app, Context& context) {
  struct Flags {
    std::string phrase, source;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand("locate", "print the selector of a phrase in a source text");
  verb->add_option("PHRASE", flags->phrase,
                   "as you type it; other quotes, dashes, spacing and accents are found")
      ->required();
  verb->add_option("--source", flags->source, "the source text")->required();
  add_json(*verb, context);
  verb->callback([flags, &context] {
    const std::string text =
        flags->source == "-" ? read_input(context, "-").bytes : read_file(context, flags->source);
    if (text::first_invalid_utf8(text))
      throw Failure(Exit::evidence_unverified, flags->source + " is not UTF-8 text");
    const std::vector<Located> places = locate(flags->phrase, text);
    const bool found = !places.empty() && places.front().similarity == 1.0;
    context.tell([&] { return report::located_json(places); },
                 [&] { return report::located(places, flags->source, context.style()); });
    if (!found) {
      context.exit = Exit::condition_false;
      if (!context.json)
        *context.io.err << (places.empty() ? "not found in "
                                           : "not found word for word; the nearest passage in ")
                        << flags->source << "\n";
    }
  });
}

}  // namespace standoff::cli
