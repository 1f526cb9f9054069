// `standoff new`: a commented starter file.

#include <memory>

#include "cli/context.hpp"

namespace standoff::cli {
namespace {

constexpr std::string_view starter =
    R"(# A dispute. Change it step by step and run `standoff check` and `standoff solve` on it.
# The whole language: docs/reference/language.md
standoff: 1
title: A harbour strike
as_of: 2025-11-24                # what was known when

# Who decides, what each can do, what each wants (most important first).
decision_makers:
  - id: union
    name: The dock workers' union
    options:
      # `name` is an infinitive: "The union could keep the cranes still, but then ..."
      - {id: strike, name: keep the cranes still, otherwise: go back to work}
    preferences:
      - raise                    # above all, the pay rise
      - not strike if raise      # with it, back to work
      - strike                   # without it, strike

  - id: port
    name: The port authority
    options:
      - {id: raise, name: offer the pay rise, irreversible: taken}   # once given, never taken back
      - {id: lockout, name: lock the gates, otherwise: open the gates}
    preferences:
      - not strike
      - not raise
      - not lockout

# Which combinations can exist at all.
rules:
  - never: strike and lockout

# Names for what matters, usable in any formula.
outcomes:
  settled: raise and not strike
  deadlock: strike and not raise

# Where it stands: the options taken.
status_quo: [strike]

# Where claims come from: add `because: claim` to an option, a rule or a statement.
# `standoff locate "some words" --source article.txt` prints the `at` to paste here.
sources:
  - {id: article, title: Cranes stand still, publisher: Harbour Daily, date: 2025-11-23}
evidence:
  - {id: claim, source: article, speaker: union chair, kind: aim, says: No raise means no work.}
)";

}  // namespace

void add_new(CLI::App& app, Context& context) {
  auto file = std::make_shared<std::string>();
  CLI::App* verb = app.add_subcommand("new", "write a commented starter file");
  verb->add_option("FILE", *file, "where to write it; stdout when left out");
  verb->callback([file, &context] {
    if (file->empty() || *file == "-") {
      *context.io.out << starter;
      return;
    }
    write_file(context, *file, starter, false);
    if (!context.quiet)
      *context.io.err << "wrote " << *file << "\nNext:  standoff check " << *file
                      << "\n       standoff solve " << *file << "\n";
  });
}

}  // namespace standoff::cli
