// Telling a move.

#include "report/step.hpp"

#include <algorithm>

#include "report/grounds.hpp"
#include "report/measured.hpp"
#include "report/style.hpp"

namespace standoff::report {
namespace {

std::string places(const Graph& graph, const Move& move) {
  const Ranks& ranks = graph.ranks(move.dm);
  const Rank best = *std::max_element(ranks.begin(), ranks.end());
  return "place " + std::to_string(best - graph.rank(move.dm, move.to) + 1) + " of " +
         std::to_string(best) + " in its ranking, from place " +
         std::to_string(best - graph.rank(move.dm, move.from) + 1);
}

// The first statement that the move makes true or false decides; other preferences are told by
// places.
std::string why(const Graph& graph, const Move& move) {
  const Rank from = graph.rank(move.dm, move.from), to = graph.rank(move.dm, move.to);
  if (from == to) return "it gains nothing by it";
  if (const auto* list = std::get_if<Statements>(&graph.model()->dm(move.dm).preference))
    for (const Statement& s : list->list) {
      const StateSet where = graph.where(s.formula);
      const bool after = where.contains(move.to);
      if (after == where.contains(move.from)) continue;
      if (after != (to > from)) break;  // merged states are ranked by more than this one
      return (after ? "then \"" + s.text + "\" holds" : "it gives up \"" + s.text + "\"") +
             ", which it wants (" + std::string(in_words(ground(s))) + ")";
    }
  return places(graph, move);
}

// The same change, one move earlier.
std::optional<StateId> earlier(const Graph& graph, const Move& move, const Move& before) {
  if (!graph.has_options() || graph.merged()) {
    if (graph.moves(move.dm).can_move(before.from, move.to)) return move.to;
    return std::nullopt;
  }
  OptionSet taken = graph.pattern(before.from);
  for (const OptionId o : graph.model()->dm(move.dm).options)
    taken.set(o, graph.pattern(move.to).contains(o));
  const auto there = graph.find(taken);
  if (!there || !graph.moves(move.dm).can_move(before.from, *there)) return std::nullopt;
  return there;
}

std::string why_now(const Graph& graph, const Move& move, const std::optional<Move>& before) {
  if (!before || before->dm == move.dm || !graph.prefers(move.dm, move.to, move.from)) return {};
  const auto then = earlier(graph, move, *before);
  if (!then) return "the move before made it possible";
  if (!graph.prefers(move.dm, *then, before->from)) return "the move before made it pay";
  return "it would have paid before, too";
}

const Threat* threat_of(const Verdict& verdict, StateId to) {
  const auto found = std::find_if(verdict.threats.begin(), verdict.threats.end(),
                                  [&](const Threat& t) { return t.improvement.to == to; });
  return found == verdict.threats.end() ? nullptr : &*found;
}

std::string stops(const Words& words, const Move& move) {
  const Graph& graph = words.graph();
  if (!graph.prefers(move.dm, move.to, move.from))
    return graph.prefers(move.dm, move.from, move.to)
               ? "it would lose by it itself, so somebody has to make it worth its while"
               : "it has no reason of its own to make it";
  const Verdict feared = judge(*find_concept("gmr"), graph, move.dm, move.from);
  const Threat* threat = threat_of(feared, move.to);
  if (threat == nullptr || !threat->sanction) return "no answer of the others takes the gain away";
  const Verdict credible = judge(*find_concept("seq"), graph, move.dm, move.from);
  const Threat* paid = threat_of(credible, move.to);
  const bool pays = paid != nullptr && paid->sanction;
  std::vector<std::string> parts;
  for (const Move& answer : pays ? *paid->sanction : *threat->sanction)
    parts.push_back(words.then_could(answer));
  return enumeration(parts, "and then") + ", which would take the gain away" +
         (pays               ? ", and pays whoever does it"
          : parts.size() > 1 ? ", but does not pay all of them"
                             : ", but does not pay who does it");
}

}  // namespace

Step step_in_words(const Words& words, const Move& move, const std::optional<Move>& before) {
  const Graph& graph = words.graph();
  Step step;
  step.move = move;
  step.who = words.name(move.dm);
  step.does = words.doing(move);
  step.why = why(graph, move);
  step.why_now = why_now(graph, move, before);
  step.stops = stops(words, move);
  step.turns = turned(graph, move.from, move.to);
  step.gains = graph.prefers(move.dm, move.to, move.from);
  step.reversible = graph.moves(move.dm).can_move(move.to, move.from);
  return step;
}

}  // namespace standoff::report
