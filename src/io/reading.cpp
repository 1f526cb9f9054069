// Ids and references, for every section alike.

#include "io/reading.hpp"

namespace standoff {

bool Ids::add(const std::string& id, std::size_t position, const Place& place,
              const std::string& where, ProblemList& problems) {
  const auto [first, fresh] =
      entries_.try_emplace(id, Entry{static_cast<std::uint32_t>(position), place.line});
  if (fresh)
    all_.push_back(id);
  else
    problems.add(problem::duplicate_id, place,
                 where + ": the id \"" + id + "\" is used twice; the first is in line " +
                     std::to_string(first->second.line),
                 "give one of the two another id");
  return fresh;
}

std::optional<std::uint32_t> Ids::find(std::string_view id) const {
  const auto it = entries_.find(id);
  return it == entries_.end() ? std::nullopt : std::optional(it->second.position);
}

Because Reading::because(const Fields& f, std::string_view key) {
  Because found;
  for (const yaml::Node* node : f.one_or_many(key)) {
    if (const auto position = evidence.find(node->text))
      found.push_back(*position);
    else
      problems.add(problem::unknown_name, node->place,
                   f.where() + ": there is no evidence " + in_quotes(node->text),
                   problems.did_you_mean(node->text, evidence.all(), "add it under `evidence`"));
  }
  return found;
}

std::optional<std::uint32_t> Reading::state(const yaml::Node& id) {
  if (!id.is_text()) {
    problems.add(problem::wrong_type, id.place,
                 "expected the id of a state, found " + std::string(id.what()),
                 "write one id, such as `truce`");
    return std::nullopt;
  }
  const auto number = states.find(id.text);
  if (!number)
    problems.add(
        problem::unknown_name, id.place, "there is no state " + in_quotes(id.text),
        problems.did_you_mean(id.text, states.all(), "states here: " + listed(states.all())));
  return number;
}

std::string called(std::string_view what, const yaml::Node& node) {
  const yaml::Node* id = node.find("id");
  if (id != nullptr && id->is_text() && !id->text.empty())
    return std::string(what) + " " + in_quotes(id->text);
  const bool vowel = std::string_view("aeiou").find(what.front()) != std::string_view::npos;
  return (vowel ? "an " : "a ") + std::string(what);
}

}  // namespace standoff
