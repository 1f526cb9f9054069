// The table of problems and the list they are collected in.

#include "io/problems.hpp"

#include <algorithm>
#include <utility>

#include "text/unicode.hpp"

namespace standoff {

const std::vector<ProblemCode>& problem_codes() {
  static const std::vector<ProblemCode> all{
#define PROBLEM(name, code, severity, structural, meaning) \
  {code, Severity::severity, structural, meaning},
#include "io/problems.def"
#undef PROBLEM
  };
  return all;
}

void ProblemList::add(std::string_view code, Place place, std::string message, std::string hint) {
  const auto echoes = [&](const Problem& p) {
    return p.code == problem::anchor && p.place.line == place.line &&
           p.place.column == place.column && p.place.line != 0;
  };
  if (std::any_of(list_.begin(), list_.end(), echoes)) return;
  const auto& codes = problem_codes();
  const auto row =
      std::find_if(codes.begin(), codes.end(), [&](const auto& c) { return c.code == code; });
  const Severity severity = row == codes.end() ? Severity::error : row->severity;
  if (severity == Severity::error) ++errors_;
  if (list_.size() == most)
    ++dropped_;
  else
    list_.push_back({code, severity, place, std::move(message), std::move(hint)});
}

std::vector<Problem> ProblemList::take() {
  std::stable_sort(list_.begin(), list_.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
  if (dropped_ > 0)
    list_.push_back({problem::too_large,
                     errors_ > 0 ? Severity::error : Severity::warning,
                     {},
                     std::to_string(dropped_) + " more problems are not listed",
                     "mend the first ones and check again"});
  return std::exchange(list_, {});
}

std::string ProblemList::did_you_mean(std::string_view word,
                                      const std::vector<std::string>& candidates,
                                      std::string fallback) {
  if (candidates.size() > comparisons_left_) return fallback;
  comparisons_left_ -= candidates.size();
  return standoff::did_you_mean(word, candidates, std::move(fallback));
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates,
                         std::string fallback) {
  constexpr std::size_t longest = 200;  // nothing longer is a slip of the pen
  if (word.size() > longest) return fallback;
  if (const auto near = text::nearest(word, candidates)) return "did you mean \"" + *near + "\"?";
  return fallback;
}

std::string shortened(std::string_view words) {
  constexpr std::size_t most = 60;
  std::string line = text::substr(words, 0, most + 1);
  const bool cut = text::code_points(line) > most;
  if (cut) line = text::substr(line, 0, most - 1) + "…";
  for (char& c : line)
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7F') c = ' ';
  return text::disarmed(line);
}

std::string in_quotes(std::string_view words) { return '"' + shortened(words) + '"'; }

std::string listed(const std::vector<std::string>& words, std::size_t most) {
  std::string out;
  const std::size_t shown = words.size() > most + 1 ? most : words.size();
  for (std::size_t k = 0; k < shown; ++k) {
    if (k > 0) out += k + 1 == words.size() ? " and " : ", ";
    out += words[k];
  }
  if (shown < words.size()) out += " and " + std::to_string(words.size() - shown) + " more";
  return out;
}

}  // namespace standoff
