// Evidence is stand-off: the model points into a source text and this module checks that the
// pointer still holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "standoff/model.hpp"

namespace standoff {

/// One text a source may be, as read from disk.
struct SourceText {
  std::string file;   ///< name shown to the reader, e.g. "report.txt"
  std::string bytes;  ///< the whole file
};

enum class Anchor : std::uint8_t {
  exact,      ///< the passage stands where the selector says
  moved,      ///< the very passage stands elsewhere
  fuzzy,      ///< a similar passage was found; `similarity` says how similar
  missing,    ///< the source is here and the passage is not
  unchecked,  ///< no source text, or nothing in the selector that could be compared
};

struct AnchorResult {
  Anchor anchor = Anchor::unchecked;
  double similarity = 1.0;            ///< 0..1; 1 unless fuzzy
  std::optional<TextPosition> found;  ///< where it was found, when exact, moved or fuzzy
  std::string note;                   ///< one clause a reader can act on; empty when exact
};

/// Finds each evidence item's source among `texts`, by the source's SHA-256 first and by its id
/// (file name without ending) second, and verifies the selectors. One result per Model::evidence,
/// in order. Texts that are not valid UTF-8 match only as a whole, by hash. Never throws on any
/// text.
std::vector<AnchorResult> verify_evidence(const Model& model, const std::vector<SourceText>& texts);

/// One place where a phrase was found.
struct Located {
  TextPosition at;  ///< with the SHA-256 of the passage
  double similarity =
      1.0;  ///< 1: the same but for quotes, dashes, spacing, case and Unicode composition
  std::string passage;  ///< the source's own words there
};

/// Finds `phrase` in `text` (UTF-8), forgiving other quotation marks, dashes, apostrophes,
/// ellipses, spacing, letter case and Unicode composition. All places, in order; when there is
/// none, the nearest passage with its similarity if that is at least 0.6, else nothing. At most
/// `most` places.
std::vector<Located> locate(std::string_view phrase, std::string_view text, std::size_t most = 100);

}  // namespace standoff
