// Drawing time.

#include "figure/date_rail.hpp"

#include <algorithm>
#include <chrono>

namespace standoff::figure {
namespace {

constexpr double band = 26;
constexpr double level = 32;  // height of a date with what is due

// Puts boxes that must not touch into as few rows as it takes, first come first served.
class Rows {
 public:
  std::size_t place(double left, double right) {
    for (std::size_t k = 0; k < free_.size(); ++k)
      if (left >= free_[k] + 10) {
        free_[k] = right;
        return k;
      }
    free_.push_back(right);
    return free_.size() - 1;
  }
  std::size_t count() const { return free_.size(); }

 private:
  std::vector<double> free_;
};

class Rail {
 public:
  Rail(Drawing& drawing, double x, double width) : drawing_(drawing), x_(x), width_(width) {}

  double draw(std::vector<Stretch> stretches, const std::vector<Due>& due, double y) {
    std::erase_if(stretches, [](const Stretch& s) { return !day_of(s.from) && !day_of(s.until); });
    for (const Stretch& s : stretches)
      for (const std::string* date : {&s.from, &s.until}) see(*date);
    for (const Due& one : due) see(one.date);
    if (!(last_ > first_)) return y;

    // Where stretches begin, above; what is due, below.
    Rows above;
    std::vector<std::pair<std::size_t, double>> begins;
    for (const Stretch& s : stretches) {
      const double from = at(day_of(s.from).value_or(first_));
      const Lettered text = letter(s.from.empty() ? "" : s.from, small);
      const double left = std::min(from, x_ + width_ - text.width());
      begins.emplace_back(above.place(left, left + text.width()), left);
    }
    const double line = y + 18 * static_cast<double>(above.count()) + 4;
    for (std::size_t k = 0; k < stretches.size(); ++k)
      stretch(stretches, k, line, begins[k].second,
              line - 18 * static_cast<double>(begins[k].first + 1));
    if (stretches.empty()) {
      drawing_.line(x_, line + band / 2, x_ + width_, line + band / 2,
                    {.line = Paint::faint, .width = 2});
    }
    Rows below;
    for (const Due& one : due) mark(one, line, below);
    return line + band + 14 + level * static_cast<double>(below.count());
  }

 private:
  void see(const std::string& date) {
    const auto day = day_of(date);
    if (!day) return;
    first_ = seen_ ? std::min(first_, *day) : *day;
    last_ = seen_ ? std::max(last_, *day) : *day;
    seen_ = true;
  }
  double at(double day) const { return x_ + width_ * (day - first_) / (last_ - first_); }

  void stretch(const std::vector<Stretch>& all, std::size_t k, double line, double label_x,
               double label_y) {
    const Stretch& s = all[k];
    const double from = at(day_of(s.from).value_or(first_));
    const auto next = k + 1 < all.size() ? day_of(all[k + 1].from) : std::nullopt;
    const double until = std::max(from + 2, at(day_of(s.until).value_or(next.value_or(last_))));
    const auto group = drawing_.group(s.hooks, s.tip);
    drawing_.rectangle({from, line, until - from, band},
                       {.fill = s.now ? Paint::panel : Paint::paper,
                        .line = Paint::faint,
                        .width = s.now ? 2.0 : 1.0},
                       3);
    const Lettered label = letter(s.label, {.size = 12, .bold = true});
    if (label.width() + 14 <= until - from)
      drawing_.words_centred({from + 8, line, label.width(), band}, label, Align::start);
    const Lettered date = letter(s.from, small);
    if (!s.from.empty()) drawing_.words({label_x, label_y, date.width(), date.height()}, date);
  }

  void mark(const Due& due, double line, Rows& below) {
    const auto day = day_of(due.date);
    if (!day) return;
    const Lettered date = letter(due.date, {.size = 11, .bold = true});
    const Lettered label = letter(due.label, small);
    const double x = at(*day);
    const double wide = std::max(date.width(), label.width());
    const double left = std::clamp(x - wide / 2, x_, std::max(x_, x_ + width_ - wide));
    const double top =
        line + band + 12 + level * static_cast<double>(below.place(left, left + wide));
    const auto group = drawing_.group({{"data-date", due.date}}, due.tip);
    drawing_.line(x, line + band / 2, x, top, {.line = Paint::grid, .width = 1.2});
    drawing_.sign(3, x, line + band / 2, 6, {.fill = Paint::ink, .line = Paint::paper});
    drawing_.rectangle({left - 2, top, wide + 4, level - 4}, {.fill = Paint::paper});
    drawing_.words({left, top, wide, date.height()}, date, Align::middle);
    drawing_.words({left, top + date.height(), wide, label.height()}, label, Align::middle);
  }

  static constexpr Type small{.size = 11, .paint = Paint::faint};

  Drawing& drawing_;
  double x_, width_;
  double first_ = 0, last_ = 0;
  bool seen_ = false;
};

}  // namespace

std::optional<double> day_of(std::string_view date) {
  // Files are read only with whole dates: what is shorter is missing.
  if (date.size() < 10) return std::nullopt;
  const auto digits = [&](std::size_t at, std::size_t length) {
    int n = 0;
    for (const char c : date.substr(at, length)) n = 10 * n + (c - '0');
    return n;
  };
  const std::chrono::year_month_day day{std::chrono::year(digits(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(digits(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(digits(8, 2)))};
  return static_cast<double>(std::chrono::sys_days(day).time_since_epoch().count());
}

double draw_rail(Drawing& drawing, const std::vector<Stretch>& stretches,
                 const std::vector<Due>& due, double x, double y, double width) {
  return Rail(drawing, x, width).draw(stretches, due, y);
}

}  // namespace standoff::figure
