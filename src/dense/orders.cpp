// Working out orders, and which are the same.

#include "dense/orders.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <unordered_map>

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

// Whether each weight is more than all later ones together, as with statements.
bool outweigh(const Scale& scale) {
  if (scale.greatest || scale.start != 0) return false;
  std::uint64_t later = 0;
  for (std::size_t k = scale.weights.size(); k-- > 0;) {
    if (scale.weights[k] <= later) return false;
    later += scale.weights[k];
  }
  return true;
}

bool same(const Run& a, const Run& b) {
  return a.end == b.end && a.class_ == b.class_ && a.last == b.last;
}

}  // namespace

std::size_t Orders::Hash::operator()(const Said& said) const {
  std::uint64_t h = said.open + 0x9e3779b97f4a7c15;
  for (std::size_t k = 0; k < said.functions.size(); ++k) {
    h = (h ^ said.functions[k] ^ said.weights[k] << 32) * 0xff51afd7ed558ccd;
    h ^= h >> 31;
  }
  return h;
}

Orders::Orders(const View& view, const Other& other, const Scale& scale, bool preferences,
               std::size_t lanes, std::size_t most_bytes, std::stop_token stop,
               const Progress& progress)
    : mover_(view.cube.movers[other.dm]),
      reading_(view, functions_of(mover_, scale, preferences), other.dm, other.bits, stop),
      guards_(static_cast<std::size_t>(
          std::count_if(mover_.constrained.begin(), mover_.constrained.end(),
                        [](const auto& option) { return option.guard != nullptr; }))),
      start_(scale.start),
      top_(scale.top),
      greatest_(scale.greatest),
      by_importance_(outweigh(scale)),
      groups_(mover_, [lanes](std::size_t setting) { return setting * lanes; }) {
  if (preferences) {
    weights_ = scale.weights;
    for (std::size_t s = 0; s < mover_.settings(); ++s) class_of_.push_back(mover_.class_of(s));
    everywhere_.assign(std::max<std::size_t>(mover_.settings() / 64, 1) + 1, ~std::uint64_t{0});
  }
  const auto& families = reading_.families();
  kind_of_.assign(families.empty() ? 0 : families.back() + 1, 0);
  std::unordered_map<Said, Kind, Hash> by_said;
  std::unordered_multimap<std::uint64_t, Kind> by_order;
  if (preferences) {
    // Every family of its own kind, and every setting a level, at worst.
    const std::size_t most = std::min(families.size() * mover_.settings(),
                                      most_bytes / (sizeof(std::uint32_t) + sizeof(Run)));
    settings_.reserve(most);
    runs_.reserve(most);
  }
  Workspace workspace;
  for (std::size_t n = 0; n < families.size(); ++n) {
    if (stop.stop_requested()) throw diagram::Stopped();
    // Half of the time has gone into finding the families.
    if (progress && n % 1024 == 0)
      progress(0.5 + 0.5 * static_cast<double>(n) / static_cast<double>(families.size()));
    const Residuals::Family f = families[n];
    say(f, workspace.said);
    const auto [it, is_new] = by_said.try_emplace(workspace.said, 0);
    if (is_new) it->second = find(workspace, most_bytes, by_order);
    kind_of_[f] = it->second;
  }
}

// The kind of what is said in the workspace, one that is known or a new one.
Orders::Kind Orders::find(Workspace& workspace, std::size_t most_bytes,
                          std::unordered_multimap<std::uint64_t, Kind>& known) {
  const Said& said = workspace.said;
  for (const diagram::Id residual : said.functions)
    tables_.need(residual, [&] { return reading_.table(residual); });
  if (!reach_.contains(said.open)) reach_.emplace(said.open, Reach(mover_, said.open));
  if (bytes() > most_bytes) return kind_count_++;
  if (!class_of_.empty()) order(workspace);
  const std::vector<std::uint32_t>& settings = workspace.settings;
  const std::vector<Run>& runs = workspace.runs;
  const std::uint64_t h = hash_of(settings, runs, said.open);
  const auto [begin, end] = known.equal_range(h);
  for (auto it = begin; it != end; ++it) {
    const Kept& kept = kept_[it->second];
    if (kept.open == said.open && kept.run_count == runs.size() &&
        std::equal(settings.begin(), settings.end(),
                   settings_.begin() + static_cast<std::ptrdiff_t>(kept.settings)) &&
        std::equal(runs.begin(), runs.end(), runs_.begin() + static_cast<std::ptrdiff_t>(kept.runs),
                   same))
      return it->second;
  }
  known.emplace(h, kind_count_);
  kept_.push_back({settings_.size(), runs_.size(), runs.size(), said.open});
  settings_.insert(settings_.end(), settings.begin(), settings.end());
  runs_.insert(runs_.end(), runs.begin(), runs.end());
  return kind_count_++;
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

void Orders::say(Residuals::Family f, Said& said) const {
  said.functions.clear();
  said.weights.clear();
  said.open = open(f);
  const auto functions = reading_.functions(f);
  for (std::size_t k = 0; k < weights_.size(); ++k) {
    // What holds everywhere in the slice, or nowhere, orders nothing.
    if (functions[k] == diagram::no || (functions[k] == diagram::yes && !greatest_)) continue;
    // Neither does what something more important has said.
    if (by_importance_ && std::find(said.functions.begin(), said.functions.end(), functions[k]) !=
                              said.functions.end())
      continue;
    said.functions.push_back(functions[k]);
    said.weights.push_back(weights_[k]);
  }
  said.top = top_;
  if (!by_importance_) return;
  const std::size_t n = said.functions.size();
  for (std::size_t k = 0; k < n; ++k) said.weights[k] = std::uint64_t{1} << (n - 1 - k);
  said.top = (std::uint64_t{1} << n) - 1;
}

// From what is said in the workspace.
void Orders::order(Workspace& workspace) const {
  const std::size_t n = mover_.settings();
  const Said& said = workspace.said;
  workspace.planes.clear();
  for (const diagram::Id residual : said.functions) workspace.planes.push_back(tables_[residual]);
  std::vector<std::uint64_t>& value = workspace.values;
  value.resize(std::max<std::size_t>(n, 64));
  kernels<std::uint64_t>().values(value.data(), value.size(), workspace.planes.data(),
                                  said.weights.data(), workspace.planes.size(),
                                  by_importance_ ? 0 : start_, greatest_, everywhere_.data());

  // The most preferred first; within a level by class. One number does where it has the bits.
  const auto class_bits = static_cast<unsigned>(mover_.constrained.size());
  const unsigned low_bits = class_bits + mover_.bits;
  std::vector<std::uint32_t>& settings = workspace.settings;
  std::vector<Run>& runs = workspace.runs;
  settings.resize(n);
  runs.clear();
  std::uint64_t level = 0;
  const auto append = [&](std::uint32_t k, std::uint32_t setting, std::uint64_t level_,
                          std::uint32_t class_) {
    settings[k] = setting;
    const bool new_level = k == 0 || level_ != level;
    if (k != 0 && new_level) runs.back().last = true;
    if (new_level || class_ != runs.back().class_)
      runs.push_back({0, static_cast<std::uint16_t>(class_), false});
    runs.back().end = k + 1;
    level = level_;
  };
  if (static_cast<unsigned>(std::bit_width(said.top)) + low_bits <= 64) {
    std::vector<std::uint64_t> keys(n);
    for (std::size_t s = 0; s < n; ++s)
      keys[s] = ((said.top - value[s]) << class_bits | class_of_[s]) << mover_.bits | s;
    std::sort(keys.begin(), keys.end());
    for (std::uint32_t k = 0; k < n; ++k)
      append(k, static_cast<std::uint32_t>(keys[k] & (n - 1)), keys[k] >> low_bits,
             static_cast<std::uint32_t>(keys[k] >> mover_.bits & (mover_.classes() - 1)));
  } else {
    std::vector<std::uint32_t> sorted(n);
    std::iota(sorted.begin(), sorted.end(), 0);
    std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t x, std::uint32_t y) {
      if (value[x] != value[y]) return value[x] > value[y];
      return class_of_[x] != class_of_[y] ? class_of_[x] < class_of_[y] : x < y;
    });
    for (std::uint32_t k = 0; k < n; ++k)
      append(k, sorted[k], value[sorted[k]], class_of_[sorted[k]]);
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
  say(f, workspace.said);
  order(workspace);
  return descent_of(workspace.settings.data(), workspace.runs.data(), workspace.runs.size(),
                    workspace.said.open);
}

}  // namespace standoff::dense
