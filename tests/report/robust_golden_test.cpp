// What people read of how far conclusions hold: robust.txt. STANDOFF_UPDATE_GOLDEN=1 rewrites it;
// read the diff.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "report/answers.hpp"
#include "small_disputes.hpp"
#include "standoff/variants.hpp"
#include "text/unicode.hpp"

namespace {

using namespace standoff;
namespace fs = std::filesystem;

const std::string rule = std::string(80, '=') + "\n";

// The strike with doubts of every kind: a confidence, an uncertain statement, one piece of
// evidence behind two of them, two statements in no known order.
const char* const strike =
    "decision_makers:\n"
    "  - id: union\n"
    "    name: The union\n"
    "    options: [{id: strike, name: strike, otherwise: go back to work}]\n"
    "    preferences: [raise, strike iff not raise, not lockout]\n"
    "  - id: port\n"
    "    name: The port authority\n"
    "    options: [{id: raise, name: raise pay}, {id: lockout, name: lock the workers out}]\n"
    "    preferences: [not strike, not lockout, not raise]\n"
    "rules: [{never: lockout and raise}]\n"
    "outcomes: {settled: raise and not strike, quiet: not strike}\n"
    "status_quo: [strike]\n"
    "sources: [{id: paper, title: Harbour News}]\n"
    "evidence: [{id: interview, source: paper, says: \"The union can wait, and the port "
    "cannot\"}]\n";

std::string told(Model model, RobustRequest request, report::RobustAnswer answer,
                 const std::vector<std::vector<DmId>>& groups) {
  const LayOut laid = lay_out(model);
  const Graph& graph = *laid.graph;
  for (const char* key : {"nash", "gmr", "seq"}) request.concepts.push_back(find_concept(key));
  request.targets.push_back({{*graph.status_quo()}, ""});
  for (const Outcome& outcome : model.outcomes) {
    RobustRequest::Target target{{}, outcome.id};
    graph.where(outcome.where.formula).for_each([&](StateId s) { target.states.push_back(s); });
    if (target.states.size() <= 4)
      request.targets.push_back(target);
    else
      ++answer.left_out;
  }
  request.groups = groups;
  answer.seed = request.seed;
  answer.found = robust(graph, request);
  return rule + report::robust(graph, answer, {});
}

std::string story() {
  const auto& all = catalogue();
  const auto entry = std::find_if(
      all.begin(), all.end(), [](const CatalogueEntry& e) { return e.id == "lithuania-belarus"; });
  const Model reference = load(entry->bytes).model.value();
  const std::vector<std::vector<DmId>> pairs{{DmId(0), DmId(1)}, {DmId(0), DmId(3)}};
  std::string out = told(reference, {}, {}, pairs);
  report::RobustAnswer orders;
  orders.open_orders = true;
  out += told(with_open_orders(reference), {}, orders, pairs);

  Model model = tests::model_from(strike);
  auto& unions = std::get<Statements>(model.decision_makers[0].preference).list;
  auto& ports = std::get<Statements>(model.decision_makers[1].preference).list;
  unions[1].confidence = 900'000;
  unions[1].because = {0};
  ports[0].uncertain = true;
  ports[0].because = {0};
  ports[1].any_order = ports[2].any_order = 0;
  out += told(model, {}, {}, {{DmId(0), DmId(1)}});
  RobustRequest sampled;
  sampled.samples = 1'000;
  sampled.seed = 5;
  out += told(model, sampled, {}, {{DmId(0), DmId(1)}});
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("how far conclusions hold is told as on file, in lines of 80 columns") {
  const fs::path file = fs::path(STANDOFF_SOURCE_DIR) / "tests/report/robust.txt";
  const std::string now = story();
  if (std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr)
    std::ofstream(file, std::ios::binary) << now;
  std::ifstream in(file, std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(in), {}};
  const auto a = std::mismatch(now.begin(), now.end(), before.begin(), before.end()).first;
  INFO("first difference in line " << std::count(now.begin(), a, '\n') + 1);
  CHECK(now == before);
  for (std::size_t start = 0; start < now.size();) {
    const std::size_t end = std::min(now.find('\n', start), now.size());
    const std::string line = now.substr(start, end - start);
    CAPTURE(line);
    CHECK(text::display_width(line) <= 80);
    start = end + 1;
  }
}

TEST_SUITE_END();
