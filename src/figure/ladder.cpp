// The preference ladder: what each decision maker wants, the most important first, what that rests
// on, in which situations it holds, and where these stand from best to worst.

#include <algorithm>

#include "figure/badges.hpp"
#include "figure/figure.hpp"
#include "figure/grounds.hpp"
#include "figure/kinds.hpp"
#include "figure/names.hpp"
#include "figure/parts.hpp"
#include "report/measured.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::figure {
namespace {

constexpr std::size_t usual_situations = 7;
constexpr std::size_t usual_rungs = 12;
constexpr double margin = 20;
constexpr double place_width = 24;
constexpr double ground_width = 26;
constexpr double cell_width = 34;
constexpr double scale_width = 170;
constexpr double least_row = 28;
constexpr double badge = 9;

// One step of a list: a statement, a tier, or a weight.
struct Rung {
  std::string text;
  report::Ground ground;
  std::string evidence;
  std::vector<bool> holds;  // by situation
};

struct Panel {
  DmId dm{};
  std::vector<Rung> rungs;
  std::size_t hidden = 0;
  std::vector<std::size_t> place;  // of each situation on the scale, 1 is best
  std::size_t places = 0;
  bool tiers = false;          // each situation has one rung
  bool lexicographic = false;  // the first rung that differs decides
};

class Ladder {
 public:
  Ladder(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        words_(subject.graph),
        all_(request.all),
        at_(subject, request,
            request.all         ? 0
            : request.limit > 0 ? request.limit
                                : usual_situations) {
    for (std::size_t i = 0; i < graph_.dms(); ++i)
      if (!request.dm || *request.dm == DmId(i)) panels_.push_back(panel(DmId(i)));
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
  // --- What there is to show

  std::string evidence(const Because& because) const {
    std::string out;
    for (const std::uint32_t k : because) out += (out.empty() ? "" : ", ") + model_.evidence[k].id;
    return out;
  }

  std::vector<bool> by_situation(const Formula& formula) const {
    const StateSet where = graph_.where(formula);
    std::vector<bool> out;
    for (const Lineup::Member& s : at_.members) out.push_back(where.contains(s.at.state));
    return out;
  }

  Panel panel(DmId dm) const {
    Panel out;
    out.dm = dm;
    const Preference& preference = model_.dm(dm).preference;
    if (const auto* statements = std::get_if<Statements>(&preference)) {
      out.lexicographic = true;
      for (const Statement& s : statements->list) {
        std::string text = s.text;
        if (s.strongly) text += " (strongly)";
        if (s.uncertain) text += " (may count or not)";
        if (s.confidence)
          text += " (counts in " + report::number(std::int64_t{100} * *s.confidence) +
                  " % of the readings)";
        out.rungs.push_back(
            {text, report::ground(s), evidence(s.because), by_situation(s.formula)});
      }
    } else if (const auto* ranking = std::get_if<Ranking>(&preference)) {
      out.tiers = true;
      std::vector<bool> placed(at_.members.size(), false);
      for (const auto& tier : ranking->tiers) {
        std::vector<std::string> texts;
        for (const WrittenFormula& f : tier) texts.push_back(f.text);
        Rung rung{report::enumeration(texts, "or"),
                  report::ground(ranking->because),
                  evidence(ranking->because),
                  {}};
        rung.holds.assign(at_.members.size(), false);
        for (const WrittenFormula& f : tier) {
          const std::vector<bool> here = by_situation(f.formula);
          for (std::size_t k = 0; k < here.size(); ++k)
            if (here[k] && !placed[k]) rung.holds[k] = true;
        }
        for (std::size_t k = 0; k < placed.size(); ++k) placed[k] = placed[k] || rung.holds[k];
        out.rungs.push_back(std::move(rung));
      }
    } else if (const auto* payoffs = std::get_if<Payoffs>(&preference)) {
      for (const Payoffs::Weight& w : payoffs->weights)
        out.rungs.push_back({report::number(w.millionths) + "  where " + w.where.text,
                             report::ground(payoffs->because), evidence(payoffs->because),
                             by_situation(w.where.formula)});
    }
    if (!all_ && out.rungs.size() > usual_rungs) {
      out.hidden = out.rungs.size() - usual_rungs;
      out.rungs.resize(usual_rungs);
    }
    const Ranks& ranks = graph_.ranks(dm);
    out.places = ranks.empty() ? 0 : *std::max_element(ranks.begin(), ranks.end());
    for (const Lineup::Member& s : at_.members)
      out.place.push_back(out.places - graph_.rank(dm, s.at.state) + 1);
    return out;
  }

  // --- In words

  // Of all situations but the first, the one that the most prefer to it.
  std::string reading() const {
    if (at_.members.empty())
      return "Nothing is stable, and the dispute does not say where it stands.";
    const auto place = [&](const Panel& p, std::size_t k) {
      return std::to_string(p.place[k]) + " of " + std::to_string(p.places);
    };
    if (panels_.size() == 1) {
      const Panel& p = panels_.front();
      std::string text = "For " + words_.called(p.dm) + ", ";
      for (std::size_t k = 0; k < at_.members.size() && k < 3; ++k)
        text += (k == 0 ? "" : ", ") + at_.members[k].title + " is place " + place(p, k);
      return text + ", 1 being the best.";
    }
    if (at_.members.size() < 2 || !at_.members.front().now) {
      std::vector<std::string> best;
      for (const Panel& p : panels_) {
        const auto top = std::min_element(p.place.begin(), p.place.end()) - p.place.begin();
        best.push_back(words_.called(p.dm) + " likes " +
                       at_.members[static_cast<std::size_t>(top)].title + " best");
      }
      return at_.members.size() < 2
                 ? "Where it stands is place " + report::enumeration(places_of_first()) + "."
                 : "Of the situations shown, " + report::enumeration(best) + ".";
    }
    const auto better = [&](std::size_t k) {
      return std::count_if(panels_.begin(), panels_.end(),
                           [&](const Panel& p) { return p.place[k] < p.place[0]; });
    };
    std::size_t chosen = 1;
    if (!at_.members[1].wanted)
      for (std::size_t k = 2; k < at_.members.size(); ++k)
        if (better(k) > better(chosen)) chosen = k;
    std::vector<std::string> gain, lose, alike;
    for (const Panel& p : panels_)
      (p.place[chosen] < p.place[0]   ? gain
       : p.place[chosen] > p.place[0] ? lose
                                      : alike)
          .push_back(words_.called(p.dm));
    const std::string what =
        (at_.members[chosen].wanted ? "what is wanted" : at_.members[chosen].title) +
        name_of(words_, at_.members[chosen].at.state);
    if (gain.size() == panels_.size()) return "Everybody prefers " + what + " to where it stands.";
    if (gain.empty()) return "Nobody prefers " + what + " to where it stands.";
    std::string text =
        report::capital(what) + " is better than now for " + report::enumeration(gain);
    if (!lose.empty()) text += ", and worse for " + report::enumeration(lose);
    if (!alike.empty()) text += ", and as good for " + report::enumeration(alike);
    return text + ".";
  }

  std::vector<std::string> places_of_first() const {
    std::vector<std::string> out;
    for (const Panel& p : panels_)
      out.push_back(std::to_string(p.place[0]) + " of " + std::to_string(p.places) + " for " +
                    words_.called(p.dm));
    return out;
  }

  std::string titles() const {
    std::vector<std::string> out;
    for (const Lineup::Member& s : at_.members) out.push_back(s.title);
    return report::enumeration(out);
  }

  std::string seen() const {
    return "For " + report::counted(panels_.size(), "decision maker") +
           ", a list of what it wants, the most important first, each with a pattern for what it "
           "rests on" +
           (at_.members.empty() ? "."
                                : ", and whether it holds in " + titles() +
                                      "; beside it a scale from the most to the least preferred "
                                      "situation, on which these stand.");
  }

  std::string note() const {
    std::size_t hidden = 0;
    for (const Panel& p : panels_) hidden += p.hidden;
    std::string out =
        not_shown(hidden, "further line of the lists", "further lines of the lists", "");
    const std::string more = not_shown(at_.hidden, "more situation in which it can settle",
                                       "more situations in which it can settle", "");
    if (!out.empty() && !more.empty()) out += " ";
    return out + more;
  }

  Table twin() const {
    Table table{"What each wants, the most important first, and in which situations it holds",
                {"decision maker", "place", "wants", "rests on", "evidence"},
                {}};
    for (const Lineup::Member& s : at_.members) table.columns.push_back(s.title);
    for (const Panel& p : panels_) {
      for (std::size_t r = 0; r < p.rungs.size(); ++r) {
        const Rung& rung = p.rungs[r];
        std::vector<std::string> row{words_.name(p.dm), std::to_string(r + 1), rung.text,
                                     std::string(report::in_words(rung.ground)), rung.evidence};
        for (const bool yes : rung.holds) row.emplace_back(yes ? "Y" : "N");
        table.rows.push_back(std::move(row));
      }
      std::vector<std::string> row{words_.name(p.dm), "",
                                   "place among " + std::to_string(p.places) + ", 1 the best", "",
                                   ""};
      for (const std::size_t place : p.place) row.push_back(std::to_string(place));
      table.rows.push_back(std::move(row));
    }
    std::vector<std::string> row{"", "", "state", "", ""};
    for (const Lineup::Member& s : at_.members) row.push_back(words_.state(s.at.state));
    table.rows.push_back(std::move(row));
    return table;
  }

  // --- In lines

  double cell(std::size_t situation) const {
    return cells_left_ + cell_width * (static_cast<double>(situation) + 0.5);
  }

  void draw(Figure& figure) {
    double text_width = 190;
    for (const Panel& p : panels_)
      for (const Rung& rung : p.rungs)
        text_width = std::max(text_width, width_of(rung.text, {.size = 13}));
    text_width = std::min(text_width, 300.0);
    text_left_ = margin + place_width;
    ground_left_ = text_left_ + text_width + 12;
    cells_left_ = ground_left_ + ground_width + 14;
    cells_right_ = cells_left_ + cell_width * static_cast<double>(at_.members.size());
    width_ = std::max(cells_right_ + (at_.members.empty() ? 0 : 24 + scale_width) + margin, 520.0);

    Drawing drawing("ladder", id_);
    double top = margin;
    for (const Panel& p : panels_) top = draw_panel(drawing, p, top) + 18;
    top += draw_key(drawing, key(), margin, top, width_ - 2 * margin);
    top = draw_names(drawing, at_.members, words_, margin, top + 10, width_ - 2 * margin);
    finish(figure, std::move(drawing), width_, top + margin);
  }

  double draw_panel(Drawing& drawing, const Panel& p, double top) const {
    const double right = width_ - margin;
    drawing.line(margin, top, right, top, {.line = Paint::grid});
    const Lettered name =
        letter(model_.dm(p.dm).name, {.size = 14, .bold = true}, ground_left_ - text_left_ - 8);
    const double head = std::max(34.0, name.height() + 12);
    {
      const auto group = drawing.group({{"data-dm", model_.dm(p.dm).id}});
      drawing.sign(index(p.dm), margin + 8, top + head / 2, 7, look_of(p.dm));
      drawing.words_centred({text_left_, top, ground_left_ - text_left_, head}, name, Align::start);
    }
    for (std::size_t k = 0; k < at_.members.size(); ++k) draw_heading(drawing, k, top, head);
    double y = top + head;
    const double first = y;
    for (std::size_t r = 0; r < p.rungs.size(); ++r) y = draw_rung(drawing, p, r, y);
    if (p.rungs.empty()) {
      const Lettered text =
          letter("is indifferent between all situations", {.size = 13, .paint = Paint::faint});
      drawing.words({text_left_, y + 4, text.width(), text.height()}, text);
      y += least_row;
    }
    if (p.hidden > 0) {
      const Lettered text =
          letter(report::counted(p.hidden, "more line"), {.size = 12, .paint = Paint::faint});
      drawing.words({text_left_, y + 4, text.width(), text.height()}, text);
      y += least_row;
    }
    return at_.members.empty() ? y : std::max(y, draw_scale(drawing, p, first - head + 14, y));
  }

  void draw_heading(Drawing& drawing, std::size_t k, double top, double head) const {
    const Lineup::Member& s = at_.members[k];
    const auto group = drawing.group({{"data-state", graph_.label(s.at.state)}},
                                     s.title + ": " + words_.state(s.at.state));
    const Type type{.size = s.title.size() > 3 ? 11.0 : 13.0, .bold = true};
    const Lettered text = letter(s.title, type);
    drawing.words_centred({cell(k) - cell_width / 2, top, cell_width, head}, text);
  }

  double draw_rung(Drawing& drawing, const Panel& p, std::size_t r, double y) const {
    const Rung& rung = p.rungs[r];
    const Lettered text = letter(rung.text, {.size = 13}, ground_left_ - text_left_ - 12);
    const double height = std::max(least_row, text.height() + 10);
    const auto group =
        drawing.group({{"data-statement", model_.dm(p.dm).id + ":" + std::to_string(r + 1)}},
                      std::string(report::in_words(rung.ground)) +
                          (rung.evidence.empty() ? "" : ": " + rung.evidence));
    drawing.line(text_left_, y, cells_right_, y, {.line = Paint::grid, .width = 0.6});
    drawing.words_centred({margin, y, place_width - 6, height},
                          letter(std::to_string(r + 1), {.size = 12, .paint = Paint::faint}));
    drawing.words_centred({text_left_, y, ground_left_ - text_left_ - 12, height}, text,
                          Align::start);
    draw_ground(drawing, {ground_left_, y + height / 2 - 6, ground_width, 12}, rung.ground,
                paint_of(p.dm));
    const bool with_now = !at_.members.empty() && at_.members.front().now;
    const double middle = y + height / 2;
    Badges badges(badge);
    for (std::size_t k = 0; k < rung.holds.size(); ++k) {
      const double x = cell(k);
      // Where the list decides by its first difference, a frame tells what differs from now.
      if (p.lexicographic && with_now && rung.holds[k] != rung.holds[0]) badges.frame(x, middle);
      if (rung.holds[k])
        badges.yes(x, middle, paint_of(p.dm));
      else if (p.tiers)  // every situation has one place: the others say nothing
        drawing.circle(x, middle, 1.6, {.fill = Paint::grid});
      else
        badges.no(x, middle);
    }
    badges.draw(drawing);
    return y + height;
  }

  // Situations of one place share a label; labels keep apart, and a thin line leads to the place.
  double draw_scale(Drawing& drawing, const Panel& p, double top, double bottom) const {
    constexpr double apart = 17;
    struct Mark {
      std::size_t place;
      std::vector<std::size_t> at;
      double y = 0;
      double label = 0;
    };
    std::vector<Mark> marks;
    for (std::size_t k = 0; k < at_.members.size(); ++k) {
      const auto same = std::find_if(marks.begin(), marks.end(),
                                     [&](const Mark& m) { return m.place == p.place[k]; });
      if (same == marks.end())
        marks.push_back({p.place[k], {k}});
      else
        same->at.push_back(k);
    }
    std::sort(marks.begin(), marks.end(),
              [](const Mark& a, const Mark& b) { return a.place < b.place; });
    bottom = std::max(bottom - 12, top + apart * static_cast<double>(marks.size() + 1));
    const double x = cells_right_ + 24;
    for (Mark& m : marks) {
      const double share =
          p.places < 2 ? 0.5 : static_cast<double>(m.place - 1) / static_cast<double>(p.places - 1);
      m.y = m.label = top + share * (bottom - top);
    }
    for (std::size_t k = 1; k < marks.size(); ++k)
      marks[k].label = std::max(marks[k].label, marks[k - 1].label + apart);
    for (std::size_t k = marks.size(); k-- > 0;) {
      const double most = k + 1 == marks.size() ? bottom : marks[k + 1].label - apart;
      marks[k].label = std::min(marks[k].label, most);
    }
    drawing.line(x, top, x, bottom, {.line = Paint::faint, .width = 1.6});
    for (const double end : {top, bottom})
      drawing.line(x - 4, end, x + 4, end, {.line = Paint::faint, .width = 1.6});
    for (const Mark& m : marks) draw_mark(drawing, p, m.place, m.at, x, m.y, m.label);
    return bottom + 12;
  }

  void draw_mark(Drawing& drawing, const Panel& p, std::size_t place,
                 const std::vector<std::size_t>& at, double x, double y, double label) const {
    const auto group =
        drawing.group({{"data-state", graph_.label(at_.members[at.front()].at.state)}},
                      words_.state(at_.members[at.front()].at.state));
    std::vector<std::string> names;
    bool now = false;
    for (const std::size_t k : at) {
      names.push_back(at_.members[k].title);
      now = now || at_.members[k].now;
    }
    drawing.path("M" + number(x + 5) + " " + number(y) + "L" + number(x + 14) + " " +
                     number(label) + "H" + number(x + 20),
                 {.line = Paint::grid});
    drawing.circle(x, y, now ? 5 : 4,
                   now ? Look{.fill = Paint::accent}
                       : Look{.fill = Paint::paper, .line = paint_of(p.dm), .width = 2});
    const double room = scale_width - 24;
    const std::string places = std::to_string(place) + " of " + std::to_string(p.places);
    const Lettered behind = letter(places, {.size = 11, .paint = Paint::faint});
    const Lettered front =
        letter(report::joined(names), {.size = 12, .bold = true}, room - behind.width() - 8, 1);
    drawing.words({x + 24, label - front.type.line_height() / 2, front.width(), front.height()},
                  front);
    drawing.words({x + 24 + front.width() + 8, label - behind.type.line_height() / 2,
                   behind.width(), behind.height()},
                  behind);
  }

  std::vector<KeyEntry> key() const {
    std::vector<report::Ground> used;
    bool framed = false;
    for (const Panel& p : panels_) {
      framed = framed || (p.lexicographic && at_.members.size() > 1 && at_.members.front().now);
      for (const Rung& rung : p.rungs) used.push_back(rung.ground);
    }
    std::vector<KeyEntry> entries = ground_entries(used);
    if (framed)
      entries.push_back({[](Drawing& drawing, const Box& box) {
                           drawing.rectangle(box.inset(0.5), {.line = Paint::ink, .width = 1.4}, 4);
                         },
                         "differs from now; the topmost decides",
                         14,
                         {}});
    if (!at_.members.empty())
      entries.push_back({[](Drawing& drawing, const Box& box) {
                           drawing.line(box.middle_x(), box.y, box.middle_x(), box.bottom(),
                                        {.line = Paint::faint, .width = 1.6});
                           drawing.circle(box.middle_x(), box.middle_y(), 4,
                                          {.fill = Paint::accent});
                         },
                         "place: the most preferred at the top",
                         14,
                         {}});
    return entries;
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const report::Words words_;
  const bool all_;
  const Lineup at_;
  std::vector<Panel> panels_;
  double text_left_ = 0, ground_left_ = 0, cells_left_ = 0, cells_right_ = 0, width_ = 0;
};

}  // namespace

std::optional<Figure> draw_ladder(const Subject& subject, const FigureRequest& request) {
  const auto& people = subject.graph.model()->decision_makers;
  const bool nothing = std::all_of(people.begin(), people.end(), [](const DecisionMaker& dm) {
    return std::holds_alternative<std::monostate>(dm.preference);
  });
  if (nothing) return std::nullopt;
  return Ladder(subject, request).run();
}

}  // namespace standoff::figure
