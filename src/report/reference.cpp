// Lists that do not depend on a dispute: the solution concepts and the catalogue.

#include "report/answers.hpp"
#include "text/unicode.hpp"

namespace standoff::report {

std::string concepts(const Style& style) {
  std::string out = paragraph(style, "",
                              "A state is stable for a decision maker when it has no reason to "
                              "leave it. What counts as a reason depends on how far it "
                              "looks ahead; each of these is one answer. A state that is stable "
                              "for everybody is an equilibrium.");
  for (const SolutionConcept* c : solution_concepts()) {
    out += "\n" + style.heading(std::string(c->key)) + "  " + std::string(c->name) + "\n";
    out += paragraph(style, "  ", c->reading);
    out += paragraph(style, "  ", style.faint("Source: " + std::string(c->source) + "."));
  }
  return out;
}

std::string cases(const Style& style) {
  std::string out;
  std::string_view shelf;
  for (const CatalogueEntry& entry : catalogue()) {
    std::string_view path = entry.path.substr(std::string_view("disputes/").size());
    path = path.substr(0, path.rfind('/'));
    if (path != shelf) {
      out += (out.empty() ? "" : "\n") + style.heading(std::string(path)) + "\n";
      shelf = path;
    }
    const Loaded loaded = load(entry.bytes);
    const std::string title = loaded.model ? loaded.model->title : "(does not load)";
    out += paragraph(style, "  " + text::pad(entry.id, 26) + " ", title);
  }
  out +=
      "\n" +
      paragraph(
          style, "",
          "A name from this list is accepted wherever a file is: standoff solve lithuania-belarus");
  return out;
}

}  // namespace standoff::report
