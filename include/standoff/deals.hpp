// Deals: what a group can bring about together that pays each of its members; what each deal asks
// of whom, whether it would last, and who can be left stranded on the way to it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "standoff/coalition.hpp"

namespace standoff {

struct DealsRequest {
  StateId state{};  ///< from where
  /// This one alone; every group of two or more when absent.
  std::optional<Coalition> group = std::nullopt;
  /// Without `group`: members at most; 0: as many as keep the groups to `max_groups`, and at least
  /// two.
  std::size_t max_size = 0;
  std::size_t max_groups = 256;
  /// Also joint improvements in which some member need not do anything.
  bool idle_members = false;
  std::size_t limit = 64;  ///< deals looked into for each group, undominated ones first
  CoalitionSettings settings = {.joint_moves = JointMoves::either};
  std::stop_token stop = {};
  /// Called now and then with the share done (0 to 1).
  std::function<void(double)> progress = {};
};

/// A joint improvement, looked into.
struct Deal {
  /// One order in which its single moves can be made.
  struct Order {
    struct Step {
      Move move;
      bool gains = false;  ///< it pays its mover at once
      /// Its mover, knowing whether the later ones carry on, prefers making it to staying.
      bool carries_on = false;
      /// Members worse off after it than where the group began; empty at the end.
      Coalition exposed;
    };
    std::vector<Step> steps;
    /// Where it comes to rest when everybody thinks ahead so; the deal itself: it works.
    StateId ends_at{};
    bool works = false;
    bool improving = false;  ///< each step pays its mover at once
  };
  /// An end that the outsiders' answers can bring about.
  struct Reply {
    StateId to{};
    std::vector<JointMove> way;  ///< empty: nothing changes
  };
  /// What the outsiders' answers of one kind can do.
  struct Answers {
    /// By member: the worst that can come of it for that one; where nothing is worse than the deal,
    /// the deal itself. Empty where the states are too many to list.
    std::vector<Reply> worst;
    /// The shortest answer after which the deal did not pay the group.
    std::optional<Reply> spoilt;
    /// The same where the group has no joint move left to something that pays it.
    std::optional<Reply> spoilt_for_good;
  };
  /// A member's best move away from the deal, to something it prefers.
  struct Temptation {
    Move move;
    std::size_t moves = 0;  ///< how many such moves it has
  };

  StateId to{};
  Coalition movers;         ///< who does something in it; all members, unless asked otherwise
  bool undominated = true;  ///< no other joint improvement is as good for all and better for one
  JointMove move;           ///< the way, where it can be done in turn
  bool at_once = false;     ///< it can be done in one exchange
  Answers any;              ///< answers by any legal sequence: coalition GMR and SMR
  Answers credible;         ///< answers that pay those who give them: coalition SEQ and SSEQ
  std::vector<Temptation> temptations;  ///< by member that has one; none: self-enforcing
  /// Every order in which each member moves once, the deal in `movers.size()` moves (explicit graph
  /// and merged states: the shortest sequences); at most `most_orders`.
  std::vector<Order> orders;
  bool more_orders = false;
  static constexpr std::size_t most_orders = 24;

  bool self_enforcing() const { return temptations.empty(); }
};

/// What one group can do together.
struct GroupDeals {
  Coalition group;
  std::size_t improvements = 0;  ///< joint improvements, each member doing something
  std::size_t undominated = 0;   ///< of these
  std::size_t idle = 0;          ///< further ones that somebody need do nothing for
  /// Where the states are too many to list: there are more joint improvements than the numbers
  /// above say, and undominated is only among these.
  bool more = false;
  std::vector<Deal> deals;  ///< undominated ones first, then as the contract orders their ends
  /// Positions in Model::channels: open at the start, between two or more members.
  std::vector<std::uint32_t> channels;
  bool connected = false;  ///< these channels connect all members
};

struct Deals {
  StateId state{};
  CoalitionSettings settings;
  std::vector<GroupDeals> groups;  ///< every group looked at, also those without a deal
  std::size_t largest = 0;         ///< members of the largest group looked at
  bool all_sizes = true;           ///< no group was left out
  bool complete = true;            ///< false when stopped: the last group may be missing, too
};

/// Looks for deals. Throws std::invalid_argument for a group that is none. Cost: for each group a
/// search through what it can bring about, and for each deal one through what the outsiders can.
Deals deals(const Graph& graph, const DealsRequest& request);

/// Deals from one state of a dispute too large to be listed, and the part of the graph that they
/// speak of.
struct UnlistedDeals {
  Graph part;  ///< refers to the model
  Deals deals;
};
/// Why the deals of a dispute cannot be looked for without listing its states, in a clause; empty
/// when they can: the dispute is in option form without merged states, guards speak of others'
/// options, and the settings are the defaults of DealsRequest.
std::string must_be_listed(const Model& model, const DealsRequest& request);
/// The same deals and verdicts, from what the groups' own options decide; `request.state` is not
/// looked at. Orders are those in which each member moves once. Of each group at most
/// `most_listed_deals` joint improvements are listed. Groups in which one member's guard mentions
/// another member's option are left out, and then the answer is not complete; nor is it when a
/// group ran out of memory. Throws std::invalid_argument where it must be listed or the state is
/// not feasible.
UnlistedDeals deals_unlisted(const Model& model, const OptionSet& state,
                             const DealsRequest& request);
inline constexpr std::size_t most_listed_deals = 4096;

/// Everything that joint improvements of groups, those of single decision makers included, can lead
/// to, one after the other.
struct JointPaths {
  StateSet reached;              ///< `from` included
  std::vector<JointMove> steps;  ///< one into each state reached, in the order of a shortest way
  bool complete = true;
  /// A shortest way; empty for where it began. Throws std::out_of_range when it is not reached.
  std::vector<JointMove> way(StateId to) const;
};
/// `largest`: members of a group at most; 0: any number.
JointPaths joint_paths(const Graph& graph, StateId from, std::size_t largest = 0,
                       const CoalitionSettings& settings = {}, std::stop_token stop = {});

}  // namespace standoff
