// The state graph: how far each situation is from where it stands, who can move where, who gains by
// it, and what cannot be undone or cannot be done. Only what matters by default: where it can
// settle, what has a name, and the ways there.

#include <algorithm>
#include <map>

#include "figure/figure.hpp"
#include "figure/kinds.hpp"
#include "figure/layered.hpp"
#include "figure/lineup.hpp"
#include "figure/parts.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::figure {
namespace {

constexpr std::size_t usual_states = 16;
constexpr std::size_t most_states = 400;  // beyond that nobody can follow an arc
constexpr std::size_t first_settlements = 6;
constexpr double margin = 20;
constexpr double box_width = 150;
constexpr double padding = 9;

struct Arc {
  enum class What : std::uint8_t {
    gain,  // a move that pays the mover
    step,  // a move that does not, on a way that is shown
    wish   // what would pay the mover, and cannot be done
  };
  Move move;
  What what = What::gain;
  bool one_way = false;  // it cannot be taken back by whoever made it
};

class StateGraph {
 public:
  StateGraph(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        analysis_(subject.analysis),
        words_(subject.graph),
        lineup_(subject, request, Lineup::usual),
        start_(graph_.status_quo().value_or(StateId(0))),
        every_move_(request.all),
        position_(graph_.states(), nowhere) {
    concept_ = judging(request);
    most_ = std::min({request.all         ? most_states
                      : request.limit > 0 ? request.limit
                                          : usual_states,
                      most_states, graph_.states()});
    far_ = lineup_.ways.moving ? *lineup_.ways.moving : report::nearest(graph_, start_);
    choose(request);
    find_arcs();
  }

  Figure run() const {
    Figure figure;
    figure.title = reading();
    figure.alt = seen();
    figure.note = left_out();
    figure.table = twin();
    draw(figure);
    return figure;
  }

 private:
  static constexpr std::size_t nowhere = ~std::size_t{0};

  // --- What is shown

  // The concept asked for, or the first under which anything can last.
  std::size_t judging(const FigureRequest& request) const {
    if (request.concept_ != nullptr)
      if (const auto asked = analysis_.find(request.concept_->key)) return *asked;
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c)
      if (analysis_.equilibria[c] && analysis_.equilibria[c]->count() > 0) return c;
    return 0;
  }

  bool shown(StateId s) const { return position_[index(s)] != nowhere; }
  void show(StateId s) {
    if (shown(s) || states_.size() >= most_) return;
    position_[index(s)] = states_.size();
    states_.push_back(s);
  }
  // A state with the way to it, or neither where there is no room for both.
  void show_with_way(StateId s) {
    const auto& gainful = lineup_.ways.improving;
    if (far_.distance[index(s)] == Reach::never) return show(s);
    const bool pays = gainful && gainful->distance[index(s)] != Reach::never;
    const std::vector<Move> way = (pays ? *gainful : far_).way(s);
    std::size_t fresh = 0;
    for (const Move& move : way) fresh += shown(move.to) ? 0 : 1;
    if (states_.size() + fresh > most_) return;
    for (const Move& move : way) {
      show(move.to);
      steps_to_.insert({index(move.to), move});
      steps_.insert({{index(move.from), index(move.to)}, move.dm});
    }
  }

  void choose(const FigureRequest& request) {
    show(start_);
    if (graph_.states() <= most_) {
      for (std::uint32_t s = 0; s < graph_.states(); ++s) show(StateId(s));
    }
    if (request.wanted) show_with_way(*request.wanted);
    for (std::size_t k = 0; k < std::min(first_settlements, lineup_.found.size()); ++k)
      show_with_way(lineup_.found[k].state);
    for (const Outcome& outcome : model_.outcomes) {
      // Of the situations with this name, the nearest.
      std::optional<StateId> nearest;
      graph_.where(outcome.where.formula).for_each([&](StateId s) {
        if (!nearest || far_.distance[index(s)] < far_.distance[index(*nearest)]) nearest = s;
      });
      if (nearest) show_with_way(*nearest);
    }
    if (lineup_.ways.improving) {
      std::vector<StateId> gained;
      lineup_.ways.improving->reached().for_each([&](StateId s) { gained.push_back(s); });
      std::stable_sort(gained.begin(), gained.end(), [&](StateId a, StateId b) {
        return lineup_.ways.improving->distance[index(a)] <
               lineup_.ways.improving->distance[index(b)];
      });
      for (const StateId s : gained) show_with_way(s);
    }
    for (const report::Settlement& s : lineup_.found) show_with_way(s.state);
    if (request.all)
      for (std::uint32_t s = 0; s < graph_.states(); ++s) show(StateId(s));
  }

  void find_arcs() {
    const bool few = every_move_ || graph_.states() <= 8;
    std::vector<StateId> targets;
    for (const StateId s : states_)
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        const auto dm = DmId(i);
        graph_.moves(dm).targets(s, targets);
        for (const StateId t : targets) {
          if (!shown(t)) continue;
          const bool gain = graph_.prefers(dm, t, s);
          const auto step = steps_.find({index(s), index(t)});
          const bool on_way = step != steps_.end() && step->second == dm;
          if (gain || on_way || few)
            arcs_.push_back({{dm, s, t},
                             gain ? Arc::What::gain : Arc::What::step,
                             !graph_.moves(dm).can_move(t, s)});
        }
        // What would pay and cannot be done explains why it stands and why it lasts; elsewhere it
        // is rarely looked at.
        if (!every_move_ && s != start_ && !lasts(s)) continue;
        for (const StateId t : states_)
          if (wished_in_vain(dm, s, t)) arcs_.push_back({{dm, s, t}, Arc::What::wish, false});
      }
  }

  // What differs is the mover's alone, and it would gain; but it must not or cannot.
  bool wished_in_vain(DmId dm, StateId s, StateId t) const {
    if (!graph_.has_options() || s == t || !graph_.prefers(dm, t, s)) return false;
    if (graph_.moves(dm).can_move(s, t)) return false;
    bool own = true;
    (graph_.pattern(s) ^ graph_.pattern(t)).for_each([&](OptionId o) {
      own = own && model_.option(o).owner == dm;
    });
    return own;
  }

  std::size_t count(Arc::What what) const {
    return static_cast<std::size_t>(
        std::count_if(arcs_.begin(), arcs_.end(), [&](const Arc& a) { return a.what == what; }));
  }
  bool lasts(StateId s) const {
    return analysis_.equilibria[concept_] && analysis_.equilibria[concept_]->contains(s);
  }

  // --- In words

  std::string called(StateId s) const {
    const Lineup::Member* member = lineup_.find(s);
    if (member != nullptr && member->now) return "where it stands";
    return member != nullptr ? member->title + " " + words_.state(s) : words_.state(s);
  }

  std::string reading() const {
    const std::string key(analysis_.concepts[concept_]->key);
    if (!graph_.status_quo())
      return (analysis_.equilibria[concept_]
                  ? std::to_string(analysis_.equilibria[concept_]->count())
                  : "?") +
             " of " + report::counted(graph_.states(), "situation") + " can last under " + key +
             "; the dispute does not say where it stands.";
    const std::string tail = "any moves at all lead to " +
                             std::to_string(far_.reached().count() - 1) + " of " +
                             std::to_string(graph_.states() - 1) + ".";
    std::optional<StateId> place, rest;
    std::size_t gained = 0, resting = 0;
    lineup_.ways.improving->reached().for_each([&](StateId s) {
      if (s == start_) return;
      place = s;
      ++gained;
      if (!lasts(s)) return;
      rest = s;
      ++resting;
    });
    if (gained == 0) return "Nobody gains by moving from where it stands; " + tail;
    std::string out = "From where it stands, moves that pay whoever makes them lead to " +
                      report::counted(gained, "other situation");
    if (gained == 1)
      out += ", " + called(*place) + (resting == 1 ? ", which can last" : ", which cannot last");
    else if (resting == 1)
      out += ", of which only " + called(*rest) + " can last";
    else
      out += resting == gained
                 ? ", all of which can last"
                 : ", of which " + (resting == 0 ? "none" : std::to_string(resting)) + " can last";
    return out + " (" + key + "); " + tail;
  }

  std::string seen() const {
    return "A graph of " + report::counted(states_.size(), "situation") +
           " in columns by how many moves they are from " +
           (graph_.status_quo() ? "where it stands" : "the first") + ": " +
           report::counted(count(Arc::What::gain), "bold arrow") +
           " for moves that pay the mover, " + report::counted(count(Arc::What::step), "thin one") +
           " for moves that do not, " + report::counted(count(Arc::What::wish), "dashed line") +
           " for what somebody would like to do and cannot. A bar across an arrow says that it "
           "cannot be taken back. What can last under " +
           std::string(analysis_.concepts[concept_]->key) + " has a thick left edge.";
  }

  std::string left_out() const {
    std::string note = not_shown(graph_.states() - states_.size(), "situation", "situations",
                                 "those shown can last, have a name or are on the way there");
    if (count(Arc::What::wish) > 0 && !every_move_)
      note += (note.empty() ? "" : " ") +
              std::string(
                  "What would pay and cannot be done is shown only from where it stands "
                  "and from what can last.");
    if (!graph_.status_quo())
      note += (note.empty() ? "" : " ") +
              std::string("The dispute does not say where it stands; moves are counted from ") +
              words_.state(start_) + ".";
    return note;
  }

  Table twin() const {
    Table table{"Who can move from where to where",
                {"from", "who", "does what", "to", "gains", "can be taken back"},
                {}};
    for (const Arc& arc : arcs_)
      table.rows.push_back({called(arc.move.from), words_.name(arc.move.dm), does(arc),
                            called(arc.move.to), arc.what == Arc::What::step ? "no" : "yes",
                            arc.what == Arc::What::wish ? "cannot be done"
                            : arc.one_way               ? "no"
                                                        : "yes"});
    for (const StateId s : states_) {
      const bool alone = std::none_of(arcs_.begin(), arcs_.end(), [&](const Arc& a) {
        return a.move.from == s || a.move.to == s;
      });
      if (alone) table.rows.push_back({called(s), "–", "–", "–", "–", "–"});
    }
    return table;
  }

  // A wish is no move of the graph, so it is told by what would change.
  std::string does(const Arc& arc) const {
    return arc.what == Arc::What::wish ? words_.share(arc.move.dm, arc.move.from, arc.move.to)
                                       : words_.doing(arc.move);
  }

  // --- In lines

  struct Label {
    Lettered title, name, letters, lasting;
    double height = 0;
  };

  Label label(StateId s) const {
    const double room = box_width - 2 * padding - 4;
    const Lineup::Member* member = lineup_.find(s);
    const std::string label = graph_.label(s);
    const std::string whole = words_.state(s);
    std::string name = whole.size() > label.size() + 3
                           ? whole.substr(label.size() + 2, whole.size() - label.size() - 3)
                           : "";
    Label out;
    // Without a name of its own it is told by the move that leads there.
    const auto last = steps_to_.find(index(s));
    const bool named = !name.empty();
    if (!named && last != steps_to_.end() && graph_.has_options())
      name = words_.doing(last->second);
    const std::string title = member == nullptr ? "" : member->title;
    if (!title.empty()) out.title = letter(title, {.size = 13, .bold = true}, room, 1);
    if (!name.empty())
      out.name = letter(name, {.size = 12, .paint = named ? Paint::ink : Paint::faint}, room, 3);
    out.letters = letter(label, {.size = 11, .paint = Paint::faint}, room, 2);
    const std::string keys = report::stable_under(analysis_, s);
    std::size_t under = 0;
    for (const auto& set : analysis_.equilibria) under += set && set->contains(s) ? 1 : 0;
    if (under > 0)
      out.lasting = letter(under == analysis_.concepts.size() && under > 1 ? "lasts under all views"
                                                                           : "lasts: " + keys,
                           {.size = 11, .paint = Paint::stable}, room, 2);
    out.height = out.title.height() + out.name.height() + out.letters.height() +
                 out.lasting.height() + 2 * padding;
    return out;
  }

  void draw(Figure& figure) const {
    // Columns by distance; what cannot be reached stands last, apart.
    std::vector<std::uint32_t> distances;
    for (const StateId s : states_) distances.push_back(far_.distance[index(s)]);
    std::sort(distances.begin(), distances.end());
    distances.erase(std::unique(distances.begin(), distances.end()), distances.end());
    Layers layers;
    std::vector<Label> labels;
    for (const StateId s : states_) {
      labels.push_back(label(s));
      const auto column =
          std::lower_bound(distances.begin(), distances.end(), far_.distance[index(s)]) -
          distances.begin();
      layers.nodes.push_back({static_cast<std::size_t>(column), box_width, labels.back().height});
    }
    for (const Arc& arc : arcs_)
      layers.edges.push_back({position_[index(arc.move.from)], position_[index(arc.move.to)]});
    LaidOut laid = lay_out_in_columns(layers);
    const double top = margin + 34;
    for (Box& box : laid.nodes) box.x += margin, box.y += top;
    for (auto& points : laid.edges)
      for (auto& p : points) p.x += margin, p.y += top;

    Drawing drawing("state-graph", id_);
    draw_headings(drawing, distances, layers, laid);
    for (const Arc::What what : {Arc::What::step, Arc::What::wish, Arc::What::gain})
      for (std::size_t k = 0; k < arcs_.size(); ++k)
        if (arcs_[k].what == what) draw_arc(drawing, arcs_[k], laid.edges[k]);
    for (std::size_t k = 0; k < states_.size(); ++k)
      draw_state(drawing, states_[k], labels[k], laid.nodes[k]);
    const double width = std::max(laid.width + 2 * margin, 560.0);
    double y = top + laid.height + 26;
    if (states_.size() < graph_.states()) {
      drawing.words(
          {margin, y, width - 2 * margin, 18},
          letter("+" + report::counted(graph_.states() - states_.size(), "more situation"),
                 {.size = 12, .paint = Paint::faint}));
      y += 28;
    }
    y += draw_key(drawing, dm_entries(model_), margin, y, width - 2 * margin) + 12;
    y += draw_key(drawing, meanings(), margin, y, width - 2 * margin);
    finish(figure, std::move(drawing), width, y + margin);
  }

  void draw_headings(Drawing& drawing, const std::vector<std::uint32_t>& distances,
                     const Layers& layers, const LaidOut& laid) const {
    for (std::size_t c = 0; c < distances.size(); ++c) {
      std::size_t k = 0;
      while (layers.nodes[k].column != c) ++k;
      const std::string heading = distances[c] == Reach::never ? "out of reach"
                                  : distances[c] == 0 ? (graph_.status_quo() ? "now" : "start")
                                                      : report::counted(distances[c], "move");
      drawing.words({laid.nodes[k].x, margin - 4, box_width, 20},
                    letter(heading, {.size = 12, .bold = true, .paint = Paint::faint}));
    }
  }

  void draw_arc(Drawing& drawing, const Arc& arc, const std::vector<LaidOut::Point>& points) const {
    const Paint paint = paint_of(arc.move.dm);
    Attributes hooks{{"data-dm", model_.dm(arc.move.dm).id},
                     {"data-move", graph_.label(arc.move.from) + ">" + graph_.label(arc.move.to)}};
    const auto group = drawing.group(hooks, tip(arc));
    Look look{.line = paint, .width = arc.what == Arc::What::gain ? 2.6 : 1.2};
    if (arc.what == Arc::What::wish) look.dash = "3 4";
    drawing.path(path_of(points), look, {{"marker-end", drawing.arrow_head(paint)}});
    const auto& first = points.front();
    const auto& last = points.back();
    const bool out_to_right =
        points.size() == 2 && std::abs(first.x - last.x) < 0.5 ? true : first.x < points[1].x;
    drawing.sign(index(arc.move.dm), first.x + (out_to_right ? 8 : -8), first.y, 4.5,
                 {.fill = paint, .line = Paint::paper, .width = 1});
    if (arc.one_way) {
      const bool from_left = points.size() == 2 && std::abs(first.x - last.x) < 0.5
                                 ? false
                                 : points[points.size() - 2].x < last.x;
      const double x = last.x + (from_left ? -13 : 13);
      drawing.line(x, last.y - 5, x, last.y + 5, {.line = paint, .width = 2.2});
    }
  }

  std::string tip(const Arc& arc) const {
    const std::string who = words_.name(arc.move.dm);
    if (arc.what == Arc::What::wish)
      return who + " would gain if it could " + does(arc) + ", but cannot";
    return who + " could " + does(arc) + (arc.what == Arc::What::gain ? " and gain" : "") +
           (arc.one_way ? "; it cannot take that back" : "");
  }

  void draw_state(Drawing& drawing, StateId s, const Label& label, const Box& box) const {
    const auto group = drawing.group({{"data-state", graph_.label(s)}}, words_.state(s));
    const bool now = graph_.status_quo() == s;
    drawing.rectangle(box,
                      {.fill = now ? Paint::panel : Paint::paper,
                       .line = now ? Paint::ink : Paint::faint,
                       .width = now ? 2.0 : 1.0},
                      7, {{"data-box", "state"}});
    if (lasts(s))
      drawing.path(
          "M" + number(box.x + 3) + " " + number(box.y + 7) + "V" + number(box.bottom() - 7),
          {.line = Paint::stable, .width = 5});
    double y = box.y + (box.height - label.height) / 2 + padding;
    for (const Lettered* text : {&label.title, &label.name, &label.letters, &label.lasting}) {
      if (text->lines.empty()) continue;
      drawing.words({box.x + padding + 4, y, box.width - 2 * padding - 4, text->height()}, *text);
      y += text->height();
    }
  }

  std::vector<KeyEntry> meanings() const {
    const auto arrow = [](double width, std::string_view dash, bool bar) {
      return [=](Drawing& drawing, const Box& box) {
        drawing.path("M" + number(box.x) + " " + number(box.middle_y()) + "H" + number(box.right()),
                     {.line = Paint::ink, .width = width, .dash = dash},
                     {{"marker-end", drawing.arrow_head(Paint::ink)}});
        if (bar)
          drawing.line(box.right() - 13, box.middle_y() - 5, box.right() - 13, box.middle_y() + 5,
                       {.line = Paint::ink, .width = 2.2});
      };
    };
    std::vector<KeyEntry> entries;
    entries.push_back({arrow(2.6, "", false), "pays whoever moves", 34});
    if (count(Arc::What::step) > 0)
      entries.push_back({arrow(1.2, "", false), "can be done, but does not pay", 34});
    if (std::any_of(arcs_.begin(), arcs_.end(), [](const Arc& a) { return a.one_way; }))
      entries.push_back({arrow(1.2, "", true), "cannot be taken back", 34});
    if (count(Arc::What::wish) > 0)
      entries.push_back({arrow(1.2, "3 4", false), "would pay, but cannot be done", 34});
    entries.push_back(
        {[](Drawing& drawing, const Box& box) {
           drawing.rectangle(box, {.fill = Paint::paper, .line = Paint::faint}, 4);
           drawing.path(
               "M" + number(box.x + 3) + " " + number(box.y + 3) + "V" + number(box.bottom() - 3),
               {.line = Paint::stable, .width = 4});
         },
         "can last: everybody would stay (" + std::string(analysis_.concepts[concept_]->key) + ")",
         24});
    return entries;
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const Analysis& analysis_;
  const report::Words words_;
  const Lineup lineup_;
  const StateId start_;
  const bool every_move_;
  std::size_t concept_ = 0;
  std::size_t most_ = 0;
  report::Nearest far_;
  std::vector<StateId> states_;                                // shown, the start first
  std::vector<std::size_t> position_;                          // by state: where in `states_`
  std::map<std::pair<std::size_t, std::size_t>, DmId> steps_;  // on the ways that are shown
  std::map<std::size_t, Move> steps_to_;                       // the first of them to each state
  std::vector<Arc> arcs_;
};

}  // namespace

std::optional<Figure> draw_state_graph(const Subject& subject, const FigureRequest& request) {
  if (subject.analysis.concepts.empty() || subject.graph.states() == 0) return std::nullopt;
  return StateGraph(subject, request).run();
}

}  // namespace standoff::figure
