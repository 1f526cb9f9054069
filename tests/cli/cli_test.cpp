// The program as its users meet it: run as a process, looked at from outside.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

struct Ran {
  int code = -1;
  std::string out;
  std::string err;
};

// A folder of its own, gone afterwards.
struct Folder {
  Folder() {
    std::string name = (fs::temp_directory_path() / "standoff-test-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path path;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

Ran run(const Folder& folder, const std::string& arguments, const std::string& before = "") {
  const fs::path err = folder.path / "stderr";
  const std::string command = "cd '" + folder.path.string() + "' && " + before + " '" +
                              std::string(STANDOFF_CLI) + "' " + arguments + " 2>'" + err.string() +
                              "'";
  const auto [code, out] = standoff::tests::run_command(command);
  return {code, out, read(err)};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// 2^21 states: more than a moment's work to list.
std::string big_dispute() {
  std::string big = "standoff: 1\ntitle: big\ndecision_makers:\n";
  for (int i = 0; i < 3; ++i) {
    big += "  - id: d" + std::to_string(i) + "\n    options: [";
    for (int k = 0; k < 7; ++k) big += (k > 0 ? ", o" : "o") + std::to_string(i * 7 + k);
    big += "]\n    preferences: [o" + std::to_string(i * 7) + ", not o" +
           std::to_string((i * 7 + 9) % 21) + "]\n";
  }
  return big;
}

}  // namespace

TEST_SUITE_BEGIN("cli");

TEST_CASE("a starter file is valid, is solved, and is never overwritten") {
  const Folder folder;
  CHECK(run(folder, "new strike.yaml").code == 0);
  const std::string written = read(folder.path / "strike.yaml");
  const Ran checked = run(folder, "check strike.yaml --json");
  CHECK(checked.code == 0);
  const Json json = Json::parse(checked.out);
  CHECK(json["valid"] == true);
  CHECK(json["problems"].empty());
  CHECK(run(folder, "solve strike.yaml").code == 0);
  const Ran again = run(folder, "new strike.yaml");
  CHECK(again.code == 2);
  CHECK(contains(again.err, "exists already"));
  CHECK(read(folder.path / "strike.yaml") == written);
  CHECK(run(folder, "new").out == written);
}

TEST_CASE("solve keeps the contract's form") {
  const Folder folder;
  const Ran ran = run(folder, "solve lithuania-belarus --json");
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  const Json json = Json::parse(ran.out);
  CHECK(json["format"] == "standoff.solve/1");
  CHECK(json["tool"]["name"] == "standoff");
  CHECK(json["model"]["sha256"].get<std::string>().size() == 64);
  CHECK(json["options"].size() == 9);
  CHECK(json["options"][0] == "belarus.hold");
  CHECK(json["decision_makers"].size() == 4);
  CHECK(json["engine"] == "sparse");
  CHECK(json["complete"] == true);
  CHECK(json["feasible"] == 384);
  CHECK(json["status_quo"] == "YNYNNNYNN");
  CHECK(json["equilibria"]["nash"]["count"] == 10);
  CHECK(json["equilibria"]["nash"]["states"].size() == 10);
  CHECK_FALSE(json["equilibria"]["nash"].contains("truncated"));
  CHECK(json["stability"].size() == 384);
  std::vector<std::string> states;
  for (const auto& row : json["stability"]) states.push_back(row["state"]);
  CHECK(std::is_sorted(states.begin(), states.end()));
  for (const auto& [dm, counts] : json["stable_counts"].items())
    for (const auto& [key, count] : counts.items()) {
      std::size_t rows = 0;
      for (const auto& row : json["stability"])
        rows += std::count(row["stable"][dm].begin(), row["stable"][dm].end(), Json(key)) == 1;
      CHECK(rows == count);
    }
}

TEST_CASE("the same question gives the same bytes, whatever the number of threads") {
  const Folder folder;
  const std::string one = run(folder, "solve lithuania-belarus --json --threads 1").out;
  CHECK(one == run(folder, "solve lithuania-belarus --json --threads 2").out);
  CHECK(one == run(folder, "solve lithuania-belarus --json --engine sparse").out);
}

TEST_CASE("a limit cuts lists and says so") {
  const Folder folder;
  const Json json = Json::parse(run(folder, "solve lithuania-belarus --json --limit 5").out);
  CHECK(json["equilibria"]["gmr"]["count"] == 132);
  CHECK(json["equilibria"]["gmr"]["states"].size() == 5);
  CHECK(json["equilibria"]["gmr"]["truncated"] == true);
  CHECK_FALSE(json.contains("stability"));
}

TEST_CASE("why gives a witness for every verdict in the contract's form") {
  const Folder folder;
  const Json json = Json::parse(
      run(folder, "why lithuania-belarus --state status_quo --dm eu --concept seq --json").out);
  REQUIRE(json["verdicts"].size() == 1);
  const Json& verdict = json["verdicts"][0];
  CHECK(verdict["dm"] == "eu");
  CHECK(verdict["concept"] == "seq");
  CHECK(verdict["stable"] == false);
  CHECK(verdict["threats"][0]["improvement"] ==
        Json{{"dm", "eu"}, {"from", "YNYNNNYNN"}, {"to", "YNYNNNYYN"}});
  CHECK(verdict["threats"][0]["sanction"].is_null());
  const Json all = Json::parse(run(folder, "why lithuania-belarus --state YNYNNNYNN --json").out);
  CHECK(all["verdicts"].size() == 4 * 5);
}

TEST_CASE("a state may be named by letters, status_quo, options taken or an outcome") {
  const Folder folder;
  for (const char* state :
       {"YNYNNNYNN", "status_quo", "hold,balloons,push", "belarus.hold,balloons,lithuania.push"}) {
    const Ran ran = run(folder, std::string("why lithuania-belarus --json --state ") + state);
    CHECK(ran.code == 0);
    CHECK(Json::parse(ran.out)["state"] == "YNYNNNYNN");
  }
  CHECK(Json::parse(run(folder, "why lithuania-belarus --json --state december").out)["state"] ==
        "YNNYNNYYY");
  const Ran misspelt = run(folder, "why lithuania-belarus --state hold,baloons");
  CHECK(misspelt.code == 2);
  CHECK(contains(misspelt.err, "did you mean \"balloons\"?"));
  const Ran impossible = run(folder, "why lithuania-belarus --state seize");
  CHECK(impossible.code == 2);
  CHECK(contains(impossible.err, "seize and not hold"));
}

TEST_CASE("wrong usage is exit code 2 with a message, and help is not") {
  const Folder folder;
  for (const char* wrong :
       {"solve", "solve nosuch.yaml", "solve lithuania-belarus --concepts nsh",
        "solve lithuania-belarus --engine steam", "nosuchverb", "why lithuania-belarus --dm nobody",
        "solve at-most-once --concepts sim", "convert lithuania-belarus out.txt",
        "paths cuban-missile-crisis --from nowhere", "solve /",
        "solve chicken --concepts stackelberg", "solve chicken --leader nobody",
        "solve chicken --concepts maximin --horizon 0", "solve chicken --horizon 65",
        "solve lithuania-belarus --concepts limited", "why chicken --ties often",
        "why chicken --unknown e", "why chicken --strength feeble"}) {
    CAPTURE(wrong);
    const Ran ran = run(folder, wrong);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK_FALSE(ran.err.empty());
  }
  for (const char* fine : {"", "--help", "--version", "solve --help", "why --help"}) {
    CAPTURE(fine);
    const Ran ran = run(folder, fine);
    CHECK(ran.code == 0);
    CHECK_FALSE(ran.out.empty());
  }
}

TEST_CASE("concepts that look further ahead are asked for by key, or with all the others") {
  const Folder folder;
  const auto equilibria = [&](const std::string& flags) {
    const Ran ran = run(folder, "solve chicken --json " + flags);
    CHECK(ran.code == 0);
    return nlohmann::json::parse(ran.out)["equilibria"];
  };
  CHECK(equilibria("").size() == 5);
  CHECK(equilibria("--concepts nonmyopic")["nonmyopic"]["states"] == std::vector{"YY"});
  const auto all = equilibria("--concepts all");
  CHECK(all.contains("limited"));
  CHECK_FALSE(all.contains("stackelberg"));
  CHECK(equilibria("--concepts all --leader red").contains("stackelberg"));
  CHECK(equilibria("--concepts limited --horizon 1")["limited"] ==
        equilibria("--concepts nash")["nash"]);
  for (const std::string engine : {"dense", "symbolic"})
    CHECK(equilibria("--concepts maximin --engine " + engine) == equilibria("--concepts maximin"));
  const Ran refused = run(folder, "solve chicken --concepts limited --engine dense");
  CHECK(refused.code == 5);
  CHECK(contains(refused.err, "limited is judged state by state"));

  const Ran why = run(folder, "why chicken --state YY --concept limited --dm red --json");
  const auto verdict = nlohmann::json::parse(why.out)["verdicts"][0];
  CHECK(verdict["horizon"] == 4);
  CHECK(verdict["ambiguous"] == false);
  CHECK(verdict["threats"][0]["move"]["to"] == "NY");
  CHECK(verdict["threats"][0]["sanction"].size() == 2);
}

TEST_CASE("an invalid file is exit code 3: all problems on stderr, and as data for check") {
  const Folder folder;
  write(folder.path / "bad.yaml",
        "standoff: 1\ntitle: t\ndecision_makers:\n  - id: a\n    options: [strike]\n    "
        "preferences: [strik, stroke]\n");
  const Ran solved = run(folder, "solve bad.yaml");
  CHECK(solved.code == 3);
  CHECK(solved.out.empty());
  CHECK(contains(solved.err, "bad.yaml:6:19"));
  CHECK(contains(solved.err, "bad.yaml:6:26"));
  const Ran checked = run(folder, "check bad.yaml --json");
  CHECK(checked.code == 3);
  const Json json = Json::parse(checked.out);
  CHECK(json["valid"] == false);
  CHECK(json["problems"].size() == 2);
  CHECK(json["problems"][0]["line"] == 6);
  CHECK(json["problems"][0]["column"] == 19);
}

TEST_CASE("evidence is verified against the sources, and a changed source is noticed") {
  const Folder folder;
  const fs::path sources = fs::path(STANDOFF_SOURCE_DIR) / "disputes/teaching/sources";
  const Ran good = run(folder, "check harbour-strike --sources '" + sources.string() + "' --json");
  CHECK(good.code == 0);
  const Json before = Json::parse(good.out)["evidence"];
  CHECK(before["verified"].get<int>() > 0);
  CHECK(before["missing"] == 0);

  fs::create_directory(folder.path / "changed");
  const std::string text = read(sources / "daily.txt");
  write(folder.path / "changed/daily.txt", "A new first line.\n" + text);
  const Json moved =
      Json::parse(run(folder, "check harbour-strike --sources changed --json").out)["evidence"];
  CHECK(moved["verified"] == 0);
  CHECK(moved["moved"] == before["verified"]);

  write(folder.path / "changed/daily.txt", "Another text altogether.\n");
  const Ran gone = run(folder, "check harbour-strike --sources changed --json");
  CHECK(gone.code == 4);
  CHECK(Json::parse(gone.out)["evidence"]["missing"] == before["verified"]);

  fs::create_directory(folder.path / "empty");
  CHECK(run(folder, "check harbour-strike --sources empty").code == 4);
  CHECK(run(folder, "check harbour-strike --sources nowhere").code == 2);
}

TEST_CASE("locate finds a phrase typed with other quotes and spacing, and says when it cannot") {
  const Folder folder;
  write(folder.path / "a.txt",
        "She said: \xE2\x80\x9CNo\xC2\xA0raise \xE2\x80\x94 no work\xE2\x80\x9D, and left.\n");
  const Ran found = run(folder, "locate '\"no raise - no work\"' --source a.txt --json");
  CHECK(found.code == 0);
  const Json place = Json::parse(found.out)["places"][0];
  CHECK(place["at"]["start"] == 10);
  CHECK(place["at"]["end"] == 30);
  CHECK(run(folder, "locate 'something else entirely here' --source a.txt").code == 1);
}

TEST_CASE("paths tells the shortest way, and what blocks one") {
  const Folder folder;
  const Ran way = run(folder, "paths elmira --from s1 --to s5 --json");
  CHECK(way.code == 0);
  CHECK(Json::parse(way.out)["way"].size() == 1);
  const Ran back = run(folder, "paths elmira --from s4 --to s3 --json");
  CHECK(back.code == 1);
  const Json blocked = Json::parse(back.out);
  CHECK(blocked["reachable"] == false);
  CHECK(blocked["blocked_by"][0] ==
        Json{{"option", "ministry.modify"}, {"reason", "irreversible"}});
  CHECK(contains(run(folder, "paths elmira --from s4 --to s3").out, "once taken"));
}

TEST_CASE("a dispute goes to .gmcr and back with the same answer") {
  const Folder folder;
  CHECK(run(folder, "convert cuban-missile-crisis cuba.gmcr").code == 0);
  CHECK(run(folder, "convert cuban-missile-crisis cuba.gmcr").err.find('~') == std::string::npos);
  write(folder.path / "mine.gmcr", "what an author wrote");
  CHECK(run(folder, "convert cuban-missile-crisis mine.gmcr").code == 0);
  CHECK(read(folder.path / "mine.gmcr~") == "what an author wrote");
  CHECK(read(folder.path / "mine.gmcr") == read(folder.path / "cuba.gmcr"));
  const Json a = Json::parse(run(folder, "solve cuban-missile-crisis --json").out);
  const Json b = Json::parse(run(folder, "solve cuba.gmcr --json").out);
  CHECK(a["equilibria"] == b["equilibria"]);
  CHECK(run(folder, "convert cuba.gmcr cuba.yaml").code == 0);
  CHECK(Json::parse(run(folder, "solve cuba.yaml --json").out)["equilibria"] == a["equilibria"]);
  write(folder.path / "copy.yaml", read(folder.path / "cuba.yaml"));
  CHECK(run(folder, "convert copy.yaml copy.yaml").code == 2);
  CHECK(read(folder.path / "copy.yaml") == read(folder.path / "cuba.yaml"));
}

TEST_CASE("a dispute is read from stdin, and a limit in time gives a partial answer that says so") {
  const Folder folder;
  CHECK(run(folder, "new - > strike.yaml").code == 0);
  const Ran piped = run(folder, "solve - --json < strike.yaml");
  CHECK(piped.code == 0);
  CHECK(Json::parse(piped.out)["model"]["title"] == "A harbour strike");
  write(folder.path / "big.yaml", big_dispute());
  const Ran partial = run(folder, "solve big.yaml --json --engine sparse --time-limit 0.05");
  CHECK(partial.code == 5);
  CHECK(Json::parse(partial.out)["complete"] == false);
  const Ran refused = run(folder, "solve big.yaml --json --memory 0.001");
  CHECK(refused.code == 5);
  CHECK(Json::parse(refused.out)["feasible"].is_null());
  CHECK(contains(refused.err, "GiB"));
}

TEST_CASE("there is no colour off a terminal, and NO_COLOR is respected on one") {
  const Folder folder;
  CHECK_FALSE(contains(run(folder, "solve chicken").out, "\x1b["));
  if (std::system("command -v script >/dev/null 2>&1") != 0) return;
  const std::string inside = "script -qec \"'" + std::string(STANDOFF_CLI) +
                             "' solve chicken\" /dev/null </dev/null; true";
  const Ran coloured = run(folder, "--version >/dev/null; TERM=xterm NO_COLOR= " + inside);
  CHECK(contains(coloured.out, "\x1b["));
  const Ran plain = run(folder, "--version >/dev/null; TERM=xterm NO_COLOR=1 " + inside);
  CHECK_FALSE(contains(plain.out, "\x1b["));
}

TEST_SUITE_END();
