// Jobs: kept for a while and no longer, ended when nobody asks, never more than there is room for.
#include "serve/jobs.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace standoff::serve;
using namespace std::chrono_literals;

namespace {

VerbAnswer until_stopped(const VerbCall& call) {
  while (!call.stop.stop_requested()) std::this_thread::sleep_for(1ms);
  return {exit_code::partial, "a part", "{\"part\":true}", ""};
}

VerbAnswer at_once(const VerbCall&) { return {exit_code::done, "all", "{\"all\":true}", ""}; }

// What becomes of a job that somebody looks at until it has ended.
Json ended(Jobs& jobs, const std::string& id) {
  for (int k = 0; k < 60'000; ++k) {
    const auto seen = jobs.look(id);
    REQUIRE(seen);
    if ((*seen)["state"] != "running") return *seen;
    std::this_thread::sleep_for(1ms);
  }
  FAIL("the job does not end");
  return {};
}

template <typename Condition>
bool comes(Condition condition) {
  for (int k = 0; k < 60'000; ++k) {
    if (condition()) return true;
    std::this_thread::sleep_for(1ms);
  }
  return false;
}

}  // namespace

TEST_CASE("a job's answer is the question's") {
  Jobs jobs(at_once);
  const std::string id = jobs.start("why", {}).value();
  const Json seen = ended(jobs, id);
  CHECK(seen["state"] == "done");
  CHECK(seen["progress"] == 1.0);
  CHECK(seen["answer"]["json"]["all"] == true);
  CHECK(seen["answer"]["text"] == "all");
}

TEST_CASE("progress is told and never goes back") {
  std::atomic<int> step = 0;
  Jobs jobs([&](const VerbCall& call) {
    for (const double share : {.25, .5, .1, 2., -1.}) {
      call.progress(share);
      ++step;
    }
    return until_stopped(call);
  });
  const std::string id = jobs.start("why", {}).value();
  CHECK(comes([&] { return step == 5; }));
  CHECK((*jobs.look(id))["progress"] == .5);
  CHECK(jobs.cancel(id));
}

TEST_CASE("what was found when a job was taken back is told") {
  Jobs jobs(until_stopped);
  const std::string id = jobs.start("why", {}).value();
  CHECK(jobs.cancel(id));
  const Json seen = ended(jobs, id);
  CHECK(seen["state"] == "cancelled");
  CHECK(seen["answer"]["complete"] == false);
  CHECK(jobs.cancel(id));  // forgets it
  CHECK_FALSE(jobs.look(id));
  CHECK_FALSE(jobs.cancel(id));
}

TEST_CASE("a job taken back before its turn ends too") {
  Jobs jobs(until_stopped, {.at_once = 1});
  const std::string first = jobs.start("why", {}).value();
  const std::string second = jobs.start("why", {}).value();
  CHECK(jobs.cancel(second));
  CHECK(jobs.cancel(first));
  CHECK(ended(jobs, second)["state"] == "cancelled");
}

TEST_CASE("answers are kept for a while and no longer") {
  Jobs jobs(at_once, {.keep = 1ms, .unwatched = 100ms});
  const std::string id = jobs.start("why", {}).value();
  CHECK(comes([&] { return !jobs.look(id); }));
}

TEST_CASE("a job that nobody asks after is ended") {
  std::atomic<bool> stopped = false;
  Jobs jobs(
      [&](const VerbCall& call) {
        VerbAnswer answer = until_stopped(call);
        stopped = true;
        return answer;
      },
      {.unwatched = 100ms});
  jobs.start("why", {});
  CHECK(comes([&] { return stopped.load(); }));
}

TEST_CASE("more than there is room for are refused") {
  Jobs jobs(until_stopped, {.at_once = 1, .waiting = 2});
  std::size_t started = 0;
  while (started < 100 && jobs.start("why", {})) ++started;
  CHECK(started >= 2);
  CHECK(started <= 3);
}

TEST_CASE("of jobs that have ended only the latest are kept") {
  Jobs jobs(at_once, {.waiting = 100, .kept = 3, .unwatched = 100ms});
  std::vector<std::string> ids;
  for (int k = 0; k < 10; ++k) ids.push_back(jobs.start("why", {}).value());
  CHECK(comes([&] {
    std::size_t there = 0;
    for (const std::string& id : ids) there += jobs.look(id) ? 1 : 0;
    return there == 3;
  }));
}

TEST_CASE("a bug in a verb fails the job and nothing else") {
  Jobs jobs([](const VerbCall&) -> VerbAnswer { throw std::runtime_error("broken"); });
  const Json seen = ended(jobs, jobs.start("why", {}).value());
  CHECK(seen["state"] == "failed");
  CHECK(seen["problem"]["status"] == 500);
  CHECK(seen["problem"]["detail"] == "broken");
}
