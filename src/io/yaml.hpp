// A YAML (or JSON) text as a tree in which every value knows its place.
//
// Scalars are texts, never booleans or numbers: what `no` means is for the reader of the tree to
// say. Anchors, aliases and tags are problems, duplicate keys are problems, and size and depth are
// bounded, so a tree is never larger than its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/problems.hpp"

namespace standoff::yaml {

struct Pair;

struct Node {
  enum class Kind : std::uint8_t { null, text, list, mapping };

  Kind kind = Kind::null;
  Place place;
  std::string text;         ///< of a scalar
  bool plain = true;        ///< written without quotes
  bool on_one_line = true;  ///< so that places inside the text can be told
  std::vector<Node> items;  ///< of a list
  std::vector<Pair> pairs;  ///< of a mapping, in the file's order, each key once

  bool is_text() const { return kind == Kind::text; }
  bool is_list() const { return kind == Kind::list; }
  bool is_mapping() const { return kind == Kind::mapping; }

  /// A key and its value, or null.
  const Pair* pair(std::string_view key) const;
  /// The value of a key, or null.
  const Node* find(std::string_view key) const;
  /// "a text", "a list", "a mapping" or "nothing".
  std::string_view what() const;
  /// Where the text's code point number `offset` stands in the file; the start when that cannot be
  /// told.
  Place inside(std::size_t offset, std::size_t length) const;
};

struct Pair {
  Node key;  ///< a text
  Node value;
};

struct Limits {
  std::size_t bytes = std::size_t{4} << 20;
  std::size_t depth = 64;
  std::size_t text = std::size_t{64} << 10;
  std::size_t values = 250'000;  ///< texts, lists and mappings together
};

/// Reads one document. On a problem the tree holds what was read before it. An empty text gives a
/// null node.
Node parse(std::string_view bytes, ProblemList& problems, const Limits& limits = {});

}  // namespace standoff::yaml
