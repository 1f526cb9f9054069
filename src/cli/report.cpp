// `standoff report`: something to hand over, or tables and graphs for other programs.

#include "page/report.hpp"

#include <memory>

#include "cli/format.hpp"
#include "cli/progress.hpp"
#include "cli/sources.hpp"
#include "page/exported.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string file;
  std::string out = "-";
  std::string format = "html";
  std::string what;
  std::vector<std::string> want;
  std::string sources;
  std::size_t limit = 0;
  double time_limit = 0;
};

RobustRequest::Target wanted(const Graph& graph, const std::string& text) {
  for (const Outcome& outcome : graph.model()->outcomes) {
    const StateSet states = graph.where(outcome.where.formula);
    if (outcome.id != text || states.count() == 0) continue;
    RobustRequest::Target target{{}, outcome.id};
    states.for_each([&](StateId s) { target.states.push_back(s); });
    return target;
  }
  return {{choose_state(graph, text)}, ""};
}

std::string variant_of(const Context& context) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
  if (!context.stage.empty()) add("stage " + context.stage);
  if (!context.view.empty()) add("as " + context.view + " sees it");
  if (context.blind) add("without what was known only later");
  return text;
}

std::string page_of(const Flags& flags, const figure::Subject& subject,
                    const std::vector<RobustRequest::Target>& targets, Context& context,
                    const Stopper& stopper) {
  page::ReportRequest request;
  request.wanted = targets;
  request.variant = variant_of(context);
  request.engine = "the sparse engine: every situation was listed and judged";
  if (!flags.sources.empty()) {
    request.checked.with_sources = true;
    request.checked.anchors =
        verify_evidence(*subject.graph.model(), read_source_texts(context, flags.sources));
  }
  request.stop = stopper.token();
  Progress bar(!context.quiet, context.io.progress);
  request.progress = [&](double share) { bar(share); };
  page::Report report = page::report(subject, request);
  bar.done();
  if (!report.complete) context.exit = Exit::partial;
  return std::move(report.html);
}

void run(const Flags& flags, Context& context) {
  if (flags.out != "-") no_disk_inside(context, flags.out);
  const Model model = load_or_fail(read_input(context, flags.file), context);
  const Stopper stopper(context, flags.time_limit);
  const Graph graph = lay_out_or_fail(model, {}, stopper.token());
  AnalysisRequest ask;
  for (const char* key : {"nash", "gmr", "smr", "seq", "sseq"})
    ask.concepts.push_back(find_concept(key));
  ask.stop = stopper.token();
  const Analysis analysis = analyse(graph, ask);
  const figure::Subject subject{graph, analysis};
  std::vector<RobustRequest::Target> targets;
  for (const std::string& want : flags.want) targets.push_back(wanted(graph, want));

  std::string bytes;
  if (flags.format == "html") {
    if (!flags.what.empty())
      throw Failure(Exit::wrong_usage, "--what goes with the other formats; the report has it all");
    bytes = page_of(flags, subject, targets, context, stopper);
  } else {
    page::ExportRequest request;
    request.what = flags.what;
    request.figure.limit = flags.limit;
    request.figure.stop = stopper.token();
    if (!targets.empty()) request.figure.wanted = targets.front().states.front();
    try {
      bytes = page::exported(page::find_format(flags.format)->format, subject, request);
    } catch (const std::invalid_argument& error) {
      throw Failure(Exit::wrong_usage, error.what());
    }
  }
  put(context, flags.out, bytes);
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "report", "one page to hand over, or tables and graphs for other programs");
  verb->add_option("FILE", flags->file, "a dispute")->required();
  verb->add_option("-o,--out", flags->out, "where to write it; - is stdout")->capture_default_str();
  std::vector<std::string> formats{"html"};
  for (const page::FormatName& format : page::formats()) formats.emplace_back(format.key);
  verb->add_option("--format", flags->format, "html is the report; the others are for programs")
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
  verb->add_option("--what", flags->what,
                   "which table or which part of the graph; the usual ones when left out");
  verb->add_option(
      "--want", flags->want,
      "what is wanted, a state or an outcome (several times): levers are sought for it; "
      "for the file's outcomes when left out");
  verb->add_option("--sources", flags->sources,
                   "a folder with the source texts; the evidence is then verified");
  verb->add_option("--limit", flags->limit, "states in tables and graphs at most; 0: as fits")
      ->capture_default_str();
  verb->add_option("--time-limit", flags->time_limit,
                   "seconds; then the report is partial (exit 5)")
      ->check(CLI::NonNegativeNumber);
  add_variant(*verb, context);
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
