// A dispute as its author wrote it: who decides, what each can do and wants, what can exist at all,
// and where each claim comes from. A Model that exists is valid; only `load` makes one. It knows no
// graph, no file and no JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "standoff/formula.hpp"
#include "standoff/ids.hpp"
#include "standoff/option_set.hpp"

namespace standoff {

/// Positions in Model::evidence that a claim rests on. Empty: the claim is an assumption.
using Because = std::vector<std::uint32_t>;

/// Which way an option may change. `take_only` is the author's "irreversible: taken".
enum class Direction : std::uint8_t { both, take_only, drop_only };

struct Option {
  std::string id;         ///< as written: "strike"; a level of a ladder: "mediate.envoy"
  std::string qualified;  ///< "union.strike"; just `id` when nobody owns it
  std::string name;       ///< an infinitive; the id when the author gave none
  std::string otherwise;  ///< an infinitive for not taking it; may be empty
  std::optional<DmId> owner;
  Direction direction = Direction::both;
  std::optional<Formula> when;  ///< guard: may be taken only from a state where it holds
  std::string when_text;
  std::optional<OptionId>
      below;  ///< the next lower level, when it is a level of a ladder above the first
  std::optional<std::uint32_t> ladder;  ///< position in Model::ladders
  Because because;
};

/// An option with ordered levels; each level is an option of its own and implies the ones below.
struct Ladder {
  std::string id;
  std::string name;
  std::vector<OptionId> levels;  ///< lowest first
};

/// Whose word a statement is; a statement may be more than one.
enum class Basis : std::uint8_t { own, ascribed, revealed, afterwards };

/// One prioritised statement: states where it holds are preferred, other things (above it) being
/// equal.
struct Statement {
  Formula formula;
  std::string text;  ///< as the author wrote it
  std::vector<Basis> basis;
  std::string note;
  Because because;
};

/// A formula together with the author's words for it.
struct WrittenFormula {
  Formula formula;
  std::string text;
};

struct Statements {
  std::vector<Statement> list;  ///< most important first
};
struct Ranking {
  std::vector<std::vector<WrittenFormula>>
      tiers;  ///< best first; a state belongs to the first tier that matches
  Because because;
};
/// A state's payoff is the sum of the weights whose formula holds.
struct Payoffs {
  struct Weight {
    WrittenFormula where;
    std::int64_t millionths = 0;  ///< the number times 10^6, exact
  };
  std::vector<Weight> weights;
  Because because;
};
/// std::monostate: indifferent between all states.
using Preference = std::variant<std::monostate, Statements, Ranking, Payoffs>;

struct DecisionMaker {
  std::string id;
  std::string name;
  std::vector<std::string> aka;
  std::vector<OptionId> options;  ///< consecutive, in the author's order
  Preference preference;
};

/// A rule of existence: every feasible state satisfies `formula`.
struct Rule {
  Formula formula;
  std::string text;  ///< "never: strike and lockout"
  std::string note;
  Because because;
};

struct Outcome {
  std::string id;
  WrittenFormula where;
};

/// All feasible states where the formula holds count as one.
struct Merge {
  std::string id;
  std::string name;
  WrittenFormula where;
  Because because;
};

/// The second way in: states and moves written out.
struct ExplicitGraph {
  struct State {
    std::string id;
    std::string name;
  };
  std::vector<State> states;
  /// moves[dm][from]: targets, ascending, without `from` itself.
  std::vector<std::vector<std::vector<std::uint32_t>>> moves;
};

struct Source {
  std::string id, title, publisher, date, language, url, note;
  std::string sha256;  ///< lower-case hex of the file's bytes; may be empty
};

enum class EvidenceKind : std::uint8_t {
  unsaid,
  fact,
  aim,
  threat,
  commitment,
  procedure,
  channel
};

/// Code points from `start` to before `end`; `sha256` is of the passage's UTF-8 bytes, possibly
/// empty.
struct TextPosition {
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::string sha256;
};
struct TextQuote {
  std::string exact, prefix, suffix;
};

struct Evidence {
  std::string id;
  std::uint32_t source = 0;  ///< position in Model::sources
  std::string speaker;
  std::string date;
  EvidenceKind kind = EvidenceKind::unsaid;
  std::string says;
  std::string note;
  std::optional<TextPosition> at;
  std::optional<TextQuote> quote;
  std::vector<std::uint32_t> disputed_by;  ///< positions in Model::evidence
  std::uint32_t line = 0;                  ///< where the file says so; 0 when not from a text
};

struct Model {
  std::string title;
  std::string as_of;
  std::vector<std::string> languages;
  std::string notes;
  std::vector<DecisionMaker> decision_makers;
  std::vector<Option>
      options;  ///< decision makers in order, each one's options in order, then nobody's
  std::vector<Ladder> ladders;
  std::vector<Rule> rules;  ///< the author's, then those that ladders imply
  std::vector<Outcome> outcomes;
  std::vector<Merge> merges;
  std::optional<ExplicitGraph> explicit_graph;    ///< when present there are no options
  std::optional<OptionSet> status_quo;            ///< option form
  std::optional<std::uint32_t> status_quo_state;  ///< explicit graph
  Because status_quo_because;
  std::vector<Source> sources;
  std::vector<Evidence> evidence;
  std::string sha256;  ///< of the bytes the model was read from, lower-case hex

  bool is_explicit() const { return explicit_graph.has_value(); }
  const DecisionMaker& dm(DmId id) const { return decision_makers.at(index(id)); }
  const Option& option(OptionId id) const { return options.at(index(id)); }

  /// True when every rule holds in the state that takes exactly `taken`.
  bool feasible(const OptionSet& taken) const;

  /// True when `dm` may go from `from` to `to` in one move: both feasible, different, only its own
  /// options changed, every change allowed in its direction and every guard of an option taken true
  /// in `from`. Option form only; merged states are the graph's business.
  bool can_move(DmId dm, const OptionSet& from, const OptionSet& to) const;
};

}  // namespace standoff
