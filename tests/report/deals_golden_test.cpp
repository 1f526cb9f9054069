// What `deals` says of three disputes, word by word: tests/report/deals/*.txt.
// STANDOFF_UPDATE_GOLDEN=1 rewrites them; read the diff.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "report/deals.hpp"
#include "standoff/load.hpp"
#include "text/unicode.hpp"

namespace {

using namespace standoff;
namespace fs = std::filesystem;

const CatalogueEntry& entry(std::string_view id) {
  return *std::find_if(catalogue().begin(), catalogue().end(),
                       [&](const CatalogueEntry& e) { return e.id == id; });
}

std::string story(std::string_view id, const std::string& letters) {
  const Model model = load(entry(id).bytes).model.value();
  const LayOut laid = lay_out(model);
  const Graph& graph = *laid.graph;
  const StateId s = letters.empty() ? graph.status_quo().value()
                                    : graph.find(OptionSet::from_letters(letters)).value();
  report::DealsAnswer answer{deals(graph, {.state = s}),
                             joint_paths(graph, s, 2, {.joint_moves = JointMoves::either}),
                             {},
                             false};
  answer.paths->reached.for_each([&](StateId t) {
    bool nash = true;
    for (std::size_t i = 0; i < graph.dms(); ++i)
      nash = nash && graph.improvements(DmId(i), t).empty();
    if (nash) answer.lasting.push_back(t);
  });
  report::HoldsAnswer holds;
  holds.state = s;
  for (const char* key : {"nash", "gmr", "smr", "seq"}) holds.concepts.push_back(find_concept(key));
  for (const Coalition& group : coalitions(graph.dms(), 1, graph.dms())) {
    report::HoldsAnswer::Of& of = holds.groups.emplace_back();
    of.group = group;
    for (const SolutionConcept* c : holds.concepts)
      of.verdicts.push_back(judge(*c, graph, group, s));
  }
  return report::deals(graph, answer, {}) + std::string(80, '=') + "\n" +
         report::holds(graph, holds, {});
}

}  // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("deals are told as it is on file, in lines of 80 columns") {
  for (const auto& [id, letters] :
       {std::pair{"lithuania-belarus", ""}, std::pair{"elmira", "NYNNY"},
        std::pair{"prisoners-dilemma", "NN"}}) {
    const fs::path file =
        fs::path(STANDOFF_SOURCE_DIR) / "tests/report/deals" / (std::string(id) + ".txt");
    CAPTURE(file.string());
    const std::string now = story(id, letters);
    if (std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr) {
      fs::create_directories(file.parent_path());
      std::ofstream(file, std::ios::binary) << now;
    }
    std::ifstream in(file, std::ios::binary);
    const std::string before{std::istreambuf_iterator<char>(in), {}};
    CHECK(now == before);
    for (std::size_t start = 0; start < now.size();) {
      const std::size_t end = std::min(now.find('\n', start), now.size());
      CHECK(text::display_width(now.substr(start, end - start)) <= 80);
      start = end + 1;
    }
  }
}

TEST_SUITE_END();
