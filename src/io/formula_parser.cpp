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

#include "io/formula_lexer.hpp"
#include "io/problems.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

struct Failed {};

// Words of everyday language that stand where a word of the formula language belongs.
std::string_view meant_by(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words{{
      {"when", "if"},
      {"whenever", "if"},
      {"provided", "if"},
      {"but", "and"},
      {"while", "and"},
      {"with", "and"},
      {"plus", "and"},
      {"without", "and not"},
  }};
  for (const auto& [said, meant] : words)
    if (word == said) return meant;
  return {};
}

std::size_t depth_of(const Formula& f) {
  std::size_t deepest = 0;
  for (const Formula& part : f.parts) deepest = std::max(deepest, depth_of(part));
  return deepest + 1;
}

class Parser {
 public:
  Parser(std::string_view text, const Resolve& resolve, std::size_t& budget, std::size_t depth)
      : lexer_(text), resolve_(resolve), budget_(budget), token_(lexer_.next()), depth_(depth) {}

  ParsedFormula run() {
    try {
      if (token_.kind == Token::Kind::end)
        fail("an empty formula", "write a condition such as `not strike`");
      result_.formula = formula();
      if (token_.kind != Token::Kind::end) expected_link();
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

  // Signs and words that the language does not have, wherever they stand.
  void refuse_foreign() {
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
    std::size_t start = 0;
    if (token_.kind == Token::Kind::other && text::is_quote(text::next_code_point(found, start)))
      fail("a quotation mark inside a formula",
           "ids stand without quotation marks; quote the whole formula or nothing");
    if (token_.kind == Token::Kind::name && in_small_letters(found) != found &&
        is_keyword(in_small_letters(found)))
      fail(in_quotes(found) + " in capitals is not a word of formulas",
           "write `" + in_small_letters(found) + "` in small letters");
  }

  [[noreturn]] void expected_operand() {
    if (token_.kind == Token::Kind::end)
      fail("the formula ends where an option or outcome is expected",
           "finish it, or remove the last word");
    refuse_foreign();
    const std::string& found = token_.text;
    if (found == "if")
      fail("`if` stands between two conditions, not before them",
           "write `lockout if strike`: first what follows, then `if`, then the condition");
    if (token_.kind == Token::Kind::number)
      fail("a number is not a condition",
           "write `exactly 2 of [...]`, `at least 2 of [...]` or `at most 2 of [...]`");
    fail(in_quotes(found) + " stands where an option or outcome is expected",
         token_.kind == Token::Kind::sign && found != ")" && found != ","
             ? "put a condition before and after `" + found + "`"
             : "remove it, or put the missing condition before it");
  }

  [[noreturn]] void expected_link() {
    refuse_foreign();
    const std::string& found = token_.text;
    if (const std::string_view meant = meant_by(in_small_letters(found)); !meant.empty())
      fail(in_quotes(found) + " is not a word of formulas",
           "write `" + std::string(meant) + "` instead");
    if (token_.kind == Token::Kind::name || found == "not" || found == "(")
      fail(in_quotes(found) + " follows without a word that links it to what stands before",
           "link the two by `and`, `or` or `if`; ids have no spaces");
    if (found == ",")
      fail("a comma outside a list", "write `and` or `or`; a list stands in [...] after `of`");
    if (found == ")") fail("a parenthesis that was never opened", "remove it, or add `(` before");
    fail(in_quotes(found) + " does not fit here",
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
    if (++depth_ > deepest_formula)
      fail("parentheses nested too deep", "name parts of it under `outcomes`",
           problem::formula_too_large);
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
      if (++depth_ > deepest_formula)
        fail("too many `not` in a row", "one of them is enough, or none",
             problem::formula_too_large);
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
        expected_link();
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
    if (token_.kind != Token::Kind::name) expected_operand();
    refuse_misused_word();
    return named();
  }

  // Reserved words can be no names; each has its own advice.
  void refuse_misused_word() {
    refuse_foreign();
    const std::string word = in_small_letters(token_.text);
    if (word == "no") fail("`no` is not a word of formulas", "write `not`, as in `not strike`");
    if (std::find(number_words.begin(), number_words.end(), word) != number_words.end())
      fail("\"" + token_.text + "\" is a number, and a number is not a condition",
           "write `exactly " + word + " of [...]`, `at least " + word + " of [...]` or `at most " +
               word + " of [...]`");
  }

  Formula named() {
    Resolved resolved = resolve_(token_.text, depth_ + 1);
    Formula formula = Formula::constant(true);
    if (auto* problem = std::get_if<FormulaProblem>(&resolved)) {
      problem->offset = token_.offset;
      problem->length = token_.length;
      result_.problems.push_back(std::move(*problem));
    } else {
      formula = std::get<Formula>(std::move(resolved));
      if (depth_ + depth_of(formula) > deepest_formula)
        fail("the formula is nested too deep once outcome names are replaced",
             "define the outcome by options instead of other outcomes", problem::formula_too_large);
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
        token_.text.find_first_not_of("0123456789") == std::string::npos)
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
    if (is(square ? "]" : ")")) fail("an empty list", "list what is counted: `of [a, b, c]`");
    std::vector<Formula> parts;
    do parts.push_back(formula());
    while (accept(","));
    if (!accept(square ? "]" : ")")) {
      if (token_.kind == Token::Kind::end)
        fail("a list that is not closed", std::string("add `") + (square ? "]`" : ")`"));
      expected_link();
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
           "the list has " + std::to_string(n) + (n == 1 ? " entry" : " entries") +
               ", so this count " +
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
  std::size_t depth_;
};

}  // namespace

ParsedFormula parse_formula(std::string_view text, const Resolve& resolve, std::size_t& budget,
                            std::size_t depth) {
  return Parser(text, resolve, budget, depth).run();
}

}  // namespace standoff
