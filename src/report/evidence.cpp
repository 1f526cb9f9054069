// Evidence for the reader: what was verified, what rests on nothing, where a phrase stands.

#include <array>

#include "report/answers.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

std::string_view name_of(Anchor anchor) {
  constexpr std::array<std::string_view, 5> names{"exact", "moved", "fuzzy", "missing",
                                                  "unchecked"};
  return names[static_cast<std::size_t>(anchor)];
}

}  // namespace

std::string check(const Model& model, const Checked& checked, const std::string& file,
                  const Style& style) {
  std::string out = style.good("valid") + "  " + file + ": " + model.title + "\n";
  if (!model.evidence.empty()) {
    out += "\n" + style.heading("Evidence") + "\n";
    if (!checked.with_sources) {
      out += paragraph(style, "  ",
                       counted(model.evidence.size(), "item") + " in " +
                           counted(model.sources.size(), "source") +
                           ", not checked against the sources; --sources DIR does that.");
    } else {
      std::array<std::size_t, 5> counts{};
      int width = 0;
      for (const Evidence& item : model.evidence)
        width = std::max(width, text::display_width(item.id));
      width = std::min(width, 32);
      for (std::size_t k = 0; k < checked.anchors.size(); ++k) {
        const AnchorResult& result = checked.anchors[k];
        ++counts[static_cast<std::size_t>(result.anchor)];
        const Evidence& item = model.evidence[k];
        if (!item.at && !item.quote) continue;  // told in one line below
        std::string verdict = text::pad(name_of(result.anchor), 9);
        verdict = result.anchor == Anchor::exact     ? style.good(verdict)
                  : result.anchor == Anchor::missing ? style.bad(verdict)
                                                     : style.warn(verdict);
        out += paragraph(style, "  " + text::pad(text::truncate(item.id, width), width) + "  ",
                         verdict + " " + result.note);
      }
      std::size_t without = 0;
      for (const Evidence& item : model.evidence) without += !item.at && !item.quote ? 1 : 0;
      if (without > 0)
        out += paragraph(style, "  ",
                         counted(without, "item") + " without a selector: nothing to compare.");
    }
  }
  const Assumptions assumed = assumptions(model);
  out += "\n" + style.heading("Assumptions") + "\n";
  out += paragraph(style, "  ",
                   std::to_string(assumed.count()) + " of " + counted(assumed.claims, "claim") +
                       (assumed.count() == 1 ? " rests" : " rest") + " on no evidence.");
  const auto list = [&](const std::vector<std::string>& what, const std::string& title) {
    if (!what.empty()) out += paragraph(style, "  " + title + ": ", "    ", enumeration(what));
  };
  list(assumed.options, "options");
  list(assumed.rules, "rules");
  list(assumed.statements, "wants");
  list(assumed.status_quo, "besides");
  return out;
}

std::string located(const std::vector<Located>& places, const std::string& file,
                    const Style& style) {
  std::string out;
  for (const Located& place : places) {
    std::string where = "# " + file;
    if (place.similarity < 1.0)
      where += ", " + std::to_string(static_cast<int>(place.similarity * 100)) + " % alike";
    out += style.faint(where) + "\n" + style.faint(paragraph(style, "# ", "# ", place.passage));
    out += "at: {start: " + std::to_string(place.at.start) +
           ", end: " + std::to_string(place.at.end) + ", sha256: " + place.at.sha256 + "}\n";
  }
  return out;
}

}  // namespace standoff::report
