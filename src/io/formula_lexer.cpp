// Words and signs of formulas, and which words cannot be ids.

#include "io/formula_lexer.hpp"

#include <algorithm>
#include <utility>

#include "io/formula_parser.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> signs{{
    {"<->", "iff"},
    {"->", "implies"},
    {"!=", "!="},
    {"!", "not"},
    {"&&", "&&"},
    {"||", "||"},
    {"&", "and"},
    {"|", "or"},
    {"(", "("},
    {")", ")"},
    {",", ","},
    {"[", "["},
    {"]", "]"},
}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

}  // namespace

std::string in_small_letters(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_keyword(std::string_view word) {
  constexpr std::array<std::string_view, 17> words{
      "not", "and", "or",   "xor",  "if",    "iff",     "implies", "of",  "at",
      "all", "any", "none", "true", "false", "exactly", "least",   "most"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

Token Lexer::next() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
    advance(1);
  Token token;
  token.offset = offset_;
  if (at_ >= text_.size()) return token;
  const std::string_view rest = text_.substr(at_);
  for (const auto& [sign, meaning] : signs)
    if (rest.starts_with(sign)) {
      token.kind = Token::Kind::sign;
      token.text = meaning;
      token.length = sign.size();
      advance(sign.size());
      return token;
    }
  std::size_t end = 0;
  if (is_letter(rest[0]) || rest[0] == '_') {
    token.kind = Token::Kind::name;
    while (end < rest.size() &&
           (is_word(rest[end]) ||
            // a hyphen or a dot inside a name, not the start of an arrow or the end of a sentence
            ((rest[end] == '-' || rest[end] == '.') && end + 1 < rest.size() &&
             is_word(rest[end + 1]))))
      ++end;
  } else if (is_digit(rest[0])) {
    token.kind = Token::Kind::number;
    while (end < rest.size() && is_word(rest[end])) ++end;
  } else {
    token.kind = Token::Kind::other;
    // the whole run of signs or letters of other scripts, so that the message shows it whole
    while (end < rest.size() && !is_word(rest[end]) &&
           std::string_view(" ()[],").find(rest[end]) == std::string_view::npos)
      ++end;
    end = std::max<std::size_t>(end, 1);
  }
  token.text = std::string(rest.substr(0, end));
  token.length = text::code_points(token.text);
  if (token.kind == Token::Kind::name && is_keyword(token.text)) token.kind = Token::Kind::sign;
  advance(end);
  return token;
}

void Lexer::advance(std::size_t bytes) {
  offset_ += text::code_points(text_.substr(at_, bytes));
  at_ += bytes;
}

bool is_reserved_word(std::string_view written) {
  const std::string word = in_small_letters(written);
  constexpr std::array<std::string_view, 25> words{
      "yes",   "no",   "on",      "off", "y",   "n",    "true",      "false", "null",
      "not",   "and",  "or",      "xor", "if",  "iff",  "implies",   "of",    "at",
      "least", "most", "exactly", "all", "any", "none", "status_quo"};
  return std::find(words.begin(), words.end(), word) != words.end() ||
         (word != "zero" &&
          std::find(number_words.begin(), number_words.end(), word) != number_words.end());
}

bool is_id_shaped(std::string_view word) {
  if (word.empty() || !is_letter(word[0])) return false;
  for (std::size_t k = 1; k < word.size(); ++k) {
    const bool hyphen_inside = word[k] == '-' && k + 1 < word.size() && is_word(word[k + 1]);
    if (!is_word(word[k]) && !hyphen_inside) return false;
  }
  return true;
}

}  // namespace standoff
