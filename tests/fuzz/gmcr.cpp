// Fuzz target: any bytes as a .gmcr file; what loads is written back and read again.
#include "io/gmcr.hpp"

#include "dispute_promises.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace standoff;
  const Loaded loaded = load_gmcr({reinterpret_cast<const char*>(data), size});
  fuzz::check_loaded(loaded);
  if (!loaded.model) return 0;
  std::vector<std::string> lost;
  const auto written = to_gmcr(*loaded.model, lost);
  if (!written) return 0;
  const Loaded again = load_gmcr(*written);
  fuzz::promise(again.model.has_value(), "a .gmcr file that was written can be read");
  const LayOutLimits small{.max_states = 4096, .max_arcs = 1 << 16, .max_steps = 1 << 18};
  const LayOut before = lay_out(*loaded.model, small);
  const LayOut after = lay_out(*again.model, small);
  if (before.graph && after.graph)
    fuzz::promise(before.graph->states() == after.graph->states(),
                  "the same states after a .gmcr file");
  return 0;
}
