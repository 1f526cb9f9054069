// How the model's answers compare with what came about.

#include <algorithm>
#include <array>

#include "report/answers.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

constexpr int column = 8;

std::string said(Foretold answer) {
  constexpr std::array<const char*, 4> words{"yes", "no", "open", "–"};
  return words[static_cast<std::size_t>(answer)];
}

std::string came(Question::Outcome outcome) {
  constexpr std::array<const char*, 3> words{"?", "yes", "no"};
  return words[static_cast<std::size_t>(outcome)];
}

bool settled(const Question& question) { return question.outcome != Question::Outcome::unknown; }

bool agree(Foretold answer, Question::Outcome outcome) {
  return (answer == Foretold::yes) == (outcome == Question::Outcome::yes);
}

std::string marked(const Question& question, Foretold answer, const Style& style) {
  const std::string word = said(answer);
  if (!settled(question) || answer == Foretold::open || answer == Foretold::unasked)
    return text::pad(word, column);
  return agree(answer, question.outcome) ? style.good(text::pad(word + " ✓", column))
                                         : style.bad(text::pad(word + " ✗", column));
}

}  // namespace

Tally tallied(const Model& model, const std::vector<Scored>& scored) {
  Tally tally;
  for (const Scored& one : scored) {
    const Question& question = model.questions[one.question];
    if (!settled(question) || one.answer == Foretold::unasked)
      ++tally.unscored;
    else if (one.answer == Foretold::open)
      ++tally.open;
    else if (agree(one.answer, question.outcome))
      ++tally.right;
    else
      ++tally.wrong;
  }
  return tally;
}

std::string score(const Model& model, const ScoreAnswer& answer, const Style& style) {
  std::string out = style.heading(model.title) + "\n";
  out += paragraph(style, "",
                   "What the model says where the dispute rests in a question's stage (" +
                       std::string(answer.resting->key) +
                       "), beside what came about. Open: it holds in some of the states where the "
                       "dispute may rest, and not in others. Blind: without what was known only "
                       "later. Deals: joint moves that pay everyone in them are followed, too.");
  out += "\n                          ";
  for (const ScoreAnswer::Profile& profile : answer.profiles)
    out += text::pad(profile.deals ? "deals" : "", column);
  out += "\n  by          came about  ";
  for (const ScoreAnswer::Profile& profile : answer.profiles)
    out += text::pad(profile.name, column);
  out += "\n";
  for (std::size_t q = 0; q < model.questions.size(); ++q) {
    const Question& question = model.questions[q];
    out += paragraph(style, "  ", question.text);
    std::string cells = "  " + text::pad(question.by.empty() ? "–" : question.by, 12) +
                        text::pad(came(question.outcome), 12);
    for (const ScoreAnswer::Profile& profile : answer.profiles)
      cells += marked(question, profile.scored[q].answer, style);
    out += cells + "\n";
  }
  out += "\n";
  for (const ScoreAnswer::Profile& profile : answer.profiles) {
    const Tally tally = tallied(model, profile.scored);
    std::string line = profile.name + (profile.deals ? " with deals: " : ": ") +
                       std::to_string(tally.right) + " right, " + std::to_string(tally.wrong) +
                       " wrong, " + std::to_string(tally.open) + " open, " +
                       std::to_string(tally.unscored) + " not scored";
    if (profile.left_out > 0) line += " (without " + counted(profile.left_out, "statement") + ")";
    out += paragraph(style, "  ", line + ".");
  }
  const bool hindsight = std::any_of(answer.profiles.begin(), answer.profiles.end(),
                                     [](const auto& p) { return p.left_out > 0; });
  if (hindsight)
    out += paragraph(style, "  ",
                     "Only the blind profile says how well one could have foretold; the full one "
                     "shows what the model explains.");
  if (!answer.complete) out += "\nThis answer is partial: a limit was reached.\n";
  return out;
}

}  // namespace standoff::report
