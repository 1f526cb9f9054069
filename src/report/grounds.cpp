// Grounds in words.

#include "report/grounds.hpp"

#include <algorithm>
#include <array>

namespace standoff::report {
namespace {

constexpr std::array<std::string_view, grounds> words{
    "its own word",          "shown by its deeds",         "said of it by others",
    "known only afterwards", "evidence of no stated kind", "rests on nothing"};

Ground of(Basis basis) {
  switch (basis) {
    case Basis::own:
      return Ground::own;
    case Basis::ascribed:
      return Ground::ascribed;
    case Basis::revealed:
      return Ground::revealed;
    case Basis::afterwards:
      break;
  }
  return Ground::afterwards;
}

}  // namespace

Ground ground(const Statement& statement) {
  if (statement.because.empty()) return Ground::nothing;
  Ground best = Ground::unsaid;
  for (const Basis basis : statement.basis) best = std::min(best, of(basis));
  return best;
}

Ground ground(const Because& because) { return because.empty() ? Ground::nothing : Ground::unsaid; }

std::string_view in_words(Ground ground) { return words[static_cast<std::size_t>(ground)]; }
std::string_view in_words(Basis basis) { return in_words(of(basis)); }

}  // namespace standoff::report
