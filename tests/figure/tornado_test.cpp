// What matters: the counts against analyses of edited disputes.
#include <doctest/doctest.h>

#include <algorithm>

#include "figure/hooks.hpp"
#include "report/worth.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

// No status quo, so that there are no deals to conclude about.
constexpr const char* small = R"(standoff: 1
title: t
decision_makers:
  - {id: a, options: [x, w], preferences: [z, not x or z, w iff x]}
  - {id: b, options: [z], preferences: [x, not z]}
outcomes:
  both: x and z
  alone: x and not z and w
  none_of_it: none of [x, z, w]
)";

// Which outcomes have a state that is stable for everybody, by concept.
std::vector<bool> conclusions(const Model& model) {
  const LayOut laid = lay_out(model);
  std::vector<bool> out;
  for (const Outcome& outcome : model.outcomes)
    for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"}) {
      bool some = false;
      laid.graph->where(outcome.where.formula).for_each([&](StateId s) {
        bool all = true;
        for (std::size_t i = 0; i < laid.graph->dms(); ++i)
          all = all && stable(*find_concept(key), *laid.graph, DmId(i), s);
        some = some || all;
      });
      out.push_back(some);
    }
  return out;
}

struct Count {
  std::size_t mild = 0, all = 0;
};

Count count(const Model& model, std::size_t dm, std::size_t k) {
  const std::vector<bool> written = conclusions(model);
  std::vector<bool> mild(written.size()), any(written.size());
  const auto edited = [&](auto edit, bool mildly) {
    Model other = model;
    edit(std::get<Statements>(other.decision_makers[dm].preference).list);
    const std::vector<bool> now = conclusions(other);
    for (std::size_t c = 0; c < now.size(); ++c)
      if (now[c] != written[c]) {
        any[c] = true;
        if (mildly) mild[c] = true;
      }
  };
  using List = std::vector<Statement>;
  const auto at = static_cast<std::ptrdiff_t>(k);
  const List& list = std::get<Statements>(model.decision_makers[dm].preference).list;
  if (k + 1 < list.size()) edited([&](List& l) { std::swap(l[k], l[k + 1]); }, true);
  edited([&](List& l) { l.erase(l.begin() + at); }, true);
  edited([&](List& l) { l[k].formula = Formula::negation(l[k].formula); }, false);
  return {static_cast<std::size_t>(std::count(mild.begin(), mild.end(), true)),
          static_cast<std::size_t>(std::count(any.begin(), any.end(), true))};
}

}  // namespace

TEST_CASE("bars count the conclusions that an analysis of the edited dispute no longer has") {
  const Analysed dispute(small);
  const figure::Figure figure = drawn(dispute, "tornado");
  std::size_t bars = 0;
  for (std::size_t i = 0; i < dispute.graph().dms(); ++i) {
    const DecisionMaker& dm = dispute.model().decision_makers[i];
    for (std::size_t k = 0; k < std::get<Statements>(dm.preference).list.size(); ++k) {
      const Count expected = count(dispute.model(), i, k);
      const std::string name = dm.id + " " + std::to_string(k + 1);
      const auto row = std::find_if(figure.table.rows.begin(), figure.table.rows.end(),
                                    [&](const auto& cells) { return cells[0] == name; });
      INFO(name);
      CHECK((row != figure.table.rows.end()) == (expected.all > 0));
      if (row == figure.table.rows.end()) continue;
      ++bars;
      CHECK((*row)[2] == std::to_string(expected.mild));
      CHECK((*row)[3] == std::to_string(expected.all - expected.mild));
    }
  }
  CHECK(bars > 0);
  CHECK(hooks(figure.svg, "data-statement").size() == bars);
}

TEST_CASE("on the reference dispute the figure counts as `standoff robust` does") {
  const Analysed dispute(shipped("lithuania-belarus"));
  figure::FigureRequest all;
  all.all = true;
  const figure::Figure figure = drawn(dispute, "tornado", all);
  const Robust found =
      robust(dispute.graph(), usual_questions(dispute.graph(), dispute.analysis().concepts));
  const auto worth = report::worth_finding_out(found);
  REQUIRE(figure.table.rows.size() == worth.size());
  for (const report::Worth& w : worth) {
    const std::string name =
        dispute.model().dm(w.id.dm).id + " " + std::to_string(w.id.statement + 1);
    const auto row = std::find_if(figure.table.rows.begin(), figure.table.rows.end(),
                                  [&](const auto& cells) { return cells[0] == name; });
    REQUIRE(row != figure.table.rows.end());
    CHECK((*row)[2] == std::to_string(w.mildly));
    CHECK((*row)[3] == std::to_string(w.overturns - w.mildly));
  }
  CHECK(
      figure.title.starts_with("Most hangs on \"free if relief\" (the United States): its place or "
                               "its absence decides 13 of 36 conclusions"));
  CHECK(figure.svg.find("How to read it") != std::string::npos);
  CHECK(figure.svg.find("robab") == std::string::npos);
}

TEST_CASE("without statements there is nothing to doubt, and a stop is told") {
  CHECK(refused(Analysed(shipped("chicken")), "tornado"));
  std::stop_source stop;
  stop.request_stop();
  figure::FigureRequest request;
  request.stop = stop.get_token();
  const Analysed dispute(shipped("lithuania-belarus"));
  CHECK(drawn(dispute, "tornado", request).note.find("partial") != std::string::npos);
}
