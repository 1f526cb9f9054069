// `standoff solve`: the whole answer.

#include <chrono>
#include <iostream>
#include <memory>

#include "cli/context.hpp"
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
};

// Roughly what the sparse engine holds for one state: its row, and for each decision maker ranks,
// slices and the calculus's arrays.
std::size_t bytes_per_state(const Model& model) { return 48 + model.decision_makers.size() * 64; }

void run(const Flags& flags, Context& context) {
  const Input input = read_input(flags.file);
  const Model model = load_or_fail(input, context);
  const Stopper stopper(flags.time_limit);
  const auto started = std::chrono::steady_clock::now();
  const auto milliseconds = [&] {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started)
        .count();
  };

  LayOutLimits limits;
  if (flags.memory > 0) {
    const double bytes = flags.memory * 1024 * 1024 * 1024;
    limits.max_states =
        static_cast<std::size_t>(bytes / static_cast<double>(bytes_per_state(model)));
    limits.max_arcs = static_cast<std::size_t>(bytes / 4);
  }
  const report::SolveJson how{.engine = "sparse", .limit = flags.limit};
  LayOut laid = lay_out(model, limits, stopper.token());
  const double laid_after = milliseconds();
  if (!laid.graph) {
    if (context.json)
      std::cout << report::solve_json_unknown(model, choose_concepts(flags.concepts, nullptr), how);
    if (laid.end == LayOutEnd::cancelled)
      throw Failure(stopper.interrupted() ? Exit::interrupted : Exit::partial,
                    "stopped before the states were laid out");
    const double needed = static_cast<double>(bytes_per_state(model)) *
                          static_cast<double>(limits.max_states) / (1 << 30);
    throw Failure(Exit::partial,
                  laid.end == LayOutEnd::too_many_arcs
                      ? "too many moves between states to list one by one; raise --memory"
                      : "more than " + std::to_string(limits.max_states) +
                            " feasible states, which would take more than " +
                            std::to_string(needed).substr(0, 4) +
                            " GiB; raise --memory, add rules, or fix options that are settled");
  }
  const Graph& graph = *laid.graph;
  AnalysisRequest request;
  request.concepts = choose_concepts(flags.concepts, &graph);
  request.settings = flags.settings;
  request.threads =
      flags.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : flags.threads;
  request.stop = stopper.token();
  const Analysis analysis = analyse(graph, request);
  if (flags.stats)
    std::cerr << "engine sparse (the only one in this version), " << graph.states() << " states, "
              << (graph.transitive() ? "transitive moves" : "last mover tracked") << ", "
              << request.threads << " thread(s), laid out in " << laid_after << " ms, analysed in "
              << milliseconds() - laid_after << " ms\n";
  std::cout << (context.json ? report::solve_json(graph, analysis, how)
                             : report::solve(graph, analysis, flags.file, context.style()));
  if (!analysis.complete) context.exit = Exit::partial;
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
  verb->add_option("--engine", flags->engine, "auto or sparse; dense and symbolic come later")
      ->check(CLI::Validator(
          [](std::string& engine) -> std::string {
            if (engine == "auto" || engine == "sparse") return {};
            if (engine == "dense" || engine == "symbolic")
              return "the " + engine + " engine is not yet in this version; use auto or sparse";
            return "auto or sparse is expected, found " + engine;
          },
          "auto|sparse"));
  verb->add_option("--threads", flags->threads, "0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  verb->add_option("--limit", flags->limit, "states listed in JSON at most")->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the answer is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  verb->add_option("--memory", flags->memory, "GiB the engine may take")
      ->check(CLI::NonNegativeNumber);
  verb->add_flag("--stats", flags->stats, "say on stderr how it was computed");
  add_settings(*verb, flags->settings);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
