// Every list of statements that a few edits make of one decision maker's, each with the least price
// at which it is reached and all the ways of reaching it at that price.
#pragma once

#include <array>
#include <cstdint>
#include <stop_token>
#include <vector>

#include "standoff/levers.hpp"

namespace standoff {

/// What may stand in an edited list.
struct Item {
  enum class Kind : std::uint8_t { as_written, negated, candidate };
  Kind kind{};
  std::uint32_t number = 0;  ///< place in the author's list, or among the candidates
  auto operator<=>(const Item&) const = default;
};

struct EditedList {
  std::vector<Item> items;
  std::uint32_t price = 0;
  struct Way {
    std::uint32_t before;  ///< position of the list that the edit is applied to
    Edit edit;
  };
  /// The last edits of all cheapest ways here; empty for the author's own list.
  std::vector<Way> ways;
};

/// The lists of decision maker `dm` up to price `depth`, the author's own first, by price and in
/// the order in which edits find them. Those with statements of another kind of preference than a
/// list have that one only. When stopped, what was found so far.
std::vector<EditedList> edited_lists(const Model& model, DmId dm,
                                     const std::array<std::uint32_t, edit_kinds>& price,
                                     std::uint32_t depth, const std::stop_token& stop);

/// The edits that make a list, in order: the first of the cheapest ways.
std::vector<Edit> edits_of(const std::vector<EditedList>& lists, std::uint32_t list);

/// The author's list of a decision maker without another kind of preference; else null.
const std::vector<Statement>* statements_of(const DecisionMaker& dm);

}  // namespace standoff
