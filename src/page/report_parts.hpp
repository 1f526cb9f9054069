// What the parts of the report share.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <vector>

#include "page/report.hpp"
#include "report/words.hpp"

namespace standoff::page {

using Data = kainjow::mustache::data;

/// Something that is asked while the report is made: whether to go on, and how far it is.
struct Asking {
  const figure::Subject& subject;
  const ReportRequest& request;
  report::Words words;
  bool complete = true;  ///< set to false by whoever was stopped

  const Graph& graph() const { return subject.graph; }
  const Model& model() const { return *subject.graph.model(); }
};

// --- report_advice.cpp: what the dispute offers
/// Each decision maker's position where it stands, at most `most`, restless ones first.
Data positions(const Asking& asking, std::size_t most);
/// Sets levers or no_levers, deals or no_deals.
void add_levers(Asking& asking, Data& page);
void add_deals(Asking& asking, Data& page);
/// In how many readings the finding holds, as the first counter.
Data robustness(Asking& asking);

// --- report_evidence.cpp: what the dispute rests on
void add_evidence(const Asking& asking, Data& page);
void add_assumptions(const Asking& asking, Data& page);

}  // namespace standoff::page
