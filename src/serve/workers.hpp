// A few threads and a queue that says no when it is full.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace standoff::serve {

class Workers {
 public:
  enum class Pace : std::uint8_t {
    usual,
    gives_way,  ///< to whatever else wants the processor, where the system knows of that (Linux)
  };
  Workers(unsigned threads, std::size_t most_waiting, Pace pace = Pace::usual);
  /// Forgets what waits, and waits for what runs.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Has `work` done by one of the threads; false when too much waits already. `work` must not
  /// throw.
  bool submit(std::function<void()> work);

 private:
  void run();

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool ending_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace standoff::serve
