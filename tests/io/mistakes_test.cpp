// The mistakes that somebody who writes a first dispute is likely to make, and what the file is
// told: the place, and words that show the way out.
#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "standoff/load.hpp"

using namespace standoff;

namespace {

const std::string good = R"(standoff: 1
title: A strike
decision_makers:
  - id: union
    options: [strike, picket]
    preferences:
      - raise
      - not strike
  - id: port
    options: [raise, lockout]
    preferences:
      - not raise
)";

// The good file with one mistake in it.
std::string with(const std::string& right, const std::string& wrong) {
  std::string text = good;
  const std::size_t at = text.find(right);
  REQUIRE(at != std::string::npos);
  return text.replace(at, right.size(), wrong);
}

std::string told(const Loaded& loaded) {
  std::ostringstream out;
  for (const Problem& p : loaded.problems)
    out << p.place.line << ':' << p.place.column << ": " << p.message << " | " << p.hint << " ["
        << p.code << "]\n";
  return out.str();
}

// One error at `line`:`column`, whose message and hint contain these words.
void expect(const std::string& file, std::uint32_t line, std::uint32_t column,
            const std::string& message, const std::string& hint) {
  const Loaded loaded = load(file);
  INFO(file);
  INFO(told(loaded));
  CHECK_FALSE(loaded.model.has_value());
  const auto& problems = loaded.problems;
  const auto first = std::find_if(problems.begin(), problems.end(),
                                  [](const Problem& p) { return p.severity == Severity::error; });
  REQUIRE(first != problems.end());
  CHECK(std::count_if(problems.begin(), problems.end(),
                      [](const Problem& p) { return p.severity == Severity::error; }) == 1);
  CHECK(first->place.line == line);
  CHECK(first->place.column == column);
  CHECK_MESSAGE(first->message.find(message) != std::string::npos, first->message);
  CHECK_MESSAGE(first->hint.find(hint) != std::string::npos, first->hint);
}

}  // namespace

TEST_CASE("the file without a mistake is told nothing") {
  CHECK(told(load(good)).empty());
  CHECK(load(good).model.has_value());
}

TEST_CASE("indentation: the line is shown, and the columns of the lines that do not fit") {
  expect(with("    options: [raise", "   options: [raise"), 10, 4, "not indented like",
         "in column 4, line 9 in column 3");
  expect(with("      - not strike", "     - not strike"), 8, 6, "not indented like",
         "in column 6, line 7 in column 7");
  expect(with("title: A", " title: A"), 2, 2, "not indented like", "begin in the same column");
  expect(good + " rules:\n  - never: strike\n", 13, 2, "not indented like", "the same column");
}

TEST_CASE("a tab in the indentation") {
  expect(with("    options: [strike", "\toptions: [strike"), 5, 1, "a tab", "two spaces");
  expect(with("      - not strike", "\t- not strike"), 8, 1, "a tab", "two spaces");
}

TEST_CASE("a misspelt option in a preference is shown at the very word") {
  expect(with("not strike", "not srtike"), 8, 13, "\"srtike\" is no option",
         "did you mean \"strike\"?");
}

TEST_CASE("a misspelt key") {
  expect(with("    preferences:\n      - raise", "    preferance:\n      - raise"), 6, 5,
         "no key \"preferance\"", "did you mean \"preferences\"?");
}

TEST_CASE("yes, no, on and off as ids, in any case") {
  expect(with("lockout]", "no]"), 10, 22, "\"no\" cannot be an id", "choose another word");
  expect(with("lockout]", "Off]"), 10, 22, "\"Off\" cannot be an id", "choose another word");
}

TEST_CASE("a forgotten colon") {
  expect(with("title: A strike", "title A strike"), 2, 1, "no colon after \"title\"",
         "`title: A strike`");
  expect(with("    preferences:\n      - raise", "    preferences\n      - raise"), 6, 5,
         "no colon after \"preferences\"", "`preferences:`");
}

TEST_CASE("a colon without a space") {
  expect(with("title: A strike", "title:A strike"), 2, 6, "no space after the colon",
         "`title: A strike`");
  expect(with("- id: union", "- id:union"), 4, 7, "no space after the colon", "`- id: union`");
  expect(good + "rules:\n  - never:strike and raise\n", 14, 5, "a rule should be a mapping",
         "`never: strike and raise`");
}

TEST_CASE("a colon inside text that is not quoted") {
  expect(with("A strike", "A strike: the port"), 2, 16, "a second colon", "into quotes");
  expect(with("[strike, picket]", "[{id: strike, name: stop: now}, picket]"), 5, 38,
         "a second colon", "into quotes");
}

TEST_CASE("a quotation mark that is not closed") {
  expect(with("A strike", "\"A strike"), 2, 8, "not closed", "close it with \"");
  expect(with("- not strike", "- 'not strike"), 8, 9, "not closed", "close it with '");
  expect(with("A strike", "\"A \\x2 strike\""), 2, 11, "a backslash in double quotes", "\\\\");
  expect(with("A strike", "\"A \\ud83d strike\""), 2, 11, "half a character", "itself");
}

TEST_CASE("a bracket that is not closed or was never opened") {
  expect(with("[strike, picket]", "[strike, picket"), 5, 14, "a bracket [ that is not closed",
         "close it with ]");
  expect(with("- not strike", "- {want: not strike"), 8, 9, "a bracket { that is not closed",
         "close it with }");
  expect(with("[raise, lockout]", "raise, lockout]"), 10, 14, "should be a list",
         "`[raise, lockout]`");
}

TEST_CASE("brackets that do not belong together: the one too many") {
  expect(with("[strike, picket]", "[strike, picket}"), 5, 14, "[ that is not closed",
         "close it with ]");
  expect(with("- not strike", "- {want: not strike]}"), 8, 26, "never opened", "remove it");
  expect(with("[strike, picket]", "[strike, picket]]"), 5, 30, "never opened", "remove it");
}

TEST_CASE("a list in the column of its key") {
  expect(with("options: [strike, picket]", "options:\n    [strike, picket]"), 6, 5,
         "in the column of the key", "indent it further");
}

TEST_CASE("in JSON: commas, brackets and comments") {
  const auto json = [](const std::string& title, const std::string& after, const std::string& end) {
    return "{\n  \"standoff\": 1,\n  " + title +
           "\n  \"decision_makers\": [\n    {\"id\": \"union\", " +
           "\"options\": [\"strike\"], \"preferences\": [\"not strike\"]}" + after +
           "\n    {\"id\": \"port\", \"options\": [\"raise\"], \"preferences\": [\"not raise\"]}\n "
           " ]\n" +
           end;
  };
  const std::string title = "\"title\": \"A strike\",";
  CHECK(load(json(title, ",", "}")).model.has_value());
  expect(json("\"title\": \"A strike\"", ",", "}"), 3, 21, "no comma after", "bracket { of line 1");
  expect(json("\"title\": 5", ",", "}"), 3, 12, "no comma after", "write a comma");
  expect(json(title, "", "}"), 5, 73, "no comma after", "bracket [ of line 4");
  expect(json(title, ",", ""), 1, 1, "a bracket { that is not closed", "close it with }");
  expect(json(title, ",", "}}"), 8, 2, "never opened", "remove it");
  expect(json(title, ",", "}\n{}"), 8, 1, "the whole value ends", "one dispute");
  expect(json(title + "  // why", ",", "}"), 3, 25, "a comment of another language", "#");
  expect(json("\"title\" \"A strike\",", ",", "}"), 3, 9, "ends at this quotation mark", "leave");
}

TEST_CASE("dashes and commas inside brackets") {
  expect(with("[strike, picket]", "[strike, - picket]"), 5, 23, "a dash inside", "leave it out");
  expect(with("[strike, picket]", "[strike,, picket]"), 5, 22, "nothing stands before this comma",
         "remove the comma");
  expect(with("- not strike", "- {: not strike}"), 8, 10, "no key before the colon", "a word");
  expect(with("- not strike", "- {want: :strike}"), 8, 16, "may not begin with :", "into quotes");
}

TEST_CASE("an apostrophe inside single quotes") {
  expect(with("A strike", "'The union's strike'"), 2, 18, "ends at this apostrophe",
         "written twice ('')");
}

TEST_CASE("signs that YAML keeps for itself at the start of a value") {
  expect(with("- not strike", "- !strike"), 8, 9, "\"!strike\" begins with !", "`not strike`");
  expect(with("- not strike", "- !(strike or picket)"), 8, 9, "begins with !",
         "`not (strike or picket)`");
  expect(with("- not strike", "- &strike"), 8, 9, "\"&strike\" begins with &", "write `and`");
  expect(with("- not strike", "- *strike"), 8, 9, "begins with *", "into quotes");
  expect(with("A strike", "@strike"), 2, 8, "may not begin with @", "into quotes");
  expect(with("- not strike", "- ! strike"), 8, 9, "begins with !", "`not strike`");
  expect(with("- not strike", "- &(strike)"), 8, 9, "begins with &", "write `and`");
  expect(with("[strike, picket]", "[!strike]"), 5, 15, "begins with !", "`not strike`");
  expect(with("[strike, picket]", "[*strike picket]"), 5, 15, "begins with *", "into quotes");
  expect(with("- not strike", "* not strike"), 8, 7, "begins with *", "begin with a dash");
}

TEST_CASE("signs and words of other languages in a formula") {
  expect(with("not strike", "strike = no"), 8, 16, "\"=\" is not used here", "`not strike`");
  expect(with("not strike", "strike == raise"), 8, 16, "\"==\" is not used here", "`iff`");
  expect(with("not strike", "strike && raise"), 8, 16, "\"&&\"", "`and`");
  expect(with("not strike", "strike || raise"), 8, 16, "\"||\"", "`or`");
  expect(with("not strike", "NOT strike"), 8, 9, "in capitals", "`not`");
  expect(with("not strike", "no strike"), 8, 9, "`no` is not a word of formulas", "`not strike`");
  expect(with("not strike", "strike when raise"), 8, 16, "\"when\"", "`if`");
  expect(with("not strike", "if raise then strike"), 8, 9, "`if` stands between", "`lockout if");
  expect(with("not strike", "one of [strike, raise]"), 8, 9, "a number", "`exactly one of");
  expect(with("not strike", "not [strike or raise]"), 8, 13, "a bracket without `of`", "( and )");
}

TEST_CASE("a statement with a colon where there is none") {
  expect(with("- not strike", "- strike: yes"), 8, 9, "no key \"strike\"", "`not strike`");
}

TEST_CASE("an option of another decision maker") {
  expect(with("not strike", "not port.strike"), 8, 13, "\"port.strike\" is no option",
         "belongs to somebody else: write `union.strike`");
}

TEST_CASE("a decision maker where an option belongs") {
  expect(with("not strike", "not port"), 8, 13, "\"port\" is no option",
         "name one of its options: raise and lockout");
}

TEST_CASE("the status quo as a text, as letters or as a mapping") {
  expect(good + "status_quo: strike\n", 13, 13, "is a list of the options taken",
         "`status_quo: [strike]`");
  expect(good + "status_quo: strike and picket\n", 13, 13, "found a text",
         "`status_quo: [strike, picket]`");
  expect(good + "status_quo: YNNN\n", 13, 13, "found a text", "list the options taken");
  expect(good + "status_quo: {strike: yes}\n", 13, 13, "found a mapping", "list the options taken");
}

TEST_CASE("a mapping where a list belongs") {
  expect(with("[strike, picket]", "{strike: stop work, picket: block the gate}"), 5, 14,
         "should be a list, found a mapping", "`- {id: strike, name: ...}`");
  expect(good + "rules:\n  never: strike and raise\n", 14, 3, "should be a list", "`- never: ...`");
}

TEST_CASE("a rule without its colon") {
  expect(good + "rules:\n  - never strike and lockout\n", 14, 5, "a rule should be a mapping",
         "`- never: strike and lockout`, with a colon");
  expect(good + "rules:\n  - at most one of: strike, lockout\n", 14, 21, "needs a list",
         "`at most one of: [strike, lockout]`");
}

TEST_CASE("the same key twice, and a forgotten dash that makes it so") {
  expect(with("title: A strike", "title: A strike\ntitle: B"), 3, 1,
         "a second time; the first is in line 2", "keep one");
  expect(with("  - id: port", "    id: port"), 9, 5, "\"id\" stands here a second time",
         "put a dash");
}

TEST_CASE("a forgotten dash before a statement") {
  expect(with("      - not strike", "      not strike"), 8, 7, "without a dash", "`- not strike`");
}

TEST_CASE("a dash without a space") {
  expect(with("      - not strike", "      -not strike"), 8, 7, "no space after the dash",
         "`- not strike`");
}

TEST_CASE("ids with spaces or letters of other alphabets") {
  expect(with("picket]", "block the gate]"), 5, 23, "\"block the gate\" cannot be an id",
         "`block_the_gate`");
  expect(with("picket]", "żądać]"), 5, 23, "\"żądać\" cannot be an id", "`zadac`");
}

TEST_CASE("a status quo that breaks a rule") {
  expect(good + "rules:\n  - never: strike and picket\nstatus_quo: [strike, picket]\n", 15, 13,
         "breaks the rule `never: strike and picket` in line 14", "change what is taken");
}

TEST_CASE("a date in another order") {
  expect(with("title: A strike", "title: A strike\nas_of: 24.11.2025"), 3, 8, "no date",
         "2025-11-24");
}

TEST_CASE("a decimal comma in payoffs") {
  expect(with("    preferences:\n      - not raise", "    payoffs:\n      strike: 1,5"), 12, 15,
         "expected a number, found \"1,5\"", "`1.5`");
}

TEST_CASE("a formula with brackets or commas, unquoted inside brackets") {
  expect(with("- not strike", "- {want: exactly one of [strike, lockout]}"), 8, 31,
         "a bracket inside unquoted text", "put the formula into quotes");
  expect(with("    preferences:\n      - not raise", "    ranking: [one of [strike, raise]]"), 11,
         22, "a bracket inside unquoted text", "put the formula into quotes");
}

TEST_CASE("two statements joined without a word") {
  expect(with("not strike", "not strike not lockout"), 8, 20, "without a word that links",
         "`and`, `or` or `if`");
  expect(with("not strike", "strike lockout"), 8, 16, "\"lockout\" follows", "`and`");
}

TEST_CASE("a capital letter") {
  expect(with("- not raise", "- not Raise"), 12, 13, "\"Raise\" is no option",
         "write `raise`: capital and small letters differ");
}

TEST_CASE("evidence and sources that do not exist") {
  expect(with("- not raise", "- {want: not raise, because: paper}"), 12, 36,
         "no evidence \"paper\"", "add it under `evidence`");
  expect(good + "evidence: [{id: a, source: paper}]\n", 13, 28, "no source \"paper\"",
         "add it under `sources`");
}

TEST_CASE("an empty value is shown where it is missing") {
  expect(with("title: A strike", "title:"), 2, 6, "found nothing", "after the colon");
  expect(with("- not strike", "-"), 8, 7, "expected a formula, found nothing", "such as");
}

TEST_CASE("quotation marks around parts of a formula") {
  expect(with("- not strike", "- \"strike\" and \"lockout\""), 8, 16, "ends at this quotation mark",
         "around the whole value");
  expect(with("not strike", "not \"strike\""), 8, 13, "a quotation mark inside a formula",
         "without quotation marks");
  expect(with("not strike", "“strike”"), 8, 9, "a quotation mark inside a formula",
         "without quotation marks");
}

TEST_CASE("a text where a list belongs") {
  expect(with("    preferences:\n      - not raise", "    preferences: not raise"), 11, 18,
         "should be a list", "`[not raise]`");
}

TEST_CASE("a name that may stand in a part that could not be read is not called unknown") {
  expect(with("[strike, picket]", "{strike: stop}"), 5, 14, "should be a list", "dash");
}

TEST_CASE("columns count letters, not bytes") {
  expect(with("- not strike", "- {note: żółć, want: not srtike}"), 8, 32, "srtike", "strike");
}

TEST_CASE("all mistakes are told at once, by place") {
  std::string file = with("not strike", "not srtike");
  file.replace(file.find("title"), 5, "titel");
  const Loaded loaded = load(file + "status_quo: strike\n");
  REQUIRE(loaded.problems.size() == 4);
  CHECK(loaded.problems[0].code == "missing-key");
  CHECK(loaded.problems[1].code == "unknown-key");
  CHECK(loaded.problems[2].code == "unknown-name");
  CHECK(loaded.problems[3].code == "wrong-type");
}
