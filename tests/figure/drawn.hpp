// Reading a drawing back: its elements, and what would be seen to overlap.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "figure/svg.hpp"

namespace standoff::tests {

struct Element {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;  ///< its own, without that of its children
  std::vector<Element> children;

  bool has(const std::string& attribute) const { return attributes.count(attribute) > 0; }
  /// Empty where there is no such attribute.
  std::string operator[](const std::string& attribute) const;
  double number(const std::string& attribute) const;
  /// Whether the attribute "class" has this word.
  bool is(const std::string& name_in_class) const;
  /// All elements of a name, itself included, in the order of the document.
  std::vector<const Element*> all(const std::string& named) const;
};

/// The root of a document. A strict reader: throws std::runtime_error with the place where the
/// document is not well formed.
Element read_drawing(const std::string& svg);

/// The parts of a path, each from its M to the next.
std::vector<std::string> subpaths(const std::string& d);
/// What the badges in a group say, from top to bottom: Y, N, or - for some of each. A circle that
/// is filled must hold a Y and an empty one must not: throws std::runtime_error otherwise.
std::string badges_in(const Element& group);

/// The rooms that texts take, by the estimate that drawings are made with.
struct TextBox {
  std::string text;
  figure::Box box;
};
std::vector<TextBox> text_boxes(const Element& drawing);

/// What is wrong with a drawing, in words: text over text, text or a box of a state outside the
/// page, boxes of states over each other, an id that does not begin with the kind. Empty when
/// nothing is.
std::string flaws(const std::string& svg, const std::string& kind);

}  // namespace standoff::tests
