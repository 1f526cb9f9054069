// The cube as one decision maker, the focal one, sees it: its own options settled, everybody else's
// side by side.
//
// A view has one page for each layer and setting of the focal decision maker's options; a page is a
// row of all settings of the others' options, in the order of the decision makers. Whatever the
// others do stays on the page; what the focal one does leads from page to page.
#pragma once

#include <memory>
#include <vector>

#include "dense/cube.hpp"
#include "dense/residuals.hpp"
#include "dense/scale.hpp"
#include "diagram/diagram.hpp"

namespace standoff::dense {

/// Another decision maker's block on a page.
struct Other {
  std::size_t dm;
  std::uint32_t low;  ///< place of its lowest bit on a page
  std::uint32_t bits;
};

struct View {
  View(const Cube& cube, DmId focal);
  /// As nobody sees it: one page for each layer.
  explicit View(const Cube& cube);

  const Cube& cube;
  std::size_t focal;
  std::uint32_t own_bits = 0;
  std::uint32_t page_bits = 0;   ///< a page has 2^page_bits places
  std::uint32_t after_bits = 0;  ///< of these, those of decision makers after the focal one
  std::vector<Other> others;     ///< with options, in order

  const Mover& self() const { return cube.movers[focal]; }
  std::size_t settings() const { return std::size_t{1} << own_bits; }
};

/// Functions of a dispute's options read page by page: first nobody's options, then the focal
/// decision maker's, then the others' in a given order. Which families of residuals are left at
/// the end of each reading is worked out beforehand, for all pages; pages with equal families share
/// their table.
class Reading {
 public:
  /// Reads all but the last `left` options of the page. `last`: the decision maker read last
  /// (others otherwise keep their order), or none.
  Reading(const View& view, const std::vector<const Formula*>& functions, std::size_t last,
          std::uint32_t left, std::stop_token stop);
  static constexpr std::size_t none = ~std::size_t{0};

  /// Families at the ends of a page, one for each setting of what was read of it.
  const std::vector<Residuals::Family>& ends(std::size_t layer, std::size_t setting) const {
    return *page_[layer * settings_ + setting];
  }
  /// Every family that ends somewhere.
  const std::vector<Residuals::Family>& families() const { return distinct_; }
  std::span<const diagram::Id> functions(Residuals::Family f) const {
    return residuals_->functions(f);
  }
  /// Values of a residual for all settings of the options that were not read.
  std::vector<std::uint64_t> table(diagram::Id residual) const {
    return truth_table(*space_, residual, total_ - left_, left_);
  }

 private:
  std::unique_ptr<diagram::Space> space_;
  std::vector<diagram::Diagram> kept_;
  std::unique_ptr<Residuals> residuals_;
  std::size_t settings_;
  std::uint32_t total_;
  std::uint32_t left_;
  std::vector<std::unique_ptr<std::vector<Residuals::Family>>> tables_;
  std::vector<const std::vector<Residuals::Family>*> page_;
  std::vector<Residuals::Family> distinct_;
};

}  // namespace standoff::dense
