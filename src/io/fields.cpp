// Mappings, key by key.

#include "io/fields.hpp"

#include <algorithm>
#include <array>

#include "io/formula_parser.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

constexpr std::array<std::string_view, 9> later{"stages",   "views",       "channels",
                                                "measures", "confidence",  "uncertain",
                                                "strongly", "known_after", "fixed"};

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

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// "keep cranes" -> "keep_cranes", for hints.
std::string id_from(std::string_view text) {
  std::string out;
  for (const char c : text::ascii_fold(text)) {
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
    if (std::find(known.begin(), known.end(), pair.key) != known.end()) continue;
    if (std::find(later.begin(), later.end(), pair.key) != later.end())
      problems_.add(problem::not_yet, pair.place,
                    where_ + ": \"" + pair.key + "\" belongs to a later version",
                    "not yet: leave it out for now");
    else
      problems_.add(problem::unknown_key, pair.place, where_ + " has no key \"" + pair.key + "\"",
                    did_you_mean(pair.key, known, "keys here: " + listed(known, 12)));
  }
}

Place Fields::place_of(std::string_view key) const {
  for (const yaml::Pair& pair : node_.pairs)
    if (pair.key == key) return pair.place;
  return node_.place;
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
  if (node->kind != yaml::Node::Kind::text) {
    expected(*node, key, "a text", "write it on one line, in quotes if it has colons or brackets");
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
  if (date.empty()) return date;
  const std::size_t slash = date.find('/');
  const std::string_view first = std::string_view(date).substr(0, slash);
  const std::string_view second =
      slash == std::string::npos ? first : std::string_view(date).substr(slash + 1);
  if (is_day(first) && is_day(second) && first <= second) return date;
  problems_.add(problem::bad_date, find(key)->place, where_ + ": \"" + date + "\" is not a date",
                "write 2025-11-24, or 2025-11-24/2025-11-26 for an interval");
  return {};
}

const std::vector<yaml::Node>& Fields::list(std::string_view key) const {
  static const std::vector<yaml::Node> none;
  const yaml::Node* node = find(key);
  if (node == nullptr) return none;
  if (node->kind == yaml::Node::Kind::list) return node->items;
  expected(*node, key, "a list",
           node->kind == yaml::Node::Kind::mapping ? "begin each entry with a dash: `- id: ...`"
           : node->kind == yaml::Node::Kind::text
               ? "write `[" + node->text + "]`, or one entry per line, each with a dash"
               : "write `[]` when there is none");
  return none;
}

std::vector<const yaml::Node*> Fields::one_or_many(std::string_view key) const {
  std::vector<const yaml::Node*> found;
  const yaml::Node* node = find(key);
  if (node == nullptr) return found;
  if (node->kind == yaml::Node::Kind::text) {
    found.push_back(node);
    return found;
  }
  for (const yaml::Node& item : list(key)) {
    if (item.kind == yaml::Node::Kind::text)
      found.push_back(&item);
    else
      expected(item, key, "a list of texts");
  }
  return found;
}

std::optional<std::uint64_t> Fields::number(std::string_view key) const {
  const yaml::Node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const bool digits = node->kind == yaml::Node::Kind::text && !node->text.empty() &&
                      node->text.size() <= 12 &&
                      node->text.find_first_not_of("0123456789") == std::string::npos;
  if (digits && node->plain) return std::stoull(node->text);
  problems_.add(problem::bad_number, node->place,
                where_ + ": \"" + std::string(key) + "\" should be a whole number",
                "write it in digits, without quotes");
  return std::nullopt;
}

std::string Fields::sha256(std::string_view key) const {
  const std::string hash = lower(text(key));
  if (hash.empty() ||
      (hash.size() == 64 && hash.find_first_not_of("0123456789abcdef") == std::string::npos))
    return hash;
  problems_.add(problem::bad_value, find(key)->place,
                where_ + ": a SHA-256 is 64 hexadecimal digits", "`sha256sum FILE` prints it");
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
  if (node.kind == yaml::Node::Kind::text && it != words.end())
    return static_cast<std::size_t>(it - words.begin());
  problems_.add(problem::bad_value, node.place,
                where_ + ": \"" + std::string(key) + "\" is one of " + listed(words) + ", found " +
                    (node.kind == yaml::Node::Kind::text ? "\"" + node.text + "\""
                                                         : std::string(node.what())),
                did_you_mean(node.text, words));
  return std::nullopt;
}

bool check_id(const yaml::Node& node, const std::string& where, ProblemList& problems) {
  if (node.kind != yaml::Node::Kind::text) {
    problems.add(problem::wrong_type, node.place,
                 where + ": an id should be a text, found " + std::string(node.what()));
    return false;
  }
  if (is_reserved_word(lower(node.text))) {
    problems.add(problem::bad_id, node.place,
                 where + ": \"" + node.text +
                     "\" cannot be an id, YAML or the formula language reads it as something else",
                 "choose another word, for example \"" + node.text + "_1\"");
    return false;
  }
  if (is_id_shaped(node.text)) return true;
  problems.add(
      problem::bad_id, node.place,
      where + ": \"" + node.text + "\" cannot be an id: a letter a-z, then letters, digits, _ or -",
      "write `" + id_from(node.text) + "` and put the words under `name`");
  return false;
}

}  // namespace standoff
