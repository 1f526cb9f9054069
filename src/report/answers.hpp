// The answers of the verbs as text for people. Each takes results and gives one string that ends
// with a line feed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/style.hpp"
#include "standoff/analysis.hpp"
#include "standoff/evidence.hpp"
#include "standoff/hypergame.hpp"
#include "standoff/load.hpp"
#include "standoff/robust.hpp"
#include "standoff/solve.hpp"
#include "standoff/timeline.hpp"

namespace standoff::report {

/// `file`: how the dispute was named on the command line, for the next steps at the end. Where the
/// states were counted and not listed, what needs a list is left out and said to be.
std::string solve(const Model& model, const Solution& solution, const std::string& file,
                  const Style& style);
std::string solve(const Graph& graph, const Analysis& analysis, const std::string& file,
                  const Style& style);

class Words;
/// Its beginning: what the dispute is, and where it stands. `situations`: how many there are, or
/// empty.
std::string solve_title(const Model& model, const std::string& situations, const Style& style);
std::string where_it_stands(const Words& words, const Style& style);

/// One decision maker's verdict on one state under one concept.
struct Asked {
  const SolutionConcept* concept_;
  DmId dm;
  Verdict verdict;
  /// How many improvements there are in all, where there are too many states to list: then
  /// `verdict` may tell only some of them, and the graph is the part that the verdicts speak of.
  std::optional<Count> improvements = std::nullopt;
  Settings settings = {};  ///< under which it was judged
  /// Of a stable verdict, where the author says what is preferred strongly: whether every sanction
  /// can be a strong one. If not, it is weakly stable.
  std::optional<bool> strongly = std::nullopt;
};
std::string why(const Graph& graph, StateId s, const std::vector<Asked>& verdicts,
                const Style& style);

/// What the dispute consists of: decision makers, options, rules, preferences, evidence; with
/// states and moves when asked for.
struct ShowRequest {
  bool states = false;
  bool moves = false;
  std::size_t limit = 64;  ///< states listed at most
  bool part = false;  ///< there are too many states to list; the graph has the status quo alone
};
std::string show(const Graph& graph, const ShowRequest& request, const Style& style);

struct PathsAnswer {
  PathQuery query;
  Reach reach;
  std::optional<StateId> to;
  std::optional<Reach> by_any_move;  ///< when `reach` is restricted and does not reach `to`
  std::size_t limit = 20;
};
std::string paths(const Graph& graph, const PathsAnswer& answer, const Style& style);

struct TimelineAnswer {
  const SolutionConcept* resting;
  Timeline run;
  bool deals = false;
};
std::string timeline(const Model& model, const TimelineAnswer& answer, const Style& style);

/// The model's answers to the file's questions, in one or more profiles.
struct ScoreAnswer {
  struct Profile {
    std::string name;          ///< "full", "blind"
    bool deals = false;        ///< deals were followed, too
    std::size_t left_out = 0;  ///< statements left out
    std::vector<Scored> scored;
  };
  const SolutionConcept* resting;
  std::vector<Profile> profiles;
  bool complete = true;
};
struct Tally {
  std::size_t right = 0, wrong = 0, open = 0;
  std::size_t unscored = 0;  ///< the model or the record gives no answer
};
Tally tallied(const Model& model, const std::vector<Scored>& scored);
std::string score(const Model& model, const ScoreAnswer& answer, const Style& style);

struct ViewsAnswer {
  const SolutionConcept* concept_;
  Misperception rule = Misperception::views;
  Hypergame game;
  std::vector<std::vector<Disappointment>> disappointments;  ///< by decision maker
  std::size_t limit = 20;
};
std::string views(const ViewsAnswer& answer, const Style& style);

/// What states cost whom; the first state is where the dispute stands.
std::string measures(const Graph& graph, const std::vector<StateId>& states, const Style& style);

std::string concepts(const Style& style);
std::string cases(const Style& style);

/// What `check` found: problems are told apart from this.
struct Checked {
  std::vector<AnchorResult> anchors;  ///< by evidence item; empty without sources
  bool with_sources = false;
};
std::string check(const Model& model, const Checked& checked, const std::string& file,
                  const Style& style);

/// What holds in which share of the readings, what would overturn it, what is worth finding out.
struct RobustAnswer {
  Robust found;
  bool open_orders = false;            ///< every list was read in every order
  std::optional<std::uint32_t> doubt;  ///< every statement was doubted so, in millionths
  bool blind = false;                  ///< without hindsight
  std::uint64_t seed = 1;              ///< of the sample
  std::size_t left_out = 0;  ///< outcomes of the dispute that hold in too many states to be asked
};
std::string robust(const Graph& graph, const RobustAnswer& answer, const Style& style);

/// What rests on no evidence.
struct Assumptions {
  std::vector<std::string> options, rules, statements, status_quo;
  std::size_t count() const {
    return options.size() + rules.size() + statements.size() + status_quo.size();
  }
  std::size_t claims = 0;  ///< everything that could rest on evidence
};
Assumptions assumptions(const Model& model);

/// The selectors to paste, each under the passage it points to.
std::string located(const std::vector<Located>& places, const std::string& file,
                    const Style& style);

}  // namespace standoff::report
