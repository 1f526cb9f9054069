// What situations cost whom: a range for each measure, the rival claims behind it one below the
// other, and in which of the situations shown it stands.

#include <algorithm>
#include <cmath>

#include "figure/figure.hpp"
#include "figure/kinds.hpp"
#include "figure/names.hpp"
#include "figure/parts.hpp"
#include "report/measured.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::figure {
namespace {

constexpr std::size_t usual_situations = 8;
constexpr double margin = 20;
constexpr double label_width = 210;
constexpr double plot_width = 360;
constexpr double value_width = 196;
constexpr double bar_height = 14;
constexpr double spans_orders = 20;  // largest over smallest from which on a scale is logarithmic

// One bar: a claim, or what comes of them together.
struct Bar {
  std::string who;
  std::string when;
  std::string told;  // the range and unit in words
  Range value;
  bool whole = false;    // of all claims together
  bool assumed = false;  // nobody says it
};

// Bars on one axis.
struct Block {
  std::string unit;
  std::vector<Bar> bars;
};

struct Row {
  const Measure* measure = nullptr;
  std::vector<Block> blocks;
  std::vector<bool> stands;  // by situation
};

double value_of(std::int64_t millionths) { return static_cast<double>(millionths) / 1e6; }

// Where numbers stand on an axis, and which of them are written there.
class Axis {
 public:
  Axis(const Block& block, double left, double width) : left_(left), width_(width) {
    double least_positive = 0;
    for (const Bar& bar : block.bars) {
      low_ = std::min(low_, value_of(bar.value.low));
      high_ = std::max(high_, value_of(bar.value.high));
      if (bar.value.low <= 0)
        positive_ = false;
      else if (least_positive == 0 || value_of(bar.value.low) < least_positive)
        least_positive = value_of(bar.value.low);
    }
    logarithmic_ = positive_ && least_positive > 0 && high_ / least_positive >= spans_orders;
    if (logarithmic_) {
      low_ = std::pow(10, std::floor(std::log10(least_positive)));
      high_ = std::pow(10, std::ceil(std::log10(high_)));
    } else {
      step_ = nice((high_ - low_) / 4);
      low_ = step_ * std::floor(low_ / step_);
      high_ = std::max(step_ * std::ceil(high_ / step_), low_ + step_);
    }
  }

  bool logarithmic() const { return logarithmic_; }

  double at(double value) const {
    const double share = logarithmic_ ? (std::log10(value) - std::log10(low_)) /
                                            (std::log10(high_) - std::log10(low_))
                                      : (value - low_) / (high_ - low_);
    return left_ + width_ * std::clamp(share, 0.0, 1.0);
  }

  /// Numbers written below the axis; more than fit where decades are many.
  std::vector<double> ticks() const {
    std::vector<double> out;
    if (logarithmic_) {
      for (double tick = low_; tick <= high_ * 1.001; tick *= 10) out.push_back(tick);
    } else {
      for (double tick = low_; tick <= high_ + step_ / 2; tick += step_) out.push_back(tick);
    }
    return out;
  }

 private:
  // The next of 1, 2, 5 times a power of ten.
  static double nice(double step) {
    if (!(step > 0)) return 1;
    const double power = std::pow(10, std::floor(std::log10(step)));
    for (const double times : {1.0, 2.0, 5.0})
      if (step <= times * power * 1.0001) return times * power;
    return 10 * power;
  }

  double left_, width_;
  double low_ = 0, high_ = 0, step_ = 1;
  bool positive_ = true, logarithmic_ = false;
};

// "1,800", "0.5", "20 million": as short as it goes.
std::string short_number(double value) {
  const double size = std::abs(value);
  if (size >= 1e12) return report::number(std::llround(value / 1e6)) + " million million";
  if (size >= 1e6) return report::number(std::llround(value)) + " million";
  return report::number(std::llround(value * 1e6));
}

class Measures {
 public:
  Measures(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        words_(subject.graph),
        at_(subject, request,
            request.all         ? 0
            : request.limit > 0 ? request.limit
                                : usual_situations) {
    std::vector<std::vector<Stands>> standing;
    for (const Lineup::Member& s : at_.members)
      standing.push_back(report::standing(graph_, s.at.state));
    for (std::size_t m = 0; m < model_.measures.size(); ++m) rows_.push_back(row(m, standing));
  }

  Figure run() && {
    Figure figure;
    figure.title = reading();
    figure.alt = seen();
    figure.note = not_shown(at_.hidden, "more situation in which it can settle",
                            "more situations in which it can settle", "");
    figure.table = twin();
    draw(figure);
    return figure;
  }

 private:
  // --- What there is to show

  // Who says so, and when; each one once.
  void tell_speakers(const Because& because, Bar& bar) const {
    std::vector<std::string> who, when;
    const auto once = [](std::vector<std::string>& list, const std::string& text) {
      if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(text);
    };
    for (const std::uint32_t k : because) {
      const Evidence& e = model_.evidence[k];
      const Source& source = model_.sources[e.source];
      once(who, !e.speaker.empty()          ? e.speaker
                : !source.publisher.empty() ? source.publisher
                                            : source.id);
      once(when, e.date);
    }
    bar.who = who.empty() ? "assumed" : report::capital(report::enumeration(who));
    bar.when = report::enumeration(when);
    bar.assumed = because.empty();
  }

  Row row(std::size_t m, const std::vector<std::vector<Stands>>& standing) const {
    const Measure& measure = model_.measures[m];
    Row out{&measure, {}, {}};
    const std::string each = measure.per
                                 ? ", to be multiplied by: " + model_.measures[*measure.per].name
                                 : std::string();
    Block claims{measure.unit + each, {}};
    const auto told = [&](const Range& value) { return report::range(value) + " " + measure.unit; };
    if (measure.claims.size() > 1)
      claims.bars.push_back({"All together", "", told(measure.value()), measure.value(), true});
    for (const Measure::Claim& claim : measure.claims) {
      Bar bar{"", "", told(claim.value), claim.value};
      tell_speakers(claim.because, bar);
      claims.bars.push_back(std::move(bar));
    }
    out.blocks.push_back(std::move(claims));
    std::optional<Range> stands;
    for (const auto& here : standing) {
      const auto found =
          std::find_if(here.begin(), here.end(), [&](const Stands& s) { return s.measure == m; });
      out.stands.push_back(found != here.end());
      if (found != here.end()) stands = found->value;
    }
    // What is told of each comes to something in all, the same wherever it stands.
    if (measure.per && stands)
      out.blocks.push_back(
          {measure.unit + " in all", {{"In all", "", told(*stands), *stands, true}}});
    return out;
  }

  // --- In words

  std::string bearer(const Measure& measure) const {
    return measure.of ? words_.called(*measure.of) : std::string("nobody in particular");
  }

  // What stands in the first situation, and how far claims differ.
  std::string reading() const {
    std::vector<std::string> here;
    double widest = 1;
    const Row* most = nullptr;
    for (const Row& row : rows_) {
      const Range& all = row.measure->value();
      if (row.measure->claims.size() > 1 && all.low > 0 &&
          value_of(all.high) / value_of(all.low) > widest) {
        widest = value_of(all.high) / value_of(all.low);
        most = &row;
      }
      if (row.stands.empty() || !row.stands.front()) continue;
      here.push_back(row.measure->name + ", " + row.blocks.back().bars.front().told +
                     (row.measure->of ? " (" + bearer(*row.measure) + ")" : ""));
    }
    std::string text;
    if (at_.members.empty())
      text = report::counted(rows_.size(), "measure") + " of what situations cost";
    else if (here.empty())
      text = (at_.members.front().now ? "As it stands" : "In " + at_.members.front().title) +
             std::string(", nothing is counted");
    else
      text =
          (at_.members.front().now ? "As it stands: " : "In " + at_.members.front().title + ": ") +
          report::joined(here, "; ");
    if (most != nullptr && widest >= 2)
      text += "; of " + most->measure->name + " the highest claim is " +
              std::to_string(std::llround(widest)) + " times the lowest";
    return text + ".";
  }

  std::string seen() const {
    std::vector<std::string> titles;
    for (const Lineup::Member& s : at_.members) titles.push_back(s.title);
    return "For " + report::counted(rows_.size(), "measure") +
           ", a bar for each claim from its lowest to its highest number, a thicker one for all "
           "of them together" +
           (titles.empty()
                ? "."
                : ", and in which of " + report::enumeration(titles) + " the measure stands.");
  }

  Table twin() const {
    Table table{"What situations cost whom",
                {"measure", "who bears it", "unit", "said by", "from", "to"},
                {}};
    for (const Lineup::Member& s : at_.members) table.columns.push_back("stands in " + s.title);
    for (const Row& row : rows_)
      for (const Block& block : row.blocks)
        for (const Bar& bar : block.bars) {
          std::vector<std::string> cells{
              row.measure->name, bearer(*row.measure),          block.unit,
              bar.who,           report::number(bar.value.low), report::number(bar.value.high)};
          for (const bool yes : row.stands) cells.emplace_back(yes ? "yes" : "no");
          table.rows.push_back(std::move(cells));
        }
    return table;
  }

  // --- In lines

  void draw(Figure& figure) {
    Drawing drawing("measures", id_);
    double y = margin;
    for (const Row& row : rows_) y = draw_row(drawing, row, y) + 16;
    y += draw_key(drawing, key(), margin, y, width_ - 2 * margin) + 10;
    y = draw_names(drawing, at_.members, words_, margin, y, width_ - 2 * margin);
    finish(figure, std::move(drawing), width_, y + margin);
  }

  double draw_row(Drawing& drawing, const Row& row, double y) const {
    const auto group = drawing.group({{"data-measure", row.measure->id}});
    drawing.line(margin, y, width_ - margin, y, {.line = Paint::grid});
    const double chips = 30.0 * static_cast<double>(at_.members.size());
    const double room = width_ - 2 * margin - 24 - chips - 20;
    const Lettered name =
        letter(report::capital(row.measure->name), {.size = 14, .bold = true}, room);
    Lettered who = letter(
        row.measure->of ? "borne by " + bearer(*row.measure) : "borne by nobody in particular",
        {.size = 12, .paint = Paint::faint}, room);
    who.rightwards = true;  // ours, whatever the names in it
    double left = margin;
    if (row.measure->of) {
      const auto bearing = drawing.group({{"data-dm", model_.dm(*row.measure->of).id}});
      drawing.sign(index(*row.measure->of), margin + 8, y + 10 + name.type.line_height() / 2, 7,
                   look_of(*row.measure->of));
      left += 24;
    }
    drawing.words({left, y + 10, room, name.height()}, name);
    drawing.words({left, y + 10 + name.height(), room, who.height()}, who);
    draw_chips(drawing, row, width_ - margin - chips, y + 24);
    y += 16 + std::max(name.height() + who.height(), 34.0);
    for (const Block& block : row.blocks) y = draw_block(drawing, row, block, y);
    return y;
  }

  // In which situations it stands: a filled circle with the situation's letter, or an empty one.
  void draw_chips(Drawing& drawing, const Row& row, double x, double y) const {
    for (std::size_t k = 0; k < row.stands.size(); ++k) {
      const Lineup::Member& s = at_.members[k];
      const bool stands = row.stands[k];
      const auto group =
          drawing.group({{"data-state", graph_.label(s.at.state)}},
                        s.title + ": " + (stands ? "stands here" : "does not stand here"));
      const double middle = x + 15;
      const double half = s.title.size() > 2 ? 14.5 : 11;
      const Box box{middle - half, y - 11, 2 * half, 22};
      drawing.rectangle(box,
                        stands ? Look{.fill = Paint::ink, .line = Paint::ink}
                               : Look{.fill = Paint::paper, .line = Paint::grid, .width = 1.4},
                        11);
      drawing.words_centred(
          box, letter(s.title,
                      {.size = 11, .bold = stands, .paint = stands ? Paint::paper : Paint::faint}));
      x += 30;
    }
  }

  Paint paint(const Row& row) const {
    return row.measure->of ? paint_of(*row.measure->of) : Paint::ink;
  }

  double draw_block(Drawing& drawing, const Row& row, const Block& block, double y) const {
    const double plot_left = margin + 24 + label_width + 12;
    const Axis axis(block, plot_left, plot_width);
    struct Line {
      Lettered who, when, told;
      double height;
    };
    std::vector<Line> lines;
    double height = 0;
    for (const Bar& bar : block.bars) {
      Line line{letter(bar.who, {.size = 12, .bold = bar.whole}, label_width),
                letter(bar.when, {.size = 11, .paint = Paint::faint}, label_width),
                letter(bar.told, {.size = 12, .bold = bar.whole}, value_width), 0};
      if (bar.when.empty()) line.when.lines.clear();
      line.height =
          std::max({24.0, line.who.height() + line.when.height() + 8, line.told.height() + 8});
      height += line.height;
      lines.push_back(std::move(line));
    }
    const std::vector<double> ticks = axis.ticks();
    for (const double tick : ticks)
      drawing.line(axis.at(tick), y, axis.at(tick), y + height + 4,
                   {.line = Paint::grid, .width = 0.8});
    for (std::size_t k = 0; k < lines.size(); ++k) {
      const Bar& bar = block.bars[k];
      const double said = lines[k].who.height() + lines[k].when.height();
      const double top = y + (lines[k].height - said) / 2;
      drawing.words({margin + 24, top, label_width, lines[k].who.height()}, lines[k].who);
      drawing.words({margin + 24, top + lines[k].who.height(), label_width, 0}, lines[k].when);
      draw_bar(drawing, bar, axis, y + lines[k].height / 2, paint(row));
      drawing.words_centred({plot_left + plot_width + 18, y, value_width, lines[k].height},
                            lines[k].told, Align::start);
      y += lines[k].height;
    }
    draw_ticks(drawing, axis, ticks, y + 4);
    const Lettered unit = letter(
        block.unit + (axis.logarithmic() ? " (logarithmic: each step is ten times more)" : ""),
        {.size = 11, .paint = Paint::faint}, plot_width + value_width);
    drawing.words({plot_left, y + 20, plot_width + value_width, unit.height()}, unit);
    return y + 24 + unit.height();
  }

  static void draw_bar(Drawing& drawing, const Bar& bar, const Axis& axis, double middle,
                       Paint paint) {
    const double from = axis.at(value_of(bar.value.low));
    const double to = axis.at(value_of(bar.value.high));
    if (bar.whole) {
      const std::string url = drawing.pattern(Drawing::Stripes::rising, paint, Paint::paper);
      drawing.rectangle(
          {from - 1, middle - bar_height / 2, std::max(2.0, to - from + 2), bar_height},
          {.fill = Paint::paper, .line = paint, .width = 1.2, .url = url}, 2);
    } else if (bar.value.low == bar.value.high) {
      drawing.circle(from, middle, 5,
                     bar.assumed ? Look{.fill = Paint::paper, .line = paint, .width = 2}
                                 : Look{.fill = paint});
    } else {
      drawing.rectangle({from, middle - 4, std::max(2.0, to - from), 8},
                        bar.assumed ? Look{.fill = Paint::paper, .line = paint, .width = 1.6}
                                    : Look{.fill = paint, .line = paint},
                        2);
    }
  }

  // Numbers that would touch the one before are left out.
  static void draw_ticks(Drawing& drawing, const Axis& axis, const std::vector<double>& ticks,
                         double y) {
    double free = -1e9;
    for (const double tick : ticks) {
      const Lettered text = letter(short_number(tick), {.size = 11, .paint = Paint::faint});
      const double x = axis.at(tick);
      if (x - text.width() / 2 < free + 8) continue;
      drawing.words({x - text.width() / 2, y, text.width(), text.height()}, text, Align::middle);
      free = x + text.width() / 2;
    }
  }

  std::vector<KeyEntry> key() const {
    bool single = false, span = false, whole = false, assumed = false;
    for (const Row& row : rows_)
      for (const Block& block : row.blocks)
        for (const Bar& bar : block.bars) {
          whole = whole || bar.whole;
          assumed = assumed || bar.assumed;
          if (!bar.whole) (bar.value.low == bar.value.high ? single : span) = true;
        }
    std::vector<KeyEntry> entries;
    const auto entry = [&](bool wanted, const std::string& meaning, auto sample) {
      if (wanted) entries.push_back({sample, meaning, 34, {}});
    };
    entry(single, "one number", [](Drawing& drawing, const Box& box) {
      drawing.circle(box.middle_x(), box.middle_y(), 5, {.fill = Paint::ink});
    });
    entry(span, "a range somebody names", [](Drawing& drawing, const Box& box) {
      drawing.rectangle({box.x, box.middle_y() - 4, box.width, 8}, {.fill = Paint::ink}, 2);
    });
    entry(whole, "from the lowest to the highest claim", [](Drawing& drawing, const Box& box) {
      const std::string url = drawing.pattern(Drawing::Stripes::rising, Paint::ink, Paint::paper);
      drawing.rectangle(box, {.fill = Paint::paper, .line = Paint::ink, .width = 1.2, .url = url},
                        2);
    });
    entry(assumed, "hollow: assumed, no source", [](Drawing& drawing, const Box& box) {
      drawing.circle(box.middle_x(), box.middle_y(), 5,
                     {.fill = Paint::paper, .line = Paint::ink, .width = 2});
    });
    entry(!at_.members.empty(), "it stands in that situation; hollow: it does not",
          [](Drawing& drawing, const Box& box) {
            drawing.rectangle({box.x + 6, box.y - 3, 22, 20}, {.fill = Paint::ink}, 10);
            drawing.words_centred({box.x + 6, box.y - 3, 22, 20},
                                  letter("A", {.size = 11, .bold = true, .paint = Paint::paper}));
          });
    return entries;
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const report::Words words_;
  const Lineup at_;
  std::vector<Row> rows_;
  const double width_ = margin + 24 + label_width + 12 + plot_width + 18 + value_width + margin;
};

}  // namespace

std::optional<Figure> draw_measures(const Subject& subject, const FigureRequest& request) {
  if (subject.graph.model()->measures.empty()) return std::nullopt;
  return Measures(subject, request).run();
}

}  // namespace standoff::figure
