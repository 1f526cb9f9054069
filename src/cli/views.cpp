// `standoff views`: misperception.

#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string concept_key = "nash";
  Misperception rule = Misperception::views;
  std::size_t limit = 20;
  double time_limit = 0;
  Settings settings;
};

void run(const Flags& flags, Context& context) {
  const Model model = load_or_fail(read_input(context, flags.file), context);
  const Stopper stopper(context, flags.time_limit);
  HypergameRequest asked;
  asked.concept_ = choose_concepts(flags.concept_key, model).front();
  asked.settings = flags.settings;
  asked.rule = flags.rule;
  asked.stop = stopper.token();
  auto game = hypergame(model, asked);
  if (!game)
    throw Failure(stopper.interrupted() ? Exit::interrupted : Exit::partial,
                  "stopped, or too many situations to list, before anything was known");
  report::ViewsAnswer answer{asked.concept_, asked.rule, std::move(*game), {}, flags.limit};
  for (std::size_t i = 0; i < answer.game.sights.size(); ++i)
    answer.disappointments.push_back(disappointments(answer.game, DmId(i), asked));
  context.tell([&] { return report::views_json(answer); },
               [&] { return report::views(answer, context.style()); });
}

}  // namespace

void add_views(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "views", "what each decision maker expects as it sees the dispute, and what surprises it");
  verb->add_option("FILE", flags->file, "a dispute with views")->required();
  verb->add_option("--concept", flags->concept_key, "how far people look ahead")
      ->capture_default_str();
  const std::map<std::string, Misperception> rules{{"views", Misperception::views},
                                                   {"moves-only", Misperception::moves_only}};
  verb->add_option("--rule", flags->rule,
                   "views: each judges by its own game (default); moves-only: the older tool's "
                   "rule, where unseen situations are not moved to or from")
      ->transform(CLI::CheckedTransformer(rules).description("views|moves-only"));
  verb->add_option("--limit", flags->limit, "situations named at most")->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit, "seconds; then no answer (exit 5)")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--stage", context.stage, "a stage of the dispute, by id");
  add_settings(*verb, flags->settings);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
