// What a page finds in a drawing.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "figure/drawn.hpp"
#include "figure/figure.hpp"
#include "page/subject.hpp"

namespace standoff::tests {

/// The values of an attribute, in the order of the document.
inline std::vector<std::string> hooks(const std::string& svg, const std::string& attribute) {
  std::vector<std::string> out;
  const std::string before = " " + attribute + "=\"";
  for (std::size_t at = svg.find(before); at != std::string::npos; at = svg.find(before, at)) {
    at += before.size();
    std::string value = svg.substr(at, svg.find('"', at) - at);
    for (std::size_t gt = value.find("&gt;"); gt != std::string::npos; gt = value.find("&gt;"))
      value.replace(gt, 4, ">");
    out.push_back(std::move(value));
  }
  return out;
}

/// The figure of a kind; fails the test where there is none.
inline figure::Figure drawn(const Analysed& dispute, const char* kind,
                            const figure::FigureRequest& request = {}) {
  const figure::Kind* found = figure::find_kind(kind);
  REQUIRE(found != nullptr);
  auto figure = found->draw(dispute.subject(), request);
  REQUIRE(figure);
  for (const auto& row : figure->table.rows) REQUIRE(row.size() == figure->table.columns.size());
  CHECK(flaws(figure->svg, kind) == "");
  CHECK(figure->svg == found->draw(dispute.subject(), request)->svg);  // same bytes
  return std::move(*figure);
}

/// True where there is no figure of this kind, and the kind says why.
inline bool refused(const Analysed& dispute, const char* kind) {
  const figure::Kind* found = figure::find_kind(kind);
  REQUIRE(found != nullptr);
  return !found->draw(dispute.subject(), {}) && !found->why_not.empty();
}

}  // namespace standoff::tests
