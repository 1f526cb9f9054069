// Threads that take work from a queue.

#include "serve/workers.hpp"

#ifdef __linux__
#include <sys/resource.h>
#endif

namespace standoff::serve {
namespace {

// Of this thread and of those it starts; where that is not allowed, it is no loss.
void give_way() {
#ifdef __linux__
  constexpr int niceness = 5;  // a third of the processor beside who wants all of it
  static_cast<void>(setpriority(PRIO_PROCESS, 0, niceness));
#endif
}

}  // namespace

Workers::Workers(unsigned threads, std::size_t most_waiting, Pace pace)
    : most_waiting_(most_waiting) {
  for (unsigned k = 0; k < threads; ++k)
    threads_.emplace_back([this, pace] {
      if (pace == Pace::gives_way) give_way();
      run();
    });
}

Workers::~Workers() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  wake_.notify_all();
}

bool Workers::submit(std::function<void()> work) {
  {
    const std::scoped_lock lock(mutex_);
    if (ending_ || waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
  }
  wake_.notify_one();
  return true;
}

void Workers::run() {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
      if (ending_) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work();
  }
}

}  // namespace standoff::serve
