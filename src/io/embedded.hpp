// The files that travel inside the library: the catalogue of disputes, the forms of the report and
// the schema.
#pragma once

#include <string_view>
#include <vector>

namespace standoff::embedded {

struct File {
  std::string_view path;  ///< "disputes/news/2025/lithuania-belarus.yaml"
  std::string_view bytes;
};

/// All embedded files, sorted by path, the schema last.
const std::vector<File>& files();

}  // namespace standoff::embedded
