// The option table: what everybody does where it stands, where it can settle, and where somebody
// wants it. Rows are options, columns situations; the field's own picture, and the table of cards
// that a room can read from a projector.

#include <algorithm>

#include "figure/badges.hpp"
#include "figure/figure.hpp"
#include "figure/kinds.hpp"
#include "figure/lineup.hpp"
#include "figure/names.hpp"
#include "figure/parts.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::figure {
namespace {

using Column = Lineup::Member;
using report::Settlement;

constexpr double margin = 20;
constexpr double column_width = 44;
constexpr double least_row = 32;
constexpr double badge = 9.5;  // radius of a Y or N

// A row below the options: what it says of each column.
struct Foot {
  std::string label;
  std::string key;  // of a concept; empty for a row of numbers
  std::vector<std::string> cells;
};

class OptionTable {
 public:
  OptionTable(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        analysis_(subject.analysis),
        words_(subject.graph),
        lineup_(subject, request,
                request.all         ? 0
                : request.limit > 0 ? request.limit
                                    : Lineup::usual),
        ways_(lineup_.ways),
        found_(lineup_.found),
        columns_(lineup_.members),
        hidden_(lineup_.hidden) {
    // Nothing is stable, and nobody said where it stands: the first situations.
    if (columns_.empty())
      for (std::uint32_t s = 0; s < std::min(graph_.states(), Lineup::usual); ++s)
        columns_.push_back({column_name(s), Settlement{StateId(s)}});
    add_foot();
  }

  Figure run() && {
    Figure figure;
    figure.title = reading();
    figure.alt = seen();
    figure.note =
        not_shown(hidden_, "more situation that is stable for everybody under some concept",
                  "more situations that are stable for everybody under some concept", "");
    figure.table = twin();
    draw(figure);
    return figure;
  }

 private:
  void add_foot() {
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      Foot row{
          std::string(analysis_.concepts[c]->name), std::string(analysis_.concepts[c]->key), {}};
      for (const Column& column : columns_) {
        const auto& set = analysis_.equilibria[c];
        row.cells.push_back(!set ? "?" : set->contains(column.at.state) ? "yes" : "no");
      }
      stable_.push_back(std::move(row));
    }
    if (!ways_.moving) return;
    const auto moves = [](std::uint32_t n, const report::Nearest& way) -> std::string {
      return n != Reach::never ? std::to_string(n) : way.complete ? "–" : "?";
    };
    Foot any{"by any moves", "", {}};
    Foot gainful{"by moves that pay whoever makes them", "", {}};
    for (const Column& column : columns_) {
      any.cells.push_back(moves(column.at.moving, *ways_.moving));
      gainful.cells.push_back(moves(column.at.improving, *ways_.improving));
    }
    distances_ = {any, gainful};
  }

  // --- In words

  std::string under_which(const Settlement& s) const {
    if (s.concepts == analysis_.concepts.size() && s.concepts > 1) return "under every view";
    std::vector<std::string> keys;
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c)
      if (analysis_.equilibria[c] && analysis_.equilibria[c]->contains(s.state))
        keys.emplace_back(analysis_.concepts[c]->key);
    return "under " + report::enumeration(keys);
  }

  std::string reading() const {
    if (found_.empty()) {
      std::vector<std::string> keys;
      for (const SolutionConcept* c : analysis_.concepts) keys.emplace_back(c->key);
      return "No situation is stable for everybody under " + report::enumeration(keys, "or") + ".";
    }
    const auto best = std::find_if(columns_.begin(), columns_.end(), [](const Column& c) {
      return !c.now && !c.wanted && c.at.concepts > 0;
    });
    if (columns_.empty() || !columns_.front().now) {
      const auto everywhere = std::count_if(found_.begin(), found_.end(), [&](const Settlement& s) {
        return s.concepts == analysis_.concepts.size();
      });
      const auto all = static_cast<std::ptrdiff_t>(found_.size());
      return report::counted(found_.size(), "situation") + " can last" +
             (everywhere == all
                  ? ", under every view."
                  : " under some view, " + (everywhere == 0 ? "none" : std::to_string(everywhere)) +
                        (all == 1 ? " under every view." : " of them under every view."));
    }
    const Column& now = columns_.front();
    const std::string here = now.at.concepts == 0
                                 ? "Where it stands cannot last"
                                 : "Where it stands can last " + under_which(now.at);
    if (best == columns_.end())
      return here + (now.at.concepts > 0 ? ", and nothing else can." : ".");
    if (now.at.concepts == analysis_.concepts.size())
      return here + "; so can " +
             report::counted(found_.size() - 1, "other situation", "other situations") +
             " under some view.";
    std::string there = best->title + " can " + under_which(best->at);
    if (best->at.improving != Reach::never) {
      std::vector<std::string> steps;
      for (const Move& move : ways_.improving->way(best->at.state))
        steps.push_back(words_.called(move.dm) + " could " + words_.doing(move));
      return here + "; " + there + ": " +
             (steps.size() <= 2 ? report::enumeration(steps, "and then")
                                : report::counted(steps.size(), "gainful move") + " away") +
             ".";
    }
    if (best->at.moving != Reach::never)
      return here + "; " + there + ", but no moves that pay whoever makes them lead there.";
    return here + "; " + there + ", but no moves lead there.";
  }

  std::string seen() const {
    std::vector<std::string> titles;
    for (const Column& column : columns_) titles.push_back(column.title);
    const std::string options =
        graph_.has_options()
            ? report::counted(model_.options.size(), "option") + " of " +
                  report::counted(model_.decision_makers.size(), "decision maker") + " in "
            : "";
    return "A table of " + options + report::counted(columns_.size(), "situation") + " (" +
           report::enumeration(titles) +
           (graph_.has_options()
                ? "): a filled circle with Y where an option is taken, an empty one with N where "
                  "it is not; what differs from where it stands now is in a frame. Below"
                : "): for each") +
           ", under which concepts it is stable for everybody" +
           (ways_.moving ? ", and how many moves lead there." : ".");
  }

  Table twin() const {
    Table table{"What is done in each situation, and where it is stable for everybody", {""}, {}};
    for (const Column& column : columns_) table.columns.push_back(column.title);
    const auto row = [&](const std::string& label, const auto& cell) {
      std::vector<std::string> cells{label};
      for (const Column& column : columns_) cells.push_back(cell(column));
      table.rows.push_back(std::move(cells));
    };
    row("state", [&](const Column& c) { return words_.state(c.at.state); });
    if (graph_.has_options())
      for (std::size_t k = 0; k < model_.options.size(); ++k) {
        const Option& option = model_.options[k];
        row((option.owner ? words_.name(*option.owner) : "nobody's to choose") + ": " + option.name,
            [&](const Column& c) { return says(c.at.state, OptionId(k)); });
      }
    const auto foot = [&](const std::string& before, const Foot& f) {
      std::vector<std::string> cells{before + (f.key.empty() ? f.label : f.key)};
      cells.insert(cells.end(), f.cells.begin(), f.cells.end());
      table.rows.push_back(std::move(cells));
    };
    for (const Foot& f : stable_) foot("stable for everybody: ", f);
    for (const Foot& f : distances_) foot("fewest moves from now, ", f);
    return table;
  }

  // --- In lines

  // "Y", "N", or "–" where a state stands for several combinations that differ in the option.
  std::string says(StateId s, OptionId o) const {
    const bool first = graph_.pattern(s).contains(o);
    if (graph_.merged() && graph_.size_of_state(s) > 1)
      for (const OptionSet& member : graph_.members(s))
        if (member.contains(o) != first) return "–";
    return first ? "Y" : "N";
  }
  bool changed(const Column& column, OptionId o) const {
    const std::string now = says(column.at.state, o);
    return graph_.status_quo() && now != "–" && now != says(*graph_.status_quo(), o);
  }
  double centre(std::size_t column) const {
    return label_right_ + 14 + column_width * (static_cast<double>(column) + 0.5);
  }

  struct Row {
    enum class What : std::uint8_t { heading, option, stable, distance } what;
    double top, height;
    Lettered label;
    std::optional<DmId> dm;
    OptionId option{};
    const Foot* foot = nullptr;
  };

  // All rows from top to bottom; returns where they end.
  double lay_rows(double top) {
    const double label_width = label_right_ - margin;
    const auto add = [&](Row::What what, const std::string& label, const Type& type,
                         double indent) {
      Row row{what, top, 0, letter(label, type, label_width - indent), {}, {}, nullptr};
      row.height = std::max(what == Row::What::heading ? 34.0 : least_row, row.label.height() + 12);
      top += row.height;
      rows_.push_back(std::move(row));
      return &rows_.back();
    };
    const Type heading{.size = 14, .bold = true};
    const Type plain{.size = 13};
    if (graph_.has_options()) {
      const auto block = [&](const std::string& owner, std::optional<DmId> dm,
                             const std::vector<OptionId>& options) {
        if (options.empty()) return;
        add(Row::What::heading, owner, heading, 24)->dm = dm;
        for (const OptionId o : options) {
          Row* row = add(Row::What::option, model_.option(o).name, plain, 24);
          row->option = o;
          row->dm = dm;
        }
        top += 6;
      };
      std::vector<OptionId> nobodys;
      for (std::size_t k = 0; k < model_.options.size(); ++k)
        if (!model_.options[k].owner) nobodys.push_back(OptionId(k));
      for (std::size_t i = 0; i < model_.decision_makers.size(); ++i)
        block(model_.decision_makers[i].name, DmId(i), model_.decision_makers[i].options);
      block("nobody's to choose", std::nullopt, nobodys);
    }
    add(Row::What::heading, "Stable for everybody", heading, 0);
    for (const Foot& f : stable_)
      add(Row::What::stable, f.label + " (" + f.key + ")", plain, 24)->foot = &f;
    if (!distances_.empty()) {
      top += 6;
      add(Row::What::heading, "Fewest moves from now", heading, 0);
      for (const Foot& f : distances_) add(Row::What::distance, f.label, plain, 24)->foot = &f;
    }
    return top;
  }

  void draw(Figure& figure) {
    label_right_ = margin + 24 + label_width();
    const double table_top = margin + 34;
    const double table_bottom = lay_rows(table_top);
    Drawing drawing("option-table", id_);
    for (const Row& row : rows_) draw_label(drawing, row);
    for (std::size_t c = 0; c < columns_.size(); ++c)
      draw_column(drawing, c, table_top, table_bottom);
    double width = centre(columns_.size()) - column_width / 2 + margin;
    if (hidden_ > 0) {
      const Lettered more =
          letter("+" + std::to_string(hidden_) + " more", {.size = 12, .paint = Paint::faint});
      const Box box{centre(columns_.size()) - column_width / 2 + 6, margin, more.width(), 30};
      drawing.words_centred(box, more, Align::start);
      width = box.right() + margin;
    }
    width = std::max(width, 520.0);
    const double bottom =
        draw_names(drawing, columns_, words_, margin, table_bottom + 18, width - 2 * margin);
    finish(figure, std::move(drawing), width, bottom + margin);
  }

  double label_width() const {
    double widest = 190;
    const auto see = [&](const std::string& label, const Type& type) {
      widest = std::max(widest, width_of(label, type));
    };
    for (const Option& option : model_.options) see(option.name, {.size = 13});
    for (const DecisionMaker& dm : model_.decision_makers) see(dm.name, {.size = 14, .bold = true});
    for (const Foot& f : stable_) see(f.label + " (" + f.key + ")", {.size = 13});
    return std::min(widest, 330.0);
  }

  void draw_label(Drawing& drawing, const Row& row) const {
    const bool heading = row.what == Row::What::heading;
    Attributes hooks;
    if (row.dm) hooks.emplace_back("data-dm", model_.dm(*row.dm).id);
    if (row.what == Row::What::option)
      hooks.emplace_back("data-option", model_.option(row.option).qualified);
    const auto group = drawing.group(hooks);
    const double right = centre(columns_.size()) - column_width / 2;
    drawing.line(margin, row.top, right, row.top,
                 {.line = Paint::grid, .width = heading ? 1.0 : 0.6});
    double x = margin;
    if (heading && row.dm)
      drawing.sign(index(*row.dm), margin + 8, row.top + row.height / 2, 7, look_of(*row.dm));
    if (!heading || row.dm) x += 24;
    drawing.words_centred({x, row.top, label_right_ - x, row.height}, row.label, Align::start);
  }

  void draw_column(Drawing& drawing, std::size_t c, double top, double bottom) const {
    const Column& column = columns_[c];
    const double x = centre(c);
    const auto group = drawing.group({{"data-state", graph_.label(column.at.state)}},
                                     column.title + ": " + words_.state(column.at.state));
    // The whole column can be pointed at.
    const Box strip{x - column_width / 2 + 2, margin - 4, column_width - 4, bottom - margin + 8};
    if (column.now)
      drawing.rectangle(strip, {.fill = Paint::panel, .line = Paint::grid}, 8);
    else if (column.wanted)
      drawing.rectangle(strip, {.fill = Paint::paper, .line = Paint::ink, .dash = "4 3"}, 8);
    const Type heading{.size = column.title.size() > 3 ? 12.5 : 14.0, .bold = true};
    drawing.words_centred({strip.x, margin, strip.width, top - margin - 4},
                          letter(column.title, heading));
    Badges badges(badge);
    std::string lasting, ticks, not_lasting;  // as SVG writes paths: what looks alike is one
    for (const Row& row : rows_) {
      const double y = row.top + row.height / 2;
      if (row.what == Row::What::option) {
        add_option(badges, column, row, x, y);
      } else if (row.what == Row::What::stable && row.foot->cells[c] == "yes") {
        lasting += outline_of_box({x - 9, y - 9, 18, 18}, 4);
        ticks += "M" + number(x - 4.5) + " " + number(y + 0.5) + "l3.2 3.4l6 -7.2";
      } else if (row.what == Row::What::stable && row.foot->cells[c] == "no") {
        not_lasting += "M" + number(x - 4) + " " + number(y) + "h8";
      } else if (row.foot != nullptr) {
        drawing.words_centred({x - column_width / 2, row.top, column_width, row.height},
                              letter(row.foot->cells[c], {.size = 13}));
      }
    }
    badges.draw(drawing);
    if (!lasting.empty()) drawing.path(lasting, {.fill = Paint::stable});
    if (!ticks.empty()) drawing.path(ticks, {.line = Paint::paper, .width = 2});
    if (!not_lasting.empty()) drawing.path(not_lasting, {.line = Paint::faint, .width = 1.4});
  }

  void add_option(Badges& badges, const Column& column, const Row& row, double x, double y) const {
    if (changed(column, row.option)) badges.frame(x, y);
    const std::string text = says(column.at.state, row.option);
    if (text == "Y")
      badges.yes(x, y, row.dm ? paint_of(*row.dm) : Paint::faint);
    else if (text == "N")
      badges.no(x, y);
    else
      badges.both(x, y);
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const Analysis& analysis_;
  const report::Words words_;
  const Lineup lineup_;
  const report::Ways& ways_;
  const std::vector<Settlement>& found_;
  std::vector<Column> columns_;
  std::size_t hidden_;
  std::vector<Foot> stable_, distances_;
  std::vector<Row> rows_;
  double label_right_ = 0;
};

}  // namespace

std::optional<Figure> draw_option_table(const Subject& subject, const FigureRequest& request) {
  return OptionTable(subject, request).run();
}

}  // namespace standoff::figure
