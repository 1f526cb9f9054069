// The preference ladder: what holds where, and which place a situation has.
#include <doctest/doctest.h>

#include <set>

#include "figure/hooks.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

// By brute force: one more than the ranks above.
std::size_t place(const Graph& graph, DmId dm, StateId s) {
  std::set<Rank> above;
  for (const Rank rank : graph.ranks(dm))
    if (rank > graph.rank(dm, s)) above.insert(rank);
  return above.size() + 1;
}

}  // namespace

TEST_CASE("the ladder of the reference dispute says of every statement where it holds") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Figure figure = drawn(dispute, "ladder");
  const figure::Table& table = figure.table;
  constexpr std::size_t first = 5;
  REQUIRE(table.columns[first] == "now");
  std::vector<StateId> states;
  for (std::size_t c = first; c < table.columns.size(); ++c) {
    const std::string& cell = table.rows.back()[c];
    states.push_back(dispute.state(cell.substr(0, cell.find(' '))));
  }
  CHECK(states.front() == *dispute.graph().status_quo());
  std::size_t r = 0;
  std::vector<std::string> hooked;
  for (std::size_t i = 0; i < dispute.graph().dms(); ++i) {
    const DecisionMaker& dm = dispute.model().decision_makers[i];
    const auto& list = std::get<Statements>(dm.preference).list;
    for (std::size_t k = 0; k < list.size(); ++k, ++r) {
      hooked.push_back(dm.id + ":" + std::to_string(k + 1));
      CHECK(table.rows[r][2] == list[k].text);
      for (std::size_t c = 0; c < states.size(); ++c)
        CHECK(table.rows[r][first + c] ==
              (holds(list[k].formula, dispute.graph().pattern(states[c])) ? "Y" : "N"));
    }
    for (std::size_t c = 0; c < states.size(); ++c)
      CHECK(table.rows[r][first + c] == std::to_string(place(dispute.graph(), DmId(i), states[c])));
    ++r;
  }
  CHECK(hooks(figure.svg, "data-statement") == hooked);
  CHECK(figure.title == "Everybody prefers F (december) to where it stands.");
  CHECK(figure.note == "125 more situations in which it can settle are not shown.");
}

TEST_CASE("one decision maker's ladder is that one's alone") {
  const Analysed dispute(shipped("lithuania-belarus"));
  figure::FigureRequest request;
  request.dm = DmId(1);
  const figure::Figure figure = drawn(dispute, "ladder", request);
  for (const auto& row : figure.table.rows) CHECK((row[0] == "Lithuania" || row[0].empty()));
  CHECK(figure.title.starts_with("For Lithuania, now is place "));
}

TEST_CASE("of a ranking the ladder shows the tiers, each situation in one") {
  const Analysed dispute(shipped("elmira"));
  const figure::Table table = drawn(dispute, "ladder").table;
  for (const DecisionMaker& dm : dispute.model().decision_makers)
    for (std::size_t c = 5; c < table.columns.size(); ++c) {
      std::size_t yes = 0;
      for (const auto& row : table.rows) yes += row[0] == dm.name && row[c] == "Y" ? 1 : 0;
      CHECK(yes == 1);
    }
}

TEST_CASE("where nobody prefers anything there is no ladder, and a reason") {
  CHECK(refused(Analysed("standoff: 1\ntitle: t\ndecision_makers:\n  - {id: a, options: [x]}\n"
                         "  - {id: b, options: [z]}\n"),
                "ladder"));
}
