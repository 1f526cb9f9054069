// A dispute through its stages.
#include "standoff/timeline.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "standoff/load.hpp"
#include "standoff/variants.hpp"

using namespace standoff;

namespace {

const CatalogueEntry& reference() {
  return *std::find_if(catalogue().begin(), catalogue().end(),
                       [](const CatalogueEntry& e) { return e.id == "lithuania-belarus"; });
}

Timeline run(const Model& model, std::string_view key = "seq", std::size_t first = 0,
             bool recorded = true) {
  TimelineRequest request;
  request.resting = find_concept(key);
  request.first = first;
  request.recorded = recorded;
  return timeline(model, request);
}

// "hold,free" -> the letters of that state in this phase.
std::string letters(const Phase& phase, const std::vector<std::string>& taken) {
  OptionSet set;
  for (std::size_t k = 0; k < phase.model->options.size(); ++k)
    if (std::find(taken.begin(), taken.end(), phase.model->options[k].id) != taken.end())
      set.insert(OptionId(k));
  return set.letters(phase.model->options.size());
}

const Phase::Course& recorded(const Phase& phase) {
  return *std::find_if(phase.courses.begin(), phase.courses.end(),
                       [](const auto& c) { return c.recorded; });
}

}  // namespace

TEST_CASE("before the crossings opened, Lithuania opens them and the trucks stay") {
  const Model model = load(reference().bytes).model.value();
  const Timeline timeline = run(model);
  REQUIRE(timeline.phases.size() == 3);
  const Phase& first = timeline.phases[0];
  CHECK(first.graph->states() == 24);
  const Phase::Course& course = recorded(first);
  CHECK(first.graph->label(course.start) == letters(first, {"hold"}));
  CHECK(first.graph->label(course.ends.front().state) == letters(first, {"hold", "open"}));
  REQUIRE(course.ends.front().way.size() == 1);
  CHECK(model.dm(course.ends.front().way[0].by[0]).id == "lithuania");
}

TEST_CASE("from the February it was, the Union extends, Belarus releases, Lithuania stops asking") {
  const Model model = load(reference().bytes).model.value();
  const Timeline timeline = run(model);
  const Phase& vote = timeline.phases[2];
  CHECK(vote.graph->states() == 576);
  const Phase::Course& course = recorded(vote);
  CHECK(vote.graph->label(course.start) ==
        letters(vote, {"hold", "free", "push", "tighten", "relief"}));
  REQUIRE(course.ends.size() == 1);
  const Phase::End& end = course.ends.front();
  CHECK(vote.graph->label(end.state) == letters(vote, {"free", "extend", "tighten", "relief"}));
  std::vector<std::string> movers;
  for (const JointMove& move : end.way) movers.push_back(model.dm(move.by.at(0)).id);
  CHECK(movers == std::vector<std::string>{"eu", "belarus", "lithuania"});
}

TEST_CASE("each course begins where an end before it leads, or where the file says it stood") {
  const Model model = load(reference().bytes).model.value();
  const Timeline timeline = run(model);
  for (std::size_t p = 1; p < timeline.phases.size(); ++p) {
    const Phase& before = timeline.phases[p - 1];
    const Phase& phase = timeline.phases[p];
    for (const Phase::Course& course : phase.courses) {
      CHECK((course.recorded || !course.from.empty()));
      for (const auto& [c, e] : course.from) {
        const OptionSet left = before.graph->pattern(before.courses[c].ends[e].state);
        CHECK(phase.graph->find(carry_over(*before.model, left, *phase.model)) == course.start);
      }
    }
  }
  const Timeline carried = run(model, "seq", 0, false);
  for (std::size_t p = 1; p < carried.phases.size(); ++p)
    for (const Phase::Course& course : carried.phases[p].courses) CHECK(course.carried);
}

TEST_CASE("every move of a way is an improvement that nothing deters, and it ends where all stay") {
  const Model model = load(reference().bytes).model.value();
  for (const char* key : {"nash", "gmr", "seq"})
    for (const Timeline timeline = run(model, key); const Phase& phase : timeline.phases)
      for (const Phase::Course& course : phase.courses)
        for (const Phase::End& end : course.ends) {
          StateId at = course.start;
          for (const JointMove& move : end.way) {
            CHECK(move.from == at);
            CHECK(phase.graph->prefers(move.by[0], move.to, move.from));
            CHECK_FALSE(stable(*find_concept(key), *phase.graph, move.by[0], move.from));
            at = move.to;
          }
          CHECK(at == end.state);
          if (!course.rests) continue;
          for (std::size_t i = 0; i < phase.graph->dms(); ++i)
            CHECK(stable(*find_concept(key), *phase.graph, DmId(i), at));
        }
}

TEST_CASE(
    "with deals the dispute goes on where groups gain together, by deals nobody in them beats") {
  const Model model = load(reference().bytes).model.value();
  TimelineRequest request;
  request.resting = find_concept("seq");
  request.deals = true;
  bool some = false;
  for (const Timeline run = timeline(model, request); const Phase& phase : run.phases)
    for (const Phase::Course& course : phase.courses)
      for (const Phase::End& end : course.ends)
        for (const JointMove& move : end.way) {
          if (move.by.size() < 2) continue;
          some = true;
          for (const DmId dm : move.by) CHECK(phase.graph->prefers(dm, move.to, move.from));
          for (const StateId other : joint_improvements(*phase.graph, move.by, move.from,
                                                        {.joint_moves = JointMoves::either})) {
            bool as_good = true, better = false;
            for (const DmId dm : move.by) {
              as_good = as_good && !phase.graph->prefers(dm, move.to, other);
              better = better || phase.graph->prefers(dm, other, move.to);
            }
            // Only a joint improvement in which somebody does nothing may beat it.
            if (as_good && better) {
              const OptionSet changed =
                  phase.graph->pattern(move.from) ^ phase.graph->pattern(other);
              bool idle = false;
              for (const DmId dm : move.by) {
                bool acts = false;
                for (const OptionId o : phase.model->dm(dm).options)
                  acts = acts || changed.contains(o);
                idle = idle || !acts;
              }
              CHECK(idle);
            }
          }
        }
  CHECK(some);
}

TEST_CASE("what a stage's rules forbid is told, with the rule") {
  const Model model = load(R"(standoff: 1
title: a rule comes
decision_makers:
  - {id: a, options: [x], preferences: [x]}
  - {id: b, options: [w], preferences: [w]}
status_quo: []
stages:
  - {id: first, now: true}
  - {id: second, rules: [{never: x and w}]}
  - {id: third, rules: [], enters: [x]}
)")
                          .model.value();
  const Timeline timeline = run(model, "nash");
  REQUIRE(timeline.phases[1].broken.size() == 1);
  CHECK(timeline.phases[1].broken[0].rule == 0);
  CHECK(timeline.phases[1].courses.empty());
  CHECK(timeline.phases[2].courses.empty());  // nothing to begin with
}

TEST_CASE("a stage may say where it stood in a dispute that says nothing of it") {
  const Model model = load(R"(standoff: 1
title: nobody knows yet
decision_makers:
  - {id: a, options: [x], preferences: [x]}
  - {id: b, options: [w], preferences: [w]}
stages:
  - {id: first}
  - {id: second, status_quo: [w]}
)")
                          .model.value();
  const Timeline timeline = run(model, "nash");
  CHECK(timeline.phases[0].courses.empty());
  const Phase& second = timeline.phases[1];
  REQUIRE(second.courses.size() == 1);
  CHECK(second.courses[0].recorded);
  CHECK(second.graph->label(second.courses[0].ends.at(0).state) == "YY");
}

TEST_CASE("a stage begins with what enters, whatever came before") {
  const Model model = load(R"(standoff: 1
title: entering
decision_makers:
  - {id: a, options: [x], preferences: [not x]}
  - {id: b, options: [w], preferences: [w if x]}
status_quo: []
stages:
  - {id: first, now: true}
  - {id: second, enters: [x], locked: [x]}
)")
                          .model.value();
  const Timeline timeline = run(model, "nash");
  const Phase& two = timeline.phases[1];
  REQUIRE(two.courses.size() == 1);
  CHECK(two.graph->label(two.courses[0].start) == "YN");
  CHECK(two.graph->label(two.courses[0].ends[0].state) == "YY");
}

TEST_CASE("where nothing rests, all that is passed is an end and it is said") {
  const Model model = load(R"(standoff: 1
title: matching pennies
decision_makers:
  - {id: a, options: [x], preferences: [x iff w]}
  - {id: b, options: [w], preferences: [x xor w]}
status_quo: []
)")
                          .model.value();
  const Timeline timeline = run(model, "nash");
  REQUIRE(timeline.phases.size() == 1);
  const Phase::Course& course = timeline.phases[0].courses.at(0);
  CHECK_FALSE(course.rests);
  CHECK(course.ends.size() == 4);
}

TEST_CASE("questions are answered by the ends of their stage: all, none or some") {
  const Model model = load(reference().bytes).model.value();
  std::size_t now = 0;
  while (!model.stages[now].now) ++now;
  const Timeline timeline = run(model, "seq", now);
  const auto scored = answers(model, timeline, true);
  REQUIRE(scored.size() == model.questions.size());
  const auto answer = [&](std::string_view id) {
    for (const Scored& one : scored)
      if (model.questions[one.question].id == id) return one.answer;
    return Foretold::unasked;
  };
  CHECK(answer("talks") == Foretold::no);
  CHECK(answer("tightened") == Foretold::yes);
  CHECK(answer("extended") == Foretold::yes);
  CHECK(answer("vetoed_by_lithuania") == Foretold::no);
  CHECK(answer("confiscated") == Foretold::no);
  CHECK(answer("held_in_december") == Foretold::yes);
  CHECK(answer("release_announced") == Foretold::yes);
  CHECK(answer("relief_by_march") ==
        Foretold::open);  // it stood at the beginning of one course only
  // Without hindsight nobody tightens, and the trucks stay.
  const Model blind = without_hindsight(model);
  const auto unseen = answers(blind, run(blind, "seq", now), true);
  for (const Scored& one : unseen) {
    if (blind.questions[one.question].id == "tightened") CHECK(one.answer == Foretold::no);
    if (blind.questions[one.question].id == "release_announced") CHECK(one.answer == Foretold::no);
    if (blind.questions[one.question].id == "extended") CHECK(one.answer == Foretold::yes);
  }
}

TEST_CASE("a timeline that is stopped is marked, and one of no stages is the dispute alone") {
  const Model model = load(reference().bytes).model.value();
  std::stop_source source;
  source.request_stop();
  TimelineRequest request;
  request.resting = find_concept("nash");
  request.stop = source.get_token();
  CHECK_FALSE(timeline(model, request).complete);
  request.first = 99;
  CHECK_THROWS_AS((void)timeline(model, request), std::out_of_range);
}
