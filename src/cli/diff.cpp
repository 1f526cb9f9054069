// `standoff diff`: two versions of a dispute.

#include "report/diff.hpp"

#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string before, after;
  std::string concepts = "nash,gmr,smr,seq";
  double time_limit = 0;
};

void run(const Flags& flags, Context& context) {
  if (flags.before == "-" && flags.after == "-")
    throw Failure(Exit::wrong_usage, "only one of the two can come from stdin");
  const Model before = load_or_fail(read_input(context, flags.before), context);
  const Model after = load_or_fail(read_input(context, flags.after), context);
  const Stopper stopper(context, flags.time_limit);
  DiffRequest request;
  request.concepts = choose_concepts(flags.concepts, before);
  for (const SolutionConcept* c : request.concepts)
    if (const auto why = refusal(*c, after); !why.empty())
      throw Failure(Exit::wrong_usage, "\"" + std::string(c->key) + "\" cannot be asked of " +
                                           flags.after + ": " + std::string(why));
  request.stop = stopper.token();
  Progress progress(!context.quiet, context.io.progress);
  request.progress = [&](double share) { progress(share); };
  const report::DiffAnswer answer{before, after, flags.before, flags.after,
                                  diff(before, after, request)};
  progress.done();
  context.tell([&] { return report::diff_json(answer); },
               [&] { return report::diff(answer, context.style()); });
  if (!answer.difference.complete)
    context.exit = Exit::partial;
  else if (!answer.difference.conclusions.empty())
    context.exit = Exit::condition_false;
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "diff", "what changed between two versions, and which conclusions did (exit 1 when any)");
  verb->add_option("A", flags->before, "a dispute")->required();
  verb->add_option("B", flags->after, "a later version of it")->required();
  verb->add_option("--concepts", flags->concepts, "keys separated by commas, or all")
      ->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
