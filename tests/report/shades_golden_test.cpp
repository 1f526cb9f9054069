// What people read of the concepts that look further ahead, and of unknown and strong preference:
// shades.txt. STANDOFF_UPDATE_GOLDEN=1 rewrites it; read the diff.

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "report/answers.hpp"
#include "small_disputes.hpp"

namespace {

using namespace standoff;
namespace fs = std::filesystem;

const std::string rule = std::string(80, '=') + "\n";

std::string why(const tests::Laid& d, const std::string& state,
                const std::vector<const char*>& keys, const Settings& settings) {
  const StateId s = d.state(state);
  std::vector<report::Asked> verdicts;
  for (std::size_t i = 0; i < d.graph.dms(); ++i)
    for (const char* key : keys) {
      const SolutionConcept& c = *find_concept(key);
      report::Asked asked{&c, DmId(i), judge(c, d.graph, DmId(i), s, settings)};
      asked.settings = settings;
      Settings strong = settings;
      strong.strength = Strength::strong;
      if (asked.verdict.stable && !asked.verdict.threats.empty() && d.graph.has_strength(DmId(i)) &&
          settings.strength == Strength::general)
        asked.strongly = stable(c, d.graph, DmId(i), s, strong);
      verdicts.push_back(std::move(asked));
    }
  return rule + report::why(d.graph, s, verdicts, {});
}

std::string story() {
  const tests::Laid chicken(
      "decision_makers:\n"
      "  - {id: red, name: The red car, options: [{id: p, name: swerve}], ranking: [NY, YY, YN, "
      "NN]}\n"
      "  - {id: blue, name: The blue car, options: [{id: q, name: wait}], ranking: [YN, YY, NY, "
      "NN]}\n");
  Settings settings;
  settings.leader = DmId(0);
  std::string out;
  for (const char* state : {"YY", "NN"})
    out += why(chicken, state, {"maximin", "limited", "nonmyopic", "stackelberg"}, settings);

  const tests::Laid tie(
      "states: [s, t, u, v]\n"
      "moves:\n  a: {s: [t]}\n  b: {t: [u, v]}\n"
      "decision_makers:\n"
      "  - {id: a, name: Anna, ranking: [u, s, t, v]}\n"
      "  - {id: b, name: Bruno, ranking: [[u, v], [s, t]]}\n");
  out += why(tie, "s", {"limited", "nash"}, {});

  const tests::Laid gisborne(
      "decision_makers:\n"
      "  - {id: federal, name: Ottawa, options: [{id: ban, name: ban exports}],\n"
      "     ranking: [YNN, YNY, YYN, YYY, NNN, NNY, NYN, NYY]}\n"
      "  - {id: provincial, name: The province, options: [{id: lift, name: lift its ban}],\n"
      "     preferences: [{want: lift, uncertain: true}, {want: not lift, uncertain: true},\n"
      "       {want: ban, uncertain: true}, {want: not ban, uncertain: true}, not appeal]}\n"
      "  - {id: support, name: The company, options: [{id: appeal, name: appeal}],\n"
      "     ranking: [NYN, YYN, NYY, YYY, NNY, YNY, NNN, YNN]}\n");
  for (const Unknown unknown : {Unknown::a, Unknown::b, Unknown::c}) {
    settings = {};
    settings.unknown = unknown;
    out += why(gisborne, "YYY", {"gmr", "seq"}, settings);
    out += why(gisborne, "YNY", {"seq"}, settings);
  }

  const tests::Laid values(
      "decision_makers:\n"
      "  - {id: e, name: The environmentalists, options: [{id: p, name: be proactive}],\n"
      "     ranking: [YY, {tier: NY, strongly: true}, YN, NN]}\n"
      "  - {id: d, name: The developers, options: [{id: q, name: build sustainably}],\n"
      "     ranking: [{tier: NY, strongly: true}, {tier: YY, strongly: true}, NN, YN]}\n");
  out += why(values, "NY", {"gmr", "smr", "seq"}, {});
  settings = {};
  settings.strength = Strength::strong;
  out += why(values, "NY", {"gmr", "smr"}, settings);
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("golden");

TEST_CASE("foresight, doubt and strength are told as on file") {
  const fs::path file = fs::path(STANDOFF_SOURCE_DIR) / "tests/report/shades.txt";
  const std::string now = story();
  if (std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr)
    std::ofstream(file, std::ios::binary) << now;
  std::ifstream in(file, std::ios::binary);
  const std::string before{std::istreambuf_iterator<char>(in), {}};
  const auto [a, b] = std::mismatch(now.begin(), now.end(), before.begin(), before.end());
  const auto line = std::count(now.begin(), a, '\n') + 1;
  INFO("first difference in line " << line);
  CHECK(now == before);
}

TEST_SUITE_END();
