// Drawing the bar, and guessing how long the rest takes.

#include "cli/progress.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace standoff::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto patience = 1s;       // work that ends sooner needs no bar
constexpr auto frame = 100ms;       // between two drawings
constexpr int longest_bar = 30;     // cells
constexpr int shortest_bar = 5;     // a shorter one says nothing
constexpr double known_after = 2;   // seconds
constexpr double known_from = .01;  // of the work
constexpr double minute = 60;
constexpr double hour = 60 * minute;
constexpr double day = 24 * hour;

// At once or not at all, so that lines of other threads do not come between.
void to_stderr(std::string_view text) {
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

int terminal_width() {
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::string about(double amount, double step, const char* unit) {
  const auto rounded = static_cast<long>(std::max(1.0, std::round(amount / step)) * step);
  return "about " + std::to_string(rounded) + " " + unit + " left";
}

}  // namespace

void Pace::note(double seconds, double share) {
  const double passed = seconds - seconds_;
  if (passed <= 0) return;
  // What was seen lately counts against what was seen before; "lately" is a third of the time.
  const double weight = seconds_ > 0 ? std::min(1.0, passed / (seconds / 3)) : 1;
  rate_ += weight * ((share - share_) / passed - rate_);
  seconds_ = seconds;
  share_ = share;
}

std::optional<double> Pace::seconds_left() const {
  if (seconds_ < known_after || share_ < known_from || rate_ <= 0) return std::nullopt;
  return (1 - share_) / rate_;
}

std::string time_left(double seconds) {
  if (seconds < 7.5) return "a few seconds left";
  if (seconds < 57.5) return about(seconds, 5, "s");
  if (seconds < 19.5 * minute) return about(seconds / minute, 1, "min");
  if (seconds < 117.5 * minute) return about(seconds / minute, 5, "min");
  if (seconds < 47.5 * hour) return about(seconds / hour, 1, "h");
  if (seconds < 100 * day) return about(seconds / day, 1, "days");
  return {};
}

std::string progress_line(double share, std::optional<double> seconds_left, int width) {
  const int percent = static_cast<int>(share * 100);  // 100 only when all is done
  const std::string digits = std::to_string(percent);
  std::string number = std::string(3 - digits.size(), ' ') + digits + " %";
  std::string left = seconds_left ? time_left(*seconds_left) : "";
  if (!left.empty()) left = "  " + left;
  const int fixed = static_cast<int>(number.size() + left.size()) + 3;  // "[" and "] "
  const int cells = std::min(longest_bar, width - fixed);
  if (cells >= shortest_bar) {
    const int full = static_cast<int>(share * cells);
    return "[" + std::string(static_cast<std::size_t>(full), '#') +
           std::string(static_cast<std::size_t>(cells - full), '-') + "] " + number + left;
  }
  if (fixed - 3 <= width) return number + left;
  return static_cast<int>(number.size()) <= width ? number : "";
}

Progress::Progress(bool wanted, std::function<void(double)> listener)
    : listener_(std::move(listener)), start_(Clock::now()), drawn_(start_) {
  const char* term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  shown_ = wanted && !listener_ && !dumb && isatty(STDERR_FILENO) == 1;
}

void Progress::operator()(double share) {
  if (listener_) return listener_(share);
  if (!shown_) return;
  const Clock::time_point now = Clock::now();
  if (now - start_ < patience || now - drawn_ < frame) return;
  drawn_ = now;
  if (share > share_) share_ = std::min(share, 1.0);  // also when it is no number
  pace_.note(std::chrono::duration<double>(now - start_).count(), share_);
  // One column stays free: in the last one, some terminals go to the next line.
  to_stderr("\r" + progress_line(share_, pace_.seconds_left(), terminal_width() - 1) + "\x1b[K");
  on_screen_ = true;
}

void Progress::done() {
  if (on_screen_) to_stderr("\r\x1b[K");
  on_screen_ = false;
}

}  // namespace standoff::cli
