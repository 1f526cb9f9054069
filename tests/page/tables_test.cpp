// Tables for other programs, read back by programs that are not ours.
#include "page/tables.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

#include "page/dispute_tables.hpp"
#include "page/exported.hpp"
#include "page/python.hpp"
#include "page/subject.hpp"
#include "standoff/measures.hpp"

using namespace standoff;
using namespace standoff::tests;

namespace {

const std::vector<std::string> awkward{
    "plain",
    "a \"quoted\" word, and a comma",
    "two\nlines",
    "=SUM(A1:A2)",
    "50 % of $5 & #1_a^b~c {x} \\section",
    "|pipe| and `code` *bold* <b> [link](x)",
    " space around ",
    "",
    "-- and --- and `` '' ,, << >>",
    "Šalčininkai, Łoh → ≤ 3",
    "[begins with a bracket",
    "*begins with a star",
};

figure::Table awkward_table() {
  figure::Table table{"Cap_tion & 100 %", {"first", "second, \"so\""}, {}};
  for (std::size_t k = 0; k < awkward.size(); ++k)
    table.rows.push_back({awkward[k], awkward[(k + 1) % awkward.size()]});
  return table;
}

std::string joined(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    for (const std::string& cell : row) out += cell + "\x1f";
    out += "\x1e";
  }
  return out;
}

constexpr const char* read_csv = R"(
import csv, sys
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    for row in csv.reader(file, strict=True):
        sys.stdout.write("".join(cell + "\x1f" for cell in row) + "\x1e")
)";

// pdfLaTeX or another engine on a whole document; the log on failure.
void compile(const std::string& engine, const std::string& document) {
  if (!installed(engine)) return;
  const Scratch file(".tex", document);
  const Ran ran =
      run_command("cd '" + std::filesystem::temp_directory_path().string() + "' && " + engine +
                  " -interaction=nonstopmode -halt-on-error '" + file.path() + "' 2>&1");
  INFO(ran.out);
  CHECK(ran.code == 0);
  CHECK(ran.out.find("Missing character") == std::string::npos);
  for (const char* ending : {"aux", "log", "pdf"})
    std::filesystem::remove(std::filesystem::path(file.path()).replace_extension(ending));
}

}  // namespace

TEST_CASE("a CSV read by Python's csv is the table, cell by cell") {
  const figure::Table table = awkward_table();
  auto expected = table.rows;
  expected.insert(expected.begin(), table.columns);
  CHECK(python(read_csv, page::csv(table)) == joined(expected));
}

TEST_CASE("a CSV of one empty column keeps its rows") {
  const figure::Table table{"", {"only"}, {{""}, {"x"}, {""}}};
  CHECK(python(read_csv, page::csv(table)) == joined({{"only"}, {""}, {"x"}, {""}}));
}

TEST_CASE("Markdown keeps a row in a line and its cells apart") {
  const std::string text = page::markdown({awkward_table()}, "A # title");
  CHECK(text.starts_with("# A \\# title\n"));
  std::size_t rows = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (!line.starts_with("|")) continue;
    ++rows;
    std::size_t bars = 0;
    for (std::size_t k = 0; k < line.size(); ++k) {
      if (line[k] == '\\')
        ++k;
      else if (line[k] == '|')
        ++bars;
    }
    CHECK(bars == 3);
  }
  CHECK(rows == awkward.size() + 2);
  CHECK(text.find("\\|pipe\\| and \\`code\\` \\*bold\\* \\<b\\>") != std::string::npos);
  CHECK(text.find("two<br>lines") != std::string::npos);
}

TEST_CASE("LaTeX shows what is special to it") {
  const std::string text = page::latex({awkward_table()}, "t");
  CHECK(text.find("50 \\% of \\$5 \\& \\#1\\_a\\textasciicircum{}b\\textasciitilde{}c \\{x\\} "
                  "\\textbackslash{}section") != std::string::npos);
  CHECK(text.find("{[}begins") != std::string::npos);
  CHECK(text.find("-{}- and -{}-{}- and") != std::string::npos);
  CHECK(text.find("Cap\\_tion \\& 100 \\%") != std::string::npos);
}

TEST_CASE("LaTeX compiles, with special characters and with names in other scripts") {
  compile("pdflatex", page::latex({awkward_table()}, "50 % & more"));
  figure::Table other = awkward_table();
  other.rows.push_back({"Правительство Литвы", "Кястутис Будрис"});
  const std::string cyrillic = page::latex({other}, "t");
  CHECK(cyrillic.find("T2A") != std::string::npos);
  other.rows.push_back({"وزارة الخارجية، 2025", "x"});
  const std::string arabic = page::latex({other}, "t");
  CHECK(arabic.starts_with("% Some names"));
  CHECK(arabic.find("\\rtl{وزارة الخارجية،} 2025") != std::string::npos);
  compile("xelatex", arabic);
}

TEST_CASE("every dispute that ships compiles as LaTeX") {
  if (std::getenv("STANDOFF_LATEX") == nullptr) return;  // a second each
  for (const CatalogueEntry& entry : catalogue()) {
    const Analysed dispute(entry.bytes);
    compile("pdflatex", page::exported(page::Format::latex, dispute.subject()));
  }
}

TEST_CASE("the states table says what graph and analysis say") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const Graph& graph = dispute.graph();
  const figure::Table table = page::states_table(dispute.subject());
  REQUIRE(table.rows.size() == graph.states());
  const std::size_t options = dispute.model().options.size();
  REQUIRE(table.columns.size() == 2 + options + 1 + graph.dms() + 5);
  std::size_t nash = 0;
  for (std::size_t s = 0; s < graph.states(); ++s) {
    const auto& row = table.rows[s];
    CHECK(row[0] == graph.label(StateId(s)));
    std::string letters;
    for (std::size_t k = 0; k < options; ++k) letters += row[2 + k];
    CHECK(letters == row[0]);
    for (std::size_t i = 0; i < graph.dms(); ++i)
      CHECK(row[3 + options + i] == std::to_string(graph.rank(DmId(i), StateId(s))));
    nash += row[3 + options + graph.dms()] == "all" ? 1 : 0;
  }
  CHECK(nash == 10);
  CHECK(dispute.graph().label(*graph.status_quo()) == "YNYNNNYNN");
  const auto& now = table.rows[index(*graph.status_quo())];
  CHECK(now[2 + options] == "0");
  CHECK(now[3 + options + graph.dms()] == "belarus lithuania us");
}

TEST_CASE("with a limit the states table has the nearest states and says so") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Table table = page::states_table(dispute.subject(), 10);
  CHECK(table.rows.size() == 10);
  CHECK(table.caption.starts_with("States: the 10 of 384 "));
  for (const auto& row : table.rows) CHECK(std::stoi(row[2 + dispute.model().options.size()]) <= 1);
}

TEST_CASE("a merged state's cell tells where its members differ") {
  const Analysed dispute(R"(standoff: 1
title: merged
decision_makers:
  - {id: a, options: [x, w], preferences: [x]}
  - {id: b, options: [z], preferences: [not x]}
merge:
  - {id: over, where: x}
status_quo: {taken: []}
)");
  const figure::Table table = page::states_table(dispute.subject());
  const auto merged = std::find_if(table.rows.begin(), table.rows.end(),
                                   [](const auto& row) { return row[1] == "over"; });
  REQUIRE(merged != table.rows.end());
  CHECK((*merged)[2] == "Y");
  CHECK((*merged)[3] == "-");
  CHECK((*merged)[4] == "-");
}

TEST_CASE("the evidence ledger holds every item, what disputes it and what rests on it") {
  const Analysed dispute(shipped("lithuania-belarus"));
  const figure::Table table = page::evidence_table(dispute.model());
  REQUIRE(table.rows.size() == dispute.model().evidence.size());
  const auto item = std::find_if(table.rows.begin(), table.rows.end(),
                                 [](const auto& row) { return row[0] == "count-customs"; });
  REQUIRE(item != table.rows.end());
  CHECK((*item)[3] == "Lithuanian customs");
  CHECK((*item)[7] == "count-hauliers");
  CHECK((*item)[8] == "measure vehicles_held");
  CHECK(page::assumptions_table(dispute.model()).rows.size() == 3);
}

TEST_CASE("what is no part of a form is answered with the parts there are") {
  const Analysed dispute(shipped("chicken"));
  for (const page::FormatName& name : page::formats()) {
    CHECK(page::find_format(name.key) == &name);
    CHECK_THROWS_AS(page::exported(name.format, dispute.subject(), {"stats", {}}),
                    const std::invalid_argument&);
    for (const page::Part& part : page::parts(name.format)) CHECK(!part.shows.empty());
  }
  CHECK(page::find_format("word") == nullptr);
}

TEST_CASE("every form holds an explicit graph, and the same twice") {
  const Analysed dispute(shipped("repeat-mover"));
  for (const page::FormatName& name : page::formats()) {
    const std::string once = page::exported(name.format, dispute.subject());
    CHECK(once.size() > 100);
    CHECK(once == page::exported(name.format, dispute.subject()));
  }
  CHECK(page::options_table(dispute.subject()).rows.empty());
}
