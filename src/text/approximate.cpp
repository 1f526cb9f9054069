// Approximate substring search: Sellers' table computed 64 rows at a time (Myers 1999, in Hyyrö's
// block form), so that even 4 MB against a phrase of 2,000 letters takes about a second in the
// worst case.
#include "text/approximate.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace standoff::text {
namespace {

using Word = std::uint64_t;
constexpr std::size_t word_bits = 64;
constexpr std::size_t longest_phrase = 10'000;  // bounds the tables below to some 13 MB

std::size_t blocks_for(std::u32string_view phrase) {
  return (phrase.size() + word_bits - 1) / word_bits;
}

/// Vertical differences of 64 rows of one column, as bit sets.
struct Block {
  Word plus = ~Word{0};
  Word minus = 0;
};

/// Moves `block` one column on. `in` and the result are the horizontal differences (-1, 0, 1) above
/// its first row and at the row of `last`.
int step(Block& block, Word equal, int in, Word last) {
  const Word negative = in < 0 ? 1 : 0;
  const Word positive = in > 0 ? 1 : 0;
  const Word vertical = equal | block.minus;
  equal |= negative;
  const Word horizontal = (((equal & block.plus) + block.plus) ^ block.plus) | equal;
  Word up = block.minus | ~(horizontal | block.plus);
  Word down = block.plus & horizontal;
  const int out = ((up & last) != 0 ? 1 : 0) - ((down & last) != 0 ? 1 : 0);
  up = (up << 1) | positive;
  down = (down << 1) | negative;
  block.plus = down | ~(vertical | up);
  block.minus = up & vertical;
  return out;
}

enum class Start { anywhere, at_once };

/// Calls `visit(end, distance)` for each end in the text, 1 and up: how far the phrase is from the
/// nearest passage that ends there and starts anywhere, or at once (at the beginning of the text).
/// The phrase is not empty.
template <typename Visit>
void scan(std::u32string_view phrase, std::u32string_view text, Start start, Visit visit) {
  const std::size_t blocks = blocks_for(phrase);
  std::unordered_map<char32_t, std::size_t> letters;  // of the phrase; 0 is for all others
  for (const char32_t letter : phrase) letters.try_emplace(letter, letters.size() + 1);
  std::vector<Word> equal((letters.size() + 1) * blocks);
  for (std::size_t row = 0; row < phrase.size(); ++row) {
    equal[letters[phrase[row]] * blocks + row / word_bits] |= Word{1} << (row % word_bits);
  }
  std::vector<Block> column(blocks);
  const Word top_bit = Word{1} << (word_bits - 1);
  const Word last_row = Word{1} << ((phrase.size() - 1) % word_bits);
  std::size_t distance = phrase.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto letter = letters.find(text[at]);
    const Word* rows = &equal[letter == letters.end() ? 0 : letter->second * blocks];
    int difference = start == Start::at_once ? 1 : 0;
    for (std::size_t b = 0; b + 1 < blocks; ++b) {
      difference = step(column[b], rows[b], difference, top_bit);
    }
    difference = step(column[blocks - 1], rows[blocks - 1], difference, last_row);
    distance += static_cast<std::size_t>(difference);
    visit(at + 1, distance);
  }
}

bool in_word(char32_t point) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(point))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
      return true;
    default:
      return false;
  }
}

bool between_words(std::u32string_view text, std::size_t at) {
  return at == 0 || at >= text.size() || !in_word(text[at - 1]) || !in_word(text[at]);
}

/// The best of several places: the least distance, then one between words, then the first seen.
struct Best {
  std::size_t distance;
  std::size_t at;
  void offer(std::u32string_view text, std::size_t other, std::size_t its_distance) {
    if (its_distance > distance) return;
    if (its_distance == distance && (between_words(text, at) || !between_words(text, other))) {
      return;
    }
    distance = its_distance;
    at = other;
  }
};

}  // namespace

std::uint64_t approximate_cost(std::u32string_view phrase, std::u32string_view text) {
  if (phrase.size() > longest_phrase) return unaffordable;
  // Finding the end reads the text; finding the beginning reads at most twice the phrase.
  return std::uint64_t{blocks_for(phrase)} * (text.size() + 2 * phrase.size());
}

std::optional<Approximate> approximate(std::u32string_view phrase, std::u32string_view text) {
  if (phrase.empty()) return std::nullopt;
  Best end{phrase.size(), 0};
  scan(phrase, text, Start::anywhere,
       [&](std::size_t at, std::size_t distance) { end.offer(text, at, distance); });
  if (end.at == 0) return std::nullopt;

  // The same backwards from the end gives the beginning; no passage so near is longer than this.
  const std::size_t reach = std::min(end.at, phrase.size() + end.distance);
  const std::u32string backward_phrase(phrase.rbegin(), phrase.rend());
  const auto before = text.substr(end.at - reach, reach);
  const std::u32string backward(before.rbegin(), before.rend());
  Best begin{phrase.size() + 1, end.at};
  scan(backward_phrase, backward, Start::at_once, [&](std::size_t length, std::size_t distance) {
    begin.offer(text, end.at - length, distance);
  });

  Span at{begin.at, end.at};
  while (at.begin + 1 < at.end && text[at.begin] == U' ') ++at.begin;
  while (at.begin + 1 < at.end && text[at.end - 1] == U' ') --at.end;
  return Approximate{at, end.distance};
}

std::size_t letters_apart(std::u32string_view a, std::u32string_view b) {
  if (a.empty()) return b.size();
  std::size_t apart = a.size();
  scan(a, b, Start::at_once, [&](std::size_t, std::size_t distance) { apart = distance; });
  return apart;
}

}  // namespace standoff::text
