// A small strict reader of XML, and the search for overlaps.

#include "figure/drawn.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace standoff::tests {
namespace {

class Reader {
 public:
  explicit Reader(const std::string& text) : text_(text) {}

  Element document() {
    Element root = element();
    space();
    if (at_ != text_.size()) wrong("something after the end");
    return root;
  }

 private:
  [[noreturn]] void wrong(const std::string& what) const {
    throw std::runtime_error(what + " at byte " + std::to_string(at_) + ": " +
                             text_.substr(at_, 40));
  }
  bool here(const std::string& word) const { return text_.compare(at_, word.size(), word) == 0; }
  void take(const std::string& word) {
    if (!here(word)) wrong("expected " + word);
    at_ += word.size();
  }
  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  std::string name() {
    const std::size_t begin = at_;
    while (at_ < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '-'))
      ++at_;
    if (at_ == begin) wrong("expected a name");
    return text_.substr(begin, at_ - begin);
  }
  // Text up to one of `ends`, entities resolved.
  std::string text_until(const std::string& ends) {
    std::string out;
    while (at_ < text_.size() && ends.find(text_[at_]) == std::string::npos) {
      const auto c = static_cast<unsigned char>(text_[at_]);
      if (c == '<' || c == '>' || (c < ' ' && c != '\n' && c != '\t')) wrong("a bare character");
      if (c != '&') {
        out += text_[at_++];
        continue;
      }
      static const std::map<std::string, char> entities{
          {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
      const auto found = std::find_if(entities.begin(), entities.end(),
                                      [&](const auto& e) { return here(e.first); });
      if (found == entities.end()) wrong("an unknown entity");
      out += found->second;
      at_ += found->first.size();
    }
    return out;
  }
  Element element() {
    Element out;
    take("<");
    out.name = name();
    for (space(); !here(">") && !here("/>"); space()) {
      const std::string key = name();
      take("=\"");
      if (!out.attributes.emplace(key, text_until("\"")).second) wrong("an attribute twice");
      take("\"");
    }
    if (here("/>")) {
      at_ += 2;
      return out;
    }
    take(">");
    while (!here("</")) {
      if (at_ >= text_.size()) wrong("the end inside " + out.name);
      if (here("<"))
        out.children.push_back(element());
      else
        out.text += text_until("<");
    }
    take("</" + out.name + ">");
    return out;
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

bool inside(const figure::Box& box, double width, double height) {
  return box.x >= -0.5 && box.y >= -0.5 && box.right() <= width + 0.5 &&
         box.bottom() <= height + 0.5;
}

}  // namespace

std::string Element::operator[](const std::string& attribute) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? "" : found->second;
}

double Element::number(const std::string& attribute) const {
  return std::stod(attributes.at(attribute));
}

bool Element::is(const std::string& name_in_class) const {
  return (" " + (*this)["class"] + " ").find(" " + name_in_class + " ") != std::string::npos;
}

std::vector<const Element*> Element::all(const std::string& named) const {
  std::vector<const Element*> out;
  if (name == named) out.push_back(this);
  for (const Element& child : children)
    for (const Element* e : child.all(named)) out.push_back(e);
  return out;
}

Element read_drawing(const std::string& svg) { return Reader(svg).document(); }

std::vector<std::string> subpaths(const std::string& d) {
  std::vector<std::string> parts;
  for (const char c : d) {
    if (c == 'M') parts.emplace_back();
    if (parts.empty()) throw std::runtime_error("a path that does not begin with M: " + d);
    parts.back() += c;
  }
  return parts;
}

std::string badges_in(const Element& group) {
  struct Badge {
    double y;
    bool filled;
    std::string strokes;  // how many lines each stroke in it has
  };
  std::vector<Badge> badges;
  const auto y_of = [](const std::string& part) { return std::stod(part.substr(part.find(' '))); };
  for (const Element& path : group.children)
    for (const std::string& part : subpaths(path["d"]))
      if (part.find("a9") != std::string::npos)
        badges.push_back({y_of(part), path["stroke"].empty(), ""});
  for (const Element& path : group.children)
    for (const std::string& part : subpaths(path["d"])) {
      if (part.find('L') == std::string::npos) continue;
      const auto around = std::find_if(badges.begin(), badges.end(), [&](const Badge& b) {
        return std::abs(b.y - y_of(part)) < 9;
      });
      if (around == badges.end()) throw std::runtime_error("a letter outside all circles");
      around->strokes += std::to_string(std::count(part.begin(), part.end(), 'L'));
    }
  std::sort(badges.begin(), badges.end(), [](const Badge& a, const Badge& b) { return a.y < b.y; });
  std::string out;
  for (const Badge& b : badges) {
    out += b.strokes == "21" ? 'Y' : b.strokes == "3" ? 'N' : b.strokes == "1" ? '-' : '?';
    if (b.filled != (out.back() == 'Y')) throw std::runtime_error("a letter in the wrong circle");
  }
  return out;
}

std::vector<TextBox> text_boxes(const Element& drawing) {
  std::vector<TextBox> out;
  for (const Element* e : drawing.all("text")) {
    const figure::Type type{.size = e->number("font-size"), .bold = (*e)["font-weight"] == "bold"};
    const double width = figure::width_of(e->text, type);
    const bool rtl = (*e)["direction"] == "rtl";
    double x = e->number("x");
    if ((*e)["text-anchor"] == "middle")
      x -= width / 2;
    else if (((*e)["text-anchor"] == "end") != rtl)
      x -= width;
    out.push_back({e->text, {x, e->number("y") - type.size * 0.75, width, type.size * 0.95}});
  }
  return out;
}

std::string flaws(const std::string& svg, const std::string& kind) {
  std::string out;
  const auto wrong = [&](const std::string& what) { out += what + "\n"; };
  const Element root = read_drawing(svg);
  const double width = root.number("width"), height = root.number("height");
  const std::vector<TextBox> texts = text_boxes(root);
  for (std::size_t a = 0; a < texts.size(); ++a) {
    if (!inside(texts[a].box, width, height)) wrong("outside: " + texts[a].text);
    for (std::size_t b = a + 1; b < texts.size(); ++b)
      if (texts[a].box.overlaps(texts[b].box))
        wrong("\"" + texts[a].text + "\" over \"" + texts[b].text + "\"");
  }
  for (const Element* e : root.all("text"))
    if (e->number("font-size") < 11) wrong("too small: " + e->text);
  std::vector<figure::Box> boxes;
  for (const Element* e : root.all("rect"))
    if ((*e)["data-box"] == "state")
      boxes.push_back({e->number("x"), e->number("y"), e->number("width"), e->number("height")});
  for (std::size_t a = 0; a < boxes.size(); ++a) {
    if (!inside(boxes[a], width, height)) wrong("a state outside");
    for (std::size_t b = a + 1; b < boxes.size(); ++b)
      if (boxes[a].overlaps(boxes[b])) wrong("a state over another");
  }
  for (const char* named : {"pattern", "marker", "title", "desc"})
    for (const Element* e : root.all(named))
      if (e->has("id") && !(*e)["id"].starts_with(kind + "-")) wrong("id " + (*e)["id"]);
  return out;
}

}  // namespace standoff::tests
