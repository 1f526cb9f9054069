// `standoff timeline` and `standoff score`: a dispute through its stages, and how that compares
// with what came about.

#include "standoff/timeline.hpp"

#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "report/json.hpp"
#include "standoff/variants.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string resting = "seq";
  std::string from;
  bool no_record = false;
  bool any_gain = false;
  bool deals = false;
  double time_limit = 0;
  Settings settings;
};

// The stage the file speaks of; the first one when none is marked.
std::size_t present(const Model& model) {
  for (std::size_t k = 0; k < model.stages.size(); ++k)
    if (model.stages[k].now) return k;
  return 0;
}

TimelineRequest request(const Flags& flags, const Model& model, const Stopper& stopper,
                        Progress& progress) {
  TimelineRequest asked;
  asked.resting = choose_concepts(flags.resting, model).front();
  asked.settings = flags.settings;
  asked.any_gain = flags.any_gain;
  asked.stop = stopper.token();
  asked.progress = [&progress](double share) { progress(share); };
  return asked;
}

void run_timeline(const Flags& flags, Context& context) {
  const Model model = load_or_fail(read_input(context, flags.file), context);
  const Stopper stopper(context, flags.time_limit);
  Progress progress(!context.quiet, context.io.progress);
  TimelineRequest asked = request(flags, model, stopper, progress);
  asked.recorded = !flags.no_record;
  if (!flags.from.empty()) asked.first = choose_stage(model, flags.from);
  asked.deals = flags.deals;
  const report::TimelineAnswer answer{asked.resting, timeline(model, asked), flags.deals};
  progress.done();
  context.tell([&] { return report::timeline_json(model, answer); },
               [&] { return report::timeline(model, answer, context.style()); });
  if (!answer.run.complete) context.exit = Exit::partial;
}

std::size_t statements(const Model& model) {
  std::size_t n = 0;
  for (const DecisionMaker& dm : model.decision_makers)
    if (const auto* list = std::get_if<Statements>(&dm.preference)) n += list->list.size();
  for (const Stage& stage : model.stages)
    if (!stage.now) n += statements(*stage.model);
  return n;
}

void run_score(const Flags& flags, Context& context) {
  const Model model = load_or_fail(read_input(context, flags.file), context);
  if (model.questions.empty())
    throw Failure(Exit::wrong_usage, "the file asks no questions; see `questions` in the language");
  const Stopper stopper(context, flags.time_limit);
  Progress progress(!context.quiet, context.io.progress);
  const Model blind = without_hindsight(model);
  report::ScoreAnswer answer;
  for (const bool deals : {false, true})
    for (const Model* profile : {&model, &blind}) {
      TimelineRequest asked = request(flags, *profile, stopper, progress);
      asked.first = present(*profile);
      asked.recorded = !flags.no_record;
      asked.deals = deals;
      const Timeline run = timeline(*profile, asked);
      answer.resting = asked.resting;
      answer.complete = answer.complete && run.complete;
      answer.profiles.push_back({profile == &model ? "full" : "blind", deals,
                                 statements(model) - statements(*profile),
                                 answers(*profile, run, !flags.no_record)});
    }
  progress.done();
  context.tell([&] { return report::score_json(model, answer); },
               [&] { return report::score(model, answer, context.style()); });
  if (!answer.complete) context.exit = Exit::partial;
}

CLI::App* add_verb(CLI::App& app, Context& context, const std::shared_ptr<Flags>& flags,
                   const std::string& name, const std::string& what) {
  CLI::App* verb = app.add_subcommand(name, what);
  verb->add_option("FILE", flags->file, "a dispute with stages")->required();
  verb->add_option("--concept", flags->resting,
                   "how far people look ahead: a dispute rests where all are stable under this")
      ->capture_default_str();
  verb->add_flag("--any-gain", flags->any_gain,
                 "follow every gain that nothing deters, not only those that gain the most");
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_settings(*verb, flags->settings);
  add_json(*verb, context);
  return verb;
}

}  // namespace

void add_timeline(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      add_verb(app, context, flags, "timeline", "the dispute through its stages, and what is due");
  verb->add_option("--from", flags->from, "the stage to begin with; the first when left out");
  verb->add_flag("--deals", flags->deals, "follow deals between two or more, too");
  verb->add_flag("--no-record", flags->no_record,
                 "do not begin a stage where the file says that it stood");
  verb->callback([flags, &context] { run_timeline(*flags, context); });
}

void add_score(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = add_verb(app, context, flags, "score",
                            "the model's answers to dated questions, beside what came about");
  verb->add_flag("--no-record", flags->no_record,
                 "let later stages begin only where the model leads, not where they stood");
  verb->callback([flags, &context] { run_score(*flags, context); });
}

}  // namespace standoff::cli
