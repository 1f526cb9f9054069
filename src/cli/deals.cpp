// `standoff deals`: what groups can do together.

#include "report/deals.hpp"

#include <algorithm>
#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::vector<std::string> group;
  std::string state = "status_quo";
  std::size_t max_size = 0;
  bool idle = false;
  bool reach = false;
  bool stability = false;
  std::string concepts;
  std::size_t limit = 64;
  double time_limit = 0;
  std::optional<JointMoves> joint_moves;
  CoalitionSettings settings;
};

std::optional<Coalition> chosen_group(const Flags& flags, const Model& model) {
  if (flags.group.empty()) return std::nullopt;
  Coalition group;
  for (const std::string& id : flags.group) group.push_back(choose_dm(model, id));
  std::sort(group.begin(), group.end());
  if (std::adjacent_find(group.begin(), group.end()) != group.end())
    throw Failure(Exit::wrong_usage, "a decision maker is named twice");
  return group;
}

bool nash_for_all(const Graph& graph, StateId s) {
  for (std::size_t i = 0; i < graph.dms(); ++i)
    if (!graph.improvements(DmId(i), s).empty()) return false;
  return true;
}

// States are listed as long as that is soon done.
constexpr std::size_t most_listed = std::size_t{1} << 16;

DealsRequest request_for(const Flags& flags, std::optional<Coalition> group, const Stopper& stopper,
                         Progress& progress) {
  if (group && group->size() < 2)
    throw Failure(Exit::wrong_usage, "a deal takes two decision makers or more");
  DealsRequest request{.state = {},
                       .group = std::move(group),
                       .max_size = flags.max_size,
                       .idle_members = flags.idle,
                       .limit = flags.limit,
                       .settings = flags.settings,
                       .stop = stopper.token(),
                       .progress = [&](double share) { progress(share); }};
  request.settings.joint_moves = flags.joint_moves.value_or(JointMoves::either);
  return request;
}

void tell(const Graph& graph, const report::DealsAnswer& answer, Context& context) {
  context.tell([&] { return report::deals_json(graph, answer); },
               [&] { return report::deals(graph, answer, context.style()); });
  const Deals& found = answer.deals;
  if (!found.complete || (answer.paths && !answer.paths->complete))
    context.exit = Exit::partial;
  else if (answer.one_group && (found.groups.empty() || found.groups.front().deals.empty()))
    context.exit = Exit::condition_false;
}

void look_for_deals(const Flags& flags, const Graph& graph, const std::optional<Coalition>& group,
                    const Stopper& stopper, Context& context) {
  Progress progress(!context.quiet, context.io.progress);
  DealsRequest request = request_for(flags, group, stopper, progress);
  request.state = choose_state(graph, flags.state);
  report::DealsAnswer answer{deals(graph, request), std::nullopt, {}, group.has_value()};
  if (flags.reach) {
    answer.paths =
        joint_paths(graph, request.state, flags.max_size, request.settings, stopper.token());
    answer.paths->reached.for_each([&](StateId t) {
      if (nash_for_all(graph, t)) answer.lasting.push_back(t);
    });
  }
  progress.done();
  tell(graph, answer, context);
}

// True when it could be answered so.
bool look_without_listing(const Flags& flags, const Model& model,
                          const std::optional<Coalition>& group, const Stopper& stopper,
                          Context& context) {
  if (flags.stability || flags.reach) return false;
  Progress progress(!context.quiet, context.io.progress);
  const DealsRequest request = request_for(flags, group, stopper, progress);
  if (!must_be_listed(model, request).empty()) return false;
  const UnlistedDeals found = deals_unlisted(model, choose_options(model, flags.state), request);
  progress.done();
  tell(found.part, {found.deals, std::nullopt, {}, group.has_value()}, context);
  return true;
}

void judge_state(const Flags& flags, const Graph& graph, StateId s,
                 const std::optional<Coalition>& group, const Stopper& stopper, Context& context) {
  report::HoldsAnswer answer;
  answer.state = s;
  answer.settings = flags.settings;
  answer.settings.joint_moves = flags.joint_moves.value_or(JointMoves::sequence);
  answer.concepts =
      choose_concepts(flags.concepts.empty() ? "nash,gmr,smr,seq" : flags.concepts, *graph.model());
  for (const SolutionConcept* c : answer.concepts)
    if (!one_exchange(*c))
      throw Failure(Exit::wrong_usage, "\"" + std::string(c->key) + "\" is not defined for groups");
  constexpr std::size_t most_groups = 256;
  std::size_t size = flags.max_size == 0 ? graph.dms() : std::min(flags.max_size, graph.dms());
  if (flags.max_size == 0)
    while (size > 2 && coalitions(graph.dms(), 1, size, most_groups + 1).size() > most_groups)
      --size;
  answer.largest = size;
  answer.all_sizes = size == graph.dms();
  std::vector<Coalition> groups = coalitions(graph.dms(), 1, size);
  if (group) {
    groups = {*group};
    answer.all_sizes = true;
  }
  Progress progress(!context.quiet, context.io.progress);
  for (std::size_t k = 0; k < groups.size(); ++k) {
    progress(static_cast<double>(k) / static_cast<double>(groups.size()));
    report::HoldsAnswer::Of of{groups[k], {}};
    for (const SolutionConcept* c : answer.concepts)
      of.verdicts.push_back(judge(*c, graph, groups[k], s, answer.settings, stopper.token()));
    if (stopper.token().stop_requested()) {
      answer.complete = false;
      break;
    }
    answer.groups.push_back(std::move(of));
  }
  progress.done();
  context.tell([&] { return report::holds_json(graph, answer); },
               [&] { return report::holds(graph, answer, context.style()); });
  bool holds = true;
  for (std::size_t c = 0; c < answer.concepts.size(); ++c) holds = holds && answer.holds(c);
  if (!answer.complete)
    context.exit = Exit::partial;
  else if (!holds)
    context.exit = Exit::condition_false;
}

void run(const Flags& flags, Context& context) {
  const Input input = read_input(context, flags.file);
  const Model model = load_or_fail(input, context);
  const Stopper stopper(context, flags.time_limit);
  const std::optional<Coalition> group = chosen_group(flags, model);
  LayOut laid = lay_out(model, {.max_states = most_listed}, stopper.token());
  if (!laid.graph && laid.end != LayOutEnd::cancelled &&
      look_without_listing(flags, model, group, stopper, context))
    return;
  if (!laid.graph) laid.graph = lay_out_or_fail(model, {}, stopper.token());
  if (flags.stability)
    judge_state(flags, *laid.graph, choose_state(*laid.graph, flags.state), group, stopper,
                context);
  else
    look_for_deals(flags, *laid.graph, group, stopper, context);
}

void add_flags(CLI::App& verb, Flags& flags) {
  const std::map<std::string, JointMoves> joint_moves{{"sequence", JointMoves::sequence},
                                                      {"simultaneous", JointMoves::simultaneous},
                                                      {"either", JointMoves::either}};
  const std::map<std::string, JointGain> gains{{"everyone", JointGain::everyone},
                                               {"pareto", JointGain::pareto}};
  const std::map<std::string, JointAnswers> answers{{"individuals", JointAnswers::individuals},
                                                    {"groups", JointAnswers::groups}};
  const std::map<std::string, Sanction> sanctions{{"not-better", Sanction::not_better},
                                                  {"worse", Sanction::worse}};
  const std::map<std::string, bool> yes_no{{"yes", true}, {"no", false}};
  const std::string group = "Contested points of the definitions (docs/reference/settings.md)";
  verb.add_option_function<JointMoves>(
          "--joint-moves", [&flags](const JointMoves& how) { flags.joint_moves = how; },
          "a group acts in sequence, simultaneous, or either way (default; with --stability: "
          "sequence)")
      ->transform(CLI::CheckedTransformer(joint_moves).description("sequence|simultaneous|either"))
      ->group(group);
  verb.add_option("--gain", flags.settings.gain,
                  "a group gains when everyone does (default), or pareto: none loses, one gains")
      ->transform(CLI::CheckedTransformer(gains).description("everyone|pareto"))
      ->group(group);
  verb.add_option("--answers", flags.settings.answers,
                  "credible answers are steps of individuals (default) or of groups of outsiders")
      ->transform(CLI::CheckedTransformer(answers).description("individuals|groups"))
      ->group(group);
  verb.add_option("--sanction", flags.settings.sanction,
                  "an answer deters where some member ends not-better (default) or worse")
      ->transform(CLI::CheckedTransformer(sanctions).description("not-better|worse"))
      ->group(group);
  verb.add_option("--origin-is-sanction", flags.settings.origin_is_sanction,
                  "being put back where one started deters: yes (default) or no")
      ->transform(CLI::CheckedTransformer(yes_no).description("yes|no"))
      ->group(group);
}

}  // namespace

void add_deals(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "deals", "what groups can do together that pays each of them, and whether it would last");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("DM", flags->group,
                   "one group: ids of its members (exit 1 when it has no deal); every group when "
                   "left out");
  verb->add_option("--state", flags->state, "from where")->capture_default_str();
  verb->add_option("--max-size", flags->max_size,
                   "members of a group at most; as many as give 256 groups when left out")
      ->check(CLI::PositiveNumber);
  verb->add_flag("--idle", flags->idle, "also changes in which somebody in the group does nothing");
  verb->add_flag("--reach", flags->reach,
                 "also where improvements lead, alone and together, one after the other");
  verb->add_flag("--stability", flags->stability,
                 "instead: whether the state holds against every group (exit 1 when it does not)");
  verb->add_option("--concepts", flags->concepts,
                   "with --stability: keys separated by commas (nash,gmr,smr,seq)");
  verb->add_option("--limit", flags->limit, "deals looked into for each group, at most")
      ->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_flags(*verb, *flags);
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
