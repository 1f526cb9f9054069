// Text as people see it: code points, grapheme clusters, composition, terminal columns and spelling
// distance. Every function takes any bytes: a byte that belongs to no valid UTF-8 sequence counts
// as one U+FFFD.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace standoff::text {

// --- Code points (unicode.cpp)

/// Where the first invalid sequence begins (overlong forms, surrogates and values above U+10FFFF
/// are invalid).
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// The code point that begins at byte `at`, which must lie inside `bytes`; moves `at` to the next
/// one.
char32_t next_code_point(std::string_view bytes, std::size_t& at);

std::u32string decode(std::string_view bytes);
std::string encode(std::u32string_view points);

/// The same with U+FFFD for every control character but tabs, code point by code point: a terminal
/// that is shown somebody else's text must not obey it.
std::string disarmed(std::string_view text);

std::size_t code_points(std::string_view bytes);

/// Where the code point with this number begins; the number of bytes when there are not so many.
std::size_t byte_offset(std::string_view bytes, std::size_t code_point);

/// `count` code points from number `first` on; fewer or none where the text ends.
std::string substr(std::string_view bytes, std::size_t first,
                   std::size_t count = std::string_view::npos);

/// The end of the grapheme cluster that begins at `at`, which must lie inside `points`.
std::size_t next_grapheme(std::u32string_view points, std::size_t at);

// --- Forms (unicode.cpp)

/// Canonical composition. Invalid bytes come out as U+FFFD.
std::string nfc(std::string_view bytes);

/// Case-folded and canonically composed, without what is invisible by default (soft hyphens,
/// joiners, byte order marks).
std::u32string fold_case(std::u32string_view points);

/// Case-folded letters without diacritics, compatibility forms resolved; other scripts stay.
std::u32string bare_letters(std::string_view bytes);

/// Lower-case ASCII for an id: "Šalčininkai" -> "salcininkai", "Łoh" -> "loh". What has no ASCII
/// form is dropped, so the result may be empty.
std::string ascii_fold(std::string_view bytes);

/// White space, dashes (the minus sign too) and quotation marks (apostrophes and primes too), of
/// any script.
bool is_space(char32_t point);
bool is_dash(char32_t point);
bool is_quote(char32_t point);

// --- Terminal columns (width.cpp)

/// Terminal columns: wide characters and emoji take two, combining marks and controls none.
int display_width(std::string_view bytes);

/// Spaces after (`pad`) or before (`pad_left`) the text up to `width` columns. Never shortens.
std::string pad(std::string_view bytes, int width);
std::string pad_left(std::string_view bytes, int width);

/// At most `width` columns, the last one an ellipsis when something was cut. Cuts between grapheme
/// clusters.
std::string truncate(std::string_view bytes, int width);

/// Lines of at most `width` columns, broken between words, or inside a word that is longer than a
/// line. A line feed in the text ends a line; other runs of spaces and tabs become one space. At
/// least one line. With `width` <= 0 lines are not broken; one grapheme cluster wider than `width`
/// stands alone.
std::vector<std::string> wrap(std::string_view bytes, int width);

// --- Spelling (nearest.cpp)

/// Letters inserted, dropped, replaced or swapped with their neighbour (optimal string alignment)
/// over code points. More than `cap` is reported as `cap` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t cap);

/// The candidate that `word` was probably meant to be: at most a third of the longer one's letters
/// differ (or one letter; never more than 32), ignoring case and diacritics; among equals the one
/// nearest as written, then the first.
std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates);

}  // namespace standoff::text
