// The colours of figures: few, told apart by who sees no red or green, and dark enough on white.
// Nothing is said by colour alone: decision makers have signs (Drawing::sign), verdicts have
// patterns.
//
// A page restyles a drawing through classes: what is painted inside has the class "fill-NAME", what
// is painted along its edge "line-NAME". `restyling` writes the rules.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "standoff/ids.hpp"

namespace standoff::figure {

enum class Paint : std::uint8_t {
  none,
  paper,     ///< what is drawn on
  panel,     ///< a little apart from the paper
  ink,       ///< what is read first
  faint,     ///< what is read last
  grid,      ///< thin lines that guide the eye
  good,      ///< better for somebody, or open
  bad,       ///< worse for somebody, or closed
  stable,    ///< it lasts
  unstable,  ///< it does not
  unknown,   ///< nobody can say
  accent,    ///< where it stands now; what is chosen
  dm_0,      ///< decision makers in the file's order; `paint_of`
  dm_1,
  dm_2,
  dm_3,
  dm_4,
  dm_5,
  dm_6,
  dm_7,
  dm_8,
  dm_9,
  dm_10,
  dm_11,
};

/// One paint: its name in classes, and its colour on white and on dark paper.
struct Pigment {
  std::string_view name;
  std::string_view light;
  std::string_view dark;
};
const Pigment& pigment(Paint paint);

/// The paint of a decision maker; they are used again from the thirteenth on.
Paint paint_of(DmId dm);

/// A style sheet's rules that give every paint its colour on dark paper (or, again, on white),
/// each selector behind `scope`: ".dark " for ".dark .fill-ink{fill:#e8e6e1}". For pages; drawings
/// have no style sheet.
std::string restyling(std::string_view scope, bool dark);

}  // namespace standoff::figure
