// What loading the reference dispute costs against merely walking through its text.
//
// walk: YAML's events, one by one; nothing is built.
// tree: the tree with its places; `walks` is its time in walks.
// load: the model, checked, and each of its stages like a dispute.
//
// Run: cmake --preset bench && cmake --build build/bench && build/bench/bench/standoff_load_bench

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "io/yaml.hpp"
#include "io/yaml_events.hpp"
#include "standoff/load.hpp"

namespace {

using namespace standoff;

std::string_view text_of(std::string_view id) {
  const auto& all = catalogue();
  return std::find_if(all.begin(), all.end(), [&](const CatalogueEntry& e) { return e.id == id; })
      ->bytes;
}

void walk_through(std::string_view text) {
  yaml::Events events(text);
  for (;;) {
    const yaml::Event& event = events.next();
    if (event.kind == yaml::Event::Kind::end || event.kind == yaml::Event::Kind::fault) return;
  }
}

void build_tree(std::string_view text) {
  ProblemList problems;
  benchmark::DoNotOptimize(yaml::parse(text, problems).pairs.data());
}

void load_model(std::string_view text) { benchmark::DoNotOptimize(load(text).model.has_value()); }

double seconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// A walk beside every step, so that a noisy machine spoils both alike.
void measure(benchmark::State& state, void (*step)(std::string_view), std::string_view id) {
  const std::string_view text = text_of(id);
  double in_walks = 0;
  double in_steps = 0;
  for (auto _ : state) {
    in_walks += seconds([&] { walk_through(text); });
    const double took = seconds([&] { step(text); });
    in_steps += took;
    state.SetIterationTime(took);
  }
  state.counters["walks"] = in_steps / in_walks;
}

void walk(benchmark::State& state, std::string_view id) { measure(state, walk_through, id); }
void tree(benchmark::State& state, std::string_view id) { measure(state, build_tree, id); }
void load(benchmark::State& state, std::string_view id) { measure(state, load_model, id); }

}  // namespace

BENCHMARK_CAPTURE(walk, reference, "lithuania-belarus")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK_CAPTURE(tree, reference, "lithuania-belarus")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK_CAPTURE(load, reference, "lithuania-belarus")
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();

BENCHMARK_MAIN();
