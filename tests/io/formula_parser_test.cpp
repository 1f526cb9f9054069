// The formula language: what binds tighter, what needs parentheses, and the place of each mistake.
#include "io/formula_parser.hpp"

#include <doctest/doctest.h>

#include <string>

#include "io/problems.hpp"

using namespace standoff;

namespace {

// a, b, c, d and e-f are options 0 to 4; `big` is an outcome of three parts.
Resolved resolve(std::string_view name, std::size_t) {
  if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'd')
    return Formula::option(OptionId(name[0] - 'a'));
  if (name == "e-f" || name == "u.e-f") return Formula::option(OptionId(4));
  if (name == "big")
    return Formula::of(Formula::Kind::conjunction,
                       {Formula::option(OptionId(0)), Formula::option(OptionId(1))});
  return FormulaProblem{problem::unknown_name, 0, 0, "unknown", ""};
}

ParsedFormula parse(std::string_view text) {
  std::size_t budget = 1000;
  return parse_formula(text, resolve, budget);
}

Formula good(std::string_view text) {
  const ParsedFormula parsed = parse(text);
  INFO(std::string(text));
  for (const FormulaProblem& p : parsed.problems) FAIL_CHECK(p.message);
  return parsed.formula;
}

FormulaProblem bad(std::string_view text) {
  const ParsedFormula parsed = parse(text);
  INFO(std::string(text));
  REQUIRE_FALSE(parsed.problems.empty());
  return parsed.problems.front();
}

}  // namespace

TEST_CASE("not binds tightest, then and, then or and xor, then the arrows") {
  CHECK(good("not a and b") == good("(not a) and b"));
  CHECK(good("a or b and c") == good("a or (b and c)"));
  CHECK(good("a or b implies c and d") == good("(a or b) implies (c and d)"));
  CHECK(good("a xor b xor c").kind == Formula::Kind::parity);
  CHECK(good("a xor b xor c").parts.size() == 3);
  CHECK(good("a if b") == good("b implies a"));
  CHECK(good("a iff b or c") == good("a iff (b or c)"));
}

TEST_CASE("signs are accepted for words") {
  CHECK(good("!a & b | c") == good("not a and b or c"));
  CHECK(good("a -> b") == good("a implies b"));
  CHECK(good("a<->b") == good("a iff b"));
  CHECK(good("not(a)") == good("not a"));
}

TEST_CASE("counts take numbers and words, square and round brackets") {
  CHECK(good("exactly one of [a, b, c]") ==
        Formula::count(1, 1, {good("a"), good("b"), good("c")}));
  CHECK(good("at least 2 of (a, b, c)") == Formula::count(2, 3, {good("a"), good("b"), good("c")}));
  CHECK(good("at most two of [a, b, not c]").high == 2);
  CHECK(good("none of [a, b]") == Formula::count(0, 0, {good("a"), good("b")}));
  CHECK(good("all of [a, b or c]") == good("a and (b or c)"));
  CHECK(good("any of [a, b]") == good("a or b"));
  CHECK(good("all of [a]") == good("a"));
}

TEST_CASE("ids may have hyphens inside, and qualified ids a dot") {
  CHECK(good("not e-f and u.e-f") == good("not u.e-f and e-f"));
  CHECK(good("a->b") == good("a -> b"));
  CHECK(is_id_shaped("e-f"));
  CHECK(is_id_shaped("x_1"));
  for (const char* word : {"", "-a", "a-", "a--b", "1a", "_a", "a b", "a.b", "é"})
    CHECK_FALSE_MESSAGE(is_id_shaped(word), word);
  for (const char* word : {"no", "No", "YES", "y", "status_quo", "ten", "implies"})
    CHECK_MESSAGE(is_reserved_word(word), word);
}

TEST_CASE("what can be read in two ways needs parentheses") {
  CHECK(bad("a or b xor c").code == problem::needs_parentheses);
  CHECK(bad("a implies b implies c").code == problem::needs_parentheses);
  CHECK(bad("a if b iff c").code == problem::needs_parentheses);
  CHECK(bad("a or b xor c").offset == 7);
  CHECK_NOTHROW(good("a or (b xor c)"));
}

TEST_CASE("a count that can never fail or never be met is a mistake") {
  CHECK(bad("at most 2 of [a, b]").code == problem::impossible_count);
  CHECK(bad("at least 3 of [a, b]").code == problem::impossible_count);
  CHECK(bad("at least zero of [a, b]").code == problem::impossible_count);
  CHECK(bad("exactly 3 of [a, b]").offset == 8);
  CHECK(bad("at most one of []").message == "an empty list");
}

TEST_CASE("every unknown name is reported, at its place") {
  const ParsedFormula parsed = parse("a and żx or yy and zz");
  REQUIRE(parsed.problems.size() == 1);  // a letter that no id has ends the reading
  CHECK(parsed.problems[0].offset == 6);
  const ParsedFormula names = parse("not xx and (yy or a)");
  REQUIRE(names.problems.size() == 2);
  CHECK(names.problems[0].offset == 4);
  CHECK(names.problems[0].length == 2);
  CHECK(names.problems[1].offset == 12);
}

TEST_CASE("mistakes of grammar say what is missing") {
  CHECK(bad("").message == "an empty formula");
  CHECK(bad("a and").message.find("ends where") != std::string::npos);
  CHECK(bad("and a").hint == "put a condition before and after `and`");
  CHECK(bad("(a or b").hint == "add `)`");
  CHECK(bad("a or b)").message == "a parenthesis that was never opened");
  CHECK(bad("any of [a, b").hint == "add `]`");
  CHECK(bad("a, b").message == "a comma outside a list");
  CHECK(bad("2 of [a, b]").message == "a number is not a condition");
  CHECK(bad("at 2 of [a, b]").message.find("`least` or `most`") != std::string::npos);
  CHECK(bad("a AND b").hint == "write `and` in small letters");
  CHECK(bad("a but b").hint == "write `and` instead");
}

TEST_CASE("the budget counts every part, those of outcomes too") {
  std::size_t budget = 100;
  parse_formula("a and not b", resolve, budget);
  CHECK(budget == 96);
  budget = 100;
  parse_formula("big or c", resolve, budget);
  CHECK(budget == 95);
  budget = 4;
  const ParsedFormula parsed = parse_formula("big or c", resolve, budget);
  REQUIRE(parsed.problems.size() == 1);
  CHECK(parsed.problems[0].code == problem::formula_too_large);
}

TEST_CASE("nesting has a limit, wherever the parsing began") {
  const std::string deep = std::string(150, '(') + "a" + std::string(150, ')');
  CHECK(parse(deep).problems.empty());
  std::size_t budget = 1000;
  const ParsedFormula parsed = parse_formula(deep, resolve, budget, 100);
  REQUIRE(parsed.problems.size() == 1);
  CHECK(parsed.problems[0].code == problem::formula_too_large);
}
