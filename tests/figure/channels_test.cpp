// The channel map: what is open where, and nothing over anything else.
#include <doctest/doctest.h>

#include "figure/hooks.hpp"
#include "figure/svg.hpp"
#include "standoff/measures.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

// Pills: rounded rectangles of one height, as written in the document.
std::vector<figure::Box> pills(const std::string& svg) {
  std::vector<figure::Box> out;
  const auto number = [&](std::size_t at, const char* name) {
    return std::stod(svg.substr(svg.find(name, at) + std::string(name).size()));
  };
  for (std::size_t at = svg.find("<rect x="); at != std::string::npos;
       at = svg.find("<rect x=", at + 1)) {
    const std::string element = svg.substr(at, svg.find("/>", at) - at);
    if (element.find("height=\"22\"") == std::string::npos) continue;
    out.push_back({number(at, " x=\""), number(at, " y=\""), number(at, " width=\""), 22});
  }
  return out;
}

std::string dispute_of(std::size_t people, bool all_pairs) {
  std::string body = "standoff: 1\ntitle: t\ndecision_makers:\n";
  for (std::size_t i = 0; i < people; ++i)
    body += "  - {id: d" + std::to_string(i) + ", name: 'Ministry number " + std::to_string(i) +
            " of a rather long name', options: [o" + std::to_string(i) + "], preferences: [o" +
            std::to_string(i) + "]}\n";
  body += "status_quo: {taken: []}\nchannels:\n";
  for (std::size_t a = 0; a < people; ++a)
    for (std::size_t b = a + 1; b < people; ++b)
      if (all_pairs || b == a + 1)
        body += "  - {id: c" + std::to_string(a) + "_" + std::to_string(b) + ", between: [d" +
                std::to_string(a) + ", d" + std::to_string(b) + "]}\n";
  return body;
}

}  // namespace

TEST_CASE("the map shows as shut exactly what is not open where it stands") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Figure figure = drawn(dispute, "channels");
  const auto open =
      open_channels(dispute.model(), dispute.graph().pattern(*dispute.graph().status_quo()));
  REQUIRE(figure.table.rows.size() == dispute.model().channels.size());
  for (std::uint32_t c = 0; c < figure.table.rows.size(); ++c) {
    const bool is_open = std::find(open.begin(), open.end(), c) != open.end();
    CHECK(figure.table.rows[c][3].starts_with("shut") == !is_open);
  }
  CHECK(figure.title.find("4 of 5 channels are open") != std::string::npos);
  CHECK(figure.svg.find(">shut<") != std::string::npos);
  CHECK(figure.svg.find("stroke-dasharray") != std::string::npos);
}

TEST_CASE("in a wanted situation other channels may be open") {
  const Analysed dispute(shipped("lithuania-belarus"));
  figure::FigureRequest request;
  request.wanted = dispute.state("NNNNYNNNN");
  const figure::Figure figure = drawn(dispute, "channels", request);
  CHECK(figure.title == "In the wanted situation, 5 of 5 channels are open.");
  CHECK(figure.svg.find(">shut<") == std::string::npos);
}

TEST_CASE("pills keep apart, for up to twelve decision makers") {
  for (std::size_t people = 2; people <= 12; ++people)
    for (const bool all : {false, true}) {
      if (all && people > 8) continue;  // 36 channels and more are another picture
      const Analysed dispute(dispute_of(people, all));
      const figure::Figure figure = drawn(dispute, "channels");
      const auto boxes = pills(figure.svg);
      REQUIRE(boxes.size() == dispute.model().channels.size());
      for (std::size_t a = 0; a < boxes.size(); ++a)
        for (std::size_t b = a + 1; b < boxes.size(); ++b) CHECK(!boxes[a].overlaps(boxes[b]));
    }
}

TEST_CASE("without a status quo the map says so; without channels there is none") {
  std::string text = dispute_of(3, true);
  text.erase(text.find("status_quo"), std::string("status_quo: {taken: []}\n").size());
  text.insert(text.find("]}\n", text.find("c0_1")) + 1, ", open_when: o1");
  const figure::Figure figure = drawn(Analysed(text), "channels");
  CHECK(figure.note.find("does not say where it stands") != std::string::npos);
  CHECK(figure.table.rows[0][3] == "open where o1");
  CHECK(refused(Analysed(shipped("chicken")), "channels"));
}
