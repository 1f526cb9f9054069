// Laying a model out as a graph, and asking the graph.

#include "standoff/graph.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "graph/arcs.hpp"
#include "graph/doubts.hpp"
#include "graph/ranks.hpp"
#include "graph/slices.hpp"

namespace standoff {
namespace {

constexpr std::uint32_t no_merge = std::numeric_limits<std::uint32_t>::max();

}  // namespace

// Fills a Graph in steps; the only code that may.
class GraphBuilder {
 public:
  GraphBuilder(const LayOutLimits& limits, std::stop_token stop)
      : limits_(limits), stop_(std::move(stop)) {}

  LayOut from_model(const Model& model) {
    graph_.model_ = &model;
    if (model.is_explicit())
      explicit_states(model);
    else
      option_states(model);
    const bool done = end_ == LayOutEnd::done;
    if (!done) return {std::nullopt, end_, seen_};
    graph_.transitive_ = std::all_of(graph_.moves_.begin(), graph_.moves_.end(),
                                     [](const auto& moves) { return moves->transitive(); });
    return {std::move(graph_), end_, seen_};
  }

  Graph part(const Model& model, std::vector<OptionSet> rows) {
    graph_.model_ = &model;
    link(model, std::move(rows));
    return std::move(graph_);
  }

  Graph from_parts(const std::vector<std::vector<std::vector<std::uint32_t>>>& moves,
                   const std::vector<std::vector<std::int64_t>>& ranks) {
    if (moves.size() != ranks.size())
      throw std::invalid_argument("from_arcs: moves and ranks differ in decision makers");
    graph_.states_ = ranks.empty() ? 0 : ranks.front().size();
    for (const auto& numbers : ranks) {
      if (numbers.size() != graph_.states_)
        throw std::invalid_argument("from_arcs: ranks differ in states");
      std::vector<std::int64_t> distinct = numbers;
      std::sort(distinct.begin(), distinct.end());
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      Ranks& out = graph_.ranks_.emplace_back();
      for (const std::int64_t n : numbers)
        out.push_back(static_cast<Rank>(
            1 + (std::lower_bound(distinct.begin(), distinct.end(), n) - distinct.begin())));
    }
    for (std::size_t dm = 0; dm < moves.size(); ++dm) {
      if (moves[dm].size() != graph_.states_)
        throw std::invalid_argument("from_arcs: moves and ranks differ in states");
      add_arcs(dm, [&](std::size_t s, auto add) {
        for (const std::uint32_t t : moves[dm][s]) {
          if (t >= graph_.states_) throw std::invalid_argument("from_arcs: a target out of range");
          add(StateId(t));
        }
      });
    }
    graph_.transitive_ = std::all_of(graph_.moves_.begin(), graph_.moves_.end(),
                                     [](const auto& m) { return m->transitive(); });
    return std::move(graph_);
  }

 private:
  void explicit_states(const Model& model) {
    graph_.states_ = model.explicit_graph->states.size();
    seen_ = graph_.states_;
    const Columns columns(graph_.states_);
    rank_everyone(model, columns);
    for (std::size_t dm = 0; dm < model.decision_makers.size(); ++dm)
      add_arcs(dm, [&](std::size_t s, auto add) {
        for (const std::uint32_t t : model.explicit_graph->moves[dm][s]) add(StateId(t));
      });
    if (model.status_quo_state) graph_.status_quo_ = StateId(*model.status_quo_state);
  }

  void option_states(const Model& model) {
    Feasible feasible = enumerate_feasible(model, limits_, stop_);
    seen_ = feasible.rows.size();
    if (feasible.end != LayOutEnd::done) {
      end_ = feasible.end;
      return;
    }
    link(model, std::move(feasible.rows));
  }

  void link(const Model& model, std::vector<OptionSet> rows) {
    graph_.rows_ = std::move(rows);
    const Columns columns(graph_.rows_, model.options.size());
    number_states(model, columns);
    rank_everyone(model, columns);
    std::vector<std::unique_ptr<const Moves>> slices;
    for (std::size_t dm = 0; dm < model.decision_makers.size(); ++dm)
      slices.push_back(slice_moves(model, DmId(dm), graph_.rows_, columns,
                                   graph_.merged() ? row_ranks_[dm] : graph_.ranks_[dm]));
    const bool transitive = std::all_of(slices.begin(), slices.end(),
                                        [](const auto& moves) { return moves->transitive(); });
    if (!graph_.merged() && transitive) {
      graph_.moves_ = std::move(slices);
      return;
    }
    for (std::size_t dm = 0; dm < slices.size() && end_ == LayOutEnd::done; ++dm)
      lift(dm, *slices[dm]);
  }

  // States are the classes of rows that no merge tells apart, placed by their first row.
  void number_states(const Model& model, const Columns& columns) {
    const std::size_t rows = graph_.rows_.size();
    std::vector<std::uint32_t> merge_of_row(rows, no_merge);
    for (std::size_t m = 0; m < model.merges.size(); ++m)
      columns.where(model.merges[m].where.formula).for_each([&](StateId row) {
        merge_of_row[index(row)] = static_cast<std::uint32_t>(m);
      });
    std::vector<std::uint32_t> state_of_merge(model.merges.size(), no_merge);
    for (std::uint32_t row = 0; row < rows; ++row) {
      const std::uint32_t merge = merge_of_row[row];
      if (merge != no_merge && state_of_merge[merge] != no_merge) {
        graph_.row_state_.push_back(state_of_merge[merge]);
        continue;
      }
      const auto state = static_cast<std::uint32_t>(graph_.first_row_.size());
      if (merge != no_merge) state_of_merge[merge] = state;
      graph_.row_state_.push_back(state);
      graph_.first_row_.push_back(row);
      graph_.state_merge_.push_back(merge);
    }
    graph_.states_ = graph_.first_row_.size();
    if (model.status_quo) graph_.status_quo_ = graph_.find(*model.status_quo);
  }

  // A merged state has the rank of its first row, renumbered without gaps; the rows keep theirs for
  // the slices.
  void rank_everyone(const Model& model, const Columns& columns) {
    for (std::size_t dm = 0; dm < model.decision_makers.size(); ++dm) {
      refine(model, DmId(dm), columns);
      Ranks ranks = rank_states(model, DmId(dm), columns).ranks;
      if (!graph_.merged()) {
        graph_.ranks_.push_back(std::move(ranks));
        continue;
      }
      Ranks of_states;
      for (const std::uint32_t row : graph_.first_row_) of_states.push_back(ranks[row]);
      Ranks distinct = of_states;
      std::sort(distinct.begin(), distinct.end());
      distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
      for (Rank& r : of_states)
        r = static_cast<Rank>(
            1 + (std::lower_bound(distinct.begin(), distinct.end(), r) - distinct.begin()));
      graph_.ranks_.push_back(std::move(of_states));
      row_ranks_.push_back(std::move(ranks));
    }
  }

  // What is known beyond ranks; a merged state is seen as its first row here too.
  void refine(const Model& model, DmId dm, const Columns& columns) {
    std::vector<std::uint32_t> all;
    if (model.is_explicit()) {
      all.resize(columns.states());
      std::iota(all.begin(), all.end(), 0);
    }
    const auto& at = model.is_explicit() ? all : graph_.first_row_;
    graph_.doubts_.push_back(doubts_of(model, dm, columns, at));
    Ranks& levels = graph_.levels_.emplace_back();
    const Ranks of_rows = strong_levels(model, dm, columns);
    if (of_rows.empty()) return;
    for (const std::uint32_t row : at) levels.push_back(of_rows[row]);
  }

  // Arcs between states from the slices between rows: linked when some members are.
  void lift(std::size_t dm, const Moves& slices) {
    std::vector<std::vector<std::uint32_t>> rows_of(graph_.states_);
    for (std::uint32_t row = 0; row < graph_.rows_.size(); ++row)
      rows_of[graph_.row_state_[row]].push_back(row);
    std::vector<StateId> targets;
    add_arcs(dm, [&](std::size_t s, auto add) {
      for (const std::uint32_t row : rows_of[s]) {
        slices.targets(StateId(row), targets);
        for (const StateId t : targets) add(StateId(graph_.row_state_[index(t)]));
      }
    });
  }

  // `list(s, add)` calls add(target) for each arc from s.
  template <typename List>
  void add_arcs(std::size_t dm, List list) {
    std::vector<std::vector<StateId>> arcs(graph_.states_);
    for (std::size_t s = 0; s < graph_.states_; ++s) {
      if ((s & 0xFF) == 0 && stop_.stop_requested()) end_ = LayOutEnd::cancelled;
      if (end_ != LayOutEnd::done) return;
      list(s, [&](StateId t) { arcs[s].push_back(t); });
      std::sort(arcs[s].begin(), arcs[s].end());
      arcs[s].erase(std::unique(arcs[s].begin(), arcs[s].end()), arcs[s].end());
      arcs_ += arcs[s].size();
      if (arcs_ > limits_.max_arcs) end_ = LayOutEnd::too_many_arcs;
    }
    graph_.moves_.push_back(arc_moves(std::move(arcs), graph_.ranks_[dm]));
  }

  LayOutLimits limits_;
  std::stop_token stop_;
  Graph graph_;
  std::vector<Ranks> row_ranks_;
  std::size_t arcs_ = 0;
  std::size_t seen_ = 0;
  LayOutEnd end_ = LayOutEnd::done;
};

LayOut lay_out(const Model& model, const LayOutLimits& limits, std::stop_token stop) {
  return GraphBuilder(limits, std::move(stop)).from_model(model);
}

Graph lay_out_part(const Model& model, std::vector<OptionSet> rows) {
  return GraphBuilder({}, {}).part(model, std::move(rows));
}

Graph Graph::from_arcs(const std::vector<std::vector<std::vector<std::uint32_t>>>& moves,
                       const std::vector<std::vector<std::int64_t>>& ranks) {
  return GraphBuilder({}, {}).from_parts(moves, ranks);
}

Relation Graph::compare(DmId dm, StateId a, StateId b) const {
  if (doubtful(dm)) return doubts_[index(dm)]->compare(a, b);
  if (prefers(dm, a, b)) return Relation::more;
  return prefers(dm, b, a) ? Relation::less : Relation::alike;
}

std::vector<StateId> Graph::targets(DmId dm, StateId s) const {
  std::vector<StateId> out;
  moves(dm).targets(s, out);
  return out;
}

std::vector<StateId> Graph::improvements(DmId dm, StateId s) const {
  std::vector<StateId> out = targets(dm, s);
  std::erase_if(out, [&](StateId t) { return !prefers(dm, t, s); });
  return out;
}

std::vector<OptionSet> Graph::members(StateId s) const {
  if (!merged()) return {pattern(s)};
  std::vector<OptionSet> found;
  for (std::size_t row = first_row_[index(s)]; row < rows_.size(); ++row)
    if (row_state_[row] == index(s)) found.push_back(rows_[row]);
  return found;
}

std::size_t Graph::size_of_state(StateId s) const {
  if (!merged()) return 1;
  return static_cast<std::size_t>(
      std::count(row_state_.begin(), row_state_.end(), static_cast<std::uint32_t>(s)));
}

std::optional<StateId> Graph::find(const OptionSet& taken) const {
  const auto at = std::lower_bound(rows_.begin(), rows_.end(), taken);
  if (at == rows_.end() || *at != taken) return std::nullopt;
  return StateId(row_state_[static_cast<std::size_t>(at - rows_.begin())]);
}

std::string Graph::label(StateId s) const {
  if (has_options()) return pattern(s).letters(model_->options.size());
  return model_ != nullptr ? model_->explicit_graph->states[index(s)].id : std::to_string(index(s));
}

std::optional<std::uint32_t> Graph::merge_of(StateId s) const {
  if (!has_options() || state_merge_[index(s)] == no_merge) return std::nullopt;
  return state_merge_[index(s)];
}

StateSet Graph::where(const Formula& f) const {
  StateSet found(states_);
  for (std::uint32_t s = 0; s < states_; ++s)
    if (has_options() ? holds(f, pattern(StateId(s))) : holds_in_state(f, s))
      found.insert(StateId(s));
  return found;
}

}  // namespace standoff
