// Boxes in columns, and arcs that keep clear of them.

#include "figure/layered.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace {

using namespace standoff::figure;

// Points along an arc as `path_of` bends it: level, then halfway, then level.
std::vector<LaidOut::Point> along(const std::vector<LaidOut::Point>& points) {
  std::vector<LaidOut::Point> out;
  for (std::size_t k = 0; k + 1 < points.size(); ++k) {
    const LaidOut::Point a = points[k], b = points[k + 1];
    const double run = std::min(level_run, std::abs(b.x - a.x) / 2) * (a.x <= b.x ? 1 : -1);
    for (int step = 0; step <= 40; ++step) {
      const double t = step / 40.0;
      const double ease = t * t * (3 - 2 * t);
      out.push_back({a.x + run + (b.x - a.x - 2 * run) * t, a.y + (b.y - a.y) * ease});
    }
  }
  return out;
}

Layers random_layers(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
  Layers layers;
  const std::size_t columns = 1 + below(5);
  const std::size_t nodes = columns + below(12);
  for (std::size_t k = 0; k < nodes; ++k)
    layers.nodes.push_back(
        {k < columns ? k : below(columns), 150.0, 40.0 + static_cast<double>(below(60))});
  for (std::size_t k = 0; k < below(40); ++k) {
    const std::size_t a = below(nodes), b = below(nodes);
    if (a != b) layers.edges.push_back({a, b});
  }
  return layers;
}

}  // namespace

TEST_SUITE_BEGIN("figure/layered");

TEST_CASE("boxes keep their columns and never overlap") {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const Layers layers = random_layers(seed);
    const LaidOut out = lay_out_in_columns(layers);
    for (std::size_t a = 0; a < out.nodes.size(); ++a) {
      CHECK(out.nodes[a].x >= 0);
      CHECK(out.nodes[a].y >= -0.51);
      CHECK(out.nodes[a].right() <= out.width + 0.01);
      CHECK(out.nodes[a].bottom() <= out.height + 0.51);
      for (std::size_t b = a + 1; b < out.nodes.size(); ++b) {
        CHECK_FALSE(out.nodes[a].overlaps(out.nodes[b]));
        if (layers.nodes[a].column < layers.nodes[b].column)
          CHECK(out.nodes[a].right() + 60 < out.nodes[b].x);
      }
    }
  }
}

TEST_CASE("no arc runs through a box, and no two ends are at the same place") {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    const Layers layers = random_layers(seed);
    const LaidOut out = lay_out_in_columns(layers);
    std::vector<LaidOut::Point> ends;
    for (const auto& points : out.edges) {
      ends.push_back(points.front());
      ends.push_back(points.back());
      if (std::abs(points.front().x - points.back().x) < 0.5) continue;  // a bow beside its column
      for (const LaidOut::Point& p : along(points))
        for (const Box& box : out.nodes)
          CHECK_FALSE((p.x > box.x + 1 && p.x < box.right() - 1 && p.y > box.y + 1 &&
                       p.y < box.bottom() - 1));
    }
    for (std::size_t a = 0; a < ends.size(); ++a)
      for (std::size_t b = a + 1; b < ends.size(); ++b)
        CHECK((std::abs(ends[a].x - ends[b].x) > 1 ||
               std::abs(ends[a].y - ends[b].y) > port_distance - 1.5));
  }
}

TEST_CASE("ends lie on the edges of their boxes") {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    CAPTURE(seed);
    const Layers layers = random_layers(seed);
    const LaidOut out = lay_out_in_columns(layers);
    for (std::size_t e = 0; e < layers.edges.size(); ++e) {
      const auto on = [&](const LaidOut::Point& p, const Box& box) {
        return (p.x == doctest::Approx(box.x) || p.x == doctest::Approx(box.right())) &&
               p.y > box.y && p.y < box.bottom();
      };
      CHECK(on(out.edges[e].front(), out.nodes[layers.edges[e].from]));
      CHECK(on(out.edges[e].back(), out.nodes[layers.edges[e].to]));
    }
  }
}

TEST_CASE("what can be drawn without crossings is") {
  // A ladder given upside down in its second column.
  Layers layers;
  for (const std::size_t column : {0U, 0U, 0U, 1U, 1U, 1U})
    layers.nodes.push_back({column, 100, 40});
  layers.edges = {{0, 5}, {1, 4}, {2, 3}};
  const LaidOut out = lay_out_in_columns(layers);
  CHECK(out.nodes[0].y < out.nodes[1].y);
  CHECK(out.nodes[5].y < out.nodes[4].y);
  CHECK(out.nodes[4].y < out.nodes[3].y);
  for (const auto& points : out.edges) CHECK(points.front().y == doctest::Approx(points.back().y));
}

TEST_SUITE_END();
