// `levers` as its users meet it: exit codes, a plan written down, the same answer as JSON.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

using standoff::tests::Ran;
using standoff::tests::run;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("levers: 0 with a plan, 1 when there is none, 5 when stopped, 2 for what is not there") {
  const Ran found = run("levers harbour-strike settled --reached");
  CHECK(found.code == 0);
  CHECK(contains(found.out, "wants the opposite of \"not raise\""));
  CHECK(contains(found.out, "against it: the port authority's \"not raise\""));

  const Ran none = run("levers harbour-strike settled --reached --edits swap");
  CHECK(none.code == 1);
  CHECK(contains(none.out, "No plan does, up to a price of 2: all were looked at."));

  const Ran stopped =
      run("levers lithuania-belarus trucks_free --depth 9 --every --time-limit 0.2");
  CHECK(stopped.code == 5);
  CHECK(contains(stopped.out, "the search was stopped"));

  CHECK(run("levers harbour-strike nonsense").code == 2);
  CHECK(run("levers harbour-strike settled --edits nonsense").code == 2);
  CHECK(run("levers harbour-strike settled --price drop=cheap").code == 2);
  CHECK(run("levers harbour-strike settled --concept sim").code == 2);
}

TEST_CASE("a plan is written as a dispute in which nothing has to change any more") {
  std::string folder = (fs::temp_directory_path() / "standoff-test-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()) != nullptr);
  const std::string after = "'" + folder + "/after.yaml'";
  CHECK(run("levers harbour-strike settled --reached --write " + after).code == 0);
  const Ran again = run("levers " + after + " settled --reached");
  CHECK(again.code == 0);
  CHECK(contains(again.out, "Nothing has to change."));
  CHECK(run("levers harbour-strike settled --reached --plan 7 --write " + after).code == 2);
  fs::remove_all(folder);
}

TEST_CASE("levers --json says what another program needs to repeat the edits") {
  const Ran ran = run("levers harbour-strike settled --reached --json");
  const Json json = Json::parse(ran.out);
  CHECK(json["format"] == "standoff.levers/1");
  CHECK(json["complete"] == true);
  CHECK(json["searched"] == 1);
  CHECK(json["least"] == 1);
  CHECK(json["count"] == 1);
  const Json edit{{"edit", "negate"}, {"dm", "port"}, {"statement", "not raise"}, {"from", 1}};
  CHECK(json["plans"][0]["edits"][0] == edit);
  CHECK(json["plans"][0]["against"][0]["evidence"] == Json{"no-money"});
  CHECK(json["plans"][0]["reached"] == true);

  const Json orders =
      Json::parse(run("levers cuban-missile-crisis blockade --orders --dm us --json").out);
  CHECK(orders["format"] == "standoff.orders/1");
  CHECK(orders["orders"][0]["count"] == 175633920);
  CHECK(orders["orders"][0]["conditions"].size() == 3);
}
