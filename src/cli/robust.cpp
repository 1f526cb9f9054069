// `standoff robust`: how far conclusions hold.

#include <cmath>
#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "report/json.hpp"
#include "standoff/variants.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string concepts = "nash,gmr,smr,seq,sseq";
  std::vector<std::string> states;
  std::vector<std::string> outcomes;
  std::vector<std::string> groups;
  std::string orders = "file";
  std::string doubt = "file";
  std::uint64_t samples = 0;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  double time_limit = 0;
};

constexpr std::size_t most_states = std::size_t{1} << 16;

// "file", "all" or "all=0.9"; in millionths.
std::optional<std::uint32_t> doubt_of(const std::string& text) {
  if (text == "file") return std::nullopt;
  if (text == "all") return 500'000;
  std::size_t used = 0;
  double share = -1;
  if (text.starts_with("all=")) {
    try {
      share = std::stod(text.substr(4), &used);
    } catch (const std::exception&) {
    }
  }
  if (used + 4 != text.size() || !(share >= 0 && share <= 1))
    throw Failure(Exit::wrong_usage, "--doubt takes file, all, or all=C with C from 0 to 1");
  return static_cast<std::uint32_t>(std::lround(share * 1e6));
}

RobustRequest::Target outcome_of(const Graph& graph, const std::string& id) {
  for (const Outcome& outcome : graph.model()->outcomes) {
    if (outcome.id != id) continue;
    RobustRequest::Target target{{}, id};
    graph.where(outcome.where.formula).for_each([&](StateId s) { target.states.push_back(s); });
    if (target.states.empty() || target.states.size() > 64)
      throw Failure(Exit::wrong_usage, "the outcome \"" + id + "\" holds in " +
                                           std::to_string(target.states.size()) +
                                           " states; 1 to 64 can be followed");
    return target;
  }
  throw Failure(Exit::wrong_usage, "there is no outcome \"" + id + "\"");
}

std::vector<DmId> group_of(const Model& model, const std::string& ids) {
  std::vector<DmId> group;
  for (std::size_t start = 0; start <= ids.size();) {
    const std::size_t comma = std::min(ids.find(',', start), ids.size());
    group.push_back(choose_dm(model, ids.substr(start, comma - start)));
    start = comma + 1;
  }
  std::sort(group.begin(), group.end());
  group.erase(std::unique(group.begin(), group.end()), group.end());
  if (group.size() < 2) throw Failure(Exit::wrong_usage, "a group has two members or more");
  return group;
}

void run(const Flags& flags, Context& context) {
  const Input input = read_input(context, flags.file);
  report::RobustAnswer answer;
  Model model = load_or_fail(input, context);
  answer.open_orders = flags.orders == "all";
  answer.doubt = doubt_of(flags.doubt);
  answer.blind = context.blind;
  answer.seed = flags.seed;
  if (answer.open_orders) model = with_open_orders(model);
  if (answer.doubt) model = with_doubt(model, *answer.doubt);

  const Stopper stopper(context, flags.time_limit);
  LayOutLimits limits;
  limits.max_states = most_states;
  const Graph graph = lay_out_or_fail(model, limits, stopper.token());
  const std::vector<const SolutionConcept*> concepts = choose_concepts(flags.concepts, model);
  for (const SolutionConcept* c : concepts)
    if (!one_exchange(*c))
      throw Failure(Exit::wrong_usage, "\"" + std::string(c->key) +
                                           "\" cannot be followed through readings; nash, gmr, "
                                           "smr, seq and sseq can");
  RobustRequest request;
  request.concepts = concepts;
  for (const std::string& state : flags.states)
    request.targets.push_back({{choose_state(graph, state)}, ""});
  for (const std::string& outcome : flags.outcomes)
    request.targets.push_back(outcome_of(graph, outcome));
  for (const std::string& group : flags.groups) request.groups.push_back(group_of(model, group));
  if (!request.groups.empty() && !graph.status_quo())
    throw Failure(Exit::wrong_usage, "deals start from the status quo, and the dispute names none");
  if (request.targets.empty() && request.groups.empty()) {
    request = usual_questions(graph, concepts);
    if (request.targets.empty())
      throw Failure(Exit::wrong_usage,
                    "the dispute names neither a status quo nor an outcome of few states; "
                    "name one with --state or --outcome");
    answer.left_out = outcomes_left_out(graph);
  }

  request.samples = flags.samples;
  request.seed = flags.seed;
  request.threads =
      flags.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : flags.threads;
  request.stop = stopper.token();
  Progress bar(!context.quiet, context.io.progress);
  request.progress = [&](double share) { bar(share); };
  answer.found = robust(graph, request);
  bar.done();
  context.tell([&] { return report::robust_json(graph, answer); },
               [&] { return report::robust(graph, answer, context.style()); });
  if (!answer.found.complete) context.exit = Exit::partial;
}

}  // namespace

void add_robust(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "robust", "in how many readings conclusions hold, and which statements they hang on");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("--state", flags->states,
                   "a state to ask about (several times); the status quo, outcomes of few states "
                   "and all deals when nothing is named");
  verb->add_option("--outcome", flags->outcomes,
                   "an outcome: whether some state of it is stable (several times)");
  verb->add_option("--group", flags->groups,
                   "whether these have a deal from the status quo: ids separated by commas "
                   "(several times)");
  verb->add_option("--concepts", flags->concepts, "keys separated by commas")
      ->capture_default_str();
  verb->add_option("--orders", flags->orders,
                   "which orders of statements are open: those of the file, or all")
      ->check(CLI::IsMember({"file", "all"}))
      ->capture_default_str();
  verb->add_option("--doubt", flags->doubt,
                   "which statements are in doubt: those of the file, or all (=C: counting in a "
                   "share C of the readings; 0.5 when left out)")
      ->capture_default_str();
  verb->add_option("--samples", flags->samples,
                   "draw so many readings instead of counting all exactly");
  verb->add_option("--seed", flags->seed, "of the sample")->capture_default_str();
  verb->add_option("--threads", flags->threads, "0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
