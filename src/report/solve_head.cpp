// How every answer of `solve` begins.

#include "report/answers.hpp"
#include "report/words.hpp"
#include "text/unicode.hpp"

namespace standoff::report {

std::string solve_title(const Model& model, const std::string& situations, const Style& style) {
  std::string out = style.heading(text::truncate(model.title, style.width)) + "\n";
  std::string facts;
  if (!model.as_of.empty()) facts += "As of " + model.as_of + ". ";
  facts += counted(model.decision_makers.size(), "decision maker") + ", ";
  if (!model.is_explicit()) facts += counted(model.options.size(), "option") + ", ";
  facts += situations.empty()
               ? "an unknown number of possible situations"
               : situations + " possible " + (situations == "1" ? "situation" : "situations");
  facts += ".";
  if (model.status_quo || model.status_quo_state || !model.evidence.empty()) {
    const Assumptions assumed = assumptions(model);
    facts += " " + std::to_string(assumed.count()) + " of its " + counted(assumed.claims, "claim") +
             " " + (assumed.count() == 1 ? "rests" : "rest") + " on no evidence.";
  }
  return out + paragraph(style, "", facts);
}

std::string where_it_stands(const Words& words, const Style& style) {
  const Graph& graph = words.graph();
  const Model& model = *graph.model();
  const StateId now = *graph.status_quo();
  std::string out = "\n" + style.heading("Where it stands") + "\n";
  if (!graph.has_options()) return out + paragraph(style, "  ", words.state(now));
  int width = 0;
  for (const DecisionMaker& dm : model.decision_makers)
    width = std::max(width, text::display_width(dm.name));
  width = std::min(width, 24);
  for (std::size_t i = 0; i < graph.dms(); ++i) {
    const auto taken = words.taken_by(DmId(i), now);
    const std::string label =
        "  " + text::pad(text::truncate(words.name(DmId(i)), width), width) + "  ";
    out += paragraph(style, label, taken.empty() ? "–" : enumeration(taken));
  }
  if (const auto around = words.circumstances(now); !around.empty())
    out += paragraph(style, "  ", "Besides: " + enumeration(around) + ".");
  if (const auto names = words.outcomes(now); !names.empty())
    out += paragraph(style, "  ", "This is called: " + enumeration(names) + ".");
  return out;
}

}  // namespace standoff::report
