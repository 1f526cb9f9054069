// The program as a process: what it prints, and its exit code.
#pragma once

#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace standoff::tests {

struct Ran {
  int code = -1;
  std::string out;
};

/// Runs a command of the shell and collects what it writes to stdout.
inline Ran run_command(const std::string& command) {
  Ran ran;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::array<char, 4096> buffer{};
  for (std::size_t n = 0; (n = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
    ran.out.append(buffer.data(), n);
  const int status = pclose(pipe);
  ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return ran;
}

/// Runs the program without warnings; stdout and stderr together.
inline Ran run(const std::string& arguments) {
  return run_command("'" + std::string(STANDOFF_CLI) + "' -q " + arguments + " 2>&1");
}

}  // namespace standoff::tests
