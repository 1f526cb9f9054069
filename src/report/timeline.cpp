// A dispute through its stages, as text.

#include <algorithm>

#include "report/answers.hpp"
#include "report/measured.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_ends = 6;

std::string span(const Stage& stage) {
  if (stage.from.empty() && stage.until.empty()) return {};
  if (stage.until.empty()) return ", from " + stage.from;
  if (stage.from.empty()) return ", until " + stage.until;
  return ", " + stage.from + " to " + stage.until;
}

class TimelineText {
 public:
  TimelineText(const Model& model, const TimelineAnswer& answer, const Style& style)
      : model_(model), answer_(answer), style_(style) {}

  std::string run() {
    out_ += style_.heading(model_.title) + "\n";
    out_ += paragraph(style_, "",
                      "A stage begins where the one before ended, and moves by gains that nothing "
                      "deters (" +
                          std::string(answer_.resting->key) + ")" +
                          (answer_.deals ? " and by deals that pay everyone in them, until nobody "
                                           "has either."
                                         : " until everybody is content to stay."));
    const auto& phases = answer_.run.phases;
    for (std::size_t k = 0; k < phases.size(); ++k)
      phase(phases[k], k == 0 ? nullptr : &phases[k - 1]);
    if (!answer_.run.complete) out_ += "\nThis answer is partial: a limit was reached.\n";
    return std::move(out_);
  }

 private:
  void phase(const Phase& phase, const Phase* before) {
    out_ += "\n";
    if (model_.stages.empty()) {
      out_ += style_.heading("The dispute as it is") + "\n";
    } else {
      const Stage& stage = model_.stages[phase.stage];
      out_ += paragraph(
          style_, "",
          style_.heading(capital(stage.name)) + span(stage) + (stage.now ? " (now)" : ""));
    }
    if (!phase.graph) {
      out_ += "  has too many situations to list.\n";
      return;
    }
    const Words words(*phase.graph);
    if (phase.courses.empty())
      out_ += paragraph(style_, "  ",
                        before == nullptr ? "The file does not say where it stands."
                                          : "Nothing leads here: no end of the stage before is "
                                            "possible under the rules of this one.");
    for (const Phase::Broken& broken : phase.broken) {
      const Words then(*before->graph);
      out_ += paragraph(
          style_, "  ",
          "The end " + then.state(before->courses[broken.course].ends[broken.end].state) +
              " of the stage before breaks a rule here: " + phase.model->rules[broken.rule].text +
              ".");
    }
    for (const Phase::Course& course : phase.courses) this->course(phase, course, words, before);
    due(phase);
  }

  static std::string begins(const Phase::Course& course, const Phase* before) {
    if (before == nullptr) return "Begins where the file says it stood: ";
    if (course.recorded && course.from.empty())
      return "Where the file says it stood, which no end of the stage before leads to: ";
    if (course.recorded) return "Begins as the stage before ended, and as the file says: ";
    if (!course.carried) return "From there on, as the file has it: ";
    return "Begins as the stage before ended: ";
  }

  void course(const Phase& phase, const Phase::Course& course, const Words& words,
              const Phase* before) {
    out_ += paragraph(style_, "  ", begins(course, before) + words.state(course.start) + ".");
    if (course.ends.size() == 1 && course.ends.front().way.empty()) {
      out_ += paragraph(style_, "    ",
                        course.rests ? "It rests there." : "It was not followed to an end.");
      cost(phase, course.ends.front().state);
      return;
    }
    if (!course.rests)
      out_ += paragraph(style_, "    ",
                        "It does not come to rest: " + counted(course.ends.size(), "situation") +
                            " follow one another.");
    for (std::size_t e = 0; e < course.ends.size() && e < most_ends; ++e) {
      const Phase::End& end = course.ends[e];
      std::size_t number = 0;
      for (const JointMove& move : end.way)
        out_ += paragraph(style_, "    " + std::to_string(++number) + ". ",
                          step(words, *phase.graph, move) + " → " + words.state(move.to) + ".");
      out_ += paragraph(style_, "    ",
                        (course.rests ? "It rests at " : "One of them is ") +
                            words.state(end.state) + (end.way.empty() ? ", where it began." : "."));
      cost(phase, end.state);
    }
    if (course.ends.size() > most_ends)
      out_ += "    and " + std::to_string(course.ends.size() - most_ends) +
              " more ends (--json lists all).\n";
  }

  // "Belarus: let the trucks leave"; of a deal, what each does.
  static std::string step(const Words& words, const Graph& graph, const JointMove& move) {
    if (move.by.size() == 1) return words.name(move.by[0]) + ": " + words.doing(move.way[0]);
    std::vector<std::string> names, parts;
    for (const DmId dm : move.by) {
      names.push_back(words.called(dm));
      if (graph.has_options())
        parts.push_back(words.called(dm) + " to " + words.doing({dm, move.from, move.to}));
    }
    std::string line = capital(enumeration(names)) + " agree";
    for (std::size_t k = 0; k < parts.size(); ++k) line += (k == 0 ? ": " : "; ") + parts[k];
    return line;
  }

  void cost(const Phase& phase, StateId s) {
    std::optional<std::int64_t> days;
    if (!model_.stages.empty()) {
      const Stage& stage = model_.stages[phase.stage];
      days = days_between(stage.from, stage.until);
    }
    for (const std::string& line : measured(*phase.graph, s, days))
      out_ += paragraph(style_, "      ", line);
  }

  void due(const Phase& phase) {
    for (const Question& question : model_.questions) {
      const bool here = model_.stages.empty() ||
                        (question.stage.empty() ? model_.stages[phase.stage].now
                                                : question.stage == model_.stages[phase.stage].id);
      if (!here || question.by.empty()) continue;
      out_ += paragraph(style_, "  due " + question.by + "  ", question.text);
    }
  }

  const Model& model_;
  const TimelineAnswer& answer_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string timeline(const Model& model, const TimelineAnswer& answer, const Style& style) {
  return TimelineText(model, answer, style).run();
}

}  // namespace standoff::report
