// Collecting problems while reading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "standoff/problem.hpp"

namespace standoff {

/// The codes by name, so that a misspelt one does not compile.
namespace problem {
#define PROBLEM(name, code, severity, structural, meaning) \
  inline constexpr std::string_view name = code;
#include "io/problems.def"
#undef PROBLEM
}  // namespace problem

class ProblemList {
 public:
  /// After this many, problems are counted and no longer kept: nobody mends a thousand at a time.
  static constexpr std::size_t most = 200;

  void add(std::string_view code, Place place, std::string message, std::string hint = {});
  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  /// In the order of their places.
  std::vector<Problem> take();

 private:
  std::vector<Problem> list_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
};

/// ` did you mean "x"?`-style hint from the nearest candidate, or `fallback` when nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string fallback = {});

/// "a, b and c"; at most `most` of them, then "and 3 more".
std::string listed(const std::vector<std::string>& words, std::size_t most = 8);

}  // namespace standoff
