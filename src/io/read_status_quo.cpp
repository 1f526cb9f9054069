// `status_quo`: where the dispute stands.

#include "io/formula_parser.hpp"
#include "io/sections.hpp"

namespace standoff {
namespace {

using yaml::Node;

// "strike and picket" or "strike, picket" -> "strike, picket"; empty when it is no such list.
std::string as_list(std::string_view text) {
  std::string list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" ,"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty() || word == "and") continue;
    const bool name = !is_reserved_word(word) && is_id_shaped(word.substr(0, word.find('.')));
    if (!name || word.find_first_not_of("YN-") == std::string_view::npos) return {};
    list += (list.empty() ? "" : ", ") + std::string(word);
  }
  return list;
}

std::string list_hint(const Node& node) {
  if (const std::string list = as_list(node.text); !list.empty() && list.size() < 200)
    return "write `status_quo: [" + list + "]`";
  return "list the options taken, as in `status_quo: [strike, picket]`; `[]` when none is";
}

void read_taken(Reading& reading, const Node& node) {
  ProblemList& problems = reading.problems;
  const Model& model = reading.model;
  if (!node.is_list()) {
    problems.add(problem::wrong_type, node.place,
                 "the status quo is a list of the options taken, found " + std::string(node.what()),
                 list_hint(node));
    return;
  }
  OptionSet taken;
  for (const Node& item : node.items) {
    const std::size_t before = problems.errors();
    const WrittenFormula named = reading.names.parse(item, "the status quo");
    if (problems.errors() > before) continue;
    if (named.formula.kind != Formula::Kind::option) {
      problems.add(problem::not_an_option, item.place,
                   "the status quo lists options, and " + in_quotes(item.text) + " is none",
                   "list the options taken; those not listed are not taken");
      continue;
    }
    // A level brings the ones below it along.
    for (std::optional<OptionId> o = OptionId(named.formula.atom); o; o = model.option(*o).below)
      taken.insert(*o);
  }
  reading.model.status_quo = taken;
}

}  // namespace

void read_status_quo(Reading& reading, const Fields& top) {
  const Node* node = top.find("status_quo");
  if (node == nullptr) return;
  reading.places.status_quo = node->place;
  const bool is_explicit = reading.model.is_explicit();
  if (node->is_mapping() && (is_explicit || node->pair("taken") || node->pair("because"))) {
    const std::string key = is_explicit ? "state" : "taken";
    const Fields f(*node, {key, "because"}, "the status quo", reading.problems);
    reading.model.status_quo_because = reading.because(f);
    node = f.find(key);
    if (node == nullptr) {
      f.text(key, true);
      return;
    }
  }
  if (is_explicit)
    reading.model.status_quo_state = reading.state(*node);
  else
    read_taken(reading, *node);
}

}  // namespace standoff
