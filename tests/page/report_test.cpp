// The report: one file that needs nothing else, the same bytes for the same input, and nobody's
// names can break it.
#include "page/report.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "report/disputed.hpp"
#include "report/finding.hpp"
#include "small_disputes.hpp"
#include "standoff/load.hpp"

using namespace standoff;
using tests::Laid;

namespace {

Analysis usual(const Graph& graph) {
  AnalysisRequest request;
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
    request.concepts.push_back(find_concept(key));
  return analyse(graph, request);
}

std::string html_of(const Graph& graph, page::ReportRequest request = {}) {
  const Analysis analysis = usual(graph);
  return page::report({graph, analysis}, request).html;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++n;
  return n;
}

const char* const strike =
    "decision_makers:\n"
    "  - {id: union, name: The union, options: [{id: strike, name: strike}],\n"
    "     preferences: [raise, strike iff not raise]}\n"
    "  - {id: port, name: The port, options: [{id: raise, name: raise pay}],\n"
    "     preferences: [not strike, not raise]}\n"
    "outcomes: {settled: raise and not strike}\n"
    "status_quo: [strike]\n";

}  // namespace

TEST_CASE("the report of the reference dispute has all its parts and loads nothing") {
  const auto entry = std::find_if(catalogue().begin(), catalogue().end(),
                                  [](const auto& e) { return e.id == "lithuania-belarus"; });
  const Model model = load(entry->bytes).model.value();
  const LayOut laid = lay_out(model);
  const std::string html = html_of(*laid.graph);
  CHECK(html == html_of(*laid.graph));
  CHECK(has(html, "<h1 id=\"title\" dir=\"auto\">Lithuanian trucks held in Belarus</h1>"));
  CHECK(has(html, "<b>7/288</b>"));
  for (const Evidence& item : model.evidence) CHECK(has(html, ">" + item.id + "<"));
  for (const Source& source : model.sources) CHECK(has(html, ">" + source.id + "<"));
  CHECK(times(html, "One says") == report::disputed(model).evidence.size());
  CHECK(has(html, model.sha256));
  std::string fetching = html;  // patterns are called by their ids within the page
  for (std::size_t at = 0; (at = fetching.find("url(#")) != std::string::npos;)
    fetching.erase(at, 5);
  for (const char* loads : {"<script", "<link", "<iframe", "<img", " src=", " href=", "url(",
                            "@import", "<object", "<embed"})
    CHECK_MESSAGE(!has(fetching, loads), loads);
}

TEST_CASE("names are text, whatever they look like") {
  const std::string nasty = "<script>alert(1)</script>{{css}} & \\\"it\\\"";
  const Laid laid("decision_makers:\n  - {id: a, name: \"" + nasty +
                  "\", options: [{id: x, name: \"" + nasty +
                  "\"}], preferences: [x]}\nstatus_quo: []\n");
  const std::string html = html_of(laid.graph);
  CHECK(!has(html, "<script"));
  CHECK(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;{{css}} &amp; &quot;it&quot;"));
}

TEST_CASE("levers are told for what is wanted, and for nothing else") {
  const Laid laid(strike);
  page::ReportRequest request;
  request.wanted.push_back({{laid.state("YY")}, ""});
  const std::string html = html_of(laid.graph, request);
  CHECK(has(html, "To make YY last"));
  CHECK(!has(html, "To make NY"));
}

TEST_CASE("a dispute without status quo, evidence or outcomes has a report too") {
  const Laid laid("decision_makers: [{id: a, options: [x], preferences: [x]}]\n");
  const std::string html = html_of(laid.graph);
  CHECK(has(html, "Deals start from where the dispute stands"));
  CHECK(has(html, "The file does not say where the dispute stands."));
}

TEST_CASE("a report that was stopped says so") {
  const Laid laid(strike);
  const Analysis analysis = usual(laid.graph);
  std::stop_source stop;
  stop.request_stop();
  page::ReportRequest request;
  request.stop = stop.get_token();
  const page::Report report = page::report({laid.graph, analysis}, request);
  CHECK(!report.complete);
  CHECK(has(report.html, "This report is partial"));
  CHECK(has(report.html, "The search was stopped before it found any."));
}

TEST_CASE("outcomes beyond the cards are counted, not passed over") {
  // Nobody would stay where x is taken, so none of these outcomes can last as things stand.
  const Laid laid(
      "decision_makers:\n"
      "  - {id: a, options: [x], preferences: [not x]}\n"
      "  - {id: b, options: [p, q], preferences: [not p, not q]}\n"
      "outcomes: {first: x and p and q, second: x and p and not q, third: x and q and not p,\n"
      "           fourth: x and not p and not q}\n"
      "status_quo: []\n");
  const std::string html = html_of(laid.graph);
  CHECK(times(html, "<h3>To make ") == 3);
  CHECK(has(html, "1 more outcome would need a change"));
}
