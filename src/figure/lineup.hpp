// Which situations a reader is told of, and by which letter: the same in every figure.
#pragma once

#include <string>
#include <vector>

#include "figure/figure.hpp"
#include "report/settlements.hpp"

namespace standoff::figure {

/// Where it stands ("now"), where somebody wants it ("goal"), and where it can settle ("A", "B",
/// …, in the order of report::settlements).
struct Lineup {
  struct Member {
    std::string title;
    report::Settlement at;
    bool now = false;
    bool wanted = false;
  };

  /// At most `most` members; 0: everything that is stable for everybody under some concept.
  Lineup(const Subject& subject, const FigureRequest& request, std::size_t most);

  report::Ways ways;
  std::vector<report::Settlement> found;  ///< everything that is stable for everybody
  std::vector<Member> members;
  std::size_t hidden = 0;  ///< of `found`, those that are no members

  /// Null when it is no member.
  const Member* find(StateId s) const;

  static constexpr std::size_t usual = 12;  ///< members that have letters in every figure
};

/// "A", "B", …, "Z", "AA": columns by number.
std::string column_name(std::size_t number);

}  // namespace standoff::figure
