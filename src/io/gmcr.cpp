// Reading .gmcr files.
//
// What is not obvious about the format: options are known by their number in the file, and owners
// list those numbers; states are numbered only after the options have been regrouped by owner
// (state 1 is the feasible combination with the lowest decimal, whose bit i is option i).

#include "io/gmcr.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "io/formula_parser.hpp"
#include "io/gmcr_text.hpp"
#include "io/problems.hpp"
#include "io/scrutiny.hpp"
#include "standoff/graph.hpp"
#include "text/unicode.hpp"

namespace standoff {
namespace {

using Json = nlohmann::json;

constexpr std::size_t most_dms = 64;
constexpr std::size_t most_parts = 10'000;                  // of one statement
constexpr std::size_t most_steps = 30'000'000;              // of the search for feasible states
constexpr std::size_t most_ranked = 65'536;                 // states of a file with rankings
constexpr std::size_t most_letters = std::size_t{4} << 20;  // of all its rankings together

// A path into the file, put into words only when something is wrong there.
struct Where {
  const Where* in = nullptr;
  std::string_view key;
  std::size_t item = 0;

  Where operator/(std::string_view child) const { return {this, child, 0}; }
  Where operator[](std::size_t child) const { return {this, {}, child}; }

  std::string text() const {
    if (in == nullptr) return {};
    std::string path = in->text();
    if (key.empty()) return path + "[" + std::to_string(item) + "]";
    return path.empty() ? std::string(key) : path + "." + std::string(key);
  }
};

std::string_view what(const Json& value) {
  switch (value.type()) {
    case Json::value_t::string:
      return "a text";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::boolean:
      return "true or false";
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      return "a number";
    default:
      return "null";
  }
}

// Names to ids

// "Go on strike" -> "go_on_strike"; what cannot be an id gets `prefix` before it, what is taken a
// number behind.
std::string make_id(std::string_view name, std::string_view prefix, std::set<std::string>& taken) {
  constexpr std::size_t longest = 200;
  std::string id;
  for (const char c : text::ascii_fold(name)) {
    if (id.size() == longest) break;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      id += c;
    else if (!id.empty() && id.back() != '_')
      id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  if (id.empty()) id = prefix;
  if (!is_id_shaped(id) || is_reserved_word(id)) id = std::string(prefix) + "_" + id;
  const std::string base = id;
  for (std::size_t n = 2; !taken.insert(id).second; ++n) id = base + "_" + std::to_string(n);
  return id;
}

// Patterns: one letter an option, in the model's order

WrittenFormula pattern(const std::string& letters, const Model& model) {
  std::vector<Formula> parts;
  std::string words;
  for (std::size_t k = 0; k < letters.size(); ++k) {
    if (letters[k] == '-') continue;
    const bool taken = letters[k] == 'Y';
    Formula option = Formula::option(OptionId(k));
    parts.push_back(taken ? std::move(option) : Formula::negation(std::move(option)));
    words +=
        (words.empty() ? "" : " and ") + std::string(taken ? "" : "not ") + model.options[k].id;
  }
  if (parts.empty()) return {Formula::constant(true), "true"};
  if (parts.size() == 1) return {std::move(parts.front()), std::move(words)};
  return {Formula::of(Formula::Kind::conjunction, std::move(parts)), std::move(words)};
}

WrittenFormula compound(std::vector<WrittenFormula> members) {
  if (members.empty()) return {Formula::constant(false), "false"};
  if (members.size() == 1) return std::move(members.front());
  std::vector<Formula> parts;
  std::string words;
  for (WrittenFormula& member : members) {
    const bool several = member.formula.kind == Formula::Kind::conjunction;
    words += (words.empty() ? "" : " or ") + (several ? "(" + member.text + ")" : member.text);
    parts.push_back(std::move(member.formula));
  }
  return {Formula::of(Formula::Kind::disjunction, std::move(parts)), std::move(words)};
}

WrittenFormula state(const OptionSet& taken, std::size_t options) {
  std::vector<Formula> parts;
  parts.reserve(options);
  for (std::size_t k = 0; k < options; ++k) {
    Formula option = Formula::option(OptionId(k));
    parts.push_back(taken.contains(OptionId(k)) ? std::move(option)
                                                : Formula::negation(std::move(option)));
  }
  return {Formula::of(Formula::Kind::conjunction, std::move(parts)), taken.letters(options)};
}

// JSON to a model

class Reader {
 public:
  Reader(const Json& root, ProblemList& problems) : root_(root), problems_(problems) {}

  Loaded run() {
    if (root_.is_object())
      read();
    else
      wrong(top_, "expected an object, found " + std::string(what(root_)));
    Loaded loaded;
    if (!problems_.has_errors()) scrutinise(model_, {}, problems_);
    if (!problems_.has_errors()) loaded.model = std::move(model_);
    return loaded;
  }

 private:
  using Tiers = std::vector<std::vector<std::size_t>>;  // numbers of states, from 0

  void read() {
    read_decision_makers();
    read_options();
    read_rules();
    read_preferences();
    read_coalitions();
    const std::vector<std::pair<DmId, WrittenFormula>> unseen = read_misperceptions();
    if (!problems_.has_errors()) apply_rankings();
    if (problems_.has_errors()) return;
    // Who sees fewer states sees the same dispute otherwise.
    const auto seen = std::make_shared<const Model>(model_);
    for (const auto& [dm, states] : unseen) {
      Viewpoint view;
      view.of = dm;
      view.model = seen;
      view.unseen = states;
      model_.views.push_back(std::move(view));
    }
  }

  // The states that somebody takes for impossible.
  std::vector<std::pair<DmId, WrittenFormula>> read_misperceptions() {
    std::vector<std::pair<DmId, WrittenFormula>> unseen;
    const Where in = top_ / "decisionMakers";
    for (std::size_t k = 0; k < model_.decision_makers.size(); ++k) {
      const Where dm = in[k];
      const Where where = dm / "misperceptions";
      const Json* list = get(root_["decisionMakers"][k], "misperceptions", in[k],
                             Json::value_t::array, Needed::no);
      if (list == nullptr || list->empty()) continue;
      std::vector<Formula> parts;
      std::string text;
      for (WrittenFormula& pattern : statements(*list, where)) {
        text += (text.empty() ? "" : " or ") +
                (list->size() > 1 ? "(" + pattern.text + ")" : pattern.text);
        parts.push_back(std::move(pattern.formula));
      }
      if (parts.empty()) continue;
      Formula formula = parts.size() == 1
                            ? std::move(parts.front())
                            : Formula::of(Formula::Kind::disjunction, std::move(parts));
      unseen.emplace_back(DmId(k), WrittenFormula{std::move(formula), std::move(text)});
      problems_.add(problem::gmcr_misperception, {},
                    where.text() + ": \"" + model_.decision_makers[k].name +
                        "\" does not see some states; that is read as its view",
                    "`standoff views --rule moves-only` judges as the older tool does; `views` "
                    "without it takes each view for a game of its own");
    }
    return unseen;
  }

  void read_decision_makers() {
    const Json* list = get(root_, "decisionMakers", top_, Json::value_t::array);
    if (list == nullptr) return;
    const Where where = top_ / "decisionMakers";
    if (list->empty()) wrong(where, "there are no decision makers", "add at least one");
    if (list->size() > most_dms) {
      problems_.add(problem::too_large, {},
                    std::to_string(list->size()) + " decision makers; the limit is " +
                        std::to_string(most_dms));
      return;
    }
    std::set<std::string> ids;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < list->size(); ++k) {
      const Json& node = (*list)[k];
      DecisionMaker dm;
      if (const Json* name = get(node, "name", where[k], Json::value_t::string)) dm.name = *name;
      dm.id = make_id(dm.name, "dm", ids);
      if (dm.name.empty()) dm.name = dm.id;
      names.push_back(text::truncate(dm.name, 60));
      model_.decision_makers.push_back(std::move(dm));
    }
    model_.title = "A dispute between " + listed(names);
  }

  // Options in the order of their owners, then nobody's.
  void read_options() {
    const Json* list = get(root_, "options", top_, Json::value_t::array);
    if (list == nullptr) return;
    const Where where = top_ / "options";
    if (list->empty())
      problems_.add(problem::no_options, {}, "nobody has an option, so nothing can happen");
    if (list->size() > max_options) {
      problems_.add(
          problem::too_many_options, {},
          std::to_string(list->size()) + " options; the limit is " + std::to_string(max_options));
      return;
    }
    std::vector<std::optional<DmId>> owner(list->size());
    std::vector<std::size_t> order = regrouped(owner);
    std::set<std::string> ids;
    position_.resize(list->size());
    model_.options.resize(list->size());
    for (std::size_t k = 0; k < order.size(); ++k) position_[order[k]] = OptionId(k);
    for (std::size_t k = 0; k < order.size(); ++k) {
      Option& option = model_.options[k];
      option.owner = owner[order[k]];
      read_option((*list)[order[k]], where[order[k]], option);
      option.id = make_id(option.name, "option", ids);
      if (option.name.empty()) option.name = option.id;
      option.qualified = option.owner ? model_.dm(*option.owner).id + "." + option.id : option.id;
      if (option.owner) model_.decision_makers[index(*option.owner)].options.push_back(OptionId(k));
    }
  }

  // The numbers of the options in their new order; fills in who owns them.
  std::vector<std::size_t> regrouped(std::vector<std::optional<DmId>>& owner) {
    std::vector<std::size_t> order;
    for (std::size_t dm = 0; dm < model_.decision_makers.size(); ++dm) {
      const Where in = top_ / "decisionMakers";
      const Where where = in[dm];
      const Json* owned = get(root_["decisionMakers"][dm], "options", where, Json::value_t::array);
      if (owned == nullptr) continue;
      const Where where_owned = where / "options";
      for (std::size_t k = 0; k < owned->size(); ++k) {
        const auto option = number((*owned)[k], where_owned[k], 0, owner.size(), "option");
        if (!option) continue;
        if (owner[*option])
          wrong(where_owned[k],
                "option " + std::to_string(*option) +
                    (*owner[*option] == DmId(dm) ? " stands here a second time"
                                                 : " belongs to another decision maker already"));
        else
          order.push_back(*option);
        owner[*option] = DmId(dm);
      }
    }
    for (std::size_t k = 0; k < owner.size(); ++k)
      if (!owner[k]) order.push_back(k);
    return order;
  }

  void read_option(const Json& node, const Where& where, Option& option) {
    if (const Json* name = get(node, "name", where, Json::value_t::string)) option.name = *name;
    const Json* direction = get(node, "permittedDirection", where, Json::value_t::string);
    if (direction == nullptr || *direction == "both") return;
    if (*direction == "fwd")
      option.direction = Direction::take_only;
    else if (*direction == "back")
      option.direction = Direction::drop_only;
    else
      wrong(where / "permittedDirection",
            "expected \"both\", \"fwd\" or \"back\", found " + shown(*direction));
  }

  void read_rules() {
    const Json* list = get(root_, "infeasibles", top_, Json::value_t::array);
    if (list == nullptr) return;
    for (WrittenFormula& never : statements(*list, top_ / "infeasibles")) {
      Rule rule;
      rule.formula = Formula::negation(std::move(never.formula));
      rule.text = "never: " + std::move(never.text);
      model_.rules.push_back(std::move(rule));
    }
  }

  void read_preferences() {
    const std::string_view flag = root_.contains("useManualPreferenceRanking") ||
                                          !root_.contains("useManualPreferenceVectors")
                                      ? "useManualPreferenceRanking"
                                      : "useManualPreferenceVectors";
    const Json* manual = get(root_, flag, top_, Json::value_t::boolean);
    if (manual == nullptr) return;
    const Where in = top_ / "decisionMakers";
    for (std::size_t k = 0; k < model_.decision_makers.size(); ++k) {
      const Json& node = root_["decisionMakers"][k];
      if (*manual)
        rankings_.push_back(read_ranking(node, in[k]));
      else
        read_statements(node, in[k], model_.decision_makers[k]);
    }
  }

  void read_statements(const Json& node, const Where& where, DecisionMaker& dm) {
    const Json* list = get(node, "preferences", where, Json::value_t::array);
    if (list == nullptr) return;
    if (list->empty()) {
      problems_.add(problem::no_preferences, {},
                    "decision maker \"" + dm.id +
                        "\" has no preferences, so every state is as good as another to it");
      return;
    }
    Statements stated;
    for (WrittenFormula& want : statements(*list, where / "preferences")) {
      Statement statement;
      statement.formula = std::move(want.formula);
      statement.text = std::move(want.text);
      stated.list.push_back(std::move(statement));
    }
    dm.preference = std::move(stated);
  }

  Tiers read_ranking(const Json& node, const Where& where) {
    const bool older = node.is_object() && !node.contains("preferenceRanking") &&
                       node.contains("preferenceVector");
    const std::string_view key = older ? "preferenceVector" : "preferenceRanking";
    Tiers tiers;
    const Json* list = get(node, key, where, Json::value_t::array);
    if (list == nullptr) return tiers;
    const auto add = [&](const Json& item, const Where& at) {
      constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
      if (const auto ordinal = number(item, at, 1, any, "state"))
        tiers.back().push_back(*ordinal - 1);
    };
    const Where in = where / key;
    for (std::size_t k = 0; k < list->size(); ++k) {
      const Json& item = (*list)[k];
      if (item.is_array() && item.empty()) continue;
      tiers.emplace_back();
      if (!item.is_array())
        add(item, in[k]);
      else
        for (std::size_t tied = 0; tied < item.size(); ++tied) add(item[tied], in[k][tied]);
    }
    return tiers;
  }

  // Numbers of states mean something only now that all rules are known.
  void apply_rankings() {
    if (rankings_.empty()) return;
    LayOutLimits limits;
    limits.max_states = most_ranked;
    limits.max_steps = most_steps;
    Feasible feasible = enumerate_feasible(model_, limits);
    const std::size_t options = model_.options.size();
    if (feasible.end != LayOutEnd::done ||
        feasible.rows.size() * options * rankings_.size() > most_letters) {
      problems_.add(problem::too_large, {},
                    "rankings of more states than can be read: the limit is " +
                        std::to_string(most_ranked) + " feasible states, and " +
                        std::to_string(most_letters) + " for states x options x decision makers",
                    "say what the decision makers want by statements instead");
      return;
    }
    std::vector<OptionSet>& rows = feasible.rows;
    std::sort(rows.begin(), rows.end(), [&](const OptionSet& a, const OptionSet& b) {
      return decimal(a, options) < decimal(b, options);
    });
    for (std::size_t dm = 0; dm < rankings_.size(); ++dm)
      if (mentions_each_once(rankings_[dm], rows.size(), dm))
        model_.decision_makers[dm].preference = ranking(rankings_[dm], rows);
  }

  // Orders as the decimal numbers do: the last option counts most.
  static OptionSet decimal(const OptionSet& taken, std::size_t options) {
    OptionSet mirrored;
    taken.for_each([&](OptionId o) { mirrored.insert(OptionId(options - 1 - index(o))); });
    return mirrored;
  }

  bool mentions_each_once(const Tiers& tiers, std::size_t states, std::size_t dm) {
    const std::size_t errors = problems_.errors();
    const Where in = top_ / "decisionMakers";
    const std::string where = in[dm].text() + ", the ranking: ";
    std::vector<bool> seen(states, false);
    for (const auto& tier : tiers)
      for (const std::size_t s : tier) {
        if (s >= states)
          problems_.add(problem::bad_gmcr, {},
                        where + "state " + std::to_string(s + 1) + " where there are " +
                            std::to_string(states) + " feasible states");
        else if (seen[s])
          problems_.add(problem::bad_gmcr, {},
                        where + "state " + std::to_string(s + 1) + " stands here a second time");
        else
          seen[s] = true;
      }
    std::vector<std::string> missing;
    for (std::size_t s = 0; s < states; ++s)
      if (!seen[s]) missing.push_back(std::to_string(s + 1));
    if (!missing.empty())
      problems_.add(problem::bad_gmcr, {},
                    where + (missing.size() == 1 ? "state " : "states ") + listed(missing) +
                        (missing.size() == 1 ? " is" : " are") + " not in it",
                    "a ranking names each feasible state once");
    return problems_.errors() == errors;
  }

  Ranking ranking(const Tiers& tiers, const std::vector<OptionSet>& rows) {
    Ranking made;
    made.tiers.reserve(tiers.size());
    for (const auto& tier : tiers) {
      auto& states = made.tiers.emplace_back();
      states.reserve(tier.size());
      for (const std::size_t s : tier) states.push_back(state(rows[s], model_.options.size()));
    }
    return made;
  }

  // A list that does not split everybody into groups is read as none at all, as GMCR+ does.
  void read_coalitions() {
    const Json* list = get(root_, "coalitions", top_, Json::value_t::array, Needed::no);
    if (list == nullptr) return;
    const std::size_t dms = model_.decision_makers.size();
    const Where in = top_ / "coalitions";
    std::vector<std::vector<std::string>> groups;
    std::set<std::size_t> members;
    std::size_t mentioned = 0;
    for (std::size_t k = 0; k < list->size(); ++k) {
      auto& group = groups.emplace_back();
      const auto add = [&](const Json& item, const Where& at) {
        constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
        const auto dm = number(item, at, 0, any, "decision maker");
        ++mentioned;
        if (!dm || *dm >= dms) return;
        members.insert(*dm);
        group.push_back("\"" + model_.decision_makers[*dm].id + "\"");
      };
      const Json& item = (*list)[k];
      if (!item.is_array())
        add(item, in[k]);
      else
        for (std::size_t m = 0; m < item.size(); ++m) add(item[m], in[k][m]);
    }
    if (members.size() != dms || mentioned != dms) return;
    for (const auto& group : groups)
      if (group.size() > 1)
        problems_.add(problem::gmcr_coalition, {},
                      listed(group) + " form a coalition in this file; here each decides alone");
  }

  // Statements and patterns; of equal ones only the first is kept.

  std::vector<WrittenFormula> statements(const Json& list, const Where& where) {
    std::vector<WrittenFormula> read;
    std::set<std::string> seen;
    for (std::size_t k = 0; k < list.size(); ++k) {
      std::string letters;
      if (auto statement = read_statement(list[k], where[k], letters);
          statement && seen.insert(std::move(letters)).second)
        read.push_back(std::move(*statement));
    }
    return read;
  }

  std::optional<WrittenFormula> read_statement(const Json& node, const Where& where,
                                               std::string& letters) {
    if (node.is_array()) {
      auto read = read_pattern(node, where);
      if (!read) return std::nullopt;
      letters = std::move(*read);
      return pattern(letters, model_);
    }
    if (!node.is_object()) {
      wrong(where, "expected a list or an object, found " + std::string(what(node)));
      return std::nullopt;
    }
    const Json* flag = get(node, "compound", where, Json::value_t::boolean);
    const Json* list = get(node, "members", where, Json::value_t::array);
    if (flag != nullptr && !*flag)
      wrong(where / "compound", "expected true: only compound statements are objects");
    if (flag == nullptr || list == nullptr || !*flag) return std::nullopt;
    std::vector<WrittenFormula> members;
    std::set<std::string> seen;
    std::size_t parts = 1;
    bool sound = true;
    const Where in = where / "members";
    for (std::size_t k = 0; k < list->size(); ++k) {
      auto member = read_pattern((*list)[k], in[k]);
      sound = sound && member;
      if (!sound || !seen.insert(*member).second) continue;
      letters += (letters.empty() ? "" : "|") + *member;
      members.push_back(pattern(*member, model_));
      parts += size_of(members.back().formula);
      if (parts > most_parts) {
        problems_.add(problem::formula_too_large, {},
                      where.text() + ": more than " + std::to_string(most_parts) + " parts",
                      "split the statement");
        return std::nullopt;
      }
    }
    if (!sound) return std::nullopt;
    return compound(std::move(members));
  }

  // [[0, "Y"], [2, "N"]] -> "Y-N", in the regrouped order
  std::optional<std::string> read_pattern(const Json& node, const Where& where) {
    if (!node.is_array()) {
      wrong(where, "expected a list of pairs like [0, \"Y\"], found " + std::string(what(node)));
      return std::nullopt;
    }
    std::string letters(position_.size(), '-');
    bool sound = true;
    for (std::size_t k = 0; k < node.size(); ++k) sound &= read_pair(node[k], where[k], letters);
    return sound ? std::optional(std::move(letters)) : std::nullopt;
  }

  bool read_pair(const Json& pair, const Where& where, std::string& letters) {
    if (!pair.is_array() || pair.size() != 2) {
      wrong(where, "expected a pair like [0, \"Y\"], found " +
                       (pair.is_array() ? "a list of " + std::to_string(pair.size())
                                        : std::string(what(pair))));
      return false;
    }
    const bool letter = pair[1] == "Y" || pair[1] == "N";
    if (!letter) wrong(where[1], "expected \"Y\" or \"N\", found " + shown(pair[1]));
    if (position_.empty()) return false;  // the options themselves could not be read
    const auto option = number(pair[0], where[0], 0, position_.size(), "option");
    if (!option || !letter) return false;
    char& old = letters[index(position_[*option])];
    const char said = pair[1] == "Y" ? 'Y' : 'N';
    if (old != '-' && old != said) {
      wrong(where, "option " + std::to_string(*option) + " is both Y and N here");
      return false;
    }
    old = said;
    return true;
  }

  // Small helpers

  enum class Needed : bool { no, yes };

  // The value of a key, when it is there and of this type.
  const Json* get(const Json& object, std::string_view key, const Where& where, Json::value_t type,
                  Needed needed = Needed::yes) {
    if (!object.is_object()) {
      if (needed == Needed::yes && reported_.insert(where.text()).second)
        wrong(where, "expected an object, found " + std::string(what(object)));
      return nullptr;
    }
    const auto it = object.find(key);
    if (it == object.end()) {
      if (needed == Needed::yes)
        wrong(where, "\"" + std::string(key) + "\" is missing", "every file of GMCR+ has it");
      return nullptr;
    }
    if (it->type() == type) return &*it;
    wrong(where / key,
          "expected " + std::string(what(Json(type))) + ", found " + std::string(what(*it)));
    return nullptr;
  }

  // A whole number from `first` to before `end`.
  std::optional<std::size_t> number(const Json& node, const Where& where, std::size_t first,
                                    std::size_t end, std::string_view of) {
    if (node.is_number_unsigned()) {
      const std::size_t value = node.get<std::size_t>();
      if (value >= first && value < end) return value;
    }
    wrong(where, "expected the number of a" + std::string(of == "option" ? "n " : " ") +
                     std::string(of) + ", found " + shown(node));
    return std::nullopt;
  }

  static std::string shown(const Json& node) {
    if (node.is_string() || node.is_number()) return text::truncate(node.dump(), 60);
    return std::string(what(node));
  }

  void wrong(const Where& where, std::string message, std::string hint = {}) {
    const std::string path = where.text();
    problems_.add(problem::bad_gmcr, {}, path.empty() ? std::move(message) : path + ": " + message,
                  std::move(hint));
  }

  const Json& root_;
  ProblemList& problems_;
  const Where top_{};
  Model model_;
  std::vector<OptionId> position_;  // by number in the file
  std::vector<Tiers> rankings_;     // by decision maker, when the file has rankings
  std::set<std::string> reported_;  // paths that should be objects and are not
};

}  // namespace

bool is_gmcr(std::string_view bytes) {
  if (is_gmcr_pickle(bytes)) return true;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto skip_space = [&](std::size_t at) {
    return std::min(bytes.find_first_not_of(" \t\r\n", at), bytes.size());
  };
  std::size_t at = skip_space(0);
  if (at == bytes.size() || bytes[at] != '{') return false;
  bool dms = false;
  bool options = false;
  for (std::size_t depth = 0; at < bytes.size() && !(dms && options); ++at) {
    const char c = bytes[at];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) break;
    if (c != '"') continue;
    const std::size_t start = ++at;
    while (at < bytes.size() && bytes[at] != '"') at += bytes[at] == '\\' ? 2 : 1;
    at = std::min(at, bytes.size());
    const std::size_t after = depth == 1 ? skip_space(at + 1) : bytes.size();
    if (after == bytes.size() || bytes[after] != ':') continue;
    const std::string_view key = bytes.substr(start, at - start);
    dms = dms || key == "decisionMakers";
    options = options || key == "options";
  }
  return dms && options;
}

Loaded load_gmcr(std::string_view bytes) {
  ProblemList problems;
  Loaded loaded;
  const Json root = parse_gmcr_text(bytes, problems);
  if (!problems.has_errors()) loaded = Reader(root, problems).run();
  loaded.problems = problems.take();
  return loaded;
}

}  // namespace standoff
