// What matters: how many conclusions a single change of each statement overturns, beside what the
// statement rests on. What matters much and is known little is worth finding out.

#include <algorithm>

#include "figure/figure.hpp"
#include "figure/grounds.hpp"
#include "figure/kinds.hpp"
#include "figure/parts.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "report/worth.hpp"
#include "standoff/robust.hpp"

namespace standoff::figure {
namespace {

constexpr std::size_t usual_bars = 12;
constexpr std::size_t most_states = std::size_t{1} << 16;
constexpr double margin = 20;
constexpr double label_width = 230;
constexpr double half_width = 170;  // of the bars, on each side
constexpr double ground_width = 150;
constexpr double bar_height = 18;

struct Row {
  report::Worth worth;
  const Statement* statement = nullptr;
  report::Ground ground = report::Ground::nothing;
  bool find_out = false;
};

class Tornado {
 public:
  Tornado(const Subject& subject, const FigureRequest& request, const Robust& found)
      : id_(request.id),
        model_(*subject.graph.model()),
        words_(subject.graph),
        conclusions_(report::conclusions_counted(found)),
        complete_(found.complete) {
    std::size_t statements = 0;
    for (const DecisionMaker& dm : model_.decision_makers)
      if (const auto* list = std::get_if<Statements>(&dm.preference))
        statements += list->list.size();
    for (const report::Worth& worth : report::worth_finding_out(found)) {
      const auto& list = std::get<Statements>(model_.dm(worth.id.dm).preference).list;
      const Statement& statement = list[worth.id.statement];
      rows_.push_back({worth, &statement, report::ground(statement), false});
    }
    idle_ = statements - rows_.size();
    std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      return a.worth.overturns > b.worth.overturns;
    });
    for (Row& row : rows_)
      row.find_out = 3 * row.worth.overturns >= rows_.front().worth.overturns &&
                     row.ground >= report::Ground::ascribed;
    const std::size_t most = request.limit > 0 ? request.limit : usual_bars;
    if (!request.all && rows_.size() > most) {
      hidden_ = rows_.size() - most;
      rows_.resize(most);
    }
  }

  Figure run() && {
    Figure figure;
    figure.title = reading();
    figure.alt = seen();
    figure.note = note();
    figure.table = twin();
    draw(figure);
    return figure;
  }

 private:
  // --- In words

  std::string whose(const Row& row) const {
    return "\"" + row.statement->text + "\" (" + words_.called(row.worth.id.dm) + ")";
  }

  std::string reading() const {
    if (rows_.empty())
      return "No single change of a statement overturns any of the " +
             report::counted(conclusions_, "conclusion") + ".";
    const Row& first = *std::max_element(
        rows_.begin(), rows_.end(),
        [](const Row& a, const Row& b) { return a.worth.mildly < b.worth.mildly; });
    const std::string of = " of " + report::counted(conclusions_, "conclusion");
    std::string text;
    if (first.worth.mildly > 0)
      text = "Most hangs on " + whose(first) + ": its place or its absence decides " +
             std::to_string(first.worth.mildly) + of;
    else
      text = "Only opposites would matter, that of " + whose(rows_.front()) +
             " most: " + std::to_string(rows_.front().worth.overturns) + of;
    // Of what matters much, what is known least.
    auto little = rows_.end();
    for (auto row = rows_.begin(); row != rows_.end(); ++row)
      if (row->find_out && (little == rows_.end() || row->ground > little->ground)) little = row;
    if (little != rows_.end())
      text += "; of what matters much, " +
              (little->statement == first.statement ? std::string("this") : whose(*little)) +
              " is known least: " + std::string(report::in_words(little->ground));
    return text + ".";
  }

  std::string seen() const {
    return "A bar for each of " + report::counted(rows_.size(), "statement") +
           ", the longest at the top: to the left, how many of " +
           report::counted(conclusions_, "conclusion") +
           " are overturned by its place or its absence, to the right, how many more by its "
           "opposite. The pattern tells what the statement rests on.";
  }

  std::string how_to_read() const {
    return "How to read it: one statement is changed at a time, and all " +
           report::counted(conclusions_, "conclusion") +
           " are drawn again. A long bar is a statement on which much hangs; that the bar is "
           "pale, that little is known of it. A bar says nothing of how likely anything is.";
  }

  std::string note() const {
    std::string out = not_shown(hidden_, "further statement that overturns something",
                                "further statements that overturn something", "");
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : " ") + text; };
    if (idle_ > 0)
      add("No change of " + report::counted(idle_, "other statement") + " overturns anything.");
    add("Options, rules and where it stands are taken as the file has them.");
    if (!complete_) add("This is partial: the computation was stopped.");
    return out;
  }

  Table twin() const {
    Table table{"How many of " + report::counted(conclusions_, "conclusion") +
                    " a single change of a statement overturns",
                {"statement", "wants", "by its place or absence", "only by its opposite",
                 "rests on", "evidence"},
                {}};
    for (const Row& row : rows_) {
      std::string evidence;
      for (const std::uint32_t k : row.statement->because)
        evidence += (evidence.empty() ? "" : ", ") + model_.evidence[k].id;
      table.rows.push_back(
          {model_.dm(row.worth.id.dm).id + " " + std::to_string(row.worth.id.statement + 1),
           row.statement->text, std::to_string(row.worth.mildly),
           std::to_string(row.worth.overturns - row.worth.mildly),
           std::string(report::in_words(row.ground)), evidence});
    }
    return table;
  }

  // --- In lines

  void draw(Figure& figure) {
    std::size_t longest = 1;
    for (const Row& row : rows_)
      longest = std::max({longest, row.worth.mildly, row.worth.overturns - row.worth.mildly});
    // A number stands behind each bar.
    unit_ = (half_width - 26) / static_cast<double>(longest);

    Drawing drawing("tornado", id_);
    double y = draw_headings(drawing);
    const double top = y;
    for (const Row& row : rows_) y = draw_row(drawing, row, y);
    if (rows_.empty()) {
      const Lettered text = letter(figure.title, {.size = 13}, width_ - 2 * margin);
      drawing.words({margin, y, width_ - 2 * margin, text.height()}, text);
      y += text.height();
    }
    drawing.line(axis_, top - 4, axis_, y + 4, {.line = Paint::ink, .width = 1.4});
    std::vector<report::Ground> used;
    for (const Row& row : rows_) used.push_back(row.ground);
    y += 18;
    y += draw_key(drawing, ground_entries(used), margin, y, width_ - 2 * margin) + 12;
    const Lettered how =
        letter(how_to_read(), {.size = 12, .paint = Paint::faint}, width_ - 2 * margin);
    drawing.words({margin, y, width_ - 2 * margin, how.height()}, how);
    finish(figure, std::move(drawing), width_, y + how.height() + margin);
  }

  double draw_headings(Drawing& drawing) const {
    const Type type{.size = 12, .paint = Paint::faint};
    const Lettered left =
        letter("if it stood one place lower, or were not there", type, half_width - 16);
    const Lettered right = letter("only if its opposite were so", type, half_width - 16);
    const Lettered ground = letter("rests on", type);
    const Lettered count =
        letter("overturned, of " + report::counted(conclusions_, "conclusion"), type, label_width);
    const double height = std::max({left.height(), right.height(), count.height()}) + 10;
    drawing.words({margin, margin, label_width, height}, count);
    drawing.words({axis_ - half_width, margin, half_width - 8, height}, left, Align::end);
    drawing.words({axis_ + 8, margin, half_width - 8, height}, right);
    drawing.words({axis_ + half_width + 16, margin, ground_width, height}, ground);
    return margin + height;
  }

  double draw_row(Drawing& drawing, const Row& row, double y) const {
    const std::string place = std::to_string(row.worth.id.statement + 1);
    const Lettered who = letter(model_.dm(row.worth.id.dm).name + " " + place,
                                {.size = 12, .bold = true}, label_width - 24);
    const Lettered wants = letter(row.statement->text, {.size = 12}, label_width - 24);
    const std::string doubt = row.statement->doubtful() ? ", in doubt" : "";
    const Lettered ground =
        letter(std::string(report::in_words(row.ground)) + doubt, {.size = 12}, ground_width);
    const Lettered find = letter("worth finding out", {.size = 12, .bold = true}, ground_width);
    const double told = ground.height() + (row.find_out ? find.height() : 0);
    const double height = std::max({who.height() + wants.height(), told, bar_height}) + 12;
    const auto group =
        drawing.group({{"data-statement", model_.dm(row.worth.id.dm).id + ":" + place},
                       {"data-dm", model_.dm(row.worth.id.dm).id}},
                      "overturns " + std::to_string(row.worth.overturns) + " of " +
                          report::counted(conclusions_, "conclusion"));
    if (row.find_out)
      drawing.rectangle({margin - 8, y + 1, width_ - 2 * margin + 16, height - 2},
                        {.fill = Paint::panel}, 6);
    drawing.sign(index(row.worth.id.dm), margin + 7, y + 6 + who.type.line_height() / 2, 6,
                 look_of(row.worth.id.dm));
    drawing.words({margin + 22, y + 6, label_width - 24, who.height()}, who);
    drawing.words({margin + 22, y + 6 + who.height(), label_width - 24, wants.height()}, wants);
    const double middle = y + height / 2;
    const std::size_t left = row.worth.mildly;
    const std::size_t right = row.worth.overturns - row.worth.mildly;
    draw_bar(drawing, row, left, axis_ - unit_ * static_cast<double>(left), middle);
    draw_bar(drawing, row, right, axis_, middle);
    draw_number(drawing, left, axis_ - unit_ * static_cast<double>(left) - 25, middle, Align::end);
    draw_number(drawing, right, axis_ + unit_ * static_cast<double>(right) + 5, middle,
                Align::start);
    const double text_left = axis_ + half_width + 16;
    const double text_top = y + (height - told) / 2;
    drawing.words({text_left, text_top, ground_width, ground.height()}, ground);
    if (row.find_out)
      drawing.words({text_left, text_top + ground.height(), ground_width, find.height()}, find);
    return y + height;
  }

  void draw_bar(Drawing& drawing, const Row& row, std::size_t count, double x,
                double middle) const {
    if (count == 0) return;
    draw_ground(drawing,
                {x, middle - bar_height / 2, unit_ * static_cast<double>(count), bar_height},
                row.ground, paint_of(row.worth.id.dm));
  }
  static void draw_number(Drawing& drawing, std::size_t count, double x, double middle,
                          Align align) {
    if (count == 0) return;
    drawing.words_centred({x, middle - 8, 20, 16},
                          letter(std::to_string(count), {.size = 12, .bold = true}), align);
  }

  std::string id_;
  const Model& model_;
  const report::Words words_;
  std::size_t conclusions_;
  bool complete_;
  std::vector<Row> rows_;
  std::size_t idle_ = 0, hidden_ = 0;
  double unit_ = 1;
  const double axis_ = margin + label_width + 12 + half_width;
  const double width_ = axis_ + half_width + 16 + ground_width + margin;
};

}  // namespace

std::optional<Figure> draw_tornado(const Subject& subject, const FigureRequest& request) {
  const Graph& graph = subject.graph;
  const auto& people = graph.model()->decision_makers;
  const bool statements = std::any_of(people.begin(), people.end(), [](const DecisionMaker& dm) {
    return std::holds_alternative<Statements>(dm.preference);
  });
  std::vector<const SolutionConcept*> concepts;
  for (const SolutionConcept* c : subject.analysis.concepts)
    if (one_exchange(*c) && (request.concept_ == nullptr || request.concept_ == c))
      concepts.push_back(c);
  if (!statements || concepts.empty() || graph.states() > most_states) return std::nullopt;
  RobustRequest asked = usual_questions(graph, concepts);
  if (asked.targets.empty()) return std::nullopt;
  asked.shares = false;
  asked.influence = false;
  asked.stop = request.stop;
  return Tornado(subject, request, robust(graph, asked)).run();
}

}  // namespace standoff::figure
