// A dispute written in one of its formats, and put where the command line says.
#pragma once

#include <string>
#include <string_view>

#include "cli/context.hpp"

namespace standoff::cli {

/// ".yaml", ".json" or ".gmcr": `to` where it is given ("gmcr"), else the ending of `path`. Throws
/// Failure(wrong_usage) when that names no format.
std::string format_of(const std::string& path, const std::string& to);

/// The model in that format; what .gmcr cannot keep is told on stderr, and what it cannot say at
/// all is a Failure(condition_false).
std::string written(const Model& model, const std::string& format, const Context& context);

/// Writes to a file, or to stdout for "-". What was in the file and differs is kept as PATH~, so
/// that nothing an author may have written is lost.
void put(const Context& context, const std::string& path, std::string_view bytes);

}  // namespace standoff::cli
