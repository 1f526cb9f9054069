// Reading a mapping key by key: what is expected is said once, and everything else is a problem
// with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/problems.hpp"
#include "io/yaml.hpp"

namespace standoff {

class Fields {
 public:
  /// Reports keys that are not among `known`; `where` names the mapping in messages ("option
  /// \"strike\"").
  Fields(const yaml::Node& node, const std::vector<std::string>& known, std::string where,
         ProblemList& problems);
  /// The same mapping looked at again: its keys have been checked.
  Fields(const yaml::Node& node, std::string where, ProblemList& problems)
      : node_(node), where_(std::move(where)), problems_(problems) {}

  const yaml::Node* find(std::string_view key) const { return node_.find(key); }
  const yaml::Pair* pair(std::string_view key) const { return node_.pair(key); }
  bool has(std::string_view key) const { return node_.find(key) != nullptr; }
  Place place() const { return node_.place; }
  /// The place of a key, or of the mapping when it is absent.
  Place place_of(std::string_view key) const;

  /// A text; empty when absent (a problem when `required`) or not a text (a problem).
  std::string text(std::string_view key, bool required = false) const;
  /// An id: checked for shape and reserved words.
  std::string id(std::string_view key = "id") const;
  /// A date or an interval of dates; empty when absent or wrong.
  std::string date(std::string_view key) const;
  /// A list's items; none when absent or not a list (a problem).
  const std::vector<yaml::Node>& list(std::string_view key) const;
  /// A text or a list of texts, as nodes.
  std::vector<const yaml::Node*> one_or_many(std::string_view key) const;
  /// True or false, written so; false when absent or wrong (a problem).
  bool flag(std::string_view key) const;
  /// A number from 0 to 1, in millionths; nothing when absent or wrong (a problem).
  std::optional<std::uint32_t> share(std::string_view key) const;
  /// A day; empty when absent or wrong (a problem).
  std::string day(std::string_view key) const;
  /// A whole number from 0, required; nothing when absent or wrong (a problem).
  std::optional<std::uint64_t> number(std::string_view key) const;
  /// 64 hexadecimal digits, made lower-case; empty when absent or wrong.
  std::string sha256(std::string_view key) const;
  /// Position of the text among `words`; nothing when absent or none of them (a problem).
  std::optional<std::size_t> choice(std::string_view key,
                                    const std::vector<std::string>& words) const;
  std::optional<std::size_t> choice(std::string_view key, const yaml::Node& node,
                                    const std::vector<std::string>& words) const;

  const std::string& where() const { return where_; }

 private:
  void expected(const yaml::Node& node, std::string_view key, std::string_view what,
                std::string hint = {}) const;

  const yaml::Node& node_;
  std::string where_;
  ProblemList& problems_;
};

/// Checks one id where it stands; false (and a problem) when it cannot be one.
bool check_id(const yaml::Node& node, const std::string& where, ProblemList& problems);
/// Checks that a node is a mapping; `what` names it, `hint` says how it is written.
bool check_mapping(const yaml::Node& node, const std::string& what, const std::string& hint,
                   ProblemList& problems);

}  // namespace standoff
