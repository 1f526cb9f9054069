// A bar on the terminal for work that takes long: how much is done, and how long the rest may take.
//
// Work that ends within a second shows nothing, and so does a stderr that is no terminal. The time
// left comes from how fast the work went lately; as long as that is not known, none is shown.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace standoff::cli {

/// How fast work goes, from what share of it was done when.
class Pace {
 public:
  /// `seconds` since the start; neither number ever goes back.
  void note(double seconds, double share);
  /// How long the rest will take at this pace. Nothing before two seconds and a hundredth of the
  /// work, or when nothing moves any more.
  std::optional<double> seconds_left() const;

 private:
  double seconds_ = 0;
  double share_ = 0;
  double rate_ = 0;  // share a second
};

/// "about 2 min left", no more exact than such numbers are; empty beyond a hundred days.
std::string time_left(double seconds);

/// "[######--------------]  30 %  about 2 min left", at most `width` letters: on a narrow terminal
/// first the bar shrinks and goes, then the time.
std::string progress_line(double share, std::optional<double> seconds_left, int width);

/// The bar. Call it with the share done (0 to 1), from any thread but never from two at once.
class Progress {
 public:
  /// Shows nothing unless `wanted`, stderr is a terminal and TERM is not "dumb". With a `listener`,
  /// that is told every share instead.
  explicit Progress(bool wanted, std::function<void(double)> listener = {});
  /// Leaves the line as if nothing had been there.
  ~Progress() { done(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void operator()(double share);
  /// Takes the bar away, before something else is printed; the next share brings it back.
  void done();

 private:
  using Clock = std::chrono::steady_clock;

  std::function<void(double)> listener_;
  bool shown_;
  bool on_screen_ = false;
  Clock::time_point start_;
  Clock::time_point drawn_;
  double share_ = 0;
  Pace pace_;
};

}  // namespace standoff::cli
