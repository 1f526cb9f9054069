// What `solve` costs, engine by engine, against merely streaming through memory in the same run.
//
// Names are <engine>/<dispute>/<concepts>, disputes are families (src/io/family.hpp):
//
//   stream/...             the yardstick: a[i] = max(a[i], b[i]), in memory and in cache
//   cores/...              two such passes at once against one alone: is a second core free?
//   dense/...              20 to 28 options and 3, 4, 5 decision makers; then shapes that are hard
//   sparse/...             16 and 20 options
//   symbolic/...           60, 100 and 200 options
//   auto/<catalogue name>  a dispute that people made, from bytes to the answer
//   threads/<dispute>/<concepts>/<threads>   one thread and two
//
// Counters: cpu, seconds of processor time; `ns`, nanoseconds of it for one state and decision
// maker; `streams`, the same in passes of the yardstick, taken just before; `bytes`, peak memory
// for one state; `states`, what these two count: all combinations of options for dense, the
// feasible ones for sparse. Symbolic looks at no states one by one and has only cpu and `mib`.
//
// bench/table.py runs it and prints the table of docs/performance.md. By hand:
//   cmake --preset bench && cmake --build build/bench --target standoff_scenarios
//   build/bench/bench/standoff_scenarios --benchmark_filter=n20

#include <benchmark/benchmark.h>

#include <sstream>
#include <stdexcept>

#include "io/family.hpp"
#include "machine.hpp"
#include "standoff/load.hpp"
#include "standoff/solve.hpp"
#include "stream.hpp"

namespace standoff::bench {
namespace {

struct Scenario {
  Engine engine;
  std::string dispute;
  std::string concepts;  // a key, several joined by +, or "all"
  unsigned threads = 1;
};

std::vector<const SolutionConcept*> concepts_of(const std::string& keys) {
  std::istringstream in(keys == "all" ? "nash+gmr+smr+seq+sseq" : keys);
  std::vector<const SolutionConcept*> chosen;
  for (std::string key; std::getline(in, key, '+');) {
    chosen.push_back(find_concept(key));
    if (chosen.back() == nullptr) throw std::invalid_argument("there is no concept " + key);
  }
  return chosen;
}

// The states an engine looks at; nothing where it looks at none.
std::optional<double> states_seen(const Solution& found, const Model& model) {
  if (found.engine == Engine::dense)
    return static_cast<double>(std::uint64_t{1} << model.options.size());
  if (found.engine == Engine::sparse && found.feasible && found.feasible->fits_word())
    return static_cast<double>(found.feasible->word());
  return std::nullopt;
}

// What keeps an answer from being measured; empty when nothing does.
std::string fault(const Solution& found, const Scenario& scenario) {
  if (!found.refusal.empty()) return found.refusal;
  if (!found.complete) return "the answer is partial";
  if (found.engine != scenario.engine)
    return "answered by another engine: " + std::string(name_of(found.engine));
  return {};
}

void run(benchmark::State& state, const Scenario& scenario) {
  const Model model = load(dispute_of(family_of(scenario.dispute))).model.value();
  SolveRequest request;
  request.concepts = concepts_of(scenario.concepts);
  request.engine = scenario.engine;
  request.threads = scenario.threads;
  const double stream = stream_nanoseconds(in_memory);
  const PeakMemory memory;
  const double before = cpu_seconds();
  std::optional<double> states;
  for (auto _ : state) {
    const Solution found = solve(model, request);
    if (const std::string why = fault(found, scenario); !why.empty()) {
      state.SkipWithError(why.c_str());
      return;
    }
    states = states_seen(found, model);
  }
  const double cpu = (cpu_seconds() - before) / static_cast<double>(state.iterations());
  const auto peak = memory.bytes();
  state.counters["cpu"] = cpu;
  if (peak) state.counters["mib"] = static_cast<double>(*peak) / (1 << 20);
  if (!states) return;
  const double ns = cpu * 1e9 / *states / static_cast<double>(model.decision_makers.size());
  state.counters["states"] = *states;
  state.counters["ns"] = ns;
  state.counters["streams"] = ns / stream;
  if (peak) state.counters["bytes"] = static_cast<double>(*peak) / *states;
}

// A whole use of the library: bytes, model, answer.
void run_catalogue(benchmark::State& state, std::string_view bytes) {
  SolveRequest request;
  request.concepts = concepts_of("all");
  const double before = cpu_seconds();
  for (auto _ : state) {
    const Loaded loaded = load(bytes);
    benchmark::DoNotOptimize(solve(*loaded.model, request).complete);
  }
  state.counters["cpu"] = (cpu_seconds() - before) / static_cast<double>(state.iterations());
}

std::vector<Scenario> scenarios() {
  std::vector<Scenario> all;
  const auto add = [&](Engine engine, const std::string& dispute,
                       std::initializer_list<const char*> concepts) {
    for (const char* keys : concepts) all.push_back({engine, dispute, keys});
  };
  for (const char* dispute : {"d3-n20", "d3-n24", "d3-n26", "d3-n28", "d4-n28", "d5-n28"})
    add(Engine::dense, dispute, {"nash", "gmr", "smr", "seq", "sseq", "all"});
  for (const char* part : {"big70", "payoffs", "m40", "l6", "g2"})
    add(Engine::dense, std::string("d3-n24-") + part, {"nash", "gmr", "smr", "seq", "sseq", "all"});
  for (const char* dispute : {"d3-n16", "d3-n20"}) add(Engine::sparse, dispute, {"all"});
  for (const char* dispute : {"d3-n60-r10", "d4-n100-r10", "d4-n100-m20-r10", "d4-n200-r10"})
    add(Engine::symbolic, dispute, {"nash+gmr+smr"});
  add(Engine::symbolic, "d3-n60-r10", {"seq"});
  return all;
}

void add_all() {
  const auto add = [](const std::string& name, const auto& work) {
    return benchmark::RegisterBenchmark(name.c_str(), work)
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
  };
  for (const auto& [where, numbers] : {std::pair{"memory", in_memory}, {"cache", in_cache}}) {
    add(std::string("stream/") + where, [n = numbers](benchmark::State& state) {
      for (auto _ : state) state.counters["ns"] = stream_nanoseconds(n);
    })->Iterations(1);
    add(std::string("cores/") + where, [n = numbers](benchmark::State& state) {
      for (auto _ : state) state.counters["two_over_one"] = two_over_one(n);
    })->Iterations(1);
  }
  for (const Scenario& s : scenarios())
    add(std::string(name_of(s.engine)) + "/" + s.dispute + "/" + s.concepts,
        [s](benchmark::State& state) { run(state, s); });
  for (const CatalogueEntry& entry : catalogue())
    if (entry.id == "lithuania-belarus")
      add("auto/" + std::string(entry.id) + "/all",
          [bytes = entry.bytes](benchmark::State& state) { run_catalogue(state, bytes); });
  for (const char* keys : {"gmr", "seq", "all"})
    for (const unsigned threads : {1U, 2U}) {
      const Scenario s{Engine::dense, "d3-n26", keys, threads};
      add("threads/" + s.dispute + "/" + s.concepts + "/" + std::to_string(threads),
          [s](benchmark::State& state) { run(state, s); });
    }
}

}  // namespace
}  // namespace standoff::bench

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  for (const auto& [key, value] : standoff::bench::machine())
    benchmark::AddCustomContext(key, value);
  standoff::bench::add_all();
  benchmark::RunSpecifiedBenchmarks();
}
