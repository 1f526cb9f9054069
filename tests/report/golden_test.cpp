// The whole analysis of every catalogue dispute as a story that a person can read and a diff can
// show: disputes/**/NAME.txt. STANDOFF_UPDATE_GOLDEN=1 rewrites them; read the diff.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "report/answers.hpp"
#include "report/problems.hpp"
#include "standoff/analysis.hpp"
#include "standoff/load.hpp"
#include "text/unicode.hpp"

namespace {

using namespace standoff;
namespace fs = std::filesystem;

constexpr std::size_t small = 64;  // states; of larger disputes only the status quo is told why

std::string story(const CatalogueEntry& entry) {
  const report::Style style;
  const Loaded loaded = load(entry.bytes);
  std::string out = report::describe(loaded.problems, entry.id, entry.bytes, style);
  if (!loaded) return out;
  const LayOut laid = lay_out(*loaded.model);
  const Graph& graph = *laid.graph;
  const bool all = graph.states() <= small;
  out += report::show(graph, {.states = all, .moves = all, .limit = small}, style);
  AnalysisRequest request;
  // Those that look further ahead have a story of their own, report/shades.txt.
  for (const SolutionConcept* c : solution_concepts())
    if (c->ahead == Ahead::fixed && refusal(*c, graph).empty()) request.concepts.push_back(c);
  const std::string rule = std::string(80, '=') + "\n";
  out += "\n" + rule + report::solve(graph, analyse(graph, request), std::string(entry.id), style);
  const auto why = [&](StateId s) {
    std::vector<report::Asked> verdicts;
    for (std::size_t i = 0; i < graph.dms(); ++i)
      for (const SolutionConcept* c : request.concepts)
        // Where there is no improvement every concept says the same.
        if (c->key == "nash" || !graph.improvements(DmId(i), s).empty())
          verdicts.push_back({c, DmId(i), judge(*c, graph, DmId(i), s)});
    out += "\n" + rule + report::why(graph, s, verdicts, style);
  };
  for (std::uint32_t s = 0; s < graph.states(); ++s)
    if (graph.states() <= 12 || graph.status_quo() == StateId(s)) why(StateId(s));
  return out;
}

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("every catalogue dispute tells the story that is on file") {
  REQUIRE(catalogue().size() >= 20);
  for (const CatalogueEntry& entry : catalogue()) {
    fs::path file = fs::path(STANDOFF_SOURCE_DIR) / entry.path;
    file.replace_extension(".txt");
    CAPTURE(file.string());
    const std::string now = story(entry);
    if (std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr)
      std::ofstream(file, std::ios::binary) << now;
    const std::string before = read(file);
    const auto [a, b] = std::mismatch(now.begin(), now.end(), before.begin(), before.end());
    const auto line = std::count(now.begin(), a, '\n') + 1;
    INFO("first difference in line " << line);
    CHECK(now == before);
  }
}

TEST_CASE("no line of any answer is wider than 80 columns") {
  for (const CatalogueEntry& entry : catalogue()) {
    CAPTURE(entry.id);
    const std::string text = story(entry);
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      const std::string line = text.substr(start, end - start);
      CAPTURE(line);
      CHECK(text::display_width(line) <= 80);
      start = end + 1;
    }
  }
}

TEST_SUITE_END();
