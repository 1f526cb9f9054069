// The SVG writer: escaping, ids, signs, hooks.

#include "figure/svg.hpp"

#include <doctest/doctest.h>

#include <set>

namespace {

using namespace standoff::figure;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string drawn(void (*draw)(Drawing&)) {
  Drawing drawing("kind");
  draw(drawing);
  return std::move(drawing).finish("A title", "What is to be seen", 100, 50);
}

}  // namespace

TEST_SUITE_BEGIN("figure/svg");

TEST_CASE("numbers are short") {
  CHECK(number(0) == "0");
  CHECK(number(-0.001) == "0");
  CHECK(number(12.5) == "12.5");
  CHECK(number(1.239) == "1.24");
  CHECK(number(-3.05) == "-3.05");
}

TEST_CASE("text cannot break out of the document") {
  CHECK(escaped("a<b & \"c\">") == "a&lt;b &amp; &quot;c&quot;&gt;");
  CHECK(escaped(std::string("a\x01\x00z", 4)) == "a\uFFFD\uFFFDz");
  CHECK(escaped("\xff") == "\uFFFD");
  CHECK(escaped("ąč") == "ąč");
}

TEST_CASE("a drawing names and describes itself and fetches nothing") {
  const std::string svg = drawn([](Drawing& d) {
    const auto group = d.group({{"data-state", "YN"}}, "a <tip>");
    d.rectangle({1, 2, 3, 4}, {.fill = Paint::stable, .line = Paint::grid});
  });
  CHECK(contains(svg, "role=\"img\""));
  CHECK(contains(svg, "aria-labelledby=\"kind-title kind-desc\""));
  CHECK(contains(svg, "<title id=\"kind-title\">A title</title>"));
  CHECK(contains(svg, "<g data-state=\"YN\">\n<title>a &lt;tip&gt;</title>"));
  CHECK(contains(svg, "class=\"fill-stable line-grid\""));
  CHECK(contains(svg, "</g>\n</svg>"));
  CHECK_FALSE(contains(svg, "style"));
  CHECK_FALSE(contains(svg, "href"));
}

TEST_CASE("a drawing that stands twice on a page has ids of its own") {
  Drawing drawing("kind", "second");
  const std::string pattern =
      drawing.pattern(Drawing::Stripes::rising, Paint::unstable, Paint::paper);
  const std::string head = drawing.arrow_head(Paint::ink);
  const std::string svg = std::move(drawing).finish("", "", 1, 1);
  CHECK(pattern.starts_with("second-"));
  CHECK(contains(head, "#second-"));
  CHECK(contains(svg, "class=\"figure figure-kind\""));
  CHECK(contains(svg, "aria-labelledby=\"second-title second-desc\""));
  CHECK_FALSE(contains(svg, "\"kind-"));
}

TEST_CASE("outlines follow each other in one path") {
  CHECK(outline_of_circle(10, 20, 5) == "M5 20a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z");
  CHECK(outline_of_box({0, 0, 20, 10}, 2) ==
        "M2 0h16a2 2 0 0 1 2 2v6a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-6a2 2 0 0 1 2 -2z");
}

TEST_CASE("a pattern is defined once, with an id of its kind") {
  const std::string svg = drawn([](Drawing& d) {
    const std::string first = d.pattern(Drawing::Stripes::rising, Paint::unstable, Paint::paper);
    const std::string again = d.pattern(Drawing::Stripes::rising, Paint::unstable, Paint::paper);
    CHECK(first == again);
    CHECK(first.starts_with("kind-"));
    d.rectangle({0, 0, 9, 9}, {.fill = Paint::unstable, .url = first});
  });
  CHECK(svg.find("<pattern") == svg.rfind("<pattern"));
  // No class that would paint over it.
  CHECK(contains(svg, "height=\"9\" fill=\"url(#kind-rising-unstable-paper)\""));
}

TEST_CASE("the signs of twelve decision makers are twelve shapes") {
  std::set<std::string> shapes;
  for (std::size_t k = 0; k < Drawing::signs; ++k) {
    Drawing drawing("kind");
    drawing.sign(k, 0, 0, 5, {.fill = Paint::ink});
    shapes.insert(std::move(drawing).finish("", "", 1, 1));
  }
  CHECK(shapes.size() == Drawing::signs);
}

TEST_CASE("text from right to left starts on the right") {
  const std::string svg = drawn([](Drawing& d) {
    d.words({10, 0, 80, 20}, letter("مصر", {}, 80));
  });
  CHECK(contains(svg, "<text x=\"90\""));
  CHECK(contains(svg, "direction=\"rtl\""));
}

TEST_CASE("every paint has a class that a page can restyle") {
  const std::string rules = restyling(".dark ", true);
  CHECK(contains(rules, ".dark .fill-ink{fill:"));
  CHECK(contains(rules, ".dark .line-dm-11{stroke:"));
}

TEST_SUITE_END();
