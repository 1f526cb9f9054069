// Puts the report together: what stands on which sheet.

#include "page/report.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "io/embedded.hpp"
#include "page/report_parts.hpp"
#include "report/disputed.hpp"
#include "report/finding.hpp"
#include "report/style.hpp"

namespace standoff::page {
namespace {

constexpr double most_on_paper = 1250;  // pixels
constexpr std::size_t most_positions = 5;
constexpr std::size_t on_second_sheet = 5;        // statements
constexpr std::size_t cards_on_second_sheet = 3;  // of the story
constexpr std::size_t on_first_sheet = 8;         // situations: more would make the letters small

std::string embedded_file(std::string_view path) {
  for (const embedded::File& file : embedded::files())
    if (file.path == path) return std::string(file.bytes);
  throw std::logic_error("not embedded: " + std::string(path));
}

Data row_of(const std::vector<std::string>& cells) {
  Data row;
  row.set("head", cells.empty() ? "" : cells.front());
  Data rest{Data::type::list};
  for (std::size_t k = 1; k < cells.size(); ++k) rest.push_back(Data(cells[k]));
  row.set("cells", rest);
  return row;
}

// Draws one kind onto a list of figures, where the dispute has what it shows. `limit`: situations
// at most; 0: as many as the kind finds readable.
void draw(const Asking& asking, std::string_view key, Data& list, std::vector<std::string>& absent,
          std::size_t limit = 0, const std::string& id = {}) {
  const figure::Kind* kind = figure::find_kind(key);
  if (kind == nullptr) return;
  figure::FigureRequest ask;
  ask.stop = asking.request.stop;
  ask.limit = limit;
  ask.id = id;
  if (!asking.request.wanted.empty()) ask.wanted = asking.request.wanted.front().states.front();
  const std::optional<figure::Figure> drawn = kind->draw(asking.subject, ask);
  if (!drawn) {
    const std::string why = std::string(kind->name) + ": " + std::string(kind->why_not);
    if (std::find(absent.begin(), absent.end(), why) == absent.end()) absent.push_back(why);
    return;
  }
  Data data;
  data.set("kind", id.empty() ? std::string(key) : id);
  data.set("title", drawn->title);
  data.set("svg", drawn->svg);
  data.set("tall?", drawn->height > most_on_paper && !drawn->table.rows.empty());
  data.set("note?", !drawn->note.empty());
  data.set("note", drawn->note);
  data.set("table?", !drawn->table.rows.empty());
  data.set("caption", drawn->table.caption);
  Data columns{Data::type::list};
  for (const std::string& column : drawn->table.columns) columns.push_back(Data(column));
  data.set("columns", columns);
  Data rows{Data::type::list};
  for (const auto& row : drawn->table.rows) rows.push_back(row_of(row));
  data.set("rows", rows);
  list.push_back(data);
}

Data counters(Asking& asking) {
  const report::Assumptions assumed = report::assumptions(asking.model());
  const report::Disputed disputed = report::disputed(asking.model());
  Data list{Data::type::list};
  list.push_back(robustness(asking));
  Data one;
  one.set("name", "Assumptions");
  one.set("number", std::to_string(assumed.count()));
  one.set("text", "of " + report::counted(assumed.claims, "claim") + " " +
                      (assumed.count() == 1 ? "rests" : "rest") + " on no evidence.");
  list.push_back(one);
  Data two;
  two.set("name", "Disputed facts");
  two.set("number", std::to_string(disputed.count()));
  two.set("text", disputed.count() == 0
                      ? "No source contradicts another in what the file uses."
                      : "passages or numbers are told differently elsewhere; the annex has both "
                        "sides.");
  list.push_back(two);
  return list;
}

Data named(const std::string& name, const std::string& text) {
  Data row;
  row.set("name", name);
  row.set("text", text);
  return row;
}

void add_method(const Asking& asking, const std::vector<std::string>& absent, Data& page) {
  const Model& model = asking.model();
  Data rows{Data::type::list};
  rows.push_back(named("Program", "standoff " STANDOFF_VERSION));
  rows.push_back(named("File", "SHA-256 " + model.sha256));
  if (!asking.request.variant.empty()) rows.push_back(named("Variant", asking.request.variant));
  rows.push_back(named("Dispute", report::counted(model.decision_makers.size(), "decision maker") +
                                      ", " + report::counted(model.options.size(), "option") +
                                      ", " +
                                      report::counted(asking.graph().states(), "situation")));
  if (!asking.request.engine.empty()) rows.push_back(named("Computed by", asking.request.engine));
  rows.push_back(named("Chance", "None: nothing in this report was drawn at random."));
  rows.push_back(named("Levers", "plans of at most 2 changes, under sequential stability (seq)"));
  rows.push_back(named("Method",
                       "Graph Model for Conflict Resolution (Fang, Hipel and Kilgour 1993). A "
                       "situation can last when it is stable for everybody; how far people look "
                       "ahead decides what is stable:"));
  page.set("method", rows);
  Data concepts{Data::type::list};
  for (const SolutionConcept* c : asking.subject.analysis.concepts) {
    Data row;
    row.set("key", std::string(c->key));
    row.set("name", std::string(c->name));
    row.set("reading", std::string(c->reading));
    concepts.push_back(row);
  }
  page.set("concepts", concepts);
  Data limits{Data::type::list};
  for (const char* limit :
       {"Not a forecast: it says what follows from what the file states. What is stable but cannot "
        "be "
        "reached is no prediction.",
        "Not a probability: preferences are orders, and a share counts readings of the file, not "
        "futures.",
        "Each decision maker acts as one, and chooses among the options that the file names."})
    limits.push_back(Data(std::string(limit)));
  for (const std::string& what : absent) limits.push_back(Data("Not drawn. " + what));
  if (!asking.complete)
    limits.push_back(
        Data(std::string("This report is partial: it was stopped before everything was "
                         "computed.")));
  page.set("limits", limits);
}

void add_notes(const Model& model, Data& page) {
  Data notes{Data::type::list};
  bool any = false;
  for (std::size_t start = 0; start < model.notes.size();) {
    const std::size_t end = std::min(model.notes.find('\n', start), model.notes.size());
    if (end > start) {
      notes.push_back(Data(model.notes.substr(start, end - start)));
      any = true;
    }
    start = end + 1;
  }
  page.set("notes?", any);
  page.set("notes", notes);
}

}  // namespace

Report report(const figure::Subject& subject, const ReportRequest& request) {
  Asking asking{subject, request, report::Words(subject.graph)};
  const Model& model = asking.model();
  const auto at = [&](double share) {
    if (request.progress) request.progress(share);
  };
  std::vector<std::string> absent;
  Data page;
  page.set("version", std::string(STANDOFF_VERSION));
  page.set("css", embedded_file("src/page/report.css"));
  page.set("title", model.title);
  page.set("as_of?", !model.as_of.empty());
  page.set("as_of", model.as_of);
  page.set("variant?", !request.variant.empty());
  page.set("variant", request.variant);
  page.set("bottom_line", report::bottom_line(subject.graph, subject.analysis));
  page.set("counters", counters(asking));
  at(0.2);

  Data front{Data::type::list};
  draw(asking, "option-table", front, absent, on_first_sheet);
  page.set("front", front);
  page.set("positions?", subject.graph.status_quo().has_value());
  page.set("positions", positions(asking, most_positions));

  Data second{Data::type::list};
  draw(asking, "storyboard", second, absent, cards_on_second_sheet, "story-now");
  draw(asking, "tornado", second, absent, on_second_sheet, "tornado-in-short");
  page.set("second", second);
  at(0.5);
  add_levers(asking, page);
  at(0.8);
  add_deals(asking, page);
  at(0.9);

  Data annex{Data::type::list};
  for (const figure::Kind& kind : figure::kinds())
    if (kind.key != "option-table" && (kind.key != "storyboard" || !model.stages.empty()))
      draw(asking, kind.key, annex, absent);
  page.set("annex", annex);
  add_evidence(asking, page);
  add_assumptions(asking, page);
  add_notes(model, page);
  add_method(asking, absent, page);

  const std::string figure_template = embedded_file("src/page/report_figure.html");
  const std::string table_template = embedded_file("src/page/report_table.html");
  page.set("figure", Data(kainjow::mustache::partial([&] { return figure_template; })));
  page.set("table", Data(kainjow::mustache::partial([&] { return table_template; })));
  kainjow::mustache::mustache form(embedded_file("src/page/report.html"));
  if (!form.is_valid()) throw std::logic_error("report.html: " + form.error_message());
  Report result{form.render(page), asking.complete};
  at(1.0);
  return result;
}

}  // namespace standoff::page
