// Writing a dispute in one of its formats.

#include "cli/format.hpp"

#include <filesystem>

namespace standoff::cli {

std::string format_of(const std::string& path, const std::string& to) {
  std::string ending = to.empty() ? std::filesystem::path(path).extension().string() : "." + to;
  if (ending == ".yml") ending = ".yaml";
  if (ending == ".json" || ending == ".yaml" || ending == ".gmcr") return ending;
  throw Failure(Exit::wrong_usage,
                "the ending of " + path + " names no format; use .yaml, .json or .gmcr, or --to");
}

std::string written(const Model& model, const std::string& format, const Context& context) {
  if (format == ".json") return to_json(model);
  if (format == ".yaml") return to_yaml(model);
  std::vector<std::string> lost;
  auto bytes = to_gmcr(model, lost);
  for (const std::string& what : lost)
    if (!context.quiet || !bytes)
      *context.io.err << (bytes ? "not kept: " : "cannot be said: ") << what << "\n";
  if (!bytes) throw Failure(Exit::condition_false, "the dispute cannot be written as .gmcr");
  return std::move(*bytes);
}

void put(const Context& context, const std::string& path, std::string_view bytes) {
  if (path == "-") {
    *context.io.out << bytes;
    return;
  }
  no_disk_inside(context, path);
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored) && std::filesystem::file_size(path, ignored) > 0 &&
      read_file(context, path) != bytes) {
    std::filesystem::rename(path, path + "~");
    *context.io.err << "kept what was in " << path << " as " << path << "~\n";
  }
  write_file(context, path, bytes, true);
}

}  // namespace standoff::cli
