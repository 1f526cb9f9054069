// What a program reads that has nothing to do with ours: text through Python, and through others
// where they are installed.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "cli/run.hpp"

namespace standoff::tests {

/// A file that is gone afterwards.
class Scratch {
 public:
  Scratch(const std::string& ending, const std::string& bytes)
      : path_(std::filesystem::temp_directory_path() /
              ("standoff-" + std::to_string(getpid()) + "-" + std::to_string(next()) + ending)) {
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~Scratch() { std::filesystem::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path() const { return path_.string(); }

 private:
  static int next() {
    static int number = 0;
    return ++number;
  }
  std::filesystem::path path_;
};

inline bool installed(const std::string& program) {
  return run_command("command -v " + program).code == 0;
}

/// What the script prints, given the file's path as sys.argv[1]; fails the test when it fails.
inline std::string python(const std::string& script, const std::string& bytes) {
  const Scratch program(".py", script);
  const Scratch file(".data", bytes);
  const Ran ran = run_command("python3 -B '" + program.path() + "' '" + file.path() + "' 2>&1");
  INFO(ran.out);
  REQUIRE(ran.code == 0);
  return ran.out;
}

}  // namespace standoff::tests
