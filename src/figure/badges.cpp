// Letters are drawn as strokes, so they look the same in whatever font a page has.

#include "figure/badges.hpp"

namespace standoff::figure {
namespace {

// A stroke through points given from the middle of a badge, in its radius.
std::string stroke(double x, double y, double radius,
                   std::initializer_list<std::pair<double, double>> points) {
  std::string out;
  for (const auto& [right, down] : points) {
    out += out.empty() ? 'M' : 'L';
    out += number(x + right * radius) + ' ' + number(y + down * radius);
  }
  return out;
}

}  // namespace

void Badges::yes(double x, double y, Paint fill) {
  filled_[fill] += outline_of_circle(x, y, radius_);
  letters_y_ += stroke(x, y, radius_, {{-0.37, -0.43}, {0, 0.04}, {0.37, -0.43}});
  letters_y_ += stroke(x, y, radius_, {{0, 0.02}, {0, 0.45}});
}

void Badges::no(double x, double y) {
  empty_ += outline_of_circle(x, y, radius_);
  letters_n_ += stroke(x, y, radius_, {{-0.3, 0.43}, {-0.3, -0.43}, {0.3, 0.43}, {0.3, -0.43}});
}

void Badges::both(double x, double y) {
  empty_ += outline_of_circle(x, y, radius_);
  letters_n_ += stroke(x, y, radius_, {{-0.35, 0}, {0.35, 0}});
}

void Badges::frame(double x, double y) {
  const double half = radius_ + 3.5;
  frames_ += outline_of_box({x - half, y - half, 2 * half, 2 * half}, 6);
}

void Badges::draw(Drawing& drawing) const {
  const auto path = [&](const std::string& d, const Look& look) {
    if (!d.empty()) drawing.path(d, look);
  };
  path(frames_, {.line = Paint::ink, .width = 1.6});
  for (const auto& [paint, circles] : filled_) path(circles, {.fill = paint});
  path(empty_, {.fill = Paint::paper, .line = Paint::grid, .width = 1.4});
  path(letters_y_, {.line = Paint::paper, .width = 1.7});
  path(letters_n_, {.line = Paint::faint, .width = 1.2});
}

}  // namespace standoff::figure
