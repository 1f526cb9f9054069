// A recursive descent over the words of a formula.
//
//   formula  := or [ ("implies" | "if" | "iff") or ]
//   or       := and { "or" and }  |  and { "xor" and }
//   and      := unary { "and" unary }
//   unary    := "not" unary | primary
//   primary  := "(" formula ")" | "true" | "false" | name
//             | ("exactly" | "at" "least" | "at" "most") number "of" list | ("all" | "any" |
//             "none") "of" list
//   list     := ("[" | "(") formula { "," formula } ("]" | ")")

#include "io/formula_parser.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "io/problems.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

constexpr std::size_t deepest = 200;

constexpr std::array<std::string_view, 11> number_words{
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

struct Token {
  enum class Kind { end, name, number, sign, other };
  Kind kind = Kind::end;
  std::string text;  // keywords and signs in one spelling: "and", "(", ...
  std::size_t offset = 0;
  std::size_t length = 0;
};

// Splits a formula; positions are code points.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
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

 private:
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> signs{{
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

  static bool is_keyword(std::string_view word) {
    constexpr std::array<std::string_view, 16> words{
        "not", "and", "or",  "xor",  "if",   "iff",   "implies", "of",
        "at",  "all", "any", "none", "true", "false", "exactly", "least"};
    return std::find(words.begin(), words.end(), word) != words.end() || word == "most";
  }

  void advance(std::size_t bytes) {
    offset_ += text::code_points(text_.substr(at_, bytes));
    at_ += bytes;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t offset_ = 0;
};

struct Failed {};

class Parser {
 public:
  Parser(std::string_view text, const Resolve& resolve, std::size_t& budget)
      : lexer_(text), resolve_(resolve), budget_(budget), token_(lexer_.next()) {}

  ParsedFormula run() {
    try {
      if (token_.kind == Token::Kind::end)
        fail("an empty formula", "write a condition such as `not strike`");
      result_.formula = formula();
      if (token_.kind != Token::Kind::end) unexpected();
    } catch (const Failed&) {
    }
    return std::move(result_);
  }

 private:
  bool is(std::string_view sign) const {
    return token_.kind == Token::Kind::sign && token_.text == sign;
  }
  bool accept(std::string_view sign) {
    if (!is(sign)) return false;
    token_ = lexer_.next();
    return true;
  }

  [[noreturn]] void fail(std::string message, std::string hint,
                         std::string_view code = problem::formula_syntax) {
    result_.problems.push_back(
        {code, token_.offset, token_.length, std::move(message), std::move(hint)});
    throw Failed{};
  }

  [[noreturn]] void unexpected() {
    if (token_.kind == Token::Kind::end)
      fail("the formula ends where an option or outcome is expected",
           "finish it, or remove the last word");
    const std::string& found = token_.text;
    if (found == "&&" || found == "||")
      fail("\"" + found + "\" is not used here",
           "write `" + std::string(found == "&&" ? "and" : "or") + "`");
    if (found.starts_with("=") || found == "!=")
      fail("\"" + found + "\" is not used here; an option is taken or not",
           "write `strike` or `not strike`; for `the same as`, write `iff`");
    if (found == "[" || found == "]")
      fail("a bracket without `of` before it",
           "write `at most one of [a, b]`; to group, use ( and )");
    if (token_.kind == Token::Kind::name && lower(found) != found && is_reserved_word(lower(found)))
      fail("\"" + found + "\" is not an option", "write `" + lower(found) + "` in small letters");
    if (token_.kind == Token::Kind::name)
      fail("\"" + found + "\" follows without a word that links it to what stands before",
           "link the two by `and`, `or` or `if`; ids have no spaces");
    fail("\"" + found + "\" does not fit here",
         "expected `and`, `or`, `if` or the end of the formula");
  }

  Formula made(Formula f) {
    if (budget_ == 0)
      fail("the formula has too many parts once outcome names are replaced",
           "define fewer outcomes by way of others", problem::formula_too_large);
    --budget_;
    return f;
  }

  Formula formula() {
    if (++depth_ > deepest)
      fail("parentheses nested too deep", "name parts of it under `outcomes`");
    Formula left = alternatives();
    for (const std::string_view arrow : {"implies", "if", "iff"}) {
      if (!accept(arrow)) continue;
      Formula right = alternatives();
      for (const std::string_view second : {"implies", "if", "iff"})
        if (is(second))
          fail("two of `if`, `implies`, `iff` side by side can be read in two ways",
               "put parentheses around one of them", problem::needs_parentheses);
      if (arrow == "if") std::swap(left, right);
      const auto kind = arrow == "iff" ? Formula::Kind::equivalence : Formula::Kind::implication;
      left = made(Formula::of(kind, pair(std::move(left), std::move(right))));
      break;
    }
    --depth_;
    return left;
  }

  static std::vector<Formula> pair(Formula a, Formula b) {
    std::vector<Formula> parts;
    parts.push_back(std::move(a));
    parts.push_back(std::move(b));
    return parts;
  }

  Formula alternatives() {
    std::vector<Formula> parts;
    parts.push_back(conjunction());
    const std::string_view word = is("or") ? "or" : "xor";
    while (accept(word)) parts.push_back(conjunction());
    if (is("or") || is("xor"))
      fail("`or` and `xor` side by side can be read in two ways",
           "put parentheses around one of them", problem::needs_parentheses);
    return joined(word == "or" ? Formula::Kind::disjunction : Formula::Kind::parity,
                  std::move(parts));
  }

  Formula conjunction() {
    std::vector<Formula> parts;
    parts.push_back(unary());
    while (accept("and")) parts.push_back(unary());
    return joined(Formula::Kind::conjunction, std::move(parts));
  }

  Formula joined(Formula::Kind kind, std::vector<Formula> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return made(Formula::of(kind, std::move(parts)));
  }

  Formula unary() {
    if (accept("not")) {
      if (++depth_ > deepest) fail("too many `not` in a row", "one of them is enough, or none");
      Formula inner = unary();
      --depth_;
      return made(Formula::negation(std::move(inner)));
    }
    return primary();
  }

  Formula primary() {
    if (accept("(")) {
      Formula inner = formula();
      if (is(",")) fail("a comma inside parentheses that belong to no `of`", "write `and` or `or`");
      if (!accept(")")) {
        if (token_.kind == Token::Kind::end) fail("a parenthesis that is not closed", "add `)`");
        unexpected();
      }
      return inner;
    }
    if (accept("true")) return made(Formula::constant(true));
    if (accept("false")) return made(Formula::constant(false));
    if (accept("exactly")) return counted(Bound::exactly);
    if (accept("at")) {
      if (accept("least")) return counted(Bound::least);
      if (accept("most")) return counted(Bound::most);
      fail("`at` without `least` or `most`",
           "write `at least 2 of [...]` or `at most one of [...]`");
    }
    if (accept("all")) return listed_after_of(Bound::all);
    if (accept("any")) return listed_after_of(Bound::any);
    if (accept("none")) return listed_after_of(Bound::none);
    if (token_.kind != Token::Kind::name) unexpected();
    return named();
  }

  Formula named() {
    Resolved resolved = resolve_(token_.text);
    Formula formula = Formula::constant(true);
    if (auto* problem = std::get_if<FormulaProblem>(&resolved)) {
      problem->offset = token_.offset;
      problem->length = token_.length;
      result_.problems.push_back(std::move(*problem));
    } else {
      formula = std::get<Formula>(std::move(resolved));
      const std::size_t size = size_of(formula);
      budget_ -= std::min(budget_, size - 1);
    }
    token_ = lexer_.next();
    return made(std::move(formula));
  }

  enum class Bound { exactly, least, most, all, any, none };

  Formula counted(Bound bound) {
    std::optional<std::uint32_t> number;
    if (token_.kind == Token::Kind::number && token_.text.size() <= 4 &&
        std::all_of(token_.text.begin(), token_.text.end(), is_digit))
      number = static_cast<std::uint32_t>(std::stoul(token_.text));
    for (std::uint32_t k = 0; k < number_words.size(); ++k)
      if (token_.text == number_words[k]) number = k;
    if (!number)
      fail("a number is expected here", "write `at least 2 of [...]`; one to ten may be words");
    const Token at = token_;
    token_ = lexer_.next();
    return listed_after_of(bound, *number, at);
  }

  Formula listed_after_of(Bound bound, std::uint32_t number = 0, const Token& at = {}) {
    if (!accept("of")) fail("`of` and a list are expected here", "write `of [a, b, c]`");
    const bool square = accept("[");
    if (!square && !accept("(")) fail("a list is expected after `of`", "write `of [a, b, c]`");
    std::vector<Formula> parts;
    do parts.push_back(formula());
    while (accept(","));
    if (!accept(square ? "]" : ")")) {
      if (token_.kind == Token::Kind::end) fail("a list that is not closed", "add `]`");
      unexpected();
    }
    const auto n = static_cast<std::uint32_t>(parts.size());
    switch (bound) {
      case Bound::all:
        return joined(Formula::Kind::conjunction, std::move(parts));
      case Bound::any:
        return joined(Formula::Kind::disjunction, std::move(parts));
      case Bound::none:
        return made(Formula::count(0, 0, std::move(parts)));
      case Bound::least:
      case Bound::most:
      case Bound::exactly:
        break;
    }
    if (bound == Bound::most ? number >= n : number > n || (bound == Bound::least && number == 0)) {
      result_.problems.push_back(
          {problem::impossible_count, at.offset, at.length,
           "the list has " + std::to_string(n) + " entries, so this count " +
               (bound == Bound::most || number == 0 ? "always holds" : "can never be met"),
           "mend the number or the list"});
    }
    return made(Formula::count(bound == Bound::most ? 0 : number,
                               bound == Bound::least ? n : number, std::move(parts)));
  }

  Lexer lexer_;
  const Resolve& resolve_;
  std::size_t& budget_;
  Token token_;
  ParsedFormula result_;
  std::size_t depth_ = 0;
};

}  // namespace

ParsedFormula parse_formula(std::string_view text, const Resolve& resolve, std::size_t& budget) {
  return Parser(text, resolve, budget).run();
}

bool is_reserved_word(std::string_view word) {
  constexpr std::array<std::string_view, 25> words{
      "yes",   "no",   "on",      "off", "y",   "n",    "true",      "false", "null",
      "not",   "and",  "or",      "xor", "if",  "iff",  "implies",   "of",    "at",
      "least", "most", "exactly", "all", "any", "none", "status_quo"};
  return std::find(words.begin(), words.end(), word) != words.end() ||
         (word != "zero" &&
          std::find(number_words.begin(), number_words.end(), word) != number_words.end());
}

bool is_id_shaped(std::string_view word) {
  return !word.empty() && is_letter(word[0]) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_word(c) || c == '-'; });
}

}  // namespace standoff
