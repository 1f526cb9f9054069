// Giving letters.

#include "figure/lineup.hpp"

#include <algorithm>

namespace standoff::figure {

Lineup::Lineup(const Subject& subject, const FigureRequest& request, std::size_t most)
    : ways(report::ways_from_here(subject.graph, request.stop)),
      found(report::settlements(subject.analysis, ways)) {
  const auto here = subject.graph.status_quo();
  const auto add = [&](const std::string& title, StateId s) {
    members.push_back({title, report::settlement(subject.analysis, ways, s), here && s == *here,
                       request.wanted && s == *request.wanted});
  };
  if (here) add("now", *here);
  if (request.wanted && request.wanted != here) add("goal", *request.wanted);
  std::size_t named = 0;
  for (const report::Settlement& s : found) {
    if (here && s.state == *here) continue;
    if (request.wanted && s.state == *request.wanted) {
      ++named;  // so that the others keep their letters
      continue;
    }
    if (most > 0 && members.size() >= most)
      ++hidden;
    else
      add(column_name(named++), s.state);
  }
}

const Lineup::Member* Lineup::find(StateId s) const {
  const auto it = std::find_if(members.begin(), members.end(),
                               [&](const Member& member) { return member.at.state == s; });
  return it == members.end() ? nullptr : &*it;
}

std::string column_name(std::size_t number) {
  std::string name;
  for (++number; number > 0; number = (number - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (number - 1) % 26));
  return name;
}

}  // namespace standoff::figure
