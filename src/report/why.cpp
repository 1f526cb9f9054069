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
    std::string out = style_.heading("State " + words_.state(s_)) + "\n";
    if (graph_.has_options())
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        const auto taken = words_.taken_by(DmId(i), s_);
        out += paragraph(style_, "  ", "    ",
                         words_.name(DmId(i)) + ": " + (taken.empty() ? "–" : enumeration(taken)));
      }
    std::optional<DmId> content;  // told once, whatever the view
    for (const Asked& asked : verdicts) {
      if (!asked.verdict.threats.empty()) {
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
    const std::string verdict = paragraph(
        style_, "", "  ", words_.name(asked.dm) + ", under every view: " + style_.good("stable"));
    // A part of the graph does not tell whether there are other moves.
    if (asked.improvements)
      return verdict + paragraph(style_, "  ", "No move of its own leads to anything it prefers.");
    const bool stuck = graph_.targets(asked.dm, s_).empty();
    return verdict + paragraph(style_, "  ",
                               stuck ? "It has no move here at all."
                                     : "It has moves, and none of them leads to anything it "
                                       "prefers.");
  }

  std::string one(const Asked& asked) const {
    const SolutionConcept& c = *asked.concept_;
    const std::string who = words_.name(asked.dm);
    const bool stable = asked.verdict.stable;
    std::string out =
        paragraph(style_, "", "  ",
                  who + ", " + std::string(c.name) + " (" + std::string(c.key) +
                      "): " + (stable ? style_.good("stable") : style_.bad("unstable")));
    const auto& threats = asked.verdict.threats;
    std::size_t shown = 0;
    for (const bool deterred : {false, true})  // what nothing holds back comes first
      for (const Threat& threat : threats) {
        if (threat.sanction.has_value() != deterred || shown == most_threats) continue;
        ++shown;
        out += paragraph(style_, "  - ", sentence(c, threat));
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

  std::string sentence(const SolutionConcept& c, const Threat& threat) const {
    const Move& improvement = threat.improvement;
    std::string out =
        words_.could(improvement) + " → " + words_.state(improvement.to) + ", which it prefers";
    if (c.answer == Answer::none) return out + ".";
    if (!threat.sanction) return out + unanswered(c);
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
      if (c.answer != Answer::any) part += " (and gain by it)";
      parts.push_back(std::move(part));
    }
    out += enumeration(parts, "and then") + " → " + words_.state(sanction.back().to) + ", where " +
           words_.called(improvement.dm);
    const bool worse = graph_.prefers(improvement.dm, s_, sanction.back().to);
    out += worse ? " is worse off than here" : " is no better off than here";
    if (c.inescapable) out += ", with no move of its own that leads to anything better than here";
    return out + ".";
  }

  static std::string unanswered(const SolutionConcept& c) {
    switch (c.answer) {
      case Answer::any:
        return c.inescapable ? "; the others have no answer that takes the gain away for good."
                             : "; the others have no answer that takes the gain away.";
      case Answer::credible:
        return c.inescapable
                   ? "; no answer that pays those who give it takes the gain away for good."
                   : "; no answer that pays those who give it takes the gain away.";
      case Answer::together:
      case Answer::together_unstable:
        return "; no gain that others could go for at the same moment would take it away.";
      case Answer::none:
        break;
    }
    return ".";
  }

  const Graph& graph_;
  StateId s_;
  const Style& style_;
  Words words_;
};

}  // namespace

std::string why(const Graph& graph, StateId s, const std::vector<Asked>& verdicts,
                const Style& style) {
  return WhyText(graph, s, style).run(verdicts);
}

}  // namespace standoff::report
