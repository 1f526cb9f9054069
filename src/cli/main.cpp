// `standoff`: the verbs at the terminal.

#include <iostream>

#include "cli/call.hpp"

int main(int argc, char** argv) {
  standoff::cli::Io io;
  io.out = &std::cout;
  io.err = &std::cerr;
  return standoff::cli::call({argv + 1, argv + argc}, io);
}
