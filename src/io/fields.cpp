// Mappings, key by key.

#include "io/fields.hpp"

#include <algorithm>
#include <array>

#include "io/formula_lexer.hpp"
#include "io/formula_parser.hpp"
#include "io/numbers.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (std::size_t k = 0; k < text.size(); ++k)
    if (k != 4 && k != 7 && (text[k] < '0' || text[k] > '9')) return false;
  const int year =
      (text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
  const int month = (text[5] - '0') * 10 + (text[6] - '0');
  const int day = (text[8] - '0') * 10 + (text[9] - '0');
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= days[static_cast<std::size_t>(month) - 1] + (month == 2 && leap ? 1 : 0);
}

// "id:strike" -> "id: strike"; nothing when no colon lacks its space.
std::optional<std::string> with_space_after_colon(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size() ||
      text[colon + 1] == ' ' || text[colon + 1] == '/')
    return std::nullopt;
  return std::string(text.substr(0, colon + 1)) + " " + std::string(text.substr(colon + 1));
}

// "keep cranes" -> "keep_cranes", for hints.
std::string id_from(std::string_view text) {
  std::string out;
  for (const char c : text::ascii_fold(text::substr(text, 0, 40))) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word)
      out += c;
    else if (!out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && (out.back() == '_')) out.pop_back();
  return is_id_shaped(out) && !is_reserved_word(out) ? out : "x_" + out;
}

}  // namespace

Fields::Fields(const yaml::Node& node, const std::vector<std::string>& known, std::string where,
               ProblemList& problems)
    : node_(node), where_(std::move(where)), problems_(problems) {
  for (const yaml::Pair& pair : node.pairs) {
    const std::string& key = pair.key.text;
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    if (const auto spaced = with_space_after_colon(key))
      problems_.add(problem::unknown_key, pair.key.place, where_ + " has no key " + in_quotes(key),
                    "a colon is followed by a space: write `" + shortened(*spaced) + "`");
    else
      problems_.add(
          problem::unknown_key, pair.key.place, where_ + " has no key " + in_quotes(key),
          problems_.did_you_mean(key, known, "keys here: " + listed(known, known.size())));
  }
}

Place Fields::place_of(std::string_view key) const {
  const yaml::Pair* pair = node_.pair(key);
  return pair == nullptr ? node_.place : pair->key.place;
}

void Fields::expected(const yaml::Node& node, std::string_view key, std::string_view what,
                      std::string hint) const {
  problems_.add(problem::wrong_type, node.place,
                where_ + ": \"" + std::string(key) + "\" should be " + std::string(what) +
                    ", found " + std::string(node.what()),
                std::move(hint));
}

std::string Fields::text(std::string_view key, bool required) const {
  const yaml::Node* node = find(key);
  if (node == nullptr) {
    if (required)
      problems_.add(problem::missing_key, node_.place,
                    where_ + " needs \"" + std::string(key) + "\"",
                    "add `" + std::string(key) + ": ...`");
    return {};
  }
  if (!node->is_text()) {
    expected(*node, key, "a text",
             node->kind == yaml::Node::Kind::null
                 ? "write it after the colon, or leave the key out"
                 : "write it on one line; in quotes if it has colons or brackets");
    return {};
  }
  if (required && node->text.empty())
    problems_.add(problem::missing_key, node->place,
                  where_ + ": \"" + std::string(key) + "\" is empty", "write it after the colon");
  return node->text;
}

std::string Fields::id(std::string_view key) const {
  const std::string id = text(key, true);
  if (!id.empty() && !check_id(*find(key), where_, problems_)) return {};
  return id;
}

std::string Fields::date(std::string_view key) const {
  const std::string date = text(key);
  const yaml::Node* node = find(key);
  if (node == nullptr || !node->is_text()) return {};
  const std::size_t slash = date.find('/');
  const std::string_view first = std::string_view(date).substr(0, slash);
  const std::string_view second =
      slash == std::string::npos ? first : std::string_view(date).substr(slash + 1);
  if (!is_day(first) || !is_day(second)) {
    problems_.add(problem::bad_date, node->place, where_ + ": " + in_quotes(date) + " is no date",
                  "write year, month and day like 2025-11-24, or 2025-11-24/2025-11-26 for an "
                  "interval");
    return {};
  }
  if (first > second) {
    problems_.add(problem::ends_before_start, node->place,
                  where_ + ": the interval " + in_quotes(date) + " ends before it begins",
                  "write the earlier day first");
    return {};
  }
  return date;
}

const std::vector<yaml::Node>& Fields::list(std::string_view key) const {
  static const std::vector<yaml::Node> none;
  const yaml::Node* node = find(key);
  if (node == nullptr) return none;
  if (node->is_list()) return node->items;
  std::string hint = "write `[]` when there is none";
  if (node->is_text()) {
    std::string_view words = node->text;
    if (words.ends_with(']')) words.remove_suffix(1);
    hint = "write `[" + shortened(words) + "]`, or one entry a line, each with a dash";
  }
  if (node->is_mapping() && !node->pairs.empty()) {
    const std::string& first = node->pairs.front().key.text;
    hint = key != "rules" && first != "id" && is_id_shaped(first)
               ? "begin each entry with a dash and its id: `- {id: " + first + ", name: ...}`"
               : "begin each entry with a dash: `- " + shortened(first) + ": ...`";
  }
  expected(*node, key, "a list", std::move(hint));
  return none;
}

std::vector<const yaml::Node*> Fields::one_or_many(std::string_view key) const {
  std::vector<const yaml::Node*> found;
  const yaml::Node* node = find(key);
  if (node == nullptr) return found;
  if (node->is_text()) {
    found.push_back(node);
  } else if (!node->is_list()) {
    expected(*node, key, "a text or a list of texts",
             "write `" + std::string(key) + ": [a, b]`, or leave the key out");
  } else {
    for (const yaml::Node& item : node->items) {
      if (item.is_text())
        found.push_back(&item);
      else
        expected(item, key, "a list of texts", "one word or text for each entry");
    }
  }
  return found;
}

std::string Fields::day(std::string_view key) const {
  const std::string day = date(key);
  if (day.find('/') == std::string::npos) return day;
  problems_.add(problem::bad_date, find(key)->place,
                where_ + ": \"" + std::string(key) + "\" is one day, found an interval",
                "write year, month and day like 2025-11-24");
  return {};
}

bool Fields::flag(std::string_view key) const {
  static const std::vector<std::string> words{"true", "false"};
  const auto which = choice(key, words);
  return which && *which == 0;
}

std::optional<std::uint32_t> Fields::share(std::string_view key) const {
  const yaml::Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (node->is_text() && node->plain) {
    const Number number = read_number(node->text);
    if (number.fault == Number::Fault::none && number.millionths >= 0 &&
        number.millionths <= 1'000'000)
      return static_cast<std::uint32_t>(number.millionths);
  }
  problems_.add(problem::bad_number, node->place,
                where_ + ": \"" + std::string(key) + "\" should be a number from 0 to 1, found " +
                    (node->is_text() ? in_quotes(node->text) : std::string(node->what())),
                "write it like 0.8: the share of your readings in which it counts");
  return std::nullopt;
}

std::optional<std::uint64_t> Fields::number(std::string_view key) const {
  constexpr std::int64_t million = 1'000'000;
  const yaml::Node* node = find(key);
  if (node == nullptr) {
    text(key, true);
    return std::nullopt;
  }
  if (node->is_text() && node->plain) {
    const Number number = read_number(node->text);
    if (number.fault == Number::Fault::none && number.millionths >= 0 &&
        number.millionths % million == 0)
      return static_cast<std::uint64_t>(number.millionths / million);
  }
  problems_.add(problem::bad_number, node->place,
                where_ + ": \"" + std::string(key) + "\" should be a whole number, found " +
                    (node->is_text() ? in_quotes(node->text) : std::string(node->what())),
                "write it in digits, without quotes");
  return std::nullopt;
}

std::string Fields::sha256(std::string_view key) const {
  const std::string hash = in_small_letters(text(key));
  const yaml::Node* node = find(key);
  if (node == nullptr || !node->is_text()) return {};
  if (hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string::npos)
    return hash;
  problems_.add(problem::bad_value, node->place,
                where_ + ": a SHA-256 is 64 hexadecimal digits, found " + in_quotes(node->text),
                "`sha256sum FILE` prints it");
  return {};
}

std::optional<std::size_t> Fields::choice(std::string_view key,
                                          const std::vector<std::string>& words) const {
  const yaml::Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  return choice(key, *node, words);
}

std::optional<std::size_t> Fields::choice(std::string_view key, const yaml::Node& node,
                                          const std::vector<std::string>& words) const {
  const auto it = std::find(words.begin(), words.end(), node.text);
  if (node.is_text() && it != words.end()) return static_cast<std::size_t>(it - words.begin());
  problems_.add(problem::bad_value, node.place,
                where_ + ": \"" + std::string(key) + "\" cannot be " +
                    (node.is_text() ? in_quotes(node.text) : std::string(node.what())),
                problems_.did_you_mean(node.text, words, "it is one of " + listed(words)));
  return std::nullopt;
}

bool check_id(const yaml::Node& node, const std::string& where, ProblemList& problems) {
  if (!node.is_text()) {
    std::string hint = "write a short word such as `strike`";
    if (node.is_mapping() && node.pairs.size() == 1)
      hint =
          "write `" + shortened(node.pairs.front().key.text) + "` alone, or `{id: ..., name: ...}`";
    problems.add(problem::wrong_type, node.place,
                 where + ": an id should be a text, found " + std::string(node.what()),
                 std::move(hint));
    return false;
  }
  if (is_id_shaped(node.text) && !is_reserved_word(node.text)) return true;
  if (is_reserved_word(node.text))
    problems.add(problem::bad_id, node.place,
                 where + ": \"" + node.text +
                     "\" cannot be an id, since YAML or the formula language reads it as something "
                     "else",
                 "choose another word, for example `" + node.text + "_1`");
  else if (const auto spaced = with_space_after_colon(node.text))
    problems.add(problem::bad_id, node.place,
                 where + ": " + in_quotes(node.text) + " cannot be an id",
                 "a colon is followed by a space: write `" + shortened(*spaced) + "`");
  else
    problems.add(problem::bad_id, node.place,
                 where + ": " + in_quotes(node.text) +
                     " cannot be an id; an id is a letter a-z, then letters, digits, _ and single "
                     "hyphens between them",
                 "write `" + id_from(node.text) + "` and put the words under `name`");
  return false;
}

bool check_mapping(const yaml::Node& node, const std::string& what, const std::string& hint,
                   ProblemList& problems) {
  if (node.is_mapping()) return true;
  const auto spaced = node.is_text() ? with_space_after_colon(node.text) : std::nullopt;
  problems.add(
      problem::wrong_type, node.place,
      what + " should be a mapping, found " + std::string(node.what()),
      spaced ? "a colon is followed by a space: write `" + shortened(*spaced) + "`" : hint);
  return false;
}

}  // namespace standoff
