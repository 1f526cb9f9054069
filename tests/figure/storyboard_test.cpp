// The story: its moves are moves, they pay where it says so, and lead where it says.
#include <doctest/doctest.h>

#include "figure/date_rail.hpp"
#include "figure/hooks.hpp"
#include "report/step.hpp"
#include "standoff/timeline.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

std::string from_of(const std::string& move) { return move.substr(0, move.find('>')); }
std::string to_of(const std::string& move) { return move.substr(move.find('>') + 1); }

// Who moves so, and whether it pays; fails the test where nobody can.
bool pays(const Analysed& dispute, const std::string& move) {
  const StateId from = dispute.state(from_of(move)), to = dispute.state(to_of(move));
  for (std::size_t i = 0; i < dispute.graph().dms(); ++i)
    if (dispute.graph().moves(DmId(i)).can_move(from, to))
      return dispute.graph().prefers(DmId(i), to, from);
  FAIL("nobody can move " << move);
  return false;
}

}  // namespace

TEST_CASE("the story of the reference dispute goes through its three stages as the timeline does") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Figure figure = drawn(dispute, "storyboard");
  TimelineRequest request;
  request.resting = find_concept("seq");
  const Timeline run = timeline(dispute.model(), request);
  std::vector<std::string> moves;
  for (const Phase& phase : run.phases) {
    const auto course = std::find_if(phase.courses.begin(), phase.courses.end(),
                                     [](const Phase::Course& c) { return c.recorded; });
    REQUIRE(course != phase.courses.end());
    for (const JointMove& move : course->ends.front().way)
      moves.push_back(phase.graph->label(move.from) + ">" + phase.graph->label(move.to));
  }
  CHECK(moves.size() == 5);
  CHECK(hooks(figure.svg, "data-move") == moves);
  CHECK(figure.title ==
        "From where it stands, the European Union could widen the sanctions on Belarus; then it "
        "rests, at YNYNNNYYN (eu_tightens).");
  const auto stages = hooks(figure.svg, "data-stage");
  CHECK(std::count(stages.begin(), stages.end(), "february") == 7);  // rail, heading, five cards
  CHECK(hooks(figure.svg, "data-question").size() == 13);
}

TEST_CASE("the model's answers in the story are those of `standoff score`") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Table table = drawn(dispute, "storyboard").table;
  TimelineRequest request;
  request.resting = find_concept("seq");
  request.first = 1;
  const auto scored = answers(dispute.model(), timeline(dispute.model(), request), true);
  for (const auto& row : table.rows) {
    if (row[0] != "due") continue;
    for (const Scored& one : scored) {
      if (dispute.model().questions[one.question].text != row[4]) continue;
      const std::string answer = one.answer == Foretold::yes  ? "yes"
                                 : one.answer == Foretold::no ? "no"
                                                              : "open";
      CHECK(row[6].starts_with("the model: " + answer + ";"));
    }
  }
}

TEST_CASE("the way to what is wanted is one of moves, and says which of them pay") {
  const Analysed dispute(shipped("lithuania-belarus"));
  for (const char* wanted : {"NNNNYNNNN", "YNYNNNYYN", "YNNYNNYYY", "NNNNNNNNN"}) {
    figure::FigureRequest request;
    request.wanted = dispute.state(wanted);
    const figure::Figure figure = drawn(dispute, "storyboard", request);
    const auto moves = hooks(figure.svg, "data-move");
    REQUIRE(!moves.empty());
    CHECK(from_of(moves.front()) == dispute.graph().label(*dispute.graph().status_quo()));
    CHECK(to_of(moves.back()) == wanted);
    std::size_t costly = 0;
    for (std::size_t k = 0; k < moves.size(); ++k) {
      if (k > 0) CHECK(to_of(moves[k - 1]) == from_of(moves[k]));
      costly += pays(dispute, moves[k]) ? 0 : 1;
    }
    const std::string said = "; " + std::to_string(costly) + " of them";
    CHECK((figure.title.find(said) != std::string::npos) == (costly > 0));
    PathQuery gains;
    gains.improvements_only = true;
    const auto here = *dispute.graph().status_quo();
    const Reach by_gains = reach(dispute.graph(), here, gains);
    const Reach any = reach(dispute.graph(), here);
    const std::uint32_t fewest = by_gains.distance[index(*request.wanted)] != Reach::never
                                     ? by_gains.distance[index(*request.wanted)]
                                     : any.distance[index(*request.wanted)];
    CHECK(moves.size() == fewest);
  }
}

TEST_CASE("what decides a move is the first statement in which its ends differ") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const report::Words words(dispute.graph());
  const StateId now = *dispute.graph().status_quo();
  const report::Step step =
      report::step_in_words(words, {DmId(2), now, dispute.state("YNYNNNYYN")}, std::nullopt);
  CHECK(step.gains);
  CHECK(!step.reversible);
  CHECK(step.why ==
        "then \"tighten iff (push and (balloons or hold))\" holds, which it wants (known only "
        "afterwards)");
  CHECK(step.stops.find("but does not pay who does it") != std::string::npos);
  const report::Step release =
      report::step_in_words(words, {DmId(0), now, dispute.state("NNYNNNYNN")}, std::nullopt);
  CHECK(!release.gains);
  CHECK(release.why == "it gives up \"hold iff not talk\", which it wants (its own word)");
  CHECK(release.turns == "ends: vehicles held and storage charged for them");
}

TEST_CASE("what cannot be reached is told with what is in the way") {
  const Analysed dispute(R"(standoff: 1
title: t
decision_makers:
  - {id: a, options: [{id: x, irreversible: taken}], preferences: [x]}
  - {id: b, options: [z], preferences: [not x]}
status_quo: {taken: [x]}
)");
  figure::FigureRequest request;
  request.wanted = dispute.state("NN");
  const figure::Figure figure = drawn(dispute, "storyboard", request);
  CHECK(figure.title == "No moves of anybody lead from where it stands to what is wanted, NN.");
  CHECK(figure.table.rows.back()[6].find("there is no way back") != std::string::npos);
}

TEST_CASE("a dispute that does not say where it stands has no story, one without stages has one") {
  CHECK(refused(Analysed(shipped("chicken")), "storyboard"));
  const figure::Figure figure = drawn(Analysed(shipped("elmira")), "storyboard");
  CHECK(hooks(figure.svg, "data-stage").empty());
  CHECK(!hooks(figure.svg, "data-move").empty());
}

TEST_CASE("dates become days") {
  CHECK(figure::day_of("1970-01-02") == 1.0);
  CHECK(*figure::day_of("2025-03-01") - *figure::day_of("2025-02-28") == 1.0);
  CHECK(*figure::day_of("2024-03-01") - *figure::day_of("2024-02-28") == 2.0);
  CHECK(figure::day_of("2025-11-25/2025-11-26") == figure::day_of("2025-11-25"));
  CHECK(!figure::day_of(""));
}

TEST_CASE(
    "the short story has the part that begins where it stands, and counts what it leaves out") {
  const Analysed dispute(shipped("lithuania-belarus"));
  figure::FigureRequest request;
  request.limit = 3;
  const figure::Figure figure = drawn(dispute, "storyboard", request);
  CHECK(hooks(figure.svg, "data-state").size() == 3);
  CHECK(hooks(figure.svg, "data-move") == std::vector<std::string>{"YNYNNNYNN>YNYNNNYYN"});
  CHECK(figure.note.starts_with("8 further cards of the story are not shown."));
}
