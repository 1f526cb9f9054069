// The answer of `solve` where states were counted instead of listed: the same questions as in
// solve.cpp, as far as they can be answered without a list.

#include <algorithm>

#include "report/answers.hpp"
#include "report/option_table.hpp"
#include "report/words.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_columns = 8;

// The states the text speaks of: the status quo and the first stable ones.
std::vector<OptionSet> spoken_of(const Model& model, const Solution& solution) {
  std::vector<OptionSet> rows;
  if (model.status_quo) rows.push_back(*model.status_quo);
  for (const auto& found : solution.equilibria)
    for (std::size_t k = 0; k < std::min(found.states.size(), most_columns); ++k)
      rows.push_back(OptionSet::from_letters(found.states[k]));
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

// 1234567 as "1,234,567".
std::string grouped(const Count& count) {
  std::string digits = count.text();
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

class CountedText {
 public:
  CountedText(const Model& model, const Solution& solution, const std::string& file,
              const Style& style)
      : model_(model),
        solution_(solution),
        file_(file),
        style_(style),
        part_(lay_out_part(model, spoken_of(model, solution))),
        words_(part_) {}

  std::string run() {
    out_ += solve_title(model_, solution_.feasible ? grouped(*solution_.feasible) : "", style_);
    if (part_.status_quo()) {
      out_ += where_it_stands(words_, style_);
      does_it_hold();
    }
    where_it_can_settle();
    next_steps();
    return std::move(out_);
  }

 private:
  void heading(const std::string& text) { out_ += "\n" + style_.heading(text) + "\n"; }
  void say(const std::string& text) { out_ += paragraph(style_, "  ", text); }

  std::string keys(const std::vector<std::size_t>& concepts) const {
    std::vector<std::string> names;
    for (const std::size_t c : concepts) names.emplace_back(solution_.concepts[c]->key);
    return enumeration(names);
  }

  void does_it_hold() {
    heading("Does it hold?");
    const std::size_t concepts = solution_.concepts.size();
    std::vector<std::size_t> holds;
    std::vector<std::size_t> unknown;
    for (std::size_t c = 0; c < concepts; ++c) {
      const auto& by_dm = solution_.status_quo_stable[c];
      if (std::any_of(by_dm.begin(), by_dm.end(), [](const auto& s) { return s == false; }))
        continue;
      const bool known =
          std::all_of(by_dm.begin(), by_dm.end(), [](const auto& s) { return s.has_value(); });
      (known ? holds : unknown).push_back(c);
    }
    for (std::size_t i = 0; i < model_.decision_makers.size(); ++i) {
      std::vector<std::size_t> stable;
      std::vector<std::size_t> unstable;
      for (std::size_t c = 0; c < concepts; ++c) {
        const auto& verdict = solution_.status_quo_stable[c][i];
        if (verdict) (*verdict ? stable : unstable).push_back(c);
      }
      const std::string who = words_.name(DmId(i));
      if (unstable.empty() && !stable.empty())
        say(who + " would stay where it is under every view asked for.");
      else if (!unstable.empty())
        say(who + " could gain by moving (unstable: " + keys(unstable) + ")" +
            (stable.empty() ? "." : "; it would stay under " + keys(stable) + "."));
    }
    if (!unknown.empty()) say("Not known: " + keys(unknown) + ".");
    if (holds.empty())
      say(unknown.empty() ? "So the situation does not hold under any of these views."
                          : "So far it holds under none of the views that are known.");
    else
      say("So the situation holds under " + keys(holds) + ".");
  }

  void where_it_can_settle() {
    heading("Where it can settle");
    say("A situation can last when it is stable for everybody. How far people look ahead decides "
        "what is stable:");
    out_ += "\n";
    int width = 8;
    for (const auto& found : solution_.equilibria)
      if (found.count) width = std::max(width, 2 + text::display_width(grouped(*found.count)));
    out_ += style_.faint("  " + text::pad("view", 12) + text::pad_left("stable", width)) + "\n";
    for (std::size_t c = 0; c < solution_.concepts.size(); ++c) {
      const auto& count = solution_.equilibria[c].count;
      out_ += "  " + text::pad(solution_.concepts[c]->key, 12) +
              text::pad_left(count ? grouped(*count) : "?", width) + "\n";
    }
    out_ += "\n";
    for (const SolutionConcept* c : solution_.concepts)
      out_ += paragraph(style_, "  " + text::pad(c->key, 6) + " ", c->reading);
    say("There are too many situations to list, so which of these can be reached from here was not "
        "asked. What is stable but cannot be reached is no forecast.");
    table();
  }

  // The first stable states of each view, those of the most demanding views first.
  void table() {
    std::vector<std::string> chosen;
    for (const auto& found : solution_.equilibria)
      for (std::size_t k = 0; k < std::min(found.states.size(), most_columns); ++k)
        if (std::find(chosen.begin(), chosen.end(), found.states[k]) == chosen.end())
          chosen.push_back(found.states[k]);
    std::vector<Column> columns;
    if (part_.status_quo()) columns.push_back({"now", *part_.status_quo()});
    for (const std::string& label : chosen) {
      if (label == solution_.status_quo || columns.size() == most_columns) continue;
      columns.push_back(
          {std::string(1, static_cast<char>('A' + columns.size() - (part_.status_quo() ? 1 : 0))),
           *part_.find(OptionSet::from_letters(label))});
    }
    if (columns.size() < 2) return;
    // Membership is certain only within the states that were listed.
    std::vector<FootRow> foot;
    for (std::size_t c = 0; c < solution_.concepts.size(); ++c) {
      const auto& found = solution_.equilibria[c];
      if (!found.count) continue;
      const bool all = *found.count == Count(found.states.size());
      FootRow row{"stable for all: " + std::string(solution_.concepts[c]->key), {}};
      for (const Column& column : columns) {
        const std::string label = part_.label(column.state);
        const bool in = std::binary_search(found.states.begin(), found.states.end(), label);
        const bool listed = all || (!found.states.empty() && label <= found.states.back());
        row.second.push_back(in ? "x" : listed ? "·" : "?");
        if (label != solution_.status_quo || in || listed) continue;
        const auto& by_dm = solution_.status_quo_stable[c];
        row.second.back() =
            std::all_of(by_dm.begin(), by_dm.end(), [](const auto& s) { return s == true; }) ? "x"
                                                                                             : "·";
      }
      foot.push_back(std::move(row));
    }
    out_ += "\n";
    std::size_t shown = 0;
    out_ += option_table(part_, columns, foot, style_, shown);
    for (std::size_t k = 0; k < shown; ++k)
      if (const auto names = words_.outcomes(columns[k].state); !names.empty())
        out_ += paragraph(style_, "  " + columns[k].title + ": ", enumeration(names));
    say("(these are the first ones in the order of the options; `--json` lists more)");
  }

  void next_steps() {
    if (!solution_.complete) {
      heading("This answer is partial");
      say("A limit was reached before everything was computed; a ? stands for what is not known.");
    }
    out_ += "\n";
    const std::string state = part_.status_quo() ? "status_quo" : "STATE";
    out_ += style_.faint("Next:  standoff why " + file_ + " --state " + state) + "\n";
  }

  const Model& model_;
  const Solution& solution_;
  const std::string& file_;
  const Style& style_;
  Graph part_;
  Words words_;
  std::string out_;
};

}  // namespace

std::string solve(const Model& model, const Solution& solution, const std::string& file,
                  const Style& style) {
  if (solution.graph && solution.analysis)
    return solve(*solution.graph, *solution.analysis, file, style);
  return CountedText(model, solution, file, style).run();
}

}  // namespace standoff::report
