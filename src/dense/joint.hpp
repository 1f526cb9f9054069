// What the others can bring about together, on a few pages at a time.
//
// A sheet is 2^sheet_bits pages of consecutive settings of the focal decision maker, side by side.
// The others let each value sink to the least they can bring about, one of them after the other,
// until all of them in a row change nothing; everything stays on its page, and so in the cache.
//
// Where a pass needs a mover's settings to lie side by side, the sheet is turned: transposed so
// that the blocks of bits move round, the last one to the front. So the movers take their turns
// from the last to the first, each one when its block has come to be the last.
#pragma once

#include <memory>
#include <vector>

#include "dense/orders.hpp"

namespace standoff::dense {

template <typename T>
class Joint {
 public:
  /// For `forced`, `credible` false; for `answered`, true: each step must improve the position of
  /// whoever takes it, by `scales` (one for each decision maker). `progress`: of working out
  /// orders.
  Joint(const View& view, const std::vector<Scale>& scales, std::uint32_t sheet_bits, bool credible,
        std::size_t most_bytes, std::stop_token stop, const Progress& progress = {});

  /// Memory of one thread.
  struct Workspace {
    std::vector<T> turned;  // the other half of a turn
    std::vector<T> lanes;
    std::vector<T> nobody;  // a row for lanes without a slice
    std::vector<T> scratch;
    std::vector<T*> rows;
    std::vector<std::vector<std::uint32_t>> by_kind;  // by other: slices of the sheet
    std::vector<std::uint32_t> kinds;
    std::vector<std::uint32_t> places;
    Orders::Workspace orders;
  };

  /// Replaces the values of the sheet that begins with the page of `setting` by the least that the
  /// others can bring about.
  void sink(std::vector<T>& sheet, std::size_t layer, std::size_t setting,
            Workspace& workspace) const;

  /// Elements that hold a sheet.
  static std::size_t room(std::uint32_t bits) { return place<T>(std::size_t{1} << bits) + 64; }

 private:
  void in_place(std::vector<T>& sheet, Workspace& workspace) const;
  bool worst(std::size_t k, T* sheet, Workspace& workspace) const;
  void turning(std::vector<T>& sheet, std::size_t layer, std::size_t setting,
               Workspace& workspace) const;
  void group(std::size_t k, std::size_t layer, std::size_t setting, Workspace& workspace) const;
  bool by_lanes(std::size_t k, T* sheet, std::size_t layer, std::size_t setting,
                Workspace& workspace) const;

  const View& view_;
  std::uint32_t sheet_bits_;
  bool credible_;
  bool turned_;                                  // whether passes need turned sheets
  std::vector<std::unique_ptr<Orders>> orders_;  // by other; when turned
  // In place: by other, settings grouped for whole rows or, for the innermost, whole vectors.
  std::vector<std::unique_ptr<Reach>> reach_;
  std::vector<std::unique_ptr<Groups>> groups_;
  std::vector<Grouped> rows_;
  std::unique_ptr<Reach> vector_reach_;
  std::unique_ptr<Groups> vectors_;
  std::vector<T> barriers_;  // between lanes
};

}  // namespace standoff::dense
