// Rows of bits put in their place, whoever is in the middle, and listed again.

#include "dense/bitmap.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <random>

#include "dense/plain_view.hpp"
#include "small_disputes.hpp"

namespace {

using namespace standoff;
using dense::Bitmap;
using dense::View;

// Decision makers with so many options each, and options that nobody owns.
Model of_blocks(const std::vector<std::uint32_t>& blocks, int circumstances) {
  std::string body = "decision_makers:\n";
  int option = 0;
  for (std::size_t dm = 0; dm < blocks.size(); ++dm) {
    body += "  - id: d" + std::to_string(dm) + "\n    preferences: []\n    options: [";
    for (std::uint32_t k = 0; k < blocks[dm]; ++k)
      body += (k > 0 ? ", o" : "o") + std::to_string(option++);
    body += "]\n";
  }
  if (circumstances > 0) body += "options:\n";
  for (int k = 0; k < circumstances; ++k) body += "  - c" + std::to_string(k) + "\n";
  return tests::model_from(body);
}

enum Path { whole_words, parts_of_words, bit_by_bit };

// Which way through `place` these pages go.
Path path_of(const View& view) {
  if (view.after_bits >= 6) return whole_words;
  return view.own_bits + view.after_bits >= 6 && view.page_bits >= 6 ? parts_of_words : bit_by_bit;
}

// Random rows, some pages at a time, as several threads would write them. How many combinations are
// then wrong.
std::size_t misplaced(const View& view, std::size_t pages, std::mt19937_64& random) {
  Bitmap bitmap(view.cube);
  const std::size_t row_words = std::max<std::size_t>(1, (std::size_t{1} << view.page_bits) / 64);
  const std::uint64_t used = view.page_bits >= 6
                                 ? ~std::uint64_t{0}
                                 : (std::uint64_t{1} << (std::size_t{1} << view.page_bits)) - 1;
  std::vector<std::vector<std::uint64_t>> rows;  // by layer and setting
  std::size_t set = 0;
  for (std::size_t z = 0; z < view.cube.layers(); ++z)
    for (std::size_t setting = 0; setting < view.settings(); setting += pages) {
      std::vector<std::uint64_t> some(pages * row_words);
      for (std::uint64_t& word : some) {
        word = random() & used;
        set += static_cast<std::size_t>(std::popcount(word));
      }
      bitmap.place(view, z, setting, pages, some.data(), row_words);
      for (std::size_t page = 0; page < pages; ++page)
        rows.emplace_back(some.begin() + static_cast<std::ptrdiff_t>(page * row_words),
                          some.begin() + static_cast<std::ptrdiff_t>((page + 1) * row_words));
    }
  bitmap.recount();
  std::size_t wrong = bitmap.count() != Count(set);
  for (std::size_t z = 0; z < view.cube.layers(); ++z)
    for (std::size_t setting = 0; setting < view.settings(); ++setting)
      for (std::size_t at = 0; at < std::size_t{1} << view.page_bits; ++at) {
        const std::string label =
            tests::taken_at(view, z, setting, at).letters(view.cube.model->options.size());
        const bool expected = (rows[z * view.settings() + setting][at / 64] >> (at % 64) & 1) != 0;
        wrong += bitmap.contains(label) != expected;
      }
  return wrong;
}

}  // namespace

TEST_SUITE_BEGIN("dense");

TEST_CASE("pages come into the contract's order wherever their decision maker stands") {
  std::mt19937_64 random(1);
  std::array<int, 3> taken{};
  for (std::uint32_t a = 1; a <= 7; ++a)
    for (std::uint32_t b = 1; b <= 7; ++b)
      for (std::uint32_t c = 1; c <= 7; ++c) {
        if (a + b + c > 12) continue;
        const int circumstances = (a + b + c) % 4 == 0 ? 2 : 0;
        const Model model = of_blocks({a, b, c}, circumstances);
        const dense::Cube cube(model);
        for (std::uint32_t focal = 0; focal < 3; ++focal) {
          const View view(cube, DmId(focal));
          CAPTURE(a);
          CAPTURE(b);
          CAPTURE(c);
          CAPTURE(focal);
          ++taken[path_of(view)];
          const std::size_t group = Bitmap::group_of_pages(view);
          CHECK(misplaced(view, group, random) == 0);
          CHECK(misplaced(view, view.settings(), random) == 0);
        }
      }
  CHECK(taken[whole_words] > 20);
  CHECK(taken[parts_of_words] > 50);
  CHECK(taken[bit_by_bit] > 50);
}

TEST_CASE("pages come into order beside decision makers who have no options") {
  std::mt19937_64 random(2);
  for (const std::vector<std::uint32_t>& blocks :
       {std::vector<std::uint32_t>{0, 8, 3}, {8, 0, 3}, {3, 8, 0}, {7}, {0, 7}, {2, 0, 0, 5}}) {
    const Model model = of_blocks(blocks, 1);
    const dense::Cube cube(model);
    for (std::uint32_t focal = 0; focal < blocks.size(); ++focal) {
      const View view(cube, DmId(focal));
      CHECK(misplaced(view, Bitmap::group_of_pages(view), random) == 0);
    }
  }
}

TEST_CASE("the first members come in the contract's order, nobody's options last") {
  std::mt19937_64 random(3);
  for (const int circumstances : {0, 1, 3})
    for (const std::uint32_t options : {2U, 5U, 6U, 8U}) {
      CAPTURE(circumstances);
      CAPTURE(options);
      const Model model = of_blocks({1, options - 1}, circumstances);
      const dense::Cube cube(model);
      Bitmap bitmap(cube);
      Bitmap other(cube);
      const std::size_t letters = model.options.size();
      std::vector<std::string> expected;
      for (std::size_t z = 0; z < cube.layers(); ++z)
        for (std::size_t at = 0; at < std::size_t{1} << options; ++at) {
          if (random() % 3 == 0) continue;
          bitmap.layer(z)[at / 64] |= std::uint64_t{1} << (at % 64);
          std::string label(letters, 'N');
          for (std::size_t k = 0; k < options; ++k)
            if ((at >> (options - 1 - k) & 1) != 0) label[k] = 'Y';
          for (std::size_t k = 0; k < cube.circumstances.size(); ++k)
            if ((z >> (cube.circumstances.size() - 1 - k) & 1) != 0) label[options + k] = 'Y';
          expected.push_back(label);
          other.layer(z)[at / 64] |= (random() & 1) << (at % 64);
        }
      std::sort(expected.begin(), expected.end());
      bitmap.recount();
      other.recount();
      CHECK(bitmap.count() == Count(expected.size()));
      CHECK(bitmap.first(expected.size() + 1) == expected);
      std::vector<std::string> five = expected;
      five.resize(std::min<std::size_t>(five.size(), 5));
      CHECK(bitmap.first(5) == five);
      CHECK(bitmap.first(0).empty());

      std::erase_if(expected, [&](const std::string& label) { return !other.contains(label); });
      bitmap.meet(other);
      CHECK(bitmap.count() == Count(expected.size()));
      CHECK(bitmap.first(1 << 12) == expected);
    }
}

TEST_SUITE_END();
