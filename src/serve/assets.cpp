// Finding a file of the workbench.

#include "serve/assets.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace standoff::serve {

const Asset* find_asset(std::string_view path) {
  const auto found =
      std::lower_bound(assets().begin(), assets().end(), path,
                       [](const Asset& a, std::string_view p) { return a.path < p; });
  return found == assets().end() || found->path != path ? nullptr : &*found;
}

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{{
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".webmanifest", "application/manifest+json"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
  }};
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace standoff::serve
