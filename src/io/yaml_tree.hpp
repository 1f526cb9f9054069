// Building the tree of one document from its events.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/lines.hpp"
#include "io/parser_text.hpp"
#include "io/problems.hpp"
#include "io/yaml.hpp"

namespace standoff::yaml {

class TreeBuilder {
 public:
  TreeBuilder(const Lines& lines, const ParserText& text, ProblemList& problems,
              const Limits& limits)
      : lines_(lines), text_(text), problems_(problems), before_(problems), limits_(limits) {}

  /// Takes the events of one document up to the end, a second document or a fault. The last event
  /// taken, or none where reading on makes no sense: a limit is exceeded, an alias was met.
  std::optional<Event> read(Events& events);
  /// What was read.
  Node take_root() { return std::move(root_); }

  /// The problem that something begins with a sign YAML keeps for an anchor, an alias or a tag.
  void refuse_anchor(const Place& at);
  void refuse_alias(const Place& at);
  void refuse_tag(const Place& at);

  Place place(const Mark& mark) const;

 private:
  struct Open {
    Node node;
    std::optional<Node> key;                                      // read, and waiting for its value
    std::unordered_map<std::string, std::size_t> places_of_keys;  // of many, in node.pairs
    bool doubled = false;  // a key twice; one missing dash doubles many keys, so the first is told
  };

  void scalar(const Event& event);
  void open(const Event& event);
  void close();
  void add(Node node);
  void add_pair(Open& top, Node value);
  static const Pair* pair_before(Open& top, const std::string& key);
  void refuse_properties(const Event& event, const Place& at);

  Place place_of_nothing(const Place& at) const;
  std::string_view words_at(const Place& at, std::string_view ends) const;
  std::string_view word_at(const Place& at) const { return words_at(at, " ,]}"); }

  const Lines& lines_;
  const ParserText& text_;
  ProblemList& problems_;
  const ProblemList before_;
  const Limits& limits_;
  Node root_;
  std::vector<Open> stack_;
  std::size_t values_ = 0;
};

}  // namespace standoff::yaml
