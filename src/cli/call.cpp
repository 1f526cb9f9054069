// The command line: one file per verb; this one only puts them together.

#include "cli/call.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <ostream>

#include "report/json.hpp"

namespace standoff::cli {
namespace {

int run(std::vector<std::string> arguments, const Io& io) {
  Context context{io};
  CLI::App app{"Makes a dispute executable: who is stable, why, and where it can go."};
  app.name("standoff");
  app.footer(
      "Examples:\n"
      "  standoff solve lithuania-belarus        the answer for a dispute of the catalogue\n"
      "  standoff new strike.yaml                a commented starter file of your own\n"
      "  standoff check strike.yaml              every problem at once, with its line\n"
      "  standoff why strike.yaml --dm union     the moves behind a verdict\n\n"
      "Exit codes: 0 done, 1 the asked-for condition is false, 2 wrong usage, 3 the file is "
      "invalid,\n"
      "4 evidence could not be verified, 5 the answer is partial, 70 a bug, 130 interrupted.");
  bool version = false;
  app.add_flag("--version", version, "print the version and stop");
  app.add_flag("--json", context.json, "answer as JSON");
  app.add_flag("--no-color", context.no_color,
               "no colours, even on a terminal (NO_COLOR does the same)");
  app.add_flag("-q,--quiet", context.quiet, "no warnings on stderr");
  app.require_subcommand(0, 1);
  for (const AddVerb add :
       {add_new,     add_check,    add_locate, add_show,   add_solve,    add_why,
        add_paths,   add_deals,    add_levers, add_robust, add_timeline, add_score,
        add_views,   add_measures, add_diff,   add_figure, add_report,   add_concepts,
        add_convert, add_cases,    add_serve,  add_family})
    add(app, context);
  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
    app.parse(std::move(arguments));
    if (version)
      context.tell([] { return report::version_json(); },
                   [] { return std::string("standoff " STANDOFF_VERSION "\n"); });
    else if (app.get_subcommands().empty())
      *io.out << app.help();
    io.out->flush();
    return context.exit;
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error, *io.out, *io.err);
    return code == 0 ? Exit::done : Exit::wrong_usage;
  } catch (const Failure& failure) {
    io.out->flush();
    if (*failure.what() != '\0') *io.err << "standoff: " << failure.what() << "\n";
    return failure.code;
  } catch (const std::bad_alloc&) {
    *io.err << "standoff: out of memory; a smaller --memory makes this a refusal with a number\n";
    return Exit::partial;
  }
}

}  // namespace

int call(const std::vector<std::string>& arguments, const Io& io) {
  try {
    return run(arguments, io);
  } catch (const std::exception& error) {
    *io.err << "standoff: a bug: " << error.what() << "\n"
            << "please report it, with the file and the command\n";
    return Exit::bug;
  }
}

}  // namespace standoff::cli
