// Which orders of the states make one stable, in conditions that a person can read.

#include "report/levers.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

std::string alternative(const Words& words, const Orders::Alternative& one) {
  std::vector<std::string> names;
  for (const StateId s : one.to) names.push_back(words.graph().label(s));
  std::string text =
      one.to.empty() ? "(always) the dispute comes back to where it was" : enumeration(names);
  if (!one.answer.empty()) {
    std::vector<std::string> parts;
    for (const Move& move : one.answer) parts.push_back(words.then_could(move));
    text += one.to.empty() ? ": " : ", since ";
    text += enumeration(parts, "and then");
  }
  return text;
}

}  // namespace

std::string orders(const Graph& graph, const OrdersTold& told, const Style& style) {
  const Words words(graph);
  std::string out = paragraph(style, "",
                              style.heading("Which preferences make " + words.state(told.state) +
                                            " stable, as in " + std::string(told.concept_->name) +
                                            " (" + std::string(told.concept_->key) + ")"));
  for (const auto& [dm, found] : told.of) {
    out += "\n";
    std::string head = words.name(dm) + ": ";
    if (found.conditions.empty()) {
      out += paragraph(style, "", "  ", head + "any; it has no move here.");
      continue;
    }
    if (found.count) {
      head += std::to_string(*found.count) + " of the " + std::to_string(found.all) +
              " strict orders over the " + std::to_string(found.states) + " states";
    } else {
      head += "orders over " + std::to_string(found.states) +
              " states, too many to count; those that meet the conditions";
    }
    head += found.now ? "; the preferences it has are among them."
                      : "; the preferences it has do not make it stable.";
    out += paragraph(style, "", "  ", head);
    out += paragraph(style, "  ",
                     "For each move it has, " + graph.label(told.state) +
                         " must be preferred to at least one of what follows:");
    for (const Orders::Condition& condition : found.conditions) {
      out += paragraph(style, "  - ",
                       words.doing(condition.move) + " → " + graph.label(condition.move.to) + ":");
      bool first = true;
      for (const Orders::Alternative& one : condition.alternatives) {
        out += paragraph(style, first ? "      " : "      or ", first ? "      " : "         ",
                         alternative(words, one));
        first = false;
      }
    }
  }
  return out;
}

}  // namespace standoff::report
