// Writing a model as a .gmcr file: formulas become patterns, and where not everybody's wants are
// statements that can be said by patterns, everybody's become rankings.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "graph/ranks.hpp"
#include "io/json_patterns.hpp"
#include "standoff/graph.hpp"
#include "standoff/load.hpp"

namespace standoff {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_states = 65'536;  // of a ranking

Json json_of(const Pattern& pattern) {
  std::vector<std::pair<std::size_t, char>> letters;
  pattern.taken.for_each([&](OptionId o) { letters.emplace_back(index(o), 'Y'); });
  pattern.left.for_each([&](OptionId o) { letters.emplace_back(index(o), 'N'); });
  std::sort(letters.begin(), letters.end());
  Json list = Json::array();
  for (const auto& [option, letter] : letters)
    list.push_back(Json::array({option, std::string(1, letter)}));
  return list;
}

Json json_of(const std::vector<Pattern>& patterns) {
  if (patterns.size() == 1) return json_of(patterns.front());
  Json members = Json::array();
  for (const Pattern& pattern : patterns) members.push_back(json_of(pattern));
  return {{"compound", true}, {"members", std::move(members)}};
}

// What holds everywhere or nowhere tells no states apart.
bool matters(const std::vector<Pattern>& patterns) {
  return !patterns.empty() && !(patterns[0].taken | patterns[0].left).empty();
}

class Writer {
 public:
  Writer(const Model& model, std::vector<std::string>& lost) : model_(model), lost_(lost) {}

  std::optional<std::string> run() {
    if (model_.is_explicit()) refuse("moves that are written out one by one");
    if (!model_.merges.empty()) refuse("merged states");
    if (std::any_of(model_.options.begin(), model_.options.end(),
                    [](const Option& option) { return option.when.has_value(); }))
      refuse("guards (`when`)");
    if (refused_) return std::nullopt;
    Json infeasibles = rules();
    Json dms = decision_makers();
    if (refused_) return std::nullopt;
    tell_what_is_lost();
    Json top = {{"program", "standoff"},
                {"useManualPreferenceRanking", manual_},
                {"infeasibles", std::move(infeasibles)},
                {"options", options()},
                {"decisionMakers", std::move(dms)}};
    return top.dump(1) + "\n";
  }

 private:
  void refuse(std::string reason) {
    lost_.push_back(std::move(reason));
    refused_ = true;
  }

  Json options() const {
    Json list = Json::array();
    for (const Option& option : model_.options)
      list.push_back({{"name", option.name},
                      {"permittedDirection", option.direction == Direction::take_only   ? "fwd"
                                             : option.direction == Direction::drop_only ? "back"
                                                                                        : "both"}});
    return list;
  }

  Json rules() {
    Json list = Json::array();
    for (const Rule& rule : model_.rules) {
      const auto patterns = patterns_of(rule.formula, false);
      if (!patterns)
        refuse("the rule `" + rule.text + "`, which takes too many patterns");
      else
        for (const Pattern& pattern : *patterns) list.push_back(json_of(pattern));
    }
    return list;
  }

  Json decision_makers() {
    Json list = Json::array();
    for (const DecisionMaker& dm : model_.decision_makers) {
      Json owned = Json::array();
      for (const OptionId o : dm.options) owned.push_back(index(o));
      list.push_back(
          {{"name", dm.name}, {"options", std::move(owned)}, {"preferences", Json::array()}});
    }
    for (const Viewpoint& view : model_.views)
      if (view.unseen) add_misperception(list[index(view.of)], *view.unseen);
    manual_ = !add_statements(list);
    if (manual_) add_rankings(list);
    return list;
  }

  void add_misperception(Json& dm, const WrittenFormula& unseen) {
    const auto patterns = patterns_of(unseen.formula, true);
    if (!patterns) {
      refuse("what somebody does not see (`" + unseen.text + "`), which takes too many patterns");
      return;
    }
    Json list = Json::array();
    for (const Pattern& pattern : *patterns) list.push_back(json_of(pattern));
    dm["misperceptions"] = std::move(list);
  }

  // False when somebody's wants are no statements, or take too many patterns.
  bool add_statements(Json& list) {
    for (std::size_t dm = 0; dm < list.size(); ++dm) {
      const Preference& preference = model_.decision_makers[dm].preference;
      if (std::holds_alternative<std::monostate>(preference)) continue;
      const auto* statements = std::get_if<Statements>(&preference);
      if (statements == nullptr) return false;
      for (const Statement& statement : statements->list) {
        const auto patterns = patterns_of(statement.formula, true);
        if (!patterns) return false;
        if (matters(*patterns)) list[dm]["preferences"].push_back(json_of(*patterns));
      }
    }
    return true;
  }

  void add_rankings(Json& list) {
    LayOutLimits limits;
    limits.max_states = most_states;
    const Feasible feasible = enumerate_feasible(model_, limits);
    if (feasible.end != LayOutEnd::done) {
      refuse("rankings of more than " + std::to_string(most_states) + " states");
      return;
    }
    const Columns columns(feasible.rows, model_.options.size());
    const std::vector<std::size_t> numbered = by_decimal(feasible.rows);
    for (std::size_t dm = 0; dm < list.size(); ++dm) {
      const Ranks ranks = rank_states(model_, DmId(dm), columns).ranks;
      const Rank best = ranks.empty() ? 0 : *std::max_element(ranks.begin(), ranks.end());
      std::vector<Json> tiers(best, Json::array());
      for (std::size_t k = 0; k < numbered.size(); ++k)
        tiers[best - ranks[numbered[k]]].push_back(k + 1);
      Json ranking = Json::array();
      for (Json& tier : tiers) ranking.push_back(tier.size() == 1 ? tier.front() : std::move(tier));
      list[dm]["preferences"] = Json::array();
      list[dm]["preferenceRanking"] = std::move(ranking);
    }
  }

  // The rows in the format's order, where the last option counts most.
  std::vector<std::size_t> by_decimal(const std::vector<OptionSet>& rows) const {
    const std::size_t options = model_.options.size();
    std::vector<std::pair<OptionSet, std::size_t>> mirrored;
    for (std::size_t row = 0; row < rows.size(); ++row) {
      mirrored.emplace_back(OptionSet(), row);
      rows[row].for_each(
          [&](OptionId o) { mirrored.back().first.insert(OptionId(options - 1 - index(o))); });
    }
    std::sort(mirrored.begin(), mirrored.end());
    std::vector<std::size_t> order;
    for (const auto& [decimal, row] : mirrored) order.push_back(row);
    return order;
  }

  void tell_what_is_lost() {
    const auto tell = [&](bool is_there, const char* clause) {
      if (is_there) lost_.push_back(clause);
    };
    const auto any_option = [&](auto has) {
      return std::any_of(model_.options.begin(), model_.options.end(), has);
    };
    const auto any_dm = [&](auto has) {
      return std::any_of(model_.decision_makers.begin(), model_.decision_makers.end(), has);
    };
    const auto is_annotated = [](const Statement& s) {
      return !s.basis.empty() || !s.note.empty();
    };
    const auto any_statement = [&](auto has) {
      return any_dm([&](const DecisionMaker& dm) {
        const auto* s = std::get_if<Statements>(&dm.preference);
        return s != nullptr && std::any_of(s->list.begin(), s->list.end(), has);
      });
    };
    tell(true, "the title");
    tell(!model_.as_of.empty(), "what was known when (`as_of`)");
    tell(!model_.languages.empty(), "the languages of the sources");
    tell(!model_.notes.empty(), "the notes");
    tell(any_option([](const Option& o) { return o.name != o.id; }) ||
             any_dm([](const DecisionMaker& dm) { return dm.name != dm.id; }),
         "ids: options and decision makers are known by their names");
    tell(any_dm([](const DecisionMaker& dm) { return !dm.aka.empty(); }),
         "other spellings of names (`aka`)");
    tell(any_option([](const Option& o) { return !o.otherwise.empty(); }),
         "what not taking an option means (`otherwise`)");
    tell(!model_.ladders.empty(), "ladders: their levels become options tied by infeasible states");
    tell(!model_.outcomes.empty(), "the names of outcomes");
    tell(any_statement(is_annotated) ||
             std::any_of(model_.rules.begin(), model_.rules.end(),
                         [](const Rule& rule) { return !rule.note.empty(); }),
         "whose word a statement is, and the notes on statements and rules");
    tell(manual_, "what decision makers want, in words: states are ranked by number");
    tell(any_statement([](const Statement& s) { return s.doubtful() || s.any_order; }),
         "what is doubtful: every statement counts, in the order written");
    tell(any_statement([](const Statement& s) { return s.strongly; }) ||
             any_dm([](const DecisionMaker& dm) {
               const auto* ranking = std::get_if<Ranking>(&dm.preference);
               return ranking != nullptr && !ranking->strongly_above.empty();
             }),
         "how strongly something is preferred");
    tell(any_statement([](const Statement& s) { return s.known_after || s.fixed; }),
         "what was known only later, and what is fixed");
    tell(any_dm([](const DecisionMaker& dm) { return !dm.candidates.empty(); }) ||
             !model_.candidate_rules.empty(),
         "candidates for levers");
    tell(any_option([](const Option& o) { return o.direction == Direction::locked; }),
         "which options are locked");
    tell(!model_.measures.empty(), "measures");
    tell(!model_.channels.empty(), "channels");
    tell(!model_.stages.empty(), "stages");
    tell(std::any_of(model_.views.begin(), model_.views.end(),
                     [](const Viewpoint& v) { return !v.unseen; }),
         "views, but for the states somebody does not see");
    tell(!model_.questions.empty(), "questions");
    tell(model_.status_quo.has_value(), "the status quo");
    tell(!model_.sources.empty() || !model_.evidence.empty(), "sources and evidence");
  }

  const Model& model_;
  std::vector<std::string>& lost_;
  bool refused_ = false;
  bool manual_ = false;
};

}  // namespace

std::optional<std::string> to_gmcr(const Model& model, std::vector<std::string>& lost) {
  return Writer(model, lost).run();
}

}  // namespace standoff
