// Is the oracle itself right? Textbook games, published disputes, the synthetic disputes that tell
// neighbouring definitions apart, what must follow from what; then the generator and the shrinker.

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "oracle/definitions.hpp"
#include "random/generate.hpp"
#include "random/plain_dispute.hpp"
#include "random/shrink.hpp"

namespace standoff::oracle {
namespace {

using Names = std::set<std::string>;

Names named(const OptionGame& layout, const std::vector<int>& states) {
  Names result;
  for (int s : states) result.insert(layout.names[s]);
  return result;
}

Names for_everyone(const OptionGame& layout, std::string_view key, const Settings& settings = {}) {
  return named(layout, equilibria(layout, key, settings));
}

// A 2x2 game in which `first` and `second` order the states as in the string, best first.
OptionGame two_by_two(const std::vector<std::string>& first,
                      const std::vector<std::string>& second) {
  PlainDispute d;
  std::vector<int> keys;
  for (int i : {add_dm(d, "row"), add_dm(d, "column")}) keys.push_back(add_option(d, i, "go"));
  auto tiers = [&](int i, const std::vector<std::string>& order) {
    for (const std::string& letters : order) {
      Formula here = (letters[0] == 'Y' ? is(keys[0]) : !is(keys[0])) &&
                     (letters[1] == 'Y' ? is(keys[1]) : !is(keys[1]));
      d.dms[i].tiers.push_back({here});
    }
  };
  tiers(0, first);
  tiers(1, second);
  return lay_out(d);
}

// An explicit graph with states s1, s2, ...; moves and orders by digits: "14" is s1 to s4, and
// "2 13" ranks s2 first, then s1 and s3 alike.
struct Side {
  std::vector<std::string> moves;
  std::string order;
};
OptionGame small_graph(int states, const std::vector<Side>& sides) {
  PlainDispute d;
  for (int s = 1; s <= states; ++s) add_state(d, "s" + std::to_string(s));
  for (const Side& side : sides) {
    PlainDm& dm = d.dms[add_dm(d, "DM" + std::to_string(d.dms.size() + 1))];
    for (const std::string& move : side.moves) dm.moves.push_back({move[0] - '1', move[1] - '1'});
    dm.tiers.emplace_back();
    for (char c : side.order) {
      if (c == ' ') {
        dm.tiers.emplace_back();
      } else {
        dm.tiers.back().push_back(is(c - '1'));
      }
    }
  }
  return lay_out(d);
}

const std::vector<std::string> graph_keys = {"nash", "gmr", "smr", "seq", "sseq"};

}  // namespace

TEST_CASE(
    "In the prisoner's dilemma nobody moves from mutual defection, and cooperation is held by "
    "the fear of it") {
  // Y: cooperate.
  OptionGame pd = two_by_two({"NY", "YY", "NN", "YN"}, {"YN", "YY", "NN", "NY"});
  CHECK(for_everyone(pd, "nash") == Names{"NN"});
  for (auto key : {"gmr", "smr", "seq", "sseq", "sim", "sim_tableau"}) {
    CAPTURE(key);
    CHECK(for_everyone(pd, key) == Names{"NN", "YY"});
  }
}

TEST_CASE("In chicken compromise is metarational but not sequentially stable") {
  // Y: swerve.
  OptionGame chicken = two_by_two({"NY", "YY", "YN", "NN"}, {"YN", "YY", "NY", "NN"});
  CHECK(for_everyone(chicken, "nash") == Names{"YN", "NY"});
  CHECK(for_everyone(chicken, "seq") == Names{"YN", "NY"});
  CHECK(for_everyone(chicken, "sseq") == Names{"YN", "NY"});
  CHECK(for_everyone(chicken, "gmr") == Names{"YN", "NY", "YY"});
  CHECK(for_everyone(chicken, "smr") == Names{"YN", "NY", "YY"});
}

TEST_CASE("The Cuban missile crisis settles with the missiles withdrawn") {
  PlainDispute d;
  int us = add_dm(d, "us");
  int ussr = add_dm(d, "ussr");
  int strike = add_option(d, us, "strike");
  int blockade = add_option(d, us, "blockade");
  int withdraw = add_option(d, ussr, "withdraw");
  int escalate = add_option(d, ussr, "escalate");
  d.rules.push_back({/*never=*/true, is(withdraw) && is(escalate)});
  // The decimal numbers of the literature: the first option is the lowest bit.
  auto rank = [&](int i, const std::vector<int>& order) {
    for (int state : order) {
      auto letter = [&](int key, int bit) { return (state & bit) != 0 ? is(key) : !is(key); };
      d.dms[i].tiers.push_back({(letter(strike, 1) && letter(blockade, 2)) &&
                                (letter(withdraw, 4) && letter(escalate, 8))});
    }
  };
  rank(us, {4, 6, 5, 7, 2, 1, 3, 11, 9, 10, 8, 0});
  rank(ussr, {0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8});
  OptionGame crisis = lay_out(d);
  CHECK(crisis.game.states == 12);
  CHECK(for_everyone(crisis, "nash").empty());
  CHECK(for_everyone(crisis, "gmr") == Names{"YNNN", "NYNN", "NNYN", "YNYN", "NYYN", "YYYN"});
  CHECK(for_everyone(crisis, "smr") == for_everyone(crisis, "gmr"));
  CHECK(for_everyone(crisis, "seq") == Names{"NNYN", "NYYN"});
  CHECK(for_everyone(crisis, "sseq") == Names{"NNYN", "NYYN"});
  CHECK(for_everyone(crisis, "sim").empty());
  CHECK(for_everyone(crisis, "sim_tableau") == Names{"NNYN", "NYYN"});
}

TEST_CASE("Elmira has nine states, of which the abandoned plant is one with four members") {
  PlainDispute d;
  int ministry = add_dm(d, "ministry");
  int company = add_dm(d, "company");
  int town = add_dm(d, "town");
  int modify = add_option(d, ministry, "modify", Direction::take);
  int delay = add_option(d, company, "delay", Direction::drop);
  int accept = add_option(d, company, "accept");
  int abandon = add_option(d, company, "abandon", Direction::take);
  int insist = add_option(d, town, "insist");
  d.rules.push_back({false, exactly(1, {is(delay), is(accept), is(abandon)})});
  int gone = add_merge(d, "gone", is(abandon));
  std::map<int, Formula> place;
  for (int s = 1; s <= 8; ++s) {
    place[s] = (((s - 1) & 1) != 0 ? is(modify) : !is(modify)) &&
               (is(((s - 1) & 2) != 0 ? accept : delay) &&
                (((s - 1) & 4) != 0 ? is(insist) : !is(insist)));
  }
  place[9] = is(gone);
  auto rank = [&](int i, const std::vector<int>& order) {
    for (int s : order) d.dms[i].tiers.push_back({place[s]});
  };
  rank(ministry, {7, 3, 4, 8, 5, 1, 2, 6, 9});
  rank(company, {1, 4, 8, 5, 9, 3, 7, 2, 6});
  rank(town, {7, 3, 5, 1, 8, 6, 4, 2, 9});
  d.status_quo = {{delay}};
  OptionGame elmira = lay_out(d);

  CHECK(elmira.game.states == 9);
  CHECK(elmira.names[elmira.status_quo] == "NYNNN");
  const std::string s1 = "NYNNN", s4 = "YNYNN", s5 = "NYNNY", s8 = "YNYNY", s9 = "NNNYN";
  CHECK(elmira.members[elmira.state_of[0b00010]].size() == 4);
  for (auto key : {"nash", "seq", "sseq"}) CHECK(for_everyone(elmira, key) == Names{s5, s8, s9});
  for (auto key : {"gmr", "smr"}) CHECK(for_everyone(elmira, key) == Names{s1, s4, s5, s8, s9});
  CHECK(named(elmira, stable_states(elmira, company, "nash")) == Names{s1, s4, s5, s8, s9});
}

TEST_CASE("In the truck dispute of November 2025 the counts are those of the dossier") {
  PlainDispute d;
  int belarus = add_dm(d, "belarus");
  int lithuania = add_dm(d, "lithuania");
  int eu = add_dm(d, "eu");
  int us = add_dm(d, "us");
  const int hold_ = add_option(d, belarus, "hold");
  const int seize_ = add_option(d, belarus, "seize", Direction::take);
  const int balloons_ = add_option(d, belarus, "balloons");
  const int free_ = add_option(d, belarus, "free", Direction::take);
  const int talk_ = add_option(d, lithuania, "talk", Direction::take);
  const int close_ = add_option(d, lithuania, "close");
  const int push_ = add_option(d, lithuania, "push");
  const int tighten_ = add_option(d, eu, "tighten", Direction::take);
  const int relief_ = add_option(d, us, "relief");
  const Formula hold = is(hold_), seize = is(seize_), balloons = is(balloons_), free = is(free_),
                talk = is(talk_), close = is(close_), push = is(push_), tighten = is(tighten_),
                relief = is(relief_);
  d.rules.push_back({/*never=*/true, seize && !hold});
  d.dms[belarus].statements = {
      relief, implies(free, relief),           talk, !close, !seize, iff(hold, !talk), !tighten,
      !free,  iff(balloons, !(talk || relief))};
  d.dms[lithuania].statements = {!talk, !seize,    implies(close, balloons),   !close,
                                 !hold, !balloons, iff(push, hold || balloons)};
  d.dms[eu].statements = {!seize, iff(tighten, push && (balloons || hold)), !hold, !balloons};
  d.dms[us].statements = {free, implies(relief, free), relief, !balloons, !hold, !seize};
  d.status_quo = {{hold_, balloons_, push_}};

  OptionGame dispute = lay_out(d);
  CHECK(dispute.game.states == 384);
  CHECK(dispute.names[dispute.status_quo] == "YNYNNNYNN");
  CHECK(equilibria(dispute, "nash").size() == 10);
  CHECK(equilibria(dispute, "gmr").size() == 132);
  CHECK(equilibria(dispute, "smr").size() == 132);
  CHECK(equilibria(dispute, "seq").size() == 12);
  CHECK(for_everyone(dispute, "gmr").count("YNYNNNYNN") == 1);
  CHECK(for_everyone(dispute, "nash").count("YNYNNNYYN") == 1);  // the EU has widened its measures
  CHECK_FALSE(nash(dispute.game, eu, dispute.status_quo));
  for (int i : {belarus, lithuania, us}) CHECK(nash(dispute.game, i, dispute.status_quo));
}

TEST_CASE("A state that is only as good deters by default, and a worse one is wanted on request") {
  OptionGame g = small_graph(3, {{{"12"}, "23 1"}, {{"31"}, "1 23"}});
  Settings strict;
  strict.sanction = Settings::Sanction::worse;
  for (auto key : {"gmr", "smr", "seq", "sseq"}) {
    CAPTURE(key);
    CHECK(stable(g, 1, 2, key));
    CHECK_FALSE(stable(g, 1, 2, key, strict));
  }
}

TEST_CASE("Being put back to the origin deters by default, and does not on request") {
  OptionGame g = small_graph(3, {{{"13"}, "1 2 3"}, {{"31"}, "1 3 2"}});
  Settings without;
  without.origin_is_sanction = false;
  CHECK(gmr(g.game, 1, 2));
  CHECK_FALSE(gmr(g.game, 1, 2, without));
  CHECK_FALSE(smr(g.game, 1, 2));  // the improvement is simply repeated
}

TEST_CASE("Two opponents in turn can do what no single one can") {
  OptionGame g = small_graph(4, {{{"41"}, "2 3 1 4"}, {{"12"}, "2 3 4 1"}, {{"34"}, "1 4 3 2"}});
  Settings single;
  single.responses = Settings::Responses::single_move;
  CHECK(gmr(g.game, 2, 2));
  CHECK_FALSE(gmr(g.game, 2, 2, single));
  Settings once;
  once.responses = Settings::Responses::each_once;
  CHECK(gmr(g.game, 2, 2, once));
  CHECK(responses(g.game, 2, 3, false) == std::vector<int>{0, 1});
  CHECK(responses(g.game, 2, 3, false, single) == std::vector<int>{0});
}

TEST_CASE("An opponent may move again after another one has moved") {
  OptionGame g = small_graph(
      5, {{{"41", "54"}, "1 4 5 3 2"}, {{"13", "54"}, "1 5 4 2 3"}, {{"25"}, "5 4 1 2 3"}});
  Settings once;
  once.responses = Settings::Responses::each_once;
  CHECK(gmr(g.game, 2, 1));
  CHECK_FALSE(gmr(g.game, 2, 1, once));
}

TEST_CASE("Nobody may move twice in a row") {
  OptionGame g = small_graph(4, {{{"24", "32"}, "2 3 1 4"}, {{"13"}, "2 3 1 4"}});
  CHECK(responses(g.game, 1, 2, false) == std::vector<int>{1});
  CHECK_FALSE(gmr(g.game, 1, 0));
}

TEST_CASE("Neither of SMR and SEQ gives the other, and both together do not give SSEQ") {
  OptionGame seq_only = small_graph(4, {{{"12"}, "2 1 3 4"}, {{"21", "31"}, "1 4 3 2"}});
  CHECK(seq(seq_only.game, 1, 2));
  CHECK_FALSE(smr(seq_only.game, 1, 2));
  OptionGame smr_only = small_graph(3, {{{"13"}, "3 1 2"}, {{"32"}, "3 2 1"}});
  CHECK(smr(smr_only.game, 0, 0));
  CHECK_FALSE(seq(smr_only.game, 0, 0));
  OptionGame both =
      small_graph(4, {{{"13", "23", "32", "34"}, "3 2 1 4"}, {{"31", "34"}, "1 3 2 4"}});
  CHECK(smr(both.game, 0, 1));
  CHECK(seq(both.game, 0, 1));
  CHECK_FALSE(sseq(both.game, 0, 1));
}

TEST_CASE("Simultaneous concepts are refused where there are no options to combine") {
  OptionGame g = small_graph(2, {{{"12"}, "2 1"}, {{"21"}, "2 1"}});
  CHECK_THROWS_AS(sim(g, 0, 0), std::invalid_argument);
  CHECK_THROWS_AS(sim_tableau(g, 0, 0), std::invalid_argument);
  CHECK_THROWS_AS(stable(g, 0, 0, "no-such-concept"), std::invalid_argument);
}

TEST_CASE("Moving together deters only where the result can exist") {
  PlainDispute d;
  int x = add_option(d, add_dm(d, "a"), "x");
  int z = add_option(d, add_dm(d, "b"), "z");
  d.dms[0].tiers = {{is(x) && !is(z)}};
  d.dms[1].tiers = {{is(z) && !is(x)}};
  OptionGame free = lay_out(d);
  d.rules = {{/*never=*/true, is(x) && is(z)}};
  OptionGame barred = lay_out(d);
  for (int i : {0, 1}) {
    CHECK(sim(free, i, 0));
    CHECK(sim_tableau(free, i, 0));
    CHECK_FALSE(sim(barred, i, 0));
    CHECK_FALSE(sim_tableau(barred, i, 0));
  }
}

TEST_CASE("What follows from what holds in every random dispute") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    CAPTURE(seed);
    Shape shape;
    shape.most_options = 6;
    const OptionGame layout = lay_out(random_dispute(seed, shape));
    for (int i = 0; i < layout.game.dms; ++i) {
      for (int s = 0; s < layout.game.states; ++s) {
        std::map<std::string, bool> holds;
        for (const std::string& key : graph_keys) holds[key] = stable(layout, i, s, key);
        const bool lattice = (!holds["nash"] || (holds["sseq"] && holds["smr"])) &&
                             (!holds["sseq"] || (holds["seq"] && holds["smr"])) &&
                             (!holds["seq"] || holds["gmr"]) && (!holds["smr"] || holds["gmr"]);
        REQUIRE(lattice);
        if (layout.options == 0) continue;
        REQUIRE((!holds["nash"] || sim(layout, i, s)));
        REQUIRE((!holds["seq"] || sim_tableau(layout, i, s)));
      }
    }
  }
}

TEST_CASE(
    "There are 692,224 games of two people with three states, and the implications hold "
    "in each") {
  long games = 0;
  long violations = 0;
  for_each_small_graph([&](const Game& game) {
    ++games;
    for (int i : {0, 1}) {
      for (int s : {0, 1, 2}) {
        const bool sseq_holds = sseq(game, i, s);
        const bool seq_holds = seq(game, i, s);
        const bool smr_holds = smr(game, i, s);
        if (nash(game, i, s) && !sseq_holds) ++violations;
        if (sseq_holds && !(seq_holds && smr_holds)) ++violations;
        if ((seq_holds || smr_holds) && !gmr(game, i, s)) ++violations;
      }
    }
  });
  CHECK(games == 692'224);
  CHECK(violations == 0);
}

TEST_CASE("Levels imply the ones below, guards hold before the move, and directions are kept") {
  PlainDispute d;
  int north = add_dm(d, "north");
  int south = add_dm(d, "south");
  int low = add_ladder(d, north, "arm", {"low", "high"});
  int high = low + 1;
  int sign = add_option(d, south, "sign", Direction::take);
  d.dms[north].options[0].levels[1].guard = is(low);
  OptionGame layout = lay_out(d);
  CHECK(layout.names == std::vector<std::string>{"NNN", "NNY", "YNN", "YNY", "YYN", "YYY"});
  // From NNN one cannot climb to `high` at once: `low` did not hold before the move.
  CHECK(layout.game.moves[north][0] == std::vector<int>{2});
  CHECK(layout.game.moves[north][2] == std::vector<int>{0, 4});
  CHECK(layout.game.moves[north][4] == std::vector<int>{0, 2});  // down at once: no guard on that
  CHECK(layout.game.moves[south][0] == std::vector<int>{1});
  CHECK(layout.game.moves[south][1].empty());
  d.status_quo = {{high, sign}};
  CHECK(lay_out(d).names[lay_out(d).status_quo] == "YYY");
}

TEST_CASE("Statements are lexicographic, the first tier counts, and payoffs add up") {
  PlainDispute d;
  for (auto id : {"a", "b", "c"}) add_dm(d, id);
  int x = add_option(d, 0, "x");
  int z = add_option(d, 1, "z");
  d.dms[0].statements = {is(z), !is(x)};
  d.dms[1].tiers = {{is(x) && is(z)}, {is(x), is(z)}};
  d.dms[2].payoffs = {{is(x), 1'500'000}, {is(z), -500'000}, {is(x) && is(z), -1'000'000}};
  OptionGame layout = lay_out(d);
  CHECK(layout.names == std::vector<std::string>{"NN", "NY", "YN", "YY"});
  CHECK(layout.game.rank[0] == std::vector<long>{1, 3, 0, 2});
  CHECK(layout.game.rank[1] == std::vector<long>{0, 1, 1, 2});
  CHECK(layout.game.rank[2] == std::vector<long>{1, 0, 2, 1});
}

TEST_CASE("A dispute that no file may say is refused") {
  PlainDispute d;
  add_dm(d, "a");
  CHECK_FALSE(well_formed(d));  // no option
  int x = add_option(d, 0, "x");
  int z = add_option(d, 0, "z");
  CHECK(well_formed(d));
  PlainDispute infeasible = d;
  infeasible.rules = {{false, is(x)}, {true, is(x)}};
  CHECK_FALSE(well_formed(infeasible));
  PlainDispute overlap = d;
  add_merge(overlap, "m", is(x));
  CHECK(well_formed(overlap));
  add_merge(overlap, "n", is(z));
  CHECK_FALSE(well_formed(overlap));
  PlainDispute nowhere = d;
  nowhere.rules = {{true, is(x)}};
  nowhere.status_quo = {{x}};
  CHECK_FALSE(well_formed(nowhere));
}

TEST_CASE("The same seed gives the same dispute, and seeds differ") {
  std::set<std::string> files;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const PlainDispute dispute = random_dispute(seed);
    CHECK(well_formed(dispute));
    CHECK(to_yaml(dispute) == to_yaml(random_dispute(seed)));
    files.insert(to_yaml(dispute));
  }
  CHECK(files.size() > 95);
}

TEST_CASE("A dispute is printed in the words of the language") {
  PlainDispute d;
  int union_ = add_dm(d, "union");
  int port = add_dm(d, "port");
  int strike = add_option(d, union_, "strike");
  int low = add_ladder(d, port, "offer", {"small", "big"});
  int raise = add_option(d, port, "raise", Direction::take);
  d.dms[port].options[1].guard = !is(strike);
  d.dms[union_].statements = {is(low + 1), given(!is(strike), is(raise) || is(low))};
  d.dms[port].payoffs = {{is(strike), -2'500'000}};
  d.rules = {{true, is(strike) && is(raise)}, {false, at_most(1, {is(low), is(raise)})}};
  d.status_quo = {{strike}};
  CHECK(to_yaml(d) ==
        "standoff: 1\n"
        "title: A random dispute\n"
        "decision_makers:\n"
        "  - id: union\n"
        "    options: [strike]\n"
        "    preferences: [offer.big, not strike if raise or offer.small]\n"
        "  - id: port\n"
        "    options:\n"
        "      - id: offer\n"
        "        levels: [small, big]\n"
        "      - {id: raise, irreversible: taken, when: not strike}\n"
        "    payoffs: {strike: -2.5}\n"
        "rules:\n"
        "  - {never: strike and raise}\n"
        "  - at most one of: [offer.small, raise]\n"
        "status_quo: [strike]\n");
}

TEST_CASE("Shrinking leaves a small dispute that still has what was asked for") {
  auto two_nash = [](const PlainDispute& d) {
    return equilibria(lay_out(d), "nash").size() >= 2 && d.dms.size() >= 2;
  };
  auto guarded = [](const PlainDispute& d) {
    const OptionGame layout = lay_out(d);
    for (const Slot& slot : slots(d)) {
      if (slot.guard && slot.dm == 0 && !equilibria(layout, "gmr").empty()) return true;
    }
    return false;
  };
  int shrunk = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    const PlainDispute start = random_dispute(seed);
    if (two_nash(start)) {
      const PlainDispute small = shrink(start, two_nash);
      CHECK(well_formed(small));
      CHECK(two_nash(small));
      CHECK(small.dms.size() == 2);
      CHECK(lay_out(small).game.states == 2);
      CHECK(to_yaml(small).size() < 160);
      ++shrunk;
    }
    if (guarded(start)) {
      const PlainDispute small = shrink(start, guarded);
      CHECK(guarded(small));
      CHECK(slots(small).size() <= 2);
      ++shrunk;
    }
  }
  CHECK(shrunk > 20);
}

}  // namespace standoff::oracle
