// Why a state is stable for somebody, or is not: the moves, in plain sentences.

#include <algorithm>

#include "report/answers.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_threats = 12;

class WhyText {
 public:
  WhyText(const Graph& graph, StateId s, const Style& style)
      : graph_(graph), s_(s), style_(style), words_(graph) {}

  std::string run(const std::vector<Asked>& verdicts) {
    foresight_ = std::any_of(verdicts.begin(), verdicts.end(), [](const Asked& asked) {
      return asked.concept_->answer == Answer::foreseen;
    });
    std::string out = style_.heading("State " + words_.state(s_)) + "\n";
    if (graph_.has_options())
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        const auto taken = words_.taken_by(DmId(i), s_);
        out += paragraph(style_, "  ", "    ",
                         words_.name(DmId(i)) + ": " + (taken.empty() ? "–" : enumeration(taken)));
      }
    std::optional<DmId> content;  // told once, whatever the view
    for (const Asked& asked : verdicts) {
      if (asked.concept_->answer == Answer::foreseen) {
        out += "\n" + foreseen(asked);
      } else if (!asked.verdict.threats.empty()) {
        out += "\n" + one(asked);
      } else if (content != asked.dm) {
        content = asked.dm;
        out += "\n" + nothing_to_gain(asked);
      }
    }
    return out;
  }

 private:
  std::string nothing_to_gain(const Asked& asked) const {
    const bool doubtful = asked.settings.unknown != Unknown::counts && graph_.doubtful(asked.dm);
    const std::string verdict = paragraph(style_, "", "  ",
                                          words_.name(asked.dm) + ", under every view" +
                                              (foresight_ ? " that waits for a gain" : "") +
                                              view(asked) + ": " + style_.good("stable"));
    // A part of the graph does not tell whether there are other moves.
    if (asked.improvements)
      return verdict + paragraph(style_, "  ", "No move of its own leads to anything it prefers.");
    const bool stuck = graph_.targets(asked.dm, s_).empty();
    if (stuck) return verdict + paragraph(style_, "  ", "It has no move here at all.");
    return verdict + paragraph(style_, "  ",
                               std::string("It has moves, and none of them leads to anything it ") +
                                   (!doubtful              ? "prefers."
                                    : bold(asked.settings) ? "prefers or may prefer."
                                                           : "prefers for certain."));
  }

  static bool bold(const Settings& settings) {
    return settings.unknown == Unknown::a || settings.unknown == Unknown::c;
  }

  // The attitude to unknown preference, where there is any.
  std::string view(const Asked& asked) const {
    if (asked.settings.unknown == Unknown::counts || !graph_.doubtful(asked.dm)) return {};
    return std::string(" with attitude ") +
           "?abcd"[static_cast<std::size_t>(asked.settings.unknown)];
  }

  std::string one(const Asked& asked) const {
    const SolutionConcept& c = *asked.concept_;
    const std::string who = words_.name(asked.dm);
    const bool stable = asked.verdict.stable;
    const std::string ahead = c.ahead == Ahead::horizon
                                  ? ", " + counted(asked.settings.horizon, "move") + " ahead"
                                  : std::string();
    std::string strength;
    if (asked.strongly) strength = *asked.strongly ? ", strongly" : ", weakly";
    std::string out = paragraph(
        style_, "", "  ",
        who + ", " + std::string(c.name) + " (" + std::string(c.key) + ")" + ahead + view(asked) +
            ": " + (stable ? style_.good("stable") : style_.bad("unstable")) + strength);
    const auto& threats = asked.verdict.threats;
    std::size_t shown = 0;
    for (const bool deterred : {false, true})  // what nothing holds back comes first
      for (const Threat& threat : threats) {
        if (threat.sanction.has_value() != deterred || shown == most_threats) continue;
        ++shown;
        out += paragraph(style_, "  - ", sentence(asked, threat));
      }
    if (asked.improvements && *asked.improvements > Count(threats.size()))
      out += paragraph(style_, "  ",
                       "(" + asked.improvements->text() +
                           " improvements in all; `--json --limit N` lists more)");
    else if (shown < threats.size())
      out += paragraph(style_, "  ",
                       "(" + counted(threats.size() - shown, "more improvement") +
                           " not shown; `--json` lists all)");
    return out;
  }

  // What looks ahead by the others' preferences: each move, and the play expected after it.
  std::string foreseen(const Asked& asked) const {
    const SolutionConcept& c = *asked.concept_;
    const Verdict& verdict = asked.verdict;
    std::string ahead = counted(verdict.horizon, "move") + " ahead";
    if (c.ahead == Ahead::forever)
      ahead = verdict.stable ? "from " + ahead + " on" : ahead + " and again further on";
    std::string out = paragraph(
        style_, "", "  ",
        words_.name(asked.dm) + ", " + std::string(c.name) + " (" + std::string(c.key) + "), " +
            ahead + ": " + (verdict.stable ? style_.good("stable") : style_.bad("unstable")) +
            (verdict.ambiguous ? "; broken otherwise, ties would make it " +
                                     std::string(verdict.stable ? "unstable" : "stable")
                               : ""));
    if (verdict.threats.empty())
      return out + paragraph(style_, "  ", "It has no move here at all.");
    std::size_t shown = 0;
    for (const bool held : {false, true})
      for (const Threat& threat : verdict.threats) {
        if (threat.sanction.has_value() != held || shown == most_threats) continue;
        ++shown;
        out += paragraph(style_, "  - ", play(threat));
      }
    if (shown < verdict.threats.size())
      out += paragraph(style_, "  ",
                       "(" + counted(verdict.threats.size() - shown, "more move") +
                           " not shown; `--json` lists all)");
    return out;
  }

  std::string play(const Threat& threat) const {
    const Move& move = threat.improvement;
    const std::vector<Move>& line = threat.sanction ? *threat.sanction : threat.gain;
    std::string out = words_.could(move) + " → " + words_.state(move.to);
    for (const Move& next : line)
      out += "; then " + words_.called(next.dm) + " would " + words_.doing(next) + " → " +
             words_.state(next.to);
    out += line.empty() ? ", where it stays: " : "; there it stays: ";
    const StateId end = line.empty() ? move.to : line.back().to;
    const std::string who = words_.called(move.dm);
    if (!threat.sanction) return out + who + " expects to be better off than here.";
    if (end == s_) return out + "back where it began.";
    return out + who +
           (graph_.prefers(move.dm, s_, end) ? " would be worse off than here."
                                             : " would be no better off than here.");
  }

  // Whether the mover is sure to prefer one to the other, under the settings.
  std::string preferred(const Asked& asked, StateId t) const {
    if (asked.settings.unknown == Unknown::counts) return ", which it prefers";
    return graph_.compare(asked.dm, t, s_) == Relation::unknown ? ", which it may prefer"
                                                                : ", which it prefers";
  }

  std::string worse_off(const Asked& asked, StateId u) const {
    const DmId i = asked.dm;
    if (graph_.strongly_prefers(i, s_, u)) return " is strongly worse off than here";
    if (asked.settings.unknown != Unknown::counts && graph_.doubtful(i)) {
      const Relation seen = graph_.compare(i, u, s_);
      if (seen == Relation::unknown) return " may be no better off than here";
      return seen == Relation::less ? " is worse off than here" : " is no better off than here";
    }
    return graph_.prefers(i, s_, u) ? " is worse off than here" : " is no better off than here";
  }

  // Moves by which the mover cannot get away from an answer.
  static unsigned countermoves(const Asked& asked) {
    if (asked.concept_->ahead == Ahead::horizon)
      return asked.settings.horizon < 2 ? 0 : asked.settings.horizon - 2;
    return asked.concept_->inescapable ? 1 : 0;
  }

  std::string sentence(const Asked& asked, const Threat& threat) const {
    const SolutionConcept& c = *asked.concept_;
    const Move& improvement = threat.improvement;
    std::string out = words_.could(improvement) + " → " + words_.state(improvement.to) +
                      preferred(asked, improvement.to);
    if (c.answer == Answer::none || (c.ahead == Ahead::horizon && asked.settings.horizon < 2))
      return out + ".";
    if (!threat.sanction) return out + unanswered(asked);
    const std::vector<Move>& sanction = *threat.sanction;
    const bool together = sanction.front().from == s_ &&
                          (c.answer == Answer::together || c.answer == Answer::together_unstable) &&
                          improvement.to != sanction.front().from;
    if (together) {
      std::vector<std::string> parts;
      for (const Move& move : sanction)
        parts.push_back(words_.called(move.dm) + " went for its own gain (" + words_.doing(move) +
                        ")");
      return out + "; but if at the same moment " + enumeration(parts) +
             ", it would end no better off than here.";
    }
    out += "; but then ";
    std::vector<std::string> parts;
    for (const Move& move : sanction) {
      std::string part = words_.then_could(move);
      if (c.answer != Answer::any) part += gain_of(asked, move);
      parts.push_back(std::move(part));
    }
    out += enumeration(parts, "and then") + " → " + words_.state(sanction.back().to) + ", where " +
           words_.called(improvement.dm);
    out += worse_off(asked, sanction.back().to);
    const unsigned more = countermoves(asked);
    if (more == 1) out += inescapable(asked);
    if (more > 1)
      out += ", and the others could keep it so, whatever it does, within " +
             counted(more, "more move");
    return out + ".";
  }

  std::string inescapable(const Asked& asked) const {
    if (asked.settings.strength == Strength::strong)
      return ", and no move of its own would change that";
    const std::string out = ", with no move of its own that leads to anything ";
    if (asked.settings.unknown == Unknown::counts || !graph_.doubtful(asked.dm))
      return out + "better than here";
    const bool deterred_by_doubt =
        asked.settings.unknown == Unknown::c || asked.settings.unknown == Unknown::d;
    return out + (deterred_by_doubt ? "surely better than here" : "that may be better than here");
  }

  std::string gain_of(const Asked& asked, const Move& move) const {
    const bool may = asked.settings.unknown != Unknown::counts &&
                     graph_.compare(move.dm, move.to, move.from) == Relation::unknown;
    return may ? " (and may gain by it)" : " (and gain by it)";
  }

  static std::string unanswered(const Asked& asked) {
    const SolutionConcept& c = *asked.concept_;
    const bool for_good = countermoves(asked) > 0;
    switch (c.answer) {
      case Answer::any:
        return for_good ? "; the others have no answer that takes the gain away for good."
                        : "; the others have no answer that takes the gain away.";
      case Answer::credible:
        return for_good ? "; no answer that pays those who give it takes the gain away for good."
                        : "; no answer that pays those who give it takes the gain away.";
      case Answer::together:
      case Answer::together_unstable:
        return "; no gain that others could go for at the same moment would take it away.";
      case Answer::none:
      case Answer::foreseen:
        break;
    }
    return ".";
  }

  const Graph& graph_;
  StateId s_;
  const Style& style_;
  Words words_;
  bool foresight_ = false;  // concepts are told of that do not wait for a gain
};

}  // namespace

std::string why(const Graph& graph, StateId s, const std::vector<Asked>& verdicts,
                const Style& style) {
  return WhyText(graph, s, style).run(verdicts);
}

}  // namespace standoff::report
