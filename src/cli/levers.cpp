// `standoff levers`: what would have to change.

#include "report/levers.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string target;
  std::string concept_ = "seq";
  std::string dm;
  std::string write;
  std::vector<std::string> edits;
  std::vector<std::string> prices;
  std::uint32_t depth = 2;
  std::size_t limit = 12;
  std::size_t plan = 1;
  double time_limit = 0;
  bool breaks = false;
  bool reached = false;
  bool every = false;
  bool all = false;
  bool orders = false;
};

constexpr const char* every_edit = "swap,move,drop,negate,add,remove,one-way,rule,concept";

EditKind choose_edit(const std::string& name) {
  for (std::size_t k = 0; k < edit_kinds; ++k)
    if (name_of(EditKind(k)) == name) return EditKind(k);
  throw Failure(Exit::wrong_usage, "there is no edit \"" + name + "\"; there are: " + every_edit);
}

std::array<std::uint32_t, edit_kinds> prices_of(const Flags& flags) {
  std::array<std::uint32_t, edit_kinds> price = LeversRequest{}.price;
  if (!flags.edits.empty()) {
    price.fill(0);
    for (const std::string& name : flags.edits)
      price[static_cast<std::size_t>(choose_edit(name))] = 1;
  }
  for (const std::string& text : flags.prices) {
    const std::size_t equals = text.find('=');
    const std::string number = equals == std::string::npos ? "" : text.substr(equals + 1);
    const bool good = !number.empty() && number.size() <= 3 &&
                      number.find_first_not_of("0123456789") == std::string::npos;
    if (!good)
      throw Failure(Exit::wrong_usage,
                    "a price is written EDIT=NUMBER, as in negate=2; not \"" + text + "\"");
    price[static_cast<std::size_t>(choose_edit(text.substr(0, equals)))] =
        static_cast<std::uint32_t>(std::stoul(number));
  }
  return price;
}

const SolutionConcept* choose_view(const Flags& flags, const Model& model) {
  const auto chosen = choose_concepts(flags.concept_, model);
  if (chosen.size() != 1 || !leverable(*chosen[0]))
    throw Failure(Exit::wrong_usage, "levers are sought under one of nash, gmr, smr, seq, sseq");
  return chosen[0];
}

void tell_orders(const Flags& flags, const Graph& graph, Context& context,
                 const std::stop_token& stop) {
  const Model& model = *graph.model();
  report::OrdersTold told{choose_state(graph, flags.target), choose_view(flags, model), {}};
  for (std::uint32_t i = 0; i < graph.dms(); ++i)
    if (flags.dm.empty() || choose_dm(model, flags.dm) == DmId(i))
      told.of.emplace_back(DmId(i), orders(graph, {told.state, DmId(i), told.concept_, stop}));
  context.tell([&] { return report::orders_json(graph, told); },
               [&] { return report::orders(graph, told, context.style()); });
  if (stop.stop_requested()) context.exit = Exit::partial;
}

void write_plan(const Flags& flags, const LeversAnswer& answer, const Context& context) {
  if (flags.plan > answer.plans.size() || answer.plans[flags.plan - 1].edited == nullptr)
    throw Failure(Exit::wrong_usage, "there is no plan " + std::to_string(flags.plan) +
                                         " to write; " + std::to_string(answer.plans.size()) +
                                         " were told");
  write_file(context, flags.write, to_yaml(answer.plans[flags.plan - 1].edited->model), true);
}

// What is asked about: an outcome by its id, or a state.
void choose_target(const Flags& flags, const Graph& graph, report::LeversTold& told,
                   LeverGoal& goal) {
  const Model& model = *graph.model();
  for (const Outcome& outcome : model.outcomes)
    if (outcome.id == flags.target && graph.where(outcome.where.formula).count() != 1) {
      told.outcome = outcome.id;
      goal.target = outcome.where.formula;
      return;
    }
  told.state = choose_state(graph, flags.target);
  if (graph.has_options())
    goal.target = graph.members(*told.state);
  else
    goal.target = static_cast<std::uint32_t>(index(*told.state));
}

void run(const Flags& flags, Context& context) {
  const Input input = read_input(context, flags.file);
  const Model model = load_or_fail(input, context);
  const Stopper stopper(context, flags.time_limit);
  const Graph graph = lay_out_or_fail(model, {}, stopper.token());
  if (flags.orders) return tell_orders(flags, graph, context, stopper.token());

  LeversRequest request;
  report::LeversTold told{request, {}, {}, {}, {}};
  choose_target(flags, graph, told, request.goal);
  request.goal.broken = flags.breaks;
  request.goal.reachable = flags.reached;
  request.goal.every = flags.every;
  request.concept_ = choose_view(flags, model);
  request.price = prices_of(flags);
  request.depth = flags.depth;
  request.all = flags.all;
  request.limit = std::max(flags.limit, flags.write.empty() ? 0 : flags.plan);
  request.stop = stopper.token();
  Progress bar(!context.quiet, context.io.progress);
  request.progress = [&](double share) { bar(share); };
  try {
    told.answer = levers(model, request);
  } catch (const std::invalid_argument& error) {
    throw Failure(Exit::wrong_usage, error.what());
  } catch (const std::length_error& error) {
    throw Failure(Exit::partial, error.what());
  }
  const bool any_list = told.answer.without_statements.size() < model.decision_makers.size();
  if (told.state && any_list && !flags.breaks && !flags.reached && told.answer.complete)
    told.reordering =
        reorder(graph, {.state = *told.state, .concept_ = request.concept_, .stop = request.stop});
  bar.done();
  context.tell([&] { return report::levers_json(graph, told); },
               [&] { return report::levers(graph, told, context.style()); });
  if (!flags.write.empty() && told.answer.count > 0) write_plan(flags, told.answer, context);
  if (!told.answer.complete)
    context.exit = Exit::partial;
  else if (told.answer.count == 0)
    context.exit = Exit::condition_false;
}

}  // namespace

void add_levers(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "levers", "the smallest changes that make a state stable for all, or break it");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("TARGET", flags->target,
                   "a state (letters, status_quo, options taken), or an outcome: some state of it")
      ->required();
  verb->add_option("--concept", flags->concept_,
                   "how everybody looks ahead: nash, gmr, smr, seq or sseq")
      ->capture_default_str();
  verb->add_flag("--break", flags->breaks, "the opposite: no state of it may be stable for all");
  verb->add_flag("--reached", flags->reached,
                 "it must also be reached from the status quo by improvements");
  verb->add_flag("--every", flags->every, "of an outcome, every state and not only some");
  verb->add_option("--depth", flags->depth, "plans up to this price")
      ->check(CLI::Range(0, 12))
      ->capture_default_str();
  verb->add_option("--edits", flags->edits,
                   "kinds of edits that may be used, of " + std::string(every_edit) +
                       "; all but concept when left out")
      ->delimiter(',');
  verb->add_option("--price", flags->prices,
                   "what a kind of edit costs, EDIT=NUMBER; 1 when left out, 0 forbids it")
      ->delimiter(',');
  verb->add_flag("--all", flags->all,
                 "also dearer plans up to --depth, without a part that would do alone");
  verb->add_option("--limit", flags->limit, "plans told at most")->capture_default_str();
  verb->add_option("--write", flags->write, "write the dispute after the plan into this file");
  verb->add_option("--plan", flags->plan, "which plan --write writes")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  verb->add_flag("--orders", flags->orders,
                 "instead: which orders of the states make the state stable for somebody");
  verb->add_option("--dm", flags->dm, "with --orders: for whom; everybody when left out");
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
