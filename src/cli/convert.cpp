// `standoff convert`: a dispute in another format.

#include <filesystem>
#include <iostream>
#include <memory>

#include "cli/context.hpp"

namespace standoff::cli {
namespace {

std::string format_of(const std::string& path, const std::string& to) {
  std::string ending = to.empty() ? std::filesystem::path(path).extension().string() : "." + to;
  if (ending == ".yml") ending = ".yaml";
  if (ending == ".json" || ending == ".yaml" || ending == ".gmcr") return ending;
  throw Failure(Exit::wrong_usage,
                "the ending of " + path + " names no format; use .yaml, .json or .gmcr, or --to");
}

void run(const std::string& in, const std::string& out, const std::string& to, Context& context) {
  const std::string format = format_of(out, to);
  const Input input = read_input(in);
  const Model model = load_or_fail(input, context);
  std::string bytes;
  if (format == ".gmcr") {
    std::vector<std::string> lost;
    const auto written = to_gmcr(model, lost);
    for (const std::string& what : lost)
      if (!context.quiet || !written)
        std::cerr << (written ? "not kept: " : "cannot be said: ") << what << "\n";
    if (!written) throw Failure(Exit::condition_false, "the dispute cannot be written as .gmcr");
    bytes = *written;
  } else {
    bytes = format == ".json" ? to_json(model) : to_yaml(model);
  }
  if (out == "-") {
    std::cout << bytes;
    return;
  }
  std::error_code ignored;
  if (std::filesystem::exists(in, ignored) && std::filesystem::equivalent(in, out, ignored))
    throw Failure(Exit::wrong_usage,
                  "IN and OUT are the same file; an author's file is never rewritten");
  // A converted file replaces what was there, but nothing an author may have written is lost.
  if (std::filesystem::exists(out, ignored) && std::filesystem::file_size(out, ignored) > 0 &&
      read_file(out) != bytes) {
    std::filesystem::rename(out, out + "~");
    std::cerr << "kept what was in " << out << " as " << out << "~\n";
  }
  write_file(out, bytes, true);
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
  verb->callback([flags, &context] { run(flags->in, flags->out, flags->to, context); });
}

}  // namespace standoff::cli
