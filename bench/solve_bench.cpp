// What solving costs against merely looking at every state once, in one run on one machine.
//
// pass/<options>: enumerate the feasible states once and evaluate everybody's ranks.
// layout/<options>: the same, with moves.
// solve/<options>: layout and all five concepts for everybody, one thread; `passes` is its time in
// passes.
// solve_guards/<options>: the same with guards on other people's options.
//
// Run: cmake --preset bench && cmake --build build/bench && build/bench/bench/standoff_bench

#include <benchmark/benchmark.h>

#include <chrono>
#include <functional>

#include "graph/ranks.hpp"
#include "io/family.hpp"
#include "standoff/analysis.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

Model model_of(std::int64_t options, bool guards) {
  const std::string name = "d4-n" + std::to_string(options) + "-r0" + (guards ? "-g2" : "");
  return load(dispute_of(family_of(name))).model.value();
}

void one_pass(const Model& model) {
  const Feasible feasible = enumerate_feasible(model);
  const Columns columns(feasible.rows, model.options.size());
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i)
    benchmark::DoNotOptimize(rank_states(model, DmId(i), columns).ranks.data());
}

void all_concepts(const Model& model) {
  const LayOut laid = lay_out(model);
  AnalysisRequest request;
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
    request.concepts.push_back(find_concept(key));
  benchmark::DoNotOptimize(analyse(*laid.graph, request).complete);
}

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void pass(benchmark::State& state) {
  const Model model = model_of(state.range(0), false);
  for (auto _ : state) one_pass(model);
}

void layout(benchmark::State& state) {
  const Model model = model_of(state.range(0), false);
  for (auto _ : state) benchmark::DoNotOptimize(lay_out(model).states_seen);
}

// A pass beside every solve, so that a noisy machine spoils both alike.
void solve_with(benchmark::State& state, bool guards) {
  const Model model = model_of(state.range(0), guards);
  double in_passes = 0;
  double in_solving = 0;
  for (auto _ : state) {
    in_passes += seconds([&] { one_pass(model); });
    const double took = seconds([&] { all_concepts(model); });
    in_solving += took;
    state.SetIterationTime(took);
  }
  state.counters["passes"] = in_solving / in_passes;
}
void solve(benchmark::State& state) { solve_with(state, false); }
void solve_guards(benchmark::State& state) { solve_with(state, true); }

}  // namespace

BENCHMARK(pass)->DenseRange(12, 20, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(layout)->DenseRange(12, 20, 4)->Unit(benchmark::kMillisecond);
BENCHMARK(solve)->DenseRange(12, 20, 4)->Unit(benchmark::kMillisecond)->UseManualTime();
BENCHMARK(solve_guards)->DenseRange(12, 20, 4)->Unit(benchmark::kMillisecond)->UseManualTime();

BENCHMARK_MAIN();
