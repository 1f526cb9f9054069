// Readings by the million: each decision maker's is looked at once through all questions together,
// and what the questions make of it is remembered; 64 readings are counted at a time.

#include "analysis/sampling.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace standoff {
namespace {

// Readings drawn from one stream of dice: what a thread takes at a time.
constexpr std::uint64_t batch = 4096;

// A well-mixed number for each batch (Steele, Lea and Flood 2014, "splitmix").
std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15 * (number + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

class Sampler {
 public:
  explicit Sampler(const SamplingPlan& plan) : plan_(plan), questions_(plan.questions()) {
    for (const Readings& of : plan.readings) {
      std::vector<Comparison> all;
      for (const auto& question : questions_) {
        const auto& asked = question->comparisons(of.dm());
        all.insert(all.end(), asked.begin(), asked.end());
      }
      lenses_.emplace_back(of, all);
    }
    known_.resize(plan.readings.size());
    digests_.assign(questions_.size(), std::vector<Digest>(plan.readings.size()));
  }

  void draw(std::uint64_t number, std::uint64_t readings, SampleCounts& counts) {
    std::mt19937_64 dice(mixed(plan_.seed, number));
    std::vector<std::uint64_t> holds;  // by conclusion, 64 readings
    std::vector<std::uint64_t> counted(plan_.doubtful.size(), 0);
    std::vector<bool> answers;
    std::vector<Reading> of(plan_.readings.size());
    for (std::uint64_t k = 0; k < readings; ++k) {
      for (std::size_t i = 0; i < of.size(); ++i) {
        of[i] = plan_.readings[i].draw(dice);
        digest(i, of[i]);
      }
      answers.clear();
      for (std::size_t q = 0; q < questions_.size(); ++q)
        questions_[q]->answer(digests_[q], answers);
      holds.resize(answers.size(), 0);
      for (std::size_t c = 0; c < answers.size(); ++c)
        holds[c] |= std::uint64_t{answers[c]} << (k % 64);
      for (std::size_t d = 0; d < counted.size(); ++d) {
        const StatementId& id = plan_.doubtful[d];
        const Reading& reading = of[index(id.dm)];
        counted[d] |= std::uint64_t{std::any_of(
                          reading.begin(), reading.end(),
                          [&](const Said& said) { return said.statement == id.statement; })}
                      << (k % 64);
      }
      if (k % 64 == 63 || k + 1 == readings) add(holds, counted, counts);
    }
    counts.of += readings;
  }

 private:
  void digest(std::size_t i, const Reading& reading) {
    Bits seen = lenses_[i].see(reading);
    auto& known = known_[i];
    auto found = known.find(seen);
    if (found == known.end()) {
      if (known.size() > 1 << 16) known.clear();
      std::vector<Digest> fresh;
      for (const auto& question : questions_)
        fresh.push_back(question->digest(DmId(i), question->lens(DmId(i)).see(reading)));
      found = known.emplace(std::move(seen), std::move(fresh)).first;
    }
    for (std::size_t q = 0; q < questions_.size(); ++q) digests_[q][i] = found->second[q];
  }

  static void add(std::vector<std::uint64_t>& holds, std::vector<std::uint64_t>& counted,
                  SampleCounts& counts) {
    counts.holds.resize(holds.size(), 0);
    counts.counts.resize(counted.size(), 0);
    counts.holds_and_counts.resize(counted.size(), std::vector<std::uint64_t>(holds.size(), 0));
    for (std::size_t c = 0; c < holds.size(); ++c)
      counts.holds[c] += static_cast<std::uint64_t>(std::popcount(holds[c]));
    for (std::size_t d = 0; d < counted.size(); ++d) {
      counts.counts[d] += static_cast<std::uint64_t>(std::popcount(counted[d]));
      for (std::size_t c = 0; c < holds.size(); ++c)
        counts.holds_and_counts[d][c] +=
            static_cast<std::uint64_t>(std::popcount(holds[c] & counted[d]));
    }
    std::fill(holds.begin(), holds.end(), 0);
    std::fill(counted.begin(), counted.end(), 0);
  }

  const SamplingPlan& plan_;
  std::vector<std::unique_ptr<Asking>> questions_;
  std::vector<Lens> lenses_;  // by decision maker, of all questions
  std::vector<std::unordered_map<Bits, std::vector<Digest>, BitsHash>> known_;
  std::vector<std::vector<Digest>> digests_;  // by question and decision maker
};

void merge(SampleCounts& into, const SampleCounts& from) {
  into.of += from.of;
  into.holds.resize(from.holds.size(), 0);
  for (std::size_t c = 0; c < from.holds.size(); ++c) into.holds[c] += from.holds[c];
  into.counts.resize(from.counts.size(), 0);
  into.holds_and_counts.resize(from.counts.size(),
                               std::vector<std::uint64_t>(from.holds.size(), 0));
  for (std::size_t d = 0; d < from.counts.size(); ++d) {
    into.counts[d] += from.counts[d];
    for (std::size_t c = 0; c < from.holds.size(); ++c)
      into.holds_and_counts[d][c] += from.holds_and_counts[d][c];
  }
}

}  // namespace

SampleCounts sample(const SamplingPlan& plan) {
  const std::uint64_t batches = (plan.samples + batch - 1) / batch;
  std::atomic<std::uint64_t> next{0};
  std::mutex mutex;
  SampleCounts all;
  std::uint64_t done = 0;
  const auto work = [&] {
    Sampler sampler(plan);
    for (std::uint64_t b = next++; b < batches && !plan.stop.stop_requested(); b = next++) {
      SampleCounts counts;
      sampler.draw(b, std::min(batch, plan.samples - b * batch), counts);
      const std::lock_guard lock(mutex);
      merge(all, counts);
      if (plan.progress) plan.progress(static_cast<double>(++done) / static_cast<double>(batches));
    }
  };
  std::vector<std::jthread> helpers;
  for (unsigned t = 1; t < std::min<std::uint64_t>(plan.threads, batches); ++t)
    helpers.emplace_back(work);
  work();
  helpers.clear();
  return all;
}

}  // namespace standoff
