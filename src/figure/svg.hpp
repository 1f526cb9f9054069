// Writing SVG: elements, groups, text, and the few definitions that figures share.
//
// A drawing uses presentation attributes only: no style sheet, no script, nothing fetched. Whoever
// puts it on a page restyles it by the classes of palette.hpp. Its ids begin with the figure's
// kind, so that several drawings can share a page. Same calls, same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/lettering.hpp"
#include "figure/palette.hpp"

namespace standoff::figure {

/// A rectangle in the drawing's units, which are pixels at natural size.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  double middle_x() const { return x + width / 2; }
  double middle_y() const { return y + height / 2; }
  /// The same with this much taken off (or, negative, added) on every side.
  Box inset(double by) const { return {x + by, y + by, width - 2 * by, height - 2 * by}; }
  bool overlaps(const Box& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
};

/// At most two decimals, no trailing zeros, never "-0".
std::string number(double value);

/// `&`, `<`, `>` and quotation marks as entities; what XML cannot hold at all becomes U+FFFD.
std::string escaped(std::string_view text);

/// Closed outlines as SVG writes paths; several, one after the other, are one path.
std::string outline_of_circle(double x, double y, double radius);
std::string outline_of_box(const Box& box, double corner);

struct Attribute {
  Attribute(std::string_view name_, std::string_view value_) : name(name_), value(value_) {}
  Attribute(std::string_view name_, double value_) : name(name_), value(number(value_)) {}

  std::string name;
  std::string value;
};
using Attributes = std::vector<Attribute>;

/// How a shape is painted: inside, along its edge, or both.
struct Look {
  Paint fill = Paint::none;
  Paint line = Paint::none;
  double width = 1;            ///< of the line
  std::string_view dash = {};  ///< as SVG writes it: "4 3"
  std::string_view url = {};   ///< id of a pattern to fill with instead, from `Drawing::pattern`
};

enum class Align : std::uint8_t { start, middle, end };

class Drawing {
 public:
  /// `kind`: the figure's key. Every id begins with `id`, or with the key when that is empty.
  explicit Drawing(std::string_view kind, std::string_view id = {})
      : kind_(kind), id_(id.empty() ? kind : id) {}

  /// A group that ends with the scope. `Drawing::group` makes one.
  class Group {
   public:
    Group(Group&& other) noexcept : drawing_(other.drawing_) { other.drawing_ = nullptr; }
    Group(const Group&) = delete;
    Group& operator=(const Group&) = delete;
    Group& operator=(Group&&) = delete;
    ~Group() {
      if (drawing_ != nullptr) drawing_->body_ += "</g>\n";
    }

   private:
    friend class Drawing;
    explicit Group(Drawing& drawing) : drawing_(&drawing) {}
    Drawing* drawing_;
  };
  /// `attributes`: hooks for a page, such as {"data-state", "YNNY"}. `tip`: what is said of the
  /// group where a pointer rests on it, or by a screen reader.
  [[nodiscard]] Group group(const Attributes& attributes, std::string_view tip = {});

  void rectangle(const Box& box, const Look& look, double corner = 0, const Attributes& more = {});
  void line(double x1, double y1, double x2, double y2, const Look& look,
            const Attributes& more = {});
  void circle(double x, double y, double radius, const Look& look, const Attributes& more = {});
  /// `d`: as SVG writes a path.
  void path(std::string_view d, const Look& look, const Attributes& more = {});
  /// The sign of a decision maker (or of anything else that is numbered), `radius` around a point:
  /// told apart by shape where colours are not. There are `signs` of them.
  void sign(std::size_t number, double x, double y, double radius, const Look& look);
  static constexpr std::size_t signs = 12;

  /// Lines one below the other from the top of `box`; aligned as reading goes, so that the start of
  /// Arabic text is on the right. Where lettering had to leave something out, the whole text is
  /// said where a pointer rests on it.
  void words(const Box& box, const Lettered& text, Align align = Align::start);
  /// The same, in the middle of the box's height.
  void words_centred(const Box& box, const Lettered& text, Align align = Align::middle);

  /// Stripes to fill with, for who cannot tell colours: `lines` of a paint on `ground`. Returns its
  /// id, for Look::url; asked for twice it is made once.
  enum class Stripes : std::uint8_t { rising, falling, level, crossed, dots };
  std::string pattern(Stripes stripes, Paint lines, Paint ground);
  /// An arrow's head in a paint, for `marker-end`: "url(#...)".
  std::string arrow_head(Paint paint);

  /// The whole document.
  std::string finish(std::string_view title, std::string_view description, double width,
                     double height) &&;

 private:
  void element(std::string_view name, const Attributes& attributes, const Look& look);
  void text_line(double x, double y, const Lettered& text, const std::string& line, Align align);
  bool define(const std::string& id);

  std::string kind_, id_;
  std::string body_;
  std::string definitions_;
  std::vector<std::string> defined_;
};

}  // namespace standoff::figure
