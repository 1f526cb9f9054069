// Exact shares of readings against the readings themselves, one by one, each judged by the plain
// definitions; and samples against exact shares.

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <set>

#include "oracle/readings.hpp"
#include "random/dice.hpp"
#include "random/generate.hpp"
#include "seeds.hpp"
#include "standoff/load.hpp"
#include "standoff/robust.hpp"

namespace {

using namespace standoff;

constexpr std::array<const char*, 5> keys{"nash", "gmr", "smr", "seq", "sseq"};
constexpr long most_ways = 250;

// Doubts for the lists of a dispute: few enough to go through all readings.
std::vector<std::vector<oracle::Doubted>> doubts(const oracle::PlainDispute& dispute,
                                                 oracle::Dice& dice) {
  std::vector<std::vector<oracle::Doubted>> lists;
  for (const oracle::PlainDm& dm : dispute.dms) lists.emplace_back(dm.statements.size());
  const auto places = [&] {
    std::vector<std::pair<std::size_t, std::size_t>> all;
    for (std::size_t i = 0; i < lists.size(); ++i)
      for (std::size_t k = 0; k < lists[i].size(); ++k) all.emplace_back(i, k);
    return all;
  }();
  for (int change = 0; change < 8 && !places.empty(); ++change) {
    auto tried = lists;
    const auto [i, k] = dice.pick(places);
    if (dice.chance(60)) {
      tried[i][k].in = dice.between(1, 3);  // of 4 or of 2
      tried[i][k].out = tried[i][k].in == 2 ? 2 : 4 - tried[i][k].in;
    } else if (k + 1 < tried[i].size()) {
      const int group = tried[i][k].group >= 0 ? tried[i][k].group : static_cast<int>(k);
      tried[i][k].group = tried[i][k + 1].group = group;
    }
    if (oracle::ways_to_read(tried) <= most_ways) lists = tried;
  }
  return lists;
}

// What the file would say with these doubts.
void doubt(Model& model, const std::vector<std::vector<oracle::Doubted>>& lists) {
  for (std::size_t i = 0; i < lists.size(); ++i) {
    auto* statements = std::get_if<Statements>(&model.decision_makers[i].preference);
    if (statements == nullptr) continue;
    for (std::size_t k = 0; k < lists[i].size(); ++k) {
      const oracle::Doubted& d = lists[i][k];
      Statement& s = statements->list[k];
      if (d.in == 2 && d.out == 2)
        s.uncertain = true;
      else if (d.out > 0)
        s.confidence = static_cast<std::uint32_t>(1'000'000 * d.in / (d.in + d.out));
      if (d.group >= 0) s.any_order = static_cast<std::uint32_t>(d.group);
    }
  }
}

std::string compare(const std::string& what, const Share& share, long part, long whole) {
  if (!share.exact) return what + ": no exact share";
  const Ratio& r = *share.exact;
  if (std::stol(r.numerator) * whole == std::stol(r.denominator) * part) return {};
  return what + ": " + r.numerator + "/" + r.denominator + " instead of " + std::to_string(part) +
         "/" + std::to_string(whole);
}

std::string disagreement(const oracle::PlainDispute& dispute, std::uint64_t seed) {
  oracle::Dice dice(seed);
  const auto lists = doubts(dispute, dice);
  Loaded loaded = load(oracle::to_yaml(dispute));
  if (!loaded) return {};  // guards that wait for each other; the stability tests look at those
  doubt(*loaded.model, lists);
  const LayOut laid = lay_out(*loaded.model);
  const Graph& graph = *laid.graph;

  const oracle::OptionGame base = oracle::lay_out(dispute);
  const int states = base.game.states;
  const int dms = base.game.dms;
  std::vector<std::vector<int>> targets{{dice.below(states)}, {dice.below(states)}};
  std::set<int> several;
  for (int k = 0; k < 3; ++k) several.insert(dice.below(states));
  targets.emplace_back(several.begin(), several.end());
  std::vector<std::vector<int>> groups;
  if (base.status_quo >= 0)
    for (int set = 1; set < 1 << dms; ++set) {
      std::vector<int> group;
      for (int i = 0; i < dms; ++i)
        if ((set >> i & 1) != 0) group.push_back(i);
      if (group.size() >= 2) groups.push_back(group);
    }

  RobustRequest request;
  for (const char* key : keys) request.concepts.push_back(find_concept(key));
  for (const auto& target : targets) {
    RobustRequest::Target& of = request.targets.emplace_back();
    for (const int s : target) of.states.push_back(StateId(static_cast<std::uint32_t>(s)));
  }
  for (const auto& group : groups) {
    auto& of = request.groups.emplace_back();
    for (const int i : group) of.push_back(DmId(static_cast<std::uint32_t>(i)));
  }
  request.influence = false;
  const Robust found = robust(graph, request);

  // What holds in one reading, in the order of the findings.
  const auto holding = [&](const oracle::OptionGame& game) {
    std::vector<bool> holds;
    for (const auto& target : targets)
      for (const char* key : keys) {
        std::vector<bool> some(static_cast<std::size_t>(dms + 1), false);
        for (const int s : target) {
          bool everybody = true;
          for (int i = 0; i < dms; ++i) {
            const bool stable = oracle::stable(game, i, s, key);
            everybody = everybody && stable;
            if (stable) some[static_cast<std::size_t>(i + 1)] = true;
          }
          if (everybody) some[0] = true;
        }
        holds.insert(holds.end(), some.begin(), some.end());
      }
    for (const auto& group : groups) holds.push_back(oracle::deal(game, group, base.status_quo));
    return holds;
  };

  const std::vector<bool> as_written = holding(base);
  for (std::size_t f = 0; f < as_written.size(); ++f)
    if (found.findings[f].as_written != as_written[f])
      return "conclusion " + std::to_string(f) + " as written";
  for (std::size_t i = 0; i < dispute.dms.size(); ++i)
    for (std::size_t k = 0; k < dispute.dms[i].statements.size(); ++k)
      for (const auto kind : {StatementEdit::Kind::swapped, StatementEdit::Kind::dropped,
                              StatementEdit::Kind::negated}) {
        oracle::PlainDispute changed = dispute;
        auto& list = changed.dms[i].statements;
        if (kind == StatementEdit::Kind::swapped) {
          if (k + 1 == list.size()) continue;
          std::swap(list[k], list[k + 1]);
        }
        if (kind == StatementEdit::Kind::dropped)
          list.erase(list.begin() + static_cast<std::ptrdiff_t>(k));
        if (kind == StatementEdit::Kind::negated) list[k] = !list[k];
        const std::vector<bool> now = holding(oracle::lay_out(changed));
        const StatementEdit edit{DmId(static_cast<std::uint32_t>(i)), static_cast<std::uint32_t>(k),
                                 kind};
        for (std::size_t f = 0; f < now.size(); ++f) {
          const auto& flips = found.findings[f].flips;
          const bool told = std::find(flips.begin(), flips.end(), edit) != flips.end();
          if (told != (now[f] != as_written[f]))
            return "what overturns conclusion " + std::to_string(f);
        }
      }

  std::vector<long> part(found.findings.size(), 0);
  long whole = 0;
  oracle::for_each_reading(dispute, lists, [&](const oracle::OptionGame& game, long weight) {
    whole += weight;
    const std::vector<bool> holds = holding(game);
    for (std::size_t f = 0; f < holds.size(); ++f) part[f] += holds[f] ? weight : 0;
  });
  for (std::size_t f = 0; f < part.size(); ++f)
    if (auto wrong =
            compare("conclusion " + std::to_string(f) + " of " + std::to_string(part.size()),
                    found.findings[f].share, part[f], whole);
        !wrong.empty())
      return wrong;
  return {};
}

}  // namespace

TEST_SUITE_BEGIN("oracle");

TEST_CASE("exact shares are what counting the readings one by one gives, on random disputes") {
  const tests::Seeds seeds(400);
  MESSAGE("seeds " << seeds.first << " to " << seeds.first + seeds.count - 1);
  const auto failures =
      tests::counterexamples(seeds, {.draw =
                                         [](std::uint64_t seed) {
                                           oracle::Shape shape;
                                           shape.most_options = 6;
                                           shape.graph_percent = 15;
                                           return oracle::random_dispute(seed, shape);
                                         },
                                     .wrong = disagreement,
                                     .name = "robust-counterexample"});
  for (const auto& failure : failures)
    FAIL_CHECK("seed " << failure.first << ": " << failure.second);
  CHECK(failures.empty());
}

TEST_SUITE_END();
