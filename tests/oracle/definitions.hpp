// The slow oracle: the solution concepts written from their quantifiers, for the tests to compare
// with.
//
// It shares no code with the engine and must stay that way: no include from src/ or include/. Where
// it could be faster or plainer, it is plainer. Notation as in the textbooks: i is the decision
// maker, s the state in question, s1 a unilateral improvement of i from s, s2 where the others take
// the dispute from s1, s3 a last move of i from s2.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace standoff::oracle {

// The graph form. Moves need not be transitive, ranks may tie.
struct Game {
  int states = 0;
  int dms = 0;
  std::vector<std::vector<std::vector<int>>> moves;  // [dm][from] -> targets, never `from` itself
  std::vector<std::vector<long>> rank;               // [dm][state], higher is better
  // [dm][a][b]: how a compares with b for somebody whose preference is not wholly known: one of
  // + - = and U (unknown). Empty for a dm, or altogether: as the ranks say.
  std::vector<std::vector<std::string>> relation;
  // [dm][a][b]: a is strongly preferred to b. Empty: never.
  std::vector<std::vector<std::vector<bool>>> strongly;
};

// One bit per option, the first option in the highest of the used bits: counting upwards runs
// through the Y/N strings in their order, N before Y.
using Pattern = std::uint32_t;

// A game made from options. A state stands for one feasible pattern, or for all the patterns that a
// merge made one; the simultaneous concepts need to see the patterns themselves.
struct OptionGame {
  Game game;
  std::vector<std::string> names;             // [state]
  int status_quo = -1;                        // a state, -1: not said
  int options = 0;                            // 0 in an explicit graph, which has no patterns
  std::vector<std::vector<Pattern>> members;  // [state], in order
  std::vector<int> state_of;                  // [pattern], -1: not feasible
  std::vector<std::vector<std::vector<Pattern>>> pattern_moves;  // [dm][pattern] -> patterns
  // [dm][pattern] -> its options that it may change there, whether or not the result can exist
  std::vector<std::vector<Pattern>> changeable;
};

// The points on which texts and programs disagree.
struct Settings {
  // When does an end point q deter i from leaving s: when i does not prefer q to s, or only when i
  // prefers s to q? For SMR and SSEQ this is asked of s2 and of every s3 alike.
  enum class Sanction { not_better, worse };
  // What the others may answer with: any sequence in which nobody moves twice in a row; one move;
  // a sequence in which everybody moves at most once.
  enum class Responses { legal_sequences, single_move, each_once };

  Sanction sanction = Sanction::not_better;
  bool origin_is_sanction = true;  // may s itself serve as s2?
  Responses responses = Responses::legal_sequences;

  // What the concepts that look further ahead leave open.
  enum class Ties { every, some, first };
  int horizon = 4;
  Ties ties = Ties::every;
  int leader = -1;

  // What is made of unknown preferences: counts, when the ranks hold; else attitude a, b, c or d.
  char unknown = '-';
  bool strong = false;  // only a strongly worse end deters
};

// All states that the opponents of `dm` can bring about from `from`; with `improving`, each of them
// only by steps that are better for whoever takes them, judged at that step. `from` itself is
// listed only where a sequence leads back to it. Sorted.
std::vector<int> responses(const Game& game, int dm, int from, bool improving,
                           const Settings& settings = {});

bool nash(const Game& game, int dm, int state, const Settings& settings = {});
bool gmr(const Game& game, int dm, int state, const Settings& settings = {});
bool smr(const Game& game, int dm, int state, const Settings& settings = {});
bool seq(const Game& game, int dm, int state, const Settings& settings = {});
bool sseq(const Game& game, int dm, int state, const Settings& settings = {});

// Simultaneous stability as GMCR+ reads it: every improvement of i can be spoilt by moves that the
// others make from s at the same time, each of which would be an improvement if made alone.
// The setting `responses` means nothing here.
bool sim(const OptionGame& layout, int dm, int state, const Settings& settings = {});

// The tableau of Fraser and Hipel: SEQ first; only where two or more decision makers are
// SEQ-unstable, simultaneous improvements of those alone.
bool sim_tableau(const OptionGame& layout, int dm, int state, const Settings& settings = {});

// The worst that can happen to i within `horizon` moves, whatever the others prefer.
bool maximin(const Game& game, int dm, int state, const Settings& settings = {});
// The same from the numbers of Vieira and Rego: what i can be held down to, k moves ahead. For the
// contested points as they are by default, and preferences that are known.
bool maximin_by_values(const Game& game, int dm, int state, int horizon);

// Where it may end when whoever acts looks so many moves ahead and foresees the others: by who acts
// first and where.
using Foreseen = std::vector<std::vector<std::vector<int>>>;  // [dm][state] -> states, sorted
Foreseen foreseen(const Game& game, int moves, const Settings& settings = {});
// What `dm` has to reckon with after it has moved to `to`.
std::vector<int> reckoned(const Game& game, const Foreseen& now, int dm, int to,
                          const Settings& settings = {});
// Limited-move stability of the states of one decision maker, by `horizon`; for good (non-myopic);
// and for a leader and a follower (Stackelberg).
std::vector<bool> limited(const Game& game, int dm, const Settings& settings = {});
std::vector<bool> nonmyopic(const Game& game, int dm, const Settings& settings = {});
std::vector<bool> stackelberg(const Game& game, int dm, const Settings& settings = {});

// By key: nash, gmr, smr, seq, sseq, maximin, limited, nonmyopic, stackelberg; with an OptionGame
// also sim and sim_tableau. Throws std::invalid_argument for another key, and for sim on an
// explicit graph, which has no options to combine moves by.
bool stable(const Game& game, int dm, int state, std::string_view key,
            const Settings& settings = {});
bool stable(const OptionGame& layout, int dm, int state, std::string_view key,
            const Settings& settings = {});

// The states that are stable for `dm`, and those that are stable for everyone.
std::vector<int> stable_states(const OptionGame& layout, int dm, std::string_view key,
                               const Settings& settings = {});
std::vector<int> equilibria(const OptionGame& layout, std::string_view key,
                            const Settings& settings = {});

}  // namespace standoff::oracle
