#include "io/yaml.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "io/lines.hpp"
#include "io/parser_text.hpp"
#include "io/prescan.hpp"
#include "io/syntax_advice.hpp"
#include "io/yaml_events.hpp"
#include "io/yaml_tree.hpp"

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

// Where a sign YAML keeps for itself begins what cannot be read, it is spoken of as when it can.
bool refuse_sign(const Fault& fault, TreeBuilder& tree) {
  const Place at = tree.place(fault.since);
  if (fault.doing.ends_with("an anchor"))
    tree.refuse_anchor(at);
  else if (fault.doing.ends_with("an alias"))
    tree.refuse_alias(at);
  else if (fault.doing.ends_with("a tag") || fault.problem == "found undefined tag handle")
    tree.refuse_tag(at);
  else
    return false;
  return true;
}

// The tree of the first document, or nothing where the text was mended and is to be read again.
std::optional<Node> read(ParserText& text, const Lines& lines, ProblemList& problems,
                         const Limits& limits) {
  Events events(text.text());
  TreeBuilder tree(lines, text, problems, limits);
  const std::optional<Event> last = tree.read(events);
  if (last && last->kind == Event::Kind::document) {
    const Event& first = events.next();
    const bool empty = first.kind == Event::Kind::fault ||
                       (first.kind == Event::Kind::scalar && first.text.empty());
    advise_second_document(tree.place(empty ? last->at : first.at), problems);
  } else if (last && last->kind == Event::Kind::fault) {
    Fault fault = events.fault();
    if (text.mend(fault)) return std::nullopt;
    if (!refuse_sign(fault, tree)) {
      fault.at = text.in_source(fault.at);
      fault.since = text.in_source(fault.since);
      advise(lines, fault, problems);
    }
  }
  return tree.take_root();
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
  if (!is_clean_text(bytes, problems)) return {};
  const Lines lines(bytes);
  ParserText text(bytes);
  for (;;) {
    ProblemList found = problems;
    if (std::optional<Node> root = read(text, lines, found, limits)) {
      problems = std::move(found);
      return *std::move(root);
    }
  }
}

}  // namespace standoff::yaml
