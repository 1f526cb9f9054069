// The story: where the dispute begins, the moves that follow one after the other, each with what
// its mover has of it and what could stop it, and where it comes to rest; along its stages and the
// days on which something is decided.

#include <algorithm>
#include <map>

#include "figure/date_rail.hpp"
#include "figure/figure.hpp"
#include "figure/kinds.hpp"
#include "figure/parts.hpp"
#include "report/measured.hpp"
#include "report/settlements.hpp"
#include "report/step.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "standoff/timeline.hpp"

namespace standoff::figure {
namespace {

constexpr std::size_t usual_questions_shown = 14;
constexpr double margin = 20;
constexpr double card_width = 244;
constexpr double gap = 30;  // between cards, for an arrow
constexpr std::size_t cards_in_row = 3;
constexpr double inside = 12;  // of a card, between its edge and its words
constexpr double width = 2 * margin + cards_in_row * card_width + (cards_in_row - 1) * gap;

// A picture of the story.
struct Card {
  enum class What : std::uint8_t { begins, moves, ends } what = What::moves;
  std::string heading;
  std::optional<report::Step> step;
  std::vector<std::pair<std::string, std::string>> lines;  // a few words before, and a sentence
  std::vector<std::pair<DmId, std::string>> does;          // where it begins: who does what
  std::string from;                                        // label of the state a move starts from
  std::string label;                                       // of the state it leads to
  std::string state;                                       // the same with its name
};

struct Section {
  std::string title;
  std::string from, until;
  std::string stage;  // its id
  bool now = false;
  std::vector<Card> cards;
  std::size_t other_ways = 0;  // ends and beginnings that are not told
  std::string remark;          // instead of cards
};

class Story {
 public:
  Story(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        stop_(request.stop) {
    resting_ = request.concept_;
    if (resting_ == nullptr) {
      const auto seq = subject.analysis.find("seq");
      resting_ = subject.analysis.concepts.at(seq ? *seq : 0);
    }
    if (request.wanted)
      to_the_wanted(*request.wanted);
    else
      through_the_stages();
    most_questions_ = request.all ? model_.questions.size() : usual_questions_shown;
    if (request.limit > 0 && told()) shorten(std::max<std::size_t>(request.limit, 2));
  }

  bool told() const { return !sections_.empty(); }

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
  // --- The story

  void through_the_stages() {
    TimelineRequest asked;
    asked.resting = resting_;
    asked.stop = stop_;
    run_ = timeline(model_, asked);
    for (const Phase& phase : run_->phases) {
      Section section;
      if (model_.stages.empty()) {
        section.title = "From where it stands";
        section.from = model_.as_of;
        section.now = true;
      } else {
        const Stage& stage = model_.stages[phase.stage];
        section.title = report::capital(stage.name.empty() ? stage.id : stage.name);
        section.from = stage.from;
        section.until = stage.until;
        section.stage = stage.id;
        section.now = stage.now;
      }
      tell(phase, section);
      sections_.push_back(std::move(section));
    }
    const bool nothing = std::all_of(sections_.begin(), sections_.end(),
                                     [](const Section& s) { return s.cards.empty(); });
    if (nothing) sections_.clear();
  }

  void tell(const Phase& phase, Section& section) const {
    if (!phase.graph) {
      section.remark = "Too many situations to list.";
      return;
    }
    if (phase.courses.empty()) {
      section.remark = "Nothing leads here.";
      return;
    }
    // Where the file says that it stood, or else where the stages before lead.
    const auto recorded = std::find_if(phase.courses.begin(), phase.courses.end(),
                                       [](const Phase::Course& c) { return c.recorded; });
    const Phase::Course& course =
        recorded != phase.courses.end() ? *recorded : phase.courses.front();
    for (const Phase::Course& other : phase.courses) section.other_ways += other.ends.size();
    const report::Words words(*phase.graph);
    section.cards.push_back(beginning(
        words, course.start, course.recorded ? "Where it stands" : "As the stage before ended"));
    if (course.ends.empty()) {  // stopped
      section.cards.back().lines.emplace_back("", "It was not followed to an end");
      return;
    }
    section.other_ways -= 1;
    const Phase::End& end = course.ends.front();
    std::vector<Move> way;
    for (const JointMove& move : end.way) way.insert(way.end(), move.way.begin(), move.way.end());
    add_moves(words, way, section);
    Card last = ending(words, end.state);
    last.heading = !course.rests     ? "It does not come to rest"
                   : end.way.empty() ? "It rests where it began"
                                     : "Here it rests";
    if (!course.rests)
      last.lines.insert(last.lines.begin(), {"", report::counted(course.ends.size(), "situation") +
                                                     " follow one another again and again"});
    section.cards.push_back(std::move(last));
  }

  void to_the_wanted(StateId wanted) {
    if (!graph_.status_quo()) return;
    const report::Ways ways = report::ways_from_here(graph_, stop_);
    const report::Words words(graph_);
    Section section;
    section.title = "To what is wanted";
    section.now = true;
    section.cards.push_back(beginning(words, *graph_.status_quo(), "Where it stands"));
    const bool pays = ways.improving->distance[index(wanted)] != Reach::never;
    const report::Nearest& nearest = pays ? *ways.improving : *ways.moving;
    Card last = ending(words, wanted);
    last.heading = "What is wanted";
    if (nearest.distance[index(wanted)] == Reach::never) {
      last.heading = "What is wanted cannot be reached";
      const Reach any = reach(graph_, *graph_.status_quo());
      const Blocked why = blocked(graph_, any, wanted);
      for (const auto& [option, reason] : why.options)
        last.lines.emplace_back(
            "", "\"" + model_.option(option).name + "\" would have to change, and " +
                    (reason == Blocked::Reason::irreversible      ? "there is no way back"
                     : reason == Blocked::Reason::nobody_controls ? "nobody controls it"
                                                                  : "that is never allowed"));
    } else {
      add_moves(words, nearest.way(wanted), section);
    }
    section.cards.push_back(std::move(last));
    sections_.push_back(std::move(section));
  }

  void add_moves(const report::Words& words, const std::vector<Move>& way, Section& section) const {
    for (std::size_t k = 0; k < way.size(); ++k) {
      Card card;
      card.step =
          report::step_in_words(words, way[k], k > 0 ? std::optional(way[k - 1]) : std::nullopt);
      const report::Step& step = *card.step;
      const auto add = [&](const std::string& before, const std::string& text) {
        if (!text.empty()) card.lines.emplace_back(before, text);
      };
      add(step.gains ? "Why" : "At what cost", step.why);
      add("Why now", step.why_now);
      add("Could stop it", step.stops);
      add("It", step.turns);
      if (!step.reversible) add("", "no way back");
      card.from = words.graph().label(way[k].from);
      card.label = words.graph().label(way[k].to);
      card.state = words.state(way[k].to);
      section.cards.push_back(std::move(card));
    }
  }

  // The part that begins where it stands, in so many cards, without the days.
  void shorten(std::size_t most) {
    for (const Section& s : sections_)
      if (&s != &present()) cards_hidden_ += s.cards.size();
    Section one = present();
    if (one.cards.size() > most) {
      cards_hidden_ += one.cards.size() - most;
      one.cards.erase(one.cards.begin() + static_cast<std::ptrdiff_t>(most) - 1,
                      one.cards.end() - 1);
    }
    sections_ = {std::move(one)};
    most_questions_ = 0;
    short_ = true;
  }

  Card beginning(const report::Words& words, StateId s, const std::string& heading) const {
    Card card;
    card.what = Card::What::begins;
    card.heading = heading;
    card.label = words.graph().label(s);
    card.state = words.state(s);
    if (!words.graph().has_options()) return card;
    for (std::size_t i = 0; i < words.graph().dms(); ++i) {
      const auto taken = words.taken_by(DmId(i), s);
      if (!taken.empty()) card.does.emplace_back(DmId(i), report::enumeration(taken));
    }
    return card;
  }

  Card ending(const report::Words& words, StateId s) const {
    Card card;
    card.what = Card::What::ends;
    card.label = words.graph().label(s);
    card.state = words.state(s);
    const Graph& graph = words.graph();
    std::vector<std::string> gaining;
    for (std::size_t i = 0; i < graph.dms(); ++i)
      if (!stable(*resting_, graph, DmId(i), s)) gaining.push_back(words.called(DmId(i)));
    if (gaining.empty())
      card.lines.emplace_back(
          "", "Nobody has a gain that nothing deters (" + std::string(resting_->key) + ")");
    else
      card.lines.emplace_back("", report::capital(report::enumeration(gaining)) +
                                      " could still gain (" + std::string(resting_->key) + ")");
    for (const std::string& line : report::measured(graph, s)) card.lines.emplace_back("", line);
    return card;
  }

  // --- In words

  // The part of the story that the file's own graph tells.
  const Section& present() const {
    const auto now =
        std::find_if(sections_.begin(), sections_.end(), [](const Section& s) { return s.now; });
    return now != sections_.end() && !now->cards.empty()
               ? *now
               : *std::find_if(sections_.begin(), sections_.end(),
                               [](const Section& s) { return !s.cards.empty(); });
  }

  std::string reading() const {
    const Section& section = present();
    std::vector<std::string> steps;
    std::size_t costly = 0;
    for (const Card& card : section.cards)
      if (card.step) {
        const report::Words words(graph_);
        steps.push_back(words.called(card.step->move.dm) + " could " + card.step->does);
        costly += card.step->gains ? 0 : 1;
      }
    const Card& last = section.cards.back();
    const std::string end = last.state;
    const std::string start = section.now ? "From where it stands" : section.title;
    if (run_) {
      if (!run_->complete) return start + " it was not followed to an end.";
      if (last.heading == "It does not come to rest")
        return start + " it does not come to rest: situations follow one another.";
      if (steps.empty())
        return "It rests where it stands, " + end + ": nobody has a gain that nothing deters.";
      return start + ", " +
             (steps.size() <= 2 ? report::enumeration(steps, "and then")
                                : report::counted(steps.size(), "move") + " follow") +
             "; then it rests, at " + end + ".";
    }
    if (last.heading != "What is wanted")
      return "No moves of anybody lead from where it stands to what is wanted, " + end + ".";
    if (steps.empty()) return "What is wanted is where it stands, " + end + ".";
    std::string text =
        "To what is wanted, " + end + ", it takes " + report::counted(steps.size(), "move");
    if (costly == 0)
      text +=
          steps.size() == 1 ? ", which pays whoever makes it" : ", which pay whoever makes them";
    else
      text += "; " + std::to_string(costly) + " of them " + (costly == 1 ? "does" : "do") +
              " not pay whoever makes " + (costly == 1 ? "it" : "them");
    return text + ".";
  }

  std::string seen() const {
    std::size_t moves = 0;
    for (const Section& s : sections_)
      for (const Card& card : s.cards) moves += card.step ? 1 : 0;
    return "A story in cards" +
           (model_.stages.empty() || !run_ || short_
                ? std::string()
                : ", through " + report::counted(sections_.size(), "stage") +
                      " on a rail of dates") +
           ": where it begins, " + (moves == 0 ? "no moves" : report::counted(moves, "move")) +
           " one after the other, each with who makes it, what for, and what could stop it, and "
           "where it comes to rest.";
  }

  std::string note() const {
    std::size_t others = 0;
    for (const Section& s : sections_) others += s.other_ways;
    std::string out;
    const auto add = [&](const std::string& text) {
      if (!text.empty()) out += (out.empty() ? "" : " ") + text;
    };
    add(not_shown(cards_hidden_, "further card of the story", "further cards of the story", ""));
    add(not_shown(others, "other course or end", "other courses or ends", ""));
    add(not_shown(hidden_questions(), "more dated question", "more dated questions", ""));
    if (run_ && !run_->complete) out += std::string(out.empty() ? "" : " ") + "This is partial.";
    return out;
  }

  static std::string dates(const Section& s) {
    if (s.from.empty() && s.until.empty()) return {};
    if (s.until.empty()) return "from " + s.from;
    if (s.from.empty()) return "until " + s.until;
    return s.from + " to " + s.until;
  }

  Table twin() const {
    Table table{
        "The story, move by move", {"part", "dates", "step", "who", "does", "leads to", "and"}, {}};
    for (const Section& s : sections_) {
      std::size_t number = 0;
      for (const Card& card : s.cards) {
        std::string more;
        for (const auto& [before, text] : card.lines)
          more += (more.empty() ? "" : "; ") + (before.empty() ? "" : before + ": ") + text;
        std::string does = card.step ? card.step->does : card.heading;
        for (const auto& [dm, what] : card.does)
          more += (more.empty() ? "" : "; ") + model_.dm(dm).name + ": " + what;
        table.rows.push_back({s.title, dates(s), card.step ? std::to_string(++number) : "",
                              card.step ? card.step->who : "", does, card.state, more});
      }
      if (s.cards.empty()) table.rows.push_back({s.title, dates(s), "", "", s.remark, "", ""});
    }
    for (const Question* q : dated())
      table.rows.push_back({"due", q->by, "", "", q->text, "",
                            "the model: " + foretold(*q) + "; came about: " + came(*q)});
    return table;
  }

  // --- Dated questions

  std::vector<const Question*> dated() const {
    std::vector<const Question*> out;
    for (const Question& q : model_.questions)
      if (day_of(q.by)) out.push_back(&q);
    std::stable_sort(out.begin(), out.end(), [](const Question* a, const Question* b) {
      return *day_of(a->by) < *day_of(b->by);
    });
    return out;
  }
  std::size_t hidden_questions() const {
    const std::size_t all = dated().size();
    return all > most_questions_ ? all - most_questions_ : 0;
  }

  std::string foretold(const Question& q) const {
    if (!run_) return "not asked";
    if (answers_.empty()) answers_ = scored();
    switch (answers_[static_cast<std::size_t>(&q - model_.questions.data())].answer) {
      case Foretold::yes:
        return "yes";
      case Foretold::no:
        return "no";
      case Foretold::open:
        return "open";
      case Foretold::unasked:
        break;
    }
    return "–";
  }
  // As `standoff score` answers: from the stage that the file speaks of on.
  std::vector<Scored> scored() const {
    TimelineRequest asked;
    asked.resting = resting_;
    asked.stop = stop_;
    for (std::size_t k = 0; k < model_.stages.size(); ++k)
      if (model_.stages[k].now) asked.first = k;
    if (asked.first == 0) return answers(model_, *run_, true);
    return answers(model_, timeline(model_, asked), true);
  }
  static std::string came(const Question& q) {
    return q.outcome == Question::Outcome::yes  ? "yes"
           : q.outcome == Question::Outcome::no ? "no"
                                                : "not known";
  }

  // --- In lines

  void draw(Figure& figure) {
    Drawing drawing("storyboard", id_);
    double y = margin;
    std::vector<Stretch> stretches;
    const bool staged = run_ && !model_.stages.empty() && !short_;
    if (staged)
      for (std::size_t k = 0; k < sections_.size(); ++k)
        stretches.push_back({std::to_string(k + 1),
                             sections_[k].from,
                             sections_[k].until,
                             sections_[k].now,
                             {{"data-stage", sections_[k].stage}},
                             sections_[k].title});
    if (!short_) {
      const double rail =
          draw_rail(drawing, stretches, due(), margin + 4, y, width - 2 * margin - 8);
      if (rail > y) y = rail + 8;
    }
    for (std::size_t k = 0; k < sections_.size(); ++k)
      y = draw_section(drawing, sections_[k], staged ? std::to_string(k + 1) : "", y);
    y = draw_questions(drawing, y);
    y += draw_key(drawing, key(), margin, y + 4, width - 2 * margin) + 4;
    finish(figure, std::move(drawing), width, y + margin);
  }

  std::vector<Due> due() const {
    std::vector<Due> out;
    if (day_of(model_.as_of))
      out.push_back({model_.as_of.substr(0, model_.as_of.find('/')), "as of", ""});
    std::map<std::string, std::size_t> counts;
    for (const Question* q : dated()) ++counts[q->by];
    for (const auto& [date, count] : counts)
      out.push_back({date, report::counted(count, "question"), ""});
    std::stable_sort(out.begin(), out.end(),
                     [](const Due& a, const Due& b) { return *day_of(a.date) < *day_of(b.date); });
    return out;
  }

  // The heading of a part; returns where it ends. What a page can be asked for by it is the stage,
  // by the cards the situations: neither is inside the other.
  double draw_section_heading(Drawing& drawing, const Section& s, const std::string& number,
                              double y) const {
    Attributes hooks;
    if (!s.stage.empty()) hooks.emplace_back("data-stage", s.stage);
    const auto group = drawing.group(hooks);
    drawing.line(margin, y, width - margin, y, {.line = Paint::grid});
    double x = margin;
    if (!number.empty()) {
      drawing.rectangle({x, y + 8, 24, 22},
                        {.fill = s.now ? Paint::ink : Paint::paper, .line = Paint::ink}, 5);
      drawing.words_centred(
          {x, y + 8, 24, 22},
          letter(number, {.size = 12, .bold = true, .paint = s.now ? Paint::paper : Paint::ink}));
      x += 34;
    }
    const Lettered when = letter(dates(s) + (s.now && !number.empty() ? ", now" : ""),
                                 {.size = 12, .paint = Paint::faint});
    const double room = width - margin - x - when.width() - 16;
    const Lettered name = letter(s.title, {.size = 14, .bold = true}, room);
    drawing.words({x, y + 10, room, name.height()}, name);
    drawing.words({width - margin - when.width(), y + 11, when.width(), when.height()}, when);
    return y + 18 + std::max(name.height(), 22.0);
  }

  double draw_section(Drawing& drawing, const Section& s, const std::string& number,
                      double y) const {
    y = draw_section_heading(drawing, s, number, y);
    const double x = number.empty() ? margin : margin + 34;
    if (s.cards.empty()) {
      const Lettered remark = letter(s.remark, {.size = 13, .paint = Paint::faint});
      drawing.words({x, y, width - x - margin, remark.height()}, remark);
      return y + remark.height() + 16;
    }
    std::size_t step = 0;
    for (std::size_t k = 0; k < s.cards.size(); k += cards_in_row) {
      const std::size_t end = std::min(k + cards_in_row, s.cards.size());
      double height = 0;
      for (std::size_t c = k; c < end; ++c)
        height = std::max(height, draw_card(nullptr, s.cards[c], 0, 0, 0, 0, ""));
      for (std::size_t c = k; c < end; ++c) {
        const double left = margin + (card_width + gap) * static_cast<double>(c - k);
        if (s.cards[c].step) ++step;
        draw_card(&drawing, s.cards[c], left, y, height, step, s.stage);
        if (c + 1 < s.cards.size())
          draw_arrow(drawing, s.cards[c + 1], left, y, height, c + 1 == end);
      }
      y += height + (end < s.cards.size() ? 26 : 18);
    }
    return y;
  }

  // To the next card; at the end of a row it goes round to the first one of the next row.
  static void draw_arrow(Drawing& drawing, const Card& next, double left, double y, double height,
                         bool row_ends) {
    const Paint paint = next.step ? paint_of(next.step->move.dm) : Paint::faint;
    const bool bold = next.step && next.step->gains;
    const Attributes head{{"marker-end", drawing.arrow_head(paint)}};
    const Look look{.line = paint, .width = bold ? 2.4 : 1.2};
    if (row_ends)
      drawing.path("M" + number(left + card_width / 2) + " " + number(y + height + 1) + "v11H" +
                       number(margin + card_width / 2) + "v11",
                   look, head);
    else
      drawing.line(left + card_width + 4, y + 26, left + card_width + gap - 4, y + 26, look, head);
  }

  // Draws a card, or with nothing to draw on tells how high it would be.
  double draw_card(Drawing* drawing, const Card& card, double x, double y, double height,
                   std::size_t number, const std::string& stage) const {
    std::optional<Drawing::Group> group;
    const double left = x + inside, room = card_width - 2 * inside;
    if (drawing != nullptr) {
      // A state is one of its stage's.
      Attributes hooks{{"data-state", card.label}};
      if (!stage.empty()) hooks.emplace_back("data-stage", stage);
      if (card.step) {
        const Move& move = card.step->move;
        hooks.emplace_back("data-dm", model_.dm(move.dm).id);
        hooks.emplace_back("data-move", card.from + ">" + card.label);
      }
      const std::string tip = card.step
                                  ? card.step->who + ": " + card.step->does + " → " + card.state
                                  : card.heading + ": " + card.state;
      group.emplace(drawing->group(hooks, tip));
      const bool end = card.what == Card::What::ends;
      drawing->rectangle({x, y, card_width, height},
                         {.fill = card.step ? Paint::paper : Paint::panel,
                          .line = card.step ? paint_of(card.step->move.dm)
                                  : end     ? Paint::ink
                                            : Paint::grid,
                          .width = card.step || end ? 1.6 : 1.0},
                         8);
    }
    double at = y + inside;
    const auto put = [&](const std::string& text, const Type& type, double indent = 0,
                         bool sentence = false) {
      if (text.empty()) return;
      Lettered lettered = letter(text, type, room - indent);
      if (sentence) lettered.rightwards = true;  // ours, whatever the names in it
      if (drawing != nullptr)
        drawing->words({left + indent, at, room - indent, lettered.height()}, lettered);
      at += lettered.height();
    };
    if (card.step) {
      const Lettered digits = letter(std::to_string(std::max<std::size_t>(number, 1)),
                                     {.size = 12, .bold = true, .paint = Paint::faint});
      if (drawing != nullptr) {
        drawing->sign(index(card.step->move.dm), left + 7, at + 9, 7, look_of(card.step->move.dm));
        drawing->words({x + card_width - inside - digits.width(), at, digits.width(), 16}, digits);
      }
      const Lettered who =
          letter(card.step->who, {.size = 13, .bold = true}, room - 22 - digits.width() - 6);
      if (drawing != nullptr) drawing->words({left + 22, at, room - 44, who.height()}, who);
      at += who.height() + 3;
      put(card.step->does, {.size = 13});
    } else {
      put(card.heading, {.size = 13, .bold = true});
    }
    for (const auto& [dm, what] : card.does) {
      at += 4;
      if (drawing != nullptr) drawing->sign(index(dm), left + 6, at + 8, 5, look_of(dm));
      put(what, {.size = 12}, 18);
    }
    for (const auto& [before, text] : card.lines) {
      at += 5;
      if (before.empty() || before == "It")
        put((before.empty() ? "" : "It ") + text, {.size = 12}, 0, true);
      else {
        put(before, {.size = 11, .bold = true, .paint = Paint::faint});
        put(text, {.size = 12}, 0, true);
      }
    }
    at += 8;
    const Lettered arrow =
        letter((card.step ? "→ " : "") + card.state, {.size = 11, .paint = Paint::faint}, room);
    const double foot = arrow.height();
    if (drawing != nullptr) drawing->words({left, y + height - inside - foot, room, foot}, arrow);
    return at + foot + inside - y;
  }

  double draw_questions(Drawing& drawing, double y) const {
    std::vector<const Question*> shown = dated();
    if (shown.empty() || most_questions_ == 0) return y;
    if (shown.size() > most_questions_) shown.resize(most_questions_);
    constexpr double date_width = 96, answer_width = 96;
    const double text_left = margin + date_width;
    const double model_left = width - margin - 2 * answer_width;
    const double room = (run_ ? model_left : model_left + answer_width) - text_left - 16;
    drawing.line(margin, y, width - margin, y, {.line = Paint::grid});
    const Type head{.size = 12, .paint = Paint::faint};
    drawing.words({margin, y + 8, 300, 18}, letter("Decided by", {.size = 14, .bold = true}));
    if (run_) drawing.words({model_left, y + 9, answer_width, 18}, letter("the model", head));
    drawing.words({model_left + answer_width, y + 9, answer_width, 18}, letter("came about", head));
    y += 34;
    for (const Question* q : shown) {
      const auto group = drawing.group({{"data-question", q->id}});
      const Lettered text = letter(q->text, {.size = 12}, room);
      drawing.words({margin, y, date_width, 18}, letter(q->by, {.size = 12, .bold = true}));
      drawing.words({text_left, y, room, text.height()}, text);
      if (run_)
        drawing.words({model_left, y, answer_width, 18}, letter(foretold(*q), {.size = 12}));
      drawing.words({model_left + answer_width, y, answer_width, 18},
                    letter(came(*q), {.size = 12}));
      y += text.height() + 6;
    }
    return y + 8;
  }

  std::vector<KeyEntry> key() const {
    std::vector<KeyEntry> entries;
    bool pays = false, costs = false;
    for (const Section& s : sections_)
      for (const Card& card : s.cards)
        if (card.step) (card.step->gains ? pays : costs) = true;
    const auto entry = [&](bool wanted, double line, const std::string& meaning) {
      if (wanted)
        entries.push_back({[line](Drawing& drawing, const Box& box) {
                             drawing.line(box.x, box.middle_y(), box.right(), box.middle_y(),
                                          {.line = Paint::ink, .width = line},
                                          {{"marker-end", drawing.arrow_head(Paint::ink)}});
                           },
                           meaning,
                           30,
                           {}});
    };
    entry(pays, 2.4, "a move that pays whoever makes it");
    entry(costs, 1.2, "a move that does not");
    return entries;
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const SolutionConcept* resting_ = nullptr;
  std::optional<Timeline> run_;  // nothing where the story is the way to what is wanted
  std::vector<Section> sections_;
  std::size_t most_questions_ = 0;
  std::size_t cards_hidden_ = 0;
  bool short_ = false;
  std::stop_token stop_;
  mutable std::vector<Scored> answers_;
};

}  // namespace

std::optional<Figure> draw_storyboard(const Subject& subject, const FigureRequest& request) {
  if (subject.analysis.concepts.empty()) return std::nullopt;
  Story story(subject, request);
  if (!story.told()) return std::nullopt;
  return std::move(story).run();
}

}  // namespace standoff::figure
