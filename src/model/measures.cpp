// Measures and channels of a state.

#include "standoff/measures.hpp"

#include <algorithm>
#include <chrono>
#include <limits>

namespace standoff {
namespace {

constexpr std::int64_t million = 1'000'000;

// a * b / unit, cut to what fits; rounded towards zero.
std::int64_t product(std::int64_t a, std::int64_t b, std::int64_t unit) {
  __extension__ using Wide = __int128;
  const Wide wide = static_cast<Wide>(a) * b / unit;
  using Limits = std::numeric_limits<std::int64_t>;
  if (wide > Limits::max()) return Limits::max();
  if (wide < Limits::min()) return Limits::min();
  return static_cast<std::int64_t>(wide);
}

Range product(const Range& a, const Range& b, std::int64_t unit) {
  Range range{product(a.low, b.low, unit), product(a.low, b.low, unit)};
  for (const std::int64_t x : {a.low, a.high})
    for (const std::int64_t y : {b.low, b.high}) {
      range.low = std::min(range.low, product(x, y, unit));
      range.high = std::max(range.high, product(x, y, unit));
    }
  return range;
}

std::optional<std::chrono::sys_days> day(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t length) {
    int n = 0;
    for (const char c : text.substr(at, length)) n = 10 * n + (c - '0');
    return n;
  };
  const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

template <typename Holds>
std::vector<Stands> standing_where(const Model& model, Holds there) {
  std::vector<Stands> found;
  std::vector<std::optional<Range>> values(model.measures.size());
  for (std::size_t m = 0; m < model.measures.size(); ++m) {
    const Measure& measure = model.measures[m];
    if (!there(measure.when.formula)) continue;
    Range value = measure.value();
    if (measure.per) {
      if (!values[*measure.per]) continue;
      value = product(value, *values[*measure.per], million);
    }
    values[m] = value;
    found.push_back({static_cast<std::uint32_t>(m), value});
  }
  return found;
}

template <typename Holds>
std::vector<std::uint32_t> open_where(const Model& model, Holds there) {
  std::vector<std::uint32_t> open;
  for (std::size_t c = 0; c < model.channels.size(); ++c)
    if (!model.channels[c].open_when || there(model.channels[c].open_when->formula))
      open.push_back(static_cast<std::uint32_t>(c));
  return open;
}

}  // namespace

std::vector<Stands> standing(const Model& model, const OptionSet& taken) {
  return standing_where(model, [&](const Formula& f) { return holds(f, taken); });
}

std::vector<Stands> standing(const Model& model, std::uint32_t state) {
  return standing_where(model, [&](const Formula& f) { return holds_in_state(f, state); });
}

std::vector<std::uint32_t> open_channels(const Model& model, const OptionSet& taken) {
  return open_where(model, [&](const Formula& f) { return holds(f, taken); });
}

std::vector<std::uint32_t> open_channels(const Model& model, std::uint32_t state) {
  return open_where(model, [&](const Formula& f) { return holds_in_state(f, state); });
}

Range over_days(const Range& per_day, std::int64_t days) {
  return product(per_day, {days, days}, 1);
}

std::optional<std::int64_t> days_between(std::string_view from, std::string_view until) {
  const auto first = day(from);
  const auto last = day(until);
  if (!first || !last || *last < *first) return std::nullopt;
  return (*last - *first).count() + 1;
}

}  // namespace standoff
