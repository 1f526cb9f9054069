// Rows of pages into the contract's order, and out of it again.

#include "dense/bitmap.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace standoff::dense {
namespace {

// Bit c of word r becomes bit r of word c (Warren, Hacker's Delight, 7-3: swap ever smaller
// blocks).
void transpose_64(std::array<std::uint64_t, 64>& a) {
  std::uint64_t mask = 0x00000000FFFFFFFF;
  for (std::size_t j = 32; j != 0; j >>= 1, mask ^= mask << j)
    for (std::size_t k = 0; k < 64; k = ((k | j) + 1) & ~j) {
      const std::uint64_t t = ((a[k] >> j) ^ a[k | j]) & mask;
      a[k] ^= t << j;
      a[k | j] ^= t;
    }
}

}  // namespace

Bitmap::Bitmap(const Cube& cube)
    : cube_(cube),
      layer_words_(std::max<std::size_t>(1, (std::size_t{1} << cube.layer_bits) / 64)),
      words_(layer_words_ * cube.layers(), 0) {}

bool Bitmap::contains(const std::string& label) const {
  std::size_t at = 0;
  for (std::uint32_t k = 0; k < cube_.layer_bits; ++k) at = at << 1 | (label[k] == 'Y' ? 1 : 0);
  std::size_t layer = 0;
  for (std::size_t k = cube_.layer_bits; k < label.size(); ++k)
    layer = layer << 1 | (label[k] == 'Y' ? 1 : 0);
  return (words_[layer * layer_words_ + at / 64] >> (at % 64) & 1) != 0;
}

// Nobody's options are the last letters of a label: at each place all layers come in turn.
std::vector<std::string> Bitmap::first(std::size_t most) const {
  std::vector<std::string> out;
  const std::size_t layers = cube_.layers();
  const std::size_t letters = cube_.layer_bits + cube_.circumstances.size();
  for (std::size_t word = 0; word < layer_words_; ++word) {
    std::uint64_t any = 0;
    for (std::size_t z = 0; z < layers; ++z) any |= words_[z * layer_words_ + word];
    for (; any != 0; any &= any - 1) {
      const std::size_t bit = static_cast<std::size_t>(std::countr_zero(any));
      for (std::size_t z = 0; z < layers; ++z) {
        if ((words_[z * layer_words_ + word] >> bit & 1) == 0) continue;
        if (out.size() == most) return out;
        const std::size_t number = (word * 64 + bit) << cube_.circumstances.size() | z;
        std::string& label = out.emplace_back(letters, 'N');
        for (std::size_t k = 0; k < letters; ++k)
          if ((number >> k & 1) != 0) label[letters - 1 - k] = 'Y';
      }
    }
  }
  return out;
}

bool Bitmap::meet(const Region& other) {
  const auto& that = dynamic_cast<const Bitmap&>(other);
  count_ = meet_bits(words_.data(), that.words_.data(), words_.size());
  return true;
}

void Bitmap::recount() { count_ = count_bits(words_.data(), words_.size()); }

std::size_t Bitmap::group_of_pages(const View& view) {
  if (view.after_bits >= 6) return 1;
  return std::min(view.settings(), std::size_t{64} >> view.after_bits);
}

void Bitmap::place(const View& view, std::size_t z, std::size_t setting, std::size_t pages,
                   const std::uint64_t* rows, std::size_t row_words) {
  std::uint64_t* out = layer(z);
  const std::uint32_t after = view.after_bits;
  const std::size_t before = std::size_t{1} << (view.page_bits - after);
  if (after >= 6) {
    const std::size_t run = (std::size_t{1} << after) / 64;
    for (std::size_t page = 0; page < pages; ++page)
      for (std::size_t b = 0; b < before; ++b)
        std::copy_n(rows + page * row_words + b * run, run,
                    out + ((b << view.own_bits) + setting + page) * run);
    return;
  }
  const std::size_t group = group_of_pages(view);
  if (group << after == 64 && view.page_bits >= 6) {
    // Each word of the layer has the same stretch of 2^after places from every page of a group.
    const std::size_t words_of_block = (std::size_t{1} << view.own_bits) / group;
    std::array<std::uint64_t, 64> block{};
    for (std::size_t first = 0; first < pages; first += group)
      for (std::size_t word = 0; word < row_words; ++word) {
        // 64 places of each page; there are 64 >> after words to be filled from them.
        const std::size_t stretches = std::size_t{64} >> after;
        if (after == 0) {
          for (std::size_t page = 0; page < 64; ++page)
            block[page] = rows[(first + page) * row_words + word];
          transpose_64(block);
        } else {
          const std::uint64_t mask = (std::uint64_t{1} << (std::size_t{1} << after)) - 1;
          for (std::size_t s = 0; s < stretches; ++s) {
            block[s] = 0;
            for (std::size_t page = 0; page < group; ++page)
              block[s] |= (rows[(first + page) * row_words + word] >> (s << after) & mask)
                          << (page << after);
          }
        }
        for (std::size_t s = 0; s < stretches; ++s)
          out[(word * stretches + s) * words_of_block + (setting + first) / group] = block[s];
      }
    return;
  }
  for (std::size_t page = 0; page < pages; ++page)
    for (std::size_t at = 0; at < std::size_t{1} << view.page_bits; ++at) {
      if ((rows[page * row_words + at / 64] >> (at % 64) & 1) == 0) continue;
      const std::size_t b = at >> after;
      const std::size_t to = ((b << view.own_bits | (setting + page)) << after) |
                             (at & ((std::size_t{1} << after) - 1));
      out[to / 64] |= std::uint64_t{1} << (to % 64);
    }
}

}  // namespace standoff::dense
