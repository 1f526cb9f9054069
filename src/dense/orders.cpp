// Working out orders, and which are the same.

#include "dense/orders.hpp"

#include <algorithm>

namespace standoff::dense {
namespace {

std::vector<const Formula*> functions_of(const Mover& mover, const Scale& scale, bool preferences) {
  std::vector<const Formula*> functions;
  if (preferences) functions = scale.formulas;
  for (const Mover::Constrained& option : mover.constrained)
    if (option.guard != nullptr) functions.push_back(option.guard);
  return functions;
}

// Equal for equal orders: the settings level by level, and the guards that hold.
std::uint64_t hash_of(const std::vector<std::uint32_t>& settings, const std::vector<Run>& runs,
                      std::uint32_t open) {
  std::uint64_t h = open + 0x9e3779b97f4a7c15;
  const auto mix = [&](std::uint64_t word) {
    h = (h ^ word) * 0xff51afd7ed558ccd;
    h ^= h >> 31;
  };
  for (const std::uint32_t s : settings) mix(s);
  for (const Run& run : runs) mix(std::uint64_t{run.end} << 1 | (run.last ? 1 : 0));
  return h;
}

bool same(const Run& a, const Run& b) {
  return a.begin == b.begin && a.end == b.end && a.class_ == b.class_ && a.last == b.last;
}

}  // namespace

Orders::Orders(const View& view, const Other& other, const Scale& scale, bool preferences,
               std::size_t lanes, std::size_t most_bytes, std::stop_token stop)
    : mover_(view.cube.movers[other.dm]),
      reading_(view, functions_of(mover_, scale, preferences), other.dm, other.bits, stop),
      guards_(static_cast<std::size_t>(
          std::count_if(mover_.constrained.begin(), mover_.constrained.end(),
                        [](const auto& option) { return option.guard != nullptr; }))),
      start_(scale.start),
      greatest_(scale.greatest),
      groups_(mover_, [lanes](std::size_t setting) { return setting * lanes; }) {
  if (preferences) weights_ = scale.weights;
  const auto& families = reading_.families();
  kind_of_.assign(families.empty() ? 0 : families.back() + 1, 0);
  std::unordered_multimap<std::uint64_t, Kind> known;
  std::vector<std::uint32_t> settings;
  std::vector<Run> runs;
  for (const Residuals::Family f : families) {
    if (stop.stop_requested()) throw diagram::Stopped();
    for (const diagram::Id residual : reading_.functions(f))
      if (auto& table = tables_[residual]; table.empty()) table = reading_.table(residual);
    const std::uint32_t holds = open(f);
    if (!reach_.contains(holds)) reach_.emplace(holds, Reach(mover_, holds));
    if (bytes() > most_bytes) {
      kind_of_[f] = kind_count_++;
      continue;
    }
    if (preferences) order(f, settings, runs);
    const std::uint64_t h = hash_of(settings, runs, holds);
    const auto [begin, end] = known.equal_range(h);
    const auto it = std::find_if(begin, end, [&](const auto& entry) {
      const Kept& kept = kept_[entry.second];
      return kept.open == holds && kept.run_count == runs.size() &&
             std::equal(settings.begin(), settings.end(),
                        settings_.begin() + static_cast<std::ptrdiff_t>(kept.settings)) &&
             std::equal(runs.begin(), runs.end(),
                        runs_.begin() + static_cast<std::ptrdiff_t>(kept.runs), same);
    });
    if (it != end) {
      kind_of_[f] = it->second;
      continue;
    }
    kind_of_[f] = kind_count_;
    known.emplace(h, kind_count_++);
    kept_.push_back({settings_.size(), runs_.size(), runs.size(), holds});
    settings_.insert(settings_.end(), settings.begin(), settings.end());
    runs_.insert(runs_.end(), runs.begin(), runs.end());
  }
}

std::uint32_t Orders::open(Residuals::Family f) const {
  std::uint32_t holds = 0;
  const auto functions = reading_.functions(f);
  std::size_t next = functions.size() - guards_;
  for (std::size_t t = 0; t < mover_.constrained.size(); ++t)
    if (mover_.constrained[t].guard == nullptr || functions[next++] == diagram::yes)
      holds |= std::uint32_t{1} << t;
  return holds;
}

void Orders::order(Residuals::Family f, std::vector<std::uint32_t>& settings,
                   std::vector<Run>& runs) const {
  const std::size_t n = mover_.settings();
  std::vector<std::uint64_t> value(n, start_);
  const auto functions = reading_.functions(f);
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    // What holds everywhere in the slice, or nowhere, orders nothing.
    if (functions[k] == diagram::no || (functions[k] == diagram::yes && !greatest_)) continue;
    const std::vector<std::uint64_t>& table = tables_.at(functions[k]);
    for (std::size_t s = 0; s < n; ++s)
      if ((table[s / 64] >> (s % 64) & 1) != 0)
        value[s] = greatest_ ? std::max(value[s], weights_[k]) : value[s] + weights_[k];
  }
  struct Key {
    std::uint64_t value;
    std::uint32_t class_;
    std::uint32_t setting;
  };
  std::vector<Key> keys(n);
  for (std::size_t s = 0; s < n; ++s)
    keys[s] = {value[s], mover_.class_of(s), static_cast<std::uint32_t>(s)};
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    if (a.value != b.value) return a.value > b.value;
    if (a.class_ != b.class_) return a.class_ < b.class_;
    return a.setting < b.setting;
  });
  settings.resize(n);
  runs.clear();
  for (std::size_t k = 0; k < n; ++k) {
    settings[k] = keys[k].setting;
    const bool new_level = k == 0 || keys[k].value != keys[k - 1].value;
    if (k != 0 && new_level) runs.back().last = true;
    if (new_level || keys[k].class_ != keys[k - 1].class_)
      runs.push_back({static_cast<std::uint32_t>(k), 0, keys[k].class_, false});
    runs.back().end = static_cast<std::uint32_t>(k + 1);
  }
  runs.back().last = true;
}

Descent Orders::descent_of(const std::uint32_t* settings, const Run* runs, std::size_t run_count,
                           std::uint32_t open) const {
  const Reach& reach = reach_.at(open);
  return {settings,
          runs,
          static_cast<std::uint32_t>(run_count),
          reach.from.data(),
          reach.from_begin.data(),
          mover_.classes()};
}

Descent Orders::descent(Residuals::Family f, Workspace& workspace) const {
  const Kind kind = kind_of_[f];
  if (kind < kept_.size()) {
    const Kept& kept = kept_[kind];
    return descent_of(settings_.data() + kept.settings, runs_.data() + kept.runs, kept.run_count,
                      kept.open);
  }
  order(f, workspace.settings, workspace.runs);
  return descent_of(workspace.settings.data(), workspace.runs.data(), workspace.runs.size(),
                    open(f));
}

}  // namespace standoff::dense
