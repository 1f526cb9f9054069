// What the fuzz targets share. A target that finds a broken promise says which and aborts, so that
// libFuzzer keeps the input.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace standoff::fuzz {

inline void promise(bool kept, std::string_view what) {
  if (kept) return;
  std::cerr << "broken promise: " << what << "\n";
  std::abort();
}

}  // namespace standoff::fuzz
