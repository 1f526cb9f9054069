// The report to hand over: one HTML file that needs nothing else, two printed sheets and an annex.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "figure/figure.hpp"
#include "report/answers.hpp"
#include "standoff/robust.hpp"

namespace standoff::page {

struct ReportRequest {
  /// What is wanted: levers are sought for these, the first one stands in the figures. The author's
  /// outcomes when empty.
  std::vector<RobustRequest::Target> wanted;
  report::Checked checked;  ///< what verifying the evidence said; nothing where it was not done
  std::string variant;      ///< "stage february, as Lithuania sees it"; mostly empty
  std::string engine;       ///< how the states were judged, for the method box
  std::stop_token stop = {};
  /// Called now and then with the share done (0 to 1), from the calling thread.
  std::function<void(double)> progress = {};
};

struct Report {
  std::string html;      ///< the same bytes for the same input
  bool complete = true;  ///< false when it was stopped; the report then says so
};

/// Draws the figures, asks for deals, levers and robustness as the verbs do, and lays it all out.
/// `subject.analysis` has nash, gmr, smr, seq and sseq. Levers are not sought in more than
/// `most_states_for_levers` states, and deals and readings are left out where they would be too
/// many; the report says so. Cost on the reference dispute: about two seconds, mostly readings and
/// levers.
Report report(const figure::Subject& subject, const ReportRequest& request);
inline constexpr std::size_t most_states_for_levers = 4096;

}  // namespace standoff::page
