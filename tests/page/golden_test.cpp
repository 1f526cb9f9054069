// One small dispute in every form, as a person would read it: tests/page/exported/chicken.*.
// STANDOFF_UPDATE_GOLDEN=1 rewrites them; read the diff.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "page/exported.hpp"
#include "page/subject.hpp"

using namespace standoff;

TEST_CASE("a small dispute in every form reads as on file") {
  const tests::Analysed dispute(tests::shipped("chicken"));
  for (const page::FormatName& name : page::formats()) {
    const auto path = std::filesystem::path(STANDOFF_SOURCE_DIR) / "tests/page/exported" /
                      ("chicken." + std::string(name.ending));
    const std::string now = page::exported(name.format, dispute.subject());
    if (std::getenv("STANDOFF_UPDATE_GOLDEN") != nullptr) {
      std::filesystem::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << now;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string then{std::istreambuf_iterator<char>(file), {}};
    CHECK_MESSAGE(now == then, path.string());
  }
}
