// `standoff family`: a dispute drawn from a seed, for tests and measurements. Not listed by --help:
// nobody who has a dispute needs it.

#include "io/family.hpp"

#include <memory>
#include <stdexcept>

#include "cli/format.hpp"

namespace standoff::cli {
namespace {

struct Flags {
  std::string name;
  std::string out = "-";
  std::string to;
};

std::string drawn(const std::string& name) try {
  return dispute_of(family_of(name));
} catch (const std::invalid_argument& error) {
  throw Failure(Exit::wrong_usage, error.what());
}

void run(const Flags& flags, const Context& context) {
  const std::string format =
      flags.out == "-" && flags.to.empty() ? ".yaml" : format_of(flags.out, flags.to);
  std::string bytes = drawn(flags.name);
  if (format != ".yaml") bytes = written(load(bytes).model.value(), format, context);
  put(context, flags.out, bytes);
}

}  // namespace

void add_family(CLI::App& app, Context& context) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand("family", "a dispute drawn from a seed, for measurements");
  verb->group("");
  verb->add_option("NAME", flags->name,
                   "what it is like: d3-n28-m10-l3-p2-r6-w7-s1 is 3 decision makers, 28 options, "
                   "10 statements each, of at most 2 patterns of at most 3 literals, 6 rules, 7 "
                   "one-way options, seed 1; only d and n are needed. Besides: big70, g2, "
                   "payoffs, ladders (src/io/family.hpp)")
      ->required();
  verb->add_option("-o,--out", flags->out,
                   "its ending says the format: .yaml, .json, .gmcr; - for stdout; an older OUT is "
                   "kept as OUT~")
      ->capture_default_str();
  verb->add_option("--to", flags->to, "the format, whatever the ending")
      ->check(CLI::IsMember({"yaml", "json", "gmcr"}));
  verb->callback([flags, &context] { run(*flags, context); });
}

}  // namespace standoff::cli
