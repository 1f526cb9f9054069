// A dispute as tables: its options, its states, its moves, its evidence, and what rests on none.
#pragma once

#include <cstddef>

#include "figure/figure.hpp"

namespace standoff::page {

/// What each can do, which way it may be changed, and whether it is taken where the dispute
/// stands. Without rows for an explicit graph.
figure::Table options_table(const figure::Subject& subject);

/// A row for each state: its options (Y, N, or "-" where members of a merged state differ), the
/// moves it is away from where the dispute stands, its rank for each decision maker (higher is
/// preferred) and, under each concept, who finds it stable. With a `limit` (0: none) only so many,
/// the nearest ones, in the contract's order.
figure::Table states_table(const figure::Subject& subject, std::size_t limit = 0);

/// A row for each move of one decision maker.
figure::Table moves_table(const figure::Subject& subject, bool improvements_only);

/// The evidence ledger: who said what, when and where, what disputes it, and what rests on it.
figure::Table evidence_table(const Model& model);

/// Claims that rest on no evidence.
figure::Table assumptions_table(const Model& model);

/// The states of a graph, the nearest to where it stands first: at most `limit` (0: all) of them.
/// `distance` of each state, Reach::never where it cannot be reached, is left in `out`.
std::vector<StateId> nearest_states(const Graph& graph, std::size_t limit,
                                    std::vector<std::uint32_t>& out, std::stop_token stop = {});

/// How an option is called in the heading of a column: its id, with its owner's where somebody
/// else has one of the same.
std::string short_id(const Model& model, OptionId o);

}  // namespace standoff::page
