#include "io/yaml_tree.hpp"

#include <algorithm>
#include <utility>

#include "io/prescan.hpp"
#include "text/unicode.hpp"

namespace standoff::yaml {
namespace {

struct Stop {};  // leaves the reading from inside

bool says_nothing(std::string_view plain) {
  return plain.empty() || plain == "~" || plain == "null" || plain == "Null" || plain == "NULL";
}

}  // namespace

std::optional<Event> TreeBuilder::read(Events& events) {
  using Kind = Event::Kind;
  try {
    for (bool began = false;;) {
      const Event& event = events.next();
      switch (event.kind) {
        case Kind::document:
          if (std::exchange(began, true)) return event;
          break;
        case Kind::scalar:
          scalar(event);
          break;
        case Kind::alias:
          refuse_alias(place(event.at));
          throw Stop{};  // what follows the sign in its line would be a mistake, too
        case Kind::list:
        case Kind::mapping:
          open(event);
          break;
        case Kind::close:
          close();
          break;
        case Kind::end:
        case Kind::fault:
          return event;
      }
    }
  } catch (const Stop&) {
    return std::nullopt;
  }
}

void TreeBuilder::scalar(const Event& event) {
  Node node;
  node.place = place(event.at);
  refuse_properties(event, node.place);
  const bool bare = event.tag.empty() && event.style == Event::Style::plain;
  if (bare && says_nothing(event.text)) {
    if (event.text.empty() && !event.anchored) node.place = place_of_nothing(node.place);
    add(std::move(node));
    return;
  }
  node.kind = Node::Kind::text;
  node.plain = event.style == Event::Style::plain;
  node.text = text_.letters(event.text);
  if (node.text.size() > limits_.text) {
    problems_.add(problem::too_large, node.place,
                  "a text of " + std::to_string(node.text.size()) + " bytes; the limit is " +
                      std::to_string(limits_.text),
                  "shorten it, or put it into a source and point to it");
    throw Stop{};
  }
  if (find_control(node.text) != std::string_view::npos)
    problems_.add(problem::control_character, node.place,
                  "the text " + in_quotes(node.text) + " contains a control character",
                  "remove the escape (\\x.., \\0, \\e or \\u00..) that puts it there");
  // Only a text that stands in its line letter by letter lets a place inside it be told.
  const std::size_t mark = node.plain ? 0 : 1;
  const std::string_view rest = lines_.rest(node.place.line, node.place.column - 1);
  // Inside brackets libyaml takes any question mark for the sign of a key.
  if (node.place.column > 1 && rest.data()[-1] == '?')
    problems_.add(problem::not_yaml, {node.place.line, node.place.column - 1, 1},
                  "a value may not begin with ?", "put the value into quotes");
  node.on_one_line = event.style != Event::Style::block &&
                     rest.substr(std::min(mark, rest.size())).starts_with(node.text);
  if (node.on_one_line)
    node.place.length = static_cast<std::uint32_t>(text::code_points(node.text) + 2 * mark);
  add(std::move(node));
}

void TreeBuilder::open(const Event& event) {
  Open next;
  next.node.kind = event.kind == Event::Kind::list ? Node::Kind::list : Node::Kind::mapping;
  next.node.place = place(event.at);
  refuse_properties(event, next.node.place);
  if (stack_.size() == limits_.depth) {
    problems_.add(problem::too_large, next.node.place,
                  "nested more than " + std::to_string(limits_.depth) + " levels deep",
                  "a dispute file needs fewer than ten");
    throw Stop{};
  }
  stack_.push_back(std::move(next));
}

void TreeBuilder::close() {
  Node node = std::move(stack_.back().node);
  stack_.pop_back();
  add(std::move(node));
}

void TreeBuilder::add(Node node) {
  if (++values_ > limits_.values) {
    problems_ = before_;  // of what is no dispute file, nothing else is worth telling
    problems_.add(problem::too_large, node.place,
                  "more than " + std::to_string(limits_.values) + " values",
                  "is it a dispute file?");
    throw Stop{};
  }
  if (stack_.empty()) {
    root_ = std::move(node);
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

void TreeBuilder::add_pair(Open& top, Node value) {
  Node key = std::move(*top.key);
  top.key.reset();
  if (key.kind != Node::Kind::text) return;  // reported
  if (const Pair* first = pair_before(top, key.text); first == nullptr)
    top.node.pairs.push_back({std::move(key), std::move(value)});
  else if (!std::exchange(top.doubled, true))
    problems_.add(problem::duplicate_key, key.place,
                  in_quotes(key.text) + " stands here a second time; the first is in line " +
                      std::to_string(first->key.place.line),
                  "keep one of the two; where a new entry of a list begins, put a dash");
}

// The pair that has this key already, or null. Most mappings have a few keys, looked through sooner
// than hashed.
const Pair* TreeBuilder::pair_before(Open& top, const std::string& key) {
  constexpr std::size_t few = 16;
  const std::vector<Pair>& pairs = top.node.pairs;
  if (pairs.size() < few) return top.node.pair(key);
  for (std::size_t k = top.places_of_keys.size(); k < pairs.size(); ++k)
    top.places_of_keys.emplace(pairs[k].key.text, k);
  const auto found = top.places_of_keys.find(key);
  return found == top.places_of_keys.end() ? nullptr : &pairs[found->second];
}

void TreeBuilder::refuse_properties(const Event& event, const Place& at) {
  if (event.anchored) refuse_anchor(at);
  if (!event.tag.empty() && event.tag != "tag:yaml.org,2002:str") refuse_tag(at);
}

void TreeBuilder::refuse_anchor(const Place& at) {
  problems_.add(problem::anchor, at,
                in_quotes(word_at(at)) +
                    " begins with &, which makes it an anchor of YAML; a dispute file has none",
                "leave it out; in a formula write `and` instead of &");
}

void TreeBuilder::refuse_alias(const Place& at) {
  problems_.add(problem::anchor, at,
                in_quotes(word_at(at)) +
                    " begins with *, which makes it an alias of YAML; a dispute file has none",
                words_at(at, ",]}").starts_with("* ")
                    ? "entries of a list begin with a dash, as in `- strike`"
                    : "put the value into quotes, or write out what the alias stands for");
}

void TreeBuilder::refuse_tag(const Place& at) {
  std::string_view rest = words_at(at, ",]}#");
  rest.remove_prefix(std::min(rest.find_first_not_of("! "), rest.size()));
  rest = rest.substr(0, rest.find_last_not_of(' ') + 1);
  problems_.add(problem::anchor, at,
                in_quotes(word_at(at)) +
                    " begins with !, which makes it a tag of YAML; a dispute file has none",
                rest.empty()
                    ? "leave it out, or put the value into quotes"
                    : "write `not " + shortened(rest) + "`, or put the whole formula into quotes");
}

Place TreeBuilder::place(const Mark& mark) const {
  const Mark at = text_.in_source(mark);
  return {static_cast<std::uint32_t>(at.line + 1), static_cast<std::uint32_t>(at.column + 1), 0};
}

// The parser tells of an empty value after what came before or where it has come to what follows;
// an author looks for it where it is missing, at the last sign before.
Place TreeBuilder::place_of_nothing(const Place& at) const {
  std::string_view line = lines_.line(at.line);
  line.remove_suffix(lines_.rest(at.line, at.column - 1).size());
  const std::size_t last = line.find_last_not_of(" \t");
  if (last != std::string_view::npos)
    return {at.line, at.column - static_cast<std::uint32_t>(line.size() - last), 0};
  for (std::size_t n = std::min<std::size_t>(at.line, lines_.count() + 1); --n > 0;) {
    line = lines_.line(n);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] == '#') continue;
    line = line.substr(0, line.find(" #"));
    return lines_.place(n - 1, line.find_last_not_of(" \t"));
  }
  return at;
}

// What stands at a place, up to one of `ends`.
std::string_view TreeBuilder::words_at(const Place& at, std::string_view ends) const {
  const std::string_view rest = lines_.rest(at.line, at.column - 1);
  return rest.substr(0, rest.find_first_of(ends));
}

}  // namespace standoff::yaml
