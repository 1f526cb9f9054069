// Boxes in columns and arcs between them, so that no arc runs through a box and no two arcs share
// an end. An arc that passes a column gets a lane of its own there; boxes and lanes are sorted by
// where their neighbours stand (barycentres, Sugiyama, Tagawa and Toda 1981), and moved as near to
// them as their order allows.
#pragma once

#include <cstdint>
#include <vector>

#include "figure/svg.hpp"

namespace standoff::figure {

struct Layers {
  struct Node {
    std::size_t column = 0;
    double width = 0, height = 0;  ///< grows where more arcs end than fit
  };
  struct Edge {
    std::size_t from = 0, to = 0;  ///< of `nodes`; not the same
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

struct LaidOut {
  struct Point {
    double x = 0, y = 0;
  };
  std::vector<Box> nodes;
  /// From end to end by way of the lanes. At each point an arc runs level; between two it bends.
  std::vector<std::vector<Point>> edges;
  double width = 0, height = 0;
};

/// Between two ends of arcs at the same side of a box.
inline constexpr double port_distance = 11;
/// So far an arc runs level from a box, with room for what is drawn there.
inline constexpr double level_run = 16;

/// The upper left corner is (0, 0). Cost: a few sweeps over the arcs and lanes, and the square of
/// the arcs between two columns.
LaidOut lay_out_in_columns(const Layers& layers);

/// The path of an arc, as SVG writes it.
std::string path_of(const std::vector<LaidOut::Point>& points);

}  // namespace standoff::figure
