// The tree and its places; bytes that are no dispute and bytes that mean harm.
#include "io/yaml.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "standoff/load.hpp"

using namespace standoff;
using yaml::Node;

namespace {

Node parse(std::string_view text) {
  ProblemList problems;
  Node root = yaml::parse(text, problems);
  for (const Problem& p : problems.take()) FAIL_CHECK(p.message);
  return root;
}

// The only or first error of a file, and that it came soon. The limit is generous: a machine may be
// busy, and what these tests guard against took minutes or all memory.
Problem error_of(const std::string& bytes) {
  const auto start = std::chrono::steady_clock::now();
  const Loaded loaded = load(bytes);
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took < std::chrono::seconds(20));
  CHECK_FALSE(loaded.model.has_value());
  CHECK(loaded.problems.size() <= ProblemList::most + 1);
  for (const Problem& p : loaded.problems) CHECK(p.message.size() + p.hint.size() < 2000);
  REQUIRE_FALSE(loaded.problems.empty());
  return loaded.problems.front();
}

// Whether a file has an error of this kind; found soon, too.
bool tells(const std::string& bytes, std::string_view code) {
  error_of(bytes);
  const Loaded loaded = load(bytes);
  return std::any_of(loaded.problems.begin(), loaded.problems.end(),
                     [&](const Problem& p) { return p.code == code; });
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t k = 0; k < times; ++k) out += part;
  return out;
}

std::string dispute(const std::string& preference, const std::string& more = "") {
  return "standoff: 1\ntitle: t\ndecision_makers:\n  - id: a\n    options: [x, w]\n    "
         "preferences:\n      - " +
         preference + "\n" + more;
}

}  // namespace

TEST_CASE("scalars are texts with their place, whatever YAML would make of them") {
  const Node root = parse("a: no\nb: 1.0\n'c d': \"x y\"\n");
  REQUIRE(root.pairs.size() == 3);
  CHECK(root.find("a")->text == "no");
  CHECK(root.find("b")->text == "1.0");
  CHECK(root.find("c d")->place == Place{3, 8, 5});
  CHECK_FALSE(root.find("c d")->plain);
  CHECK(root.find("c d")->inside(2, 1) == Place{3, 11, 1});
  CHECK(root.pair("c d")->key.place == Place{3, 1, 5});
  CHECK(root.find("e") == nullptr);
}

TEST_CASE("columns count code points, also on a long line") {
  const Node root = parse("{\"ż\": \"ółć\", \"k\": \"" + repeated("ą", 3000) + "\", \"l\": [b]}");
  CHECK(root.find("ż")->place == Place{1, 7, 5});
  REQUIRE(root.find("l") != nullptr);
  CHECK(root.find("l")->items[0].place == Place{1, 3029, 1});
}

TEST_CASE("a place inside a text of several lines is the place of the text") {
  const Node root = parse("a: one\n  two\nb: \"x\\ty\"\n");
  CHECK(root.find("a")->text == "one two");
  CHECK(root.find("a")->inside(4, 3) == Place{1, 4, 0});
  CHECK(root.find("b")->inside(2, 1) == Place{3, 4, 0});
}

TEST_CASE("nothing stands where its value is missing") {
  const Node root = parse("a:   # a comment: with a colon\n\n# another\nb:\n  -\n  - ~\nc: null\n");
  CHECK(root.find("a")->place == Place{1, 2, 0});
  CHECK(root.find("b")->items[0].place == Place{5, 3, 0});
  CHECK(root.find("b")->items[1].place == Place{6, 5, 0});
  CHECK(root.find("c")->place == Place{7, 4, 0});
}

TEST_CASE("byte order mark and Windows line ends change nothing") {
  const std::string text = dispute("x and not w");
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : text) windows += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(load(text).model.has_value());
  const Loaded loaded = load(windows);
  REQUIRE(loaded.model.has_value());
  const auto& wants = std::get<Statements>(loaded.model->decision_makers[0].preference);
  CHECK(wants.list[0].text == "x and not w");
  const Loaded wrong = load("\xEF\xBB\xBFstandoff: 2\r\ntitle: x\r\n");
  CHECK(wrong.problems.back().place == Place{1, 11, 1});
}

TEST_CASE("JSON is YAML, and its pairs of escapes are one character") {
  const Node root = parse(R"({"a": "\ud83d\ude00 \\ud83d", "b": "\/"})");
  CHECK(root.find("a")->text == "\xF0\x9F\x98\x80 \\ud83d");
  CHECK(root.find("b")->text == "/");
}

TEST_CASE("places after a pair of escapes and after a colon without a space are the author's") {
  const Node root =
      parse(R"({"a": "\ud83d\ude00", "b":[x:],c: {d:[e], f: },"g": "\ud83d\ude00",h: i}
)");
  CHECK(root.pair("b")->key.place == Place{1, 23, 3});
  CHECK(root.find("b")->items[0].find("x")->place == Place{1, 29, 0});
  CHECK(root.find("c")->find("d")->items[0].place == Place{1, 39, 1});
  CHECK(root.find("c")->find("f")->place == Place{1, 44, 0});
  CHECK(root.find("h")->place == Place{1, 71, 1});
}

TEST_CASE("only a line feed ends a line, whatever YAML 1.1 said of it") {
  for (const std::string letter : {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBF\xBF"}) {
    const Node root = parse("# " + letter + " : [\na: x " + letter + "y\nb" + letter + ": '" +
                            letter + "'\nc: |\n  1 " + letter + "2\n");
    CHECK(root.find("a")->text == "x " + letter + "y");
    CHECK(root.find("a")->place == Place{2, 4, 4});
    CHECK(root.find("b" + letter)->place == Place{3, 5, 3});
    CHECK(root.find("c")->text == "1 " + letter + "2\n");
  }
}

TEST_CASE("tabs where they are white space") {
  const Node root = parse(
      "\t# a comment\n\na:\t\"x\"\t# one\n\t\n \t# two\nb:\n-\ty\n- \t[z,\tz]\n  \t\n"
      "c: |\n  -\tone\n  \t# two\nd: {e: [\n\tf,\n\tg ]}\n\t\t\n");
  CHECK(root.find("a")->place == Place{3, 4, 3});
  CHECK(root.find("b")->items[0].place == Place{7, 3, 1});
  CHECK(root.find("b")->items[1].items[1].place == Place{8, 8, 1});
  CHECK(root.find("c")->text == "-\tone\n\t# two\n");
  CHECK(root.find("d")->find("e")->items[0].place == Place{14, 2, 1});
  CHECK(parse("\t{\"a\":\n\t\t1\n\t}\n").find("a")->place == Place{2, 3, 1});
}

TEST_CASE("signs of YAML 1.1 that would change a meaning are refused") {
  CHECK(tells("{?standoff: 1}", "not-yaml"));
  CHECK(tells("{a: [?standoff]}", "not-yaml"));
  CHECK(tells("a: ! not\n", "anchor"));
  CHECK(tells("%FOO\n---\na: b\n", "not-yaml"));
}

TEST_CASE("a key is short") {
  const std::string longest(1024, 'k');
  CHECK(parse("{\"" + longest.substr(2) + "\": a}").pairs.size() == 1);
  CHECK(parse(longest + ": a\n").pairs.size() == 1);
  for (const std::string& text : {"{\"a\": b, \"" + longest + "\": c}",
                                  "a: b\n" + longest + "k: c\n", "\"" + longest + "\": c\n"})
    CHECK(error_of(text).message == "a key of more than 1024 characters");
}

TEST_CASE("bytes that are no text") {
  CHECK(error_of("standoff: 1\ntitle: \xFF\n").code == "not-utf8");
  CHECK(error_of("standoff: 1\ntitle: \xFF\n").place == Place{2, 8, 0});
  CHECK(error_of(std::string("standoff: 1\ntitle: a\0b\n", 23)).code == "not-utf8");
  CHECK(error_of("standoff: 1\ntitle: \x1B[31m\n").place == Place{2, 8, 0});
  CHECK(error_of("standoff: 1\rtitle: x\r").code == "not-utf8");
  CHECK(error_of("\xFF\xFEs\0t\0").code == "not-utf8");
  CHECK(error_of("\xED\xA0\x80").code == "not-utf8");
}

TEST_CASE("an empty file, comments alone, and files of other shapes") {
  for (const char* nothing :
       {"", "\n\n", "# only\n# comments\n", "---\n", "\xEF\xBB\xBF", "~", "%"})
    CHECK(error_of(nothing).message.size() > 0);
  CHECK(error_of("").message == "the file is empty; expected a dispute");
  CHECK(error_of("# only\n").message == "the file is empty; expected a dispute");
  CHECK(error_of("[]").message == "a dispute file is a mapping, found a list");
  CHECK(error_of("strike").message == "a dispute file is a mapping, found a text");
}

TEST_CASE("several documents are told from lines that are badly indented") {
  CHECK(tells("a: 1\n---\nb: 2\n", "several-documents"));
  CHECK(tells("a: 1\n...\n---\nb: 2\n", "several-documents"));
  CHECK(tells("a: 1\n...\nb: 2\n", "several-documents"));
  CHECK(tells("a: 1\n---\n", "several-documents"));
  CHECK_FALSE(tells("a: 1\n...\n", "several-documents"));
  CHECK(tells("  a: 1\n b: 2\n", "not-yaml"));
}

TEST_CASE("deep nesting is refused before it costs anything") {
  for (const std::string_view part : {"[", "[\n", "{a: ", "{a:\n", "- ", "? ", "[{a: "})
    CHECK_MESSAGE(error_of(repeated(part, 100'000)).code == "too-large", part);
  std::string stairs;
  for (std::size_t k = 0; k < 1000; ++k) stairs += std::string(k, ' ') + "a:\n";
  CHECK(error_of(stairs).code == "too-large");
  for (const std::string_view part : {"]",
                                      "}",
                                      "&a ",
                                      "*a ",
                                      "! ",
                                      "!!a ",
                                      ": ",
                                      ",",
                                      "|",
                                      ">",
                                      "\"",
                                      "'",
                                      "%",
                                      "@",
                                      "`",
                                      "--- ",
                                      "---\n",
                                      "a: ",
                                      "a:\n- ",
                                      "{a:}, ",
                                      "a:[",
                                      "?x,",
                                      "\\ud83d\\ude00",
                                      "\t",
                                      "\t\n",
                                      "-\ta\n",
                                      "\xC2\x85",
                                      "\xE2\x80\xA8",
                                      "!<",
                                      "# c\n"})
    CHECK_FALSE(error_of(repeated(part, 100'000)).message.empty());
}

TEST_CASE("aliases are refused, so a small file cannot grow") {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int k = 1; k < 40; ++k) {
    const std::string before = "*a" + std::to_string(k - 1);
    laughs += "a" + std::to_string(k) + ": &a" + std::to_string(k) + " [" + before;
    for (int n = 0; n < 8; ++n) laughs += ", " + before;
    laughs += "]\n";
  }
  const Loaded loaded = load(laughs);
  CHECK_FALSE(loaded.model.has_value());
  bool told = false;
  for (const Problem& p : loaded.problems) told = told || p.code == "anchor";
  CHECK(told);
}

TEST_CASE("a file, a text and the number of values have limits") {
  CHECK(error_of(std::string(5 << 20, '#')).code == "too-large");
  CHECK(error_of("title: " + std::string(70'000, 'a')).code == "too-large");
  CHECK(error_of("title: |\n" + repeated("  a\n", 40'000)).code == "too-large");
  CHECK(error_of("{" + repeated("a, ", 300'000) + "}").code == "too-large");
  CHECK(error_of("l:\n" + repeated("- a\n", 300'000)).code == "too-large");
  CHECK(error_of("[" + repeated("\"\\ud83d\\ude00\", ", 200'000) + "1]").code == "wrong-type");
  CHECK(load("title: " + std::string(60'000, 'a')).problems.front().code == "missing-key");
}

TEST_CASE("long lines and many keys are read in one go") {
  std::string keys = "{standoff: 1, title: t";
  std::string lines = "standoff: 1\ntitle: t\n";
  for (int k = 0; k < 50'000; ++k) {
    keys += ", k" + std::to_string(k) + ": 1";
    lines += "k" + std::to_string(k) + ": 1\n";
  }
  CHECK(tells(keys + "}", "too-large"));  // as so many problems are not listed
  CHECK(load(lines).problems.back().message.find("more problems") != std::string::npos);
  CHECK(tells("standoff: 1\ntitle: a" + std::string(1 << 20, ' ') + "b\n", "too-large"));
}

TEST_CASE("formulas that are long, deep or everywhere end soon") {
  CHECK(tells(dispute(repeated("not ", 10'000) + "x"), "formula-too-large"));
  CHECK(tells(dispute(repeated("(", 10'000) + "x" + repeated(")", 10'000)), "formula-too-large"));
  CHECK(error_of(dispute(repeated("(not ", 10'000) + "x")).code == "formula-too-large");
  CHECK(tells(dispute("x" + repeated(" and x", 10'000)), "formula-too-large"));
  CHECK(tells(dispute("x" + repeated(" and zz", 9'000)), "too-large"));
  CHECK(error_of(dispute("at least 1 of (" + repeated("at most 1 of (x, ", 3'000))).code ==
        "formula-too-large");
  CHECK(tells(dispute("at least 99999999999999999999 of [x, w]"), "formula-syntax"));
  CHECK(tells(dispute("at least 9999 of [x, w]"), "impossible-count"));
}

TEST_CASE("outcomes by way of outcomes are bounded in size and depth") {
  std::string doubling = "outcomes:\n  d0: x or w\n";
  std::string backwards = "outcomes:\n";
  std::string forwards = "outcomes:\n";
  std::string nested = "outcomes:\n";
  for (int k = 1; k < 900; ++k) {
    const std::string here = "  d" + std::to_string(k) + ": ";
    const std::string before = "d" + std::to_string(k - 1);
    const std::string after = "d" + std::to_string(k + 1);
    if (k < 60) doubling += here + before + " and " + before + "\n";
    backwards += here + "not " + before + "\n";
    forwards += here + "not " + after + "\n";
    nested += here + repeated("(", 150) + after + repeated(")", 150) + "\n";
  }
  CHECK(tells(dispute("x", doubling), "formula-too-large"));
  CHECK(tells(dispute("x", backwards + "  d0: x\n"), "formula-too-large"));
  CHECK(tells(dispute("x", forwards + "  d900: x\n"), "formula-too-large"));
  CHECK(tells(dispute("x", nested + "  d900: x\n"), "formula-too-large"));
}

TEST_CASE("a chain of guards is followed once") {
  std::string options;
  for (int k = 0; k < 250; ++k)
    options +=
        "      - {id: g" + std::to_string(k) + ", when: g" + std::to_string((k + 1) % 250) + "}\n";
  CHECK(
      tells("standoff: 1\ntitle: t\ndecision_makers:\n  - id: a\n    preferences: [g1]\n"
            "    options:\n" +
                options,
            "guard-cycle"));
}

TEST_CASE("a search for feasible combinations that would take for ever is given up quietly") {
  std::string options = "x0";
  std::string rules;
  for (int k = 1; k < 200; ++k) options += ", x" + std::to_string(k);
  for (int k = 0; k < 200; ++k) rules += "  - exactly 100 of: [" + options + "]\n";
  const auto start = std::chrono::steady_clock::now();
  const Loaded loaded = load("standoff: 1\ntitle: t\ndecision_makers:\n  - id: a\n    options: [" +
                             options + "]\n    preferences: [x1]\nrules:\n" + rules);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK(loaded.model.has_value());
}

TEST_CASE("controls beyond ASCII are refused too, but for the end of a line that NEL is") {
  const std::string begin = "standoff: 1\ntitle: ";
  CHECK(tells(begin + "a \u009B31m b\n", "not-utf8"));
  CHECK(tells(begin + "\u0080\n", "not-utf8"));
  CHECK(tells(begin + "\"a \\x9b31m b\"\n", "control-character"));
  for (const char* fine : {"a \u0085 b", "\"\\x85\"", "\u00A0", "\u00C2\u00BF"}) {
    CAPTURE(fine);
    CHECK_FALSE(tells(begin + fine + "\n", "not-utf8"));
    CHECK_FALSE(tells(begin + fine + "\n", "control-character"));
  }
}

TEST_CASE("more options than the limit do no harm, with ladders among them") {
  std::string options;
  for (int k = 0; k < 254; ++k) options += "x" + std::to_string(k) + ", ";
  CHECK(tells("{standoff: 1, title: t, decision_makers: [{id: a, preferences: [l], options: [" +
                  options + "{id: l, levels: [a1, a2, a3, a4]}]}]}",
              "too-many-options"));
}
