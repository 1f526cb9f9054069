// Fuzz target: any bytes as a dispute file.
#include "dispute_promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace standoff;
  fuzz::check_loaded(load({reinterpret_cast<const char*>(data), size}));
  return 0;
}
