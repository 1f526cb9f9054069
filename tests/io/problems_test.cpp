// Every row of problems.def owns the smallest file that provokes it, tests/problems/<code>.yaml,
// and beside it what the file is told. STANDOFF_UPDATE_GOLDEN=1 writes these texts anew, and the
// reference page with them.
#include "io/problems.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "standoff/load.hpp"

using namespace standoff;
namespace fs = std::filesystem;

namespace {

const fs::path root = STANDOFF_SOURCE_DIR;
const fs::path folder = root / "tests" / "problems";
const fs::path page = root / "docs" / "reference" / "problems.md";

bool updating() { return std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr; }

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void expect(const fs::path& path, const std::string& text) {
  if (updating()) std::ofstream(path, std::ios::binary) << text;
  CHECK_MESSAGE(read(path) == text, path.string(), " should hold\n", text);
}

// The file of a code; two are made here, since no editor shows them and no reader misses them.
struct Smallest {
  fs::path path;  // of the stored file; empty when it is made here
  std::string bytes;
};

Smallest smallest(std::string_view code) {
  if (code == problem::not_utf8)
    return {{},
            "standoff: 1\ntitle: Stra\xDF"
            "e\n"};
  if (code == problem::too_large)
    return {{}, "standoff: 1\ntitle: \"" + std::string(70'000, 'x') + "\"\n"};
  for (const char* ending : {".yaml", ".gmcr"})
    if (const fs::path path = folder / (std::string(code) + ending); fs::exists(path))
      return {path, read(path)};
  return {};
}

std::string formatted(const std::vector<Problem>& problems) {
  std::ostringstream out;
  for (const Problem& p : problems) {
    out << p.place.line << ':' << p.place.column << ": "
        << (p.severity == Severity::error ? "error" : "warning") << ": " << p.message << '\n';
    if (!p.hint.empty()) out << "  hint: " << p.hint << '\n';
    out << "  [" << p.code << "]\n";
  }
  return out.str();
}

std::string fenced(const std::string& kind, const std::string& text) {
  return "```" + kind + "\n" + text + (text.ends_with('\n') ? "" : "\n") + "```\n";
}

// A long file by its first lines.
std::string beginning(const std::string& text) {
  constexpr std::size_t most = 12;
  std::istringstream lines(text);
  std::string out;
  std::string line;
  for (std::size_t k = 0; std::getline(lines, line); ++k) {
    if (k == most) return out + "      # ... and so on\n";
    out += line + '\n';
  }
  return out;
}

std::string reference_page() {
  std::ostringstream out;
  out << "# Problems\n\n"
         "`standoff check FILE` lists everything that is wrong with a file: the place, what was "
         "found and what was\nexpected, how to mend it, and in brackets the stable name of the "
         "problem. An error keeps a dispute from being\nanalysed; a warning does not. What is "
         "marked \"schema\" an editor sees too, by `schema/dispute.schema.json`.\n\n"
         "This page is written by the tests from `src/io/problems.def` and `tests/problems`; "
         "`STANDOFF_UPDATE_GOLDEN=1`\nwrites it anew.\n\n";
  for (const ProblemCode& row : problem_codes())
    out << "* [`" << row.code << "`](#" << row.code << ")\n";
  for (const ProblemCode& row : problem_codes()) {
    out << "\n## " << row.code << "\n\n"
        << row.meaning << " (" << (row.severity == Severity::error ? "error" : "warning")
        << (row.structural ? ", schema" : "") << ")\n\n";
    const Smallest file = smallest(row.code);
    if (row.code == problem::not_utf8)
      out << "For example a file that was saved as Latin-1:\n\n";
    else if (row.code == problem::too_large)
      out << "For example a title of 70,000 letters:\n\n";
    else
      out << fenced(file.path.extension() == ".gmcr" ? "json" : "yaml", beginning(file.bytes))
          << '\n';
    out << fenced("text", formatted(load(file.bytes).problems));
  }
  return out.str();
}

}  // namespace

TEST_CASE("every problem has the smallest file that provokes it and says what was written down") {
  for (const ProblemCode& row : problem_codes()) {
    CAPTURE(row.code);
    const Smallest file = smallest(row.code);
    REQUIRE_MESSAGE(!file.bytes.empty(), "no tests/problems/", row.code, ".yaml");
    const Loaded loaded = load(file.bytes);
    const auto provoked = std::find_if(loaded.problems.begin(), loaded.problems.end(),
                                       [&](const Problem& p) { return p.code == row.code; });
    REQUIRE_MESSAGE(provoked != loaded.problems.end(), formatted(loaded.problems));
    CHECK(provoked->severity == row.severity);
    CHECK(loaded.model.has_value() ==
          std::none_of(loaded.problems.begin(), loaded.problems.end(),
                       [](const Problem& p) { return p.severity == Severity::error; }));
    expect(folder / (std::string(row.code) + ".txt"), formatted(loaded.problems));
  }
}

TEST_CASE("every file among the problems belongs to a problem") {
  std::set<std::string> codes;
  for (const ProblemCode& row : problem_codes()) codes.emplace(row.code);
  CHECK(codes.size() == problem_codes().size());
  for (const auto& entry : fs::directory_iterator(folder)) {
    CAPTURE(entry.path().string());
    CHECK(codes.contains(entry.path().stem().string()));
  }
}

TEST_CASE("messages begin in lower case, end without a full stop and say how to mend it") {
  for (const ProblemCode& row : problem_codes())
    for (const Problem& p : load(smallest(row.code).bytes).problems) {
      CAPTURE(p.message);
      CHECK_FALSE(p.message.empty());
      CHECK_FALSE((p.message[0] >= 'A' && p.message[0] <= 'Z' && p.message[1] >= 'a'));
      CHECK_FALSE(p.message.ends_with('.'));
      CHECK_FALSE(p.hint.ends_with('.'));
      CHECK(p.message.find("invalid") == std::string::npos);
      if (p.place.line != 0) CHECK_FALSE(p.hint.empty());
    }
}

TEST_CASE("the reference page of problems is in step with the table") {
  expect(page, reference_page());
}
