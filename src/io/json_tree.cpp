// Spelling a tree.

#include "io/json_tree.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "text/unicode.hpp"

namespace standoff {

Tree Tree::number(std::string digits) {
  Tree tree(std::move(digits));
  tree.kind = Kind::number;
  return tree;
}

Tree Tree::list() {
  Tree tree;
  tree.kind = Kind::list;
  return tree;
}

Tree Tree::mapping() {
  Tree tree;
  tree.kind = Kind::mapping;
  return tree;
}

Tree Tree::list_of(const std::vector<std::string>& texts) {
  Tree tree = list();
  for (const std::string& text : texts) tree.add(Tree(text));
  return tree;
}

Tree& Tree::add(Tree item) {
  items.push_back(std::move(item));
  return *this;
}

Tree& Tree::add(std::string key, Tree value) {
  pairs.emplace_back(std::move(key), std::move(value));
  return *this;
}

Tree& Tree::add_text(std::string key, const std::string& value) {
  return value.empty() ? *this : add(std::move(key), Tree(value));
}

namespace {

bool is_scalar(const Tree& tree) {
  return tree.kind == Tree::Kind::text || tree.kind == Tree::Kind::number;
}
bool is_empty(const Tree& tree) {
  return !is_scalar(tree) && tree.items.empty() && tree.pairs.empty();
}
const char* empty_brackets(const Tree& tree) { return tree.kind == Tree::Kind::list ? "[]" : "{}"; }

// Characters that YAML takes for line ends or refuses, or that nobody can see.
bool is_awkward(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
         point == 0xFEFF || point == 0xFFFE || point == 0xFFFF;
}

bool is_awkward(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (is_awkward(text::next_code_point(text, at))) return true;
  return false;
}

// A JSON string, which is also a double-quoted text of YAML.
std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t point = text::next_code_point(text, at);
    if (point == '"' || point == '\\') {
      out += '\\';
      out += static_cast<char>(point);
    } else if (point == '\n') {
      out += "\\n";
    } else if (point == '\t') {
      out += "\\t";
    } else if (is_awkward(point)) {
      out += "\\u";
      for (unsigned shift = 16; shift > 0; shift -= 4) out += digits[point >> (shift - 4) & 15];
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out + "\"";
}

// JSON

void put_json(const Tree& tree, std::size_t indent, std::string& out) {
  if (is_scalar(tree)) {
    out += tree.kind == Tree::Kind::number ? tree.text : quoted(tree.text);
    return;
  }
  if (is_empty(tree)) {
    out += empty_brackets(tree);
    return;
  }
  const bool list = tree.kind == Tree::Kind::list;
  const std::string margin(indent + 2, ' ');
  bool first = true;
  const auto begin = [&] {
    out += first ? "\n" : ",\n";
    out += margin;
    first = false;
  };
  out += list ? '[' : '{';
  for (const Tree& item : tree.items) {
    begin();
    put_json(item, indent + 2, out);
  }
  for (const auto& [key, value] : tree.pairs) {
    begin();
    out += quoted(key) + ": ";
    put_json(value, indent + 2, out);
  }
  out += '\n' + std::string(indent, ' ') + (list ? ']' : '}');
}

// YAML

constexpr std::size_t line_width = 100;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// 2025-11-24, or two such dates: texts for this program, and no reader takes them for worse than
// dates.
bool looks_like_date(std::string_view text) {
  constexpr std::string_view shape = "0000-00-00/0000-00-00";
  if (text.size() != 10 && text.size() != shape.size()) return false;
  for (std::size_t k = 0; k < text.size(); ++k)
    if (shape[k] == '0' ? !is_digit(text[k]) : text[k] != shape[k]) return false;
  return true;
}

enum class Inside : bool { block, brackets };

// True when the text can stand without quotes there.
bool is_plain(std::string_view text, Inside inside) {
  if (looks_like_date(text)) return true;
  if (text.empty() || text.back() == ' ' || text.back() == ':') return false;
  if (!is_letter(text[0]) && static_cast<unsigned char>(text[0]) < 0x80) return false;
  if (inside == Inside::brackets && text.find_first_of(",?[]{}") != std::string_view::npos)
    return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos)
    return false;
  constexpr std::array<std::string_view, 10> others{"yes", "no",   "on",    "off",  "y",
                                                    "n",   "true", "false", "null", "nan"};
  std::string lower(text.substr(0, 6));
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::find(others.begin(), others.end(), lower) == others.end() && !is_awkward(text);
}

std::string scalar(const Tree& tree, Inside inside) {
  const bool plain = tree.kind == Tree::Kind::number || is_plain(tree.text, inside);
  return plain ? tree.text : quoted(tree.text);
}

// The tree on one line of at most `width` bytes: scalars, and lists of scalars.
std::optional<std::string> one_line(const Tree& tree, std::size_t width) {
  if (is_empty(tree)) return empty_brackets(tree);
  std::string out;
  if (is_scalar(tree)) {
    out = scalar(tree, Inside::block);
  } else if (tree.kind == Tree::Kind::list) {
    for (const Tree& item : tree.items) {
      // Where only the brackets would call for quotes, a list by lines reads better.
      const bool fits = is_scalar(item) && item.text.size() <= width &&
                        is_plain(item.text, Inside::block) == is_plain(item.text, Inside::brackets);
      const auto inner = fits ? std::optional(scalar(item, Inside::brackets)) : std::nullopt;
      if (!inner || out.size() + inner->size() > width) return std::nullopt;
      out += (out.empty() ? "[" : ", ") + *inner;
    }
    out += ']';
  } else {
    return std::nullopt;
  }
  return out.size() <= width ? std::optional(std::move(out)) : std::nullopt;
}

// A text of several lines, or one too long for its line, can be folded when its words are parted by
// single spaces and its lines begin and end with letters.
bool can_fold(std::string_view text) {
  if (text.empty() || text.ends_with("\n\n") || text == "\n") return false;
  char before = '\n';
  for (std::size_t k = 0; k < text.size(); ++k) {
    const char c = text[k];
    if (c == ' ' && (before == ' ' || before == '\n')) return false;
    if (c == '\n' && before == ' ') return false;
    if (c == '\n' && k == 0) return false;
    before = c;
  }
  if (before == ' ') return false;
  std::string without(text);
  std::erase(without, '\n');
  return !is_awkward(without);
}

void put_folded(std::string_view text, std::size_t indent, std::string& out) {
  const bool ended = text.ends_with('\n');
  if (ended) text.remove_suffix(1);
  out += ended ? ">\n" : ">-\n";
  const std::string margin(indent, ' ');
  std::size_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') {  // one in the text is two in the file
      const std::size_t end = text.find_first_not_of('\n', at);
      out.append(end - at + 1, '\n');
      column = 0;
      at = end;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const auto width =
        static_cast<std::size_t>(std::max(0, text::display_width(text.substr(at, end - at))));
    if (column > 0 && column + 1 + width > line_width) {
      out += '\n';
      column = 0;
    }
    out += column == 0 ? margin : " ";
    column += (column == 0 ? indent : 1) + width;
    out += text.substr(at, end - at);
    at = end + (end < text.size() && text[end] == ' ' ? 1 : 0);
  }
  out += '\n';
}

void put_yaml(const Tree& tree, std::size_t indent, std::string& out);

// The value after "key:" or "-"; `used` columns of the line are taken, `indent` is that of the
// parent.
void put_value(const Tree& value, std::size_t indent, std::size_t used, std::string& out) {
  const std::size_t room = used + 2 < line_width ? line_width - used - 1 : 1;
  if (const auto line = one_line(value, room)) {
    out += " " + *line + "\n";
  } else if (value.kind == Tree::Kind::text && can_fold(value.text)) {
    out += ' ';
    put_folded(value.text, indent + 2, out);
  } else if (is_scalar(value)) {
    out += " " + scalar(value, Inside::block) + "\n";
  } else {
    out += '\n';
    put_yaml(value, indent + 2, out);
  }
}

void put_yaml(const Tree& tree, std::size_t indent, std::string& out) {
  constexpr std::size_t longest_key = 500;  // YAML wants the colon within 1024 of the key's start
  const std::string margin(indent, ' ');
  for (const Tree& item : tree.items) {
    out += margin + "-";
    if (item.kind == Tree::Kind::mapping && !item.pairs.empty()) {
      std::string block;
      put_yaml(item, indent + 2, block);
      out += " " + block.substr(indent + 2);  // the first key stands beside the dash
    } else {
      put_value(item, indent, indent + 1, out);
    }
  }
  for (const auto& [key, value] : tree.pairs) {
    const std::string name = is_plain(key, Inside::block) ? key : quoted(key);
    const bool block = !is_scalar(value) && !one_line(value, line_width);
    if (indent == 0 && block && !out.empty()) out += '\n';
    if (name.size() > longest_key)
      out += margin + "? " + name + "\n" + margin + ":";
    else
      out += margin + name + ":";
    put_value(value, indent, indent + (name.size() > longest_key ? 1 : name.size() + 1), out);
  }
}

}  // namespace

std::string json_text(const Tree& tree) {
  std::string out;
  put_json(tree, 0, out);
  return out + "\n";
}

std::string yaml_text(const Tree& tree) {
  std::string out;
  put_yaml(tree, 0, out);
  return out;
}

}  // namespace standoff
