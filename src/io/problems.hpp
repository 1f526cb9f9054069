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

  /// A value that YAML itself refused (code `anchor`) is spoken of once: whatever else is said of
  /// its place is dropped.
  void add(std::string_view code, Place place, std::string message, std::string hint = {});
  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  /// In the order of their places.
  std::vector<Problem> take();

  /// The hint `did you mean "x"?`, or `fallback` when nothing is near. Comparing names takes time,
  /// so a file full of unknown names gets the fallback in the end.
  std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                           std::string fallback = {});

 private:
  std::vector<Problem> list_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
  std::size_t comparisons_left_ = 50'000;
};

/// `did you mean "x"?` from the nearest candidate, or `fallback` when nothing is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string fallback = {});

/// The author's words for a message: in quotation marks, on one line, shortened when they are long.
std::string in_quotes(std::string_view words);
/// The same without the quotation marks.
std::string shortened(std::string_view words);

/// "a, b and c"; at most `most` of them, then "and 3 more".
std::string listed(const std::vector<std::string>& words, std::size_t most = 8);

}  // namespace standoff
