// The document, element by element.

#include "figure/svg.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "text/unicode.hpp"

namespace standoff::figure {
namespace {

void add(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  out += escaped(value);
  out += '"';
}

// "fill-ink line-grid": how a page finds what is painted.
std::string classes(const Look& look) {
  std::string out;
  // A pattern stays one, whatever a page does with the class.
  if (look.fill != Paint::none && look.url.empty())
    out = "fill-" + std::string(pigment(look.fill).name);
  if (look.line != Paint::none)
    out += (out.empty() ? "line-" : " line-") + std::string(pigment(look.line).name);
  return out;
}

// Shapes of radius 1 around the origin, no two alike in outline; corners as x, y.
constexpr double half = 0.5, root = 0.866;
const std::array<std::vector<double>, Drawing::signs> corners{{
    {},                                                                        // a disc
    {-.82, -.82, .82, -.82, .82, .82, -.82, .82},                              // square
    {0, -1.1, 1.05, .8, -1.05, .8},                                            // triangle, up
    {0, -1.15, 1.15, 0, 0, 1.15, -1.15, 0},                                    // diamond
    {-.35, -1.1, .35,  -1.1, .35,  -.35, 1.1,  -.35, 1.1,  .35,  .35,  .35,    // plus
     .35,  1.1,  -.35, 1.1,  -.35, .35,  -1.1, .35,  -1.1, -.35, -.35, -.35},  //
    {0, 1.1, -1.05, -.8, 1.05, -.8},                                           // triangle, down
    {half, -root, 1, 0, half, root, -half, root, -1, 0, -half, -root},         // hexagon
    {0,    -1.2, .3,    -.38, 1.14, -.37, .48, .15, .7, .97, 0, .5, -.7, .97,  // star
     -.48, .15,  -1.14, -.37, -.3,  -.38},                                     //
    {-1.1, -.45, 1.1, -.45, 1.1, .45, -1.1, .45},                              // bar, lying
    {-.45, -1.1, .45, -1.1, .45, 1.1, -.45, 1.1},                              // bar, standing
    {-1, -.95, 0, -.3, 1, -.95, 1, .55, 0, 1.15, -1, .55},                     // chevron
    {-1.1, -.9, 1.1, -.9, .3, 0, 1.1, .9, -1.1, .9, -.3, 0},                   // hourglass
}};

}  // namespace

std::string number(double value) {
  const long long hundredths = std::llround(value * 100);
  const long long size = std::llabs(hundredths);
  std::string out = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
  if (size % 100 != 0) {
    out += '.';
    out += static_cast<char>('0' + size % 100 / 10);
    if (size % 10 != 0) out += static_cast<char>('0' + size % 10);
  }
  return out;
}

std::string outline_of_circle(double x, double y, double radius) {
  const std::string r = number(radius);
  const std::string half = "a" + r + " " + r + " 0 1 0 ";
  const std::string across = number(2 * radius);
  return "M" + number(x - radius) + " " + number(y) + half + across + " 0" + half + "-" + across +
         " 0z";
}

std::string outline_of_box(const Box& box, double corner) {
  const std::string c = number(corner);
  const std::string turn = "a" + c + " " + c + " 0 0 1 ";
  const std::string across = number(box.width - 2 * corner);
  const std::string down = number(box.height - 2 * corner);
  return "M" + number(box.x + corner) + " " + number(box.y) + "h" + across + turn + c + " " + c +
         "v" + down + turn + "-" + c + " " + c + "h-" + across + turn + "-" + c + " -" + c + "v-" +
         down + turn + c + " -" + c + "z";
}

std::string escaped(std::string_view text) {
  // Mostly there is nothing to do.
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c < '\x7f' && c != '&' && c != '<' && c != '>' && c != '"';
  });
  if (plain) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = text::next_code_point(text, at);
    if (point == U'&')
      out += "&amp;";
    else if (point == U'<')
      out += "&lt;";
    else if (point == U'>')
      out += "&gt;";
    else if (point == U'"')
      out += "&quot;";
    else if (point == 0xFFFE || point == 0xFFFF || point == 0xFFFD ||
             (point < 0x20 && point != U'\n' && point != U'\t'))
      out += "\xEF\xBF\xBD";
    else
      out += text.substr(begin, at - begin);
  }
  return out;
}

void Drawing::element(std::string_view name, const Attributes& attributes, const Look& look) {
  body_ += '<';
  body_ += name;
  for (const Attribute& a : attributes) add(body_, a.name, a.value);
  if (const std::string names = classes(look); !names.empty()) add(body_, "class", names);
  if (!look.url.empty())
    add(body_, "fill", "url(#" + std::string(look.url) + ")");
  else
    add(body_, "fill", pigment(look.fill).light);
  if (look.line != Paint::none) {
    add(body_, "stroke", pigment(look.line).light);
    if (look.width != 1) add(body_, "stroke-width", number(look.width));
    if (!look.dash.empty()) add(body_, "stroke-dasharray", look.dash);
  }
  body_ += "/>\n";
}

Drawing::Group Drawing::group(const Attributes& attributes, std::string_view tip) {
  body_ += "<g";
  for (const Attribute& a : attributes) add(body_, a.name, a.value);
  body_ += ">\n";
  if (!tip.empty()) body_ += "<title>" + escaped(tip) + "</title>\n";
  return Group(*this);
}

void Drawing::rectangle(const Box& box, const Look& look, double corner, const Attributes& more) {
  Attributes attributes{{"x", box.x}, {"y", box.y}, {"width", box.width}, {"height", box.height}};
  if (corner > 0) attributes.emplace_back("rx", corner);
  attributes.insert(attributes.end(), more.begin(), more.end());
  element("rect", attributes, look);
}

void Drawing::line(double x1, double y1, double x2, double y2, const Look& look,
                   const Attributes& more) {
  Attributes attributes{{"x1", x1}, {"y1", y1}, {"x2", x2}, {"y2", y2}};
  attributes.insert(attributes.end(), more.begin(), more.end());
  element("line", attributes, look);
}

void Drawing::circle(double x, double y, double radius, const Look& look, const Attributes& more) {
  Attributes attributes{{"cx", x}, {"cy", y}, {"r", radius}};
  attributes.insert(attributes.end(), more.begin(), more.end());
  element("circle", attributes, look);
}

void Drawing::path(std::string_view d, const Look& look, const Attributes& more) {
  Attributes attributes{{"d", d}};
  attributes.insert(attributes.end(), more.begin(), more.end());
  element("path", attributes, look);
}

void Drawing::sign(std::size_t which, double x, double y, double radius, const Look& look) {
  const std::vector<double>& shape = corners[which % signs];
  if (shape.empty()) return circle(x, y, radius * 0.95, look);
  std::string d;
  for (std::size_t k = 0; k < shape.size(); k += 2)
    d += (k == 0 ? "M" : "L") + number(x + radius * shape[k]) + " " +
         number(y + radius * shape[k + 1]);
  path(d + "Z", look);
}

void Drawing::text_line(double x, double y, const Lettered& text, const std::string& line,
                        Align align) {
  body_ += "<text";
  add(body_, "x", number(x));
  add(body_, "y", number(y));
  add(body_, "class", "fill-" + std::string(pigment(text.type.paint).name));
  add(body_, "fill", pigment(text.type.paint).light);
  add(body_, "font-size", number(text.type.size));
  if (text.type.bold) add(body_, "font-weight", "bold");
  if (align != Align::start) add(body_, "text-anchor", align == Align::middle ? "middle" : "end");
  if (!text.rightwards) add(body_, "direction", "rtl");
  body_ += '>';
  if (!text.whole.empty()) body_ += "<title>" + escaped(text.whole) + "</title>";
  body_ += escaped(line) + "</text>\n";
}

void Drawing::words(const Box& box, const Lettered& text, Align align) {
  // In text that runs from right to left, the start is on the right.
  const bool at_left = (align == Align::start) == text.rightwards;
  const double x = align == Align::middle ? box.middle_x() : at_left ? box.x : box.right();
  double y = box.y + text.type.line_height() / 2 + text.type.size * 0.35;
  for (const std::string& line : text.lines) {
    text_line(x, y, text, line, align);
    y += text.type.line_height();
  }
}

void Drawing::words_centred(const Box& box, const Lettered& text, Align align) {
  Box inner = box;
  inner.y += (box.height - text.height()) / 2;
  words(inner, text, align);
}

bool Drawing::define(const std::string& id) {
  if (std::find(defined_.begin(), defined_.end(), id) != defined_.end()) return false;
  defined_.push_back(id);
  return true;
}

std::string Drawing::pattern(Stripes stripes, Paint lines, Paint ground) {
  constexpr std::array<std::string_view, 5> names{"rising", "falling", "level", "crossed", "dots"};
  constexpr std::array<std::string_view, 5> paths{"M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
                                                  "M-1 -1L7 7M-1 5L1 7M5 -1L7 1", "M0 3H6",
                                                  "M0 3H6M3 0V6", "M2 3H4"};
  const auto which = static_cast<std::size_t>(stripes);
  const std::string id = id_ + "-" + std::string(names[which]) + "-" +
                         std::string(pigment(lines).name) + "-" + std::string(pigment(ground).name);
  if (!define(id)) return id;
  Drawing inside(kind_);
  inside.rectangle({0, 0, 6, 6}, {.fill = ground});
  inside.path(paths[which], {.line = lines, .width = stripes == Stripes::dots ? 2.0 : 1.1});
  definitions_ += "<pattern id=\"" + id +
                  "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\n" + inside.body_ +
                  "</pattern>\n";
  return id;
}

std::string Drawing::arrow_head(Paint paint) {
  const std::string id = id_ + "-arrow-" + std::string(pigment(paint).name);
  if (define(id)) {
    Drawing inside(kind_);
    inside.path("M0 0L9 4.5L0 9L2.2 4.5Z", {.fill = paint});
    definitions_ += "<marker id=\"" + id +
                    "\" markerWidth=\"9\" markerHeight=\"9\" refX=\"8\" refY=\"4.5\" "
                    "orient=\"auto\" markerUnits=\"userSpaceOnUse\">\n" +
                    inside.body_ + "</marker>\n";
  }
  return "url(#" + id + ")";
}

std::string Drawing::finish(std::string_view title, std::string_view description, double width,
                            double height) && {
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
  add(out, "class", "figure figure-" + kind_);
  add(out, "role", "img");
  add(out, "aria-labelledby", id_ + "-title " + id_ + "-desc");
  add(out, "width", number(width));
  add(out, "height", number(height));
  add(out, "viewBox", "0 0 " + number(width) + " " + number(height));
  add(out, "font-family", font_families);
  out += ">\n<title id=\"" + id_ + "-title\">" + escaped(title) + "</title>\n<desc id=\"" + id_ +
         "-desc\">" + escaped(description) + "</desc>\n";
  if (!definitions_.empty()) out += "<defs>\n" + definitions_ + "</defs>\n";
  Drawing ground(kind_);
  ground.rectangle({0, 0, width, height}, {.fill = Paint::paper});
  return out + ground.body_ + body_ + "</svg>\n";
}

}  // namespace standoff::figure
