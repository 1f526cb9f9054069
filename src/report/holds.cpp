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

  // Whether all the members take part, as far as the way shows.
  static bool everybody(const JointMove& move) {
    return std::all_of(move.by.begin(), move.by.end(), [&](DmId dm) {
      return move.way.empty() || std::any_of(move.way.begin(), move.way.end(),
                                             [&](const Move& step) { return step.dm == dm; });
    });
  }

  void one(const HoldsAnswer::Of& of) {
    // Every concept speaks of the same improvements, in the same order.
    const std::vector<CoalitionThreat>& threats = of.verdicts.front().threats;
    std::vector<std::size_t> told;
    std::size_t more = 0;
    for (std::size_t k = 0; k < threats.size(); ++k)
      if (everybody(threats[k].improvement) && told.size() < most_told)
        told.push_back(k);
      else
        more += everybody(threats[k].improvement) ? 1 : 0;
    if (told.empty()) return;  // what others of them can do without the rest is told of those
    out_ += "\n" + paragraph(style_, "", capital(names(of.group)));
    for (const std::size_t k : told) {
      const JointMove& improvement = threats[k].improvement;
      std::string open;
      std::string closed;
      for (std::size_t c = 0; c < of.verdicts.size(); ++c) {
        std::string& list = of.verdicts[c].threats.at(k).sanction ? closed : open;
        list += (list.empty() ? "" : ", ") + std::string(answer_.concepts[c]->key);
      }
      std::string text = "→ " + words_.state(improvement.to) + ": " + what(improvement) + ".";
      if (!open.empty())
        text += " Nothing deters that" + (closed.empty() ? "" : " (" + open + ")") + ".";
      if (!closed.empty())
        text +=
            " Deterred" + (open.empty() ? "" : " under " + closed) + ": " + deterrent(of, k) + ".";
      out_ += paragraph(style_, "  - ", text);
    }
    if (more > 0)
      out_ += paragraph(style_, "  ", "(" + std::to_string(more) + " more; `--json` lists all)");
  }

  // "Belarus would free prisoners, the United States would lift sanctions"
  std::string what(const JointMove& move) const {
    std::string text;
    const auto add = [&](DmId dm, const std::string& doing) {
      text += (text.empty() ? "" : "; ") + words_.called(dm) + " would " + doing;
    };
    if (move.way.empty()) {
      for (const DmId dm : move.by)
        if (const std::string share = words_.share(dm, move.from, move.to); !share.empty())
          add(dm, share);
      return text + ", at once";
    }
    for (const Move& step : move.way) add(step.dm, words_.doing(step));
    return text;
  }

  // The answer of the view that asks most of it.
  std::string deterrent(const HoldsAnswer::Of& of, std::size_t k) const {
    for (std::size_t c = of.verdicts.size(); c-- > 0;) {
      const auto& sanction = of.verdicts[c].threats[k].sanction;
      if (!sanction) continue;
      std::vector<std::string> parts;
      for (const JointMove& step : *sanction) parts.push_back(what(step));
      return "then " + enumeration(parts, "and then") + " → " + words_.state(sanction->back().to);
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
