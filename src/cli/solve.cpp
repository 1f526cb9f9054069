// `standoff solve`: the whole answer.

#include <unistd.h>

#include <chrono>
#include <map>
#include <memory>

#include "cli/context.hpp"
#include "cli/progress.hpp"
#include "report/answers.hpp"
#include "report/json.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string concepts = "nash,gmr,smr,seq,sseq";
  std::string engine = "auto";
  unsigned threads = 0;
  std::size_t limit = 4096;
  double time_limit = 0;
  double memory = 0;
  bool stats = false;
  Settings settings;
  std::string leader;
};

// Roughly what the sparse engine holds for one state: its row, and for each decision maker ranks,
// slices and the calculus's arrays.
std::size_t bytes_per_state(const Model& model) { return 48 + model.decision_makers.size() * 64; }

SolveRequest request_from(const Flags& flags, const Model& model) {
  static const std::map<std::string, Engine> engines{
      {"sparse", Engine::sparse}, {"dense", Engine::dense}, {"symbolic", Engine::symbolic}};
  SolveRequest request;
  request.settings = flags.settings;
  if (!flags.leader.empty()) request.settings.leader = choose_dm(model, flags.leader);
  request.concepts = choose_concepts(flags.concepts, model, request.settings);
  if (flags.engine != "auto") request.engine = engines.at(flags.engine);
  request.threads =
      flags.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : flags.threads;
  request.limit = flags.limit;
  if (flags.memory > 0) {
    const double bytes = flags.memory * 1024 * 1024 * 1024;
    request.memory = static_cast<std::uint64_t>(bytes);
    request.listing.max_states =
        static_cast<std::size_t>(bytes / static_cast<double>(bytes_per_state(model)));
    request.listing.max_arcs = static_cast<std::size_t>(bytes / 4);
  } else {
    // What the machine has, less a little for everybody else.
    request.memory = static_cast<std::uint64_t>(sysconf(_SC_PHYS_PAGES)) *
                     static_cast<std::uint64_t>(sysconf(_SC_PAGE_SIZE)) / 10 * 9;
  }
  return request;
}

void run(const Flags& flags, Context& context) {
  const Input input = read_input(context, flags.file);
  const Model model = load_or_fail(input, context);
  const Stopper stopper(context, flags.time_limit);
  const auto started = std::chrono::steady_clock::now();
  SolveRequest request = request_from(flags, model);
  request.stop = stopper.token();
  Progress bar(!context.quiet, context.io.progress);
  request.progress = [&](double share) { bar(share); };
  const Solution solution = solve(model, request);
  bar.done();
  if (flags.stats) {
    const std::chrono::duration<double, std::milli> took =
        std::chrono::steady_clock::now() - started;
    *context.io.err << "engine " << name_of(solution.engine) << ": " << solution.why_engine << "; "
                    << (solution.plan.empty() ? "nothing laid out" : solution.plan) << "; "
                    << request.threads << " thread(s), " << took.count() << " ms\n";
  }
  const bool found = solution.feasible.has_value();
  context.tell([&] { return report::solve_json(model, solution, flags.limit); },
               [&] {
                 return found ? report::solve(model, solution, flags.file, context.style())
                              : std::string();
               });
  if (!solution.refusal.empty()) throw Failure(Exit::partial, solution.refusal);
  if (!found)
    throw Failure(stopper.interrupted() ? Exit::interrupted : Exit::partial,
                  "stopped before anything was found");
  if (!solution.complete) context.exit = Exit::partial;
}

}  // namespace

void add_solve(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("solve", "where it stands, whether it holds, where it can settle");
  verb->add_option("FILE", flags->file,
                   "a dispute: .yaml, .json, .gmcr, - for stdin, or a name from `cases`")
      ->required();
  verb->add_option("--concepts", flags->concepts, "keys separated by commas, or all")
      ->capture_default_str();
  verb->add_option("--engine", flags->engine,
                   "what carries the computation; --stats says which and why")
      ->check(CLI::IsMember({"auto", "sparse", "dense", "symbolic"}))
      ->capture_default_str();
  verb->add_option("--threads", flags->threads, "0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  verb->add_option("--limit", flags->limit, "states listed in JSON at most")->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--memory", flags->memory,
                   "GiB the engine may take; the machine's when left out")
      ->check(CLI::NonNegativeNumber);
  verb->add_flag("--stats", flags->stats, "say on stderr how it was computed");
  add_settings(*verb, flags->settings);
  add_leader(*verb, flags->leader);
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
