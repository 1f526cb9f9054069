// A dispute as its author wrote it: who decides, what each can do and wants, what can exist at all,
// and where each claim comes from. A Model that exists is valid; only `load` makes one. It knows no
// graph, no file and no JSON.
#pragma once

#include <cstdint>
#include <memory>
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

/// Which way an option may change. `take_only` is the author's "irreversible: taken"; `locked` is
/// an option that a stage leaves as it is.
enum class Direction : std::uint8_t { both, take_only, drop_only, locked };
constexpr bool may_take(Direction d) { return d == Direction::both || d == Direction::take_only; }
constexpr bool may_drop(Direction d) { return d == Direction::both || d == Direction::drop_only; }
constexpr bool may_change(Direction d, bool taking) { return taking ? may_take(d) : may_drop(d); }

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
  /// The weight, in millionths, of the readings of this dispute in which the statement counts; in
  /// the others it is not there. Nothing: it counts in all of them.
  std::optional<std::uint32_t> confidence;
  bool uncertain = false;  ///< it may count or not; nothing is said about which
  bool strongly = false;   ///< what it decides is decided strongly; such statements stand first
  /// It uses what nobody knew at `as_of`; left out of the blind profile.
  bool known_after = false;
  bool fixed = false;  ///< not to be touched in the search for levers
  /// Statements of one list with the same number stand next to each other, and in which order is
  /// not known.
  std::optional<std::uint32_t> any_order;

  bool doubtful() const { return uncertain || confidence.has_value(); }
  /// Known only from later events: said so, or resting on nothing else.
  bool hindsight() const {
    return known_after || (basis.size() == 1 && basis.front() == Basis::afterwards);
  }
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
  /// Positions of tiers that are strongly preferred to everything below them, ascending.
  std::vector<std::uint32_t> strongly_above;
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
  /// Statements that it might be brought to adopt: what the search for levers may add.
  std::vector<Statement> candidates;
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

struct Model;

/// Bounds in millionths; `low` equals `high` for a single number.
struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
  bool operator==(const Range&) const = default;
};

/// A quantity that stands in every state where a formula holds: what an outcome costs whom.
struct Measure {
  /// What one source says of it.
  struct Claim {
    Range value;
    Because because;
  };
  std::string id, name;
  std::optional<DmId> of;  ///< who bears it
  std::string unit;        ///< "EUR/day": a unit that ends in "/day" adds up over time
  std::vector<Claim> claims;
  /// A measure above it (position in Model::measures) that the value is multiplied by.
  std::optional<std::uint32_t> per;
  WrittenFormula when;
  std::string note;

  bool per_day() const { return unit.ends_with("/day"); }
  /// From the smallest to the largest that anybody says.
  Range value() const;
};

/// Who can talk to whom, at which level. Its id is a formula: where the channel is open.
struct Channel {
  std::string id, name;
  std::vector<DmId> between;
  std::string level;
  std::optional<WrittenFormula> open_when;  ///< nothing: always
  std::string note;
  Because because;
};

/// A dated phase of the dispute: the same dispute with other options, rules and preferences.
struct Stage {
  std::string id, name;
  std::string from, until;  ///< dates; may be empty
  /// Options that stand taken when the stage begins, whatever came before.
  std::vector<std::string> enters;
  bool now = false;  ///< the dispute as the file has it
  /// The dispute in this stage; never null in a loaded model. It has no stages of its own.
  std::shared_ptr<const Model> model;
  std::string note;
  Because because;
};

/// How one decision maker sees the dispute.
struct Viewpoint {
  DmId of{};
  /// The dispute as it believes it to be; options it is not aware of are not in it. It may hold
  /// views in turn: what it believes others to see.
  std::shared_ptr<const Model> model;
  /// Situations it does not see, in its own model's options.
  std::optional<WrittenFormula> unseen;
  std::string note;
  Because because;
};

/// A dated question about the dispute and, where it is known, what came about.
struct Question {
  enum class Outcome : std::uint8_t { unknown, yes, no };
  std::string id, text;
  std::string by;        ///< a date
  std::string stage;     ///< id of the stage asked about; empty: the file's own
  WrittenFormula where;  ///< in that stage's options
  Outcome outcome = Outcome::unknown;
  std::string confidence;  ///< how sure the outcome is, in the author's words
  std::string note;
  Because because;
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
  std::vector<Rule> candidate_rules;  ///< what the search for levers may add
  std::vector<Measure> measures;
  std::vector<Channel> channels;
  std::vector<Stage> stages;  ///< in time
  std::vector<Viewpoint> views;
  std::vector<Question> questions;
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
