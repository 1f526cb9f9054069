// The heat map of stability: situations down the side, decision makers by concept across. A full
// cell is stable, a striped one is not; a frame says that it is stable for everybody.

#include <algorithm>

#include "figure/figure.hpp"
#include "figure/kinds.hpp"
#include "figure/lineup.hpp"
#include "figure/parts.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::figure {
namespace {

constexpr std::size_t usual_rows = 24;
constexpr double margin = 20;
constexpr double cell = 18;
constexpr double gap = 4;     // between cells
constexpr double apart = 16;  // between concepts
constexpr double title_width = 58;
constexpr double most_state_width = 290;

class HeatMap {
 public:
  HeatMap(const Subject& subject, const FigureRequest& request)
      : id_(request.id),
        graph_(subject.graph),
        model_(*subject.graph.model()),
        analysis_(subject.analysis),
        words_(subject.graph),
        lineup_(subject, request, Lineup::usual) {
    choose(request);
    for (const StateId s : rows_)
      state_width_ = std::max(state_width_, width_of(words_.state(s), {.size = 12}) + 8);
    state_width_ = std::min(state_width_, most_state_width);
  }

  Figure run() const {
    Figure figure;
    figure.title = reading();
    figure.alt = seen();
    figure.note = not_shown(graph_.states() - rows_.size(), "situation", "situations",
                            "those shown are stable most widely, or somebody asked for them");
    figure.table = twin();
    draw(figure);
    return figure;
  }

 private:
  const std::optional<StateSet>& stable(std::size_t c, std::size_t i) const {
    return analysis_.stable[c][i];
  }
  bool for_all(std::size_t c, StateId s) const {
    return analysis_.equilibria[c] && analysis_.equilibria[c]->contains(s);
  }

  void choose(const FigureRequest& request) {
    // By how many concepts, and in how many cells, each state is stable.
    std::vector<std::uint32_t> everybody(graph_.states()), cells(graph_.states());
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      if (analysis_.equilibria[c])
        analysis_.equilibria[c]->for_each([&](StateId s) { ++everybody[index(s)]; });
      for (std::size_t i = 0; i < graph_.dms(); ++i)
        if (stable(c, i)) stable(c, i)->for_each([&](StateId s) { ++cells[index(s)]; });
    }
    // Among equals the order of the letters, then the contract's.
    std::vector<std::size_t> letter_of(graph_.states(), lineup_.members.size());
    for (std::size_t k = 0; k < lineup_.members.size(); ++k)
      letter_of[index(lineup_.members[k].at.state)] = k;
    const auto before = [&](StateId a, StateId b) {
      const std::size_t x = index(a), y = index(b);
      if (everybody[x] != everybody[y]) return everybody[x] > everybody[y];
      if (cells[x] != cells[y]) return cells[x] > cells[y];
      if (letter_of[x] != letter_of[y]) return letter_of[x] < letter_of[y];
      return x < y;
    };
    const std::size_t most = request.all         ? graph_.states()
                             : request.limit > 0 ? request.limit
                                                 : usual_rows;
    std::vector<StateId> states;
    for (std::uint32_t s = 0; s < graph_.states(); ++s) states.push_back(StateId(s));
    // Where it stands and where it is wanted come before anything else, if not everything fits.
    const auto asked = [&](StateId s) {
      const Lineup::Member* member = lineup_.find(s);
      return member != nullptr && (member->now || member->wanted);
    };
    std::size_t kept = 0;
    if (graph_.states() > most)
      for (const Lineup::Member& member : lineup_.members)
        if (asked(member.at.state)) {
          const auto at = std::find(states.begin(), states.end(), member.at.state);
          std::iter_swap(states.begin() + static_cast<std::ptrdiff_t>(kept++), at);
        }
    const std::size_t shown = std::min(std::max(most, kept), states.size());
    std::partial_sort(states.begin() + static_cast<std::ptrdiff_t>(kept),
                      states.begin() + static_cast<std::ptrdiff_t>(shown), states.end(), before);
    states.resize(shown);
    std::sort(states.begin(), states.end(), before);
    rows_ = std::move(states);
  }

  // --- In words

  std::string reading() const {
    // Concepts that come to the same number are told together, in the order of the first.
    std::vector<std::pair<std::size_t, std::vector<std::string>>> groups;
    bool some = false;
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      if (!analysis_.equilibria[c]) continue;
      const std::size_t n = analysis_.equilibria[c]->count();
      some = some || n > 0;
      auto group =
          std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == n; });
      if (group == groups.end()) group = groups.insert(group, {n, {}});
      group->second.emplace_back(analysis_.concepts[c]->key);
    }
    if (!some)
      return "None of " + report::counted(graph_.states(), "situation") +
             " can last: under each of these views somebody has a reason to move.";
    std::string out;
    for (const auto& [n, keys] : groups)
      out += (out.empty() ? std::to_string(n) + " of " +
                                report::counted(graph_.states(), "situation") + " can last"
                          : ", " + std::to_string(n)) +
             " under " + report::enumeration(keys);
    if (const auto least = least_content()) out += "; " + *least;
    return out + ".";
  }

  // Who finds the fewest situations stable under the first concept.
  std::optional<std::string> least_content() const {
    std::optional<std::size_t> least;
    bool alike = true;
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      if (!stable(0, i)) return std::nullopt;
      if (least && stable(0, i)->count() != stable(0, *least)->count()) alike = false;
      if (!least || stable(0, i)->count() < stable(0, *least)->count()) least = i;
    }
    if (alike || !least) return std::nullopt;
    return words_.called(DmId(*least)) + " has a reason to move in most: " +
           std::to_string(graph_.states() - stable(0, *least)->count());
  }

  std::string seen() const {
    return "A grid: a row for each of " + report::counted(rows_.size(), "situation") +
           ", the most widely stable first; a column for each of " +
           report::counted(graph_.dms(), "decision maker") + " under each of " +
           report::counted(analysis_.concepts.size(), "concept") +
           ". A full cell: that decision maker would stay; a striped one: it would not. A frame: "
           "everybody would stay. Below, the share of all situations in which each would stay.";
  }

  Table twin() const {
    Table table{"Who would stay in which situation, by concept", {"situation", "state"}, {}};
    for (const SolutionConcept* c : analysis_.concepts) table.columns.emplace_back(c->key);
    for (const StateId s : rows_) {
      std::vector<std::string> row{title(s), words_.state(s)};
      for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) row.push_back(who_stays(c, s));
      table.rows.push_back(std::move(row));
    }
    std::vector<std::string> all{"", "situations stable for everybody"};
    for (const auto& set : analysis_.equilibria)
      all.push_back(set ? std::to_string(set->count()) + " of " + std::to_string(graph_.states())
                        : "?");
    table.rows.push_back(std::move(all));
    return table;
  }

  std::string who_stays(std::size_t c, StateId s) const {
    if (for_all(c, s)) return "everybody";
    std::vector<std::string> who;
    for (std::size_t i = 0; i < graph_.dms(); ++i)
      if (!stable(c, i))
        who.push_back(words_.called(DmId(i)) + "?");
      else if (stable(c, i)->contains(s))
        who.push_back(words_.called(DmId(i)));
    return who.empty() ? "nobody" : report::enumeration(who);
  }

  std::string title(StateId s) const {
    const Lineup::Member* member = lineup_.find(s);
    return member == nullptr ? "" : member->title;
  }

  // --- In lines

  double group_width(std::size_t c) const {
    return std::max(static_cast<double>(graph_.dms()) * (cell + gap) - gap,
                    width_of(analysis_.concepts[c]->key, heading_));
  }
  double group_left(std::size_t c) const {
    double x = margin + title_width + state_width_ + apart;
    for (std::size_t k = 0; k < c; ++k) x += group_width(k) + apart;
    return x;
  }
  Box cell_at(std::size_t c, std::size_t i, double middle) const {
    return {group_left(c) + static_cast<double>(i) * (cell + gap), middle - cell / 2, cell, cell};
  }

  void draw(Figure& figure) const {
    Drawing drawing("heat-map", id_);
    const double right = group_left(analysis_.concepts.size()) - apart;
    const double width = std::max(right + margin, 620.0);
    double y = margin + draw_key(drawing, dm_entries(model_), margin, margin, width - 2 * margin);
    y = draw_headings(drawing, y + 18);
    for (const StateId s : rows_) y = draw_row(drawing, s, y, right);
    if (rows_.size() < graph_.states()) {
      drawing.words({margin + title_width, y + 4, state_width_, 18},
                    letter("+" + report::counted(graph_.states() - rows_.size(), "more situation"),
                           {.size = 12, .paint = Paint::faint}));
      y += 26;
    }
    y = draw_shares(drawing, y + 8, right);
    y += 20;
    y += draw_key(drawing, meanings(), margin, y, width - 2 * margin);
    finish(figure, std::move(drawing), width, y + margin);
  }

  double draw_headings(Drawing& drawing, double y) const {
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      const auto group = drawing.group({{"data-concept", analysis_.concepts[c]->key}},
                                       std::string(analysis_.concepts[c]->name) + ": " +
                                           std::string(analysis_.concepts[c]->reading));
      drawing.words({group_left(c), y, group_width(c), 20},
                    letter(analysis_.concepts[c]->key, heading_));
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        const Box box = cell_at(c, i, y + 36);
        drawing.sign(i, box.middle_x(), box.middle_y(), 6, look_of(DmId(i)));
      }
    }
    return y + 52;
  }

  double draw_row(Drawing& drawing, StateId s, double top, double right) const {
    const Lettered label = letter(words_.state(s), {.size = 12}, state_width_ - 8, 2);
    const double height = std::max(cell + 9, label.height() + 8);
    const double middle = top + height / 2;
    const std::string heading = title(s);
    const auto group = drawing.group({{"data-state", graph_.label(s)}}, words_.state(s));
    const bool now = graph_.status_quo() == s;
    drawing.rectangle({margin - 8, top, right - margin + 16, height},
                      {.fill = now ? Paint::panel : Paint::paper}, 6);
    drawing.words_centred({margin, top, title_width - 6, height},
                          letter(heading, {.size = heading.size() > 3 ? 11.0 : 13.0, .bold = true}),
                          Align::start);
    drawing.words_centred({margin + title_width, top, state_width_ - 8, height}, label,
                          Align::start);
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c) {
      for (std::size_t i = 0; i < graph_.dms(); ++i)
        draw_cell(drawing,
                  !stable(c, i)               ? Says::unknown
                  : stable(c, i)->contains(s) ? Says::stable
                                              : Says::unstable,
                  cell_at(c, i, middle),
                  {{"data-dm", model_.decision_makers[i].id},
                   {"data-concept", analysis_.concepts[c]->key}});
      if (for_all(c, s)) {
        const Box first = cell_at(c, 0, middle);
        const Box last = cell_at(c, graph_.dms() - 1, middle);
        drawing.rectangle(Box{first.x, first.y, last.right() - first.x, cell}.inset(-2),
                          {.line = Paint::ink, .width = 1.2}, 4);
      }
    }
    return top + height;
  }

  // In how many of all situations each would stay.
  double draw_shares(Drawing& drawing, double top, double right) const {
    constexpr double height = 34;
    drawing.line(margin, top, right, top, {.line = Paint::grid});
    const Lettered label = letter("share of all " + report::counted(graph_.states(), "situation"),
                                  {.size = 12}, state_width_ - 8);
    drawing.words_centred({margin + title_width, top + 6, state_width_ - 8, height}, label,
                          Align::start);
    for (std::size_t c = 0; c < analysis_.concepts.size(); ++c)
      for (std::size_t i = 0; i < graph_.dms(); ++i) {
        if (!stable(c, i)) continue;
        const std::size_t n = stable(c, i)->count();
        const double high = height * static_cast<double>(n) / static_cast<double>(graph_.states());
        const Box box = cell_at(c, i, top);
        const auto group = drawing.group(
            {}, words_.name(DmId(i)) + ", " + std::string(analysis_.concepts[c]->key) + ": " +
                    std::to_string(n) + " of " + std::to_string(graph_.states()));
        drawing.rectangle({box.x, top + 6, cell, height}, {.fill = Paint::panel}, 2);
        drawing.rectangle({box.x, top + 6 + height - high, cell, high}, {.fill = Paint::stable}, 2);
      }
    return top + 6 + height;
  }

  enum class Says : std::uint8_t { stable, unstable, unknown };
  static void draw_cell(Drawing& drawing, Says says, const Box& box, const Attributes& hooks) {
    if (says == Says::stable) {
      drawing.rectangle(box, {.fill = Paint::stable}, 3, hooks);
    } else if (says == Says::unstable) {
      const std::string stripes =
          drawing.pattern(Drawing::Stripes::rising, Paint::unstable, Paint::paper);
      drawing.rectangle(box, {.line = Paint::unstable, .width = 0.8, .url = stripes}, 3, hooks);
    } else {
      drawing.rectangle(box, {.fill = Paint::paper, .line = Paint::unknown, .dash = "2 2"}, 3,
                        hooks);
      drawing.words_centred(box, letter("?", {.size = 12}));
    }
  }

  std::vector<KeyEntry> meanings() const {
    const auto sample = [](Says says) {
      return [says](Drawing& drawing, const Box& box) { draw_cell(drawing, says, box, {}); };
    };
    std::vector<KeyEntry> entries{{sample(Says::stable), "would stay"},
                                  {sample(Says::unstable), "has a reason to move"}};
    const bool partial =
        std::any_of(analysis_.stable.begin(), analysis_.stable.end(), [](const auto& by_dm) {
          return std::any_of(by_dm.begin(), by_dm.end(),
                             [](const auto& set) { return !set.has_value(); });
        });
    if (partial) entries.push_back({sample(Says::unknown), "was not computed"});
    entries.push_back({[](Drawing& drawing, const Box& box) {
                         draw_cell(drawing, Says::stable, box, {});
                         drawing.rectangle(box.inset(-2), {.line = Paint::ink, .width = 1.2}, 4);
                       },
                       "everybody would stay"});
    return entries;
  }

  std::string id_;
  const Graph& graph_;
  const Model& model_;
  const Analysis& analysis_;
  const report::Words words_;
  const Lineup lineup_;
  const Type heading_{.size = 13, .bold = true};
  std::vector<StateId> rows_;
  double state_width_ = 150;
};

}  // namespace

std::optional<Figure> draw_heat_map(const Subject& subject, const FigureRequest& request) {
  if (subject.analysis.concepts.empty()) return std::nullopt;
  return HeatMap(subject, request).run();
}

}  // namespace standoff::figure
