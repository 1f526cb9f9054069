// Inverse analysis: what would have to change so that a wanted state holds, or an unwanted one does
// not.
//
// A plan is an edited dispute, and its price is that of the cheapest edits that lead there. The
// search is complete: where it says that there is no plan up to a price, there is none.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "standoff/graph.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff {

enum class EditKind : std::uint8_t {
  swap,     ///< a statement and the one below it change places
  move,     ///< a statement goes to any other place of its list
  drop,     ///< a statement is left out
  negate,   ///< a statement is turned into its opposite
  add,      ///< one of DecisionMaker::candidates joins the list, at any place
  remove,   ///< an option is never taken any more
  one_way,  ///< an option that could change both ways can change only one way
  rule,     ///< one of Model::candidate_rules holds
  look,     ///< a decision maker looks ahead in another way: its solution concept is another
};
inline constexpr std::size_t edit_kinds = 9;
/// "swap", "move", ..., "one-way", "rule", "concept": in flags and JSON.
std::string_view name_of(EditKind kind);

/// One change to a dispute. Edits of a plan are applied one after the other; places count from 0 in
/// the list as it then stands. A statement that is fixed is not dropped, negated or moved, and no
/// other one is moved past it; what is added may stand anywhere.
struct Edit {
  EditKind kind{};
  DmId dm{};  ///< statements and concepts: whose
  /// Where the statement stands; of `add`, its place among the candidates.
  std::uint32_t statement = 0;
  std::uint32_t to = 0;                       ///< swap, move, add: where it stands afterwards
  OptionId option{};                          ///< remove, one_way
  Direction direction = Direction::both;      ///< one_way: how it may change afterwards
  std::uint32_t rule = 0;                     ///< position in Model::candidate_rules
  const SolutionConcept* concept_ = nullptr;  ///< look
  bool operator==(const Edit&) const = default;
};

/// The dispute after one edit; a change of concept leaves it as it is. A statement turned round, or
/// added, loses its evidence or keeps the candidate's. Throws std::out_of_range for a place that is
/// not there.
Model apply(Model model, const Edit& edit);

/// What is wanted.
struct LeverGoal {
  /// One state (any of its members), a state of an explicit graph, or the states of a formula.
  std::variant<std::vector<OptionSet>, std::uint32_t, Formula> target;
  bool every = false;      ///< every state of the target that is feasible, and not only some state
  bool reachable = false;  ///< it must also be reached from the status quo by improvements
  bool broken = false;     ///< the opposite: no state of the target may do so
};

struct LeversRequest {
  LeverGoal goal;
  /// How everybody looks ahead: a concept for which `leverable` holds.
  const SolutionConcept* concept_ = nullptr;
  /// What an edit of each kind costs; 0: that kind is not allowed.
  std::array<std::uint32_t, edit_kinds> price{1, 1, 1, 1, 1, 1, 1, 1, 0};
  std::uint32_t depth = 2;  ///< plans up to this price
  /// Also dearer plans up to `depth`, as long as no cheaper one is part of them.
  bool all = false;
  std::size_t limit = 64;  ///< plans told at most, the best ones
  LayOutLimits listing = {};
  std::stop_token stop = {};
  std::function<void(double)> progress = {};  ///< share done, 0 to 1
};

/// A statement, or an option, that a plan goes against.
struct Against {
  enum class How : std::uint8_t { demoted, dropped, negated, option_removed };
  How how{};
  DmId dm{};                    ///< of a statement
  std::uint32_t statement = 0;  ///< its place in the author's list
  OptionId option{};            ///< of an option
  Because evidence;             ///< what that rests on; empty: an assumption
  /// How much that counts: 4, 3, 2, 1 for own words, a revealed wish, one ascribed, one known only
  /// afterwards (2 where the basis is not said, 0 where there is no evidence), times 3 where it is
  /// negated, 2 where it is dropped, 1 where it stands lower. For sorting only.
  std::uint32_t weight = 0;
};

/// A dispute after a plan, laid out.
struct EditedDispute {
  Model model;
  std::optional<Graph> graph;  ///< always there; refers to `model`
};

/// A state that is stable only because of an answer that nobody would choose: `sanction` deters,
/// but at its step `at` the mover would rather go to `rather`; and no sequence deters in which
/// everybody goes where it likes best. States are those of the edited dispute.
struct FarFetched {
  StateId state{};
  Move improvement;
  std::vector<Move> sanction;
  std::size_t at = 0;
  StateId rather{};
};

struct Plan {
  std::vector<Edit> edits;  ///< to be applied in this order; none: nothing has to change
  std::uint32_t price = 0;
  std::vector<Against> against;
  std::uint32_t weight = 0;  ///< the sum over `against`

  /// What it then looks like; found by laying out the edited dispute and judging it anew.
  std::size_t equilibria = 0;       ///< states stable for everybody
  std::vector<std::string> wanted;  ///< those of the target among them, reached where asked for
  std::optional<bool> reached;  ///< some of these is reached by improvements from the status quo
  /// Sequential concepts, where each of `wanted` is so.
  std::optional<FarFetched> far_fetched;
  std::shared_ptr<const EditedDispute> edited;
};

struct LeversAnswer {
  bool complete = true;
  /// Every plan of up to this price was looked at; nothing when stopped before even that.
  std::optional<std::uint32_t> searched;
  std::optional<std::uint32_t> least;  ///< the price of the cheapest plans
  /// How many plans there are: of the least price, or, with `all`, that no smaller one is part of.
  std::size_t count = 0;
  std::vector<Plan> plans;     ///< by price, then by what they go against; at most `limit`
  std::size_t looked_at = 0;   ///< edited disputes that were told apart
  std::size_t equilibria = 0;  ///< as things stand
  /// Decision makers whose preferences are no list of statements, so that no statement of theirs
  /// can be edited.
  std::vector<DmId> without_statements;
};

/// True for the concepts that levers can be sought under: nash, gmr, smr, seq, sseq.
bool leverable(const SolutionConcept& concept_);

/// The smallest changes that bring about the goal. Each plan is found by search in the edited
/// lists of statements, told apart only by what they induce (what is no better than the target, and
/// which moves are improvements), and then verified by laying the edited dispute out and judging
/// it; std::logic_error when that fails. Throws std::invalid_argument for a concept that is not
/// leverable, for a target without a feasible state and where `reachable` lacks a status quo; and
/// std::length_error when the dispute is too large to be laid out.
///
/// Cost: the product over decision makers of what their edited lists induce, up to `depth` edits in
/// all: about a second for two edits of 50 statements and candidates over 400 states.
LeversAnswer levers(const Model& model, const LeversRequest& request);

/// Which concepts hold at a state for each decision maker (behavioural analysis; He et al. 2018):
/// holds[dm][k] for the k-th of nash, gmr, smr, seq, sseq.
std::vector<std::array<bool, 5>> behaviour(const Graph& graph, StateId s);
const std::array<std::string_view, 5>& leverable_keys();

}  // namespace standoff
