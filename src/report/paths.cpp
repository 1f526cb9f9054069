// Where a dispute can go, by which moves, and what stands in the way.

#include <algorithm>

#include "report/answers.hpp"
#include "report/measured.hpp"
#include "report/words.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

class PathsText {
 public:
  PathsText(const Graph& graph, const PathsAnswer& answer, const Style& style)
      : graph_(graph),
        model_(*graph.model()),
        answer_(answer),
        reach_(answer.reach),
        style_(style),
        words_(graph) {}

  std::string run() {
    out_ += paragraph(
        style_, "", style_.heading("From " + words_.state(reach_.from) + ", by " + which_moves()));
    if (answer_.to)
      one(*answer_.to);
    else
      all();
    if (!reach_.complete) out_ += "\nThis answer is partial: a limit was reached.\n";
    return std::move(out_);
  }

 private:
  std::string which_moves() const {
    std::string text =
        answer_.query.improvements_only ? "moves that pay whoever makes them" : "any moves";
    if (answer_.query.movers) {
      std::vector<std::string> names;
      for (const DmId dm : *answer_.query.movers) names.push_back(words_.name(dm));
      text += " of " + enumeration(names);
    }
    return text;
  }

  void way(const Reach& reach, StateId to, bool mark_losses) {
    std::size_t number = 0;
    for (const Move& move : reach.way(to)) {
      std::string line =
          words_.name(move.dm) + ": " + words_.doing(move) + " → " + words_.state(move.to);
      if (irreversible(move)) line += " (no way back)";
      if (const std::string change = turned(graph_, move.from, move.to); !change.empty())
        line += " (" + change + ")";
      if (mark_losses && !graph_.prefers(move.dm, move.to, move.from))
        line += graph_.prefers(move.dm, move.from, move.to) ? " (which costs it)"
                                                            : " (which gains it nothing)";
      out_ += paragraph(style_, text::pad_left(std::to_string(++number), 4) + ". ", line);
    }
  }

  bool irreversible(const Move& move) const {
    return !graph_.moves(move.dm).can_move(move.to, move.from);
  }

  void one(StateId to) {
    out_ += "\n" + paragraph(style_, "", "To " + words_.state(to) + ":");
    if (reach_.distance[index(to)] != Reach::never) {
      if (to == reach_.from) out_ += "  that is where it stands.\n";
      way(reach_, to, !answer_.query.improvements_only);
      for (const std::string& line : measured(graph_, to)) out_ += paragraph(style_, "  ", line);
      return;
    }
    out_ += paragraph(style_, "  ", "cannot be reached.");
    const Reach& any = answer_.by_any_move ? *answer_.by_any_move : reach_;
    if (any.distance[index(to)] != Reach::never) {
      out_ += paragraph(style_, "  ",
                        "By any moves of anybody it could be; what stands in the way is that "
                        "somebody would have to move who would not:");
      way(any, to, true);
      return;
    }
    const Blocked why = blocked(graph_, any, to);
    for (const auto& [option, reason] : why.options) {
      const std::string name = "\"" + model_.option(option).name + "\" ";
      const bool taking = graph_.pattern(to).contains(option);
      std::string line =
          name + (taking ? "would have to be taken, " : "would have to be dropped, ");
      switch (reason) {
        case Blocked::Reason::irreversible:
          line += taking ? "and once dropped it is never taken again"
                         : "and once taken it is never dropped";
          break;
        case Blocked::Reason::nobody_controls:
          line += "and nobody controls it";
          break;
        case Blocked::Reason::guard:
          line += "and its guard (" + model_.option(option).when_text + ") never holds on the way";
          break;
      }
      out_ += paragraph(style_, "  - ", line + ".");
    }
    if (why.options.empty())
      out_ +=
          paragraph(style_, "  ",
                    graph_.has_options() ? "Each change it needs is possible by itself; no order "
                                           "of moves keeps every situation on the way feasible."
                                         : "No sequence of the moves listed leads there.");
  }

  void all() {
    const StateSet reached = reach_.reached();
    std::vector<StateId> order;
    reached.for_each([&](StateId s) {
      if (s != reach_.from) order.push_back(s);
    });
    std::stable_sort(order.begin(), order.end(), [&](StateId a, StateId b) {
      return reach_.distance[index(a)] < reach_.distance[index(b)];
    });
    out_ += counted(order.size(), "other situation") + " of " +
            std::to_string(graph_.states() - 1) + " can be reached.\n";
    if (order.empty()) return;
    out_ += "\n";
    // Reachability table: fewest moves when each decision maker moves last.
    int label_width = 10;
    std::vector<std::string> labels;
    for (std::size_t k = 0; k < order.size() && k < answer_.limit; ++k) {
      labels.push_back(text::truncate(words_.state(order[k]), 36));
      label_width = std::max(label_width, text::display_width(labels.back()));
    }
    std::string line = "  " + text::pad("state", label_width) + "  moves";
    std::vector<int> widths;
    std::size_t dms = 0;
    int used = text::display_width(line);
    for (; dms < graph_.dms(); ++dms) {
      const int width = std::min(14, text::display_width(model_.decision_makers[dms].id));
      if (used + width + 2 > style_.width) break;
      used += width + 2;
      widths.push_back(width);
      line += "  " + text::pad_left(text::truncate(model_.decision_makers[dms].id, width), width);
    }
    out_ += style_.faint(line) + "\n";
    for (std::size_t k = 0; k < labels.size(); ++k) {
      const std::size_t s = index(order[k]);
      line = "  " + text::pad(labels[k], label_width) +
             text::pad_left(std::to_string(reach_.distance[s]), 7);
      for (std::size_t i = 0; i < dms; ++i) {
        const std::uint32_t moves = reach_.by_last_mover[i][s];
        line +=
            "  " + text::pad_left(moves == Reach::never ? "–" : std::to_string(moves), widths[i]);
      }
      out_ += line + "\n";
    }
    out_ += paragraph(style_, "  ",
                      "moves: fewest in all; under a name: fewest when that one moves last.");
    if (order.size() > labels.size())
      out_ += "  (" + std::to_string(order.size() - labels.size()) + " more; raise --limit)\n";
    out_ += "\n" + paragraph(style_, "", "The nearest ways:");
    for (std::size_t k = 0; k < order.size() && k < 5; ++k) {
      out_ += paragraph(style_, "", "To " + words_.state(order[k]) + ":");
      way(reach_, order[k], !answer_.query.improvements_only);
    }
  }

  const Graph& graph_;
  const Model& model_;
  const PathsAnswer& answer_;
  const Reach& reach_;
  const Style& style_;
  Words words_;
  std::string out_;
};

}  // namespace

std::string paths(const Graph& graph, const PathsAnswer& answer, const Style& style) {
  return PathsText(graph, answer, style).run();
}

}  // namespace standoff::report
