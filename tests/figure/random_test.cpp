// Every kind of figure of random disputes: none breaks, each has its table, and the same bytes
// twice.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "figure/hooks.hpp"
#include "random/generate.hpp"

using namespace standoff;
using namespace standoff::tests;

TEST_CASE("every kind draws random disputes, or says why not") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    oracle::Shape shape;
    shape.guards_on_own = false;  // no file may say that an option waits for itself
    oracle::PlainDispute plain = oracle::random_dispute(seed, shape);
    if (seed % 3 == 0) oracle::add_shades(plain, seed);
    const Analysed dispute(oracle::to_yaml(plain));
    figure::FigureRequest request;
    if (seed % 2 == 0)
      request.wanted = StateId(static_cast<std::uint32_t>(seed % dispute.graph().states()));
    for (const figure::Kind& kind : figure::kinds()) {
      INFO("seed " << seed << ", " << kind.key);
      const auto figure = kind.draw(dispute.subject(), request);
      if (!figure) {
        CHECK(!kind.why_not.empty());
        continue;
      }
      CHECK(!figure->title.empty());
      CHECK(!figure->alt.empty());
      CHECK(flaws(figure->svg, std::string(kind.key)) == "");
      CHECK(figure->svg.find("nan") == std::string::npos);
      CHECK(figure->svg.find("\"inf") == std::string::npos);
      for (const auto& row : figure->table.rows)
        REQUIRE(row.size() == figure->table.columns.size());
      CHECK(figure->svg == kind.draw(dispute.subject(), request)->svg);
    }
  }
}

TEST_CASE("every kind draws every dispute of the catalogue and long names, and nothing overlaps") {
  const auto check = [](const Analysed& dispute) {
    for (const figure::Kind& kind : figure::kinds())
      if (const auto figure = kind.draw(dispute.subject(), {})) {
        INFO(dispute.model().title << ", " << kind.key);
        CHECK(flaws(figure->svg, std::string(kind.key)) == "");
      }
  };
  for (const CatalogueEntry& entry : catalogue()) check(Analysed(entry.bytes));
  for (const char* name : {"long-names", "long-advice"}) {
    std::ifstream file(std::string(STANDOFF_SOURCE_DIR) + "/tests/figure/disputes/" + name +
                       ".yaml");
    check(Analysed(std::string{std::istreambuf_iterator<char>(file), {}}));
  }
}

TEST_CASE("a figure that was stopped is a figure") {
  std::stop_source stop;
  stop.request_stop();
  figure::FigureRequest request;
  request.stop = stop.get_token();
  for (const char* id : {"lithuania-belarus", "harbour-strike", "elmira", "repeat-mover"}) {
    const Analysed dispute(shipped(id));
    for (const figure::Kind& kind : figure::kinds()) {
      const auto figure = kind.draw(dispute.subject(), request);
      if (figure) CHECK(figure->svg.ends_with("</svg>\n"));
    }
  }
}
