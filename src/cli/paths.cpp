// `standoff paths`: where a dispute can go.

#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string from = "status_quo";
  std::string to;
  std::vector<std::string> by;
  bool improvements = false;
  std::size_t limit = 20;
  double time_limit = 0;
};

void run(const Flags& flags, Context& context) {
  const Input input = read_input(context, flags.file);
  const Model model = load_or_fail(input, context);
  const Stopper stopper(context, flags.time_limit);
  const Graph graph = lay_out_or_fail(model, {}, stopper.token());
  report::PathsAnswer answer;
  answer.query.improvements_only = flags.improvements;
  answer.query.stop = stopper.token();
  answer.limit = flags.limit;
  if (!flags.by.empty()) {
    auto& movers = answer.query.movers.emplace();
    for (const std::string& id : flags.by) movers.push_back(choose_dm(model, id));
  }
  const StateId from = choose_state(graph, flags.from);
  if (!flags.to.empty()) answer.to = choose_state(graph, flags.to);
  answer.reach = reach(graph, from, answer.query);
  const bool unreached = answer.to && answer.reach.distance[index(*answer.to)] == Reach::never;
  if (unreached && (flags.improvements || !flags.by.empty()))
    answer.by_any_move =
        reach(graph, from, {.improvements_only = false, .movers = {}, .stop = stopper.token()});
  context.tell([&] { return report::paths_json(graph, answer); },
               [&] { return report::paths(graph, answer, context.style()); });
  if (!answer.reach.complete)
    context.exit = Exit::partial;
  else if (unreached)
    context.exit = Exit::condition_false;
}

}  // namespace

void add_paths(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "paths", "where a dispute can go, the shortest ways, and what blocks a way");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("--from", flags->from, "a state")->capture_default_str();
  verb->add_option("--to", flags->to, "a state; exit 1 when it cannot be reached");
  verb->add_flag("--improvements", flags->improvements, "only moves that pay whoever makes them");
  verb->add_option("--by", flags->by, "only these decision makers move (ids, separated by commas)")
      ->delimiter(',');
  verb->add_option("--limit", flags->limit, "states listed at most")->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
