// Work that does nothing for some seconds but tell its progress from another thread, for
// progress_test.py to watch on a terminal: progress_probe SECONDS [quiet]

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>

#include "cli/progress.hpp"

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 0;
  const bool quiet = argc > 2 && std::string_view(argv[2]) == "quiet";
  {
    standoff::cli::Progress progress(!quiet);
    std::jthread([&] {
      const auto start = std::chrono::steady_clock::now();
      for (double share = 0; share < 1;) {
        const auto passed = std::chrono::steady_clock::now() - start;
        share = std::chrono::duration<double>(passed).count() / seconds;
        progress(share);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    }).join();
  }
  std::cout << "the answer\n";
}
