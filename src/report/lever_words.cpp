// A lever in words.

#include "report/lever_words.hpp"

#include <array>

#include "report/style.hpp"

namespace standoff::report {
namespace {

std::string text_at(const Model& model, DmId dm, std::uint32_t place) {
  return quoted(std::get<Statements>(model.dm(dm).preference).list.at(place).text);
}

const std::vector<Statement>* statements_in(const Model& model, DmId dm) {
  const auto* statements = std::get_if<Statements>(&model.dm(dm).preference);
  return statements != nullptr ? &statements->list : nullptr;
}

std::string in_places(const std::vector<std::uint32_t>& places, std::size_t of) {
  std::vector<std::string> numbers;
  for (const std::uint32_t p : places) numbers.push_back(std::to_string(p + 1));
  return "place " + enumeration(numbers, "or") + " of " + std::to_string(of);
}

std::string basis_of(const Statement& statement) {
  static const std::array<std::string, 4> names{"its own words", "ascribed to it",
                                                "seen in what it did", "known only afterwards"};
  std::vector<std::string> parts;
  for (const Basis b : statement.basis) parts.push_back(names[static_cast<std::size_t>(b)]);
  return enumeration(parts);
}

}  // namespace

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string edit_in_words(const Words& words, const Model& before, const Edit& edit,
                          const std::vector<std::uint32_t>& places) {
  const Model& model = *words.graph().model();
  const std::string who =
      edit.kind == EditKind::remove || edit.kind == EditKind::one_way || edit.kind == EditKind::rule
          ? ""
          : words.name(edit.dm);
  const auto* list = who.empty() ? nullptr : statements_in(before, edit.dm);
  switch (edit.kind) {
    case EditKind::swap:
      return who + " puts " + text_at(before, edit.dm, edit.to) + " above " +
             text_at(before, edit.dm, edit.statement) + ".";
    case EditKind::move:
      if (places.size() > 1)
        return who + " puts " + text_at(before, edit.dm, edit.statement) + " in " +
               in_places(places, list->size()) + " instead of " +
               std::to_string(edit.statement + 1) + ".";
      return who + " puts " + text_at(before, edit.dm, edit.statement) +
             (edit.to < edit.statement ? " above " : " below ") +
             text_at(before, edit.dm, edit.to) + ".";
    case EditKind::drop:
      return who + " gives up " + text_at(before, edit.dm, edit.statement) + ".";
    case EditKind::negate:
      return who + " wants the opposite of " + text_at(before, edit.dm, edit.statement) + ".";
    case EditKind::add: {
      const std::size_t size = list == nullptr ? 0 : list->size();
      return who + " adopts " + quoted(before.dm(edit.dm).candidates.at(edit.statement).text) +
             ", in " + in_places(places, size + 1) + " of its list" +
             (places.back() < size ? ", above " + text_at(before, edit.dm, places.back()) : "") +
             ".";
    }
    case EditKind::remove:
      return capital(quoted(model.option(edit.option).name)) + " is no option any more (" +
             model.option(edit.option).qualified + ").";
    case EditKind::one_way:
      return quoted(model.option(edit.option).name) + " (" + model.option(edit.option).qualified +
             ") " +
             (edit.direction == Direction::take_only
                  ? "is never taken back once it is done."
                  : "is never taken up again once it is dropped.");
    case EditKind::rule:
      return "A rule holds: " + model.candidate_rules.at(edit.rule).text + ".";
    case EditKind::look:
      return who + " looks ahead as in " + std::string(edit.concept_->name) + " (" +
             std::string(edit.concept_->key) + ").";
  }
  return {};
}

std::vector<std::string> plan_in_words(const Words& words, const Plan& plan) {
  std::vector<std::string> sentences;
  Model now = *words.graph().model();
  for (const Edit& edit : plan.edits) {
    sentences.push_back(capital(edit_in_words(words, now, edit, {edit.to})));
    now = apply(std::move(now), edit);
  }
  return sentences;
}

Objections objections(const Words& words, const Plan& plan) {
  const Model& model = *words.graph().model();
  Objections found;
  for (const Against& one : plan.against) {
    std::string what;
    std::string basis;
    if (one.how == Against::How::option_removed) {
      what = quoted(model.option(one.option).name);
    } else {
      const Statement& statement = (*statements_in(model, one.dm))[one.statement];
      what = words.called(one.dm) + "'s " + quoted(statement.text);
      basis = basis_of(statement);
    }
    if (one.evidence.empty()) {
      found.assumptions.push_back(what);
      continue;
    }
    std::vector<std::string> ids;
    for (const std::uint32_t e : one.evidence) ids.push_back(model.evidence[e].id);
    const std::string how = one.how == Against::How::demoted   ? " stands lower"
                            : one.how == Against::How::dropped ? " is given up"
                            : one.how == Against::How::negated ? " is turned round"
                                                               : " is taken away";
    found.evidence.push_back(what + how + (basis.empty() ? "" : ", " + basis) + " (" +
                             enumeration(ids) + ")");
  }
  for (const Edit& edit : plan.edits) {
    if (edit.kind != EditKind::add) continue;
    std::vector<std::string> ids;
    for (const std::uint32_t e : model.dm(edit.dm).candidates.at(edit.statement).because)
      ids.push_back(model.evidence[e].id);
    if (!ids.empty()) found.suggested.push_back(enumeration(ids));
  }
  return found;
}

}  // namespace standoff::report
