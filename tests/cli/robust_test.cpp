// `robust` as its users meet it: exact fractions and samples as JSON, exit codes, `--blind`.

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "cli/run.hpp"

namespace {

using Json = nlohmann::json;

using standoff::tests::Ran;
using standoff::tests::run;

const Json& deal(const Json& answer, const std::string& with) {
  for (const Json& c : answer["conclusions"])
    if (c["kind"] == "deal" && c["group"] == Json{"belarus", with}) return c;
  FAIL("no deal of belarus and " << with);
  return answer;
}

}  // namespace

TEST_CASE("robust --json gives exact fractions, in lowest terms, and the seed of no sample") {
  const Ran ran =
      run("robust lithuania-belarus --orders all --group belarus,lithuania --group us,belarus "
          "--state december --concepts nash --json");
  CHECK(ran.code == 0);
  const Json json = Json::parse(ran.out);
  CHECK(json["format"] == "standoff.robust/1");
  CHECK(json["complete"] == true);
  CHECK(json["orders"] == "all");
  CHECK(json["doubt"] == "file");
  CHECK(json["readings"] == "31603654656000");
  CHECK(json["seed"].is_null());
  CHECK(json["changes_tried"] == 74);
  CHECK(json["statements"].size() == 26);
  CHECK(json["conclusions"].size() == 1 + 4 + 2);
  const Json& bilateral = deal(json, "lithuania");
  CHECK(bilateral["share"] == Json{{"numerator", "2"}, {"denominator", "3"}});
  CHECK(bilateral["any_order"] == bilateral["share"]);
  CHECK(bilateral["as_written"] == false);
  CHECK(bilateral["method"] == "exact");
  CHECK(bilateral["overturned_by"].size() == 5);
  CHECK(deal(json, "us")["share"] == Json{{"numerator", "61"}, {"denominator", "72"}});
  const Json& december = json["conclusions"][0];
  CHECK(december["states"] == Json{"YNNYNNYYY"});
  CHECK(december["dm"].is_null());
  CHECK(december["share"] == Json{{"numerator", "1"}, {"denominator", "1"}});
}

TEST_CASE("the same seed draws the same readings, and another one others") {
  const std::string question =
      "robust lithuania-belarus --orders all --group belarus,lithuania --json --samples 5000 ";
  const Ran one = run(question + "--seed 3 --threads 1");
  CHECK(one.code == 0);
  CHECK(run(question + "--seed 3 --threads 3").out == one.out);
  CHECK(run(question + "--seed 4").out != one.out);
  const Json json = Json::parse(one.out);
  CHECK(json["seed"] == 3);
  const Json& share = json["conclusions"][0]["share"];
  CHECK(share["of"] == 5000);
  CHECK(share["low"] < share["high"]);
}

TEST_CASE("--blind leaves later knowledge out of robust and of solve") {
  const Json blind = Json::parse(run("robust lithuania-belarus --blind --json").out);
  CHECK(blind["blind"] == true);
  CHECK(blind["statements"].size() == 21);
  const Json solved = Json::parse(run("solve lithuania-belarus --blind --json").out);
  CHECK(solved["equilibria"]["nash"]["count"] == 32);
}

TEST_CASE("robust: 2 for what is not there, 5 when stopped") {
  CHECK(run("robust lithuania-belarus --outcome nonsense").code == 2);
  CHECK(run("robust lithuania-belarus --outcome trucks_free").code == 2);  // 128 states
  CHECK(run("robust lithuania-belarus --group belarus").code == 2);
  CHECK(run("robust lithuania-belarus --doubt all=2").code == 2);
  CHECK(run("robust lithuania-belarus --doubt all=0.9x").code == 2);
  CHECK(run("robust lithuania-belarus --concepts sim").code == 2);
  const Ran stopped =
      run("robust lithuania-belarus --orders all --samples 1000000000 --time-limit 1 --json");
  CHECK(stopped.code == 5);
  CHECK(Json::parse(stopped.out)["complete"] == false);
}
