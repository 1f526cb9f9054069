// A set of combinations as one bit each.
#pragma once

#include <memory>
#include <vector>

#include "dense/cube.hpp"
#include "dense/view.hpp"
#include "stability/carrier.hpp"

namespace standoff::dense {

class Bitmap final : public Region {
 public:
  explicit Bitmap(const Cube& cube);

  Count count() const override { return count_; }
  bool contains(const std::string& label) const override;
  std::vector<std::string> first(std::size_t most) const override;
  bool meet(const Region& other) override;

  /// The bits of a layer, in the contract's order, at least one word.
  std::uint64_t* layer(std::size_t z) { return words_.data() + z * layer_words_; }
  std::size_t layer_words() const { return layer_words_; }

  /// Copies rows of bits, one for each of the pages of `pages` consecutive settings from `setting`
  /// on; a row is a page's places in order, `row_words` words. Rows of different calls may be
  /// copied by different threads when each call has a whole group of pages; see group_of_pages.
  void place(const View& view, std::size_t layer, std::size_t setting, std::size_t pages,
             const std::uint64_t* rows, std::size_t row_words);
  /// How many pages, beginning at a multiple, share words.
  static std::size_t group_of_pages(const View& view);

  /// Counts again, after the bits were written.
  void recount();

 private:
  const Cube& cube_;
  std::size_t layer_words_;
  std::vector<std::uint64_t> words_;
  std::uint64_t count_ = 0;
};

}  // namespace standoff::dense
