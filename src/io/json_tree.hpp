// A document as a plain tree with its keys in order, and its two spellings: JSON and block YAML.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace standoff {

struct Tree {
  enum class Kind : std::uint8_t { text, number, list, mapping };

  Kind kind = Kind::text;
  std::string text;                                 ///< of a text; of a number, its digits
  std::vector<Tree> items;                          ///< of a list
  std::vector<std::pair<std::string, Tree>> pairs;  ///< of a mapping

  Tree() = default;
  Tree(std::string value) : text(std::move(value)) {}
  static Tree number(std::string digits);
  static Tree list();
  static Tree mapping();
  static Tree list_of(const std::vector<std::string>& texts);

  Tree& add(Tree item);
  Tree& add(std::string key, Tree value);
  /// Adds the text unless it is empty.
  Tree& add_text(std::string key, const std::string& value);
};

/// Indented by two spaces, with a line feed at the end.
std::string json_text(const Tree& tree);

/// Block style. Texts that YAML could take for something else are quoted as in JSON, long ones are
/// folded, short lists of texts stand on one line.
std::string yaml_text(const Tree& tree);

}  // namespace standoff
