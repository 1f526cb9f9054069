// A dispute as plain data, for the tests: small enough to generate, to shrink and to print as a
// dispute file, and to be laid out as a graph by brute force, without the engine.
//
// Whatever a formula can name (an option, a level, a state, an outcome, a merged state) carries a
// key, a number that is its own for good. Formulas refer to keys, so that dropping or renaming
// something never shifts the meaning of a formula.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/definitions.hpp"

namespace standoff::oracle {

struct Formula {
  enum class Op {
    truth,
    falsity,
    atom,         // `number` is the key
    letters,      // atoms and negated atoms, all to hold; printed as Y, N and - in a ranking
    negation,     // one part
    conjunction,  // any number of parts
    disjunction,
    exclusive,  // xor: an odd number of parts holds
    given,      // parts[0] if parts[1]
    implies,    // parts[0] implies parts[1]
    iff,
    at_least,  // `number` or more of the parts
    at_most,
    exactly,
  };
  Op op = Op::truth;
  int number = 0;
  std::vector<Formula> parts;

  bool operator==(const Formula&) const = default;
};

Formula is(int key);
Formula operator!(Formula f);
Formula operator&&(Formula a, Formula b);
Formula operator||(Formula a, Formula b);
Formula exclusive(Formula a, Formula b);
Formula given(Formula p, Formula q);
Formula implies(Formula p, Formula q);
Formula iff(Formula p, Formula q);
Formula at_least(int number, std::vector<Formula> parts);
Formula at_most(int number, std::vector<Formula> parts);
Formula exactly(int number, std::vector<Formula> parts);

// Which way an option may be changed; `take`: once taken, never dropped.
enum class Direction { both, take, drop };

struct PlainLevel {
  int key = 0;
  std::string id;
  std::optional<Direction> direction;  // none: as the ladder; `both` only where the ladder is both
  std::optional<Formula> guard;        // none: as the ladder
};

struct PlainOption {
  int key = 0;  // of a ladder: unused, its levels have keys
  std::string id;
  Direction direction = Direction::both;
  std::optional<Formula> guard;    // the option may be taken only from where it holds
  std::vector<PlainLevel> levels;  // none, or at least two, lowest first
};

struct PlainPayoff {
  Formula where;
  long millionths = 0;
};

struct PlainDm {
  std::string id;
  std::vector<PlainOption> options;
  std::vector<std::pair<int, int>> moves;  // explicit graph: keys of states, from and to
  // At most one of the three is filled; with none, everything is alike.
  std::vector<Formula> statements;
  std::vector<std::vector<Formula>> tiers;
  std::vector<PlainPayoff> payoffs;
  // Shades of them, by place.
  std::set<int> uncertain;     // statements that may count or not
  int strong = 0;              // so many statements, the first ones, are strong
  std::set<int> strong_steps;  // tiers that are strongly preferred to all below them
};

struct PlainRule {
  bool never = false;  // otherwise: always
  Formula what;
};

struct PlainNamed {
  int key = 0;
  std::string id;
  Formula where;
};

struct PlainState {
  int key = 0;
  std::string id;
};

struct PlainDispute {
  std::vector<PlainDm> dms;
  std::vector<PlainOption> circumstances;  // options that nobody owns
  std::vector<PlainRule> rules;
  std::vector<PlainNamed> outcomes;  // may name options and outcomes before them
  std::vector<PlainNamed> merges;    // may name options and outcomes
  std::vector<PlainState> states;    // filled: an explicit graph, without any of the above but dms
                                     // and outcomes
  std::optional<std::vector<int>> status_quo;  // keys of the options taken, or of the one state
  int next_key = 0;
  std::uint64_t notation = 0;  // how to_yaml spells it; 0: the plainest way
};

int add_dm(PlainDispute& dispute, std::string id);  // its place in `dms`
int add_option(PlainDispute& dispute, int dm, std::string id,
               Direction direction = Direction::both);  // its key
int add_ladder(PlainDispute& dispute, int dm, std::string id,
               const std::vector<std::string>& levels);  // the key of the lowest level, the others
                                                         // follow
int add_circumstance(PlainDispute& dispute, std::string id);
int add_state(PlainDispute& dispute, std::string id);
int add_outcome(PlainDispute& dispute, std::string id, Formula where);
int add_merge(PlainDispute& dispute, std::string id, Formula where);

// An option or a level, where it stands in the Y/N string.
struct Slot {
  int key = 0;
  int dm = -1;     // -1: nobody's
  int below = -1;  // key of the level below
  Direction direction = Direction::both;
  std::optional<Formula> guard;
  const PlainOption* option = nullptr;
  const PlainLevel* level = nullptr;  // none: the option has no levels
};
std::vector<Slot> slots(const PlainDispute& dispute);

bool evaluate(const Formula& formula, const std::vector<bool>& truth_by_key);

// Calls `change` for every formula of the dispute, wherever it stands.
void for_each_formula(PlainDispute& dispute, const std::function<void(Formula&)>& change);

// The dispute as a dispute file; the same file for the same dispute and notation. With notation 0
// a block of YAML in words; otherwise words and symbols, qualified and bare ids, lists and counts,
// blocks and flows, quotes, and JSON as a whole now and then.
std::string to_yaml(const PlainDispute& dispute);

// Brute force over all patterns. Throws std::invalid_argument for a dispute that no file may say:
// no decision maker, no option, more than 14 options, no feasible state, an infeasible status quo,
// a merge of nothing, merges that overlap.
OptionGame lay_out(const PlainDispute& dispute);
bool well_formed(const PlainDispute& dispute);

// A graph as an explicit dispute: decision makers a, b, ..., states s0, s1, ..., rankings with
// ties.
PlainDispute as_dispute(const Game& game);

}  // namespace standoff::oracle
