// Y and N in circles: the cells of tables that say who does what, and what holds where.
//
// However many there are, those of one look become one element. A page reads, lays out and draws a
// few long paths many times faster than hundreds of circles and letters.
#pragma once

#include <map>
#include <string>

#include "figure/svg.hpp"

namespace standoff::figure {

class Badges {
 public:
  explicit Badges(double radius) : radius_(radius) {}

  /// A Y in a circle that is filled.
  void yes(double x, double y, Paint fill);
  /// An N in one that is empty.
  void no(double x, double y);
  /// A dash in one that is empty: some yes, some no.
  void both(double x, double y);
  /// A frame around a badge.
  void frame(double x, double y);

  void draw(Drawing& drawing) const;

 private:
  double radius_;
  std::string frames_, empty_, letters_y_, letters_n_;  // as SVG writes paths
  std::map<Paint, std::string> filled_;
};

}  // namespace standoff::figure
