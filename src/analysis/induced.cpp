// Kinds of lists, and what they make of the goal.

#include "analysis/induced.hpp"

#include <algorithm>

namespace standoff {
namespace {

std::vector<bool> truth(const Graph& graph, const Formula& formula) {
  std::vector<bool> out(graph.states());
  graph.where(formula).for_each([&](StateId s) { out[index(s)] = true; });
  return out;
}

void compress(std::vector<std::uint64_t>& values) {
  std::vector<std::uint64_t> distinct = values;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  for (std::uint64_t& v : values)
    v = static_cast<std::uint64_t>(std::lower_bound(distinct.begin(), distinct.end(), v) -
                                   distinct.begin());
}

}  // namespace

std::size_t Induced::Hash::operator()(const std::vector<std::uint32_t>& key) const noexcept {
  std::uint64_t h = 0x9e3779b97f4a7c15;
  for (const std::uint32_t v : key) {
    h = (h ^ v) * 0xff51afd7ed558ccd;
    h ^= h >> 32;
  }
  return h;
}

Induced::Induced(const Graph& graph, std::vector<std::uint32_t> target, Settings settings)
    : graph_(graph),
      board_(graph),
      target_(std::move(target)),
      settings_(std::move(settings)),
      people_(graph.dms()),
      first_(graph.dms()) {
  const Model& model = *graph.model();
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    Person& person = people_[i];
    const std::vector<Statement>* written = statements_of(model.dm(DmId(i)));
    if (written == nullptr) {
      const Ranks& given = graph.ranks(DmId(i));
      person.other_ranks.assign(given.begin(), given.end());
      continue;
    }
    for (const Statement& s : *written) person.written.push_back(truth(graph, s.formula));
    for (const Statement& s : model.dm(DmId(i)).candidates)
      person.candidates.push_back(truth(graph, s.formula));
  }
}

// Statements refine, most important first.
std::vector<std::uint64_t> Induced::ranks(const Person& person, const EditedList& list) const {
  if (!person.other_ranks.empty()) return person.other_ranks;
  std::vector<std::uint64_t> rank(graph_.states(), 0);
  std::size_t bits = 0;
  for (const Item& item : list.items) {
    if (++bits % 30 == 0) compress(rank);  // no more than 2^32 of them are left
    const auto& holds = item.kind == Item::Kind::candidate ? person.candidates[item.number]
                                                           : person.written[item.number];
    const bool wanted = item.kind != Item::Kind::negated;
    for (std::size_t s = 0; s < rank.size(); ++s)
      rank[s] = 2 * rank[s] + static_cast<std::uint64_t>(holds[s] == wanted);
  }
  return rank;
}

Choice Induced::choice(std::size_t dm, const EditedList& list) {
  Person& person = people_[dm];
  const std::vector<std::uint64_t> rank = ranks(person, list);
  const bool first = person.cuts.empty();

  std::vector<std::uint64_t> of_target;
  for (const std::uint32_t s : target_) of_target.push_back(rank[s]);
  std::sort(of_target.begin(), of_target.end());
  of_target.erase(std::unique(of_target.begin(), of_target.end()), of_target.end());
  // x is no better than s exactly when no more of the target are worse than x than are worse than
  // s.
  std::vector<std::uint32_t> level(rank.size());
  for (std::size_t s = 0; s < rank.size(); ++s)
    level[s] = static_cast<std::uint32_t>(
        std::lower_bound(of_target.begin(), of_target.end(), rank[s]) - of_target.begin());
  Choice choice;
  const auto [cut, fresh] =
      person.cut_number.try_emplace(level, static_cast<std::uint32_t>(person.cuts.size()));
  choice.cut = cut->second;
  if (fresh) {
    const Bits none = no_bits(target_.size());
    person.cuts.push_back({std::move(level), std::vector<Verdicts>(settings_.looks.size(),
                                                                   Verdicts{none, none, none})});
  }

  Bits improving;
  if (settings_.relations) {
    const Arcs& arcs = board_.arcs(dm);
    improving = no_bits(arcs.to.size());
    for (std::size_t s = 0; s < rank.size(); ++s)
      for (std::uint32_t a = arcs.begin[s]; a < arcs.begin[s + 1]; ++a)
        if (rank[arcs.to[a]] > rank[s]) set_bit(improving, a);
  }
  const auto [relation, fresh_relation] = person.relation_number.try_emplace(
      improving, static_cast<std::uint32_t>(person.relations.size()));
  if (fresh_relation) person.relations.push_back(std::move(improving));
  choice.relation = relation->second;
  if (first) first_[dm] = choice;
  return choice;
}

Bits Induced::no_better(const Cut& cut, std::size_t position) const {
  const std::uint32_t own = cut.level[target_[position]];
  Bits bad = no_bits(cut.level.size());
  for (std::size_t s = 0; s < cut.level.size(); ++s)
    if (cut.level[s] <= own) set_bit(bad, s);
  return bad;
}

std::pair<bool, bool> Induced::maybe_and_sure(std::size_t dm, std::uint32_t cut, std::uint32_t look,
                                              std::size_t position) {
  Cut& of = people_[dm].cuts[cut];
  Verdicts& verdicts = of.by_look[look];
  if (!bit(verdicts.known, position)) {
    set_bit(verdicts.known, position);
    const SolutionConcept& c = *settings_.looks[look];
    const Bits bad = no_better(of, position);
    const std::uint32_t s = target_[position];
    // Answers that pay are answers: what no answer deters, none of these does.
    SolutionConcept weaker = c;
    if (c.answer == Answer::credible) weaker.answer = Answer::any;
    SolutionConcept stronger = c;
    if (c.answer == Answer::credible) stronger.answer = Answer::none;
    const bool maybe = board_.stable(weaker, dm, s, bad, {});
    if (maybe) set_bit(verdicts.maybe, position);
    if (maybe && (c.answer != Answer::credible || board_.stable(stronger, dm, s, bad, {})))
      set_bit(verdicts.sure, position);
  }
  return {bit(verdicts.maybe, position), bit(verdicts.sure, position)};
}

std::vector<const Bits*> Induced::relations(const std::vector<Choice>& choices) const {
  std::vector<const Bits*> improving;
  for (std::size_t j = 0; j < choices.size(); ++j)
    improving.push_back(&people_[j].relations[choices[j].relation]);
  return improving;
}

bool Induced::credibly_stable(std::size_t dm, std::size_t position,
                              const std::vector<Choice>& choices) {
  std::vector<std::uint32_t> key{static_cast<std::uint32_t>(position),
                                 static_cast<std::uint32_t>(dm), choices[dm].look, choices[dm].cut};
  for (std::size_t j = 0; j < choices.size(); ++j)
    if (j != dm) key.push_back(choices[j].relation);
  const auto [entry, fresh] = credible_.try_emplace(std::move(key), false);
  if (fresh)
    entry->second =
        board_.stable(*settings_.looks[choices[dm].look], dm, target_[position],
                      no_better(people_[dm].cuts[choices[dm].cut], position), relations(choices));
  return entry->second;
}

bool Induced::reached(std::size_t position, const std::vector<Choice>& choices) {
  std::vector<std::uint32_t> key;
  for (const Choice& choice : choices) key.push_back(choice.relation);
  const auto [entry, fresh] = reached_.try_emplace(std::move(key));
  if (fresh)
    entry->second =
        board_.reached(static_cast<std::uint32_t>(index(*graph_.status_quo())), relations(choices));
  return bit(entry->second, target_[position]);
}

bool Induced::holds_at(std::size_t position, const std::vector<Choice>& choices,
                       const std::vector<std::size_t>& order) {
  std::vector<std::size_t> unsure;
  for (const std::size_t i : order) {
    const auto [maybe, sure] = maybe_and_sure(i, choices[i].cut, choices[i].look, position);
    if (!maybe) return false;
    if (!sure) unsure.push_back(i);
  }
  if (settings_.goal->reachable && !reached(position, choices)) return false;
  return std::all_of(unsure.begin(), unsure.end(),
                     [&](std::size_t i) { return credibly_stable(i, position, choices); });
}

bool Induced::works(const std::vector<Choice>& choices) {
  ++kinds_seen_;
  const LeverGoal& goal = *settings_.goal;
  if (target_.empty()) return goal.broken;
  // Who is as written has been judged before; ask these first.
  std::vector<std::size_t> order;
  for (const bool written : {true, false})
    for (std::size_t i = 0; i < choices.size(); ++i)
      if ((choices[i] == first_[i]) == written) order.push_back(i);
  const bool every = goal.every && !goal.broken;
  for (std::size_t position = 0; position < target_.size(); ++position)
    if (holds_at(position, choices, order) != every) return every ? false : !goal.broken;
  return every || goal.broken;
}

}  // namespace standoff
