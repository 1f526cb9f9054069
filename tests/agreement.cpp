// Comparing engine and oracle.

#include "agreement.hpp"

#include <algorithm>
#include <map>

#include "standoff/analysis.hpp"
#include "standoff/load.hpp"
#include "standoff/replay.hpp"

namespace standoff::tests {
namespace {

std::vector<Rank> dense(const std::vector<long>& ranks) {
  std::map<long, Rank> number;
  for (const long r : ranks) number[r] = 0;
  Rank next = 0;
  for (auto& [value, n] : number) n = ++next;
  std::vector<Rank> out;
  for (const long r : ranks) out.push_back(number[r]);
  return out;
}

std::string place(const Graph& graph, const SolutionConcept& c, std::size_t dm, std::uint32_t s) {
  return std::string(c.key) + ", decision maker " + std::to_string(dm) + ", state " +
         graph.label(StateId(s));
}

std::string compare_layout(const Graph& graph, const oracle::Game& game) {
  if (graph.states() != static_cast<std::size_t>(game.states))
    return std::to_string(graph.states()) + " states instead of " + std::to_string(game.states);
  for (std::size_t dm = 0; dm < graph.dms(); ++dm) {
    if (graph.ranks(DmId(dm)) != dense(game.rank[dm]))
      return "ranks of decision maker " + std::to_string(dm);
    for (std::uint32_t s = 0; s < graph.states(); ++s) {
      std::vector<int> targets;
      for (const StateId t : graph.targets(DmId(dm), StateId(s))) {
        targets.push_back(static_cast<int>(index(t)));
        if (!graph.moves(DmId(dm)).can_move(StateId(s), t)) return "can_move denies a target";
      }
      std::vector<int> expected = game.moves[dm][s];
      std::sort(expected.begin(), expected.end());
      if (targets != expected)
        return "moves of decision maker " + std::to_string(dm) + " from " + graph.label(StateId(s));
    }
  }
  return {};
}

template <typename Game>
std::string compare_verdicts(const Graph& graph, const Game& game, const Settings& settings,
                             const oracle::Settings& same, const Replay* replay) {
  AnalysisRequest request;
  // Those that look further ahead are compared in stability/ahead_test.cpp.
  for (const SolutionConcept* c : solution_concepts())
    if (c->ahead == Ahead::fixed && refusal(*c, graph).empty()) request.concepts.push_back(c);
  request.settings = settings;
  const Analysis analysis = analyse(graph, request);
  for (std::size_t k = 0; k < request.concepts.size(); ++k) {
    const SolutionConcept& c = *request.concepts[k];
    for (std::size_t dm = 0; dm < graph.dms(); ++dm)
      for (std::uint32_t s = 0; s < graph.states(); ++s) {
        const bool expected =
            oracle::stable(game, static_cast<int>(dm), static_cast<int>(s), c.key, same);
        if (analysis.stable[k][dm]->contains(StateId(s)) != expected)
          return "analyse says " + std::string(expected ? "unstable" : "stable") + ": " +
                 place(graph, c, dm, s);
        const Verdict verdict = judge(c, graph, DmId(dm), StateId(s), settings);
        if (verdict.stable != expected)
          return "judge says " + std::string(expected ? "unstable" : "stable") + ": " +
                 place(graph, c, dm, s);
        if (replay != nullptr)
          for (const std::string& complaint :
               replay->complaints(c, graph, DmId(dm), StateId(s), verdict, settings))
            return "replay: " + complaint + ": " + place(graph, c, dm, s);
      }
  }
  return {};
}

std::pair<Settings, oracle::Settings> contested(std::uint64_t seed) {
  Settings settings;
  oracle::Settings same;
  if (seed % 2 == 1) {
    settings.sanction = Sanction::worse;
    same.sanction = oracle::Settings::Sanction::worse;
  }
  if (seed / 2 % 2 == 1) settings.origin_is_sanction = same.origin_is_sanction = false;
  if (seed / 4 % 3 == 1) {
    settings.responses = Responses::single_move;
    same.responses = oracle::Settings::Responses::single_move;
  }
  if (seed / 4 % 3 == 2) {
    settings.responses = Responses::each_once;
    same.responses = oracle::Settings::Responses::each_once;
  }
  return {settings, same};
}

}  // namespace

std::string disagreement(const oracle::PlainDispute& dispute, std::uint64_t seed) {
  const Loaded loaded = load(oracle::to_yaml(dispute));
  if (!loaded) {
    // The generator makes guards that wait for each other, which the language refuses.
    if (std::all_of(loaded.problems.begin(), loaded.problems.end(), [](const Problem& p) {
          return p.severity == Severity::warning || p.code == "guard-cycle";
        }))
      return {};
    std::string text = "does not load";
    for (const Problem& p : loaded.problems)
      text += "; " + std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + " " +
              p.message;
    return text;
  }
  const oracle::OptionGame expected = oracle::lay_out(dispute);
  const LayOut laid = lay_out(*loaded.model);
  if (!laid.graph) return "is not laid out";
  const Graph& graph = *laid.graph;
  if (const std::string wrong = compare_layout(graph, expected.game); !wrong.empty()) return wrong;
  for (std::uint32_t s = 0; s < graph.states(); ++s)
    if (graph.label(StateId(s)) != expected.names[s])
      return "state " + expected.names[s] + " is called " + graph.label(StateId(s));
  const int now = graph.status_quo() ? static_cast<int>(index(*graph.status_quo())) : -1;
  if (now != expected.status_quo) return "status quo";
  const Replay replay(*loaded.model);
  if (std::string wrong = compare_verdicts(graph, expected, {}, {}, &replay); !wrong.empty())
    return wrong;
  const auto [settings, same] = contested(seed);
  if (settings == Settings{}) return {};
  if (std::string wrong = compare_verdicts(graph, expected, settings, same, &replay);
      !wrong.empty())
    return "with contested settings: " + wrong;
  return {};
}

std::string disagreement(const oracle::Game& game) {
  std::vector<std::vector<std::vector<std::uint32_t>>> moves;
  std::vector<std::vector<std::int64_t>> ranks;
  for (const auto& of_dm : game.moves) {
    auto& lists = moves.emplace_back();
    for (const auto& targets : of_dm) lists.emplace_back(targets.begin(), targets.end());
  }
  for (const auto& of_dm : game.rank) ranks.emplace_back(of_dm.begin(), of_dm.end());
  const Graph graph = Graph::from_arcs(moves, ranks);
  if (std::string wrong = compare_layout(graph, game); !wrong.empty()) return wrong;
  return compare_verdicts(graph, game, {}, {}, nullptr);
}

}  // namespace standoff::tests
