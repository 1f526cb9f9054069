// `decision_makers` and `options`: who there is and what each can do.

#include <algorithm>

#include "io/sections.hpp"

namespace standoff {
namespace {

using yaml::Node;

constexpr std::size_t most_dms = 64;
// Beyond this even reading on, to count, is not worth the time.
constexpr std::size_t most_counted_options = 4 * max_options;

std::optional<Direction> read_direction(const Fields& f) {
  static const std::vector<std::string> words{"taken", "dropped"};
  const auto which = f.choice("irreversible", words);
  if (!which) return std::nullopt;
  return *which == 0 ? Direction::take_only : Direction::drop_only;
}

// Reads the options of one owner.
class OptionReader {
 public:
  OptionReader(Reading& reading, std::optional<DmId> owner) : reading_(reading), owner_(owner) {}

  void read(const Fields& owner) {
    for (const Node& node : owner.list("options")) {
      if (reading_.model.options.size() > most_counted_options) return;
      if (!node.is_mapping() && !node.is_text()) {
        check_mapping(node, "an option", "write `- {id: strike, name: ...}`, or the bare id",
                      reading_.problems);
      } else if (node.is_text()) {
        if (check_id(node, owner.where(), reading_.problems) && note(ids_, node, owner.where()))
          add(node.text, node.place);
      } else {
        read_option(node, owner.where());
      }
    }
  }

 private:
  bool note(Ids& ids, const Node& id, const std::string& where) {
    return ids.add(id.text, 0, id.place, where, reading_.problems);
  }

  void read_option(const Node& node, const std::string& where) {
    const Fields f(node, {"id", "name", "otherwise", "irreversible", "when", "levels", "because"},
                   called("option", node), reading_.problems);
    const std::string id = f.id();
    if (id.empty() || !note(ids_, *f.find("id"), where)) return;
    if (f.has("levels")) {
      read_ladder(id, f);
      return;
    }
    Option& option = add(id, f.find("id")->place);
    describe(option, f);
    if (const Node* when = f.find("when")) guard(*when, id);
  }

  Option& add(const std::string& id, const Place& place) {
    Model& model = reading_.model;
    reading_.places.options.push_back(place);
    const auto number = OptionId(model.options.size());
    if (owner_) model.decision_makers[index(*owner_)].options.push_back(number);
    Option& option = model.options.emplace_back();
    option.id = option.name = id;
    option.owner = owner_;
    option.qualified = owner_ ? model.dm(*owner_).id + "." + id : id;
    return option;
  }

  void describe(Option& option, const Fields& f) {
    if (std::string name = f.text("name"); !name.empty()) option.name = std::move(name);
    if (std::string other = f.text("otherwise"); !other.empty())
      option.otherwise = std::move(other);
    if (const auto direction = read_direction(f)) option.direction = *direction;
    if (Because because = reading_.because(f); !because.empty())
      option.because = std::move(because);
  }

  // The option added last waits for a guard.
  void guard(const Node& when, const std::string& of) {
    reading_.guards.push_back({&when, of, {last()}});
  }
  OptionId last() const { return OptionId(reading_.model.options.size() - 1); }

  void read_ladder(const std::string& id, const Fields& f) {
    Model& model = reading_.model;
    Ladder ladder{id, f.text("name"), {}};
    if (ladder.name.empty()) ladder.name = id;
    Option shared;  // what holds for every level that says nothing else
    shared.direction = read_direction(f).value_or(Direction::both);
    shared.because = reading_.because(f);
    shared.otherwise = f.text("otherwise");
    const Node* when = f.find("when");
    Guard shared_guard{when, id, {}};
    const auto& levels = f.list("levels");
    if (levels.size() < 2 && f.find("levels")->is_list())
      reading_.problems.add(problem::too_few_levels, f.place_of("levels"),
                            f.where() + ": a ladder needs two levels or more",
                            "list them from the lowest to the highest, or leave `levels` out");
    Ids ids;
    for (const Node& node : levels) {
      if (model.options.size() > most_counted_options) break;
      const std::string level = level_id(node, ids, f.where());
      if (level.empty()) continue;
      const Node* level_node = node.is_text() ? &node : node.find("id");
      Option& option = add(id + "." + level, level_node->place);
      option.name = ladder.name + ": " + level;
      option.direction = shared.direction;
      option.because = shared.because;
      option.ladder = static_cast<std::uint32_t>(model.ladders.size());
      if (ladder.levels.empty())
        option.otherwise = shared.otherwise;  // without the lowest level there is none of it
      else
        option.below = ladder.levels.back();
      ladder.levels.push_back(last());
      const Node* own_guard = node.find("when");
      if (node.is_mapping()) describe(option, level_fields(node));
      if (own_guard != nullptr)
        guard(*own_guard, option.id);
      else if (when != nullptr)
        shared_guard.options.push_back(last());
    }
    if (!shared_guard.options.empty()) reading_.guards.push_back(std::move(shared_guard));
    if (!ladder.levels.empty()) model.ladders.push_back(std::move(ladder));
  }

  Fields level_fields(const Node& node) { return {node, called("level", node), reading_.problems}; }

  // Checks a level and its keys; empty when it cannot be one.
  std::string level_id(const Node& node, Ids& ids, const std::string& where) {
    if (node.is_text())
      return check_id(node, where, reading_.problems) && note(ids, node, where) ? node.text : "";
    if (!check_mapping(node, "a level", "write `- {id: envoy, name: ...}`, or the bare id",
                       reading_.problems))
      return {};
    const Fields f(node, {"id", "name", "otherwise", "irreversible", "when", "because"},
                   called("level", node), reading_.problems);
    const std::string id = f.id();
    return !id.empty() && note(ids, *f.find("id"), where) ? id : "";
  }

  Reading& reading_;
  std::optional<DmId> owner_;
  Ids ids_;
};

}  // namespace

bool read_decision_makers(Reading& reading, const Fields& top) {
  ProblemList& problems = reading.problems;
  if (!top.has("decision_makers")) {
    problems.add(problem::missing_key, top.place(), "the file needs \"decision_makers\"",
                 "add a list of those who decide, each with an id");
    return true;
  }
  const auto& nodes = top.list("decision_makers");
  if (nodes.empty() && top.find("decision_makers")->is_list())
    problems.add(problem::missing_key, top.place_of("decision_makers"),
                 "there are no decision makers", "add at least one");
  if (nodes.size() > most_dms) {
    problems.add(
        problem::too_large, top.place_of("decision_makers"),
        std::to_string(nodes.size()) + " decision makers; the limit is " + std::to_string(most_dms),
        "put those who always act together into one");
    return false;
  }
  for (const Node& node : nodes) {
    const std::string id = node.text.empty() ? "union" : shortened(node.text);
    if (!check_mapping(node, "a decision maker", "write `- id: " + id + "`, and its options below",
                       problems))
      continue;
    const Fields f(node,
                   {"id", "name", "aka", "options", "preferences", "ranking", "payoffs", "because",
                    "candidates"},
                   called("decision maker", node), problems);
    DecisionMaker dm;
    dm.id = f.id();
    dm.name = f.text("name");
    if (dm.name.empty()) dm.name = dm.id;
    for (const Node* spelling : f.one_or_many("aka")) dm.aka.push_back(spelling->text);
    if (!dm.id.empty())
      reading.decision_makers.add(dm.id, reading.model.decision_makers.size(), f.find("id")->place,
                                  "decision makers", problems);
    reading.model.decision_makers.push_back(std::move(dm));
    reading.dm_nodes.push_back(&node);
  }
  return true;
}

bool read_options(Reading& reading, const Fields& top) {
  const Model& model = reading.model;
  for (std::size_t k = 0; k < reading.dm_nodes.size(); ++k) {
    const Node& node = *reading.dm_nodes[k];
    OptionReader(reading, DmId(k))
        .read(Fields(node, called("decision maker", node), reading.problems));
  }
  OptionReader(reading, std::nullopt).read(top);
  if (model.options.empty() && !model.decision_makers.empty() && !reading.problems.has_errors())
    reading.problems.add(
        problem::no_options, top.place_of("decision_makers"),
        "nobody has an option, so nothing can happen",
        "give a decision maker `options`, or write the graph out under `states` and `moves`");
  if (model.options.size() <= max_options) return true;
  reading.problems.add(problem::too_many_options, top.place_of("decision_makers"),
                       (model.options.size() > most_counted_options
                            ? "more than " + std::to_string(most_counted_options)
                            : std::to_string(model.options.size())) +
                           " options, counting each level of a ladder; the limit is " +
                           std::to_string(max_options),
                       "leave out what does not matter, or join options that go together");
  return false;
}

}  // namespace standoff
