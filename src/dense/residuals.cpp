// Families of residuals, and what their members say.

#include "dense/residuals.hpp"

#include <algorithm>

namespace standoff::dense {
namespace {

constexpr Residuals::Family unknown = ~Residuals::Family{0};

std::uint64_t hash_of(std::span<const diagram::Id> parts) {
  std::uint64_t h = 0x9e3779b97f4a7c15;
  for (const diagram::Id part : parts) {
    h = (h ^ part) * 0xff51afd7ed558ccd;
    h ^= h >> 29;
  }
  return h ^ h >> 32;
}

}  // namespace

Residuals::Residuals(const diagram::Space& space, std::vector<diagram::Id> functions)
    : space_(space), width_(functions.size()), known_(1024, unknown), asked_(std::move(functions)) {
  intern();
}

Residuals::Family Residuals::intern() {
  std::size_t slot = hash_of(asked_) & (known_.size() - 1);
  for (; known_[slot] != unknown; slot = (slot + 1) & (known_.size() - 1))
    if (std::equal(asked_.begin(), asked_.end(), functions(known_[slot]).begin()))
      return known_[slot];
  const auto family = static_cast<Family>(first_.size());
  std::uint32_t first = space_.level(diagram::yes);
  for (const diagram::Id part : asked_) first = std::min(first, space_.level(part));
  parts_.insert(parts_.end(), asked_.begin(), asked_.end());
  first_.push_back(first);
  children_.push_back({unknown, unknown});
  known_[slot] = family;
  if (2 * first_.size() > known_.size()) widen();
  return family;
}

void Residuals::widen() {
  known_.assign(2 * known_.size(), unknown);
  for (Family f = 0; f < first_.size(); ++f) {
    std::size_t slot = hash_of(functions(f)) & (known_.size() - 1);
    while (known_[slot] != unknown) slot = (slot + 1) & (known_.size() - 1);
    known_[slot] = f;
  }
}

Residuals::Children Residuals::children(Family f) {
  if (children_[f].no != unknown) return children_[f];
  const auto one = [&](bool taken) {
    asked_.assign(functions(f).begin(), functions(f).end());
    for (diagram::Id& part : asked_)
      if (space_.level(part) == first_[f]) part = taken ? space_.high(part) : space_.low(part);
    return intern();
  };
  const Family no = one(false);
  const Family yes = one(true);
  return children_[f] = {no, yes};
}

void Residuals::fill(Family f, std::uint32_t at, std::uint32_t bits, Family* out) {
  if (first_[f] >= at + bits) {
    std::fill(out, out + (std::size_t{1} << bits), f);
    return;
  }
  const std::size_t half = std::size_t{1} << (bits - 1);
  if (first_[f] > at) {
    fill(f, at + 1, bits - 1, out);
    std::copy(out, out + half, out + half);
    return;
  }
  const Children next = children(f);
  fill(next.no, at + 1, bits - 1, out);
  fill(next.yes, at + 1, bits - 1, out + half);
}

std::vector<Residuals::Family> Residuals::after(Family f, std::uint32_t from, std::uint32_t bits) {
  std::vector<Family> out(std::size_t{1} << bits);
  fill(f, from, bits, out.data());
  return out;
}

namespace {

// Settings 0 .. 2^bits-1 of the options from place `at`, `offset` bits into `out`.
void tabulate(const diagram::Space& space, diagram::Id f, std::uint32_t at, std::uint32_t bits,
              std::vector<std::uint64_t>& out, std::size_t offset) {
  if (f == diagram::no) return;
  const std::size_t size = std::size_t{1} << bits;
  if (f == diagram::yes) {
    if (size >= 64)
      std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(offset / 64), size / 64,
                  ~std::uint64_t{0});
    else
      out[offset / 64] |= ((std::uint64_t{1} << size) - 1) << (offset % 64);
    return;
  }
  const bool here = space.level(f) == at;
  tabulate(space, here ? space.low(f) : f, at + 1, bits - 1, out, offset);
  tabulate(space, here ? space.high(f) : f, at + 1, bits - 1, out, offset + size / 2);
}

}  // namespace

std::vector<std::uint64_t> truth_table(const diagram::Space& space, diagram::Id function,
                                       std::uint32_t from, std::uint32_t bits) {
  std::vector<std::uint64_t> out(std::max<std::size_t>((std::size_t{1} << bits) / 64, 1) + 1, 0);
  tabulate(space, function, from, bits, out, 0);
  return out;
}

}  // namespace standoff::dense
