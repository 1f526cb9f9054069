// Measures in words.

#include "report/measured.hpp"

#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

constexpr std::int64_t million = 1'000'000;

std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (std::size_t k = digits.size(); k > 3; k -= 3) digits.insert(k - 3, ",");
  return digits;
}

}  // namespace

std::string number(std::int64_t millionths) {
  const bool negative = millionths < 0;
  const auto size = negative ? 0 - static_cast<std::uint64_t>(millionths)
                             : static_cast<std::uint64_t>(millionths);
  std::string places =
      std::to_string(million + static_cast<std::int64_t>(size % million)).substr(1);
  places.erase(places.find_last_not_of('0') + 1);
  return (negative ? "-" : "") + grouped(size / million) + (places.empty() ? "" : "." + places);
}

std::string range(const Range& value) {
  return value.low == value.high ? number(value.low)
                                 : number(value.low) + " to " + number(value.high);
}

std::vector<Stands> standing(const Graph& graph, StateId s) {
  const Model& model = *graph.model();
  return graph.has_options() ? standoff::standing(model, graph.pattern(s))
                             : standoff::standing(model, static_cast<std::uint32_t>(index(s)));
}

std::string turned(const Graph& graph, StateId from, StateId to) {
  const auto& measures = graph.model()->measures;
  std::vector<bool> before(measures.size()), after(measures.size());
  for (const Stands& one : standing(graph, from)) before[one.measure] = true;
  for (const Stands& one : standing(graph, to)) after[one.measure] = true;
  std::vector<std::string> ended, begun;
  for (std::size_t m = 0; m < measures.size(); ++m)
    if (before[m] != after[m]) (after[m] ? begun : ended).push_back(measures[m].name);
  std::string text;
  if (!ended.empty()) text += "ends: " + enumeration(ended);
  if (!begun.empty()) text += (text.empty() ? "begins: " : "; begins: ") + enumeration(begun);
  return text;
}

std::vector<std::string> measured(const Graph& graph, StateId s,
                                  const std::optional<std::int64_t>& days) {
  const Model& model = *graph.model();
  std::vector<std::string> lines;
  for (const Stands& one : standing(graph, s)) {
    const Measure& measure = model.measures[one.measure];
    std::string line = measure.name + ": " + range(one.value) + " " + measure.unit;
    if (measure.per_day() && days && *days > 1)
      line += "; over " + std::to_string(*days) + " days " + range(over_days(one.value, *days)) +
              " " + measure.unit.substr(0, measure.unit.size() - 4);
    if (measure.of) line += " (" + Words(graph).called(*measure.of) + ")";
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace standoff::report
