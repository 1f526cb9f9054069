// Building the tree from yaml-cpp's events.

#include "io/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "io/lines.hpp"
#include "io/prescan.hpp"
#include "io/syntax_advice.hpp"
#include "text/unicode.hpp"

namespace standoff::yaml {

const Pair* Node::pair(std::string_view key) const {
  const auto it =
      std::find_if(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.key.text == key; });
  return it == pairs.end() ? nullptr : &*it;
}

const Node* Node::find(std::string_view key) const {
  const Pair* found = pair(key);
  return found == nullptr ? nullptr : &found->value;
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
    node.place = anchor == 0 ? place_of_nothing(mark) : place(mark);
    refuse_anchor(node.place, anchor);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Node nothing;
    nothing.place = place(mark);
    problems_.add(problem::anchor, nothing.place,
                  in_quotes(word_at(nothing.place)) +
                      " begins with *, which makes it an alias of YAML; a dispute file has none",
                  "write the value out where it is needed");
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
    refuse_tag(node.place, tag);
    if (value.size() > limits_.text) {
      problems_.add(problem::too_large, node.place,
                    "a text of " + std::to_string(value.size()) + " bytes; the limit is " +
                        std::to_string(limits_.text),
                    "shorten it, or put it into a source and point to it");
      throw Stop{};
    }
    if (std::any_of(value.begin(), value.end(), is_control))
      problems_.add(problem::control_character, node.place,
                    "the text " + in_quotes(value) + " contains a control character",
                    "remove the escape (\\x.., \\0, \\e or \\u00..) that puts it there");
    if (!node.plain) check_closed(mark, node.place);
    node.on_one_line = stands_at(mark, node.plain, value);
    const std::size_t length = text::code_points(value);
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
    std::optional<Node> key;  // read, and waiting for its value
    std::unordered_map<std::string, std::uint32_t> lines_of_keys;
    bool doubled = false;  // a key twice; one missing dash doubles many keys, so the first is told
  };

  Place place(const YAML::Mark& mark) const {
    return lines_.place(static_cast<std::size_t>(std::max(0, mark.line)),
                        static_cast<std::size_t>(std::max(0, mark.column)));
  }

  // The parser tells of an empty value when it has come to what follows; an author looks for it
  // where it is missing, at the last sign before.
  Place place_of_nothing(const YAML::Mark& mark) const {
    const Place at = place(mark);
    std::string_view line = lines_.line(at.line);
    const std::size_t column = text::byte_offset(line, at.column - 1);
    for (const std::string_view word : {"~", "null", "Null", "NULL"})
      if (line.substr(column).starts_with(word)) return at;
    line = line.substr(0, column);
    for (std::size_t n = at.line; n > 0; line = lines_.line(--n)) {
      const std::size_t first = line.find_first_not_of(" \t");
      if (first == std::string_view::npos || line[first] == '#') continue;
      line = line.substr(0, line.find(" #"));
      return lines_.place(n - 1, line.find_last_not_of(" \t"));
    }
    return at;
  }

  // A quotation mark that is never closed takes the rest of the file for its text, and yaml-cpp
  // finds no fault with that.
  void check_closed(const YAML::Mark& mark, const Place& at) {
    const auto column = static_cast<std::size_t>(std::max(0, mark.column));
    const std::string_view line = lines_.line(at.line);
    if (column >= line.size() || (line[column] != '"' && line[column] != '\'')) return;
    if (quote_closes(lines_, at.line, column)) return;
    problems_.add(problem::not_yaml, at, "a quotation mark that is not closed",
                  std::string("close it with ") + line[column] + ", or leave it out");
    throw Stop{};
  }

  // Only a text that stands in its line letter by letter lets a place inside it be told.
  bool stands_at(const YAML::Mark& mark, bool plain, const std::string& value) const {
    const std::string_view line = lines_.line(static_cast<std::size_t>(std::max(0, mark.line)) + 1);
    const std::size_t start = static_cast<std::size_t>(std::max(0, mark.column)) + (plain ? 0 : 1);
    return line.substr(std::min(start, line.size())).starts_with(value);
  }

  // What stands at a place, up to one of `ends`.
  std::string_view words_at(const Place& at, std::string_view ends) const {
    const std::string_view line = lines_.line(at.line);
    const std::string_view rest = line.substr(text::byte_offset(line, at.column - 1));
    return rest.substr(0, rest.find_first_of(ends));
  }
  std::string_view word_at(const Place& at) const { return words_at(at, " ,]}"); }

  void refuse_anchor(const Place& at, YAML::anchor_t anchor) {
    if (anchor != 0)
      problems_.add(problem::anchor, at,
                    in_quotes(word_at(at)) +
                        " begins with &, which makes it an anchor of YAML; a dispute file has none",
                    "leave it out; in a formula write `and` instead of &");
  }

  void refuse_tag(const Place& at, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!" || tag == "tag:yaml.org,2002:str") return;
    std::string_view rest = words_at(at, ",]}#");
    rest.remove_prefix(std::min(rest.find_first_not_of('!'), rest.size()));
    rest = rest.substr(0, rest.find_last_not_of(' ') + 1);
    problems_.add(problem::anchor, at,
                  in_quotes(word_at(at)) +
                      " begins with !, which makes it a tag of YAML; a dispute file has none",
                  "write `not " + shortened(rest) + "`, or put the whole formula into quotes");
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            Node::Kind kind) {
    const Place at = place(mark);
    refuse_anchor(at, anchor);
    refuse_tag(at, tag);
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
    if (++values_ > limits_.values) {
      problems_.add(problem::too_large, node.place,
                    "more than " + std::to_string(limits_.values) + " values",
                    "is it a dispute file?");
      throw Stop{};
    }
    if (stack_.empty()) {
      root = std::move(node);
      return;
    }
    Open& top = stack_.back();
    if (top.node.kind == Node::Kind::list) {
      top.node.items.push_back(std::move(node));
    } else if (!top.key) {
      if (node.kind != Node::Kind::text)
        problems_.add(problem::wrong_type, node.place,
                      "a key must be a text, found " + std::string(node.what()),
                      node.kind == Node::Kind::null
                          ? "write a word before the colon"
                          : "write a word before the colon; a value that begins with { or [ and "
                            "goes on after it must be quoted");
      top.key = std::move(node);
    } else {
      add_pair(top, std::move(node));
    }
  }

  void add_pair(Open& top, Node value) {
    Node key = std::move(*top.key);
    top.key.reset();
    if (key.kind != Node::Kind::text) return;  // reported
    const auto [first, fresh] = top.lines_of_keys.try_emplace(key.text, key.place.line);
    if (fresh)
      top.node.pairs.push_back({std::move(key), std::move(value)});
    else if (!std::exchange(top.doubled, true))
      problems_.add(problem::duplicate_key, key.place,
                    in_quotes(key.text) + " stands here a second time; the first is in line " +
                        std::to_string(first->second),
                    "keep one of the two; where a new entry of a list begins, put a dash");
  }

  const Lines& lines_;
  ProblemList& problems_;
  const Limits& limits_;
  std::vector<Open> stack_;
  std::size_t values_ = 0;
};

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
  if (!is_clean_text(bytes, problems)) return {};
  // yaml-cpp holds a whole one-line list in memory before it tells of its first value.
  if (static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), ',')) > limits.values) {
    problems.add(problem::too_large, {},
                 "more than " + std::to_string(limits.values) + " commas, so too many values",
                 "is it a dispute file?");
    return {};
  }
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  const std::string text = json ? join_surrogates(bytes) : std::string(bytes);
  const Lines lines(text);
  std::istringstream stream(text);
  TreeBuilder builder(lines, problems, limits);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    Node root = std::move(builder.root);
    builder.root = {};
    const std::size_t errors = problems.errors();
    if (parser && parser.HandleNextDocument(builder) && problems.errors() == errors)
      advise_second_document(lines, builder.root.place, problems);
    builder.root = std::move(root);
  } catch (const Stop&) {
  } catch (const YAML::Exception& error) {
    advise(lines, static_cast<std::size_t>(std::max(0, error.mark.line)),
           static_cast<std::size_t>(std::max(0, error.mark.column)), error.msg, problems);
  }
  return std::move(builder.root);
}

}  // namespace standoff::yaml
