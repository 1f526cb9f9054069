// `standoff why`: the moves behind a verdict.

#include <algorithm>
#include <memory>

#include "cli/context.hpp"
#include "report/json.hpp"
#include "standoff/ask.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string state = "status_quo";
  std::string dm;
  std::string concepts;
  std::size_t limit = 64;
  double time_limit = 0;
  Settings settings;
  std::string leader;
};

// States are listed as long as that is soon done.
constexpr std::size_t most_listed = std::size_t{1} << 18;

std::vector<DmId> asked_about(const Flags& flags, const Model& model) {
  if (!flags.dm.empty()) return {choose_dm(model, flags.dm)};
  std::vector<DmId> all;
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i) all.push_back(DmId(i));
  return all;
}

void tell(const Graph& graph, StateId s, const std::vector<report::Asked>& verdicts,
          const Context& context) {
  context.tell([&] { return report::why_json(graph, s, verdicts); },
               [&] { return report::why(graph, s, verdicts, context.style()); });
}

report::Asked judged(const SolutionConcept& c, const Graph& graph, DmId i, StateId s,
                     const Settings& settings) {
  try {
    report::Asked asked{&c, i, judge(c, graph, i, s, settings)};
    asked.settings = settings;
    // What is stable, and not strongly, is weakly so.
    Settings strong = settings;
    strong.strength = Strength::strong;
    if (asked.verdict.stable && !asked.verdict.threats.empty() && graph.has_strength(i) &&
        settings.strength == Strength::general && refusal(c, graph, strong).empty())
      asked.strongly = stable(c, graph, i, s, strong);
    return asked;
  } catch (const std::length_error&) {
    throw Failure(Exit::partial,
                  "what is expected at this state has not settled within 512 moves "
                  "ahead; ask for \"limited\" with a --horizon");
  }
}

void run(const Flags& flags, Context& context) {
  const Input input = read_input(context, flags.file);
  const Model model = load_or_fail(input, context);
  const Stopper stopper(context, flags.time_limit);
  // People get the middle view unless they ask; programs get the contract's five.
  const std::string fallback = context.wants_json() ? "nash,gmr,smr,seq,sseq" : "seq";
  Settings settings = flags.settings;
  if (!flags.leader.empty()) settings.leader = choose_dm(model, flags.leader);
  const auto concepts =
      choose_concepts(flags.concepts.empty() ? fallback : flags.concepts, model, settings);
  const std::vector<DmId> dms = asked_about(flags, model);
  std::vector<report::Asked> verdicts;

  const bool unlisted =
      askable(model, concepts) &&
      std::all_of(concepts.begin(), concepts.end(), [&](const SolutionConcept* c) {
        return beyond_calculus(*c, model, settings).empty();
      });
  LayOutLimits limits;
  if (unlisted) limits.max_states = most_listed;
  LayOut laid = lay_out(model, limits, stopper.token());
  if (!laid.graph && unlisted && laid.end != LayOutEnd::cancelled) {
    const auto found = ask(model, {.state = choose_options(model, flags.state),
                                   .dms = dms,
                                   .concepts = concepts,
                                   .most = flags.limit,
                                   .stop = stopper.token()});
    if (!found)
      throw Failure(stopper.interrupted() ? Exit::interrupted : Exit::partial,
                    "stopped, or out of memory, before the verdicts were known");
    for (const AskAnswer::Judged& one : found->verdicts)
      verdicts.push_back({one.concept_, one.dm, one.verdict, one.improvements});
    return tell(found->part, found->state, verdicts, context);
  }
  if (!laid.graph) laid.graph = lay_out_or_fail(model, {}, stopper.token());
  const StateId s = choose_state(*laid.graph, flags.state);
  for (const DmId i : dms)
    for (const SolutionConcept* c : concepts)
      verdicts.push_back(judged(*c, *laid.graph, i, s, settings));
  tell(*laid.graph, s, verdicts, context);
}

}  // namespace

void add_why(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("why", "why a state is stable for somebody, or is not: the moves");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("--state", flags->state,
                   "letters (YNNY), status_quo, options taken (strike,picket), or an outcome")
      ->capture_default_str();
  verb->add_option("--dm", flags->dm, "one decision maker; everybody when left out");
  verb->add_option(
      "--concept", flags->concepts,
      "keys separated by commas, or all; seq when left out (with --json: nash,gmr,smr,seq,sseq)");
  verb->add_option("--limit", flags->limit,
                   "improvements told at most, where there are too many states to list")
      ->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit, "seconds; then no answer (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_settings(*verb, flags->settings);
  add_leader(*verb, flags->leader);
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
