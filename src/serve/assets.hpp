// The workbench's files, which travel inside the program; see cmake/embed_web.cmake.
#pragma once

#include <string_view>
#include <vector>

namespace standoff::serve {

struct Asset {
  std::string_view path;  ///< below web/dist: "index.html", "assets/app-1a2b3c.js"
  std::string_view bytes;
};
/// Sorted by path.
const std::vector<Asset>& assets();
/// Null when there is none.
const Asset* find_asset(std::string_view path);

/// What a browser must be told it is, by the ending of the path.
std::string_view type_of(std::string_view path);

}  // namespace standoff::serve
