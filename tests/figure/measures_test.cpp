// Measures: the claims as the file has them, and where each measure stands.
#include <doctest/doctest.h>

#include "figure/hooks.hpp"
#include "report/measured.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

std::string dispute_with(const std::string& values) {
  return "standoff: 1\ntitle: t\ndecision_makers:\n  - {id: a, options: [x], preferences: [x]}\n"
         "  - {id: b, options: [z], preferences: [not x]}\nstatus_quo: {taken: [x]}\n"
         "measures:\n  - {id: m, name: money, unit: EUR, when: x, values: " +
         values + "}\n";
}

}  // namespace

TEST_CASE("the figure has every claim, and says where each measure stands") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Figure figure = drawn(dispute, "measures");
  const figure::Table& table = figure.table;
  std::size_t claims = 0;
  for (const Measure& measure : dispute.model().measures) claims += measure.claims.size();
  std::size_t told = 0;
  for (const auto& row : table.rows)
    told += row[3].find("ogether") == std::string::npos && row[3] != "In all" ? 1 : 0;
  CHECK(told == claims);
  CHECK(table.columns[6] == "stands in now");
  for (const auto& row : table.rows) CHECK(row[6] == (row[0] == "property lost" ? "no" : "yes"));
  const auto in_all = std::find_if(table.rows.begin(), table.rows.end(),
                                   [](const auto& row) { return row[3] == "In all"; });
  REQUIRE(in_all != table.rows.end());
  for (const Stands& one : report::standing(dispute.graph(), *dispute.graph().status_quo()))
    if (dispute.model().measures[one.measure].id == "storage") {
      CHECK((*in_all)[4] == report::number(one.value.low));
      CHECK((*in_all)[5] == report::number(one.value.high));
    }
  CHECK(figure.title.find("the highest claim is 22 times the lowest") != std::string::npos);
}

TEST_CASE("a scale is logarithmic where numbers span orders of magnitude, and says so") {
  const std::string word = "logarithmic";
  const auto svg = [](const std::string& values) {
    return drawn(Analysed(dispute_with(values)), "measures").svg;
  };
  CHECK(svg("[{value: 3}, {value: 2000}]").find(word) != std::string::npos);
  CHECK(svg("[{value: 30}, {value: 200}]").find(word) == std::string::npos);
  CHECK(svg("[{value: 0..2000}, {value: 3}]").find(word) == std::string::npos);
  CHECK(svg("[{value: -5}, {value: 2000}]").find(word) == std::string::npos);
  CHECK(svg("[{value: 0}]").find("NaN") == std::string::npos);
  CHECK(svg("[{value: 5}]").find("nan") == std::string::npos);
}

TEST_CASE("a claim that nobody makes is told as assumed; without measures there is no figure") {
  const figure::Figure figure = drawn(Analysed(dispute_with("[{value: 7}]")), "measures");
  CHECK(figure.table.rows[0][3] == "assumed");
  CHECK(figure.svg.find("hollow: assumed") != std::string::npos);
  CHECK(refused(Analysed(shipped("chicken")), "measures"));
}
