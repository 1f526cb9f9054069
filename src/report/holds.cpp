// Whether a state holds against groups, in sentences.

#include <algorithm>

#include "report/deals.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_told = 4;  // improvements of one group

class HoldsText {
 public:
  HoldsText(const Graph& graph, const HoldsAnswer& answer, const Style& style)
      : graph_(graph), answer_(answer), style_(style), words_(graph) {}

  std::string run() {
    out_ +=
        paragraph(style_, "",
                  style_.heading("Does " + words_.state(answer_.state) + " hold against groups?"));
    for (std::size_t c = 0; c < answer_.concepts.size(); ++c) {
      std::size_t against = 0;
      for (const HoldsAnswer::Of& of : answer_.groups) against += of.verdicts[c].stable ? 0 : 1;
      const std::string view = "coalition " + std::string(answer_.concepts[c]->name) + " (" +
                               std::string(answer_.concepts[c]->key) + "): ";
      out_ += paragraph(style_, "  ", "    ",
                        view +
                            (against == 0 ? style_.good("holds")
                                          : style_.bad("does not hold") + " against " +
                                                counted(against, "group")) +
                            ".");
    }
    for (const HoldsAnswer::Of& of : answer_.groups) one(of);
    if (!answer_.all_sizes)
      out_ += "\n" + paragraph(style_, "",
                               "Groups of more than " + std::to_string(answer_.largest) +
                                   " were not looked at; `--max-size` says how many.");
    if (!answer_.complete) out_ += "\nThis answer is partial: a limit was reached.\n";
    return std::move(out_);
  }

 private:
  std::string names(const Coalition& group) const {
    std::vector<std::string> all;
    for (const DmId dm : group) all.push_back(words_.called(dm));
    return enumeration(all);
  }

  void one(const HoldsAnswer::Of& of) {
    std::size_t most = 0;
    for (const CoalitionVerdict& verdict : of.verdicts)
      most = std::max(most, verdict.threats.size());
    if (most == 0) return;
    out_ += "\n" + paragraph(style_, "", capital(names(of.group)));
    // Every concept speaks of the same improvements, in the same order.
    for (std::size_t k = 0; k < std::min(most, most_told); ++k) {
      const JointMove& improvement = of.verdicts.front().threats.at(k).improvement;
      std::string text = "could " + what(improvement) + " → " + words_.state(improvement.to) +
                         ", which " + (of.group.size() == 1 ? "it prefers" : "pays them all");
      std::string open;
      std::string closed;
      for (std::size_t c = 0; c < of.verdicts.size(); ++c) {
        const auto& threat = of.verdicts[c].threats.at(k);
        std::string& list = threat.sanction ? closed : open;
        list += (list.empty() ? "" : ", ") + std::string(answer_.concepts[c]->key);
      }
      if (!open.empty()) text += "; nothing deters that (" + open + ")";
      if (!closed.empty()) text += "; deterred under " + closed + deterrent(of, k);
      out_ += paragraph(style_, "  - ", text + ".");
    }
    if (most > most_told)
      out_ += paragraph(
          style_, "  ",
          "(" + counted(most - most_told, "more improvement") + " not shown; `--json` lists all)");
  }

  std::string what(const JointMove& move) const {
    if (move.way.size() == 1) return words_.doing(move.way.front());
    std::vector<std::string> parts;
    if (move.way.empty()) {
      for (const DmId dm : move.by)
        if (const std::string share = words_.share(dm, move.from, move.to); !share.empty())
          parts.push_back(share + " (" + words_.called(dm) + ")");
      return enumeration(parts) + ", at once";
    }
    for (const Move& step : move.way)
      parts.push_back(words_.doing(step) + " (" + words_.called(step.dm) + ")");
    return enumeration(parts);
  }

  // The answer of the view that asks most of it.
  std::string deterrent(const HoldsAnswer::Of& of, std::size_t k) const {
    for (std::size_t c = of.verdicts.size(); c-- > 0;) {
      const auto& sanction = of.verdicts[c].threats[k].sanction;
      if (!sanction) continue;
      std::vector<std::string> parts;
      for (const JointMove& step : *sanction)
        parts.push_back(names(step.by) + " could " + what(step));
      return ", since then " + enumeration(parts, "and then") + " → " +
             words_.state(sanction->back().to);
    }
    return "";
  }

  const Graph& graph_;
  const HoldsAnswer& answer_;
  const Style& style_;
  Words words_;
  std::string out_;
};

}  // namespace

bool HoldsAnswer::holds(std::size_t c) const {
  return std::all_of(groups.begin(), groups.end(),
                     [&](const Of& of) { return of.verdicts[c].stable; });
}

std::string holds(const Graph& graph, const HoldsAnswer& answer, const Style& style) {
  return HoldsText(graph, answer, style).run();
}

}  // namespace standoff::report
