// `standoff figure`: a dispute to look at.

#include "figure/figure.hpp"

#include <algorithm>
#include <memory>
#include <ostream>

#include "cli/context.hpp"
#include "page/json_figure.hpp"
#include "report/style.hpp"
#include "standoff/analysis.hpp"
#include "text/unicode.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string kind, file, out, state, dm, concept_key;
  std::size_t limit = 0;
  bool all = false;
  bool table = false;
};

std::string kinds_listed() {
  std::size_t widest = 0;
  for (const figure::Kind& kind : figure::kinds()) widest = std::max(widest, kind.key.size());
  std::string out;
  for (const figure::Kind& kind : figure::kinds())
    out += "  " + text::pad(kind.key, static_cast<int>(widest)) + "  " + std::string(kind.shows) +
           "\n";
  return out;
}

const figure::Kind& choose_kind(const std::string& key) {
  if (key.empty())
    throw Failure(Exit::wrong_usage,
                  "which figure? standoff figure KIND FILE; the kinds are:\n" + kinds_listed());
  if (const figure::Kind* kind = figure::find_kind(key)) return *kind;
  std::vector<std::string> keys;
  for (const figure::Kind& kind : figure::kinds()) keys.emplace_back(kind.key);
  const auto near = text::nearest(key, keys);
  throw Failure(Exit::wrong_usage, "there is no figure \"" + key + "\"" +
                                       (near ? "; did you mean \"" + *near + "\"?" : "") +
                                       "\nthe figures are:\n" + kinds_listed());
}

// The table twin as text: columns as wide as their cells, for a terminal or a mail.
std::string table_text(const figure::Figure& figure) {
  const figure::Table& table = figure.table;
  std::vector<int> widths;
  for (const std::string& column : table.columns) widths.push_back(text::display_width(column));
  for (const auto& row : table.rows)
    for (std::size_t c = 0; c < row.size(); ++c)
      widths[c] = std::max(widths[c], text::display_width(row[c]));
  std::string out = figure.title + "\n\n" + table.caption + "\n\n";
  const auto line = [&](const std::vector<std::string>& cells) {
    std::string text;
    for (std::size_t c = 0; c < cells.size(); ++c)
      text += (c == 0 ? "" : "  ") + text::pad(cells[c], widths[c]);
    while (text.ends_with(' ')) text.pop_back();
    out += text + "\n";
  };
  line(table.columns);
  for (const auto& row : table.rows) line(row);
  if (!figure.note.empty()) out += "\n" + figure.note + "\n";
  return out;
}

// The concepts that `solve` answers by, and the one asked for, where it is another.
std::vector<const SolutionConcept*> concepts_for(const SolutionConcept* asked, const Model& model) {
  std::vector<const SolutionConcept*> concepts = choose_concepts("nash,gmr,smr,seq,sseq", model);
  if (asked != nullptr && std::find(concepts.begin(), concepts.end(), asked) == concepts.end())
    concepts.push_back(asked);
  return concepts;
}

void run(const Flags& flags, Context& context) {
  const figure::Kind& kind = choose_kind(flags.kind);
  if (flags.file.empty())
    throw Failure(Exit::wrong_usage, "of which dispute? standoff figure " + flags.kind + " FILE");
  const Model model = load_or_fail(read_input(context, flags.file), context);
  const Stopper stopper(context, 0);
  const Graph graph = lay_out_or_fail(model, {}, stopper.token());
  figure::FigureRequest request;
  if (!flags.state.empty()) request.wanted = choose_state(graph, flags.state);
  if (!flags.dm.empty()) request.dm = choose_dm(model, flags.dm);
  if (!flags.concept_key.empty())
    request.concept_ = choose_concepts(flags.concept_key, model).front();
  request.limit = flags.limit;
  request.all = flags.all;
  request.stop = stopper.token();
  AnalysisRequest ask;
  ask.concepts = concepts_for(request.concept_, model);
  ask.threads = std::max(1U, std::thread::hardware_concurrency());
  ask.stop = stopper.token();
  const Analysis analysis = analyse(graph, ask);
  if (stopper.interrupted()) throw Failure(Exit::interrupted, "stopped before anything was drawn");
  const std::optional<figure::Figure> figure = kind.draw({graph, analysis}, request);
  if (!figure) throw Failure(Exit::condition_false, std::string(kind.why_not));
  // Who calls from inside takes the drawing from the JSON, and the table as the words.
  const auto words = [&] {
    return flags.table || context.io.inside ? table_text(*figure) : figure->svg;
  };
  const auto as_json = [&] { return page::figure_json(model, kind, *figure); };
  if (flags.out.empty()) return context.tell(as_json, words);
  write_file(context, flags.out, context.json ? as_json() : words(), true);
  if (context.quiet) return;
  *context.io.err << "wrote " << flags.out << ": " << figure->title << "\n";
  if (!figure->note.empty()) *context.io.err << figure->note << "\n";
}

}  // namespace

void add_figure(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand("figure", "a dispute to look at: one drawing, as SVG");
  verb->add_option("KIND", flags->kind, "what to draw:\n" + kinds_listed());
  verb->add_option("FILE", flags->file, "a dispute");
  verb->add_option("-o,--out", flags->out, "where to write; stdout when left out");
  verb->add_option("--state", flags->state, "a situation somebody wants, shown beside the others");
  verb->add_option("--dm", flags->dm, "whose preferences; everybody's when left out");
  verb->add_option("--concept", flags->concept_key,
                   "the solution concept to judge by, where a figure shows one");
  verb->add_option("--limit", flags->limit, "situations drawn at most; 0: as many as is readable")
      ->capture_default_str();
  verb->add_flag("--all", flags->all, "also what is rarely looked at");
  verb->add_flag("--table", flags->table, "the same as a table, in words");
  add_variant(*verb, context);
  add_json(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
