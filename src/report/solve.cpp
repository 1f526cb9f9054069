// The answer to "where does it stand, does it hold, where can it settle": for somebody who never
// heard of the method.

#include <algorithm>

#include "report/answers.hpp"
#include "report/option_table.hpp"
#include "report/settlements.hpp"
#include "report/words.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_columns = 12;
constexpr std::size_t most_moves = 4;
class SolveText {
 public:
  SolveText(const Graph& graph, const Analysis& analysis, const std::string& file,
            const Style& style)
      : graph_(graph),
        model_(*graph.model()),
        analysis_(analysis),
        file_(file),
        style_(style),
        words_(graph),
        ways_(ways_from_here(graph)),
        improving_(ways_.improving),
        moving_(ways_.moving) {}

  std::string run() {
    out_ += solve_title(model_, std::to_string(graph_.states()), style_);
    if (graph_.status_quo()) out_ += where_it_stands(words_, style_);
    does_it_hold();
    where_it_can_settle();
    which_ways_out();
    next_steps();
    return std::move(out_);
  }

 private:
  void heading(const std::string& text) { out_ += "\n" + style_.heading(text) + "\n"; }
  void say(const std::string& text) { out_ += paragraph(style_, "  ", text); }

  // Everybody's own position at the status quo.
  void does_it_hold() {
    if (!graph_.status_quo()) return;
    const StateId now = *graph_.status_quo();
    heading("Does it hold?");
    std::vector<std::string> content;
    std::vector<DmId> restless;
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      if (judge(*find_concept("nash"), graph_, DmId(i), now, analysis_.settings).stable)
        content.push_back(content.empty() ? words_.name(DmId(i)) : words_.called(DmId(i)));
      else
        restless.push_back(DmId(i));
    }
    if (!content.empty())
      say(enumeration(content) + (content.size() == 1 ? " gains" : " gain") +
          " nothing by moving alone.");
    bool holds = true;
    for (const DmId i : restless) {
      const Verdict verdict = judge(*find_concept("seq"), graph_, i, now, analysis_.settings);
      holds = holds && verdict.stable;
      std::size_t told = 0;
      // Undeterred improvements first: they decide.
      for (const bool deterred : {false, true})
        for (const Threat& threat : verdict.threats) {
          if (threat.sanction.has_value() != deterred) continue;
          if (++told > most_moves) continue;
          const bool may = analysis_.settings.unknown != Unknown::counts &&
                           graph_.compare(i, threat.improvement.to, now) == Relation::unknown;
          std::string line =
              words_.could(threat.improvement) + (may ? " and perhaps gain" : " and gain");
          if (!deterred) {
            line += ", and nothing the others have an interest in doing would take the gain away.";
          } else {
            line += "; but then ";
            std::vector<std::string> answers;
            for (const Move& move : *threat.sanction) answers.push_back(words_.then_could(move));
            line += enumeration(answers, "and then") + ", and the gain would be gone.";
          }
          say(line);
        }
      if (told > most_moves)
        say("(and " + std::to_string(told - most_moves) + " more ways; `why` lists them)");
    }
    if (restless.empty())
      say("So nobody has a reason to move alone: the situation holds.");
    else if (holds)
      say("So every gain would be answered: the situation holds as long as everybody looks that "
          "far ahead.");
    else
      say("So the situation does not hold" + holds_for_the_fearful(now) + ".");
  }

  // Stable for everybody under general metarationality only: worth saying, since it is the older
  // view of deterrence.
  std::string holds_for_the_fearful(StateId now) const {
    const auto gmr = analysis_.find("gmr");
    const bool stable =
        gmr && analysis_.equilibria[*gmr] && analysis_.equilibria[*gmr]->contains(now);
    return stable ? ", unless those who could gain also fear answers that would cost whoever gives "
                    "them (gmr)"
                  : "";
  }

  void where_it_can_settle() {
    heading("Where it can settle");
    say("A situation can last when it is stable for everybody. How far people look ahead decides "
        "what is stable:");
    out_ += "\n";
    table_of_concepts();
    const std::vector<Settlement> found = settlements(analysis_, ways_);
    if (found.empty()) {
      out_ += "\n";
      say("No situation is stable for everybody under any of these views.");
      return;
    }
    out_ += "\n";
    table_of_settlements(found);
  }

  void table_of_concepts() {
    const bool ways = graph_.status_quo().has_value();
    const int key_width = 12;
    out_ += style_.faint("  " + text::pad("view", key_width) + text::pad_left("stable", 8) +
                         (ways ? text::pad_left("can be reached", 17) +
                                     text::pad_left("by gainful moves", 19)
                               : "")) +
            "\n";
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      const auto& set = analysis_.equilibria[c];
      std::string line = "  " + text::pad(analysis_.concepts[c]->key, key_width);
      const auto number = [&](const std::optional<Nearest>& way) {
        if (!set || (way && !way->complete)) return std::string("?");
        StateSet both = *set;
        if (way) both &= way->reached();
        return std::to_string(both.count());
      };
      line += text::pad_left(number(std::nullopt), 8);
      if (ways)
        line += text::pad_left(number(moving_), 17) + text::pad_left(number(improving_), 19);
      out_ += line + "\n";
    }
    out_ += "\n";
    for (const SolutionConcept* c : analysis_.concepts)
      out_ += paragraph(style_, "  " + text::pad(c->key, 6) + " ", c->reading);
    if (ways)
      say("Gainful moves are moves that pay whoever makes them, one at a time. What is stable but "
          "cannot be reached is "
          "no forecast.");
  }

  static std::string moves_to(std::uint32_t distance, const Nearest& way, const char* never) {
    if (distance != Reach::never) return std::to_string(distance);
    return way.complete ? never : "?";
  }

  void table_of_settlements(const std::vector<Settlement>& found) {
    std::vector<Column> columns;
    std::vector<Settlement> shown_states;
    const auto now = graph_.status_quo();
    if (now) {
      columns.push_back({"now", *now});
      shown_states.push_back(settlement(analysis_, ways_, *now));
    }
    for (const Settlement& s : found) {
      if (now && s.state == *now) continue;
      if (columns.size() == most_columns) break;
      columns.push_back(
          {std::string(1, static_cast<char>('A' + columns.size() - (now ? 1 : 0))), s.state});
      shown_states.push_back(s);
    }
    std::vector<FootRow> foot;
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      FootRow row{"stable for all: " + std::string(analysis_.concepts[c]->key), {}};
      for (const Settlement& s : shown_states) {
        const auto& set = analysis_.equilibria[c];
        row.second.push_back(!set ? "?" : set->contains(s.state) ? "x" : "·");
      }
      foot.push_back(std::move(row));
    }
    if (now) {
      FootRow row{"fewest moves to it", {}};
      FootRow gainful{"fewest gainful moves", {}};
      for (const Settlement& s : shown_states) {
        row.second.push_back(moves_to(s.moving, *moving_, "never"));
        gainful.second.push_back(moves_to(s.improving, *improving_, "–"));
      }
      foot.push_back(std::move(row));
      foot.push_back(std::move(gainful));
    }
    if (!graph_.has_options()) {
      for (std::size_t k = 0; k < columns.size(); ++k)
        out_ += "  " + text::pad(columns[k].title, 4) + words_.state(columns[k].state) + "\n";
      out_ += "\n";
    }
    std::size_t shown = 0;
    out_ += option_table(graph_, columns, foot, style_, shown);
    if (graph_.has_options())
      for (std::size_t k = 0; k < shown; ++k)
        if (const auto names = words_.outcomes(columns[k].state); !names.empty())
          out_ += paragraph(style_, "  " + columns[k].title + ": ", enumeration(names));
    const std::size_t others = found.size() + (now && shown_states.front().concepts == 0 ? 1 : 0) -
                               std::min(shown, found.size() + 1);
    if (others > 0)
      say("(" + counted(others, "more stable situation") + " not shown; `--json` lists all)");
  }

  void which_ways_out() {
    if (!graph_.status_quo()) return;
    const StateId now = *graph_.status_quo();
    heading("Where it can go from here");
    const StateSet gainful = improving_->reached();
    const auto others = [&](const Nearest& way) {
      return (way.complete ? "" : "at least ") + std::to_string(way.reached().count() - 1);
    };
    say("By moves that pay whoever makes them: " + others(*improving_) + " other " +
        (gainful.count() == 2 ? "situation" : "situations") + ". By any moves at all: " +
        others(*moving_) + " of " + std::to_string(graph_.states() - 1) + ".");
    // The ways that end somewhere stable, nearest first.
    std::size_t told = 0;
    for (const Settlement& s : settlements(analysis_, ways_)) {
      if (s.improving == Reach::never || s.state == now) continue;
      if (++told > most_moves) break;
      std::vector<std::string> steps;
      for (const Move& move : improving_->way(s.state))
        steps.push_back(words_.name(move.dm) + ": " + words_.doing(move));
      say("→ " + enumeration(steps, "then") + ". That is " + words_.state(s.state) +
          ", stable for everybody (" + stable_under(analysis_, s.state) + ").");
    }
    if (told == 0 && gainful.count() > 1)
      say("None of these ends in a situation that is stable for everybody.");
  }

  void next_steps() {
    if (!analysis_.complete) {
      heading("This answer is partial");
      say("A limit was reached before everything was computed; a ? stands for what is not known.");
    }
    out_ += "\n";
    const std::string state = graph_.status_quo() ? "status_quo" : "STATE";
    out_ += style_.faint("Next:  standoff why " + file_ + " --state " + state +
                         "\n       standoff paths " + file_ + "\n       standoff show " + file_) +
            "\n";
  }

  const Graph& graph_;
  const Model& model_;
  const Analysis& analysis_;
  const std::string& file_;
  const Style& style_;
  Words words_;
  const Ways ways_;
  const std::optional<Nearest>& improving_;
  const std::optional<Nearest>& moving_;
  std::string out_;
};

}  // namespace

std::string solve(const Graph& graph, const Analysis& analysis, const std::string& file,
                  const Style& style) {
  return SolveText(graph, analysis, file, style).run();
}

}  // namespace standoff::report
