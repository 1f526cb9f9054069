// The channel map: who can talk to whom, at which level, and which channels are open. Decision
// makers stand on a circle, so that no line passes behind one of them; each channel has a number
// on its line and a row below.

#include <algorithm>
#include <cmath>

#include "figure/figure.hpp"
#include "figure/kinds.hpp"
#include "figure/parts.hpp"
#include "report/style.hpp"
#include "report/words.hpp"
#include "standoff/measures.hpp"

namespace standoff::figure {
namespace {

constexpr double margin = 20;
constexpr double node = 13;         // radius of a decision maker's sign
constexpr double name_width = 190;  // of a decision maker, before it is broken
constexpr double full_width = 760;
constexpr double pill_height = 22;

struct Point {
  double x = 0, y = 0;
};

enum class Now : std::uint8_t { open, shut, unknown };

// A channel and where it is drawn.
struct Link {
  const Channel* channel = nullptr;
  Now now = Now::unknown;
  Point from, bend, to;  // of two members: a curve
  Point hub;             // of more: where their lines meet
  Box pill;
};

class Channels {
 public:
  Channels(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        words_(subject.graph) {
    at_ = request.wanted ? request.wanted : graph_.status_quo();
    wanted_ = request.wanted && request.wanted != graph_.status_quo();
    std::vector<std::uint32_t> open;
    if (at_)
      open = graph_.has_options() ? open_channels(model_, graph_.pattern(*at_))
                                  : open_channels(model_, static_cast<std::uint32_t>(index(*at_)));
    for (std::size_t c = 0; c < model_.channels.size(); ++c) {
      Link& link = links_.emplace_back();
      link.channel = &model_.channels[c];
      const bool is_open = std::find(open.begin(), open.end(), c) != open.end();
      link.now = is_open || !link.channel->open_when ? Now::open : at_ ? Now::shut : Now::unknown;
    }
  }

  Figure run() && {
    Figure figure;
    figure.title = reading();
    figure.alt = seen();
    figure.table = twin();
    figure.note = note();
    draw(figure);
    return figure;
  }

 private:
  // --- In words

  std::string members(const Channel& channel) const {
    std::vector<std::string> names;
    for (const DmId dm : channel.between) names.push_back(words_.called(dm));
    return report::enumeration(names);
  }
  static std::string name(const Channel& channel) {
    return channel.name.empty() ? "a channel" : channel.name;
  }

  static std::string state_of(const Link& link) {
    if (!link.channel->open_when) return "always open";
    const std::string& when = link.channel->open_when->text;
    if (link.now == Now::unknown) return "open where " + when;
    return link.now == Now::open ? "open" : "shut until " + when;
  }

  std::string where() const {
    if (!at_) return "";
    return wanted_ ? "In the wanted situation, " : "As it stands, ";
  }

  bool connected(std::size_t i) const {
    return std::any_of(links_.begin(), links_.end(), [&](const Link& link) {
      const auto& between = link.channel->between;
      return std::find(between.begin(), between.end(), DmId(i)) != between.end();
    });
  }

  std::string reading() const {
    const auto open = static_cast<std::size_t>(std::count_if(
        links_.begin(), links_.end(), [](const Link& l) { return l.now == Now::open; }));
    std::string text = where() + std::to_string(open) + " of " +
                       report::counted(links_.size(), "channel") +
                       (open == 1 ? " is open" : " are open");
    for (const Link& link : links_)
      if (link.now == Now::shut) {
        text += "; " + name(*link.channel) + " (" + members(*link.channel) + ") is shut until " +
                link.channel->open_when->text;
        break;
      }
    std::vector<std::string> alone;
    for (std::size_t i = 0; i < graph_.dms(); ++i)
      if (!connected(i)) alone.push_back(words_.called(DmId(i)));
    if (!alone.empty())
      text += "; " + report::enumeration(alone) + (alone.size() == 1 ? " has" : " have") + " none";
    return report::capital(text) + ".";
  }

  std::string seen() const {
    return "A map of " + report::counted(graph_.dms(), "decision maker") +
           " on a circle, joined by " + report::counted(links_.size(), "channel") +
           ": an unbroken line where it is open, a broken one where it is shut; each has a number "
           "and a row below that says what it is.";
  }

  std::string note() const {
    return at_ ? "" : "The dispute does not say where it stands, so what depends on that is open.";
  }

  Table twin() const {
    Table table{"Who can talk to whom", {"channel", "between", "level", "now", "rests on"}, {}};
    if (wanted_) table.columns[3] = "when wanted is so";
    for (const Link& link : links_) {
      std::string evidence;
      for (const std::uint32_t k : link.channel->because)
        evidence += (evidence.empty() ? "" : ", ") + model_.evidence[k].id;
      table.rows.push_back({name(*link.channel), members(*link.channel), link.channel->level,
                            state_of(link), evidence});
    }
    return table;
  }

  // --- Where things stand

  Point place(std::size_t i, double radius) const {
    // Two stand side by side; more begin at the top.
    const double turn = 2 * M_PI * static_cast<double>(i) / static_cast<double>(graph_.dms());
    const double angle = graph_.dms() == 2 ? M_PI + turn : -M_PI / 2 + turn;
    return {middle_.x + radius * std::cos(angle), middle_.y + radius * std::sin(angle)};
  }

  Lettered label(std::size_t i) const {
    return letter(model_.decision_makers[i].name, {.size = 14, .bold = true}, name_width, 4);
  }

  // Beside the sign, away from the middle.
  Box label_box(std::size_t i, double radius) const {
    const Point at = place(i, radius);
    const Lettered text = label(i);
    const double width = text.width() + 2, height = text.height();
    const double away = at.x - middle_.x;
    if (std::abs(away) < 0.2 * radius) {
      const double y = at.y < middle_.y ? at.y - node - 8 - height : at.y + node + 8;
      return {at.x - width / 2, y, width, height};
    }
    const double x = away > 0 ? at.x + node + 8 : at.x - node - 8 - width;
    return {x, at.y - height / 2, width, height};
  }

  static Point on_curve(const Link& link, double t) {
    const double u = 1 - t;
    return {u * u * link.from.x + 2 * u * t * link.bend.x + t * t * link.to.x,
            u * u * link.from.y + 2 * u * t * link.bend.y + t * t * link.to.y};
  }

  // Lays lines and pills out on a circle of this size; false where pills or names would overlap.
  bool lay(double radius) {
    std::vector<Box> taken;
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      const Point at = place(i, radius);
      taken.push_back({at.x - node - 3, at.y - node - 3, 2 * node + 6, 2 * node + 6});
      taken.push_back(label_box(i, radius));
    }
    for (std::size_t a = 0; a < taken.size(); ++a)
      for (std::size_t b = a + 1; b < taken.size(); ++b)
        if (taken[a].overlaps(taken[b])) return false;
    bool fits = true;
    for (Link& link : links_) {
      bend(link, radius);
      const double width = pill_width(link);
      bool placed = false;
      for (const double t : {0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8}) {
        const Point p = candidate(link, t, radius);
        const Box box{p.x - width / 2, p.y - pill_height / 2, width, pill_height};
        if (!placed) link.pill = box, link.hub = p;
        const Box wider = box.inset(-4);
        if (std::any_of(taken.begin(), taken.end(),
                        [&](const Box& other) { return wider.overlaps(other); }))
          continue;
        link.pill = box;
        link.hub = p;
        placed = true;
        break;
      }
      fits = fits && placed;
      taken.push_back(link.pill);
    }
    return fits;
  }

  static std::vector<DmId> sorted(const Link& link) {
    std::vector<DmId> between = link.channel->between;
    std::sort(between.begin(), between.end());
    return between;
  }

  // Channels between the same two bow out to both sides of the straight line.
  void bend(Link& link, double radius) const {
    const std::vector<DmId> between = sorted(link);
    if (between.size() != 2) return;
    std::size_t same = 0, before = 0;
    for (const Link& other : links_)
      if (sorted(other) == between) {
        before += &other < &link ? 1 : 0;
        ++same;
      }
    link.from = place(index(between[0]), radius);
    link.to = place(index(between[1]), radius);
    const double dx = link.to.x - link.from.x, dy = link.to.y - link.from.y;
    const double length = std::max(1.0, std::hypot(dx, dy));
    const double bow = 64 * (static_cast<double>(before) - static_cast<double>(same - 1) / 2);
    link.bend = {(link.from.x + link.to.x) / 2 - dy / length * bow,
                 (link.from.y + link.to.y) / 2 + dx / length * bow};
  }

  Point candidate(const Link& link, double t, double radius) const {
    const auto& between = link.channel->between;
    if (between.size() == 2) return on_curve(link, t);
    Point sum;
    for (const DmId dm : between) {
      const Point at = place(index(dm), radius);
      sum.x += at.x / static_cast<double>(between.size());
      sum.y += at.y / static_cast<double>(between.size());
    }
    // From the middle of its members along a circle around it.
    const double angle = 20 * t;
    const double away = t == 0.5 ? 0 : std::abs(t - 0.5) * radius;
    return {sum.x + away * std::cos(angle), sum.y + away * std::sin(angle)};
  }

  static std::string pill_word(const Link& link) {
    return link.now == Now::open ? "open" : link.now == Now::shut ? "shut" : "?";
  }
  std::string number_of(const Link& link) const {
    return std::to_string(&link - links_.data() + 1);
  }
  double pill_width(const Link& link) const {
    return width_of(number_of(link), {.size = 12, .bold = true}) +
           width_of(pill_word(link), {.size = 12}) + 22;
  }

  // --- In lines

  void draw(Figure& figure) {
    double radius = std::max(140.0, 28.0 * static_cast<double>(graph_.dms()));
    constexpr double largest = 700;
    while (!lay(radius) && radius < largest) radius *= 1.12;
    // The middle was anywhere; now everything moves to where it fits.
    Box around = {middle_.x - 1, middle_.y - 1, 2, 2};
    const auto include = [&](const Box& box) {
      const double right = std::max(around.right(), box.right());
      const double bottom = std::max(around.bottom(), box.bottom());
      around.x = std::min(around.x, box.x);
      around.y = std::min(around.y, box.y);
      around.width = right - around.x;
      around.height = bottom - around.y;
    };
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      const Point at = place(i, radius);
      include({at.x - node - 3, at.y - node - 3, 2 * node + 6, 2 * node + 6});
      include(label_box(i, radius));
    }
    for (const Link& link : links_) include(link.pill.inset(-4));
    const double width = std::max(full_width, around.width + 2 * margin);
    middle_.x += (width - around.width) / 2 - around.x;
    middle_.y += margin - around.y;
    lay(radius);

    Drawing drawing("channels", id_);
    for (const Link& link : links_) draw_line(drawing, link, radius);
    for (const Link& link : links_) draw_pill(drawing, link);
    for (std::size_t i = 0; i < graph_.dms(); ++i) draw_node(drawing, i, radius);
    double y = margin + around.height + 24;
    for (const Link& link : links_) y = draw_row(drawing, link, y, width);
    y += 12 + draw_key(drawing, key(), margin, y + 12, width - 2 * margin);
    finish(figure, std::move(drawing), width, y + margin);
  }

  static Look line_look(Now now) {
    if (now == Now::open) return {.line = Paint::good, .width = 2.6};
    if (now == Now::shut) return {.line = Paint::bad, .width = 2, .dash = "7 5"};
    return {.line = Paint::unknown, .width = 2, .dash = "2 4"};
  }

  Attributes hooks(const Link& link) const { return {{"data-channel", link.channel->id}}; }

  void draw_line(Drawing& drawing, const Link& link, double radius) const {
    const auto group = drawing.group(
        hooks(link), name(*link.channel) + ", " + members(*link.channel) + ": " + state_of(link));
    const auto& between = link.channel->between;
    if (between.size() == 2) {
      drawing.path("M" + number(link.from.x) + " " + number(link.from.y) + "Q" +
                       number(link.bend.x) + " " + number(link.bend.y) + " " + number(link.to.x) +
                       " " + number(link.to.y),
                   line_look(link.now));
      return;
    }
    for (const DmId dm : between) {
      const Point at = place(index(dm), radius);
      drawing.line(link.hub.x, link.hub.y, at.x, at.y, line_look(link.now));
    }
  }

  void draw_pill(Drawing& drawing, const Link& link) const {
    const auto group = drawing.group(hooks(link));
    Look look = line_look(link.now);
    look.fill = Paint::paper;
    look.width = 1.4;
    drawing.rectangle(link.pill, look, pill_height / 2);
    const Lettered digits = letter(number_of(link), {.size = 12, .bold = true});
    const Lettered word = letter(pill_word(link), {.size = 12, .paint = look.line});
    double x = link.pill.x + 8;
    drawing.words_centred({x, link.pill.y, digits.width(), pill_height}, digits, Align::start);
    x += digits.width() + 5;
    drawing.words_centred({x, link.pill.y, word.width(), pill_height}, word, Align::start);
  }

  void draw_node(Drawing& drawing, std::size_t i, double radius) const {
    const auto group = drawing.group({{"data-dm", model_.decision_makers[i].id}});
    const Point at = place(i, radius);
    drawing.circle(at.x, at.y, node + 4, {.fill = Paint::paper});
    drawing.sign(i, at.x, at.y, node, look_of(DmId(i)));
    const Box box = label_box(i, radius);
    const double away = at.x - middle_.x;
    const Lettered text = label(i);
    if (std::abs(away) < 0.2 * radius)
      drawing.words(box, text, Align::middle);
    else
      drawing.words(box, text, (away > 0) == text.rightwards ? Align::start : Align::end);
  }

  double draw_row(Drawing& drawing, const Link& link, double y, double width) const {
    const auto group = drawing.group(hooks(link));
    const Channel& channel = *link.channel;
    const double state_width = 210;
    const double left = margin + 34;
    const double state_left = width - margin - state_width;
    const Lettered title = letter(
        report::capital(name(channel)) + (channel.level.empty() ? "" : " (" + channel.level + ")"),
        {.size = 13, .bold = true}, state_left - left - 16);
    Lettered who = letter(report::capital(members(channel)), {.size = 12, .paint = Paint::faint},
                          state_left - left - 16);
    who.rightwards = true;  // a list of ours, whatever the names in it
    const Lettered state =
        letter(state_of(link), {.size = 12, .paint = line_look(link.now).line}, state_width);
    const double height = std::max(title.height() + who.height(), state.height()) + 14;
    drawing.line(margin, y, width - margin, y, {.line = Paint::grid, .width = 0.6});
    drawing.words({margin, y + 7, 28, title.height()},
                  letter(number_of(link), {.size = 13, .bold = true}));
    drawing.words({left, y + 7, state_left - left - 16, title.height()}, title);
    drawing.words({left, y + 7 + title.height(), state_left - left - 16, who.height()}, who);
    drawing.words({state_left, y + 7, state_width, state.height()}, state);
    return y + height;
  }

  std::vector<KeyEntry> key() const {
    std::vector<KeyEntry> entries;
    const auto entry = [&](Now now, const std::string& meaning) {
      if (std::none_of(links_.begin(), links_.end(),
                       [&](const Link& link) { return link.now == now; }))
        return;
      entries.push_back({[now](Drawing& drawing, const Box& box) {
                           drawing.line(box.x, box.middle_y(), box.right(), box.middle_y(),
                                        line_look(now));
                         },
                         meaning,
                         34,
                         {}});
    };
    const std::string when = wanted_ ? " in the wanted situation" : " as it stands";
    entry(Now::open, "open" + when);
    entry(Now::shut, "shut" + when);
    entry(Now::unknown, "depends on where the dispute stands");
    return entries;
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const report::Words words_;
  std::optional<StateId> at_;
  bool wanted_ = false;
  std::vector<Link> links_;
  Point middle_{500, 500};
};

}  // namespace

std::optional<Figure> draw_channels(const Subject& subject, const FigureRequest& request) {
  if (subject.graph.model()->channels.empty()) return std::nullopt;
  return Channels(subject, request).run();
}

}  // namespace standoff::figure
