// What a dispute consists of, as its author wrote it.

#include <algorithm>

#include "report/answers.hpp"
#include "report/grounds.hpp"
#include "report/option_table.hpp"
#include "report/words.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

std::string because(const Model& model, const Because& items) {
  if (items.empty()) return "";
  std::vector<std::string> ids;
  for (const std::uint32_t k : items) ids.push_back(model.evidence[k].id);
  return " ← " + enumeration(ids);
}

std::string basis(const Statement& s) {
  std::vector<std::string> words;
  for (const Basis b : s.basis) words.emplace_back(in_words(b));
  return words.empty() ? "" : " (" + enumeration(words) + ")";
}

class ShowText {
 public:
  ShowText(const Graph& graph, const ShowRequest& request, const Style& style)
      : graph_(graph), model_(*graph.model()), request_(request), style_(style), words_(graph) {}

  std::string run() {
    out_ += style_.heading(text::truncate(model_.title, style_.width)) + "\n";
    if (!model_.as_of.empty()) out_ += "As of " + model_.as_of + ".\n";
    if (!model_.notes.empty()) out_ += "\n" + paragraph(style_, "", model_.notes);
    decision_makers();
    formulas("Rules", [&](auto say) {
      for (const Rule& rule : model_.rules)
        if (!rule.text.starts_with("ladder: ")) say(rule.text + because(model_, rule.because));
    });
    formulas("Outcomes", [&](auto say) {
      for (const Outcome& outcome : model_.outcomes) say(outcome.id + ": " + outcome.where.text);
    });
    formulas("Merged states", [&](auto say) {
      for (const Merge& merge : model_.merges) say(merge.name + ": " + merge.where.text);
    });
    states();
    if (request_.moves) moves();
    return std::move(out_);
  }

 private:
  void heading(const std::string& text) { out_ += "\n" + style_.heading(text) + "\n"; }

  template <typename Fill>
  void formulas(const std::string& title, Fill fill) {
    bool first = true;
    fill([&](const std::string& line) {
      if (first) heading(title);
      first = false;
      out_ += paragraph(style_, "  ", "    ", line);
    });
  }

  void decision_makers() {
    for (std::size_t i = 0; i < model_.decision_makers.size(); ++i) {
      const DecisionMaker& dm = model_.decision_makers[i];
      heading(dm.name + " (" + dm.id + ")");
      if (!dm.options.empty()) out_ += "  can\n";
      for (const OptionId o : dm.options) option(o);
      preference(dm);
    }
    std::vector<OptionId> nobodys;
    for (std::size_t k = 0; k < model_.options.size(); ++k)
      if (!model_.options[k].owner) nobodys.push_back(OptionId(k));
    if (nobodys.empty()) return;
    heading("Nobody's to choose");
    for (const OptionId o : nobodys) option(o);
  }

  void option(OptionId o) {
    const Option& option = model_.option(o);
    std::string line = option.id + ": " + option.name;
    if (option.direction == Direction::take_only) line += "; once taken, never dropped";
    if (option.direction == Direction::drop_only) line += "; once dropped, never taken again";
    if (option.direction == Direction::locked) line += "; as it is in this stage";
    if (option.when) line += "; only where " + option.when_text;
    out_ += paragraph(style_, "    ", "      ", line + because(model_, option.because));
  }

  void preference(const DecisionMaker& dm) {
    if (const auto* statements = std::get_if<Statements>(&dm.preference)) {
      out_ += "  wants, most important first\n";
      std::size_t number = 0;
      for (const Statement& s : statements->list)
        out_ += paragraph(style_, text::pad_left(std::to_string(++number), 5) + "  ",
                          s.text + (s.strongly ? " (strongly)" : "") +
                              (s.uncertain ? " (may count or not)" : "") + basis(s) +
                              because(model_, s.because));
    } else if (const auto* ranking = std::get_if<Ranking>(&dm.preference)) {
      out_ += "  ranks, best first\n";
      std::size_t number = 0;
      for (const auto& tier : ranking->tiers) {
        std::vector<std::string> texts;
        for (const WrittenFormula& f : tier) texts.push_back(f.text);
        const auto& strong = ranking->strongly_above;
        const bool step =
            std::binary_search(strong.begin(), strong.end(), static_cast<std::uint32_t>(number));
        out_ += paragraph(
            style_, text::pad_left(std::to_string(++number), 5) + "  ",
            enumeration(texts, "or") + (step ? " (strongly preferred to all below)" : ""));
      }
      if (!ranking->because.empty())
        out_ += paragraph(style_, "    ", because(model_, ranking->because));
    } else if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference)) {
      out_ += "  scores, summed\n";
      for (const Payoffs::Weight& w : payoffs->weights) {
        std::string number = std::to_string(w.millionths / 1'000'000);
        const auto rest =
            static_cast<std::uint64_t>(w.millionths < 0 ? -w.millionths : w.millionths) % 1'000'000;
        if (w.millionths < 0 && w.millionths > -1'000'000) number = "-0";
        if (rest != 0) {
          std::string places = std::to_string(1'000'000 + rest).substr(1);
          while (places.ends_with('0')) places.pop_back();
          number += "." + places;
        }
        out_ += paragraph(style_, text::pad_left(number, 9) + "  ", w.where.text);
      }
      if (!payoffs->because.empty())
        out_ += paragraph(style_, "    ", because(model_, payoffs->because));
    } else {
      out_ += "  is indifferent between all states\n";
    }
  }

  void states() {
    heading("States");
    std::string line = request_.part ? "Too many feasible states to list"
                                     : counted(graph_.states(), "feasible state");
    if (graph_.has_options() && graph_.states() > 0)
      line += " over " + counted(model_.options.size(), "option");
    out_ += "  " + line + ".\n";
    if (request_.part && (request_.states || request_.moves))
      out_ += paragraph(style_, "  ", "  ",
                        "`standoff solve` counts them and finds those that are stable; `standoff "
                        "why --state` tells what anybody could do in one of them, and what then.");
    const auto now = graph_.status_quo();
    if (!graph_.has_options()) {
      for (std::uint32_t s = 0; s < graph_.states() && s < request_.limit; ++s)
        out_ += paragraph(style_, "  ", "    ",
                          words_.state(StateId(s)) + (now == StateId(s) ? "  (now)" : ""));
      return;
    }
    std::vector<Column> columns;
    if (now) columns.push_back({"now", *now});
    if (request_.states)
      for (std::uint32_t s = 0; s < graph_.states() && columns.size() < request_.limit; ++s)
        if (now != StateId(s)) columns.push_back({std::to_string(s + 1), StateId(s)});
    // The table is cut into blocks that fit the width.
    for (std::size_t done = 0; done < columns.size();) {
      std::size_t shown = 0;
      const std::vector<Column> rest(columns.begin() + static_cast<std::ptrdiff_t>(done),
                                     columns.end());
      // Ranks say nothing within a part.
      const auto ranks = request_.part ? std::vector<FootRow>() : ranks_of(rest);
      out_ += "\n" + option_table(graph_, rest, ranks, style_, shown);
      if (shown == 0) break;
      done += shown;
    }
    if (request_.states && graph_.states() > columns.size())
      out_ += "  (" + std::to_string(graph_.states() - columns.size()) +
              " more states not shown; raise --limit)\n";
    if (!request_.states && !request_.part && graph_.states() > 1)
      out_ += style_.faint("  (--states lists all of them, --moves who can go where)") + "\n";
  }

  std::vector<FootRow> ranks_of(const std::vector<Column>& columns) const {
    std::vector<FootRow> rows;
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      const Ranks& ranks = graph_.ranks(DmId(i));
      const Rank top = ranks.empty() ? 0 : *std::max_element(ranks.begin(), ranks.end());
      FootRow row{words_.name(DmId(i)) + ": rank, of " + std::to_string(top), {}};
      for (const Column& column : columns)
        row.second.push_back(std::to_string(graph_.rank(DmId(i), column.state)));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  void moves() {
    heading("Moves (+ pays the mover)");
    for (std::uint32_t s = 0; s < graph_.states() && s < request_.limit; ++s)
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        std::vector<std::string> targets;
        for (const StateId t : graph_.targets(DmId(i), StateId(s)))
          targets.push_back(graph_.label(t) + (graph_.prefers(DmId(i), t, StateId(s)) ? "+" : ""));
        if (targets.empty()) continue;
        std::string list;
        for (const std::string& t : targets) list += (list.empty() ? "" : " ") + t;
        out_ +=
            paragraph(style_, "  " + graph_.label(StateId(s)) + "  " + words_.name(DmId(i)) + ":",
                      "      ", list);
      }
    if (graph_.states() > request_.limit)
      out_ += "  (from the first " + std::to_string(request_.limit) + " states; raise --limit)\n";
  }

  const Graph& graph_;
  const Model& model_;
  const ShowRequest& request_;
  const Style& style_;
  Words words_;
  std::string out_;
};

}  // namespace

std::string show(const Graph& graph, const ShowRequest& request, const Style& style) {
  return ShowText(graph, request, style).run();
}

}  // namespace standoff::report
