// Questions that take long: begun now, asked after later, taken back at any time.
//
// There are never more than a fixed number of them; answers are kept for a while; and a job that
// nobody asks after any more is ended, because whoever began it has gone.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "serve/body.hpp"
#include "serve/verbs.hpp"
#include "serve/workers.hpp"

namespace standoff::serve {

struct JobLimits {
  unsigned at_once = 2;
  std::size_t waiting = 8;                                       ///< beyond those that run
  std::size_t kept = 32;                                         ///< jobs that have ended
  std::chrono::milliseconds keep{std::chrono::minutes(10)};      ///< answers, from their end
  std::chrono::milliseconds unwatched{std::chrono::minutes(2)};  ///< then a job is ended
};

class Jobs {
 public:
  explicit Jobs(CallVerb call, const JobLimits& limits = {});
  /// Ends all jobs.
  ~Jobs();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  /// The new job's id; nothing when too many wait already.
  std::optional<std::string> start(const std::string& verb, VerbCall call);
  /// How far it is, and its answer; nothing when there is no such job (any more).
  std::optional<Json> look(const std::string& id);
  /// Asks it to end, or forgets it when it has; false when there is no such job.
  bool cancel(const std::string& id);

 private:
  using Clock = std::chrono::steady_clock;
  struct Job {
    std::string verb;
    std::stop_source stop;
    std::atomic<double> share{0};
    bool cancelled = false;
    Clock::time_point begun;
    Clock::time_point watched;
    std::optional<Clock::time_point> ended;
    std::string state = "running";
    Json answer;  ///< or the problem
  };

  void work(const std::shared_ptr<Job>& job, const VerbCall& call);
  void tidy();

  CallVerb call_;
  JobLimits limits_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Job>> jobs_;
  Workers workers_;
  std::jthread tidying_;
};

}  // namespace standoff::serve
