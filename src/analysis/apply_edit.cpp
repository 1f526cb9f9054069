// One edit, applied to a dispute.

#include <algorithm>
#include <map>
#include <stdexcept>

#include "standoff/levers.hpp"

namespace standoff {
namespace {

Statement opposite(const Statement& statement) {
  Statement turned;
  turned.formula = Formula::negation(statement.formula);
  turned.text = "not (" + statement.text + ")";
  turned.strongly = statement.strongly;
  turned.any_order = statement.any_order;
  return turned;
}

// A group of unordered statements stands together, or is none any more.
void dissolve_scattered_groups(std::vector<Statement>& list) {
  std::map<std::uint32_t, std::pair<std::size_t, std::size_t>> span;  // first and last place
  std::map<std::uint32_t, std::size_t> size;
  for (std::size_t k = 0; k < list.size(); ++k)
    if (list[k].any_order) {
      span.try_emplace(*list[k].any_order, k, k).first->second.second = k;
      ++size[*list[k].any_order];
    }
  for (Statement& statement : list) {
    if (!statement.any_order) continue;
    const auto [first, last] = span.at(*statement.any_order);
    const std::size_t members = size.at(*statement.any_order);
    if (members == 1 || last - first + 1 != members) statement.any_order.reset();
  }
}

void edit_statements(DecisionMaker& dm, const Edit& edit) {
  if (std::holds_alternative<std::monostate>(dm.preference)) dm.preference = Statements{};
  auto* statements = std::get_if<Statements>(&dm.preference);
  if (statements == nullptr) throw std::out_of_range("apply: no list of statements");
  std::vector<Statement>& list = statements->list;
  const auto at = static_cast<std::ptrdiff_t>(edit.statement);
  const auto to = static_cast<std::ptrdiff_t>(edit.to);
  if (edit.kind == EditKind::add) {
    if (edit.to > list.size()) throw std::out_of_range("apply: no such place");
    list.insert(list.begin() + to, dm.candidates.at(edit.statement))->any_order.reset();
  } else if (edit.kind == EditKind::drop) {
    list.at(edit.statement);
    list.erase(list.begin() + at);
  } else if (edit.kind == EditKind::negate) {
    list.at(edit.statement) = opposite(list.at(edit.statement));
  } else {
    const Statement moved = list.at(edit.statement);
    list.at(edit.to);
    list.erase(list.begin() + at);
    list.insert(list.begin() + to, moved);
  }
  dissolve_scattered_groups(list);
  if (list.empty()) dm.preference = std::monostate{};
}

}  // namespace

std::string_view name_of(EditKind kind) {
  constexpr std::array<std::string_view, edit_kinds> names{
      "swap", "move", "drop", "negate", "add", "remove", "one-way", "rule", "concept"};
  return names[static_cast<std::size_t>(kind)];
}

Model apply(Model model, const Edit& edit) {
  switch (edit.kind) {
    case EditKind::swap:
    case EditKind::move:
    case EditKind::drop:
    case EditKind::negate:
    case EditKind::add:
      edit_statements(model.decision_makers.at(index(edit.dm)), edit);
      break;
    case EditKind::remove: {
      // The rules of ladders stand last.
      const auto place = std::find_if(model.rules.begin(), model.rules.end(), [](const Rule& rule) {
        return rule.text.starts_with("ladder: ");
      });
      model.rules.insert(place, {Formula::negation(Formula::option(edit.option)),
                                 "never: " + model.option(edit.option).qualified,
                                 "",
                                 {}});
      break;
    }
    case EditKind::one_way:
      model.options.at(index(edit.option)).direction = edit.direction;
      break;
    case EditKind::rule: {
      const auto place = std::find_if(model.rules.begin(), model.rules.end(), [](const Rule& rule) {
        return rule.text.starts_with("ladder: ");
      });
      model.rules.insert(place, Rule(model.candidate_rules.at(edit.rule)));
      break;
    }
    case EditKind::look:
      break;
  }
  return model;
}

}  // namespace standoff
