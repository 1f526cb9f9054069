// Runs of ranks from the truth tables of statements.

#include "dense/rank_runs.hpp"

#include <algorithm>

namespace standoff::dense {
namespace {

// A run must not be broken in a sheet. It is long enough to hide what finding it costs, and short
// enough for many pages to share one.
constexpr std::uint32_t longest_run = chunk_bits;

std::vector<const Formula*> with_rules(const Scale& scale, const Formula& rules) {
  std::vector<const Formula*> functions = scale.formulas;
  functions.push_back(&rules);
  return functions;
}

}  // namespace

template <typename T>
RankRuns<T>::RankRuns(const View& view, const Scale& scale, const Formula& rules,
                      std::size_t most_bytes, std::stop_token stop)
    : run_bits_(std::min(view.page_bits, longest_run)),
      runs_(std::size_t{1} << (view.page_bits - run_bits_)),
      room_(std::max<std::size_t>(64, std::size_t{1} << run_bits_)),
      reading_(view, with_rules(scale, rules), Reading::none, run_bits_, std::move(stop)),
      start_(static_cast<T>(scale.start)),
      greatest_(scale.greatest) {
  for (const std::uint64_t w : scale.weights) weights_.push_back(static_cast<T>(w));
  const auto& families = reading_.families();
  for (const Residuals::Family f : families)
    for (const diagram::Id residual : reading_.functions(f))
      tables_.need(residual, [&] { return reading_.table(residual); });
  // A dictionary that few pages share would cost more memory than it saves time.
  const std::size_t all = view.settings() * view.cube.layers() * runs_;
  const std::size_t kept =
      families.size() > all / 4 ? 0 : std::min(families.size(), most_bytes / (room_ * sizeof(T)));
  place_.assign(families.empty() ? 0 : families.back() + 1, nowhere);
  dictionary_.resize(kept * room_);
  for (std::size_t k = 0; k < kept; ++k) {
    make(families[k], dictionary_.data() + k * room_);
    place_[families[k]] = static_cast<std::uint32_t>(k);
  }
}

template <typename T>
void RankRuns<T>::make(Residuals::Family family, T* out) const {
  const auto functions = reading_.functions(family);
  std::vector<const std::uint64_t*> planes;
  std::vector<T> weights;
  T start = start_;
  for (std::size_t k = 0; k + 1 < functions.size(); ++k) {
    if (functions[k] == diagram::no) continue;
    if (functions[k] == diagram::yes) {
      start = greatest_ ? std::max(start, weights_[k]) : static_cast<T>(start + weights_[k]);
      continue;
    }
    planes.push_back(tables_[functions[k]]);
    weights.push_back(weights_[k]);
  }
  kernels<T>().values(out, room_, planes.data(), weights.data(), planes.size(), start, greatest_,
                      tables_[functions.back()]);
}

template class RankRuns<std::uint16_t>;
template class RankRuns<std::uint32_t>;
template class RankRuns<std::uint64_t>;

}  // namespace standoff::dense
