// The lists as written, and each with one change.

#include "analysis/flips.hpp"

namespace standoff {
namespace {

// The list as written with one change; nothing where there is none to make.
std::optional<Reading> edited(Reading list, const StatementEdit& edit) {
  const std::size_t k = edit.statement;
  switch (edit.kind) {
    case StatementEdit::Kind::swapped:
      if (k + 1 == list.size()) return std::nullopt;
      std::swap(list[k], list[k + 1]);
      break;
    case StatementEdit::Kind::dropped:
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(k));
      break;
    case StatementEdit::Kind::negated:
      list[k].negated = true;
      break;
  }
  return list;
}

std::vector<StatementId> touched(const StatementEdit& edit) {
  std::vector<StatementId> ids{{edit.dm, edit.statement}};
  if (edit.kind == StatementEdit::Kind::swapped) ids.push_back({edit.dm, edit.statement + 1});
  return ids;
}

}  // namespace

Flips find_flips(std::span<const std::unique_ptr<Asking>> questions,
                 std::span<const Readings> readings) {
  Flips flips;
  std::vector<std::vector<Digest>> as_written;  // by question and decision maker
  for (const auto& question : questions) {
    std::vector<Digest>& of = as_written.emplace_back();
    for (const Readings& r : readings)
      of.push_back(question->digest(r.dm(), question->lens(r.dm()).see(r.written())));
    question->answer(of, flips.as_written);
  }
  flips.flipped.resize(flips.as_written.size());
  for (const Readings& r : readings)
    for (const auto kind :
         {StatementEdit::Kind::swapped, StatementEdit::Kind::dropped, StatementEdit::Kind::negated})
      for (std::uint32_t k = 0; k < r.statements(); ++k) {
        const StatementEdit edit{r.dm(), k, kind};
        const auto reading = edited(r.written(), edit);
        if (!reading) continue;
        flips.edits.push_back(edit);
        std::vector<bool> holds;
        for (std::size_t q = 0; q < questions.size(); ++q) {
          std::vector<Digest> of = as_written[q];
          of[index(r.dm())] =
              questions[q]->digest(r.dm(), questions[q]->lens(r.dm()).see(*reading));
          questions[q]->answer(of, holds);
        }
        for (std::size_t c = 0; c < holds.size(); ++c)
          if (holds[c] != flips.as_written[c]) flips.flipped[c].push_back(edit);
      }
  return flips;
}

std::optional<StatementId> resting_on(const std::vector<StatementEdit>& flips) {
  if (flips.empty()) return std::nullopt;
  for (const StatementId& id : touched(flips.front())) {
    const bool all = std::all_of(flips.begin(), flips.end(), [&](const StatementEdit& edit) {
      const auto ids = touched(edit);
      return std::find(ids.begin(), ids.end(), id) != ids.end();
    });
    if (all) return id;
  }
  return std::nullopt;
}

}  // namespace standoff
