// Building the tree from yaml-cpp's events.

#include "io/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "io/syntax_advice.hpp"
#include "text/unicode.hpp"

namespace standoff::yaml {

const Node* Node::find(std::string_view key) const {
  const auto it =
      std::find_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.key == key; });
  return it == pairs.end() ? nullptr : &it->value;
}

std::string_view Node::what() const {
  switch (kind) {
    case Kind::null:
      return "nothing";
    case Kind::text:
      return "a text";
    case Kind::list:
      return "a list";
    case Kind::mapping:
      return "a mapping";
  }
  return {};
}

Place Node::inside(std::size_t offset, std::size_t length) const {
  if (!on_one_line || kind != Kind::text) return place;
  const std::size_t opening = plain ? 0 : 1;
  return {place.line, static_cast<std::uint32_t>(place.column + opening + offset),
          static_cast<std::uint32_t>(length)};
}

namespace {

struct Stop {};  // leaves yaml-cpp's parser from inside a handler

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const Lines& lines, ProblemList& problems, const Limits& limits)
      : lines_(lines), problems_(problems), limits_(limits) {}

  Node root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    node.place = place(mark);
    refuse_anchor(node.place, anchor);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const Place at = place(mark);
    problems_.add(
        problem::anchor, at,
        "a value that begins with * is an alias of YAML, which a dispute file does not use",
        "write the value out where it is needed");
    Node nothing;
    nothing.place = at;
    add(std::move(nothing));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node;
    node.kind = Node::Kind::text;
    node.place = place(mark);
    node.plain = tag != "!";
    node.text = value;
    refuse_anchor(node.place, anchor);
    refuse_tag(node.place, tag, value);
    const std::size_t length = text::code_points(value);
    if (value.size() > limits_.text) {
      problems_.add(problem::too_large, node.place,
                    "a text of " + std::to_string(value.size()) + " bytes; the limit is " +
                        std::to_string(limits_.text),
                    "shorten it, or put it into a source and point to it");
      throw Stop{};
    }
    node.on_one_line = stands_at(node.place, node.plain, value);
    node.place.length =
        node.on_one_line ? static_cast<std::uint32_t>(length + (node.plain ? 0 : 2)) : 0;
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::mapping);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    bool has_key = false;
    std::string key;
    Place key_place;
    std::unordered_map<std::string, Place> keys;
  };

  Place place(const YAML::Mark& mark) const {
    return lines_.place(static_cast<std::size_t>(std::max(0, mark.line)),
                        static_cast<std::size_t>(std::max(0, mark.column)));
  }

  // Only a text that stands in its line letter by letter lets a place inside it be told.
  bool stands_at(const Place& at, bool plain, const std::string& value) const {
    const std::string_view line = lines_.line(at.line);
    const std::size_t start = text::byte_offset(line, at.column - 1) + (plain ? 0 : 1);
    return line.substr(std::min(start, line.size())).starts_with(value);
  }

  void refuse_anchor(const Place& at, YAML::anchor_t anchor) {
    if (anchor != 0)
      problems_.add(
          problem::anchor, at,
          "a value that begins with & is an anchor of YAML, which a dispute file does not use",
          "leave the anchor out; in a formula write `and`");
  }

  void refuse_tag(const Place& at, const std::string& tag, const std::string& value) {
    if (tag.empty() || tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:str") return;
    const std::string shown = tag + (value.empty() ? "" : " " + value);
    problems_.add(problem::anchor, at,
                  "\"" + shown + "\" begins with !, which YAML takes for a tag",
                  "write `not` instead of !, or put the formula into quotes");
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            Node::Kind kind) {
    const Place at = place(mark);
    refuse_anchor(at, anchor);
    refuse_tag(at, tag, {});
    if (stack_.size() == limits_.depth) {
      problems_.add(problem::too_large, at,
                    "nested more than " + std::to_string(limits_.depth) + " levels deep",
                    "a dispute file needs fewer than ten");
      throw Stop{};
    }
    Open next;
    next.node.kind = kind;
    next.node.place = at;
    stack_.push_back(std::move(next));
  }

  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (stack_.empty()) {
      root = std::move(node);
      return;
    }
    Open& top = stack_.back();
    if (top.node.kind == Node::Kind::list) {
      top.node.items.push_back(std::move(node));
    } else if (!top.has_key) {
      top.has_key = true;
      top.key = node.text;
      top.key_place = node.place;
      if (node.kind != Node::Kind::text)
        problems_.add(problem::wrong_type, node.place,
                      "a key must be a text, found " + std::string(node.what()));
    } else {
      top.has_key = false;
      const auto [first, fresh] = top.keys.try_emplace(top.key, top.key_place);
      if (fresh) {
        top.node.pairs.push_back({top.key, top.key_place, std::move(node)});
      } else {
        problems_.add(problem::duplicate_key, top.key_place,
                      "\"" + top.key + "\" stands here a second time; the first is in line " +
                          std::to_string(first->second.line),
                      "keep one of the two");
      }
    }
  }

  const Lines& lines_;
  ProblemList& problems_;
  const Limits& limits_;
  std::vector<Open> stack_;
};

// JSON writes characters beyond U+FFFF as two \u escapes, YAML as one \U; the same length is kept
// by a space that YAML would see, so the escape is only shortened.
std::string join_surrogates(std::string_view bytes) {
  std::string out;
  const auto unit = [&](std::size_t at) -> unsigned {
    if (at + 6 > bytes.size() || bytes[at] != '\\' || bytes[at + 1] != 'u') return 0;
    unsigned value = 0;
    for (std::size_t k = at + 2; k < at + 6; ++k) {
      const char c = bytes[k];
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return 0;
      value = 16 * value + static_cast<unsigned>(digit);
    }
    return value;
  };
  for (std::size_t k = 0; k < bytes.size();) {
    const unsigned high = unit(k);
    const unsigned low = high >= 0xD800 && high < 0xDC00 ? unit(k + 6) : 0;
    if (low >= 0xDC00 && low < 0xE000) {
      constexpr char digits[] = "0123456789ABCDEF";
      const unsigned point = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
      out += "\\U";
      for (int shift = 28; shift >= 0; shift -= 4) out += digits[point >> shift & 15];
      k += 12;
    } else if (bytes[k] == '\\' && k + 1 < bytes.size()) {
      out += bytes.substr(k, 2);  // an escaped backslash must not look like the start of an escape
      k += 2;
    } else {
      out += bytes[k++];
    }
  }
  return out;
}

}  // namespace

Node parse(std::string_view bytes, ProblemList& problems, const Limits& limits) {
  if (bytes.size() > limits.bytes) {
    problems.add(problem::too_large, {},
                 "the file has " + std::to_string(bytes.size()) + " bytes; the limit is " +
                     std::to_string(limits.bytes),
                 "is it a dispute file?");
    return {};
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Lines lines(bytes);
  if (const auto bad = text::first_invalid_utf8(bytes)) {
    problems.add(problem::not_utf8, lines.place_of_byte(*bad), "a byte that is not UTF-8 text",
                 "save the file as UTF-8");
    return {};
  }
  if (const auto nul = bytes.find('\0'); nul != std::string_view::npos) {
    problems.add(problem::not_utf8, lines.place_of_byte(nul), "a NUL byte, which no text file has",
                 "is it a dispute file?");
    return {};
  }
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  std::istringstream stream(json ? join_surrogates(bytes) : std::string(bytes));
  TreeBuilder builder(lines, problems, limits);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    const Node root = builder.root;
    if (parser && parser.HandleNextDocument(builder))
      problems.add(problem::several_documents, builder.root.place, "a second document begins here",
                   "keep one dispute in a file; remove the line `---` in the middle");
    builder.root = root;
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    advise(lines, static_cast<std::size_t>(std::max(0, error.mark.line)),
           static_cast<std::size_t>(std::max(0, error.mark.column)), error.msg, problems);
  }
  return std::move(builder.root);
}

}  // namespace standoff::yaml
