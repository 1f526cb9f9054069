// The disputes and the schema that travel inside the library.

#include "io/embedded.hpp"
#include "standoff/load.hpp"

namespace standoff {

const std::vector<CatalogueEntry>& catalogue() {
  static const std::vector<CatalogueEntry> all = [] {
    std::vector<CatalogueEntry> entries;
    for (const embedded::File& file : embedded::files()) {
      if (!file.path.starts_with("disputes/")) continue;
      std::string_view id = file.path.substr(file.path.rfind('/') + 1);
      id.remove_suffix(std::string_view(".yaml").size());
      entries.push_back({id, file.path, file.bytes});
    }
    return entries;
  }();
  return all;
}

std::string_view dispute_schema() { return embedded::files().back().bytes; }

}  // namespace standoff
