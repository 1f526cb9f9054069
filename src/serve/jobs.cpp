// Beginning, watching and ending jobs.

#include "serve/jobs.hpp"

#include <algorithm>
#include <condition_variable>

#include "serve/guard.hpp"
#include "serve/questions.hpp"

namespace standoff::serve {
namespace {

constexpr double known_after = 2;   // seconds
constexpr double known_from = .01;  // of the work

}  // namespace

Jobs::Jobs(CallVerb call, const JobLimits& limits)
    : call_(std::move(call)),
      limits_(limits),
      workers_(limits.at_once, limits.waiting, Workers::Pace::gives_way) {
  tidying_ = std::jthread([this](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any pause;
    std::unique_lock lock(mutex);
    const auto often = std::clamp<std::chrono::milliseconds>(
        limits_.unwatched / 8, std::chrono::milliseconds(10), std::chrono::seconds(1));
    while (!stop.stop_requested()) {
      pause.wait_for(lock, stop, often, [] { return false; });
      tidy();
    }
  });
}

Jobs::~Jobs() {
  const std::scoped_lock lock(mutex_);
  for (auto& [id, job] : jobs_) job->stop.request_stop();
}

std::optional<std::string> Jobs::start(const std::string& verb, VerbCall call) {
  auto job = std::make_shared<Job>();
  job->verb = verb;
  job->begun = job->watched = Clock::now();
  call.stop = job->stop.get_token();
  call.progress = [share = std::weak_ptr(job)](double done) {
    // One call may do several things, each of them from the beginning: never back.
    if (const auto told = share.lock())
      if (done > told->share && done <= 1) told->share = done;
  };
  const std::string id = random_hex(16);
  {
    const std::scoped_lock lock(mutex_);
    jobs_.emplace(id, job);
  }
  if (workers_.submit([this, job, call = std::move(call)] { work(job, call); })) return id;
  const std::scoped_lock lock(mutex_);
  jobs_.erase(id);
  return std::nullopt;
}

void Jobs::work(const std::shared_ptr<Job>& job, const VerbCall& call) {
  std::string state = "done";
  Json answer;
  try {
    answer = Json::parse(told(job->verb, call, call_(call)).body);
  } catch (const Refusal& refusal) {
    state = "failed";
    answer = Json::parse(refusal.response.body);
  } catch (const std::exception& error) {
    state = "failed";
    answer = Json::parse(problem(500, error.what()).body);
  }
  const std::scoped_lock lock(mutex_);
  job->ended = Clock::now();
  job->state = job->cancelled ? "cancelled" : state;
  job->answer = std::move(answer);
}

std::optional<Json> Jobs::look(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  Job& job = *found->second;
  job.watched = Clock::now();
  const double share = job.share;
  Json json{{"id", id}, {"verb", job.verb}, {"state", job.state}};
  json["progress"] = job.state == "done" ? 1.0 : share;
  json["eta_seconds"] = nullptr;
  if (job.ended) {
    json[job.state == "failed" ? "problem" : "answer"] = job.answer;
    return json;
  }
  const double passed = std::chrono::duration<double>(job.watched - job.begun).count();
  if (passed >= known_after && share >= known_from)
    json["eta_seconds"] = passed * (1 - share) / share;
  return json;
}

bool Jobs::cancel(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return false;
  if (found->second->ended) {
    jobs_.erase(found);
  } else {
    found->second->cancelled = true;
    found->second->stop.request_stop();
  }
  return true;
}

void Jobs::tidy() {
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  std::erase_if(jobs_, [&](const auto& entry) {
    return entry.second->ended && now - *entry.second->ended > limits_.keep;
  });
  for (auto& [id, job] : jobs_)
    if (!job->ended && now - job->watched > limits_.unwatched) {
      job->cancelled = true;
      job->stop.request_stop();
    }
  for (;;) {
    auto oldest = jobs_.end();
    std::size_t ended = 0;
    for (auto at = jobs_.begin(); at != jobs_.end(); ++at) {
      if (!at->second->ended) continue;
      ++ended;
      if (oldest == jobs_.end() || *at->second->ended < *oldest->second->ended) oldest = at;
    }
    if (ended <= limits_.kept) return;
    jobs_.erase(oldest);
  }
}

}  // namespace standoff::serve
