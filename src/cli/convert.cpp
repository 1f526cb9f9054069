// `standoff convert`: a dispute in another format.

#include <filesystem>
#include <memory>

#include "cli/format.hpp"

namespace standoff::cli {
namespace {

void run(const std::string& in, const std::string& out, const std::string& to, Context& context) {
  const std::string format = format_of(out, to);
  const Input input = read_input(context, in);
  const Model model = load_or_fail(input, context);
  const std::string bytes = written(model, format, context);
  std::error_code ignored;
  if (out != "-" && std::filesystem::exists(in, ignored) &&
      std::filesystem::equivalent(in, out, ignored))
    throw Failure(Exit::wrong_usage,
                  "IN and OUT are the same file; an author's file is never rewritten");
  put(context, out, bytes);
}

}  // namespace

void add_convert(CLI::App& app, Context& context) {
  struct Flags {
    std::string in, out, to;
  };
  auto flags = std::make_shared<Flags>();
  CLI::App* verb =
      app.add_subcommand("convert", ".gmcr in and out, YAML to canonical JSON and back");
  verb->add_option("IN", flags->in, "a dispute")->required();
  verb->add_option("OUT", flags->out,
                   "its ending says the format: .yaml, .json, .gmcr; - for stdout with --to; an "
                   "older OUT is kept as OUT~")
      ->required();
  verb->add_option("--to", flags->to, "the format, whatever the ending")
      ->check(CLI::IsMember({"yaml", "json", "gmcr"}));
  add_variant(*verb, context);
  verb->callback([flags, &context] { run(flags->in, flags->out, flags->to, context); });
}

}  // namespace standoff::cli
