// The focal decision maker's ranks, made anew whenever they are needed instead of being held.
//
// A page is cut into runs of 2^run_bits places. What the ranks of a run are depends only on the
// family of residuals that is left of the preference and of the rules when the run begins; so a
// page is a list of references into a small dictionary of runs.
#pragma once

#include <vector>

#include "dense/view.hpp"

namespace standoff::dense {

template <typename T>
class RankRuns {
 public:
  /// The dictionary is kept as long as it fits `most_bytes`; runs beyond it are made when asked
  /// for.
  RankRuns(const View& view, const Scale& scale, const Formula& rules, std::size_t most_bytes,
           std::stop_token stop);

  std::size_t run_size() const { return std::size_t{1} << run_bits_; }
  std::size_t runs_of_page() const { return runs_; }
  /// Elements that hold a run: at least 64.
  std::size_t room() const { return room_; }

  /// Run number r of a page. `buffer` has room() elements; the result may or may not be there.
  const T* run(std::size_t layer, std::size_t setting, std::size_t r, T* buffer) const {
    const Residuals::Family family = reading_.ends(layer, setting)[r];
    if (family < place_.size() && place_[family] != nowhere)
      return dictionary_.data() + place_[family] * room_;
    make(family, buffer);
    return buffer;
  }

 private:
  static constexpr std::uint32_t nowhere = ~std::uint32_t{0};
  void make(Residuals::Family family, T* out) const;

  std::uint32_t run_bits_;
  std::size_t runs_;
  std::size_t room_;
  Reading reading_;
  std::vector<T> weights_;
  T start_;
  bool greatest_;
  Tables tables_;
  std::vector<std::uint32_t> place_;  // by family, in the dictionary
  std::vector<T> dictionary_;
};

}  // namespace standoff::dense
