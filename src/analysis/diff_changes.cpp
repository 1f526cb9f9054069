// Finding what changed: parts by id, statements and rules by meaning.

#include "analysis/diff_changes.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace standoff {
namespace {

using What = Change::What;
using How = Change::How;

class Comparison {
 public:
  Comparison(const Model& before, const Model& after, Common& common)
      : written_before_(before),
        written_after_(after),
        common_(common),
        before_(common.before().model),
        after_(common.after().model) {}

  std::vector<DraftEdit> run() {
    if (written_before_.title != written_after_.title)
      add({.what = What::title,
           .how = How::changed,
           .before = written_before_.title,
           .after = written_after_.title});
    if (written_before_.as_of != written_after_.as_of)
      add({.what = What::as_of,
           .how = How::changed,
           .before = written_before_.as_of,
           .after = written_after_.as_of});
    if (written_before_.is_explicit() == written_after_.is_explicit()) {
      states();
      people();
      options_of_nobody();
      rules();
      outcomes();
      merges();
      status_quo();
    } else {
      add({.what = What::state,
           .how = How::replaced,
           .before = written_before_.is_explicit() ? "an explicit graph" : "options",
           .after = written_after_.is_explicit() ? "an explicit graph" : "options"});
    }
    the_rest();
    return std::move(edits_);
  }

 private:
  void add(Change change, std::function<void(Draft&)> make = {}) {
    if (!common_.comparable()) make = {};
    edits_.push_back({std::move(change), std::move(make)});
  }

  // --- people and what they can do

  void people() {
    for (std::size_t d = 0; d < before_.decision_makers.size(); ++d) {
      const bool was = common_.before().decision_makers[d];
      const bool is = common_.after().decision_makers[d];
      const DecisionMaker& old = before_.decision_makers[d];
      const DecisionMaker& now = after_.decision_makers[d];
      if (was && is) {
        if (old.name != now.name || old.aka != now.aka)
          add({.what = What::decision_maker,
               .how = How::reworded,
               .id = old.id,
               .before = old.name,
               .after = now.name});
        options(now.id, now.options);
        moves(d);
        preference(d);
        continue;
      }
      add({.what = What::decision_maker,
           .how = is ? How::added : How::dropped,
           .id = is ? now.id : old.id,
           .before = was ? old.name : "",
           .after = is ? now.name : ""},
          [after = &after_, d, is](Draft& draft) {
            draft.decision_makers[d] = is;
            for (const OptionId o : draft.model.decision_makers[d].options) {
              draft.options[index(o)] = is;
              if (is && draft.model.status_quo && after->status_quo)
                draft.model.status_quo->set(o, after->status_quo->contains(o));
            }
          });
    }
  }

  void options_of_nobody() {
    std::vector<OptionId> nobodys;
    for (std::size_t o = 0; o < before_.options.size(); ++o) {
      const bool was = common_.before().options[o];
      if (!(was ? before_ : after_).options[o].owner) nobodys.push_back(OptionId(o));
    }
    options("", nobodys);
  }

  // The ladder that an option is a level of, by its id; empty when it is none.
  static std::string ladder_of(const Model& written, const Option& option) {
    for (const Option& o : written.options)
      if (o.qualified == option.qualified && o.ladder) return written.ladders[*o.ladder].id;
    return "";
  }

  void options(const std::string& whose, const std::vector<OptionId>& all) {
    std::set<std::string> ladders_told;
    for (const OptionId o : all) {
      const bool was = common_.before().options[index(o)];
      const bool is = common_.after().options[index(o)];
      const Option& old = before_.options[index(o)];
      const Option& now = after_.options[index(o)];
      if (was && is) {
        both(whose, o, old, now);
        continue;
      }
      if (!was && !is) continue;
      // A ladder comes and goes as a whole.
      const std::string ladder = ladder_of(is ? written_after_ : written_before_, is ? now : old);
      std::vector<OptionId> together{o};
      bool whole = true;
      if (!ladder.empty()) {
        if (!ladders_told.insert(ladder).second) continue;
        together.clear();
        for (const OptionId other : all) {
          const Option& level = is ? after_.options[index(other)] : before_.options[index(other)];
          if (ladder_of(is ? written_after_ : written_before_, level) != ladder) continue;
          together.push_back(other);
          whole = whole && common_.before().options[index(other)] == was &&
                  common_.after().options[index(other)] == is;
        }
      }
      std::function<void(Draft&)> make;
      if (whole)
        make = [after = &after_, together, is](Draft& draft) {
          for (const OptionId one : together) {
            draft.options[index(one)] = is;
            if (is && draft.model.status_quo && after->status_quo)
              draft.model.status_quo->set(one, after->status_quo->contains(one));
          }
        };
      add({.what = What::option,
           .how = is ? How::added : How::dropped,
           .whose = whose,
           .id = ladder.empty() ? (is ? now : old).id : ladder,
           .before = was ? old.name : "",
           .after = is ? now.name : ""},
          std::move(make));
    }
  }

  void both(const std::string& whose, OptionId o, const Option& old, const Option& now) {
    if (old.name != now.name || old.otherwise != now.otherwise)
      add({.what = What::option,
           .how = How::reworded,
           .whose = whose,
           .id = now.id,
           .before = old.name,
           .after = now.name});
    if (old.direction != now.direction)
      add({.what = What::direction,
           .how = How::changed,
           .whose = whose,
           .id = now.id,
           .before = said(old.direction),
           .after = said(now.direction)},
          [o, to = now.direction](Draft& draft) { draft.model.options[index(o)].direction = to; });
    const bool same_guard = old.when.has_value() == now.when.has_value() &&
                            (!old.when || means(*old.when) == means(*now.when));
    if (!same_guard || old.when_text != now.when_text)
      add(
          {.what = What::guard,
           .how = same_guard ? How::reworded : How::changed,
           .whose = whose,
           .id = now.id,
           .before = old.when_text,
           .after = now.when_text},
          same_guard ? std::function<void(Draft&)>() : [o, to = now.when](Draft& draft) {
            draft.model.options[index(o)].when = to;
          });
    grounds({.what = What::option,
             .how = How::grounded,
             .whose = whose,
             .id = now.id,
             .before = old.name,
             .after = now.name},
            old.because, now.because);
  }

  static std::string said(Direction direction) {
    switch (direction) {
      case Direction::take_only:
        return "once taken never dropped";
      case Direction::drop_only:
        return "once dropped never taken";
      case Direction::locked:
        return "locked";
      default:
        return "both ways";
    }
  }

  std::size_t means(const Formula& f) { return common_.meaning(f); }

  // --- what they want

  void preference(std::size_t d) {
    const Preference& old = before_.decision_makers[d].preference;
    const Preference& now = after_.decision_makers[d].preference;
    const std::string& whose = after_.decision_makers[d].id;
    if (std::holds_alternative<Statements>(old) && std::holds_alternative<Statements>(now))
      return statements(d);
    if (old.index() == now.index() && said_so(old) == said_so(now)) return;
    const bool same = old.index() == now.index() && sense(old) == sense(now);
    add(
        {.what = What::preference,
         .how = same ? How::reworded : How::changed,
         .whose = whose,
         .before = form(old),
         .after = form(now)},
        same ? std::function<void(Draft&)>()
             : [d, now](Draft& draft) { draft.model.decision_makers[d].preference = now; });
  }

  static std::string form(const Preference& preference) {
    constexpr std::array<const char*, 4> names{"nothing", "statements", "a ranking", "payoffs"};
    return names[preference.index()];
  }
  // The words, and the sense, of a ranking or payoffs.
  static std::string said_so(const Preference& preference) {
    std::string text;
    if (const auto* ranking = std::get_if<Ranking>(&preference)) {
      for (const auto& tier : ranking->tiers) {
        for (const WrittenFormula& f : tier) text += f.text + ",";
        text += ";";
      }
      for (const std::uint32_t tier : ranking->strongly_above) text += std::to_string(tier) + " ";
    }
    if (const auto* payoffs = std::get_if<Payoffs>(&preference))
      for (const Payoffs::Weight& w : payoffs->weights)
        text += w.where.text + ":" + std::to_string(w.millionths) + ";";
    return text;
  }
  std::vector<std::vector<std::int64_t>> sense(const Preference& preference) {
    std::vector<std::vector<std::int64_t>> all;
    if (const auto* ranking = std::get_if<Ranking>(&preference)) {
      for (const auto& tier : ranking->tiers) {
        auto& one = all.emplace_back();
        for (const WrittenFormula& f : tier)
          one.push_back(static_cast<std::int64_t>(means(f.formula)));
        std::sort(one.begin(), one.end());
      }
      all.emplace_back(ranking->strongly_above.begin(), ranking->strongly_above.end());
    }
    if (const auto* payoffs = std::get_if<Payoffs>(&preference)) {
      for (const Payoffs::Weight& w : payoffs->weights)
        all.push_back({static_cast<std::int64_t>(means(w.where.formula)), w.millionths});
      std::sort(all.begin(), all.end());
    }
    return all;
  }

  // Which of the first list is which of the second: k-th with that meaning to k-th.
  template <typename List, typename FormulaOf>
  std::vector<std::optional<std::size_t>> paired(const List& old, const List& now,
                                                 FormulaOf formula_of) {
    std::vector<std::size_t> meanings;
    for (const auto& one : now) meanings.push_back(means(formula_of(one)));
    std::vector<bool> used(now.size());
    std::vector<std::optional<std::size_t>> partner;
    for (const auto& one : old) {
      const std::size_t meaning = means(formula_of(one));
      auto& found = partner.emplace_back();
      for (std::size_t k = 0; k < now.size() && !found; ++k)
        if (!used[k] && meanings[k] == meaning) found = k;
      if (found) used[*found] = true;
    }
    return partner;
  }

  // The largest set of pairs that keep their order (quadratic, lists are short): what stays.
  static std::vector<bool> staying(const std::vector<std::optional<std::size_t>>& partner) {
    const std::size_t n = partner.size();
    std::vector<std::size_t> length(n, 0), before(n, n);
    std::size_t best = n;
    for (std::size_t k = 0; k < n; ++k) {
      if (!partner[k]) continue;
      length[k] = 1;
      for (std::size_t j = 0; j < k; ++j)
        if (partner[j] && *partner[j] < *partner[k] && length[j] + 1 > length[k]) {
          length[k] = length[j] + 1;
          before[k] = j;
        }
      if (best == n || length[k] > length[best]) best = k;
    }
    std::vector<bool> stays(n, false);
    for (; best != n; best = before[best]) stays[best] = true;
    return stays;
  }

  void statements(std::size_t d) {
    const auto& old = std::get<Statements>(before_.decision_makers[d].preference).list;
    const auto& now = std::get<Statements>(after_.decision_makers[d].preference).list;
    const std::string& whose = after_.decision_makers[d].id;
    const auto partner = paired(old, now, [](const Statement& s) { return s.formula; });
    const std::vector<bool> stays = staying(partner);
    std::vector<std::optional<std::size_t>> from(now.size());
    for (std::size_t k = 0; k < old.size(); ++k)
      if (partner[k]) from[*partner[k]] = k;

    // In each gap between statements that stay, what went and what came in order: replaced.
    std::vector<std::optional<std::size_t>> replaced_by(old.size());
    std::vector<bool> replaces(now.size());
    std::size_t k = 0;
    std::size_t m = 0;
    for (;;) {
      std::vector<std::size_t> gone, come;
      for (; k < old.size() && !stays[k]; ++k)
        if (!partner[k]) gone.push_back(k);
      for (; m < now.size() && !(from[m] && stays[*from[m]]); ++m)
        if (!from[m]) come.push_back(m);
      for (std::size_t n = 0; n < std::min(gone.size(), come.size()); ++n) {
        replaced_by[gone[n]] = come[n];
        replaces[come[n]] = true;
      }
      if (k >= old.size() || m >= now.size()) break;
      ++k;
      ++m;
    }

    // Where a statement of the second version belongs in a list of the first: behind the last one
    // before it that stays.
    const auto anchor = [=](std::size_t place) -> std::optional<std::size_t> {
      for (std::size_t n = place; n-- > 0;)
        if (from[n] && stays[*from[n]]) return from[n];
      return std::nullopt;
    };
    const auto list_of = [d](Draft& draft) -> std::vector<Statement>& {
      return std::get<Statements>(draft.model.decision_makers[d].preference).list;
    };
    const auto insert = [=](std::vector<Statement>& list, std::optional<std::size_t> behind,
                            std::optional<std::size_t> taken_out, const Statement& statement) {
      std::size_t place = behind ? *behind + 1 : 0;
      if (taken_out && behind && *taken_out < *behind) --place;
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(place), statement);
    };

    for (std::size_t n = 0; n < old.size(); ++n) {
      Change change{.what = What::statement,
                    .how = How::dropped,
                    .whose = whose,
                    .before = old[n].text,
                    .place_before = n + 1};
      if (replaced_by[n]) {
        const Statement& other = now[*replaced_by[n]];
        change.how = How::replaced;
        change.after = other.text;
        change.place_after = *replaced_by[n] + 1;
        add(change, [=](Draft& draft) { list_of(draft)[n] = other; });
      } else if (!partner[n]) {
        add(change, [=](Draft& draft) {
          list_of(draft).erase(list_of(draft).begin() + static_cast<std::ptrdiff_t>(n));
        });
      } else {
        const std::size_t place = *partner[n];
        const Statement& other = now[place];
        change.after = other.text;
        change.place_after = place + 1;
        if (!stays[n]) {
          change.how = How::moved;
          add(change, [=](Draft& draft) {
            auto& list = list_of(draft);
            const Statement moving = list[n];
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(n));
            insert(list, anchor(place), n, moving);
          });
        }
        if (old[n].text != other.text) {
          change.how = How::reworded;
          add(change);
        }
        if (std::tuple(old[n].confidence, old[n].uncertain, old[n].strongly, old[n].known_after,
                       old[n].fixed, old[n].any_order) !=
            std::tuple(other.confidence, other.uncertain, other.strongly, other.known_after,
                       other.fixed, other.any_order)) {
          change.how = How::changed;
          add(change, [=](Draft& draft) {
            Statement& mine = list_of(draft)[n];
            mine.confidence = other.confidence;
            mine.uncertain = other.uncertain;
            mine.strongly = other.strongly;
            mine.known_after = other.known_after;
            mine.any_order = other.any_order;
          });
        }
        change.how = How::grounded;
        if (old[n].basis != other.basis || old[n].note != other.note)
          add(change);
        else
          grounds(change, old[n].because, other.because);
      }
    }
    for (std::size_t n = 0; n < now.size(); ++n)
      if (!from[n] && !replaces[n])
        add({.what = What::statement,
             .how = How::added,
             .whose = whose,
             .after = now[n].text,
             .place_after = n + 1},
            [=, statement = now[n]](Draft& draft) {
              insert(list_of(draft), anchor(n), std::nullopt, statement);
            });
  }

  // --- rules, outcomes, merges, status quo

  void rules() {
    const auto written = [](const std::vector<Rule>& all) {
      std::vector<Rule> list;
      for (const Rule& rule : all)
        if (!rule.text.starts_with("ladder: ")) list.push_back(rule);
      return list;
    };
    const std::vector<Rule> old = written(before_.rules);
    const std::vector<Rule> now = written(after_.rules);
    const auto partner = paired(old, now, [](const Rule& r) { return r.formula; });
    std::vector<bool> known(now.size());
    for (std::size_t k = 0; k < old.size(); ++k) {
      Change change{.what = What::rule, .how = How::dropped, .before = old[k].text};
      if (!partner[k]) {
        add(change, [gone = old[k]](Draft& draft) {
          auto& list = draft.model.rules;
          const auto at = std::find_if(list.begin(), list.end(),
                                       [&](const Rule& r) { return r.formula == gone.formula; });
          if (at != list.end()) list.erase(at);
        });
        continue;
      }
      known[*partner[k]] = true;
      change.after = now[*partner[k]].text;
      if (change.before != change.after) {
        change.how = How::reworded;
        add(change);
      }
      change.how = How::grounded;
      grounds(change, old[k].because, now[*partner[k]].because);
    }
    for (std::size_t k = 0; k < now.size(); ++k)
      if (!known[k])
        add({.what = What::rule, .how = How::added, .after = now[k].text},
            [rule = now[k]](Draft& draft) { draft.model.rules.push_back(rule); });
  }

  template <typename Part>
  static const Part* find(const std::vector<Part>& list, const std::string& id) {
    const auto at =
        std::find_if(list.begin(), list.end(), [&](const Part& part) { return part.id == id; });
    return at == list.end() ? nullptr : &*at;
  }

  // Parts that are a named formula.
  template <typename Part, typename ListOf>
  void named_formulas(What what, const std::vector<Part>& old, const std::vector<Part>& now,
                      ListOf list_of) {
    const auto put = [list_of](const Part& part) {
      return [list_of, part](Draft& draft) {
        std::vector<Part>& list = list_of(draft.model);
        const auto at = std::find_if(list.begin(), list.end(),
                                     [&](const Part& one) { return one.id == part.id; });
        if (at == list.end())
          list.push_back(part);
        else
          *at = part;
      };
    };
    for (const Part& part : old) {
      const Part* other = find(now, part.id);
      if (other == nullptr) {
        add({.what = what, .how = How::dropped, .id = part.id, .before = part.where.text},
            [list_of, id = part.id](Draft& draft) {
              std::erase_if(list_of(draft.model), [&](const Part& one) { return one.id == id; });
            });
        continue;
      }
      const bool same = means(part.where.formula) == means(other->where.formula);
      if (!same || part.where.text != other->where.text)
        add({.what = what,
             .how = same ? How::reworded : How::changed,
             .id = part.id,
             .before = part.where.text,
             .after = other->where.text},
            same ? std::function<void(Draft&)>() : put(*other));
    }
    for (const Part& part : now)
      if (find(old, part.id) == nullptr)
        add({.what = what, .how = How::added, .id = part.id, .after = part.where.text}, put(part));
  }

  void outcomes() {
    named_formulas(What::outcome, before_.outcomes, after_.outcomes,
                   [](Model& model) -> std::vector<Outcome>& { return model.outcomes; });
  }
  void merges() {
    named_formulas(What::merge, before_.merges, after_.merges,
                   [](Model& model) -> std::vector<Merge>& { return model.merges; });
  }

  std::string taken(const Model& model, const std::vector<bool>& there) const {
    if (!model.status_quo) return "not said";
    std::string text;
    model.status_quo->for_each([&](OptionId o) {
      if (there[index(o)]) text += (text.empty() ? "" : ", ") + model.options[index(o)].qualified;
    });
    return text.empty() ? "nothing is taken" : text;
  }

  void status_quo() {
    if (written_before_.is_explicit()) {
      const auto name = [](const Model& model) {
        return model.status_quo_state ? model.explicit_graph->states[*model.status_quo_state].id
                                      : std::string("not said");
      };
      if (name(written_before_) != name(written_after_))
        add({.what = What::status_quo,
             .how = How::changed,
             .before = name(written_before_),
             .after = name(written_after_)},
            [to = after_.status_quo_state](Draft& draft) { draft.model.status_quo_state = to; });
      return;
    }
    // What both versions know of; options that come or go are changes of their own.
    bool same = before_.status_quo.has_value() == after_.status_quo.has_value();
    if (same && before_.status_quo)
      for (std::size_t o = 0; o < before_.options.size(); ++o)
        if (common_.before().options[o] && common_.after().options[o])
          same = same && before_.status_quo->contains(OptionId(o)) ==
                             after_.status_quo->contains(OptionId(o));
    if (same) return;
    std::vector<bool> shared;
    for (std::size_t o = 0; o < before_.options.size(); ++o)
      shared.push_back(common_.before().options[o] && common_.after().options[o]);
    add({.what = What::status_quo,
         .how = How::changed,
         .before = taken(before_, shared),
         .after = taken(after_, shared)},
        [after = &after_, shared](Draft& draft) {
          if (!after->status_quo || !draft.model.status_quo) {
            draft.model.status_quo = after->status_quo;
            return;
          }
          for (std::size_t o = 0; o < shared.size(); ++o)
            if (shared[o])
              draft.model.status_quo->set(OptionId(o), after->status_quo->contains(OptionId(o)));
        });
  }

  // --- the explicit graph

  void states() {
    if (!written_before_.is_explicit()) return;
    const auto& old = written_before_.explicit_graph->states;
    const auto& now = written_after_.explicit_graph->states;
    for (const ExplicitGraph::State& state : old) {
      const ExplicitGraph::State* other = find(now, state.id);
      if (other == nullptr)
        add({.what = What::state, .how = How::dropped, .id = state.id, .before = state.name});
      else if (other->name != state.name)
        add({.what = What::state,
             .how = How::reworded,
             .id = state.id,
             .before = state.name,
             .after = other->name});
    }
    for (const ExplicitGraph::State& state : now)
      if (find(old, state.id) == nullptr)
        add({.what = What::state, .how = How::added, .id = state.id, .after = state.name});
  }

  void moves(std::size_t d) {
    if (!written_before_.is_explicit()) return;
    std::set<std::pair<std::string, std::string>> old, now;
    const auto arcs = [&](const Model& written, const std::string& id, auto& into) {
      for (std::size_t k = 0; k < written.decision_makers.size(); ++k)
        if (written.decision_makers[k].id == id)
          for (std::size_t s = 0; s < written.explicit_graph->states.size(); ++s)
            for (const std::uint32_t t : written.explicit_graph->moves[k][s])
              into.emplace(written.explicit_graph->states[s].id,
                           written.explicit_graph->states[t].id);
    };
    const std::string& whose = after_.decision_makers[d].id;
    arcs(written_before_, whose, old);
    arcs(written_after_, whose, now);
    if (old == now) return;
    const auto told = [](const auto& mine, const auto& others) {
      std::string text;
      for (const auto& arc : mine)
        if (!others.contains(arc))
          text += (text.empty() ? "" : ", ") + arc.first + " → " + arc.second;
      return text;
    };
    add({.what = What::moves,
         .how = How::changed,
         .whose = whose,
         .before = told(old, now),
         .after = told(now, old)},
        [after = &after_, d](Draft& draft) {
          draft.model.explicit_graph->moves[d] = after->explicit_graph->moves[d];
        });
  }

  // --- what no conclusion depends on

  std::vector<std::string> evidence_of(const Model& written, const Because& because) const {
    std::vector<std::string> ids;
    for (const std::uint32_t e : because) ids.push_back(written.evidence[e].id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }
  void grounds(const Change& change, const Because& old, const Because& now) {
    if (evidence_of(written_before_, old) != evidence_of(written_after_, now)) add(change);
  }

  template <typename Part, typename Say>
  void listed(What what, const std::vector<Part>& old, const std::vector<Part>& now, Say say) {
    for (const Part& part : old) {
      const Part* other = find(now, part.id);
      if (other == nullptr)
        add({.what = what, .how = How::dropped, .id = part.id});
      else if (say(written_before_, part) != say(written_after_, *other))
        add({.what = what, .how = How::changed, .id = part.id});
    }
    for (const Part& part : now)
      if (find(old, part.id) == nullptr) add({.what = what, .how = How::added, .id = part.id});
  }

  void the_rest() {
    const auto because = [this](const Model& written, const Because& list) {
      std::string text;
      for (const std::string& id : evidence_of(written, list)) text += id + ",";
      return text;
    };
    const auto people_of = [](const Model& written, const std::vector<DmId>& list) {
      std::string text;
      for (const DmId dm : list) text += written.dm(dm).id + ",";
      return text;
    };
    listed(What::channel, written_before_.channels, written_after_.channels,
           [&](const Model& written, const Channel& c) {
             return c.name + "\n" + c.level + "\n" + people_of(written, c.between) + "\n" +
                    (c.open_when ? c.open_when->text : "always") + "\n" +
                    because(written, c.because);
           });
    listed(What::measure, written_before_.measures, written_after_.measures,
           [&](const Model& written, const Measure& m) {
             std::string text = m.name + "\n" + (m.of ? written.dm(*m.of).id : "") + "\n" + m.unit +
                                "\n" + m.when.text + "\n" + m.note;
             for (const Measure::Claim& claim : m.claims)
               text += "\n" + std::to_string(claim.value.low) + ".." +
                       std::to_string(claim.value.high) + because(written, claim.because);
             return text;
           });
    listed(What::stage, written_before_.stages, written_after_.stages,
           [&](const Model&, const Stage& s) {
             std::string text = s.name + "\n" + s.from + "\n" + s.until + "\n" + s.note;
             for (const std::string& option : s.enters) text += "\n" + option;
             return text;
           });
    stages_within();
    listed(What::question, written_before_.questions, written_after_.questions,
           [&](const Model&, const Question& q) {
             return q.text + "\n" + q.by + "\n" + q.stage + "\n" + q.where.text + "\n" +
                    std::to_string(static_cast<int>(q.outcome)) + q.confidence + "\n" + q.note;
           });
    views();
    listed(What::source, written_before_.sources, written_after_.sources,
           [](const Model&, const Source& s) {
             return s.title + "\n" + s.publisher + "\n" + s.date + "\n" + s.language + "\n" +
                    s.url + "\n" + s.note + "\n" + s.sha256;
           });
    listed(What::evidence, written_before_.evidence, written_after_.evidence,
           [](const Model& written, const Evidence& e) {
             std::string text = written.sources[e.source].id + "\n" + e.speaker + "\n" + e.date +
                                "\n" + e.says + "\n" + e.note + "\n" +
                                std::to_string(static_cast<int>(e.kind));
             if (e.at)
               text += "\n" + std::to_string(e.at->start) + "-" + std::to_string(e.at->end) +
                       e.at->sha256;
             if (e.quote) text += "\n" + e.quote->prefix + e.quote->exact + e.quote->suffix;
             for (const std::uint32_t other : e.disputed_by)
               text += "\n" + written.evidence[other].id;
             return text;
           });
  }

  static bool differ(const std::shared_ptr<const Model>& old,
                     const std::shared_ptr<const Model>& now) {
    if (!old || !now) return old != now;
    Common common(*old, *now);
    return !changes_between(*old, *now, common).empty();
  }

  // Stages whose own dispute differs.
  void stages_within() {
    for (const Stage& stage : written_before_.stages) {
      const Stage* other = find(written_after_.stages, stage.id);
      const bool told = std::any_of(edits_.begin(), edits_.end(), [&](const DraftEdit& edit) {
        return edit.change.what == What::stage && edit.change.id == stage.id;
      });
      if (other != nullptr && !told && differ(stage.model, other->model))
        add({.what = What::stage, .how = How::changed, .id = stage.id});
    }
  }

  void views() {
    const auto of = [](const Model& written, const std::string& id) -> const Viewpoint* {
      for (const Viewpoint& view : written.views)
        if (written.dm(view.of).id == id) return &view;
      return nullptr;
    };
    std::set<std::string> holders;
    for (const Model* written : {&written_before_, &written_after_})
      for (const Viewpoint& view : written->views) holders.insert(written->dm(view.of).id);
    for (const std::string& id : holders) {
      const Viewpoint* old = of(written_before_, id);
      const Viewpoint* now = of(written_after_, id);
      if (old == nullptr || now == nullptr)
        add({.what = What::view, .how = now != nullptr ? How::added : How::dropped, .whose = id});
      else if (differ(old->model, now->model) || old->note != now->note ||
               (old->unseen ? old->unseen->text : "") != (now->unseen ? now->unseen->text : ""))
        add({.what = What::view, .how = How::changed, .whose = id});
    }
  }

  const Model& written_before_;
  const Model& written_after_;
  Common& common_;
  const Model& before_;  // in the common numbering
  const Model& after_;
  std::vector<DraftEdit> edits_;
};

}  // namespace

std::vector<DraftEdit> changes_between(const Model& before, const Model& after, Common& common) {
  return Comparison(before, after, common).run();
}

}  // namespace standoff
