// Reading the source texts of a folder.

#include "cli/sources.hpp"

#include <algorithm>
#include <filesystem>

namespace standoff::cli {

std::vector<SourceText> read_source_texts(const Context& context, const std::string& folder) {
  namespace fs = std::filesystem;
  only_sources_inside(context, folder);
  if (!fs::is_directory(folder)) throw Failure(Exit::wrong_usage, folder + " is not a directory");
  std::vector<SourceText> texts;
  for (const fs::directory_entry& entry :
       fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied))
    if (entry.is_regular_file() && entry.file_size() <= (std::uintmax_t{64} << 20))
      texts.push_back(
          {entry.path().filename().string(), read_file(context, entry.path().string())});
  // A directory's order is nobody's choice; the answer must not depend on it.
  std::sort(texts.begin(), texts.end(), [](const SourceText& a, const SourceText& b) {
    return std::pair(a.file, a.bytes) < std::pair(b.file, b.bytes);
  });
  return texts;
}

}  // namespace standoff::cli
